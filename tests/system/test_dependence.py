"""Who depends on whom: shares and flows by hand, ties and levers out."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from made_facts import article, facts, flow, loner, share, state

from lagebild.system.dependence import Standing, Unknown, levers_of, ties_of, ties_with
from lagebild.system.facts import Facts


def test_two_holders_of_one_time_are_a_range_and_an_older_figure_is_history() -> None:
    told = facts(
        ["K", "C", "S", "M"],
        [article("a", "2024-11-08"), article("b", "2025-09-04"), article("c", "2025-10-11")],
        shares=[
            share("s1", "K", "C", 80, 90, "2024-11-08", "a"),
            share("s2", "K", "C", 98, 98, "2025-09-04", "b", holder="S"),
            share("s3", "K", "C", 95, 95, "2025-10-11", "c", holder="M"),
        ],
    )
    (tie,) = ties_of(told)
    assert (tie.giver, tie.receiver, tie.good, tie.unit) == ("C", "K", "trade", "percent")
    assert (tie.low, tie.high) == (95, 98)
    assert [(w.holder, w.low) for w in tie.now] == [("M", 95), ("S", 98)]
    assert [(w.holder, w.low, w.high) for w in tie.earlier] == [(None, 80, 90)]
    assert (tie.n_articles, tie.thin) == (3, False)


def test_an_open_bound_stays_open() -> None:
    told = facts(["K", "C"], shares=[share("s1", "K", "C", 90, None), share("s2", "K", "C", 80, 85, holder="C")])
    (tie,) = ties_of(told)
    assert (tie.low, tie.high) == (80, None)


@pytest.mark.parametrize(
    ("noun", "good"),
    [
        ("Außenhandels", "trade"),
        ("Im- und Exporte", "trade"),
        ("Ein- und Ausfuhren", "trade"),
        ("gas imports", "imports"),
        ("Einfuhren", "imports"),
        ("Exporte", "exports"),
        (None, "trade"),
    ],
)
def test_shares_of_imports_exports_and_trade_are_different_things(noun: str | None, good: str) -> None:
    (tie,) = ties_of(facts(["K", "C"], shares=[share("s1", "K", "C", 50, 50, noun=noun)]))
    assert tie.good == good


def test_only_what_an_author_tells_as_real_is_delivered() -> None:
    told = facts(
        ["R", "K", "S"],
        flows=[
            flow("f1", "K", "R", "troops", low=10_000, unit="soldier"),
            flow("f2", "K", "R", "workers", low=5_000, unit="worker", holder="S"),
            replace(flow("f3", "K", "R", "horses"), speaker=""),
            flow("f4", "R", "K", "fuel", realis="planned"),
            flow("f5", "R", "K", "technology", realis="hypo"),
            flow("f6", "R", "K", "money", realis="neg"),
        ],
    )
    assert {tie.good: tie.standing for tie in ties_of(told)} == {
        "troops": Standing.DELIVERED,
        "workers": Standing.CLAIMED,
        "horses": Standing.CLAIMED,
        "fuel": Standing.PLANNED,
        "technology": Standing.POSSIBLE,
        "money": Standing.DENIED,
    }


def test_a_plan_adds_nothing_to_what_was_delivered() -> None:
    told = facts(
        ["R", "K"],
        flows=[
            flow("f1", "K", "R", "troops", low=10_000, high=10_000, unit="soldier"),
            flow("f2", "K", "R", "troops", low=30_000, high=30_000, unit="soldier", realis="planned"),
        ],
    )
    (tie,) = ties_of(told)
    assert (tie.low, tie.high, tie.unit) == (10_000, 10_000, "soldier")
    assert len(tie.now) == 2


def test_amounts_in_different_units_are_no_range() -> None:
    told = facts(
        ["R", "K"],
        flows=[
            flow("f1", "K", "R", "weapons.missiles", low=50, high=50, unit="missile"),
            flow("f2", "K", "R", "weapons.tanks", low=9, high=9, unit="tank"),
        ],
    )
    (tie,) = ties_of(told)
    assert (tie.good, tie.low, tie.high, tie.unit) == ("weapons", None, None, None)
    assert {w.called for w in tie.words} == {"weapons.missiles", "weapons.tanks"}


def test_who_depends_less_is_the_stronger_and_by_how_much() -> None:
    told = facts(["K", "C"], shares=[share("s1", "K", "C", 90, 98), share("s2", "C", "K", 1, 2)])
    levers = levers_of(ties_of(told))
    assert [(lever.tie.giver, lever.low, lever.high, lever.stronger) for lever in levers] == [
        ("C", 88, 97, "C"),
        ("K", -97, -88, "C"),
    ]


def test_overlapping_shares_make_nobody_the_stronger() -> None:
    told = facts(["A", "B"], shares=[share("s1", "A", "B", 20, 40), share("s2", "B", "A", 30, 35)])
    assert {lever.stronger for lever in levers_of(ties_of(told))} == {None}


def test_a_share_of_trade_and_one_of_imports_are_not_compared() -> None:
    told = facts(["A", "B"], shares=[share("s1", "A", "B", 90, 90), share("s2", "B", "A", 2, 2, noun="imports")])
    assert {(lever.low, lever.stronger) for lever in levers_of(ties_of(told))} == {(None, None)}


def test_a_lever_says_what_the_case_does_not_tell() -> None:
    told = facts(
        ["R", "K", "C"],
        flows=[
            flow("f1", "R", "K", "fuel"),
            flow("f2", "C", "K", "fuel.coal"),
            flow("f3", "K", "R", "troops", low=10_000, unit="soldier"),
            flow("f4", "K", "C", "workers", realis="planned"),
        ],
    )
    levers = {(lever.tie.giver, lever.tie.good): lever for lever in levers_of(ties_of(told))}
    fuel = levers["R", "fuel"]
    assert fuel.others == ("C",)
    assert fuel.returned == ("troops",)
    assert fuel.stronger is None
    assert set(fuel.unknown) == {Unknown.AMOUNT, Unknown.RECEIVER_SHARE, Unknown.GIVER_SHARE}
    assert levers["C", "fuel"].returned == ()  # what is only planned does not come back
    assert Unknown.AMOUNT not in levers["K", "troops"].unknown


def test_what_is_denied_is_no_lever() -> None:
    assert levers_of(ties_of(facts(["A", "B"], flows=[flow("f1", "A", "B", "fuel", realis="neg")]))) == ()


def test_a_leader_and_a_company_stand_for_their_state_and_a_loner_for_itself() -> None:
    told = facts(
        [state("R"), state("K"), state("army", "K", acts_for="K", kind="ORG"), loner("guild", "ORG")],
        flows=[
            flow("f1", "army", "R", "troops"),
            flow("f2", "guild", "R", "money"),
            flow("f3", "army", "K", "weapons"),  # inside one state is no tie
        ],
    )
    assert [(t.giver, t.receiver, t.good) for t in ties_of(told)] == [("K", "R", "troops"), ("guild", "R", "money")]


def _rich_facts() -> Facts:
    return facts(
        ["R", "K", "C", "S"],
        ["n1", "n2", article("n0", copy_of="n2"), article("n9", copy_of="n1")],
        flows=[
            flow("f1", "R", "K", "fuel", articles=("n1", "n2")),
            flow("f2", "K", "R", "troops", low=10, high=12, unit="soldier", holder="S"),
            flow("f3", "K", "R", "troops", low=20, high=20, unit="soldier", articles=("n2",)),
        ],
        shares=[share("s1", "K", "C", 80, 90), share("s2", "K", "C", 98, 98, "2025-03-10", "n2", holder="S")],
    )


def test_what_no_article_tells_any_more_is_no_tie() -> None:
    assert ties_of(facts(["A", "B"], flows=[flow("f1", "A", "B", "fuel", articles=())])) == ()


def test_copies_of_an_article_change_nothing() -> None:
    told = _rich_facts()
    copied = replace(
        told,
        flows=(
            replace(told.flows[0], evidence=flow("", "", "", "", articles=("n0", "n1", "n2", "n9")).evidence),
            *told.flows[1:],
            flow("f0", "K", "R", "troops", low=20, high=20, unit="soldier", articles=("n0",)),
        ),
        shares=(*told.shares, share("s0", "K", "C", 98, 98, "2025-03-10", "n0", holder="S")),
    )
    assert ties_of(copied) == ties_of(told)


def test_the_order_of_rows_changes_nothing() -> None:
    told, random = _rich_facts(), Random(5)
    for _ in range(10):
        flows, shares = list(told.flows), list(told.shares)
        random.shuffle(flows)
        random.shuffle(shares)
        assert ties_of(replace(told, flows=tuple(flows), shares=tuple(shares))) == ties_of(told)


def test_the_ties_of_a_client_are_what_it_has_and_then_what_others_have_from_it() -> None:
    ties = ties_with(ties_of(_rich_facts()), "K")
    assert [(t.giver, t.receiver, t.good) for t in ties] == [
        ("C", "K", "trade"),
        ("R", "K", "fuel"),
        ("K", "R", "troops"),
    ]
