"""Dyads by month from events of other datasets: summed once for each pair, fading, and equal to a plain count."""

import random
from datetime import date

import duckdb
import numpy as np
import pytest

from lagebild.imported.monthly import dyads_of, monthly_sums
from lagebild.system.series import HALF_LIFE_MONTHS


def dyads(rows: list[tuple]) -> dict[tuple, dict]:
    """Return dyads by their sides, direction and month; rows are day, type, sources, targets, weight."""
    with duckdb.connect() as connection:
        connection.execute(
            """CREATE TABLE events
            (dataset VARCHAR, date DATE, type VARCHAR, sources VARCHAR[], targets VARCHAR[], weight DOUBLE)"""
        )
        connection.execute("INSERT INTO events VALUES ('OTHER', '2020-01-01', 'AID', ['s1'], ['s2'], 10)")
        for row in rows:
            connection.execute("INSERT INTO events VALUES ('MADE', ?, ?, ?, ?, ?)", row)
        sums = monthly_sums(connection, "events", "MADE")
    found = [row for one in sums for table in dyads_of(one) for row in table.to_pylist()]
    return {(one["actor_a"], one["actor_b"], one["directed"], one["period"]): one for one in found}


def test_an_event_counts_with_its_own_weight_else_with_that_of_its_type():
    found = dyads(
        [
            (date(2020, 1, 5), "AID", ["s1"], ["s2"], 7.0),
            (date(2020, 1, 6), "ASSAULT", ["s2"], ["s1"], None),
        ]
    )

    both = found["s1", "s2", False, "2020-01"]
    assert (both["cooperation"], both["conflict"], both["net"], both["n_events"]) == (7.0, 9.0, -2.0, 2)
    assert both["thin"]
    assert found["s1", "s2", True, "2020-01"]["net"] == 7.0
    assert found["s2", "s1", True, "2020-01"]["net"] == -9.0


def test_what_happened_fades_by_half_in_a_half_life_and_is_forgotten():
    later = date(2022, 6, 1)
    found = dyads([(date(2020, 1, 5), "AID", ["s1"], ["s2"], 8.0), (later, "AID", ["s1"], ["s3"], 8.0)])

    assert found["s1", "s2", False, f"2020-{1 + int(HALF_LIFE_MONTHS):02}"]["cooperation"] == pytest.approx(4.0)
    assert ("s1", "s2", False, "2021-01") in found
    assert ("s1", "s2", False, "2021-02") not in found
    assert [key[3] for key in found if key[:3] == ("s1", "s3", False)] == ["2022-06"]


def test_partners_of_a_meeting_count_for_each_two_of_them_once():
    found = dyads([(date(2020, 1, 5), "CONSULT", ["s1", "s2"], ["s3"], 2.0)])

    assert {key[:3]: row["cooperation"] for key, row in found.items()} == {
        **{(a, b, False): 2.0 for a, b in (("s1", "s2"), ("s1", "s3"), ("s2", "s3"))},
        **{(a, b, True): 2.0 for a in ("s1", "s2", "s3") for b in ("s1", "s2", "s3") if a != b},
    }


def test_events_within_one_state_or_with_nobody_make_no_dyad():
    rows = [
        (date(2020, 1, 5), "COERCE", ["s1"], ["s1"], -5.0),
        (date(2020, 1, 5), "AID", ["s1"], [], 5.0),
        (date(2020, 1, 5), "AID", [], ["s1"], 5.0),
        (date(2020, 1, 5), None, ["s1"], ["s2"], None),
    ]

    assert dyads(rows) == {}


def test_the_sums_are_those_of_a_plain_count():
    draw = random.Random(5)
    states = [f"s{number}" for number in range(6)]
    rows = [
        (
            date(2019 + draw.randrange(3), 1 + draw.randrange(12), 1 + draw.randrange(28)),
            draw.choice(["AID", "CONSULT", "ASSAULT", None]),
            draw.sample(states, draw.randrange(3)),
            draw.sample(states, draw.randrange(3)),
            draw.choice([None, -4.0, 0.0, 6.5]),
        )
        for _ in range(200)
    ]

    found = dyads(rows)

    weights = {"AID": 10.0, "CONSULT": 2.5, "ASSAULT": -9.0, None: None}
    for (a, b, directed, period), row in found.items():
        net = events = 0.0
        for day, kind, sources, targets, weight in rows:
            points = weights[kind] if weight is None else weight
            others = targets + sources if kind == "CONSULT" else targets
            pairs = {(one, other) for one in sources for other in others if one != other}
            told = (a, b) in pairs or ((b, a) in pairs and (not directed or kind == "CONSULT"))
            age = int(period[:4]) * 12 + int(period[5:]) - day.year * 12 - day.month
            if told and points is not None and age >= 0:
                net += points * 0.5 ** (age / HALF_LIFE_MONTHS)
                events += age <= 12
        assert row["net"] == pytest.approx(net, abs=1e-5)
        assert row["n_events"] == events


def test_the_interval_is_that_of_drawing_each_record_a_poisson_number_of_times():
    points = [7.0, -9.0, 4.0, 2.5]
    rows = [(date(2020, 1, 5 + at), "AID", ["s1"], ["s2"], value) for at, value in enumerate(points)]
    found = dyads([*rows, (date(2020, 12, 1), "AID", ["s1"], ["s3"], 1.0)])
    month = found["s1", "s2", False, "2020-01"]

    drawn = np.random.default_rng(7).poisson(1.0, (40_000, len(points))) @ points
    assert month["high"] - month["low"] == pytest.approx(2 * 1.645 * drawn.std(), rel=0.02)
    assert (month["high"] + month["low"]) / 2 == pytest.approx(month["net"])
    after = found["s1", "s2", False, f"2020-{1 + int(HALF_LIFE_MONTHS):02}"]
    assert after["high"] - after["low"] == pytest.approx((month["high"] - month["low"]) / 2)


def test_under_three_events_there_is_no_interval():
    found = dyads([(date(2020, 1, 5), "AID", ["s1"], ["s2"], 7.0)] * 2)
    assert (found["s1", "s2", False, "2020-01"]["low"], found["s1", "s2", False, "2020-01"]["thin"]) == (None, True)
