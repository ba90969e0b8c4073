"""Given facts, the first page says these clauses and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from made_facts import article, deed, facts, state, statement

from lagebild.system.facts import Evidence, Facts
from lagebild.views.evidence import Told
from lagebild.views.report.situation import first_page, place_anchors
from lagebild.views.situation import situation_of

NAMES = {"A": "Aland", "B": "Beland", "C": "Celand"}
STATES = [state(one) for one in NAMES]


@dataclass
class _Rows:
    rows: list[tuple[object, ...]]
    columns: Sequence[str] = ()

    def fetchall(self) -> list[tuple[object, ...]]:
        return self.rows


class NoRows:
    """A case without texts and disagreements."""

    def sql(self, query: str, parameters: Sequence[object] = ()) -> _Rows:
        return _Rows([])


def clauses(found: Facts, lang: str = "en") -> dict[str, list[str]]:
    parts = situation_of(NoRows(), found, NAMES, lang)
    return {part.key: [clause.text for clause in part.clauses] for part in parts}


def three(*days: str) -> list[object]:
    return [article(f"n{at}", day) for at, day in enumerate(days, start=1)]


def test_a_relation_is_told_with_its_sign_its_points_and_what_decides() -> None:
    found = facts(
        STATES,
        three("2025-03-01", "2025-03-02", "2025-03-03"),
        deeds=[deed("e", "A", "AID", "B", "2025-03-01", ("n1", "n2", "n3"))],
        statements=[statement("r", "A", "B", 2, "2025-03-02", "n2")],
    )
    (told,) = clauses(found)["situation_now"]
    assert told.startswith("Aland and Beland: friendly (deeds +")
    assert "from one event; words +2 from one statement; deeds and words agree)" in told


def test_nothing_is_told_of_a_case_without_evidence() -> None:
    assert clauses(facts(STATES)) == {}


def test_a_change_of_sign_is_told_with_both_months_and_where_it_stands() -> None:
    found = facts(
        STATES,
        three("2025-01-10", "2025-06-10"),
        statements=[
            statement("r1", "A", "B", -2, "2025-01-10", "n1"),
            statement("r2", "B", "C", -1, "2025-01-10", "n1"),
            statement("r3", "A", "C", 1, "2025-01-10", "n1"),
            *(statement(f"r{4 + at}", "A", "B", 2, "2025-06-10", "n2") for at in range(4)),
        ],
    )
    told = clauses(found, "de")
    assert any(one.startswith("Aland und Beland: von feindlich") for one in told["situation_changed"])


def test_on_the_first_page_deeds_and_words_that_part_are_not_told_of_thin_relations() -> None:
    found = facts(
        STATES,
        three("2025-03-01"),
        deeds=[deed("e", "A", "ASSAULT", "B", "2025-03-01", ("n1",))],
        statements=[statement("r", "A", "B", 2, "2025-03-01", "n1")],
    )
    assert "situation_now" not in clauses(found)


def test_numbers_of_the_first_page_lead_to_the_articles_that_are_shown() -> None:
    found = facts(STATES, three("2025-03-01"), statements=[statement("r", "A", "B", 2, "2025-03-01", "n1")])
    parts = situation_of(NoRows(), found, NAMES, "en")
    (place,) = {place for part in parts for clause in part.clauses for place in clause.evidence}
    told = {place: Told("They are allies.", "Daily", None, "Title", place.article_id, 0, None)}
    page = first_page(parts, told, {"n1"}, "en")
    assert page is not None
    (source,) = page.sources
    assert (source.number, source.sentence, source.origin) == (1, "They are allies.", "Daily")
    (anchors,) = place_anchors(told)["n1"].values()
    assert source.href == f"#{anchors[0]}"
    hidden = first_page(parts, {Evidence("n1", place.start, place.end): told[place]}, set(), "en")
    assert hidden is not None
    assert hidden.sources[0].href is None


def test_news_are_events_between_two_sides_with_the_sides_that_most_articles_name() -> None:
    told = clauses(
        facts(
            STATES,
            three("2025-03-01", "2025-03-02", "2025-03-03"),
            deeds=[
                deed("e", "A", "AID", "B", "2025-03-01", ("n1", "n2")),
                deed("f", "A", "CONSULT", (), "2025-03-02", ("n1", "n2", "n3")),
            ],
        )
    )
    assert told["situation_changed"] == ["1 Mar 2025: aid · Aland → Beland (2 articles)"]


def test_a_sign_before_is_told_of_the_month_in_which_anything_last_told_it() -> None:
    found = facts(
        STATES,
        three("2025-01-10", "2025-06-10"),
        statements=[
            statement("r1", "A", "B", -2, "2025-01-10", "n1"),
            statement("r2", "B", "C", -1, "2025-01-10", "n1"),
            statement("r3", "A", "C", 1, "2025-01-10", "n1"),
            *(statement(f"r{4 + at}", "A", "B", 2, "2025-06-10", "n2") for at in range(4)),
        ],
    )
    (turn,) = clauses(found)["situation_changed"]
    assert turn == "Aland and Beland: from hostile (last told January 2025) to friendly (June 2025)"
