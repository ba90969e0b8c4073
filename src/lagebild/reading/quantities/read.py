"""Reading all quantities of an article: number words and digits trigger, what is around them decides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lagebild.reading.marks import Quantity, Sentence
from lagebild.reading.numbers import LANGUAGES, NumberKind, number_words
from lagebild.reading.numbers.words import LONGEST_WORD
from lagebild.reading.quantities.amounts import YEARS, Amount, amount_at
from lagebild.reading.quantities.counted import Counted, counted_at
from lagebild.reading.quantities.words import QuantityWords, quantity_words
from lagebild.reading.tokens import Tokens, tokens_of

LARGEST_KNOWN = 3
"""`die drei Länder`: after a definite word, number words up to this name known things and count nothing new."""

CONFIDENCE_KNOWN = 0.95
"""Of a quantity whose unit or noun the tables have."""

CONFIDENCE_UNKNOWN = 0.8
"""Of a quantity whose noun the tables lack."""

CONFIDENCE_ALONE = 0.6
"""Of a number without a noun, whose unit is taken from the quantity before or after it."""

CONTEXT = 12
"""Tokens on each side of a quantity that may say what it measures."""


SHORTEST_GLUED = 10
"""Letters of the shortest German number word glued to `tausend` that the tables do not list: `dreitausend` has 11."""

LONGEST_LIST_GAP = 4
"""Tokens between two numbers of one list."""

OLDEST_COUNT = 2
"""Sentences after which a number without a noun no longer counts what was counted last."""

MEASURED = frozenset(
    {"share", "money", "distance", "area", "volume", "weight", "energy", "temperature", "speed"},
)
"""Measures by unit: nothing but a quantity is followed by one of these units."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    counted: Counted


@dataclass(frozen=True, slots=True)
class _Counts:
    """What was counted last, and how many sentences ago."""

    counted: Counted | None = None
    age: int = 0

    def aged(self) -> _Counts:
        return _Counts(self.counted if self.age < OLDEST_COUNT else None, self.age + 1)


def quantities_of(
    text: str, sentences: Sequence[Sentence], lang: str, tokens: Tokens | None = None
) -> tuple[Quantity, ...]:
    """Return the quantities in `sentences` of `text`, ordered by offset.

    `tokens` are those of the whole text where the caller has them; other languages than German and English give
    none. Linear in the length of the text.
    """
    if lang not in LANGUAGES:
        return ()
    tokens = tokens_of(text) if tokens is None else tokens
    triggers = _triggers(tokens, lang)
    quantities: list[Quantity] = []
    at, before = 0, _Counts()
    for sentence in sentences:
        at = bisect_left(triggers, bisect_left(tokens.starts, sentence.start), at)
        stop = bisect_left(tokens.starts, sentence.end)
        first, at = at, bisect_left(triggers, stop, at)
        if at > first:
            start = bisect_left(tokens.starts, sentence.start)
            candidates = _candidates(tokens, triggers[first:at], start, stop, lang)
            named, before = _named(tokens, candidates, before, lang)
            quantities += [_quantity(tokens, candidate, start, stop, lang) for candidate in named]
        else:
            before = before.aged()
    return tuple(quantities)


def _triggers(tokens: Tokens, lang: str) -> list[int]:
    """Return the tokens a number may start with, but for articles."""
    words = number_words(lang)
    starts, is_start = words.starts, words.is_start
    shortest = SHORTEST_GLUED if words.glue is not None else LONGEST_WORD
    return [
        i
        for i, word in enumerate(tokens.words)
        if word in starts or "0" <= word[0] <= "9" or (len(word) >= shortest and is_start(word))
    ]


def _candidates(tokens: Tokens, triggers: Iterable[int], start: int, stop: int, lang: str) -> list[_Candidate]:
    """Return the amounts of a sentence with what they count, without those that are no quantities."""
    words = quantity_words(lang)
    candidates: list[_Candidate] = []
    free = start
    for i in triggers:
        if i < free:
            continue
        amount = amount_at(tokens, i, free, stop, lang)
        if amount is None:
            continue
        free = amount.end
        counted = _counted(tokens, amount, stop, lang)
        if counted is None or not _counts(tokens, amount, counted, start, stop, lang, words):
            continue
        candidates.append(_Candidate(amount, counted))
        free = max(free, counted.end)
    return candidates


def _counted(tokens: Tokens, amount: Amount, stop: int, lang: str) -> Counted | None:
    if amount.currency is not None:
        return Counted(amount.currency, "money", amount.end)
    return counted_at(tokens, amount.end, stop, lang)


def _counts(
    tokens: Tokens, amount: Amount, counted: Counted, start: int, stop: int, lang: str, words: QuantityWords
) -> bool:
    """Return whether an amount is a quantity and no year, ordinal, score, clock time, or known thing."""
    texts = tokens.words
    before = texts[amount.start - 1].lower() if amount.start > start else ""
    following = texts[amount.end] if amount.end < stop else ""
    measured = counted.measure is not None and counted.measure in MEASURED
    if amount.kind is NumberKind.DIGITS:
        touches = amount.end < stop and tokens.starts[amount.end] == tokens.ends[amount.end - 1]
        if touches and (following in ":/" or (following == "." and amount.end + 1 < stop and lang == "de")):
            return False
        if _is_year(tokens, amount, before, counted, lang, words):
            return False
    if amount.kind is NumberKind.FRACTION:
        return _is_share(tokens, amount, counted, stop, lang, words)
    if amount.kind is NumberKind.WORDS and amount.low == 1 and not measured and not amount.said and not amount.ranged:
        return False
    small = amount.kind is NumberKind.WORDS and amount.low <= LARGEST_KNOWN and not amount.ranged
    return not (small and before in words.definite and not measured and not amount.said)


def _is_year(tokens: Tokens, amount: Amount, before: str, counted: Counted, lang: str, words: QuantityWords) -> bool:
    first = tokens.words[amount.number]
    if len(first) != 4 or int(first) not in YEARS or counted.measure in MEASURED:
        return False
    if amount.end > amount.number + 1 and not amount.ranged:
        return False
    return counted.unit is None or before in words.before_years or (lang == "en" and not amount.said)


def _is_share(tokens: Tokens, amount: Amount, counted: Counted, stop: int, lang: str, words: QuantityWords) -> bool:
    """Return whether a fraction is a share of something: `die Hälfte`, `a third of`, but not `a third man`."""
    if counted.measure in MEASURED and counted.measure != "share":
        return True
    numbers = number_words(lang)
    head = tokens.words[amount.end - 1].lower()
    following = tokens.words[amount.end].lower() if amount.end < stop else ""
    if head in numbers.halves and head not in numbers.bare_fractions:
        return False
    if head in numbers.bare_fractions and amount.start == amount.number and amount.end == amount.number + 1:
        return following in words.genitives and lang == "en"
    if lang == "en":
        return following in words.genitives or following in words.stops or not following[:1].isalpha()
    return True


def _named(
    tokens: Tokens, candidates: list[_Candidate], before: _Counts, lang: str
) -> tuple[list[_Candidate], _Counts]:
    """Give numbers without a noun the unit of their neighbours, and leave out those that have none."""
    words = quantity_words(lang)
    named: list[_Candidate] = []
    counts = before.aged()
    for k, candidate in enumerate(candidates):
        amount, counted = candidate.amount, candidate.counted
        if counted.unit is None and amount.kind is not NumberKind.FRACTION:
            following = candidates[k + 1] if k + 1 < len(candidates) else None
            model = _model(tokens, candidate, following, counts, words)
            if model is None:
                continue
            counted = replace(counted, unit=model.unit, measure=model.measure, known=False)
            candidate = replace(candidate, counted=counted)
        named.append(candidate)
        if counted.unit is not None:
            counts = _Counts(counted, 0)
    return named, counts


def _model(
    tokens: Tokens, candidate: _Candidate, following: _Candidate | None, before: _Counts, words: QuantityWords
) -> Counted | None:
    """Return what a number without a noun counts, seen from the quantities around it."""
    amount, counted = candidate.amount, candidate.counted
    if following is not None and following.counted.unit is not None and _are_listed(tokens, candidate, following):
        return following.counted
    if amount.kind is NumberKind.VAGUE:
        return _PEOPLE if amount.low < 1e9 else before.counted
    if counted.anaphor or amount.said:
        return before.counted or _UNNAMED
    if before.age == 0 and amount.kind is NumberKind.DIGITS and amount.number == amount.start:
        return before.counted
    return None


_PEOPLE = Counted("person", "people", 0)
_UNNAMED = Counted(None, "count", 0)


def _are_listed(tokens: Tokens, one: _Candidate, other: _Candidate) -> bool:
    """Return whether two numbers stand in one list, as in `drei türkische und zwei emiratische Firmen`."""
    gap = tokens.words[one.amount.end : other.amount.start]
    return (
        0 < len(gap) <= LONGEST_LIST_GAP
        and gap[-1].lower() in _LIST_WORDS
        and all(word[0].islower() or word in ",/" for word in gap)
    )


_LIST_WORDS = frozenset(
    ["und", "oder", "auf", "bzw", "beziehungsweise", ",", "and", "or", "to", "gegenüber", "von", "/"]
)


def _quantity(tokens: Tokens, candidate: _Candidate, start: int, stop: int, lang: str) -> Quantity:
    amount, counted = candidate.amount, candidate.counted
    end = max(amount.end, counted.end)
    if counted.measure == "share" and counted.noun is not None and counted.noun >= counted.end:
        end = counted.end
    low, high, operator = _bounds(amount, counted)
    noun = counted.noun
    unit = counted.unit
    measure = counted.measure
    if amount.kind is NumberKind.FRACTION and measure not in MEASURED:
        unit, measure, end = "percent", "share", amount.end
    confidence = CONFIDENCE_KNOWN
    if counted.noun is None and measure not in MEASURED:
        confidence = CONFIDENCE_ALONE
    elif not counted.known:
        confidence = CONFIDENCE_UNKNOWN
    return Quantity(
        tokens.starts[amount.start],
        tokens.ends[end - 1],
        low,
        high,
        operator,
        unit,
        measure,
        None if noun is None else tokens.starts[noun],
        None if counted.noun_end is None else tokens.ends[counted.noun_end - 1],
        None,
        None,
        confidence,
    )


def _bounds(amount: Amount, counted: Counted) -> tuple[float | None, float | None, str]:
    """Return low, high and operator of an amount in its unit."""
    factor = counted.factor
    low, high, operator = amount.low, amount.high, amount.operator
    if amount.kind is NumberKind.FRACTION and (counted.measure not in MEASURED or counted.measure == "share"):
        factor = 100.0
    low, high = _rounded(low * factor), None if high is None else _rounded(high * factor)
    if high is None:
        return low, None, operator if operator == ">" else ">="
    if amount.ranged and low != high:
        return low, high, "~" if operator == "~" else "="
    if operator in (">", ">="):
        return low, None, operator
    if operator in ("<", "<="):
        return None, high, operator
    return low, high, operator


def _rounded(value: float) -> float:
    """Return `value` to the digits words can tell: a third is 33.3 percent."""
    if value == 0 or value == int(value):
        return value
    return (
        round(value, 1)
        if 10 <= abs(value) < 100
        and abs(value * 10 - round(value * 10)) > 1e-6
        and (abs(value * 1000 - round(value * 1000)) > 1e-6)
        else round(value, 6)
    )
