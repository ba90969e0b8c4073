"""Bylines and printed dates, as pages write them."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.articles.bylines import byline_of, portrayed
from lagebild.articles.datelines import printed_dates
from lagebild.articles.zones.blocks import blocks_of
from lagebild.articles.zones.cues import Cue
from lagebild.articles.zones.features import cues_of
from lagebild.articles.zones.seams import byline_at, credit_start, kicker_end


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Anna Berg 11.10.2025 - 11:00 Uhr", date(2025, 10, 11)),
        ("3. September 2025", date(2025, 9, 3)),
        ("Stand: 08.11.2024, 12:22 Uhr", date(2024, 11, 8)),
        ("By Jane Hollow | Nov 8, 2024", date(2024, 11, 8)),
        ("Updated 12:05 GMT, 3 March 2025", date(2025, 3, 3)),
        ("2025-03-04T12:05:33+01:00", date(2025, 3, 4)),
        ("13/04/2025 10:20", date(2025, 4, 13)),
        ("5. Jänner 2024", date(2024, 1, 5)),
        ("8.11.24", date(2024, 11, 8)),
        ("am 28. Juli 201928. Juli 2019", date(2019, 7, 28)),
    ],
)
def test_complete_dates_are_read(line: str, value: date) -> None:
    assert next(printed_dates(line)).value == value


@pytest.mark.parametrize(
    "line", ["03/04/2025", "31.02.2024", "19. Juni", "Version 1.2.3", "v2.10.2025", "September 2025", "12.10.1024"]
)
def test_incomplete_or_ambiguous_dates_are_none(line: str) -> None:
    assert not list(printed_dates(line))


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Anna Berg und Jan van der Velde", ("Anna Berg", "Jan van der Velde")),
        ("By Jane Hollow | Nov 8, 2024", ("Jane Hollow",)),
        ("BY JANE HOLLOW AND PETER MARSH", ("Jane Hollow", "Peter Marsh")),
        ("Anna Berg, Jan Oltmann 08.11.2024 - 12:22 Uhr", ("Anna Berg", "Jan Oltmann")),
        ("Jane Hollow, Senior Correspondent", ("Jane Hollow",)),
        ("Lisa Falk und dpa", ("Lisa Falk",)),
        ("dpa, 3.4.2025, 10:20 Uhr", ()),
        ("Veröffentlicht am 3. April 2025 von Anna Berg", ("Anna Berg",)),
        ("Von Anna Berg Kategorien: Reise 3. April 2025, 15:25 Uhr", ("Anna Berg",)),
        ("Jane Hollow Education editor", ("Jane Hollow",)),
        ("ByPeter Marsh", ("Peter Marsh",)),
        ("Erstellt von Jan Oltmann", ("Jan Oltmann",)),
    ],
)
def test_bylines_name_their_authors(line: str, authors: tuple[str, ...]) -> None:
    found = byline_of(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "Am 3. September 2025 trafen sich beide im Hafen.",
        "Der Gipfel vom 3. September 2025",
        "Von wegen Frieden",
        "Norland will mehr Schiffe aus Sudland",
        "Die Lage im Hafen",
    ],
)
def test_headings_and_sentences_are_no_bylines(line: str) -> None:
    assert byline_of(line) is None


def test_portraits_name_a_person_with_an_office() -> None:
    assert portrayed("Peter Lang Korrespondent und Reporter in Oslo") == "Peter Lang"
    assert portrayed("Jane Hollow is a reporter covering the north.") == "Jane Hollow"
    assert portrayed("Peter Lang will nach Oslo") is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Der Hafen am Montag. Foto: AP", "Foto: AP"),
        ("Große Schau in NorlandBild: Mia Falk/Getty Images", "Bild: Mia Falk/Getty Images"),
        ("Beide unterzeichneten ein Papier. © AFP | Ole Berg", "© AFP | Ole Berg"),
        ("Lorries wait on the bank. (Photo: Mia Falk/Reuters)", "Photo: Mia Falk/Reuters)"),
        ("The minister on Tuesday. Ole Berg/AFP/Getty Images", "Ole Berg/AFP/Getty Images"),
    ],
)
def test_credits_are_cut_from_captions(line: str, credit: str) -> None:
    found = credit_start(line, 0, len(line))
    assert found is not None
    assert line[found[1] :] == credit


@pytest.mark.parametrize(
    "line",
    [
        "Es bleibt ein schiefes Bild: Die Regierung verspricht viel und hält wenig davon ein.",
        "Der Preis stieg auf 3/4 des alten Wertes.",
    ],
)
def test_sentences_have_no_credit(line: str) -> None:
    assert credit_start(line, 0, len(line)) is None


def test_kicker_is_cut_where_a_section_or_a_word_of_the_page_follows() -> None:
    assert kicker_end("WirtschaftDer Hafen bleibt zu", lambda _: False) == len("Wirtschaft")
    assert kicker_end("HafenstreitNorland sperrt die Einfahrt", lambda word: word == "Norland") == len("Hafenstreit")
    assert kicker_end("YouTube sperrt die Kanäle der Behörde", lambda _: False) is None


def test_byline_is_cut_from_the_teaser_it_sticks_to() -> None:
    teaser = "Die Nachbarn sind empört.Anna Berg 14.03.2026 - 09:30 Uhr"
    assert byline_at(teaser, 0, len(teaser)) == len("Die Nachbarn sind empört.")
    assert byline_at("Die Nachbarn sind empört. Anna Berg sagt nichts.", 0, 48) is None


def test_list_numbers_and_days_of_dates_are_told_apart() -> None:
    first, second = blocks_of("1. Startseite\n3. September 2025")
    assert (first.core, second.core - second.start) == (3, 0)


def test_cues_are_whole_lines_or_beginnings() -> None:
    assert cues_of("Anzeige") == {Cue.ADVERTISEMENT}
    assert Cue.END in cues_of("Mehr zum Thema:")
    assert cues_of("Kontakte nach Norland werden geprüft") == frozenset()
