"""Signs: deeds decide from three independent reports on, else words, if they are likelier right than wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from made_facts import deed, facts, report, statement

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


def said(confidence: float, article_id: str = "n1", holder: str | None = None, value: int = 2) -> Statement:
    key = f"s-{article_id}-{holder}-{value}"
    return statement(key, "A", "B", value, "2025-03-10", article_id, holder=holder, confidence=confidence)


def told(confidence: float, article_id: str = "n1", elsewhere: Sequence[str] = ()) -> Deed:
    one = report(article_id, "A", "AID", "B", "2025-03-02", confidence=confidence, elsewhere=elsewhere)
    return deed(f"e-{article_id}", "A", "AID", "B", "2025-03-02", reports=[one])


def sign(deeds: Sequence[Deed] = (), statements: Sequence[Statement] = ()) -> Sign | None:
    (month,) = dyad_series(facts("AB", ARTICLES, deeds, statements), "A", "B")
    return sign_of(month)[0]


def test_one_statement_likelier_misread_than_right_gives_no_sign() -> None:
    assert sign(statements=[said(0.44)]) is None
    assert sign(statements=[said(0.53)]) == "+"


def test_independent_holders_make_each_other_surer_and_one_holder_does_not_make_itself_surer() -> None:
    assert sign(statements=[said(0.44), said(0.44, holder="kim")]) == "+"
    assert sign(statements=[said(0.44), said(0.44, "n2")]) == "+"
    assert sign(statements=[said(0.44, value=2), said(0.44, value=1)]) is None


def test_who_is_no_better_than_chance_makes_nobody_surer() -> None:
    assert sign(statements=[said(1 / 3, name) for name in ARTICLES]) is None


def test_a_single_deed_gives_a_sign_if_event_and_sides_are_likelier_right_than_wrong() -> None:
    assert sign([told(0.73)]) is None
    assert sign([told(0.77)]) == "+"


def test_a_side_that_only_another_sentence_names_makes_a_deed_less_sure() -> None:
    assert sign([told(0.94)]) == "+"
    assert sign([told(0.94, elsewhere=["A"])]) is None
    assert sign([told(0.94, elsewhere=["A"]), told(0.94, "n2")]) == "+"


def test_words_too_unsure_leave_the_few_deeds_to_decide() -> None:
    assert sign([told(0.9)], [said(0.44, value=-2)]) == "+"
    assert sign([told(0.9)], [said(0.53, value=-2)]) == "-"
