"""What can be asked, declared once for the API's query strings, its OpenAPI and the tools of assistants."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, Literal

from lagebild.errors import UsageError

MOST_VALUES = 50
"""Values of one parameter that may be given more than once."""
LONGEST_VALUE = 1_000
"""Characters of one value."""

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")

Value = str | int | float | date


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that can be told with a question: its name, what it means, and which values it takes.

    `least` and `most` bound numbers; `choices` are all values of a text where only some have a meaning.
    """

    name: str
    tells: str
    type: Literal["text", "whole", "decimal", "day"] = "text"
    is_many: bool = False
    is_required: bool = False
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    default: str | int | None = None

    @property
    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        one = _SCHEMAS[self.type] | {
            key: value
            for key, value in (("minimum", self.least), ("maximum", self.most), ("enum", list(self.choices) or None))
            if value is not None
        }
        if self.is_many:
            return {"type": "array", "items": one}
        return one if self.default is None else {**one, "default": self.default}

    def values(self, given: Sequence[object]) -> tuple[Value, ...]:
        """Return what was given as values; raises `UsageError` for what it does not take."""
        if len(given) > (MOST_VALUES if self.is_many else 1):
            most = f"at most {MOST_VALUES} times" if self.is_many else "once"
            raise UsageError(f"{self.name} may be given {most}", place=self.name)
        return tuple(self._value(one) for one in given)

    def _value(self, given: object) -> Value:
        wanted = _WANTED[self.type]
        if isinstance(given, bool) or not isinstance(given, str | int | float) or len(str(given)) > LONGEST_VALUE:
            raise UsageError(f"{self.name} is {wanted}", place=self.name)
        text = str(given)
        try:
            value: Value = _READ[self.type](text)
        except ValueError as error:
            raise UsageError(f"{self.name} is {wanted}, not {text[:40]!r}", place=self.name) from error
        if self.choices and value not in self.choices:
            raise UsageError(f"{self.name} is one of {', '.join(self.choices)}", place=self.name)
        if isinstance(value, int | float) and not (
            (self.least is None or value >= self.least) and (self.most is None or value <= self.most)
        ):
            raise UsageError(f"{self.name} is from {self.least:g} to {self.most:g}", place=self.name)
        return value


def read_arguments(
    parameters: Sequence[Parameter], given: Mapping[str, Sequence[object]]
) -> dict[str, tuple[Value, ...]]:
    """Return the values given by parameter; raises `UsageError` for an unknown, missing or wrong one."""
    known = {one.name: one for one in parameters}
    for name in given:
        if name not in known:
            raise UsageError(f"there is no such parameter; choose from {', '.join(known)}", place=name[:40])
    told = {name: one.values(given.get(name, ())) for name, one in known.items()}
    for name, one in known.items():
        if one.is_required and not any(str(value).strip() for value in told[name]):
            raise UsageError(f"{name} is missing: {one.tells}", place=name)
    return told


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> float:
    value = float(text) if _DECIMAL.fullmatch(text) else float("nan")
    if not isfinite(value):
        raise ValueError(text)
    return value


def _day(text: str) -> date:
    if len(text) != len("YYYY-MM-DD"):
        raise ValueError(text)
    return date.fromisoformat(text)


_READ: dict[str, Any] = {"text": str, "whole": _whole, "decimal": _decimal, "day": _day}
_WANTED = {"text": "a text", "whole": "a whole number", "decimal": "a number", "day": "a day (YYYY-MM-DD)"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "decimal": {"type": "number"},
    "day": {"type": "string", "format": "date"},
}
