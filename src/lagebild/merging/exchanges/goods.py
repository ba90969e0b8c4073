"""Which words name a good: `goods.toml`, looked up token by token."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lagebild.reading.tokens import Tokens

SHORTEST_HEAD = 5
"""Letters of the shortest German word looked for at the end of a compound: `öl` would be found in too many words."""
_LINKS = ("", "s", "n", "en", "es")
"""What joins the parts of a German compound: `Munitionslieferung`."""
_NO_GOODS = frozenset({"luftwaffe", "luftwaffen", "aushilfe", "wasserstoff"})


@dataclass(frozen=True, slots=True)
class Good:
    """A good named by tokens `[first, end)`; `key` is its place in the declared hierarchy."""

    first: int
    end: int
    key: str


@cache
def good_keys() -> tuple[str, ...]:
    """Return the keys of all goods, as declared."""
    return tuple(_table())


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("goods.toml").read_text(encoding="utf-8"))


@cache
def _phrases(lang: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the words of a language by their first token, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, words in _table().items():
        for word in words.get(lang, "").split():
            tokens = tuple(part for piece in word.lower().split("_") for part in _hyphenated(piece))
            found.setdefault(tokens[0], []).append((tokens, key))
    return {first: tuple(sorted(some, key=lambda p: -len(p[0]))) for first, some in found.items()}


def _hyphenated(word: str) -> Iterator[str]:
    for place, part in enumerate(word.split("-")):
        if place:
            yield "-"
        yield part


@cache
def _heads() -> dict[str, str]:
    return {tokens[0]: key for some in _phrases("de").values() for tokens, key in some if len(tokens) == 1}


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    return tuple((start, key) for key, words in _table().items() for start in words.get("begins", "").split())


@lru_cache(maxsize=100_000)
def compound_good(word: str) -> str | None:
    """Return the good a German word names by its beginning or its end, None if it names none."""
    lower = word.lower()
    if lower in _NO_GOODS:
        return None
    for beginning, named in _beginnings():
        if lower.startswith(beginning):
            return named
    heads = _heads()
    for at in range(len(lower) - SHORTEST_HEAD + 1):
        key = heads.get(lower[at:])
        if key is not None and at != 1:
            return key
    return None


@lru_cache(maxsize=100_000)
def compounded(word: str, nouns: frozenset[str]) -> tuple[str, str] | None:
    """Return the good and the noun that a German compound joins: `Waffenlieferungen` is weapons and `lieferungen`."""
    lower = word.lower()
    for at in range(2, len(lower) - 3):
        if lower[at:] in nouns:
            for link in _LINKS:
                first = lower[: at - len(link)] if link and lower[:at].endswith(link) else lower[:at]
                key = _heads().get(first) or compound_good(first)
                if key is not None:
                    return key, lower[at:]
    return None


def goods_in(tokens: Tokens, lang: str) -> list[Good]:
    """Return the goods named in `tokens`, in their order; where several words fit the longest one counts."""
    found: list[Good] = []
    place = 0
    while place < len(tokens):
        good = _good_at(tokens, place, lang)
        if good is not None:
            found.append(good)
        place = good.end if good else place + 1
    return found


def _good_at(tokens: Tokens, place: int, lang: str) -> Good | None:
    word = tokens.words[place]
    lower = word.lower()
    for phrase, key in _phrases(lang).get(lower, ()):
        end = place + len(phrase)
        if tuple(w.lower() for w in tokens.words[place:end]) == phrase and not (lang == "de" and word.islower()):
            return Good(_start_of(tokens, place), end, key)
    for phrase, key in _phrases(lang).get(lower, ()) if word.islower() and lang == "de" else ():
        # German nouns are written with a capital; phrases with an adjective are not.
        end = place + len(phrase)
        if len(phrase) > 1 and tuple(w.lower() for w in tokens.words[place:end]) == phrase:
            return Good(place, end, key)
    if lang == "de" and word[0].isupper() and (named := compound_good(word)) is not None:
        return Good(_start_of(tokens, place), place + 1, named)
    return None


def _start_of(tokens: Tokens, place: int) -> int:
    """Return the first token of a word joined by hyphens that ends at `place`."""
    while (
        place > 1
        and tokens.words[place - 1] == "-"
        and tokens.ends[place - 1] == tokens.starts[place]
        and tokens.ends[place - 2] == tokens.starts[place - 1]
    ):
        place -= 2
    return place


def is_followed_by_hyphen(tokens: Tokens, end: int) -> bool:
    """Return whether the word before `end` goes on after a hyphen, so that it is not the head of its compound."""
    return (
        end + 1 < len(tokens)
        and tokens.words[end] in ("-", "–")
        and tokens.starts[end] == tokens.ends[end - 1]
        and tokens.starts[end + 1] == tokens.ends[end]
    )
