"""Given deeds and words of a triangle, these sentences stand behind its sides."""

from __future__ import annotations

from datetime import date

from made_facts import article, deed, facts, report, statement

from lagebild.system.facts import Facts
from lagebild.system.triads import triad_series
from lagebild.views.evidence import Told
from lagebild.views.triad_evidence import decided_sides, triad_evidence_record, triad_evidence_table

NAMES = {"S": "Sweden", "N": "Norway", "F": "Finland"}


def courted() -> Facts:
    """Sweden helps Norway in March, Norway and Finland are called enemies in March and friends in June."""
    return facts(
        ["S", "N", "F"],
        [article("n1", "2025-03-10"), article("n2", "2025-06-10")],
        deeds=[
            deed("e1", "S", "AID", "N", "2025-03-04", reports=[report("n1", "S", "AID", "N", "2025-03-04", start=50)])
        ],
        statements=[
            statement("s1", "N", "F", -2, "2025-03-10", "n1"),
            *(statement(f"s{at}", "N", "F", 2, "2025-06-10", "n2", holder=f"h{at}") for at in range(2, 6)),
        ],
    )


def test_each_side_of_each_time_has_the_sentences_that_speak_for_its_sign() -> None:
    found = courted()
    sides = decided_sides(found, triad_series(found, "S", "N", "F"))
    assert [(side.phase.first, side.pair, tuple(one.row_id for one in side.deciders)) for side in sides] == [
        ("2025-03", ("N", "S"), ("e1",)),
        ("2025-03", ("F", "N"), ("s1",)),
        ("2025-06", ("N", "S"), ("e1",)),
        ("2025-06", ("F", "N"), ("s2",)),
    ]


def test_the_table_tells_time_side_sentence_and_source_the_newest_first_and_leads_to_the_article() -> None:
    found = courted()
    sides = decided_sides(found, triad_series(found, "S", "N", "F"))
    places = {one.evidence for side in sides for one in side.deciders}
    told = {
        place: Told(
            f"Words of {place.article_id}.",
            None,
            date(2025, 3, 1),
            "A title",
            place.article_id,
            0,
            None,
            date(2025, 3, 31),
        )
        for place in places
    }
    table = triad_evidence_table(sides, told, NAMES, "en")
    assert table.rows[1] == ("June 2025", "Finland – Norway: +", "Words of n2.", "A title · March 2025")
    assert table.articles == ("n1", "n2", "n1", "n1")
    assert len(triad_evidence_record(sides, told)) == len(table.rows)


def test_without_months_there_is_nothing_behind_it() -> None:
    assert decided_sides(facts(["S", "N", "F"]), ()) == ()
