"""Where rows of any table stand in the articles, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.app.evidence import Marked, Place
from lagebild.case.pairs_kept import UNDER_DYADS
from lagebild.views.queryable import REPORTS, QueryableCase


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of a kind, found by a column of ids: their view, and prefixes of parts with their layers.

    `stored` is the table that knows the ids and is asked first, for it costs a tenth of asking the views.
    """

    kind: str
    view: str
    id: str
    stored: str
    parts: tuple[tuple[str, str], ...] = ()
    sides: tuple[str, ...] = ()
    is_judged: bool = True
    places: str = ""
    """The column with a list of places, for rows that stand in several."""


_EVENT_PARTS = ("place", "LOC"), ("time", "time")
_SIDES = "source_spans", "target_spans"
_OUTLOOK_PARTS = ("condition", "condition"), ("consequence", "consequence")
KINDS = (
    Kind("event", REPORTS, "event_id", "events", _EVENT_PARTS, _SIDES),
    Kind("relation", "relations", "row_id", "relations"),
    Kind("quotation", "quotations", "quotation_id", "quotations", (("speaker", "PER"), ("cue", "cue"))),
    Kind("quantity", "quantities", "row_id", "quantities", (("noun", "noun"),)),
    Kind("outlook", "outlooks", "row_id", "outlooks", _OUTLOOK_PARTS),
    Kind("exchange", "exchanges", "row_id", "exchanges", places="evidence"),
    Kind("disagreement", "disagreements", "row_id", "disagreements", places="versions"),
    Kind("mention", "mentions", "actor_id", "actors"),
    Kind("role", "roles", "row_id", "roles"),
    Kind("event", REPORTS, "mention_id", "event_mentions", _EVENT_PARTS, _SIDES),
    Kind("mention", "mentions", "row_id", "mentions"),
    Kind("time", "times", "row_id", "times"),
    Kind("dating", "datings", "row_id", "datings"),
    Kind("dating", "datings", "row_id", "inferred_chains"),
    Kind("passage", "passages", "row_id", "passages", is_judged=False),
    Kind("sentence", "sentences", "row_id", "sentences", is_judged=False),
)
_OFTEN = 9
"""So many of the kinds are looked through first, those that pages carry ids of; the tables of the others are large."""
_DYAD = -1
"""The place among the kinds of a month of two states, which stands on other rows."""


def _which(kinds: Iterable[int], further: str = "") -> str:
    """Return the query for the places among the kinds of those that know ids, with these ids."""
    tables = (
        f"SELECT {at}, {KINDS[at].id} FROM stored.{KINDS[at].stored} WHERE {KINDS[at].id} IN (SELECT unnest(?1))"
        for at in kinds
    )
    return " UNION ALL ".join([*tables, *([further] if further else [])])


_DYADS = f"SELECT {_DYAD}, row_id FROM stored.dyads WHERE row_id IN (SELECT unnest(?1))"
_WHICH = _which(range(_OFTEN), _DYADS), _which(range(_OFTEN, len(KINDS)))
_OPENINGS = """SELECT article_id, 0, least(len(text), 1)::INTEGER FROM articles_current
    WHERE article_id IN (SELECT unnest(?))"""


def places_of(case: QueryableCase, rows: Sequence[str]) -> list[Place]:
    """Return where rows of any table stand; events by their reports, actors by their mentions, articles by their start.

    Of an id that several tables know, the first of `KINDS` tells.
    """
    known, others = known_rows(case, rows)
    found: list[Place] = []
    for kind, wanted in known.items():
        found += of_list(case, kind, wanted) if kind.places else of_kind(case, kind, wanted)
    return [*found, *openings(case, others)]


def known_rows(case: QueryableCase, rows: Sequence[str]) -> tuple[dict[Kind, list[str]], list[str]]:
    """Return rows by their kind, those that months of two states stand on among them, and what is no such row."""
    told: dict[str, int] = {}
    wanted = list(rows)
    for query in _WHICH:
        if not wanted:
            break
        found = case.sql(query, [wanted]).fetchall()
        if dyads := [row_id for at, row_id in found if at == _DYAD]:
            under = [row_id for _, row_id in case.sql(UNDER_DYADS, [dyads]).fetchall() if row_id]
            found = case.sql(query, [[*wanted, *under]]).fetchall()
        for at, row_id in found:
            told[row_id] = min(at, told.get(row_id, at))
        wanted = [row_id for row_id in wanted if row_id not in told]
    by_kind = {kind: sorted(row for row, own in told.items() if own == at) for at, kind in enumerate(KINDS)}
    return {kind: own for kind, own in by_kind.items() if own}, sorted(set(wanted))


def openings(case: QueryableCase, articles: Sequence[str]) -> Iterator[Place]:
    """Yield the openings of those that are articles."""
    if articles:
        for key, start, end in case.sql(_OPENINGS, [list(articles)]).fetchall():
            yield Place(key, "article", key, start, end, None)


def of_kind(
    case: QueryableCase, kind: Kind, wanted: Sequence[str], articles: Sequence[str] | None = None
) -> Iterator[Place]:
    """Yield where rows of a kind stand, in these articles if any are given."""
    columns = [f"t.{prefix}_start, t.{prefix}_end" for prefix, _ in kind.parts] + [f"t.{name}" for name in kind.sides]
    confidence = "t.confidence" if kind.is_judged else "NULL"
    there = "" if articles is None else "AND t.article_id IN (SELECT unnest(?))"
    rows = case.sql(
        f'SELECT t.{kind.id}, t.article_id, t.start, t."end", {confidence} {"".join(", " + one for one in columns)} '
        f"FROM {kind.view} t WHERE t.{kind.id} IN (SELECT unnest(?)) AND t.start IS NOT NULL {there}",
        [list(wanted), *([] if articles is None else [list(articles)])],
    ).fetchall()
    for row_id, article_id, start, end, sure, *parts in rows:
        yield Place(row_id, kind.kind, article_id, start, end, sure, tuple(_parts(kind, parts)))


def of_list(case: QueryableCase, kind: Kind, wanted: Sequence[str]) -> Iterator[Place]:
    """Yield where rows of a kind stand that have lists of places."""
    rows = case.sql(
        f"SELECT row_id, confidence, unnest({kind.places}) FROM {kind.view} WHERE row_id IN (SELECT unnest(?))",
        [list(wanted)],
    ).fetchall()
    for row_id, sure, place in rows:
        yield Place(row_id, kind.kind, place["article_id"], place["start"], place["end"], sure)


def _parts(kind: Kind, values: Sequence[Any]) -> Iterator[Marked]:
    for at, (_, layer) in enumerate(kind.parts):
        start, end = values[2 * at : 2 * at + 2]
        if start is not None and end is not None:
            yield Marked(start, end, layer)
    for spans in values[2 * len(kind.parts) :]:
        for span in spans or ():
            yield Marked(span["start"], span["end"], "side")
