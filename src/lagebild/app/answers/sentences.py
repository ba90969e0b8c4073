"""The sentences that rows stand on: which article, which day, which characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lagebild.app.evidence_rows import places_of
from lagebild.exports.clean import LONGEST, link_of
from lagebild.system.facts import Evidence
from lagebild.views.evidence import Told, told_at
from lagebild.views.queryable import QueryableCase

Record = dict[str, Any]

MOST_SENTENCES = 4
"""Sentences told with a row, from different articles first; the answer `evidence` has all."""

_ROW_IDS = ("event_id", "row_id", "id")
"""Columns that hold the id of a row."""
_LISTS_OF_IDS = ("new_events", "new_statements", "events", "statements", "quotations", "expectations")
"""Columns that hold ids of the rows that a row stands on, what is newest first."""
_PLACE = {"article_id", "start", "end"}
_TOLD_ELSEWHERE = frozenset({*_LISTS_OF_IDS, "reports", "sure"})
"""Columns left out of rows: sentences stand for them. Of the reports of an event the first is told as `report`; all of
them are a view of their own."""


def with_sentences(case: QueryableCase, rows: Sequence[Record]) -> list[Record]:
    """Return rows with what they stand on: `evidence`, at most `MOST_SENTENCES`, and `n_evidence`, how much there is.

    A row stands on the places and rows named anywhere in it. Lists of ids are left out: the sentences stand for them.
    """
    asked = [(list(_places_in(row)), list(dict.fromkeys(_ids_in(row)))) for row in rows]
    found: dict[str, list[Evidence]] = defaultdict(list)
    for place in places_of(case, list(dict.fromkeys(one for _, ids in asked for one in ids))):
        found[place.row_id].append(Evidence(place.article_id, place.start, place.end))
    standing = [
        list(dict.fromkeys((*places, *(place for one in ids for place in found[one])))) for places, ids in asked
    ]
    chosen = [_of_several_articles(places)[:MOST_SENTENCES] for places in standing]
    told = told_at(case, (place for places in chosen for place in places))
    return [
        {
            **_without_ids(row),
            "evidence": [sentence_record(place, told[place]) for place in places if place in told],
            "n_evidence": len(everything),
        }
        for row, places, everything in zip(rows, chosen, standing, strict=True)
    ]


def sentence_record(place: Evidence, told: Told) -> Record:
    """Return where a place stands: its article, day, sentence and offsets.

    Offsets are of the article's text, half open; of a sentence longer than `LONGEST` what stands around the place is
    told, `sentence_start` is where that begins.
    """
    cut = 0 if len(told.sentence) <= LONGEST else max(0, place.start - told.start - LONGEST // 4)
    sentence = told.sentence[cut : cut + LONGEST]
    begin = place.start - told.start - cut
    return {
        "article_id": place.article_id,
        "outlet": told.outlet,
        "title": told.title[:LONGEST],
        "published": told.published,
        "link": link_of(told.uri),
        "sentence": sentence,
        "sentence_start": told.start + cut,
        "start": place.start,
        "end": place.end,
        "text": sentence[begin : begin + place.end - place.start],
    }


def _of_several_articles(places: Sequence[Evidence]) -> list[Evidence]:
    first = {place.article_id: place for place in reversed(places)}
    return sorted(places, key=lambda place: first[place.article_id] != place)


def _places_in(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, Mapping):
        if value.keys() >= _PLACE and isinstance(value["start"], int) and isinstance(value["end"], int):
            yield Evidence(str(value["article_id"]), value["start"], value["end"])
            return
        yield from (place for inner in value.values() for place in _places_in(inner))
    elif isinstance(value, list | tuple):
        yield from (place for inner in value for place in _places_in(inner))


def _ids_in(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield from (one for inner in value for one in _ids_in(inner))
    if not isinstance(value, Mapping):
        return
    yield from (str(value[name]) for name in _ROW_IDS if isinstance(value.get(name), str))
    yield from (one for name in _LISTS_OF_IDS for one in _texts(value.get(name)))
    yield from _texts(value.get("evidence"))
    yield from (one for name, inner in value.items() if name != "evidence" for one in _ids_in(inner))


def _texts(value: object) -> Iterable[str]:
    return (one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()


def _without_ids(row: Record) -> Record:
    """Return a row without what its evidence stands for, inside other columns too."""
    return {name: value for name, value in _plain(row).items() if name != "evidence"}


def _plain(value: Any) -> Any:
    if isinstance(value, Evidence):
        return asdict(value)
    if isinstance(value, Mapping):
        kept = {name: _plain(inner) for name, inner in value.items() if name not in _TOLD_ELSEWHERE}
        first = value.get("reports")
        return {**kept, "report": _plain(first[0])} if isinstance(first, list | tuple) and first else kept
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value
