"""The system as a case keeps it: asked for in parts, it is the one computed from all facts of the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from made_readings import readings

from lagebild.case.connection import reading
from lagebild.case.event_facts import deeds_of
from lagebild.case.facts import facts_but_deeds, facts_of
from lagebild.case.kept_system import KeptSystem, kept_signs
from lagebild.case.merging_step import merge_case
from lagebild.case.pairs_kept import UNDER_DYADS, events_between
from lagebild.case.schema import make_case
from lagebild.scoring.merged import write_readings
from lagebild.system.state_system import StateSystem, state_system_of
from lagebild.system.triads import Tie


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path: Path = tmp_path_factory.mktemp("kept") / "x.case"
    make_case(path)
    write_readings(path, list(readings()))
    merge_case(path)
    with reading(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def kept(connection: duckdb.DuckDBPyConnection) -> KeptSystem:
    read = kept_signs(connection)
    return KeptSystem(connection, read.signs, read.first, read.last, read.series)


@pytest.fixture(scope="module")
def computed(connection: duckdb.DuckDBPyConnection) -> StateSystem:
    return state_system_of(facts_of(connection))


def shown(tie: Tie) -> tuple[object, ...]:
    """What a tie tells but the rows it stands on, which the case has in other tables."""
    month = tie.month
    assert month is not None
    net = round(month.net, 4)
    return tie.sign, tie.basis, month.period, net, month.n_events, month.n_statements, month.n_articles, month.thin


def test_the_months_and_the_last_ties_are_those_of_all_facts(kept: KeptSystem, computed: StateSystem) -> None:
    assert (kept.first, kept.last, kept.periods()) == (computed.first, computed.last, computed.periods())
    ends = computed.ends()
    assert ends
    assert {pair: shown(tie) for pair, tie in kept.ends().items()} == {pair: shown(tie) for pair, tie in ends.items()}


def test_series_are_computed_of_what_is_kept_of_a_pair(kept: KeptSystem, computed: StateSystem) -> None:
    for pair, series in computed.dyads.items():
        assert kept.series(pair) == series


def test_what_decides_a_sign_stands_where_all_facts_say(kept: KeptSystem, computed: StateSystem) -> None:
    asked = [(pair, series[-1]) for pair, series in computed.dyads.items()]
    assert kept.deciders(asked, 4) == computed.deciders(asked, 4)


def test_triads_turns_and_networks_are_those_of_all_facts(kept: KeptSystem, computed: StateSystem) -> None:
    assert kept.n_triads == computed.n_triads > 0
    for own, other in ((kept.changing(9), computed.changing(9)), (kept.best_told(9), computed.best_told(9))):
        assert [(one.corners, one.turns) for one in own] == [(one.corners, one.turns) for one in other]
    assert kept.turns(9) == computed.turns(9)
    networks = (
        [(m.period, m.frustration, {p: shown(t) for p, t in m.ties.items()}) for m in s.networks(s.first, s.last)]
        for s in (kept, computed)
    )
    assert next(networks) == next(networks)


def test_some_deeds_are_read_as_all_are(connection: duckdb.DuckDBPyConnection) -> None:
    facts = facts_of(connection)
    some = facts.deeds[::2]
    assert deeds_of(connection, [deed.event_id for deed in some]) == some
    assert facts_but_deeds(connection, facts.articles, facts.actors).statements == facts.statements


def test_a_month_of_two_states_stands_on_the_deeds_and_words_remembered_in_it(
    connection: duckdb.DuckDBPyConnection, computed: StateSystem
) -> None:
    for (a, b), series in computed.dyads.items():
        ids = connection.execute(
            "SELECT row_id FROM dyads WHERE actor_a = ? AND actor_b = ? AND NOT directed AND period = ?",
            [a, b, series[-1].period],
        ).fetchall()
        under = connection.execute(UNDER_DYADS, [[row_id for (row_id,) in ids]]).fetchall()
        assert {row for _, row in under if row} == {*series[-1].events, *series[-1].statements}
        assert set(series[-1].events) <= set(events_between(connection, [f"{a} {b}"]))
