"""Figures of dependence, flows and swings: what they show of facts made by hand, with one row and with a hundred."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest
from made_facts import article, deed, facts, flow, share, statement

from lagebild.system.dependence import Standing, ties_of
from lagebild.system.facts import Facts
from lagebild.system.swings import Swing, swing_of
from lagebild.views.figures.dependence_matrix import dependence_matrix
from lagebild.views.figures.exchange_flows import PALE, STRONG, exchange_flows
from lagebild.views.figures.swing_chart import swing_chart
from lagebild.views.palette import SHARE_COLOURS, SHARE_INKS, WHITE_FROM
from lagebild.views.swings import swing_record, swing_table, turn_table

NAMES = {"K": "Norwegen", "R": "Schweden", "C": "Finnland"}
ORDINARY = facts(
    ["K", "R", "C"],
    [article("n1", "2024-11-08"), article("n2", "2025-09-04"), "n3"],
    flows=[
        flow("f1", "K", "R", "weapons.tanks", low=40, high=40, unit="tank", articles=("n1", "n2", "n3")),
        flow("f2", "R", "K", "fuel", articles=("n2",)),
        flow("f3", "R", "K", "money", realis="planned", articles=("n2",)),
    ],
    shares=[share("s1", "K", "C", 80, 90, "2024-11-08"), share("s2", "K", "C", 98, 98, "2025-09-04", "n2", holder="R")],
)


def many(number: int) -> Facts:
    """So many flows between as many states, and as many shares."""
    ids = [f"S{at}" for at in range(number + 1)]
    return facts(
        ids,
        flows=[flow(f"f{at:03}", ids[at], ids[at + 1], "weapons") for at in range(number)],
        shares=[share(f"s{at:03}", ids[at], ids[0], at % 100, at % 100) for at in range(1, number)],
    )


def texts(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_the_matrix_tells_shares_now_and_before_and_otherwise_goods() -> None:
    figure = dependence_matrix(ties_of(ORDINARY), ORDINARY, NAMES, "de")
    assert sorted(texts(figure)) == [
        "98 %°<br>früher<br>80–90 %",
        "Treibstoff°",
        "Waffen",
    ]
    goods, shares = figure.data
    assert list(figure.layout.yaxis.ticktext) == ["Norwegen", "Schweden"]
    assert list(figure.layout.xaxis.ticktext) == ["Finnland", "Norwegen", "Schweden"]
    assert shares.z[0][0] == 98
    assert list(shares.customdata[0][0]) == ["s2", "s1"]
    assert "Schweden" in shares.text[0][0] and "4.9.2025" in shares.text[0][0]
    assert list(goods.customdata[0][2]) == ["f2"]  # what is only planned is not delivered


def test_flows_show_what_was_delivered_and_the_rest_only_if_asked() -> None:
    ties = ties_of(ORDINARY)
    (delivered,) = exchange_flows(ties, ORDINARY, NAMES, "en").data
    assert list(delivered.node.label) == ["Norwegen", "Schweden", "weapons 40", "fuel°", "Schweden", "Norwegen"]
    assert list(delivered.link.value) == [3, 3, 1, 1]
    (every,) = exchange_flows(ties, ORDINARY, NAMES, "en", list(Standing)).data
    assert "(money: planned)°" in every.node.label
    strength = {tuple(ids): colour for ids, colour in zip(every.link.customdata, every.link.color, strict=True)}
    assert strength[("f1",)].endswith(f",{STRONG})")
    assert strength[("f3",)].endswith(f",{PALE})")


def test_each_state_has_one_colour_on_both_sides() -> None:
    (flows,) = exchange_flows(ties_of(ORDINARY), ORDINARY, NAMES, "en").data
    colours = {}
    for name, colour in zip(flows.node.label, flows.node.color, strict=True):
        if name in NAMES.values():
            assert colours.setdefault(name, colour) == colour
    assert len(set(colours.values())) == 2


@pytest.mark.parametrize("number", [0, 1, 100])
def test_figures_of_any_size_have_all_rows(number: int) -> None:
    told = many(number)
    ties = ties_of(told)
    flows = exchange_flows(ties, told, {}, "en").data
    assert sum(len(trace.link.value) for trace in flows) == 2 * number
    matrix = dependence_matrix(ties, told, {}, "en")
    cells = {(tie.giver, tie.receiver) for tie in ties}
    drawn = sum(cell is not None for trace in matrix.data for line in trace.z for cell in line)
    assert drawn == len(cells)
    assert matrix.layout.height > 0


def test_without_flows_no_diagram_is_drawn_for_browsers_fail_on_an_empty_one() -> None:
    assert exchange_flows((), facts("AB"), {}, "en").data == ()


def test_a_wide_matrix_writes_shares_only_and_a_very_wide_one_nothing() -> None:
    told = facts(
        [f"S{at}" for at in range(30)],
        flows=[flow(f"f{at:02}", f"S{at}", "S29", "weapons") for at in range(1, 15)],
        shares=[share("s1", "S28", "S1", 12, 12)],
    )
    assert texts(dependence_matrix(ties_of(told), told, {}, "en")) == ["12%°"]
    wide = replace(told, flows=tuple(flow(f"f{at:02}", f"S{at}", "S29", "weapons") for at in range(1, 28)))
    assert texts(dependence_matrix(ties_of(wide), wide, {}, "en")) == []


def lightness(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("share_", range(0, 101, 4))
def test_words_on_a_share_can_be_read(share_: int) -> None:
    (_, none), (_, all_) = SHARE_COLOURS
    mixed = "#" + "".join(
        f"{round(int(none[at : at + 2], 16) * (1 - share_ / 100) + int(all_[at : at + 2], 16) * share_ / 100):02x}"
        for at in (1, 3, 5)
    )
    lights = sorted((lightness(mixed), lightness(SHARE_INKS[share_ >= WHITE_FROM])), reverse=True)
    assert (lights[0] + 0.05) / (lights[1] + 0.05) >= 4


def test_names_cannot_carry_markup_into_a_figure() -> None:
    figure = exchange_flows(ties_of(ORDINARY), ORDINARY, {"K": "<b>Norwegen</b>"}, "de")
    assert not any("<b>N" in label for label in figure.data[0].node.label)


@pytest.fixture(scope="module")
def turning() -> tuple[Swing, Facts]:
    periods = [f"2024-{month:02}" for month in range(1, 13)]
    deeds = [
        deed(f"e{at:02}", "C" if at < 6 else "R", "AID", "K", f"{period}-05", (f"n{at:02}",))
        for at, period in enumerate(periods)
    ]
    old = deed("e99", "C", "AGREE", "K", "1961-07-11", ("n00",))
    told = facts(
        ["K", "R", "C"],
        [article(f"n{at:02}", period) for at, period in enumerate(periods)],
        [*deeds, old],
        [statement("r1", "K", "R", 2, "2024-12-05", "n11")],
    )
    return swing_of(told, "K", ["C", "R"]), told


def test_a_swing_has_a_bar_a_month_hatched_where_thin_and_a_line_at_its_turn(turning: tuple[Swing, Facts]) -> None:
    swing, _ = turning
    figure = swing_chart(swing, NAMES, "de")
    c, c_said, r, r_said = figure.data
    assert (c.name, r.name) == ("Finnland", "Schweden")
    assert list(c.x) == list(range(12))  # what was told of 1961 is in the table only
    assert all(a + b == pytest.approx(1) for a, b in zip(c.y, r.y, strict=True))
    assert list(c.marker.pattern.shape[:3]) == ["/", "/", ""]
    assert (list(c_said.y), list(r_said.y)) == ([], [2])
    assert figure.layout.shapes[0].x0 == 5.5
    assert texts(figure) == ["zu Schweden"]
    assert list(r_said.customdata[0]) == ["r1"]


def test_a_swing_without_anything_told_is_an_empty_chart() -> None:
    told = facts(["K", "R"])
    figure = swing_chart(swing_of(told, "K", ["R"]), NAMES, "en")
    assert [len(trace.x) for trace in figure.data] == [0, 0]


def test_one_month_is_a_chart() -> None:
    told = facts(["K", "R"], [article("n1", "2025-03-30")], [deed("e1", "R", "AID", "K", "2025-03-10")])
    figure = swing_chart(swing_of(told, "K", ["R"]), NAMES, "en")
    assert list(figure.data[0].y) == [1.0]


def test_the_tables_behind_a_swing(turning: tuple[Swing, Facts]) -> None:
    swing, _ = turning
    table = swing_table(swing, NAMES, "de")
    assert table.heading == "Norwegen zwischen Finnland, Schweden"
    assert table.rows[-1][:3] == ("Juli 1961", "Finnland", "100\N{NO-BREAK SPACE}%")
    newest = {row[1]: row for row in table.rows if row[0] == "Dezember 2024"}
    assert newest["Schweden"][5:7] == ("2", "1")
    (turn,) = turn_table(swing, NAMES, "en").rows
    assert turn[:3] == ("July 2024", "Schweden", "Finnland")
    assert turn[3:] == ("Finnland 100%, Schweden 0%", "Finnland 0%, Schweden 100%", "?", "6 + 6")
    quiet = turn_table(replace(swing, turns=()), NAMES, "en")
    assert quiet.how.startswith("No turning point")
    assert swing_record(swing, NAMES)["names"] == NAMES
