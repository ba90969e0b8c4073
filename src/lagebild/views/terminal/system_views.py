"""What `lagebild show CASE WHAT` computes of the system of states, declared: dyads and what else is a view of facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from lagebild.case.facts import facts_of
from lagebild.errors import UsageError
from lagebild.system.facts import Facts
from lagebild.views.dyads import dyad_of, dyad_record, dyad_tables
from lagebild.views.naming import actor_named, names_by_id
from lagebild.views.queryable import QueryableCase
from lagebild.views.system_table import SystemTable
from lagebild.views.terminal.printing import plain_of, shown_cell

REST = "…"
"""Ends the name of an argument that may be given more than once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a view tells: tables for people, a record with everything for programs."""

    tables: tuple[SystemTable, ...]
    record: object


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view is asked: of which case, with its facts and the names of its actors, of which actors (ids)."""

    case: QueryableCase
    facts: Facts
    names: Mapping[str, str]
    actors: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class SystemView:
    """A view of the system; the last of `arguments` may be given more than once if it ends with `REST`."""

    tells: str
    arguments: tuple[str, ...]
    answer: Callable[[Asked], Answer]


def _dyad(asked: Asked) -> Answer:
    a, b = asked.actors
    if a == b:
        raise UsageError("a dyad is of two different actors", place=asked.names.get(a, a))
    dyad = dyad_of(asked.case, asked.facts, a, b)
    return Answer(dyad_tables(dyad, asked.facts, asked.names, asked.lang), dyad_record(dyad, asked.facts, asked.names))


SYSTEM_VIEWS: dict[str, SystemView] = {
    "dyad": SystemView(
        "two actors by month: what they do to each other, with intervals, what their relation is said to be, its sign",
        ("A", "B"),
        _dyad,
    ),
}


def answer_of(case: QueryableCase, what: str, arguments: Sequence[str], lang: str) -> Answer:
    """Return what a view tells of the actors named; raises `UsageError` for too few, too many or unknown ones."""
    view = SYSTEM_VIEWS[what]
    least = len(view.arguments)
    takes_more = bool(view.arguments) and view.arguments[-1].endswith(REST)
    if len(arguments) < least or (len(arguments) > least and not takes_more):
        wanted = " ".join(view.arguments) or "no further words"
        raise UsageError(f"`show CASE {what}` takes {wanted}, got {' '.join(arguments) or 'nothing'}")
    actors = tuple(actor_named(case, name, lang) for name in arguments)
    return view.answer(Asked(case, facts_of(case), names_by_id(case, lang), actors, lang))


def lines_of(answer: Answer) -> Iterator[RenderableType]:
    """Yield the tables of an answer, each below its heading and the sentence that says how to read it."""
    for table in answer.tables:
        yield Text(table.heading, style="bold")
        yield Text(table.how, style="dim")
        if table.rows:
            yield _terminal_table(table)


def answer_json(answer: Answer) -> str:
    """Return the record of an answer as JSON, dates in ISO form."""
    return json.dumps(answer.record, ensure_ascii=False, indent=2, default=plain_of)


def _terminal_table(table: SystemTable) -> Table:
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(shown_cell(cell)) for cell in row))
    return shown
