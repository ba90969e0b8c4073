"""Quotations of the case with who is credited with them, those of pull quotes with the person named beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import duckdb

from lagebild.articles.article import Zone
from lagebild.merging.dating.features import folded
from lagebild.merging.disagreements import Days, Version, days_of
from lagebild.merging.disagreements.speakers import FEWEST_WORDS, Credited, words_of

PUBLISHED = "coalesce(a.published, a.published_earliest), coalesce(a.published, a.published_latest)"
"""The first and the last day an article `a` can be of."""
VOICE = "coalesce(a.duplicate_of, a.article_id)"
"""The article whose text an article `a` prints."""

_NAME = re.compile(r"\w[\w’'-]+")
SURE_OF_PULL_QUOTE = 0.9
"""How sure it is that the person named in a pull quote is its speaker."""

_QUOTATIONS = f"""
SELECT q.quotation_id, q.article_id, q.start, q."end", q.text, q.speaker_actor_id, q.speaker_text,
    list_concat(CASE WHEN c.actor_id IS NULL OR c.kind <> 'PER' THEN [coalesce(q.speaker_text, '')] ELSE [] END,
        CASE WHEN c.actor_id IS NULL THEN [] ELSE list_concat([c.name], c.aliases) END),
    coalesce(c.kind = 'PER' AND NOT contains(trim(c.name), ' '), false)
        OR (q.kind <> 'direct' AND q.speaker_text IS NULL),
    {PUBLISHED}, {VOICE}, q.confidence
FROM quotations q JOIN articles_current a USING (article_id) LEFT JOIN actors c ON c.actor_id = q.speaker_actor_id
WHERE q.kind IN ('direct', 'indirect', 'free') AND length(q.text) > 30"""

_PASSAGES = f"""
SELECT p.article_id, p.start, p."end", p.zone, substr(a.text, p.start + 1, p."end" - p.start), {PUBLISHED}, {VOICE}
FROM passages p JOIN articles_current a USING (article_id)
WHERE p.article_id IN (SELECT article_id FROM passages WHERE zone = '{Zone.PULL_QUOTE}')
ORDER BY p.article_id, p.start"""

_PERSONS = f"""
SELECT m.article_id, m.start, m.actor_id, list_concat([c.name], c.aliases)
FROM mentions m JOIN passages p ON p.article_id = m.article_id AND p.start <= m.start AND m.start < p."end"
JOIN actors c USING (actor_id)
WHERE p.zone = '{Zone.PULL_QUOTE}' AND m.kind = 'PER' ORDER BY m.article_id, m.start"""


@dataclass(slots=True)
class _PullQuote:
    """Passages of a pull quote that follow each other: the longest has its words, another may name the speaker."""

    article_id: str
    days: Days | None
    voice: str
    passages: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def words(self) -> tuple[int, int, str]:
        return max(self.passages, key=lambda passage: (passage[1] - passage[0], -passage[0]))

    @property
    def first(self) -> int:
        return self.passages[0][0]

    @property
    def last(self) -> int:
        return self.passages[-1][1]


def credited_of(connection: duckdb.DuckDBPyConnection) -> Iterator[Credited]:
    """Yield the quotations long enough to be compared; a pull quote stands as a whole, with the person it names."""
    pulled: dict[str, list[_PullQuote]] = defaultdict(list)
    for quote in _pull_quotes(connection):
        pulled[quote.article_id].append(quote)
    persons: dict[str, list[tuple[int, str, Sequence[str]]]] = defaultdict(list)
    for article_id, start, actor_id, names in connection.execute(_PERSONS).fetchall():
        persons[article_id].append((start, actor_id, names))
    found = connection.execute(_QUOTATIONS).fetchall()
    read: dict[tuple[str, int], str] = {}
    for quotation_id, article_id, start, end, text, actor_id, speaker, names, is_unsure, *rest in found:
        first, last, voice, confidence = rest
        around = next((q for q in pulled.get(article_id, ()) if q.first <= start < q.last), None)
        if around is not None:
            read.setdefault((article_id, around.first), quotation_id)
            if _named_in(around, persons.get(article_id, ())):
                continue
        words = words_of(text)
        value = actor_id or speaker
        # A word for a person (`the professor`) may stand for one that others name; who only stands before is a guess.
        if value is not None and not is_unsure and len(words) >= FEWEST_WORDS:
            version = Version(article_id, start, end, value, days_of(first, last), None, voice)
            yield Credited(quotation_id, version, words, _surnames([n for n in names or [speaker] if n]), confidence)
    for article_id, quotes in pulled.items():
        for quote in quotes:
            named = _named_in(quote, persons.get(article_id, ()))
            if named is None:
                continue
            start, end, text = quote.words
            version = Version(article_id, start, end, named[0], quote.days, None, quote.voice)
            quotation_id = read.get((article_id, quote.first), "")
            yield Credited(quotation_id, version, words_of(text), _surnames(named[1]), SURE_OF_PULL_QUOTE)


def _pull_quotes(connection: duckdb.DuckDBPyConnection) -> Iterator[_PullQuote]:
    quote: _PullQuote | None = None
    for article_id, start, end, zone, text, first, last, voice in connection.execute(_PASSAGES).fetchall():
        goes_on = quote is not None and quote.article_id == article_id and zone == Zone.PULL_QUOTE
        if quote is not None and not goes_on:
            yield quote
            quote = None
        if zone == Zone.PULL_QUOTE:
            quote = quote or _PullQuote(article_id, days_of(first, last), voice)
            quote.passages.append((start, end, text))
    if quote is not None:
        yield quote


def _named_in(quote: _PullQuote, persons: Sequence[tuple[int, str, Sequence[str]]]) -> tuple[str, Sequence[str]] | None:
    """Return the person a pull quote names beside its words: the first that a line begins with, else the only one."""
    begin, end, _ = quote.words
    beside = [p for p in persons if quote.first <= p[0] < quote.last and not begin <= p[0] < end]
    lines = {start for start, _, _ in quote.passages}
    leading = [p for p in beside if p[0] in lines]
    if not leading and len({actor_id for _, actor_id, _ in beside}) != 1:
        return None
    _, actor_id, names = (leading or beside)[0]
    return actor_id, names


def _surnames(names: Sequence[str]) -> frozenset[str]:
    return frozenset(folded(word) for name in names for word in _NAME.findall(name) if word[0].isupper())
