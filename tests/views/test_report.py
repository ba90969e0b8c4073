"""The report of a case: one page, two languages, nothing of an article can act in it."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lagebild.case.case import Case
from lagebild.errors import UsageError
from lagebild.views.labels import all_labels, labels_in
from lagebild.views.palette import LAYER_COLOURS
from lagebild.views.report import tables
from lagebild.views.report.report import LAYERS, report_html

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'`{{7*7}}\u202eliated\u202c"


class _Elements(HTMLParser):
    """Collects every element with its attributes and the text of scripts apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._script = False

    def handle_starttag(self, tag, attrs):  # type: ignore[no-untyped-def]
        self.elements.append((tag, dict(attrs)))
        self._script = tag in ("script", "style")

    def handle_endtag(self, tag):  # type: ignore[no-untyped-def]
        self._script = False

    def handle_data(self, data: str) -> None:
        if not self._script:
            self.text += data


def case_of(tmp_path: Path, *records: dict[str, object]) -> Case:
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    case = Case.create(tmp_path / "x.case")
    case.add(source, processes=1)
    return case


@cache
def report_of(path: Path, lang: str, *, excerpts: bool = False) -> str:
    """The report of a case no test changes, with a hostile heading; made once."""
    return report_html(Case.open(path), heading=HOSTILE, lang=lang, excerpts=excerpts)


def parsed(html: str) -> _Elements:
    elements = _Elements()
    elements.feed(html)
    return elements


@pytest.fixture(scope="module")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    record = {
        "uri": "javascript:alert(3)",
        "title": HOSTILE,
        "outlet": HOSTILE,
        "authors": [HOSTILE],
        "published": "2025-09-03",
        "lang": "de",
        "text": f"Nordkorea schickte am Mittwoch 12.000 Soldaten nach Russland. {HOSTILE}",
    }
    return case_of(tmp_path_factory.mktemp("hostile"), record, {**record, "uri": "https://x.example/2"})


@pytest.mark.parametrize("excerpts", [False, True])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_nothing_of_an_article_becomes_markup(hostile_case: Case, lang: str, excerpts: bool) -> None:
    found = parsed(report_of(hostile_case.path, lang, excerpts=excerpts))
    names = [name for name, _ in found.elements]
    assert names.count("script") == 3
    assert "img" not in names
    assert not [a for _, attributes in found.elements for a in attributes if a.startswith("on")]
    assert not [a for _, a in found.elements if (a.get("href") or "").startswith("javascript:")]
    assert "\u202e" not in found.text
    assert "{{7*7}}" in found.text


def test_marks_tell_what_was_read(hostile_case: Case) -> None:
    html = report_of(hostile_case.path, "de")
    tips = [a["data-tip"] for name, a in parsed(html).elements if name == "mark"]
    assert any(tip and "Nordkorea" in tip and "PRK" in tip for tip in tips)
    assert any(tip and "2025-09-03" in tip for tip in tips)
    assert any(tip and "12.000 Soldaten" in tip for tip in tips)


def test_an_empty_case_says_so(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "empty.case")
    assert labels_in("en")["empty_case"] in report_html(case, heading="empty", lang="en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="de and en"):
        labels_in("fr")


def test_every_word_of_the_interface_is_there_in_both_languages() -> None:
    labels = all_labels()
    assert all(set(words) == {"de", "en"} for words in labels.values())
    assert all(words["de"] and words["en"] for words in labels.values())


def tips_of(case: Case, lang: str) -> dict[str, list[str]]:
    tips: dict[str, list[str]] = {}
    for name, attributes in parsed(report_of(case.path, lang)).elements:
        if name == "mark":
            tips.setdefault(attributes["class"] or "", []).append(attributes["data-tip"] or "")
    return tips


def test_every_layer_of_a_reading_is_marked_in_the_text(told_case: Case) -> None:
    tips = tips_of(told_case, "de")
    assert set(tips) == {"STATE", "PER", "time", "quantity", "event", "quotation", "relation", "outlook"}
    assert tips["event"][0] == "Ereignis · Norwegen → Finnland: Hilfe · geschehen · 40 Boote · 3.6.2025"
    assert tips["event"][1] == "Ereignis · Norwegen → Finnland: Hilfe (möglich), laut Kari Lund"
    assert tips["quotation"][0] == "Zitat · Kari Lund · sinngemäß · mit Vorbehalt"
    assert tips["relation"][0] == (
        "Beziehung · Norwegen – Finnland: sehr eng (politisch), bessert sich, laut Kari Lund"
    )
    assert tips["outlook"][0] == "Ausblick · Wenn – dann, laut Autor"
    assert tips_of(told_case, "en")["quotation"][0] == "quotation · Kari Lund · indirect · hedged"


def test_a_sentence_tells_in_short_who_did_what_to_whom_said_by_whom(told_case: Case) -> None:
    html = report_of(told_case.path, "en")
    notes = re.findall(r'<span class="gloss">(.*?)</span></span>', html)
    assert [note.replace("</span><span>", " | ").removeprefix("<span>") for note in notes] == [
        "Norway → Finland: aid",
        "Norway → Finland: aid (possible), said by Kari Lund",
        "Norway – Finland: very close (political), improving, said by Kari Lund | quotation: Kari Lund",
        "Finland → Norway: request (possible) | Norway → Finland: agreement (possible) | if – then, said by author",
        "Finland → Norway: request",
    ]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_a_button_a_colour_and_can_be_hidden(layer: str, told_case: Case) -> None:
    html = report_of(told_case.path, "de")
    css = html[html.index("<style>") : html.index("</style>")]
    assert f'data-layer="{layer}"' in html
    assert f"body.no-{layer} " in css
    if layer in LAYER_COLOURS:
        assert f"--{layer}: {LAYER_COLOURS[layer]};" in css
        assert css.count(f"--{layer}: ") == 2, "one colour for light pages and one for dark"


def test_quotations_events_outlook_and_relations_have_their_sections(told_case: Case) -> None:
    for lang in ("de", "en"):
        html = report_of(told_case.path, lang)
        sections = {a.get("id"): a for name, a in parsed(html).elements if name == "section"}
        assert {"events", "quotations", "outlook", "relations", "numbers", "times", "articles"} <= set(sections)
    excerpts = report_of(told_case.path, "de", excerpts=True)
    assert "so eng wie nie" in parsed(excerpts).text


def test_a_table_too_long_for_a_page_is_cut_and_says_so(told_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_TABLE_ROWS", 1)
    html = report_html(told_case, heading="x", lang="en")
    begin = html.index('id="quotations-table"')
    said = html[begin : html.index("</section>", begin)]
    assert said.count("<tr>") == 1 + 1
    assert "… and 1 more" in said
