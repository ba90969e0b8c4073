"""The score card as a page: every figure of a small invented corpus is where a reader looks for it."""

from dataclasses import replace

import pytest
from gold_reading import gold_article, gold_reading

from lagebild.reading.marks import EventType
from lagebild.scoring.page import BEGIN, END, card_page, with_card
from lagebild.scoring.score import ScoreCard, score_readings


@pytest.fixture
def card() -> ScoreCard:
    """One English article without a mistake; in a German one AID is read as COOPERATE and a meeting is missed."""
    states = "ACT a1 STATE PER GOV :: Lima\nACT a2 STATE ECU GOV :: Quito\n"
    english = gold_article(
        ["Lima sent grain to Quito."],
        states + 'EV e1 AID real s0 :: trigger="sent" ; from=a1 ; to=a2',
    )
    german = gold_article(
        ["Lima schickt Mehl nach Quito.", "Dort tagt man."],
        states + 'EV e1 AID real s0 :: trigger="schickt" ; from=a1 ; to=a2\n'
        'EV e2 CONSULT real s1 :: trigger="tagt" ; from=a1,a2',
        lang="de",
    )
    flawed = gold_reading(german)
    flawed = replace(flawed, events=(replace(flawed.events[0], type=EventType.COOPERATE, confidence=0.62),))
    return score_readings([(english, gold_reading(english)), (german, flawed)])


@pytest.fixture
def page(card: ScoreCard) -> str:
    return card_page(card, corpus="corpus/small", reader="9.9+test")


def row(page: str, first: str, after: str = "") -> list[str]:
    """The cells of the first row that begins with `first` below the heading `after`."""
    lines = page[page.index(after) :].splitlines()
    return [cell.strip() for cell in next(line for line in lines if line.startswith(f"| {first} |")).split("|")[2:-1]]


def test_it_says_what_was_read_by_whom(page: str) -> None:
    assert "`corpus/small`: 2 articles (1 German, 1 English), 13 words; reader 9.9+test." in page


def test_figures_stand_by_language_with_the_interval_over_all_articles(page: str) -> None:
    german, english, both = (row(page, "type", "### Events")[at : at + 4] for at in (0, 4, 8))
    assert german == ["0.000", "0.000", "0.000", "2"]
    assert english == ["1.000", "1.000", "1.000", "1"]
    assert both == ["0.500", "0.333", "0.400 (0.00 to 1.00)", "3"]


def test_the_figures_that_matter_most_come_first_with_their_aims(page: str) -> None:
    assert row(page, "events by sentence and type") == ["0.000", "1.000", "0.400 (0.00 to 1.00)", "0.65"]
    names = row(page, "persons, organisations, states and places")
    assert names == ["1.000", "1.000", "1.000 (1.00 to 1.00)", "0.88 German, 0.85 English"]


def test_what_is_not_there_is_no_figure(page: str) -> None:
    assert row(page, "pair", "### Relations")[8:] == ["–", "–", "–", "0"]


def test_confusions_show_the_read_type_and_what_was_missed(page: str) -> None:
    types = row(page, "", "### Types")
    assert types[:5] == ["AGREE", "CONSU", "SUPPO", "COOPE", "AID"]
    aid = dict(zip(types, row(page, "AID", "### Types"), strict=True))
    assert {kind: count for kind, count in aid.items() if count} == {"COOPE": "1", "AID": "1"}
    consult = dict(zip(types, row(page, "CONSULT", "### Types"), strict=True))
    assert {kind: count for kind, count in consult.items() if count} == {"–": "1"}


def test_confidences_stand_beside_the_share_that_is_right(page: str) -> None:
    headings = row(page, "confidence")
    boastful = dict(zip(headings, row(page, "0.6 to 0.7"), strict=True))
    sure = dict(zip(headings, row(page, "0.9 to 1.0"), strict=True))
    assert boastful["events"] == "0.62 → 0.00 (1)"
    assert (sure["events"], sure["names"], sure["outlooks"]) == ("1.00 → 1.00 (1)", "1.00 → 1.00 (4)", "–")
    assert dict(zip(headings, row(page, "error"), strict=True))["events"] == "0.310"


def test_the_card_in_a_page_is_replaced_and_nothing_else(page: str) -> None:
    written = f"# The reader\n\nTrained on much.\n\n{BEGIN}\nold figures\n{END}\n\nLimits.\n"
    assert with_card(written, page) == f"# The reader\n\nTrained on much.\n\n{page}\nLimits.\n"
    assert with_card(page, page) == page
    assert with_card("# Something else\n", page) is None
    assert with_card(f"{BEGIN}\nno end\n", page) is None
