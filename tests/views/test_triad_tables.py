"""Triads as people read them: tables, JSON and figures in both languages, from facts made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from made_facts import article, deed, facts, statement

from lagebild.system.dyads import all_dyads
from lagebild.system.facts import Facts
from lagebild.system.triads import (
    NetworkMonth,
    TriadMonth,
    all_triads,
    networks_of,
    period_of_articles,
    triad_series,
)
from lagebild.system.triangles import Figure, Role
from lagebild.views.figures.signed_network import network_picture
from lagebild.views.figures.triangle import COLUMNS, MOST_PHASES, triangle_picture
from lagebild.views.labels import all_labels
from lagebild.views.terminal.printing import plain_of
from lagebild.views.triads import (
    moves_table,
    network_table,
    state_table,
    triad_record,
    triad_table,
    triads_record,
    triads_table,
)

NAMES = {
    "de": {"S": "Schweden", "N": "Norwegen", "F": "Finnland"},
    "en": {"S": "Sweden", "N": "Norway", "F": "Finland"},
}


@pytest.fixture(scope="module")
def courted() -> Facts:
    """Sweden courts Norway and Finland, who are at odds until they make peace in June."""
    spring = [article(f"n{i}", "2025-03-10") for i in range(3)]
    summer = [article(f"m{i}", "2025-06-10") for i in range(3)]
    return facts(
        ["S", "N", "F"],
        [*spring, *summer],
        deeds=[
            deed("e1", "S", "AID", "N", "2025-03-04", ["n0", "n1", "n2"]),
            deed("e2", "S", "AID", "F", "2025-03-06", ["n0", "n1", "n2"]),
        ],
        statements=[
            statement("s1", "N", "F", -2, "2025-03-10", "n1"),
            *(statement(f"s{i + 2}", "N", "F", 2, "2025-06-10", f"m{i}") for i in range(3)),
        ],
    )


@pytest.fixture(scope="module")
def months(courted: Facts) -> tuple[TriadMonth, ...]:
    return triad_series(courted, "S", "N", "F")


def test_a_row_is_a_time_without_a_change_of_sign_and_says_what_signs_stand_on(months: tuple[TriadMonth, ...]) -> None:
    table = triad_table(months, NAMES["de"], "de")

    assert table.columns[1:4] == ("Norwegen – Schweden", "Finnland – Norwegen", "Finnland – Schweden")
    assert table.rows[0] == (
        "März 2025 – Mai 2025",
        "+ Taten",
        "− Worte°",
        "+ Taten",
        "Romantisches Dreieck",
        "Angelpunkt: Schweden",
        "nein",
    )
    assert table.rows[1][0] == "Juni 2025"
    assert table.rows[1][-3:] == ("Ménage à trois", "", "ja")
    assert table.evidence[0] == ("e1", "e2", "s1")


def test_what_few_articles_tell_is_marked_as_thin(courted: Facts) -> None:
    alone = replace(courted, deeds=(courted.deeds[0],), statements=courted.statements[:1])
    table = triad_table(triad_series(alone, "S", "N", "F"), NAMES["en"], "en")

    assert table.rows[0][1:5] == ("+ deeds", "− words°", "?", "open")


def test_the_state_is_said_in_a_sentence_with_what_each_side_stands_on(months: tuple[TriadMonth, ...]) -> None:
    table = state_table(months[0], NAMES["en"], "en")

    assert table.how.startswith(
        "As of March 2025: Sweden is the pivot of a romantic triangle, friendly with Norway and"
    )
    assert table.how.endswith("At least one side stands on fewer than three independent articles.")
    assert table.rows[1] == ("Finland – Norway", "−", "words", "", "-2", "0", "1", "1°")
    assert table.evidence == (("e1",), ("s1",), ("e2",))


def test_an_open_triangle_says_which_side_is_open_and_what_it_would_decide(courted: Facts) -> None:
    (month, *_) = triad_series(replace(courted, statements=()), "S", "N", "F")

    assert "Finnland – Norwegen ist nicht oder zu unsicher erzählt" in state_table(month, NAMES["de"], "de").how
    table = moves_table(month.triangle, NAMES["de"], "de")
    assert table.rows == (
        ("Finnland – Norwegen: +", "Ménage à trois", ""),
        ("Finnland – Norwegen: −", "Romantisches Dreieck", "Angelpunkt: Schweden"),
    )


def test_moves_say_who_would_rise_by_which_change_and_who_would_have_to_act(months: tuple[TriadMonth, ...]) -> None:
    table = moves_table(months[0].triangle, NAMES["en"], "en")

    assert table.rows[:2] == (
        ("Norway", "Finland – Norway: − → +", "itself, with Finland", "wing → friend", "ménage à trois"),
        ("Norway", "Finland – Sweden: + → −", "the two others", "wing → partner", "stable marriage"),
    )


def test_the_list_of_triads_and_the_network_say_what_changed(courted: Facts) -> None:
    first, last = period_of_articles(courted)
    networks = networks_of(all_dyads(courted), first, last)

    triads = triads_table(all_triads(courted), first, last, NAMES["en"], "en")
    assert triads.rows == (
        ("Finland, Norway, Sweden", "2", "Finland – Norway: − → + (June 2025)", "ménage à trois", ""),
    )
    assert "from March 2025 to June 2025" in triads.how
    network = network_table(networks, NAMES["en"], "en")
    assert [row[:3] for row in network.rows] == [("March 2025 – May 2025", "3", "1"), ("June 2025", "3", "0")]
    record = json.loads(json.dumps(triads_record(all_triads(courted), networks, NAMES["en"]), default=plain_of))
    assert record["triads"][0]["turns"][0]["after"] == "+"
    assert record["network"][-1]["frustration"]["index"] == 0


def test_json_has_every_month_with_signs_evidence_and_moves(months: tuple[TriadMonth, ...]) -> None:
    record = json.loads(json.dumps(triad_record(months, NAMES["en"]), default=plain_of))

    assert [month["period"] for month in record["months"]] == ["2025-03", "2025-04", "2025-05", "2025-06"]
    assert record["months"][0]["figure"] == "romantic_triangle"
    assert record["months"][0]["events"] == ["e1", "e2"]
    assert [tie["basis"] for tie in record["months"][0]["ties"]] == ["deeds", "words", "deeds"]
    assert {move["after"] for move in record["moves"]} == {"pivot"}


def test_nothing_told_is_said_and_draws_an_empty_figure() -> None:
    table = triad_table((), NAMES["de"], "de")

    assert (table.how, table.rows) == ("Zwischen diesen dreien ist nichts erzählt.", ())
    assert triad_record((), NAMES["de"])["months"] == []
    assert len(triangle_picture((), NAMES["de"], "de").figure.data) == 1


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_figure_draws_a_triangle_a_time_with_sign_dash_and_evidence(
    months: tuple[TriadMonth, ...], lang: str
) -> None:
    picture = triangle_picture(months, NAMES[lang], lang)
    lines = {(trace.line.dash, trace.line.width) for trace in picture.figure.data if trace.mode == "lines"}
    (signs,) = (trace for trace in picture.figure.data if trace.mode == "text")

    assert lines == {("solid", 4.0), ("dash", 1.6)}
    assert list(signs.text) == ["+", "−°", "+", "+", "+", "+"]
    assert tuple(signs.customdata[1]) == ("s1",)
    assert picture.table.rows and "Dittmer 1981" in picture.how


def test_of_many_times_the_last_are_drawn(months: tuple[TriadMonth, ...]) -> None:
    apart = [replace(months[0], period=f"{1990 + year}-01") for year in range(MOST_PHASES + 5)]
    picture = triangle_picture(apart, NAMES["en"], "en")
    (signs,) = (trace for trace in picture.figure.data if trace.mode == "text")

    assert len(signs.text) == 3 * MOST_PHASES
    assert len(picture.table.rows) == MOST_PHASES + 5
    assert picture.figure.layout.xaxis.range == (0, COLUMNS)


def test_every_figure_and_role_has_a_name_in_both_languages() -> None:
    named = {f"figure_{figure}" for figure in Figure} | {f"triad_now_{figure}" for figure in Figure}
    named |= {f"role_{role}" for role in Role}

    assert all(set(all_labels()[key]) == {"de", "en"} for key in named)


def test_the_signed_network_stands_in_two_camps_with_the_tie_against_them_marked(courted: Facts) -> None:
    first, last = period_of_articles(courted)
    month, *_, peace = networks_of(all_dyads(courted), first, last)
    picture = network_picture(month, NAMES["en"], "en")
    (middles,) = (trace for trace in picture.figure.data if trace.mode == "markers")
    actors = [set(trace.text) for trace in picture.figure.data if trace.mode == "markers+text"]

    assert month.frustration.frustrated == (("F", "N"),)  # what one article says, not what three tell
    assert list(middles.marker.symbol) == ["x", "circle", "circle"]
    assert tuple(middles.customdata[0]) == ("s1",)
    assert actors == [{" Finland ", " Norway ", " Sweden "}, set()]
    assert picture.table.rows[0] == ("Finland – Norway", "−°", "words", "in the same one", "in this division")
    assert "Harary 1959" in picture.how and "March 2025" in picture.how
    assert {trace.name for trace in network_picture(peace, NAMES["en"], "en").figure.data if trace.mode == "lines"} == {
        "+ friendly"
    }


def test_the_signed_network_does_not_depend_on_the_order_of_ties(courted: Facts) -> None:
    (month, *_) = networks_of(all_dyads(courted), *period_of_articles(courted))
    turned = replace(month, ties=dict(reversed(month.ties.items())))

    def places(one: NetworkMonth) -> list[tuple[str, float]]:
        drawn = network_picture(one, NAMES["de"], "de").figure
        camps = [trace for trace in drawn.data if trace.mode == "markers+text"]
        return [place for camp in camps for place in zip(camp.text, camp.x, strict=True)]

    assert places(month) == places(turned)
