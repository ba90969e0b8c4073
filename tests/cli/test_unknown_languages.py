"""An article in a language the reader does not know: what is not read of it is said wherever it appears."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lagebild
from lagebild.case.case import Case
from lagebild.cli.app import app
from lagebild.reading.languages import READ_LANGUAGES
from lagebild.views.languages import language_name
from lagebild.views.report.report import report_html

FRENCH = "Le ministre a quitté Pyongyang le 3 mars 2025 avec deux cents soldats, selon une dépêche publiée à Paris."
GERMAN = "Die Regierung in Oslo hat am 4. März 2025 rund 300 Soldaten nach Finnland geschickt, sagte ein Sprecher."
ENGLISH = "The government in Oslo sent about 300 soldiers to Finland on 4 March 2025, a spokesman told reporters."
TOO_SHORT = "Oslo, 12"


def built(folder: Path, *texts: str, options: tuple[str, ...] = ()) -> tuple[Path, str]:
    """A case with these texts and what its build printed."""
    source, case = folder / "in.jsonl", folder / "x.case"
    records = (json.dumps({"text": text, "uri": f"https://blatt.example/{n}"}) for n, text in enumerate(texts))
    source.write_text("\n".join(records), encoding="utf-8")
    arguments = ["build", str(source), "--case", str(case), "--jobs", "1", "--quiet", *options]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    return case, done.output


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    texts = (FRENCH, FRENCH.replace("mars", "avril"), GERMAN, ENGLISH, TOO_SHORT)
    return built(tmp_path_factory.mktemp("mixed"), *texts, options=("--lang", "en"))


def printed(*arguments: str) -> str:
    return CliRunner().invoke(app, arguments).output


def test_a_build_says_at_its_end_how_many_articles_are_not_read_in_full(mixed: tuple[Path, str]) -> None:
    last = mixed[1].splitlines()[-1]
    assert last.startswith("Not read in full: 3 of the articles (French 2, undetermined 1). ")
    assert "no times, numbers, quotations or events" in last


def test_a_build_says_it_in_german_too(tmp_path: Path) -> None:
    _, said = built(tmp_path, FRENCH, GERMAN, options=("--lang", "de"))
    assert "2 neue Artikel" in said
    assert "Nicht ganz gelesen: 1 der Artikel (Französisch 1). " in said


def test_a_build_of_german_and_english_articles_has_nothing_to_remark(tmp_path: Path) -> None:
    _, said = built(tmp_path, GERMAN, ENGLISH, options=("--lang", "en"))
    assert len(said.splitlines()) == 1


def test_info_lists_articles_by_language_with_the_same_remark(mixed: tuple[Path, str]) -> None:
    english, german = (printed("info", str(mixed[0]), "--lang", lang) for lang in ("en", "de"))
    remark = mixed[1].splitlines()[-1]
    assert "languages  French 2, German 1, English 1, undetermined 1\n" in english
    assert remark in english
    assert "Sprachen  Französisch 2, Deutsch 1, Englisch 1, unbestimmt 1\n" in german
    assert "Nicht ganz gelesen: 3 der Artikel (Französisch 2, unbestimmt 1). " in german


def test_scripts_get_the_counts_by_code(mixed: tuple[Path, str]) -> None:
    told = json.loads(printed("info", str(mixed[0]), "--json"))
    assert told["languages"] == {"fr": 2, "de": 1, "en": 1, "null": 1}
    assert told["names_only"] == {"fr": 2, "null": 1}


@pytest.mark.parametrize(("lang", "said"), [("de", "nur Namen gelesen"), ("en", "only names read")])
def test_the_report_says_it_beside_each_such_article(mixed: tuple[Path, str], lang: str, said: str) -> None:
    assert report_html(Case.open(mixed[0]), heading="x", lang=lang).count(f"<span>{said}</span>") == 3


@pytest.mark.parametrize(("text", "lang"), [(FRENCH, "fr"), (FRENCH, None), (TOO_SHORT, None)])
def test_only_names_are_read(text: str, lang: str | None) -> None:
    with pytest.warns(lagebild.UnreadLanguageWarning):
        reading = lagebild.read(text, published="2025-03-05", lang=lang)
    assert reading.article.lang not in READ_LANGUAGES
    assert not (reading.times or reading.quantities or reading.quotations or reading.events)
    assert not (reading.relations or reading.outlooks or reading.roles)


def test_the_names_are_those_that_german_or_english_spells_the_same() -> None:
    with pytest.warns(lagebild.UnreadLanguageWarning):
        reading = lagebild.read(FRENCH, lang="fr")
    names = [FRENCH[m.start : m.end] for m in reading.mentions]
    assert names == ["Pyongyang", "Paris"]


def test_a_language_without_a_name_keeps_its_code() -> None:
    assert (language_name("fr", "de"), language_name("xh", "en"), language_name("qq", "de")) == (
        "Französisch",
        "Xhosa",
        "qq",
    )
