"""Since when and until when a role is held, as far as its own words and the article's date tell.

`ehemaliger Minister` in an article of a day is a role that ended by that day; a `designierter` one begins then or
later; `seit 2019` and `until May` beside the role give a side by themselves. A role told without such words is held on
the article's day, which says nothing about its sides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

NEAR = 60
"""Characters around a role, inside its sentence, in which a time can be said of it: name, comma and a few words."""
_BEFORE_TIME = re.compile(r"(\w+)(?:\s+(?:dem|der|den|Anfang|Ende|Mitte|the|early|late|mid))?\s*$")
_WORD = re.compile(r"[\w-]+")


class Validity(NamedTuple):
    """The first and the last day a role is known to be held on at the earliest and latest; None is open."""

    since: date | None
    until: date | None


class Placed(NamedTuple):
    """A time expression with its place and the days it can mean."""

    start: int
    end: int
    earliest: date | None
    latest: date | None


def validity_of(
    text: str, start: int, end: int, sentence: tuple[int, int], times: Iterable[Placed], published: date | None
) -> Validity:
    """Return since when and until when the role in `text[start:end]` is held; times of its sentence are looked at."""
    since, until = _by_words(text[start:end], published)
    left, right = max(sentence[0], start - NEAR), min(sentence[1], end + NEAR)
    for time in times:
        if not (left <= time.start and time.end <= right):
            continue
        before = _BEFORE_TIME.search(text, max(left, time.start - NEAR), time.start)
        word = before.group(1).lower() if before else ""
        if word in _words("since") and time.earliest is not None:
            since = time.earliest
        elif word in _words("until") and time.latest is not None:
            until = time.latest
    return Validity(since, until if since is None or until is None or since <= until else None)


def _by_words(role: str, published: date | None) -> tuple[date | None, date | None]:
    words: Sequence[str] = [part for word in _WORD.findall(role.lower()) for part in (word, *word.split("-"))]
    if any(word in _words("former") for word in words):
        return None, published
    if any(word in _words("coming") for word in words):
        return published, None
    return None, None


@cache
def _words(table: str) -> frozenset[str]:
    tables = tomllib.loads(files("lagebild.merging").joinpath("validity.toml").read_text(encoding="utf-8"))
    return frozenset(tables[table])
