"""The words by which sentences tell of giving and getting: `words.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

LANGUAGES = ("de", "en")


class Deed(StrEnum):
    """What the subject of a verb does; `GIVES_WITH` names the good with a preposition."""

    GIVES = "gives"
    GIVES_WITH = "gives_with"
    RECEIVES = "receives"


class Form(StrEnum):
    """The form of a word that tells of giving."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    JOINED = "joined"
    ATTRIBUTE = "attribute"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class GivingWords:
    """The words of a language: forms by word, nouns by word, and closed lists by name."""

    forms: dict[str, tuple[tuple[Deed, Form], ...]]
    apart: dict[str, tuple[Deed, frozenset[str]]]
    nouns: dict[str, Deed]
    lists: dict[str, frozenset[str]]

    def of(self, name: str) -> frozenset[str]:
        """Return a closed list, such as `prepositions.giver`."""
        return self.lists[name]


_ATTRIBUTE_ENDINGS = ("e", "en", "er", "es", "em")


@cache
def giving_words(lang: str) -> GivingWords:
    """Return the words of a language; `lang` is one of `LANGUAGES`."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))[lang]
    forms: dict[str, list[tuple[Deed, Form]]] = {}
    apart: dict[str, tuple[Deed, frozenset[str]]] = {}
    for deed in Deed:
        for form in (Form.FINITE, Form.PARTICIPLE, Form.INFINITIVE, Form.GERUND, Form.JOINED):
            for word in table[deed].get(form, "").split():
                forms.setdefault(word, []).append((deed, form))
                if lang == "de" and form is Form.PARTICIPLE:
                    for ending in _ATTRIBUTE_ENDINGS:
                        forms.setdefault(word + ending, []).append((deed, Form.ATTRIBUTE))
        for word, particles in table[deed].get("apart", {}).items():
            apart[word] = (deed, frozenset(particles.split()))
    nouns = {word.lower(): Deed(deed) for deed, words in table["nouns"].items() for word in words.split()}
    lists = {
        f"{section}.{name}": frozenset(words.split())
        for section in ("prepositions", "small", "particles", "heads", "realis", "share")
        for name, words in table[section].items()
    }
    return GivingWords({word: tuple(some) for word, some in forms.items()}, apart, nouns, lists)
