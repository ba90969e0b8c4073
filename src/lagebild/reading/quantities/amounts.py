"""Amounts: a number or a range of numbers with the words before and after it that bound it."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.reading.numbers import NumberKind, NumberMatch, number_at, number_words
from lagebild.reading.quantities.units import symbol_before
from lagebild.reading.quantities.words import QuantityWords, quantity_words
from lagebild.reading.tokens import Tokens

LARGEST_SMALL_WORD = 12
"""Number words up to this are written out by house styles; prepositions before them are mostly just prepositions."""

MOST_OPERATORS = 3
"""Operators that may be stacked before a number: `insgesamt schätzungsweise mehr als`."""

BETWEEN_REACH = 4
"""Tokens between the first number of `zwischen 20 Menschen und 40 Menschen` and its `und`."""

YEARS = range(1800, 2101)
"""What four digits without a separator mean when nothing counted follows."""

_STRENGTH = {"=": 0, "~": 1, "<": 2, ">": 2, "<=": 3, ">=": 3}
"""Of stacked operators the stronger counts: `bis zu etwa 400` is at most 400."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range in tokens `[start, end)` of which `[number, end)` are the numbers themselves.

    `first` is the kind of the first number; `currency` the symbol written before it.
    """

    start: int
    number: int
    end: int
    low: float
    high: float | None
    kind: NumberKind
    operator: str
    said: bool
    currency: str | None
    ranged: bool


def amount_at(tokens: Tokens, i: int, start: int, stop: int, lang: str) -> Amount | None:
    """Return the amount whose number starts at token `i`, or None; looks only at tokens in [`start`, `stop`)."""
    words = quantity_words(lang)
    number = number_at(tokens, i, lang)
    if number is None or number.end > stop or number.kind is NumberKind.ARTICLE:
        return None
    first = _with_article(tokens, i, number, start, lang)
    if first is not i:
        number = number_at(tokens, first, lang) or number
    if number.kind is NumberKind.DIGITS and _is_part_of_name(tokens, first, start, words):
        return None
    currency = None
    symbol = symbol_before(tokens, first) if number.kind is NumberKind.DIGITS else None
    begin = first
    if symbol is not None and symbol[1] >= start:
        currency, begin = symbol
        number = _with_money_scale(tokens, number, stop)
    low, high, end, ranged = _range(tokens, number, begin, start, stop, lang, words, currency)
    if first > start and not ranged and (less := _lesser_article(tokens, first, start, lang, words)) is not None:
        begin, low, ranged = less, 1.0, True
    if ranged and begin > start and tokens.words[begin - 1].lower() in words.between:
        begin -= 1
    if number.kind is NumberKind.FRACTION and begin > start and tokens.words[begin - 1].lower() in words.definite:
        begin -= 1
    begin, sign, said = _operator_before(tokens, begin, start, number, words)
    end, after = _operator_after(tokens, end, stop, words)
    if after is not None:
        sign, said = after, True
    return Amount(begin, first, end, low, high, number.kind, sign, said, currency, ranged)


def _with_article(tokens: Tokens, i: int, number: NumberMatch, start: int, lang: str) -> int:
    """Return the token of the article that belongs to the number at `i`: `eine Million`, `a dozen`; else `i`."""
    if i == start or number.kind is NumberKind.DIGITS:
        return i
    words = number_words(lang)
    if tokens.words[i - 1].lower() not in words.articles:
        return i
    longer = number_at(tokens, i - 1, lang)
    grown = longer is not None and longer.kind is not NumberKind.ARTICLE and longer.end >= number.end
    return i - 1 if grown else i


def _lesser_article(tokens: Tokens, i: int, start: int, lang: str, words: QuantityWords) -> int | None:
    """Return the token of `eine` in `eine oder zwei Bomben`."""
    if i - 2 < start or (tokens.words[i - 1].lower(),) not in words.joiners or not tokens.words[i - 1].isalpha():
        return None
    article = tokens.words[i - 2].lower()
    return i - 2 if article in number_words(lang).articles and tokens.words[i - 1].lower() in ("oder", "or") else None


def _is_part_of_name(tokens: Tokens, i: int, start: int, words: QuantityWords) -> bool:
    """Return whether the digits at `i` belong to a word before them: `T-62`, `G7`, `Resolution 1325`, `3:2`, `8.9.`."""
    if i == start:
        return False
    before = tokens.words[i - 1]
    if tokens.starts[i] == tokens.ends[i - 1]:
        if before in "-–—/.,:_'’" or (before[0].isalnum()):
            return True
        return before in "#§@="
    if before in "§#":
        return True
    if before == "." and i - 2 >= start:
        before = tokens.words[i - 2]
    return before.lower() in words.numbered


def _with_money_scale(tokens: Tokens, number: NumberMatch, stop: int) -> NumberMatch:
    """Return the number with the `m`, `k`, `b` that only money is abbreviated with: `$300m`."""
    end = number.end
    scale = _MONEY_SCALES.get(tokens.words[end]) if end < stop and number.scale == 1.0 else None
    if scale is None or tokens.starts[end] != tokens.ends[end - 1]:
        return number
    high = None if number.high is None else number.high * scale
    return NumberMatch(number.low * scale, high, end + 1, number.kind, number.approximate, scale)


_MONEY_SCALES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "t": 1e12, "T": 1e12}


def _range(
    tokens: Tokens,
    number: NumberMatch,
    begin: int,
    start: int,
    stop: int,
    lang: str,
    words: QuantityWords,
    currency: str | None,
) -> tuple[float, float | None, int, bool]:
    """Return the bounds of the number or range, the token after it and whether it is a range."""
    alone = (number.low, number.high, number.end, False)
    second_at = _after_joiner(tokens, number.end, stop, words)
    if begin > start and tokens.words[begin - 1].lower() in words.between:
        for k in range(number.end, min(number.end + BETWEEN_REACH, stop - 1)):
            if tokens.words[k].lower() in words.between_joiners:
                second_at = k + 1
                break
    if second_at is None or second_at >= stop:
        return alone
    if currency is not None and symbol_before(tokens, second_at + 1) is not None:
        second_at += 1
    if second_at >= stop:
        return alone
    second = number_at(tokens, second_at, lang)
    if second is None or second.end > stop or second.kind is NumberKind.ARTICLE:
        return alone
    if currency is not None:
        second = _with_money_scale(tokens, second, stop)
    low = number.low
    if number.scale == 1.0 and second.scale > 1.0 and low * second.scale < second.low:
        low *= second.scale
    if second.low <= low or (number.kind is NumberKind.FRACTION) != (second.kind is NumberKind.FRACTION):
        return alone
    return low, second.high, second.end, True


def _after_joiner(tokens: Tokens, end: int, stop: int, words: QuantityWords) -> int | None:
    """Return the token after the words that join a range: the `90` of `80 bis 90`."""
    for length in (2, 1):
        if end + length < stop and tuple(map(str.lower, tokens.words[end : end + length])) in words.joiners:
            return end + length
    return None


def _operator_before(
    tokens: Tokens, begin: int, start: int, number: NumberMatch, words: QuantityWords
) -> tuple[int, str, bool]:
    """Return where the operators before token `begin` start, the strongest of them, and whether one was said."""
    sign, said = "=", False
    for _ in range(MOST_OPERATORS):
        found = _phrase_before(tokens, begin, start, words)
        if found is None:
            break
        phrase, operator = found
        small = number.kind is NumberKind.WORDS and number.low <= LARGEST_SMALL_WORD and number.scale == 1.0
        if small and phrase in words.prepositions:
            break
        begin -= len(phrase)
        said = said or operator != "="
        if _STRENGTH[operator] >= _STRENGTH[sign]:
            sign = operator
    return begin, sign, said


def _phrase_before(tokens: Tokens, begin: int, start: int, words: QuantityWords) -> tuple[tuple[str, ...], str] | None:
    for length in range(min(words.longest_operator, begin - start), 0, -1):
        phrase = tuple(map(str.lower, tokens.words[begin - length : begin]))
        if (operator := words.operators.get(phrase)) is not None:
            return phrase, operator
    return None


def _operator_after(tokens: Tokens, end: int, stop: int, words: QuantityWords) -> tuple[int, str | None]:
    for length in (2, 1):
        if end + length <= stop:
            operator = words.after.get(tuple(map(str.lower, tokens.words[end : end + length])))
            if operator is not None:
                return end + length, operator
    return end, None
