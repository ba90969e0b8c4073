"""What `lagebild show CASE WHAT` computes of the system of states, declared: dyads and what else is a view of facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from lagebild.case.facts import facts_of
from lagebild.errors import UsageError
from lagebild.system.dependence import levers_of, ties_of, ties_with
from lagebild.system.facts import Facts
from lagebild.system.sides import states_of
from lagebild.system.state_system import state_system_of
from lagebild.system.swings import swing_of
from lagebild.system.triads import triad_series
from lagebild.views.dependence import dependence_record, dependence_table, lever_table, places_of
from lagebild.views.dyads import dyad_of, dyad_record, dyad_tables
from lagebild.views.evidence import told_at
from lagebild.views.naming import actor_named, names_by_id
from lagebild.views.queryable import QueryableCase
from lagebild.views.situation import situation_of, situation_record, situation_tables, sources_of
from lagebild.views.swings import swing_record, swing_table, turn_table
from lagebild.views.system_table import SystemTable
from lagebild.views.terminal.fitted_table import FittedTable
from lagebild.views.terminal.printing import plain_of, shown_cell
from lagebild.views.triad_evidence import (
    decided_sides,
    sentences_of_sides,
    triad_evidence_record,
    triad_evidence_table,
)
from lagebild.views.triads import (
    moves_table,
    network_table,
    state_table,
    triad_record,
    triad_table,
    triads_record,
    triads_table,
)
from lagebild.views.voices import voices_in, voices_record, voices_tables

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
    """A view of the system; the last of `arguments` may be given more than once if it ends with `REST`.

    `whole` answers for all actors of the case where nobody is named; None if somebody has to be.
    """

    tells: str
    arguments: tuple[str, ...]
    answer: Callable[[Asked], Answer]
    whole: Callable[[Asked], Answer] | None = None


def _dyad(asked: Asked) -> Answer:
    a, b = asked.actors
    if a == b:
        raise UsageError("a dyad is of two different actors", place=asked.names.get(a, a))
    dyad = dyad_of(asked.case, asked.facts, a, b)
    return Answer(dyad_tables(dyad, asked.facts, asked.names, asked.lang), dyad_record(dyad, asked.facts, asked.names))


def _triad(asked: Asked) -> Answer:
    names = [asked.names.get(actor, actor) for actor in asked.actors]
    try:
        months = triad_series(asked.facts, *asked.actors)
    except ValueError as error:
        raise UsageError(
            "a triad is of three actors none of whom belongs to another", place=", ".join(names)
        ) from error
    tables: tuple[SystemTable, ...] = (triad_table(months, asked.names, asked.lang),)
    sides = decided_sides(asked.facts, months)
    told = sentences_of_sides(asked.case, sides)
    if months:
        now = months[-1]
        state, moves = state_table(now, asked.names, asked.lang), moves_table(now.triangle, asked.names, asked.lang)
        tables = (state, *tables, triad_evidence_table(sides, told, asked.names, asked.lang), moves)
    return Answer(tables, {**triad_record(months, asked.names), "sides": triad_evidence_record(sides, told)})


def _all_triads(asked: Asked) -> Answer:
    system = state_system_of(asked.facts)
    networks, triads = system.networks(system.first, system.last), system.changing(system.n_triads)
    tables = (
        triads_table(triads, system.first, system.last, asked.names, asked.lang),
        network_table(networks, asked.names, asked.lang),
    )
    return Answer(tables, triads_record(triads, networks, asked.names))


def _swing(asked: Asked) -> Answer:
    client, *patrons = asked.actors
    if len(set(asked.actors)) < len(asked.actors) or len(patrons) < 2:
        names = ", ".join(asked.names.get(actor, actor) for actor in asked.actors)
        raise UsageError("a swing is that of a client between two or more others", place=names)
    swing = swing_of(asked.facts, client, patrons)
    tables = (turn_table(swing, asked.names, asked.lang), swing_table(swing, asked.names, asked.lang))
    return Answer(tables, swing_record(swing, asked.names))


def _dependence(asked: Asked) -> Answer:
    ties = ties_of(asked.facts)
    levers = levers_of(ties)
    if asked.actors:
        (client,) = states_of(asked.actors, asked.facts) or asked.actors
        ties = ties_with(ties, client)
        levers = tuple(lever for lever in levers if lever.tie in ties)
    told = told_at(asked.case, places_of(ties))
    tables = (
        dependence_table(ties, asked.facts, asked.names, told, asked.lang),
        lever_table(levers, asked.facts, asked.names, asked.lang),
    )
    return Answer(tables, dependence_record(ties, levers, asked.names, told))


def _situation(asked: Asked) -> Answer:
    parts = situation_of(asked.case, asked.facts, asked.names, asked.lang)
    return Answer(situation_tables(parts, sources_of(asked.case, parts), asked.lang), situation_record(parts))


def _voices(asked: Asked) -> Answer:
    found = voices_in(asked.case, asked.facts, asked.names, asked.lang, next(iter(asked.actors), None))
    return Answer(voices_tables(found, asked.lang), voices_record(found))


SYSTEM_VIEWS: dict[str, SystemView] = {
    "situation": SystemView(
        "the first page in words made of rows: what the situation is, what changed, where sources disagree, "
        "what is expected",
        (),
        _situation,
        _situation,
    ),
    "dyad": SystemView(
        "two actors by month: what they do to each other, with intervals, what their relation is said to be, its sign",
        ("A", "B"),
        _dyad,
    ),
    "triad": SystemView(
        "three actors through time: signs, figure, pivot, balance, and who would gain by which change; "
        "without names all triads by how much they change, and the frustration of the network",
        ("A", "B", "C"),
        _triad,
        _all_triads,
    ),
    "swing": SystemView(
        "a client between patrons by month: how its cooperation is shared among them, where it turns, who moved first",
        ("CLIENT", "PATRON", "PATRON" + REST),
        _swing,
    ),
    "dependence": SystemView(
        "who depends on whom for what, claim by claim, and who could hurt whom by stopping it; "
        "of one actor, or without a name of all",
        ("CLIENT",),
        _dependence,
        _dependence,
    ),
    "voices": SystemView(
        "who is quoted how often, on what and how sure, who expects what as of when and what became of it, and who "
        "agrees on a relation; of one actor, or without a name of all",
        ("NAME",),
        _voices,
        _voices,
    ),
}


def answer_of(case: QueryableCase, what: str, arguments: Sequence[str], lang: str) -> Answer:
    """Return what a view tells of the actors named; raises `UsageError` for too few, too many or unknown ones."""
    view = SYSTEM_VIEWS[what]
    if view.whole is not None and not arguments:
        return view.whole(Asked(case, facts_of(case), names_by_id(case, lang), (), lang))
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


def _terminal_table(table: SystemTable) -> FittedTable:
    return FittedTable(table.columns, [tuple(map(shown_cell, row)) for row in table.rows])
