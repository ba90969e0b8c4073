"""Given an assumption, `lagebild whatif` says what stands differently, or in one line what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.case.case import Case
from lagebild.cli.app import app
from lagebild.errors import UsageError


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case of one article on three states."""
    path = tmp_path_factory.mktemp("whatif") / "x.case"
    text = (
        "Norwegen und Finnland sind enge Verbündete. Norwegen lieferte Finnland am Montag 20 Panzer. "
        "Das Verhältnis zwischen Norwegen und Schweden ist feindselig."
    )
    source = path.with_suffix(".jsonl")
    record = {"text": text, "uri": "https://x.example", "lang": "de", "published": "2025-06-03"}
    source.write_text(json.dumps(record), encoding="utf-8")
    Case.create(path).add(source, processes=1)
    return path


def asked(case: Path, *words: str) -> str:
    return CliRunner().invoke(app, ["whatif", str(case), *words], catch_exceptions=False).output


def test_a_sign_set_is_told_with_both_states_and_before_and_after(case: Path) -> None:
    told = json.loads(asked(case, "--sign", "Norwegen", "Schweden", "+", "--json"))
    (dyad,) = (one for one in told["dyads"] if one["key"] == ["state-NOR", "state-SWE"])
    assert dyad["after"]["sign"] == "+"
    assert "Norway" in asked(case, "--sign", "Norwegen", "Schweden", "+", "--lang", "en")


def test_options_of_several_words_repeat_and_their_order_is_nothing(case: Path) -> None:
    first = ("--sign", "Norwegen", "Schweden", "+")
    second = ("--sign", "Finnland", "Schweden", "-")
    stop = ("--stop", "Norwegen", "Finnland", "weapons", "2025-01-01")
    told = asked(case, *first, *stop, *second, "--json")
    assert asked(case, "--json", *second, *first, *stop) == told
    assert len(json.loads(told)["assumed"]["signs"]) == len((first, second))


def test_a_sign_that_is_set_is_told_as_assumed_and_a_flow_nobody_tells_of_is_said(case: Path) -> None:
    assert "(angenommen)" in asked(case, "--sign", "Norwegen", "Finnland", "-", "--lang", "de")
    assert "nichts erzählt" in asked(case, "--stop", "Norwegen", "Finnland", "weapons", "2999-01-01", "--lang", "de")


def test_what_stops_falls_out_with_its_sentence_and_why(case: Path) -> None:
    told = asked(case, "--stop", "Norwegen", "Finnland", "weapons", "2025-01-01", "--lang", "de")
    assert "Norwegen → Finnland: Waffen endet am 1.1.2025" in " ".join(told.split())
    assert "Panzer" in told.split("Was herausfällt")[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "say what is assumed"),
        (("--drop-article", "nosuch"), "no article has this id"),
        (("--drop-event", "nosuch"), "no event has this id"),
        (("--holder", "Niemand"), "no actor of that name"),
        (("--sign", "Norwegen", "Norwegen", "+"), "two different actors"),
        (("--sign", "Norwegen", "Finnland", "x"), r"a sign is \+ or -"),
        (("--stop", "Norwegen", "Finnland", "Bananen", "2025-01-01"), "no such good"),
        (("--stop", "Norwegen", "Finnland", "weapons", "morgen"), "a day is YYYY-MM-DD"),
        (("--sign", "Norwegen", "Finnland"), "a sign takes two actors"),
        (("--sign", "Norwegn", "Finnland", "+"), "did you mean Norw"),
        (("--sign", "Norwegen", "Finnland", "+", "--sign", "Finland", "Norway", "-"), "friendly and hostile at once"),
        (("--stop", "Norwegen", "Norwegen", "weapons", "2025-01-01"), "from one actor to another"),
        (("--if", "nosuch"), "no conditional has this id"),
        (("--drop-article", "a"), "no article has this id"),
        (("--drop-article", ""), "the article is not named"),
        (("--holder", ""), "the holder is not named"),
        (("--sign", "Norwegen", " ", "+"), "the state is not named"),
    ],
)
def test_what_cannot_be_assumed_is_refused_in_one_line(case: Path, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        asked(case, "--lang", "en", *words)


def test_the_json_says_what_the_text_marks(case: Path) -> None:
    stop = ("--stop", "Norwegen", "Finnland", "weapons", "2025-01-01")
    told = json.loads(asked(case, "--sign", "Norwegen", "Finnland", "+", *stop, "--json"))
    assert [(one["sign"], one["changed"]) for one in told["assumed"]["signs"]] == [("+", False)]
    assert [one["told"] for one in told["assumed"]["stops"]] == [True]
    assert all(one["stopped"]["since"] == "2025-01-01" for one in (*told["dependence"], *told["levers"]))
    assert [one["assumed"] for one in told["dyads"] if one["key"] == ["state-FIN", "state-NOR"]] in ([], [True])


def test_a_sign_that_stands_so_already_is_said_to(case: Path) -> None:
    assert "steht schon so da" in asked(case, "--sign", "Norwegen", "Finnland", "+", "--lang", "de")
