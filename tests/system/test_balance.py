"""Structural balance and the line index of frustration, held against every division of every small signed graph."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.system.balance import EXACT_ACTORS, frustration_of, is_balanced, pair_of

SIGNED_GRAPHS = {1: 1, 2: 3, 3: 10, 4: 66, 5: 792, 6: 25506}
"""How many signed graphs there are on so many points, up to renaming (OEIS A004102)."""


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("+++", True),
        ("++-", False),
        ("+--", True),
        ("---", False),
        ("+-", False),
        ("----", True),
    ],
)
def test_a_cycle_is_balanced_if_its_negative_ties_are_even(signs: str, expected: bool) -> None:
    assert is_balanced(signs) is expected


def test_a_cycle_with_an_unknown_or_neutral_tie_is_neither() -> None:
    assert is_balanced(["+", "+", None]) is None
    assert is_balanced(["+", "0", "-"]) is None


def test_two_blocs_are_balanced_and_the_division_is_theirs() -> None:
    west, east = ("FRA", "GBR", "USA"), ("CHN", "PRK", "RUS")
    ties = {pair: "+" for bloc in (west, east) for pair in combinations(bloc, 2)}
    ties |= {pair_of(a, b): "-" for a in west for b in east}

    found = frustration_of(ties)

    assert found.is_balanced and found.is_exact and found.n_best == 1
    assert {actor for actor, side in found.sides.items() if side} == set(west)


def test_one_quarrel_among_friends_is_the_frustrated_tie() -> None:
    ties = dict.fromkeys(combinations("ABCDE", 2), "+") | {("B", "D"): "-"}

    found = frustration_of(ties)

    assert (found.index, found.frustrated, found.always) == (1, (("B", "D"),), (("B", "D"),))


def test_in_a_lone_romantic_triangle_any_of_the_three_ties_may_be_the_frustrated_one() -> None:
    found = frustration_of({("A", "B"): "+", ("B", "C"): "+", ("A", "C"): "-"})

    assert (found.index, found.n_best, found.always) == (1, 3, ())


@pytest.mark.parametrize("doubtful", [("A", "B"), ("B", "C"), ("A", "C")])
def test_of_divisions_as_good_that_against_the_lightest_tie_is_taken(doubtful: tuple[str, str]) -> None:
    signs = {("A", "B"): "+", ("B", "C"): "+", ("A", "C"): "-"}

    found = frustration_of(signs, {pair: 5 for pair in signs if pair != doubtful})

    assert (found.index, found.n_best, found.frustrated) == (1, 3, (doubtful,))


def test_ties_of_no_sign_and_the_order_of_ties_change_nothing() -> None:
    ties = {("A", "B"): "-", ("B", "C"): "-", ("A", "C"): "-", ("C", "D"): "+", ("D", "E"): "-"}
    more = dict(reversed(ties.items())) | {("A", "E"): "0", ("B", "E"): None}

    assert frustration_of(more) == frustration_of(ties)
    assert frustration_of(ties).n_ties == 5


def test_parts_without_a_tie_between_them_may_be_turned_freely() -> None:
    found = frustration_of({("A", "B"): "-", ("C", "D"): "+"})

    assert (found.index, found.n_best) == (0, 2)
    assert frustration_of({}).n_ties == 0


def test_no_actor_has_a_tie_with_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        frustration_of({("A", "A"): "+"})


@pytest.mark.parametrize("n", SIGNED_GRAPHS)
def test_on_every_signed_graph_up_to_six_points_index_division_and_sure_ties_are_those_of_brute_force(n: int) -> None:
    names = "ABCDEF"
    divisions = np.array([[1] + [1 - 2 * (mask >> bit & 1) for bit in range(n - 1)] for mask in range(2 ** (n - 1))])
    n_graphs = 0
    for graph in (g for g in nx.graph_atlas_g() if len(g) == n):
        ties = sorted(graph.edges)
        signings = _signings_up_to_symmetry(graph, ties)
        n_graphs += len(signings)
        if not ties:
            continue
        first, second = np.array(ties).T
        agree = divisions[:, first] * divisions[:, second]
        frustrated = agree[None, :, :] != signings[:, None, :]  # graph, division, tie
        costs = frustrated.sum(axis=2)
        least = costs.min(axis=1)
        is_best = costs == least[:, None]
        always = (frustrated | ~is_best[:, :, None]).all(axis=1)
        for row, signs in enumerate(signings.tolist()):
            network = {(names[a], names[b]): "+" if sign > 0 else "-" for (a, b), sign in zip(ties, signs, strict=True)}
            found = frustration_of(network)
            assert found.index == found.at_least == least[row]
            assert {(names[a], names[b]) for (a, b), sure in zip(ties, always[row], strict=True) if sure} == set(
                found.always
            )
            alone = sum(1 for point in graph if graph.degree[point] == 0)
            free = alone if len(found.sides) else alone - 1  # a point without ties is in no network
            assert found.n_best == is_best[row].sum() >> free
    assert n_graphs == SIGNED_GRAPHS[n]


def _signings_up_to_symmetry(graph: nx.Graph, ties: list[tuple[int, int]]) -> np.ndarray:
    """Return every way to sign the ties of a graph with 1 and -1, one for all that renaming its points makes equal."""
    place = {frozenset(tie): index for index, tie in enumerate(ties)}
    least = np.arange(2 ** len(ties))
    seen = set()
    for names in permutations(range(len(graph))):
        moved = [place.get(frozenset((names[a], names[b]))) for a, b in ties]
        if None in moved or tuple(moved) in seen:
            continue
        seen.add(tuple(moved))
        image = np.zeros_like(least)
        for index, target in enumerate(moved):
            image |= (least >> index & 1) << target
        least = least[image >= least]
    return 1 - 2 * (least[:, None] >> np.arange(len(ties)) & 1)


networks = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGHI"), st.sampled_from("ABCDEFGHI")).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from("+-"),
    max_size=25,
)


@given(networks, st.sets(st.sampled_from("ABCDEFGHI")))
@settings(max_examples=60)
def test_turning_actors_with_all_their_ties_leaves_the_index(network: dict, turned: set) -> None:
    other = {(a, b): sign if (a in turned) == (b in turned) else "+-"[sign == "+"] for (a, b), sign in network.items()}

    assert frustration_of(other).index == frustration_of(network).index


@given(networks)
@settings(max_examples=60)
def test_without_its_frustrated_ties_a_network_is_balanced(network: dict) -> None:
    found = frustration_of(network)
    rest = {pair: sign for pair, sign in network.items() if pair not in found.frustrated}

    assert frustration_of(rest).index == 0
    assert set(found.always) <= set(found.frustrated)


def _random_network(n: int, share: float, seed: int) -> dict[tuple[str, str], str]:
    chance = np.random.default_rng(seed)
    return {
        (f"a{i:02}", f"a{j:02}"): "+-"[int(chance.random() < 0.5)]
        for i, j in combinations(range(n), 2)
        if chance.random() < share
    }


def test_a_block_too_large_for_every_division_is_bounded_from_both_sides() -> None:
    network = _random_network(EXACT_ACTORS + 8, 0.5, seed=1)

    found = frustration_of(network)

    assert not found.is_exact and found.n_best is None
    assert 0 < found.at_least <= found.index == len(found.frustrated) < found.n_ties / 2


def test_the_search_beyond_finds_what_is_known_of_large_networks() -> None:
    two_camps = {
        (f"a{i:02}", f"a{j:02}"): "+" if i % 2 == j % 2 else "-" for i, j in combinations(range(EXACT_ACTORS + 20), 2)
    }
    one_off = two_camps | {("a00", "a01"): "+"}

    assert frustration_of(two_camps).index == 0
    found = frustration_of(one_off)
    assert (found.index, found.is_exact, found.n_best) == (1, True, None)


def test_a_large_ring_with_one_quarrel_is_proved_by_its_one_unbalanced_cycle() -> None:
    n = EXACT_ACTORS + 5
    ring = {pair_of(f"a{i:02}", f"a{(i + 1) % n:02}"): "+" for i in range(n)} | {("a00", "a01"): "-"}

    found = frustration_of(ring)

    assert (found.index, found.at_least, found.is_exact) == (1, 1, True)


def test_the_search_agrees_with_every_division_where_both_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    networks_ = [_random_network(14, 0.6, seed) for seed in range(12)]
    exact = [frustration_of(network).index for network in networks_]
    monkeypatch.setattr("lagebild.system.balance.EXACT_ACTORS", 3)

    bounds = [frustration_of(network) for network in networks_]

    assert [bound.index for bound in bounds] == exact
    assert all(bound.at_least <= index for bound, index in zip(bounds, exact, strict=True))
