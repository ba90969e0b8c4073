"""The texts of articles with every mark in them, as the report shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagebild.articles.article import Passage, Zone
from lagebild.views.queryable import QueryableCase, name_of, names_of


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention: offsets, kind, country, and the actor it belongs to."""

    start: int
    end: int
    kind: str
    country: str | None
    actor: str | None


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time expression with its value."""

    article_id: str
    start: int
    end: int
    text: str
    type: str
    value: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """A quantity with its bounds, the words for what is counted, else its unit, and who holds it."""

    article_id: str
    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    operator: str
    noun: str | None
    measure: str | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """Quoted words with the name of who says them, or the words that name them."""

    article_id: str
    start: int
    end: int
    text: str
    kind: str
    modality: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A sentence's report of an event: trigger, type, realis, the names of its sides and where these stand, its id.

    `speaker` is who says so if the report stands in a quotation, which `is_quoted` says.
    """

    article_id: str
    start: int
    end: int
    text: str
    type: str
    realis: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    source_places: tuple[int, ...]
    target_places: tuple[int, ...]
    what: str | None
    place: str | None
    earliest: date | None
    latest: date | None
    is_quoted: bool
    speaker: str | None
    mention_id: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """What the text says the relation of two actors is; no holder is the author."""

    article_id: str
    start: int
    end: int
    text: str
    actor_a: str | None
    actor_b: str | None
    dimension: str
    value: int
    change: str | None
    holder: str | None
    row_id: str


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """A conditional or forecast; no holder is the author."""

    article_id: str
    start: int
    end: int
    text: str
    kind: str
    condition: str | None
    consequence: str | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of one article with its passages, sentences and marks, each ordered by offset."""

    text: str
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[MentionRow, ...]
    times: tuple[TimeRow, ...]
    quantities: tuple[QuantityRow, ...]
    quotations: tuple[QuotationRow, ...]
    events: tuple[EventRow, ...]
    relations: tuple[RelationRow, ...]
    outlooks: tuple[OutlookRow, ...]


_EVIDENCE = 'm.article_id, m.start, m."end", m.text'


def article_texts(case: QueryableCase, article_ids: Sequence[str], names: str) -> dict[str, ArticleText]:
    """Return texts and marks of the given articles; `names` is the column of actor names to prefer."""
    wanted = list(article_ids)

    def rows(select: str) -> dict[str, list[tuple[Any, ...]]]:
        return _by_article(case, select, wanted)

    passages = rows('SELECT m.article_id, m.start, m."end", m.zone FROM passages m')
    sentences = rows('SELECT m.article_id, m.start, m."end" FROM sentences m')
    mentions = rows(
        f'SELECT m.article_id, m.start, m."end", m.kind, m.country, {name_of("m.actor_id", names)} FROM mentions m'
    )
    times = rows(f"SELECT {_EVIDENCE}, m.type, m.value, m.earliest, m.latest FROM times m")
    quantities = rows(
        f"""SELECT {_EVIDENCE}, m.low, m.high, m.operator, coalesce(m.noun_text, m.unit), m.measure,
                   {name_of("m.holder_actor_id", names)} FROM quantities m"""
    )
    quotations = rows(
        f"""SELECT {_EVIDENCE}, m.kind, m.modality, coalesce({name_of("m.speaker_actor_id", names)}, m.speaker_text)
            FROM quotations m"""
    )
    events = rows(
        f"""SELECT {_EVIDENCE}, m.type, m.realis, {names_of("m.sources", names)}, {names_of("m.targets", names)},
                   list_transform(m.source_spans, lambda s: s.start), list_transform(m.target_spans, lambda s: s.start),
                   m.object_text, m.place_text, m.earliest, m.latest, m.quotation_id IS NOT NULL,
                   coalesce({name_of("q.speaker_actor_id", names)}, q.speaker_text), m.mention_id
            FROM event_mentions m LEFT JOIN quotations q USING (quotation_id)"""
    )
    relations = rows(
        f"""SELECT {_EVIDENCE}, {name_of("m.actor_a", names)}, {name_of("m.actor_b", names)}, m.dimension, m.value,
                   m.change, {name_of("m.holder_actor_id", names)}, m.row_id FROM relations m"""
    )
    outlooks = rows(
        f"""SELECT {_EVIDENCE}, m.kind, m.condition_text, m.consequence_text,
                   coalesce({name_of("m.holder_actor_id", names)}, m.holder_text) FROM outlooks m"""
    )
    texts = case.sql("SELECT article_id, text FROM articles WHERE list_contains(?, article_id)", [wanted]).fetchall()
    return {
        article_id: ArticleText(
            text,
            tuple(Passage(s, e, Zone(z)) for _, s, e, z in passages[article_id]),
            tuple((s, e) for _, s, e in sentences[article_id]),
            tuple(MentionRow(*row[1:]) for row in mentions[article_id]),
            tuple(TimeRow(*row) for row in times[article_id]),
            tuple(QuantityRow(*row) for row in quantities[article_id]),
            tuple(QuotationRow(*row) for row in quotations[article_id]),
            tuple(
                EventRow(*row[:6], *(tuple(side or ()) for side in row[6:10]), *row[10:]) for row in events[article_id]
            ),
            tuple(RelationRow(*row) for row in relations[article_id]),
            tuple(OutlookRow(*row) for row in outlooks[article_id]),
        )
        for article_id, text in texts
    }


def _by_article(case: QueryableCase, select: str, wanted: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of a select on one table of marks `m`, grouped by article and ordered by offset."""
    grouped: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    query = f'{select} WHERE list_contains(?, m.article_id) ORDER BY m.start, m."end"'
    for row in case.sql(query, [wanted]).fetchall():
        grouped[row[0]].append(row)
    return grouped
