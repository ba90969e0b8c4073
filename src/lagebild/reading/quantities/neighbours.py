"""Numbers without a noun: what they count is said by the numbers before or after them, or by what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lagebild.reading.numbers import NumberKind
from lagebild.reading.quantities.amounts import Amount
from lagebild.reading.quantities.counted import Counted
from lagebild.reading.quantities.words import QuantityWords
from lagebild.reading.tokens import Tokens

LONGEST_LIST_GAP = 5
"""Tokens between two numbers of one list."""

OLDEST_COUNT = 2
"""Sentences after which a number without a noun no longer counts what was counted last."""

SMALLEST_FREE_SCALE = 1e6
"""`39 Milliarden` is a quantity without any noun, from this scale on."""

SMALLEST_GROUPED = 1000
"""Digits grouped by a separator (`16.000`) are a quantity without any noun."""

LARGEST_AGE = 120
"""A number alone in brackets up to this is an age, if people were counted before it or nothing was."""

_PERSONS = frozenset({"people", "troops", "casualties"})

_LIST_WORDS = frozenset(
    ["und", "oder", "auf", "bzw", "beziehungsweise", ",", "and", "or", "to", "gegenüber", "von", "/", "statt", "zu"]
)

_PEOPLE = Counted("person", "people", 0, known=False)
_UNNAMED = Counted(None, "count", 0, known=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount and what it counts; `counted` None: a time or a name, kept because it names its neighbours."""

    amount: Amount
    counted: Counted | None


@dataclass(frozen=True, slots=True)
class LastCount:
    """What was counted last, and how many sentences ago."""

    counted: Counted | None = None
    age: int = 0

    def aged(self) -> LastCount:
        """Return it as the next sentence sees it."""
        return LastCount(self.counted if self.age < OLDEST_COUNT else None, self.age + 1)


def named(
    tokens: Tokens, candidates: Iterable[Candidate], last: LastCount, stop: int, words: QuantityWords
) -> tuple[list[tuple[Amount, Counted]], LastCount]:
    """Return the quantities of a sentence and what was counted last.

    A number without a noun gets the unit of a neighbour or is left out.
    """
    found: list[tuple[Amount, Counted]] = []
    row = list(candidates)
    for k, candidate in enumerate(row):
        amount, counted = candidate.amount, candidate.counted
        if counted is None:
            continue
        if counted.unit is None and amount.kind is not NumberKind.FRACTION:
            model = _model(tokens, candidate, row[k + 1] if k + 1 < len(row) else None, last, stop, words)
            if model is None:
                continue
            counted = replace(counted, unit=model.unit, measure=model.measure, known=False)
        found.append((amount, counted))
        if counted.unit is not None:
            last = LastCount(counted, 0)
    return found, last


def _model(
    tokens: Tokens, candidate: Candidate, following: Candidate | None, last: LastCount, stop: int, words: QuantityWords
) -> Counted | None:
    """Return what a number without a noun counts, None where it is no quantity."""
    amount, counted = candidate.amount, candidate.counted
    if following is not None and _are_listed(tokens, candidate, following):
        return following.counted if following.counted is not None and following.counted.unit is not None else None
    if amount.kind is NumberKind.VAGUE:
        return _PEOPLE if amount.low < 1e9 else last.counted
    if _happened(tokens, amount.end, stop, words) or _is_object_of_harm(tokens, amount.start, words):
        return last.counted if last.counted is not None and last.counted.measure in _PERSONS else _PEOPLE
    if amount.operator != "=" or amount.scale >= SMALLEST_FREE_SCALE or (counted is not None and counted.anaphor):
        return last.counted or _UNNAMED
    if amount.said:
        return last.counted
    if amount.kind is not NumberKind.DIGITS:
        return None
    if _is_bracketed(tokens, amount, stop) and amount.low <= LARGEST_AGE:
        return last.counted if last.age == 0 and last.counted and last.counted.measure not in _PERSONS else None
    grouped = amount.low >= SMALLEST_GROUPED and len(tokens.words[amount.number]) <= 3
    return last.counted or _UNNAMED if grouped else (last.counted if last.age == 0 else None)


def _is_bracketed(tokens: Tokens, amount: Amount, stop: int) -> bool:
    before, after = amount.start - 1, amount.end
    return before >= 0 and after < stop and tokens.words[before] == "(" and tokens.words[after] == ")"


def _happened(tokens: Tokens, i: int, stop: int, words: QuantityWords) -> bool:
    """Return whether `getötet`, `schwer verletzt` follows at token `i`."""
    for word in tokens.words[i : min(i + 2, stop)]:
        if word.lower() in words.happened:
            return True
        if word not in words.uninflected:
            return False
    return False


def _is_object_of_harm(tokens: Tokens, i: int, words: QuantityWords) -> bool:
    """Return whether a verb like `killed` stands right before token `i`."""
    return i > 0 and tokens.words[i - 1].lower() in words.happened


def _are_listed(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    """Return whether two numbers stand in one list, as in `drei türkische und zwei emiratische Firmen`."""
    gap = [word for word in tokens.words[one.amount.end : other.amount.start] if word != "."]
    if not 0 < len(gap) <= LONGEST_LIST_GAP or gap[-1].lower() not in _LIST_WORDS:
        return False
    return all(word[0].islower() or word in ",/" for word in gap)
