"""Signs: deeds decide from three independent reports on, else words, and it is said which."""

from __future__ import annotations

import pytest
from made_facts import deed, facts, statement

from lagebild.system.dyads import dyad_series
from lagebild.system.facts import Deed, Statement
from lagebild.system.signs import Basis, Sign, sign_of

ARTICLES = ("n1", "n2", "n3")
SAID = (statement("s", "A", "B", -2, "2025-03-10"),)
TOLD_THRICE = (deed("e", "A", "AID", "B", "2025-03-02", ARTICLES),)
TOLD_TWICE = (deed("e", "A", "AID", "B", "2025-03-02", ARTICLES[:2]),)
MIXED = (
    deed("e", "A", "AGREE", "B", "2025-03-02", ARTICLES),
    deed("f", "A", "REJECT", "B", "2025-03-02", ARTICLES),
)


@pytest.mark.parametrize(
    ("deeds", "statements", "expected"),
    [
        (TOLD_THRICE, SAID, ("+", "deeds")),
        (TOLD_THRICE, (statement("s", "B", "A", 1, "2025-03-10"),), ("+", "both")),
        (TOLD_TWICE, SAID, ("-", "words")),
        (TOLD_TWICE, (), ("+", "deeds")),
        ((), SAID, ("-", "words")),
        ((), (statement("s", "A", "B", 0, "2025-03-10"),), ("0", "words")),
        (MIXED, (), ("0", "deeds")),
    ],
)
def test_sign_and_basis(
    deeds: tuple[Deed, ...], statements: tuple[Statement, ...], expected: tuple[Sign, Basis]
) -> None:
    (month,) = dyad_series(facts("AB", ARTICLES, deeds, statements), "A", "B")
    assert sign_of(month) == expected
