"""Given the first words of a report, this day of its own."""

from __future__ import annotations

from datetime import date

import pytest
from built_pages import only_article
from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.jsonl import body_passages
from lagebild.articles.openings import opening_at, stated_opening
from lagebild.articles.pagedata import page_data_of
from lagebild.articles.zones import zones_of

TALKS = "Die Minister beider Küstenstaaten haben sich am Dienstag auf gemeinsame Kontrollen verständigt."


@pytest.mark.parametrize(
    ("text", "day", "written"),
    [
        ("Brüssel, 4. Februar 2025. Die Minister", date(2025, 2, 4), "4. Februar 2025"),
        ("Berlin, den 04.02.2025 – Die Minister", date(2025, 2, 4), "04.02.2025"),
        ("Frankfurt am Main, Dienstag, 4. Februar 2025: Die", date(2025, 2, 4), "4. Februar 2025"),
        ("Wien (APA), 4. Februar 2025, 18:20 Uhr – Die", date(2025, 2, 4), "4. Februar 2025"),
        ("Oslo (ntb, 4. Februar 2025) – Die", date(2025, 2, 4), "4. Februar 2025"),
        ("WASHINGTON, D.C., Feb. 4, 2025 (AP) — The", date(2025, 2, 4), "Feb. 4, 2025"),
        ("Brüssel, 4. Februar 2025\nDie Minister", date(2025, 2, 4), "4. Februar 2025"),
        ("Genf, 3. Mai. Die Minister", None, "3. Mai"),
        ("BRUSSELS, Feb. 4 (Reuters) - Ministers", None, "Feb. 4"),
        ("KYIV, Ukraine, March 7 — Ministers", None, "March 7"),
        ("Genf/Wien, 12. März – Die Minister", None, "12. März"),
    ],
)
def test_place_and_day_open_a_report(text: str, day: date | None, written: str) -> None:
    found = opening_at(text, 0)
    assert found is not None
    assert (found.value, text[found.span.start : found.span.end]) == (day, written)


@pytest.mark.parametrize(
    "text",
    [
        "Berlin (dpa) – Die Minister",
        "Brüssel, 4. Februar 2025, das erste Treffen begann.",
        "Brüssel, 4. Februar 2025 war ein Dienstag.",
        "In Brüssel, 4. Februar 2025. Die Minister",
        "Dienstag, 4. Februar 2025. Die Minister",
        "Stand, 4. Februar 2025. Die Minister",
        "Rom, 31. Februar. Die Minister",
        "Die Minister trafen sich in Genf, 3. Mai.",
        "the summit, 4 February 2025. Ministers",
    ],
)
def test_a_sentence_that_names_place_and_day_opens_with_none(text: str) -> None:
    assert opening_at(text, 0) is None


def test_bare_text_and_pages_are_dated_by_their_opening() -> None:
    text = f"Kontrollen vereinbart\n\nBrüssel, 4. Februar 2025. {TALKS}"
    found = page_data_of(text, zones_of(text))
    assert found.published == date(2025, 2, 4)
    assert found.published_span is not None
    assert found.published_span.cut(text) == "4. Februar 2025"


def test_a_date_in_the_byline_goes_first() -> None:
    text = f"Kontrollen vereinbart\n\nVon Ines Falk, 5. Februar 2025\n\nBrüssel, 4. Februar 2025. {TALKS}\n\n{TALKS}"
    assert page_data_of(text, zones_of(text)).published == date(2025, 2, 5)


def test_a_scene_of_old_is_no_day_of_the_report() -> None:
    scene = f"Almborg, 4. Februar 2019. Der Hafen brennt. {TALKS} Erst am 8. Oktober 2024 wurde er neu eröffnet."
    planned = f"Almborg, 4. Februar 2024. {TALKS} Der Hafen soll am 8. Oktober 2024 neu eröffnet werden."
    assert stated_opening(scene, body_passages(scene)) is None
    assert stated_opening(planned, body_passages(planned)) is not None


def test_a_record_says_its_day_itself_or_by_its_opening() -> None:
    text = '"text": "Brüssel, 4. Februar 2025. Die Minister einigten sich."'
    opened = only_article(f"{{{text}}}\n".encode(), "x.jsonl")
    stated = only_article(f'{{{text}, "published": "2025-02-06"}}\n'.encode(), "x.jsonl")
    assert (opened.published, opened.published_basis) == (date(2025, 2, 4), "text")
    assert opened.published_span is not None
    assert opened.published_span.cut(opened.text) == "4. Februar 2025"
    assert (stated.published, stated.published_basis, stated.published_span) == (date(2025, 2, 6), "metadata", None)


@given(st.text(alphabet="Bb, .(–4Feb0225Mai\nÖ-/", max_size=80))
def test_any_beginning_is_read_and_the_span_lies_in_it(text: str) -> None:
    found = opening_at(text, 0)
    assert found is None or (0 < found.span.start < found.span.end <= len(text) and found.span.cut(text).strip())
