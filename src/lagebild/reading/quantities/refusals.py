"""What is no quantity: years, ordinals, clock times, scores, numbers inside names, things already known."""

from __future__ import annotations

from lagebild.reading.numbers import NumberKind, number_words
from lagebild.reading.quantities.amounts import Amount
from lagebild.reading.quantities.counted import Counted
from lagebild.reading.quantities.words import QuantityWords
from lagebild.reading.tokens import Tokens

MEASURED = frozenset(
    {"share", "money", "distance", "area", "volume", "weight", "energy", "temperature", "speed"},
)
"""Measures by unit: nothing but a quantity stands before one of these units."""

YEARS = range(1900, 2101)
"""Four digits without a separator in this range are a year, unless people, weapons or votes follow at once."""

EARLY_YEARS = range(1000, 2101)
"""Four digits in this range are a year after `im Jahr` and the like."""

_COUNTED_IN_THOUSANDS = frozenset({"people", "troops", "weapons", "casualties", "votes"})

LARGEST_KNOWN = 3
"""`die drei Länder`: after a definite word, number words up to this name known things and count nothing new."""

FAR_REACH = 6
"""Tokens after a distance in which `entfernt` makes it a place."""


def is_quantity(
    tokens: Tokens, amount: Amount, counted: Counted, start: int, stop: int, lang: str, words: QuantityWords
) -> bool:
    """Return whether an amount (already bounded by its operator) and what it counts are a quantity."""
    before = tokens.words[amount.start - 1].lower() if amount.start > start else ""
    measured = counted.measure in MEASURED
    if before in words.selecting and not measured:
        return False
    if before in words.ratios and amount.start - 2 >= start and _is_cardinal(tokens.words[amount.start - 2], lang):
        return False
    if not measured and amount.scale == 1.0 and _is_numbered(tokens, amount, counted, start, lang, words):
        return False
    if counted.measure == "distance" and _is_place(tokens, counted, stop, words):
        return False
    if amount.kind is NumberKind.DIGITS:
        return _are_free_digits(tokens, amount, counted, before, start, stop, lang, words)
    if amount.kind is NumberKind.FRACTION:
        return _is_share(tokens, amount, counted, stop, lang, words)
    if amount.kind is NumberKind.ARTICLE:
        return not measured or amount.said or counted.measure == "share" or counted.noun != amount.end
    if amount.kind is NumberKind.VAGUE or measured or amount.ranged or amount.said:
        return True
    if amount.low == 1:
        return False
    return not (amount.low <= LARGEST_KNOWN and before in words.definite)


def _is_cardinal(word: str, lang: str) -> bool:
    return word.isdecimal() or word.lower() in number_words(lang).cardinals


def _is_numbered(tokens: Tokens, amount: Amount, counted: Counted, start: int, lang: str, words: QuantityWords) -> bool:
    """Return whether the number is the name of what stands before it: `Resolution 1325`, `Reaktoren 5 und 6`, `A 5`."""
    at = amount.number - 1
    if at >= start and tokens.words[at] in ("und", "and", "oder", "or") and at - 1 >= start:
        if not _is_cardinal(tokens.words[at - 1], lang):
            return False
        at -= 2
    if at >= start and tokens.words[at] == ".":
        at -= 1
    if at < start or (counted.known and counted.noun == amount.end):
        return False
    word = tokens.words[at]
    if amount.kind is NumberKind.DIGITS and len(word) == 1 and (word.isupper() or word in "§#"):
        return True
    return word.lower() in words.numbered


def _is_place(tokens: Tokens, counted: Counted, stop: int, words: QuantityWords) -> bool:
    """Return whether a distance says where something lies: `40 Kilometer nördlich von`, `30 miles from`."""
    following = [word.lower() for word in tokens.words[counted.end : min(counted.end + FAR_REACH, stop)]]
    return bool(following) and (following[0] in words.directions or not words.far.isdisjoint(following))


def _are_free_digits(
    tokens: Tokens,
    amount: Amount,
    counted: Counted,
    before: str,
    start: int,
    stop: int,
    lang: str,
    words: QuantityWords,
) -> bool:
    texts = tokens.words
    if amount.currency is None and amount.number > start:
        left = texts[amount.number - 1]
        # `1925/ 26` has a space by mistake.
        joined = left == "/" or tokens.ends[amount.number - 1] == tokens.starts[amount.number]
        if joined and (left in "-–—/.,:_'’#§@=" or left[-1].isalnum()):
            return False
    following = texts[amount.end] if amount.end < stop else ""
    if following and tokens.starts[amount.end] == tokens.ends[amount.end - 1]:
        ordinal = following == "." and amount.end + 1 < stop and lang == "de"
        clock = following in ":/" and amount.end + 1 < stop and texts[amount.end + 1][0].isdecimal()
        if ordinal or clock:
            return False
    return not _is_year(tokens, amount, counted, before, lang, words)


def _is_year(tokens: Tokens, amount: Amount, counted: Counted, before: str, lang: str, words: QuantityWords) -> bool:
    first = tokens.words[amount.number]
    if len(first) != 4 or counted.measure in MEASURED:
        return False
    if counted.unit is None and before in words.before_years and int(first) in EARLY_YEARS:
        return True
    if int(first) not in YEARS:
        return False
    if amount.end > amount.number + 1 and not amount.ranged:
        return False
    if amount.ranged and amount.high in YEARS and not amount.said:
        return True
    if counted.measure not in _COUNTED_IN_THOUSANDS:
        return True
    if amount.said:
        return amount.end not in (counted.noun, counted.adjective)
    # `2000 russische Soldaten` is a count, `2014 russische Soldaten` more likely a year and a subject.
    follows = amount.end == counted.noun or (amount.end == counted.adjective and int(first) % 100 == 0)
    return not follows or before in words.before_years or lang == "en"


def _is_share(tokens: Tokens, amount: Amount, counted: Counted, stop: int, lang: str, words: QuantityWords) -> bool:
    """Return whether a fraction is a share of something: `die Hälfte`, `a third of`, but not `a third man`."""
    if counted.measure in MEASURED and counted.measure != "share":
        return True
    numbers = number_words(lang)
    head = tokens.words[amount.end - 1].lower()
    following = tokens.words[amount.end].lower() if amount.end < stop else ""
    if following in number_words(lang).articles:
        return False
    if head in numbers.halves and head not in numbers.bare_fractions:
        return False
    if head in numbers.bare_fractions and amount.start == amount.number and amount.end == amount.number + 1:
        return following in words.genitives and lang == "en"
    if lang == "en":
        return following in words.genitives or following in words.stops or not following[:1].isalpha()
    return True
