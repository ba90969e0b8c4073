"""Amounts: a number or a range of numbers with the words before and after it that bound it."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.reading.numbers import NumberKind, NumberMatch, number_at, number_words
from lagebild.reading.quantities.units import symbol_before, unit_at
from lagebild.reading.quantities.words import QuantityWords, quantity_words
from lagebild.reading.tokens import Tokens

LARGEST_SMALL_WORD = 12
"""Number words up to this are written out by house styles; prepositions before them are mostly just prepositions."""

MOST_OPERATORS = 3
"""Operators that may be stacked before a number: `insgesamt schätzungsweise mehr als`."""

BETWEEN_REACH = 4
"""Tokens between the first number of `zwischen 20 Menschen und 40 Menschen` and its `und`."""

VERB_REACH = 8
"""Tokens between a verb and its preposition."""

_STRENGTH = {"=": 0, "~": 1, "<": 2, ">": 2, "<=": 3, ">=": 3}
"""Of stacked operators the stronger counts: `bis zu etwa 400` is at most 400."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range: the tokens `[number, end)`, from `start` on with the words that belong to it.

    `kind` is that of the first number; `currency` the code of the symbol written before it. `scale` is what its scale
    word multiplies by. `operator` is one of = ~ >= <= > <, and `said` whether any word said it.
    """

    start: int
    number: int
    end: int
    low: float
    high: float | None
    kind: NumberKind
    scale: float
    currency: str | None
    ranged: bool
    operator: str = "="
    said: bool = False


def amount_at(tokens: Tokens, i: int, start: int, stop: int, lang: str) -> Amount | None:
    """Return the amount whose number is triggered by token `i`, without the operators before it, or None.

    Looks only at tokens in [`start`, `stop`).
    """
    words = quantity_words(lang)
    found = _number(tokens, i, start, stop, lang)
    if found is None:
        return None
    first, number = found
    begin, currency = first, None
    symbol = symbol_before(tokens, first) if number.kind is NumberKind.DIGITS else None
    if symbol is not None and symbol[1] >= start:
        currency, begin = symbol
    if number.kind is NumberKind.DIGITS:
        number = _with_short_scale(tokens, number, stop, currency, lang)
    low, high, end, scale = _range(tokens, number, begin, start, stop, lang, words, currency)
    ranged = end > number.end
    if first > start and not ranged and (less := _lesser_article(tokens, first, start, lang, words)) is not None:
        begin, low, ranged = less, 1.0, True
    if ranged and begin > start and tokens.words[begin - 1].lower() in words.between:
        begin -= 1
    bare_half = number.kind is NumberKind.FRACTION and number.end == first + 1
    if bare_half and begin > start and tokens.words[begin - 1].lower() in words.definite:
        begin -= 1
    end, after = _operator_after(tokens, end, stop, words)
    said = after is not None
    return Amount(begin, first, end, low, high, number.kind, scale, currency, ranged, after or "=", said)


def bounded(tokens: Tokens, amount: Amount, start: int, measured: bool, words: QuantityWords) -> Amount:
    """Return the amount with the operators before it, and `start` before the words that say them.

    `measured` says that money, a share or a unit of measure follows: then a preposition is an operator always.
    """
    begin, sign, said = _operator_before(tokens, amount, start, measured, words)
    return Amount(
        begin,
        amount.number,
        amount.end,
        amount.low,
        amount.high,
        amount.kind,
        amount.scale,
        amount.currency,
        amount.ranged,
        sign,
        said,
    )


def _number(tokens: Tokens, i: int, start: int, stop: int, lang: str) -> tuple[int, NumberMatch] | None:
    """Return the number at or around the trigger `i` and its first token."""
    words = number_words(lang)
    texts = tokens.words
    number = number_at(tokens, i, lang)
    lower = texts[i].lower()
    if (majority := quantity_words(lang).majorities.get(lower)) is not None:
        return i, NumberMatch(majority, majority, i + 1, NumberKind.FRACTION)
    if number is None and i > start:
        if texts[i - 1].lower() in words.articles or words.cardinal(texts[i - 1].lower()) is not None:
            number = number_at(tokens, i - 1, lang)
            if number is not None and number.kind is NumberKind.ARTICLE and unit_at(tokens, i, lang) is None:
                return None
            i -= 1
        elif i - 1 > start and lower in words.fractions and _is_estimated_share(tokens, i, lang):
            share = words.fractions[lower]
            return i - 1, NumberMatch(share, share, i + 1, NumberKind.FRACTION)
    if number is None or number.end > stop:
        return None
    if number.kind is not NumberKind.DIGITS and i > start and texts[i - 1].lower() in words.articles:
        longer = number_at(tokens, i - 1, lang)
        if longer is not None and longer.kind is not NumberKind.ARTICLE and longer.end >= number.end:
            return i - 1, longer
    return i, number


def _is_estimated_share(tokens: Tokens, i: int, lang: str) -> bool:
    """Return whether an operator stands between the article and the fraction at `i`: `ein geschätztes Drittel`."""
    article, adjective = (word.lower() for word in tokens.words[i - 2 : i])
    return article in number_words(lang).articles and (adjective,) in quantity_words(lang).operators


def _lesser_article(tokens: Tokens, i: int, start: int, lang: str, words: QuantityWords) -> int | None:
    """Return the token of `eine` in `eine oder zwei Bomben`."""
    if i - 2 < start or (tokens.words[i - 1].lower(),) not in words.joiners or not tokens.words[i - 1].isalpha():
        return None
    article = tokens.words[i - 2].lower()
    return i - 2 if article in number_words(lang).articles and tokens.words[i - 1].lower() in ("oder", "or") else None


def _with_short_scale(tokens: Tokens, number: NumberMatch, stop: int, currency: str | None, lang: str) -> NumberMatch:
    """Return the number with the letter that newspapers write for its scale: `$300m`, and in English `2.3m people`."""
    end = number.end
    scale = _SHORT_SCALES.get(tokens.words[end]) if end < stop and number.scale == 1.0 else None
    if scale is None or tokens.starts[end] != tokens.ends[end - 1]:
        return number
    if currency is None:
        following = tokens.words[end + 1] if end + 1 < stop else ""
        if lang != "en" or not following[:1].isalpha() or following.lower() in _SIZES:
            return number
    high = None if number.high is None else number.high * scale
    return NumberMatch(number.low * scale, high, end + 1, number.kind, number.approximate, scale)


_SHORT_SCALES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
_SIZES = frozenset({"tall", "long", "wide", "deep", "high", "below", "above", "away", "from", "in", "of", "thick"})


def _range(
    tokens: Tokens,
    number: NumberMatch,
    begin: int,
    start: int,
    stop: int,
    lang: str,
    words: QuantityWords,
    currency: str | None,
) -> tuple[float, float | None, int, float]:
    """Return the bounds of the number or range, the token after it and its scale."""
    alone = (number.low, number.high, number.end, number.scale)
    second_at = _after_joiner(tokens, number.end, stop, words)
    if begin > start and tokens.words[begin - 1].lower() in words.between:
        for k in range(number.end, min(number.end + BETWEEN_REACH, stop - 1)):
            if tokens.words[k].lower() in words.between_joiners:
                second_at = k + 1
                break
    if second_at is None or second_at >= stop or (begin > start and _is_change(tokens, begin - 1, lang)):
        return alone
    if currency is not None and symbol_before(tokens, second_at + 1) is not None:
        second_at += 1
    if second_at >= stop:
        return alone
    second = number_at(tokens, second_at, lang)
    if second is None or second.end > stop or second.kind is NumberKind.ARTICLE:
        return alone
    scale_alone = tokens.words[second_at].lower() in number_words(lang).scales
    if (second.kind is NumberKind.VAGUE or scale_alone) and number.kind is not NumberKind.VAGUE:
        return alone
    second = _with_short_scale(tokens, second, stop, currency, lang)
    low = number.low
    if number.scale == 1.0 and second.scale > 1.0 and low * second.scale < second.low:
        low *= second.scale
    if second.low <= low or (number.kind is NumberKind.FRACTION) != (second.kind is NumberKind.FRACTION):
        return alone
    return low, second.high, second.end, second.scale


def _is_change(tokens: Tokens, i: int, lang: str) -> bool:
    """Return whether token `i` makes `from $1bn to $3bn` a change from one value to another."""
    return lang == "en" and tokens.words[i].lower() == "from"


def _after_joiner(tokens: Tokens, end: int, stop: int, words: QuantityWords) -> int | None:
    """Return the token after the words that join a range: the `90` of `80 bis 90`."""
    if end >= stop or tokens.words[end].lower() not in words.joiner_starts:
        return None
    for length in (2, 1):
        if end + length < stop and tuple(map(str.lower, tokens.words[end : end + length])) in words.joiners:
            return end + length
    return None


def _operator_before(
    tokens: Tokens, amount: Amount, start: int, measured: bool, words: QuantityWords
) -> tuple[int, str, bool]:
    """Return where the operators before an amount start, the strongest of them, and whether one was said."""
    begin, sign, said = amount.start, amount.operator, amount.said
    small = amount.kind is not NumberKind.DIGITS and amount.low <= LARGEST_SMALL_WORD and amount.scale == 1.0
    for _ in range(MOST_OPERATORS):
        found = _phrase_before(tokens, begin, start, words)
        if found is None:
            break
        phrase, operator = found
        if phrase in words.prepositions and ((small and not measured) or _is_of_verb(tokens, begin, start, words)):
            break
        begin, said = begin - len(phrase), True
        if _STRENGTH[operator] >= _STRENGTH[sign]:
            sign = operator
    return begin, sign, said


def _is_of_verb(tokens: Tokens, begin: int, start: int, words: QuantityWords) -> bool:
    """Return whether a verb before takes the preposition right before `begin`: `verfügt im Parlament über`."""
    if not words.about_verbs or tokens.words[begin - 1] != "über":
        return False
    verbs = tokens.words[max(start, begin - 1 - VERB_REACH) : begin - 1]
    return any(word.startswith(words.about_verbs) for word in verbs)


def _phrase_before(tokens: Tokens, begin: int, start: int, words: QuantityWords) -> tuple[tuple[str, ...], str] | None:
    if begin == start or tokens.words[begin - 1].lower() not in words.operator_ends:
        return None
    for length in range(min(words.longest_operator, begin - start), 0, -1):
        phrase = tuple(map(str.lower, tokens.words[begin - length : begin]))
        if (operator := words.operators.get(phrase)) is not None:
            return phrase, operator
    return None


def _operator_after(tokens: Tokens, end: int, stop: int, words: QuantityWords) -> tuple[int, str | None]:
    if end == stop or tokens.words[end].lower() not in words.after_starts:
        return end, None
    for length in (2, 1):
        if end + length <= stop:
            operator = words.after.get(tuple(map(str.lower, tokens.words[end : end + length])))
            if operator is not None:
                return end + length, operator
    return end, None
