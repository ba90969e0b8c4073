"""Reading one number that starts at one token."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lagebild.reading.numbers.words import NumberWords, number_words
from lagebild.reading.tokens import Tokens

LONGEST_DIGITS = 18
"""Digits of the longest number read; longer runs are keys and codes, and a float would round them."""

MOST_GROUPS = 6
"""Groups of three digits a number may have."""

LARGEST_NUMERATOR = 100
"""What a fraction is multiplied by, or added to, stays below this."""

DOZEN = 12

_GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}


class NumberKind(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    ARTICLE = "article"
    FRACTION = "fraction"
    VAGUE = "vague"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number whose value lies in [`low`, `high`] (`high` None: open) and which ends before token `end`.

    `approximate` says that the words themselves are vague (`Tausende`, `mehrere Dutzend`). A fraction is a part of
    one: `ein Drittel` is 1/3, but `eine halbe Million` is a number of its own. `scale` is what the last scale word
    multiplied by (1 without one), so that `15 bis 16 Millionen` can be read.
    """

    low: float
    high: float | None
    end: int
    kind: NumberKind
    approximate: bool = False
    scale: float = 1.0


def number_at(tokens: Tokens, i: int, lang: str) -> NumberMatch | None:
    """Return the longest number that starts at token `i`, or None.

    An article alone (`eine`, not `a`) is a number of kind ARTICLE: the caller knows whether it counts. Whether
    digits are a date, an ordinal or part of a name is also for the caller to see from the tokens around them.
    """
    words = number_words(lang)
    word = tokens.words[i]
    if word[0].isdecimal():
        return _digits(tokens, i, words)
    if word in _GLYPHS:
        return NumberMatch(_GLYPHS[word], _GLYPHS[word], i + 1, NumberKind.FRACTION)
    lower = word.lower()
    return (
        _vague(tokens, i, lower, words)
        or _digit_count(tokens, i, lower, words)
        or _part(tokens, i, lower, words)
        or _cardinal(tokens, i, lower, words)
    )


def ordinal_at(tokens: Tokens, i: int, lang: str) -> NumberMatch | None:
    """Return the ordinal that starts at token `i` (`dritten`, `3.`, `third`, `21st`, `twenty-first`), or None.

    The full stop of a German ordinal may also end a sentence; the caller looks at what follows.
    """
    words = number_words(lang)
    word = tokens.words[i]
    if word[0].isdecimal():
        marked = _touches(tokens, i) and tokens.words[i + 1].lower() in words.ordinal_marks
        if not marked or len(word) > LONGEST_DIGITS or not word.isdecimal():
            return None
        return NumberMatch(float(word), float(word), i + 2, NumberKind.ORDINAL)
    lower = word.lower()
    if (value := words.ordinals.get(lower)) is not None:
        return NumberMatch(float(value), float(value), i + 1, NumberKind.ORDINAL)
    tens = words.cardinals.get(lower, 0.0)
    if tens >= 20 and tens % 10 == 0 and i + 2 < len(tokens) and tokens.words[i + 1] == "-":
        ones = words.ordinals.get(tokens.words[i + 2].lower())
        if ones is not None and ones < 10:
            return NumberMatch(tens + ones, tens + ones, i + 3, NumberKind.ORDINAL)
    return None


def _lower(tokens: Tokens, i: int) -> str:
    return tokens.words[i].lower() if i < len(tokens) else ""


def _touches(tokens: Tokens, i: int) -> bool:
    """Return whether token `i + 1` starts where token `i` ends."""
    return i + 1 < len(tokens) and tokens.starts[i + 1] == tokens.ends[i]


def _digits(tokens: Tokens, i: int, words: NumberWords) -> NumberMatch | None:
    texts = tokens.words
    if not texts[i].isdecimal() or len(texts[i]) > LONGEST_DIGITS:
        return None
    digits, end = _grouped(tokens, i, words)
    if len(digits) > LONGEST_DIGITS:
        return None
    if _touches(tokens, end - 1) and _touches(tokens, end) and texts[end] in words.decimal:
        decimals = texts[end + 1]
        # A second separator behind the decimals is a date or a version: `3.9.`, `1.2.3`.
        again = texts[end] == "." and _touches(tokens, end + 1) and texts[end + 2] == "." and "," in words.decimal
        if decimals.isdecimal() and len(decimals) <= LONGEST_DIGITS and not again:
            digits, end = f"{digits}.{decimals}", end + 2
        elif decimals == "-" or decimals == "–":
            end += 2
    value = float(digits)
    if end < len(tokens) and texts[end] in _GLYPHS:
        value, end = value + _GLYPHS[texts[end]], end + 1
    return _scaled(tokens, value, end, words, NumberKind.DIGITS)


def _grouped(tokens: Tokens, i: int, words: NumberWords) -> tuple[str, int]:
    """Return the digits from token `i` over groups of three, and the token after them."""
    texts, starts, ends = tokens.words, tokens.starts, tokens.ends
    digits, end, separator = texts[i], i + 1, ""
    if len(digits) > 3 or digits[0] == "0":
        return digits, end
    for _ in range(MOST_GROUPS):
        if end + 1 < len(texts) and texts[end] in words.group and separator in ("", texts[end]):
            following = end + 1
            joined = starts[end] == ends[end - 1] and starts[following] == ends[end]
        elif end < len(texts) and separator in ("", " "):
            following = end
            joined = starts[end] == ends[end - 1] + 1
        else:
            break
        if not (joined and len(texts[following]) == 3 and texts[following].isdecimal()):
            break
        separator = texts[end] if following > end else " "
        digits, end = digits + texts[following], following + 1
    return digits, end


def _scaled(tokens: Tokens, value: float, end: int, words: NumberWords, kind: NumberKind) -> NumberMatch:
    """Return the number with the scale that follows it, if one does: `1,2 Milliarden`, `3.5-billion`."""
    end, unscaled = end + _is_hyphen(tokens, end), end
    word = _lower(tokens, end)
    scale = words.scales.get(word)
    if scale is None or (scale == 100 and value >= 100):
        return NumberMatch(float(value), float(value), unscaled, kind)
    end += 1
    if word in words.abbreviations and _touches(tokens, end - 1) and tokens.words[end] == ".":
        end += 1
    # Scales may follow each other: `zwei Tausend Milliarden`, `3 hundred thousand`.
    more = words.scales.get(_lower(tokens, end), 0.0)
    if more > scale and more >= 1000 and scale <= 1000 and scale != DOZEN:
        scale, end = scale * more, end + 1
    return NumberMatch(_exact(value * scale), _exact(value * scale), end, kind, scale=scale)


def _exact(value: float) -> float:
    """Return `value` without the dust of binary fractions: 1.1 * 1e9 is a whole number."""
    return float(round(value, 6))


def _vague(tokens: Tokens, i: int, lower: str, words: NumberWords) -> NumberMatch | None:
    """Read `mehrere Dutzend`, `ein paar tausend`, `Hunderte von Millionen`, `tens of thousands`."""
    if lower in words.several:
        factor, end = words.several[lower], i + 1
    elif (lower, _lower(tokens, i + 1)) in words.several_pairs:
        factor, end = 2.0, i + 2
    elif lower in words.vague and lower not in words.scales:
        return _vague_scale(tokens, words.vague[lower], i + 1, words)
    elif lower in words.vague and words.scales[lower] >= 1e6:
        return NumberMatch(float(words.vague[lower]), None, i + 1, NumberKind.VAGUE, True)
    else:
        return None
    if _lower(tokens, end) in words.vague_joiners:
        end += 1
    named = _lower(tokens, end)
    scale = words.scales.get(named) or (words.vague.get(named) if named not in words.several else None)
    if scale is None:
        return None
    match = _vague_scale(tokens, factor * scale, end + 1, words)
    if named in words.abbreviations and _touches(tokens, end) and tokens.words[end + 1] == ".":
        return NumberMatch(match.low, None, end + 2, NumberKind.VAGUE, True)
    return match


def _vague_scale(tokens: Tokens, low: float, end: int, words: NumberWords) -> NumberMatch:
    joined = end + 1 if _lower(tokens, end) in words.vague_joiners else end
    following = _lower(tokens, joined)
    scale = words.scales.get(following) or (words.vague.get(following) if joined > end else None)
    if scale is not None and scale >= 100:
        return NumberMatch(float(low * scale), None, joined + 1, NumberKind.VAGUE, True)
    return NumberMatch(float(low), None, end, NumberKind.VAGUE, True)


def _digit_count(tokens: Tokens, i: int, lower: str, words: NumberWords) -> NumberMatch | None:
    """Read `zweistellig` and `double-digit`: only the count of digits is told."""
    count = words.digit_counts.get(lower)
    if count is None:
        return None
    end = i + 1
    if words.digit_nouns:
        end += _lower(tokens, end) == "-"
        if _lower(tokens, end) not in words.digit_nouns:
            return None
        end += 1
    return NumberMatch(10.0 ** (count - 1), 10.0**count - 1, end, NumberKind.VAGUE, True)


def _part(tokens: Tokens, i: int, lower: str, words: NumberWords) -> NumberMatch | None:
    """Read a part of a whole: `ein Drittel`, `two-thirds`, `Hälfte`, `half a million`, `ein halbes`."""
    share = words.bare_fractions.get(lower) or words.halves.get(lower)
    counted = (share, i + 1) if share is not None else _plain_share(tokens, i, words)
    return None if counted is None else _share(tokens, *counted, words)


def _plain_share(tokens: Tokens, i: int, words: NumberWords) -> tuple[float, int] | None:
    """Return a counted part of one without any scale, and the token after it: `ein halb`, `three quarters`."""
    lower = _lower(tokens, i)
    count = words.articles.get(lower) or words.cardinal(lower)
    if count is None or count >= LARGEST_NUMERATOR:
        return None
    end = i + 1 + _is_hyphen(tokens, i + 1)
    following = _lower(tokens, end)
    if following in words.halves and lower in words.articles:
        return words.halves[following], end + 1
    if following in words.fractions:
        return count * words.fractions[following], end + 1
    return None


def _is_hyphen(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a hyphen that touches both its neighbours."""
    return i < len(tokens) and tokens.words[i] == "-" and _touches(tokens, i - 1) and _touches(tokens, i)


def _share(tokens: Tokens, share: float, end: int, words: NumberWords) -> NumberMatch:
    """Return a part of one, or a number where a scale follows: `eine halbe Milliarde`, `half a million`."""
    start = end + _is_hyphen(tokens, end)
    if _lower(tokens, start) in words.articles and _lower(tokens, start + 1) in words.scales:
        start += 1
    if _lower(tokens, start) in words.scales:
        return _scaled(tokens, share, start, words, NumberKind.WORDS)
    return NumberMatch(share, share, end, NumberKind.FRACTION)


def _cardinal(tokens: Tokens, i: int, lower: str, words: NumberWords) -> NumberMatch | None:
    """Read number words: `zwölftausend`, `zwei Millionen dreihunderttausend`, `one hundred and five`."""
    value = words.articles.get(lower)
    article = value is not None
    if value is None:
        value = words.cardinal(lower)
    end = i + 1
    if value is None:
        # A scale without a number before it: `hundert Tage`, `Dutzend`; large ones are vague and read above.
        return _scaled(tokens, 1.0, i, words, NumberKind.WORDS) if lower in words.scales else None
    value, end = _with_ones(tokens, value, end, words)
    if _lower(tokens, end) in words.joiners:
        share = _plain_share(tokens, end + 1, words)
        if share is not None and value < LARGEST_NUMERATOR:
            value, end = value + share[0], share[1]
    first = _scaled(tokens, value, end, words, NumberKind.WORDS)
    if first.end == end:
        kind = NumberKind.ARTICLE if article else NumberKind.WORDS
        return NumberMatch(float(value), float(value), end, kind)
    total, end, last = first.low, first.end, first.scale
    while last > 1 and (rest := _remainder(tokens, end, last, words)) is not None:
        total, end, last = total + rest.low, rest.end, rest.scale
    return NumberMatch(float(total), float(total), end, NumberKind.WORDS, scale=first.scale)


def _with_ones(tokens: Tokens, value: float, end: int, words: NumberWords) -> tuple[float, int]:
    """Return tens with the ones that follow as a word of their own: `twenty-five`."""
    if value < 20 or value % 10 or value >= 100:
        return value, end
    following = end + _is_hyphen(tokens, end)
    ones = words.cardinals.get(_lower(tokens, following))
    if ones is not None and 1 <= ones <= 9:
        return value + ones, following + 1
    return value, end


def _remainder(tokens: Tokens, end: int, last: float, words: NumberWords) -> NumberMatch | None:
    """Return the smaller part of a number after its scale `last`: the `five` of `one hundred and five`."""
    if last == DOZEN:
        return None
    joined = _lower(tokens, end) in words.joiners
    if joined and last > 1000:
        return None
    start = end + joined
    value = words.cardinal(_lower(tokens, start)) if start < len(tokens) else None
    if value is None or value >= last:
        return None
    value, after = _with_ones(tokens, value, start + 1, words)
    rest = _scaled(tokens, value, after, words, NumberKind.WORDS)
    if rest.low >= last or (joined and rest.end > after):
        return None
    return rest
