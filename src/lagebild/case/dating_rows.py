"""The dating of articles as a merge: rows in, the rows of `inferred_dates`, `inferred_chains` and `resolutions` out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lagebild.articles.duplicates import Fingerprint
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.rows import Rows
from lagebild.case.shown import STORED
from lagebild.merging.copies import Imprint, duplicates_among
from lagebild.merging.dating import (
    DatedText,
    Dating,
    Deed,
    Name,
    Sentence,
    Time,
    dated_as_copies,
    datings_of,
    placed_again,
)
from lagebild.reading.marks import MentionKind

_MARKS = (Sentence, Time, Name, Deed)
_NEWEST = f"(SELECT article_id FROM {STORED}.versions WHERE newest)"
_WANTED = f"EXISTS (FROM {STORED}.articles WHERE published IS NULL AND article_id IN {_NEWEST})"
"""Nothing is asked for in a case in which every article states its date."""

CHARACTERS_WEIGHED = 20_000
"""So many first characters of an article (3,000 words, more than nearly every news article has) are weighed for its
date: what tells it stands early, and each expression is compared with the events of the whole case."""

DATING_QUERIES: tuple[str, ...] = (
    f"""SELECT article_id, text, lang, title, published FROM {STORED}.articles
    WHERE article_id IN {_NEWEST} AND {_WANTED}""",
    f"""SELECT article_id, start, "end" FROM {STORED}.sentences
    WHERE article_id IN {_NEWEST} AND {_WANTED} ORDER BY article_id, start""",
    f"""SELECT article_id, start, "end", row_id, type, value, earliest, latest, anchor, shift, direction
    FROM {STORED}.times WHERE article_id IN {_NEWEST} AND {_WANTED} ORDER BY article_id, start""",
    f"""SELECT article_id, start, "end", kind, country, world_entry FROM {JUDGED}.mentions
    WHERE article_id IN {_NEWEST} AND {_WANTED} ORDER BY article_id, start""",
    f"""SELECT article_id, start, source_spans, target_spans FROM {JUDGED}.event_mentions
    WHERE article_id IN {_NEWEST} AND {_WANTED} ORDER BY article_id, start""",
    f"""SELECT article_id, fingerprint, published FROM {STORED}.fingerprints JOIN {STORED}.articles USING (article_id)
    WHERE article_id IN {_NEWEST} AND {_WANTED} ORDER BY article_id""",
)


def dating_rows(
    articles: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[Any, ...]],
    times: Sequence[tuple[Any, ...]],
    mentions: Sequence[tuple[Any, ...]],
    events: Sequence[tuple[Any, ...]],
    fingerprints: Sequence[tuple[Any, ...]],
) -> Rows:
    """Return the rows of the three tables, from the answers to `DATING_QUERIES`.

    A copy of an article is no further witness: it is dated by its original and dates no other article.
    """
    dated = {article.article_id: article for article in _articles(articles, sentences, times, mentions, events)}
    copies = duplicates_among({name: Imprint(Fingerprint(mark), _day(day)) for name, mark, day in fingerprints})
    own = datings_of(tuple(_beginning_of(article) for name, article in dated.items() if name not in copies))
    datings = (*own, *dated_as_copies(dated, copies, own))
    return {
        "inferred_dates": [
            (d.article_id, d.published, d.earliest, d.latest, d.basis, round(d.confidence, 4)) for d in datings
        ],
        "inferred_chains": [row for dating in datings for row in _chain_rows(dating, dated[dating.article_id].text)],
        "resolutions": [
            (time.row_id, time.value, time.earliest, time.latest)
            for dating in datings
            for time in placed_again(dated[dating.article_id].times, dating)
        ],
    }


def _beginning_of(article: DatedText) -> DatedText:
    """Return the part of an article that is weighed."""
    end = CHARACTERS_WEIGHED
    if len(article.text) <= end:
        return article
    return replace(
        article,
        text=article.text[:end],
        sentences=tuple(replace(s, end=min(s.end, end)) for s in article.sentences if s.start < end),
        times=tuple(time for time in article.times if time.end <= end),
        names=tuple(name for name in article.names if name.end <= end),
        deeds=tuple(deed for deed in article.deeds if deed.start < end),
    )


def _articles(
    articles: Sequence[tuple[Any, ...]],
    sentences: Sequence[tuple[Any, ...]],
    times: Sequence[tuple[Any, ...]],
    mentions: Sequence[tuple[Any, ...]],
    events: Sequence[tuple[Any, ...]],
) -> Iterator[DatedText]:
    by_article: dict[type, dict[str, list[Any]]] = {kind: defaultdict(list) for kind in _MARKS}
    states: dict[tuple[str, int, int], str] = {}
    for article_id, *rest in sentences:
        by_article[Sentence][article_id].append(Sentence(*rest))
    for article_id, *rest in times:
        by_article[Time][article_id].append(Time(*rest))
    for article_id, start, end, kind, country, world_entry in mentions:
        # A person is compared by name: the surname is spelt alike in both languages.
        key = None if kind == MentionKind.PER or world_entry is None else country or world_entry
        by_article[Name][article_id].append(Name(start, end, key))
        if country is not None:
            states[article_id, start, end] = country
    for article_id, start, *sides in events:
        spans = [(side["start"], side["end"]) for side in itertools.chain(*sides)]
        found = {states.get((article_id, *span)) for span in spans}
        by_article[Deed][article_id].append(Deed(start, tuple(sorted(state for state in found if state))))
    for article_id, text, lang, title, published in articles:
        marks = (tuple(by_article[kind][article_id]) for kind in _MARKS)
        yield DatedText(article_id, text, lang, title, _day(published), *marks)


def _day(published: object) -> date | None:
    return published if isinstance(published, date) else None


def _chain_rows(dating: Dating, text: str) -> Iterator[Row]:
    for number, step in enumerate(dating.steps):
        own = (step.start, step.end, None if step.start is None else text[step.start : step.end])
        other = (step.other_article_id, step.other_start, step.other_end)
        row_id = id_of("datings", dating.article_id, number)
        days = (step.earliest, step.latest)
        yield (dating.article_id, number, step.rule, *own, *other, *days, round(step.confidence, 4), row_id)
