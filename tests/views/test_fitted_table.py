"""Given a table and a width, these lines on the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from lagebild.views.terminal.fitted_table import FittedTable

WIDE = FittedTable(
    ("month", "sign", "sentence"),
    [("2025-03", "+", "Aland and Beland signed a treaty of friendship in the spring of that year.")],
)


def printed(table: FittedTable, width: int) -> list[str]:
    console = Console(width=width, force_terminal=False)
    with console.capture() as captured:
        console.print(table)
    return [line.rstrip() for line in captured.get().splitlines()]


def test_with_room_it_is_a_table() -> None:
    lines = printed(WIDE, 120)
    assert lines[1].split() == ["month", "sign", "sentence"]
    assert "2025-03" in lines[3] and "treaty" in lines[3]


def test_without_room_each_row_is_told_line_by_line_and_empty_cells_are_left_out() -> None:
    table = FittedTable(tuple(f"heading{at}" for at in range(12)), [("first", *("some words here",) * 10, "")])
    lines = printed(table, 60)
    assert lines[:2] == ["heading0: first", "heading1: some words here"]
    assert not any(line.startswith("heading11") for line in lines)


@pytest.mark.parametrize("rows", [[], [("", "")]])
def test_a_table_without_words_is_printed_too(rows: list[tuple[str, str]]) -> None:
    assert any("a" in line for line in printed(FittedTable(("a", "b"), rows), 20))


@given(
    st.lists(st.tuples(*[st.text(max_size=60)] * 5), min_size=1, max_size=4),
    st.integers(min_value=30, max_value=200),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    plain = [tuple("".join(c if c.isprintable() else " " for c in cell) for cell in row) for row in rows]
    console = Console(width=width, force_terminal=False)
    for line in console.render_lines(FittedTable(("a", "b", "c", "d", "e"), plain), pad=False):
        assert sum(segment.cell_length for segment in line) <= width
