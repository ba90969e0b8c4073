"""Dittmer's strategic triangle: figures, roles and the change of one sign that raises a corner."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from lagebild.system.triangles import RANKS, Figure, Role, Triangle, moves_of, openings_of


def triangle(ab: str | None, bc: str | None, ac: str | None) -> Triangle:
    return Triangle("A", "B", "C", ab, bc, ac)


@pytest.mark.parametrize(
    ("signs", "figure", "roles", "balanced"),
    [
        ("+++", "menage_a_trois", ("friend", "friend", "friend"), True),
        ("++-", "romantic_triangle", ("wing", "pivot", "wing"), False),
        ("+--", "stable_marriage", ("partner", "partner", "outcast"), True),
        ("---", "unit_veto", ("enemy", "enemy", "enemy"), False),
    ],
)
def test_signs_ab_bc_ac_make_a_figure_and_roles(signs: str, figure: str, roles: tuple, balanced: bool) -> None:
    found = triangle(*signs)

    assert (found.figure, tuple(found.roles.values()), found.balanced) == (figure, roles, balanced)


@pytest.mark.parametrize("signs", list(product("+-0", "+-0", "+-0")))
def test_the_names_of_corners_do_not_matter(signs: tuple) -> None:
    first = triangle(*signs)
    ties = {frozenset(tie): sign for tie, sign in first.ties.items()}
    for a, b, c in permutations("ABC"):
        turned = Triangle(a, b, c, ties[frozenset((a, b))], ties[frozenset((b, c))], ties[frozenset((a, c))])

        assert (turned.figure, turned.pivot, turned.outcast) == (first.figure, first.pivot, first.outcast)
        assert turned.roles == first.roles
        assert set(moves_of(turned)) == set(moves_of(first))
        assert set(openings_of(turned)) == set(openings_of(first))


@pytest.mark.parametrize("missing", ["0", None])
def test_a_tie_missing_or_neutral_leaves_no_figure_but_says_what_it_would_make(missing: str | None) -> None:
    found = triangle("+", "+", missing)

    assert (found.figure, found.pivot, found.balanced, moves_of(found), found.roles) == (None, None, None, (), {})
    assert [(o.tie, o.sign, o.figure, o.pivot) for o in openings_of(found)] == [
        (("A", "C"), "+", Figure.MENAGE_A_TROIS, None),
        (("A", "C"), "-", Figure.ROMANTIC_TRIANGLE, "B"),
    ]


def test_two_missing_ties_or_none_leave_nothing_to_be_said_of_one() -> None:
    assert openings_of(triangle("+", None, "0")) == ()
    assert openings_of(triangle("+", "+", "-")) == ()


def told(found: Triangle) -> list[tuple[str, str, str, bool, str]]:
    return [("".join(m.tie), m.sign, m.corner, m.is_own, m.after) for m in moves_of(found)]


def test_in_a_menage_each_would_be_pivot_if_the_others_fell_out() -> None:
    assert told(triangle("+", "+", "+")) == [
        ("BC", "-", "A", False, "pivot"),
        ("AC", "-", "B", False, "pivot"),
        ("AB", "-", "C", False, "pivot"),
    ]


def test_in_a_romantic_triangle_a_wing_gains_by_peace_with_the_other_or_by_its_fall_and_the_pivot_by_nothing() -> None:
    assert told(triangle("+", "+", "-")) == [
        ("AC", "+", "A", True, "friend"),
        ("BC", "-", "A", False, "partner"),
        ("AC", "+", "C", True, "friend"),
        ("AB", "-", "C", False, "partner"),
    ]


def test_in_a_stable_marriage_a_partner_gains_by_courting_the_outcast_and_the_outcast_by_any_friend_or_a_divorce() -> (
    None
):
    assert told(triangle("+", "-", "-")) == [
        ("AC", "+", "A", True, "pivot"),
        ("BC", "+", "B", True, "pivot"),
        ("AC", "+", "C", True, "wing"),
        ("BC", "+", "C", True, "wing"),
        ("AB", "-", "C", False, "enemy"),
    ]


def test_where_all_are_enemies_each_gains_by_any_friend() -> None:
    assert [(tie, corner, after) for tie, _, corner, _, after in told(triangle("-", "-", "-"))] == [
        ("AB", "A", "partner"),
        ("AC", "A", "partner"),
        ("AB", "B", "partner"),
        ("BC", "B", "partner"),
        ("AC", "C", "partner"),
        ("BC", "C", "partner"),
    ]


def test_roles_are_ranked_by_friends_of_ones_own_then_by_the_quarrel_of_others() -> None:
    assert sorted(RANKS, key=RANKS.__getitem__) == [
        Role.PIVOT,
        Role.FRIEND,
        Role.PARTNER,
        Role.WING,
        Role.ENEMY,
        Role.OUTCAST,
    ]
