"""The records of other datasets behind a series of two states, each with the line of the file it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import PurePath

from lagebild.system.scale import SCORES
from lagebild.system.series import MEMORY_MONTHS
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import day_words, number_words
from lagebild.views.system_table import SystemTable
from lagebild.world.lookup import entry

MOST_SHOWN = 10
"""Events that are shown of each kind: a screen of them."""

_SCORES = ", ".join(f"('{kind}', {score}::DOUBLE)" for kind, score in SCORES.items())
_EVENTS = f"""SELECT date, type, sources, targets, coalesce(weight, score) AS points, record_id, file, line, row_id
    FROM imported_events LEFT JOIN (VALUES {_SCORES}) AS scale(kind, score) ON kind = type
    WHERE dataset = ?1 AND list_contains(list_concat(sources, targets), ?2)
        AND list_contains(list_concat(sources, targets), ?3) AND coalesce(weight, score) IS NOT NULL"""
_NEWEST = f"{_EVENTS} ORDER BY date DESC, abs(points) DESC, row_id LIMIT {MOST_SHOWN}"
_WEIGHTIEST = f"""{_EVENTS} AND date > last_day(?4::DATE) - to_months({MEMORY_MONTHS}) AND date <= last_day(?4::DATE)
    ORDER BY abs(points) DESC, date DESC, row_id LIMIT {MOST_SHOWN}"""


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """A record of another dataset; `points` are its own value or that of its type, from -10 to 10."""

    date: date
    type: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    points: float
    record_id: str
    file: str
    line: int
    row_id: str


def newest_events(case: QueryableCase, dataset: str, pair: tuple[str, str]) -> list[ImportedEvent]:
    """Return the newest events of two states in a dataset that count for their series."""
    return _events(case, _NEWEST, [dataset, *pair])


def weightiest_events(case: QueryableCase, dataset: str, pair: tuple[str, str], period: str) -> list[ImportedEvent]:
    """Return the events with most points of two states in a month and the twelve before."""
    return _events(case, _WEIGHTIEST, [dataset, *pair, f"{period}-01"])


def event_record(event: ImportedEvent) -> dict[str, object]:
    """Return an event for JSON."""
    return asdict(event)


def events_table(events: Sequence[ImportedEvent], heading: str, how: str, lang: str) -> SystemTable:
    """Return events as a table, each with the file and line it came from."""
    t: Mapping[str, str] = labels_in(lang)
    rows = tuple(
        (
            day_words(one.date, lang),
            t.get(f"type_{one.type}", one.type or ""),
            *(", ".join(state_called(state, lang) for state in side) for side in (one.sources, one.targets)),
            number_words(round(one.points, 1) + 0.0, lang),
            one.record_id,
            f"{PurePath(one.file).name}:{one.line}",
        )
        for one in events
    )
    columns = tuple(t[key] for key in ("day", "kind", "who", "whom", "scale_value", "record", "file_line"))
    return SystemTable(heading, how, columns, rows, tuple((one.row_id,) for one in events))


def _events(case: QueryableCase, query: str, asked: list[str]) -> list[ImportedEvent]:
    return [
        ImportedEvent(day, kind, tuple(sources or ()), tuple(targets or ()), *rest)
        for day, kind, sources, targets, *rest in case.sql(query, asked).fetchall()
    ]


def state_called(state: str, lang: str) -> str:
    """Return the name of a state by its actor id, the id itself if it is none."""
    known = entry(f"state:{state.removeprefix('state-')}")
    return state if known is None else known.name_de if lang == "de" else known.name_en
