"""The rules of a language: patterns over classes of words, compiled from its table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.reading.times.words import FOLDERS, time_words

_CLASS = re.compile(r"\{(?:(\w+):)?([\w|]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over class letters and the maker that turns what it matched into a meaning.

    `groups` lists for each name the numbers of the groups that bear it: alternatives may share a name.
    """

    make: str
    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in order, and one pattern that finds the first that matches: its last group is the rule's number."""

    rules: tuple[Rule, ...]
    first: re.Pattern[str]


@cache
def rules_of(lang: str) -> Rules:
    """Return the rules of `lang`, compiled once; raises ValueError for a pattern that could repeat without bound."""
    table = tomllib.loads(files(__package__).joinpath(FOLDERS[lang], "rules.toml").read_text(encoding="utf-8"))
    letters = time_words(lang).letters
    classes = {name: (name,) for name in letters} | {name: tuple(parts) for name, parts in table["alias"].items()}
    compiled = [_compiled(spec, classes, letters) for spec in table["rule"]]
    # A number without its own group: the named groups of the single rules would only cost time here.
    first = "|".join(f"(?:{plain})(?P<r{i}>)" for i, (_, plain) in enumerate(compiled))
    return Rules(tuple(rule for rule, _ in compiled), re.compile(first))


def _compiled(
    spec: Mapping[str, Any], classes: Mapping[str, tuple[str, ...]], letters: Mapping[str, str]
) -> tuple[Rule, str]:
    """Return the rule and its pattern without groups."""
    source: str = spec["pattern"].replace(" ", "")
    if re.search(r"[*+]|,\}", source):
        raise ValueError(f"the pattern of {spec['example']!r} may repeat without bound")
    groups: dict[str, list[int]] = {}

    def set_of(names: str) -> str:
        pending, chars = names.split("|"), ""
        while pending:
            name = pending.pop()
            chars += letters[name] if classes[name] == (name,) else ""
            pending += () if classes[name] == (name,) else classes[name]
        return f"[{chars}]"

    def named(match: re.Match[str]) -> str:
        if match[1] is None:
            return set_of(match[2])
        numbers = groups.setdefault(match[1], [])
        numbers.append(sum(map(len, groups.values())) + 1)
        return f"({set_of(match[2])})"

    # Only named classes capture; the brackets of the source must not.
    source = re.sub(r"\((?!\?)", "(?:", source)
    plain = _CLASS.sub(lambda match: set_of(match[2]), source)
    pattern = re.compile(_CLASS.sub(named, source))
    return Rule(spec["make"], pattern, {name: tuple(numbers) for name, numbers in groups.items()}), plain
