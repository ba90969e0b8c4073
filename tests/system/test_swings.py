"""A client between patrons: monthly shares, turning points and who moved first."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from made_facts import article, deed, facts, report, state

from lagebild.system.facts import Deed, Facts, Witness
from lagebild.system.swings import Swing, swing_of
from lagebild.system.turning_points import gain_of, penalty, turning_points


def shares_of(swing: Swing) -> dict[str, tuple[float | None, ...]]:
    return {month.period: tuple(patron.share for patron in month.patrons) for month in swing.months}


def test_cooperation_is_shared_among_the_patrons_and_fades_alike() -> None:
    told = facts(
        ["K", "R", "C"],
        [article("n1", "2025-06-30")],
        [deed("e1", "R", "AID", "K", "2025-03-10"), deed("e2", "K", "AID", "C", "2025-05-10")],
    )
    swing = swing_of(told, "K", ["R", "C"])
    shares = shares_of(swing)
    assert shares["2025-03"] == (1.0, 0.0)
    r, c = (share or 0.0 for share in shares["2025-05"])
    assert r + c == pytest.approx(1)
    assert c / r == pytest.approx(2 ** (2 / 6))  # the older aid has faded for two of six months
    assert swing.months[-1].patrons[0].events == ("e1",)
    assert swing.months[-1].patrons[0].new_events == ()


def test_conflict_alone_is_no_share() -> None:
    told = facts(["K", "R", "C"], deeds=[deed("e1", "K", "SANCTION", "R", "2025-03-10")])
    (month, *_) = swing_of(told, "K", ["R", "C"]).months
    assert [patron.share for patron in month.patrons] == [None, None]
    assert month.patrons[0].conflict > 0


def test_few_articles_are_thin_and_copies_do_not_help() -> None:
    deeds = [deed("e1", "R", "AID", "K", "2025-03-10", ("n1", "n2", "n3"))]
    assert not swing_of(facts(["K", "R"], ["n1", "n2", "n3"], deeds), "K", ["R"]).thin
    copies = ["n1", article("n2", copy_of="n1"), article("n3", copy_of="n1")]
    swing = swing_of(facts(["K", "R"], copies, deeds), "K", ["R"])
    assert (swing.thin, swing.n_articles, swing.months[0].thin) == (True, 1, True)


def test_nothing_told_is_an_empty_swing() -> None:
    swing = swing_of(facts(["K", "R", "C"]), "K", ["R", "C"])
    assert (swing.months, swing.turns, swing.thin) == ((), (), True)


def turning_facts(*, patron_first: str = "2024-10", client_first: str = "2024-12") -> Facts:
    """Two years of deeds, with C up to September 2024 and with R from then on; one article a deed."""
    periods = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    deeds: list[Deed] = []
    articles: list[Witness] = []

    def add(source: str, type_: str, target: str, period: str) -> None:
        name = f"n{len(deeds):03}"
        articles.append(article(name, period))
        deeds.append(deed(f"e{len(deeds):03}", source, type_, target, f"{period}-05", (name,)))

    for period in periods:
        if period < "2024-10":
            add("C", "AID", "K", period)
        else:
            add("K", "CONSULT", "R", period)
        if period >= patron_first:
            add("R", "AID", "K", period)
        if period >= client_first:
            add("K", "SUPPORT", "R", period)
    return facts(["K", "R", "C"], articles, deeds)


def test_a_turn_to_another_patron_is_found_with_its_shares() -> None:
    (turn,) = swing_of(turning_facts(), "K", ["R", "C"]).turns
    assert (turn.after, turn.period, turn.gained, turn.lost) == ("2024-09", "2024-10", "R", "C")
    assert turn.before_shares == pytest.approx((0, 1))
    assert turn.after_shares == pytest.approx((1, 0))
    assert turn.n_articles_before == 9
    assert turn.gain > penalty(24, 2)


def test_the_patron_moved_first_if_its_deeds_alone_began_before_the_client_s() -> None:
    facts_ = turning_facts(patron_first="2024-09", client_first="2024-10")
    (turn,) = swing_of(facts_, "K", ["R", "C"]).turns
    assert turn.first_move is not None
    assert (turn.first_move.actor, turn.first_move.other, turn.first_move.period) == ("R", "K", "2024-09")
    names = {deed.event_id: deed.sources for deed in facts_.deeds}
    assert [names[event] for event in turn.first_move.events] == [("R",)]


def test_the_client_moved_first_if_its_own_began_before() -> None:
    (turn,) = swing_of(turning_facts(patron_first="2024-10", client_first="2024-08"), "K", ["R", "C"]).turns
    assert turn.first_move is not None
    assert (turn.first_move.actor, turn.first_move.other) == ("K", "R")


@pytest.mark.parametrize(
    ("patron_first", "client_first"),
    [("2024-10", "2024-10"), ("2024-10", "2026-01"), ("2024-01", "2024-10")],
    ids=["both in one month", "only one side acts alone", "one side did so long before"],
)
def test_who_moved_first_is_not_told_where_it_cannot_be_told(patron_first: str, client_first: str) -> None:
    for turn in swing_of(turning_facts(patron_first=patron_first, client_first=client_first), "K", ["R", "C"]).turns:
        assert turn.first_move is None


def test_no_turn_is_claimed_where_one_article_tells_of_everything() -> None:
    told = turning_facts()
    one = article("n1", "2026-01-05")
    by_one = tuple(
        replace(d, reports=(report("n1", d.sources, d.type, d.targets, str(d.earliest)),)) for d in told.deeds
    )
    swing = swing_of(replace(told, articles={"n1": one}, deeds=by_one), "K", ["R", "C"])
    assert swing.thin
    assert swing.turns == ()


def test_a_swing_is_of_the_states_that_actors_act_for() -> None:
    told = facts(
        [state("K"), state("R"), state("army", "K", acts_for="K", kind="ORG")],
        deeds=[deed("e1", "army", "AID", "R", "2025-03-10")],
    )
    assert swing_of(told, "K", ["R"]).months[0].patrons[0].share == 1.0


def test_the_order_of_articles_changes_nothing() -> None:
    told = turning_facts()
    turned = replace(told, deeds=told.deeds[::-1], articles=dict(reversed(list(told.articles.items()))))
    assert swing_of(turned, "K", ["R", "C"]) == swing_of(told, "K", ["R", "C"])


# The search itself


def tellers(months: int) -> list[frozenset[str]]:
    return [frozenset({f"n{month}"}) for month in range(months)]


def test_chance_alone_turns_hardly_ever() -> None:
    rng = np.random.default_rng(7)
    found = [bool(turning_points(rng.multinomial(2, (0.6, 0.4), 36).astype(float), tellers(36), 3)) for _ in range(60)]
    assert sum(found) <= 4


def test_the_search_is_exact() -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        votes = np.vstack([rng.multinomial(3, shares, 7) for shares in ((0.9, 0.1), (0.2, 0.8))]).astype(float)
        assert turning_points(votes, tellers(14), 1) == best_by_brute_force(votes)


def best_by_brute_force(votes: np.ndarray) -> tuple[int, ...]:
    months, choices = votes.shape
    best, found = 0.0, ()
    for mask in range(1 << (months - 1)):
        cuts = tuple(at + 1 for at in range(months - 1) if mask >> at & 1)
        if any(b - a < 3 for a, b in pairwise((0, *cuts, months))):
            continue
        value = total_gain(votes, cuts) - penalty(months, choices) * len(cuts)
        if value > best:
            best, found = value, cuts
    return found


def total_gain(votes: np.ndarray, cuts: tuple[int, ...]) -> float:
    """What all cuts gain together: one after the other, each inside what is left of the months after the one before."""
    gain, rest = 0.0, votes
    begin = 0
    for cut in cuts:
        gain += gain_of(rest, cut - begin)
        rest, begin = votes[cut:], cut
    return gain


def test_a_stretch_that_few_articles_tell_of_is_no_stretch() -> None:
    votes = np.vstack([np.tile((1.0, 0.0), (8, 1)), np.tile((0.0, 1.0), (8, 1))])
    told = tellers(16)
    assert turning_points(votes, told, 3) == (8,)
    assert turning_points(votes, [frozenset({"n1"})] * 8 + told[8:], 3) == ()


@pytest.mark.parametrize("months", [0, 1, 5])
def test_short_series_never_turn(months: int) -> None:
    assert turning_points(np.ones((months, 2)), tellers(months), 1) == ()
