"""The sentences that rows and places stand in, the newest articles first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lagebild.app.evidence import Asked, Found, Marked, Place, Shown
from lagebild.app.evidence_rows import KINDS, Kind, known_rows, of_kind, of_list, openings
from lagebild.system.facts import Evidence
from lagebild.views.queryable import QueryableCase, opening_of

MOST_SHOWN = 60
"""Sentences a click shows; the rest is counted, and the page behind them has all."""
LONGEST_SHOWN = 1_600
"""Characters of a sentence or quotation that are shown around its first mark, about twenty lines of the drawer."""
_LENGTHS = "SELECT article_id, len(text) FROM articles_current WHERE article_id IN (SELECT unnest(?))"
_ASKED = """asked AS (
        SELECT unnest(?) AS n, unnest(?) AS article_id, unnest(?) AS start, unnest(?) AS "end")"""
_IN = """s.article_id = p.article_id AND s.start < greatest(p."end", p.start + 1) AND s."end" > p.start"""
_DAY = "coalesce(a.published, a.published_earliest)"
_FIRST = f"""WITH {{given}} places AS ({{places}}),
    held AS (SELECT p.kind, p.row_id, p.n, p.article_id, p.start, p."end", min(s.start) AS sentence
        FROM places p LEFT JOIN stored.sentences s ON {_IN} GROUP BY ALL),
    told AS (SELECT h.*, dense_rank() OVER (
            ORDER BY {_DAY} DESC NULLS LAST, h.article_id, coalesce(h.sentence, h.start)) AS place
        FROM held h JOIN articles_current a USING (article_id))
    SELECT kind, row_id, n, article_id, start, "end", (SELECT max(place) FROM told),
        (SELECT count(DISTINCT article_id) FROM told)
    FROM told WHERE place <= ? ORDER BY place, kind, n, start, "end", row_id"""
"""Query for the places in the first sentences, the newest articles first, with the number of all sentences and of all
articles: of an actor in every article, reading 60 places takes a quarter of reading all."""
_SENTENCES = f"""WITH {_ASKED},
    own AS (SELECT * FROM stored.sentences WHERE article_id IN (SELECT article_id FROM asked)),
    held AS (SELECT p.n, p.article_id, any_value(p.start) AS own_start, any_value(p."end") AS own_end,
            min(s.sentence_id) AS first, max(s.sentence_id) AS last, min(s.start) AS start, max(s."end") AS "end"
        FROM asked p LEFT JOIN own s ON {_IN} GROUP BY p.n, p.article_id),
    texts AS (SELECT * FROM articles_current WHERE article_id IN (SELECT unnest(?)))
    SELECT h.n, coalesce(h.start, h.own_start) AS first_char,
        substr(a.text, coalesce(h.start, h.own_start) + 1,
            (coalesce(h."end", h.own_end) - coalesce(h.start, h.own_start))::BIGINT),
        substr(a.text, b.start + 1, b."end" - b.start), substr(a.text, c.start + 1, c."end" - c.start),
        a.outlet, coalesce(nullif(a.title, ''), {opening_of("a")}), {_DAY}, a.lang
    FROM held h JOIN texts a USING (article_id)
    LEFT JOIN own b ON b.article_id = h.article_id AND b.sentence_id = h.first - 1
    LEFT JOIN own c ON c.article_id = h.article_id AND c.sentence_id = h.last + 1
    ORDER BY {_DAY} DESC NULLS LAST, h.article_id, first_char, h.n"""


def found_of(case: QueryableCase, asked: Asked, limit: int = MOST_SHOWN) -> Found:
    """Return the sentences that rows and places stand in; an article asked for by its id is shown by its opening."""
    known, others = known_rows(case, asked.rows)
    lists = [place for kind, rows in known.items() if kind.places for place in of_list(case, kind, rows)]
    given = [*lists, *openings(case, others), *_real(case, asked.places)]
    spread = {kind: rows for kind, rows in known.items() if not kind.places}
    if not (spread or given):
        return Found((), 0, 0)
    parameters = [*(_columns(given) if given else []), *spread.values(), limit]
    rows = case.sql(_first_of(spread, is_given=bool(given)), parameters).fetchall()
    if not rows:
        return Found((), 0, 0)
    return Found(tuple(_shown(case, list(_placed(case, spread, given, rows)))), *rows[0][-2:])


def _real(case: QueryableCase, places: Sequence[Evidence]) -> Iterator[Place]:
    """Yield those places that are in an article."""
    if places:
        lengths = dict(case.sql(_LENGTHS, [[one.article_id for one in places]]).fetchall())
        yield from (_plain(place) for place in places if place.start < lengths.get(place.article_id, 0))


def _plain(place: Evidence) -> Place:
    return Place("", "place", place.article_id, place.start, place.end, None)


def _first_of(spread: Iterable[Kind], *, is_given: bool) -> str:
    """Return the query for the first places of rows of these kinds, asked for by their ids, and of those given."""
    of_kinds = [
        f'SELECT {KINDS.index(kind)} AS kind, t.{kind.id} AS row_id, -1 AS n, t.article_id, t.start, t."end" '
        f"FROM {kind.view} t WHERE t.{kind.id} IN (SELECT unnest(?)) AND t.start IS NOT NULL"
        for kind in spread
    ]
    given = [f"SELECT {len(KINDS)} AS kind, '' AS row_id, n, article_id, start, \"end\" FROM asked"] if is_given else []
    return _FIRST.format(given=f"{_ASKED}," if is_given else "", places=" UNION ALL ".join([*of_kinds, *given]))


def _placed(
    case: QueryableCase, spread: Mapping[Kind, list[str]], given: Sequence[Place], rows: Sequence[tuple[Any, ...]]
) -> Iterator[Place]:
    """Yield the places of rows of `_FIRST`, in their order."""
    whole: dict[tuple[Any, ...], Place] = {}
    for kind in spread:
        at = KINDS.index(kind)
        own = [row for row in rows if row[0] == at]
        if own:
            ids, articles = ({row[place] for row in own} for place in (1, 3))
            for one in of_kind(case, kind, sorted(ids), sorted(articles)):
                whole[at, one.row_id, one.article_id, one.start, one.end] = one
    for at, row_id, n, *place, _, _ in rows:
        yield given[n] if n >= 0 else whole[at, row_id, *place]


def _columns(places: Sequence[Place]) -> list[list[Any]]:
    return [
        list(range(len(places))),
        [one.article_id for one in places],
        [one.start for one in places],
        [one.end for one in places],
    ]


def _shown(case: QueryableCase, places: Sequence[Place]) -> list[Shown]:
    """Return the sentences of places, the newest articles first, those of one sentence together."""
    if not places:
        return []
    together: dict[tuple[str, int], Shown] = {}
    articles = sorted({place.article_id for place in places})
    for n, start, text, before, after, outlet, title, published, lang in case.sql(
        _SENTENCES, [*_columns(places), articles]
    ).fetchall():
        place = places[n]
        key = place.article_id, start
        own = Shown(
            *(place.article_id, start, text, before or "", after or "", tuple(_marks(place))),
            *((place.kind,), place.confidence, outlet, title, published, lang),
        )
        together[key] = _joined(together[key], own) if key in together else own
    return [_cut(one) for one in together.values()]


def _marks(place: Place) -> Iterator[Marked]:
    if place.kind != "article":
        yield Marked(place.start, place.end, place.kind)
        yield from place.parts


def _joined(one: Shown, other: Shown) -> Shown:
    sures = [sure for sure in (one.confidence, other.confidence) if sure is not None]
    longer = one if len(one.text) >= len(other.text) else other
    return replace(
        longer,
        marks=tuple(sorted({*one.marks, *other.marks})),
        kinds=tuple(dict.fromkeys((*one.kinds, *other.kinds))),
        confidence=max(sures, default=None),
    )


def _cut(one: Shown) -> Shown:
    """Return what is shown of text without end: what stands around its first mark."""
    if len(one.text) <= LONGEST_SHOWN:
        return one
    start = max(one.start, one.first_mark.start - LONGEST_SHOWN // 4)
    text = one.text[start - one.start : start - one.start + LONGEST_SHOWN]
    return replace(one, start=start, text=text, before="", after="")
