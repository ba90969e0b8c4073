"""The tables of every language hang together: makers exist, classes are used, nothing repeats without bound."""

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from lagebild.reading.marks import Sentence
from lagebild.reading.times import times_of
from lagebild.reading.times.makers import MAKERS
from lagebild.reading.times.rules import rules_of
from lagebild.reading.times.words import FOLDERS, letters_of, time_words


def table(lang: str, name: str) -> dict:
    return tomllib.loads(files("lagebild.reading.times").joinpath(FOLDERS[lang], name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", FOLDERS)
def test_every_rule_names_a_maker_and_every_maker_has_a_rule_in_some_language(lang: str) -> None:
    assert {rule.make for rule in rules_of(lang).rules} <= set(MAKERS)
    assert {rule.make for other in FOLDERS for rule in rules_of(other).rules} == set(MAKERS)


@pytest.mark.parametrize("lang", FOLDERS)
def test_every_class_of_words_is_used_by_a_rule(lang: str) -> None:
    rules = table(lang, "rules.toml")
    patterns = " ".join(rule["pattern"] for rule in rules["rule"])
    used = set(re.findall(r"\w+", patterns)) | {name for names in rules["alias"].values() for name in names}
    assert set(table(lang, "words.toml")["classes"]) - used == set()
    assert set(rules["alias"]) - set(re.findall(r"\w+", patterns)) == set()


@pytest.mark.parametrize("lang", FOLDERS)
def test_patterns_never_repeat_without_bound(lang: str) -> None:
    for rule in table(lang, "rules.toml")["rule"]:
        assert re.search(r"[*+]|,\}", rule["pattern"]) is None, rule["example"]


@pytest.mark.parametrize("lang", FOLDERS)
def test_the_examples_of_the_rules_are_read(lang: str) -> None:
    for rule in table(lang, "rules.toml")["rule"]:
        for example in rule["example"].split(" · "):
            text, marked = re.sub(r"[\[\]]", "", example), re.search(r"\[(.*?)\]", example)
            found = times_of(text, [Sentence(0, len(text), 0)], lang, date(2013, 5, 16))
            assert (marked[1] if marked else text) in [text[t.start : t.end] for t in found], example


def test_unknown_words_do_not_fill_the_memory_and_long_ones_are_not_kept() -> None:
    letters = letters_of("de")
    before = len(letters)
    assert letters["x" * 100_000] == "_"
    assert len(letters) == before


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Freitagnacht", "weekdaypart"),
        ("dreiundzwanzigjährigen", "span"),
        ("MITTWOCH", "weekday"),
        ("Gestern", "day"),
        ("dritten", "ordinal"),
        ("siebzehn", "number"),
        ("2013", "fourdigits"),
        ("9999", "manydigits"),
    ],
)
def test_words_have_a_class(word: str, name: str) -> None:
    entry = time_words("de").classified(word)
    assert entry is not None
    assert entry[0] == name
