"""The declared memberships of organisations: known organisations and states, days in order."""

from __future__ import annotations

from collections import Counter
from datetime import date

from lagebild.world.memberships import belongings, organisation_names
from lagebild.world.tables import rows_of


def test_organisations_and_states_are_known_ones() -> None:
    states = {row["code"] for row in rows_of("states")}
    assert {one.state for one in belongings()} <= states
    assert {one.organisation for one in belongings()} == set(organisation_names())


def test_nobody_leaves_before_joining_or_joins_twice() -> None:
    assert all(one.until is None or one.since is None or one.since <= one.until for one in belongings())
    assert max(Counter((one.organisation, one.state) for one in belongings()).values()) == 1


def test_members_on_a_day() -> None:
    day = date(2025, 1, 10)
    n_members = Counter(
        one.organisation
        for one in belongings()
        if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
    )
    assert (n_members["EU"], n_members["NATO"], n_members["G7"], n_members["BRICS"]) == (27, 32, 7, 10)
