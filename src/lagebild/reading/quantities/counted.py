"""What a number counts: the unit, the currency or the noun after it."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.reading.numbers import NumberKind, number_at, number_words
from lagebild.reading.quantities.nouns import Noun, is_people, noun_of, singular_of
from lagebild.reading.quantities.units import Unit, unit_at
from lagebild.reading.quantities.words import QuantityWords, quantity_words
from lagebild.reading.tokens import Tokens

MOST_ADJECTIVES = 5
"""Words that may stand between a number and the noun it counts."""

LONGEST_COMPOUND = 16
"""Tokens of the longest word joined by hyphens, and of the longest phrase with quotation marks."""

MATERIALS = frozenset({"weight", "volume", "area"})
"""Measures whose unit is followed by the thing measured: `Tonnen Weizen`."""

_QUOTES = frozenset("„“”\"'»«‚‘’")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, in tokens: the noun is `[noun, noun_end)`, the whole ends before `end`.

    `unit` None: no noun, the number stands alone. `adjective` is the first token of the words between number and
    noun. `known` says that the lexicon has the noun.
    """

    unit: str | None
    measure: str | None
    end: int
    noun: int | None = None
    noun_end: int | None = None
    adjective: int | None = None
    factor: float = 1.0
    known: bool = True
    anaphor: bool = False


def counted_at(tokens: Tokens, i: int, stop: int, lang: str, vague: bool = False) -> Counted | None:
    """Return what a number that ends before token `i` counts; None where it counts time or names a thing.

    After a `vague` number `von` may join the noun: `Dutzende von Panzern`. Looks at no token from `stop` on.
    """
    words = quantity_words(lang)
    if i >= stop:
        return Counted(None, None, i)
    if tokens.words[i] == "-" and tokens.starts[i] == tokens.ends[i - 1]:
        return _glued(tokens, i, stop, lang, words)
    if tokens.starts[i] == tokens.ends[i - 1] and tokens.words[i][0].isalpha() and unit_at(tokens, i, lang) is None:
        return None
    if (unit := unit_at(tokens, i, lang)) is not None and unit.end <= stop:
        return _measured(tokens, unit, i, stop, lang, words)
    if (partitive := _partitive(tokens, i, stop, lang, words, vague)) is not None:
        return partitive
    phrase = _phrase(tokens, i, stop, lang, words)
    if phrase is not None and phrase.unit is None and tokens.words[i].lower() in words.anaphors:
        return Counted(None, None, i + 1, anaphor=True)
    return phrase


def _glued(tokens: Tokens, i: int, stop: int, lang: str, words: QuantityWords) -> Counted | None:
    """Read what a hyphen joins to the number: `20-prozentig`, `5%-Hürde`, `3.000-Dollar-Geschenk`."""
    if i + 1 >= stop or tokens.starts[i + 1] != tokens.ends[i]:
        return None
    end = i + 1
    stop = min(stop, i + LONGEST_COMPOUND)
    while end + 1 < stop and tokens.words[end + 1] == "-" and tokens.starts[end + 1] == tokens.ends[end]:
        if end + 2 >= stop or tokens.starts[end + 2] != tokens.ends[end + 1]:
            break
        end += 2
    end += 1
    first = tokens.words[i + 1]
    for suffix, name in words.suffixes.items():
        if first.startswith(suffix):
            return Counted(name, "share" if name == "percent" else "count", i + 2)
    unit = unit_at(tokens, i + 1, lang)
    if unit is not None:
        # `155-Millimeter-Granaten` names a kind of shell, `a 300-km range` tells a distance.
        if unit.end > end or (unit.measure not in ("money", "share") and unit.end != end):
            return None
        return Counted(unit.name, unit.measure, unit.end, factor=unit.factor)
    noun = noun_of(first, lang)
    if noun is not None and noun.measure == "people" and lang == "de":
        return Counted(noun.name, noun.measure, i + 2, i + 1, i + 2)
    return None


def _measured(tokens: Tokens, unit: Unit, i: int, stop: int, lang: str, words: QuantityWords) -> Counted | None:
    """Read a unit and the thing it measures: `Tonnen Weizen`, `Prozent der Stimmen`, `Kilometern pro Stunde`."""
    end = unit.end
    plain = Counted(unit.name, unit.measure, end, i, end, factor=unit.factor)
    if end >= stop:
        return plain
    following = tokens.words[end].lower()
    if unit.name == "kilometre" and following in ("pro", "per") and end + 1 < stop:
        if tokens.words[end + 1].lower() in ("stunde", "hour"):
            return Counted("km/h", "speed", end + 2, i, end + 2)
        return plain
    if unit.measure == "share" and following in words.genitives:
        noun = _noun_after(tokens, end + 1, stop, lang, words)
        if noun is not None:
            return Counted(unit.name, unit.measure, end, noun[0], noun[1])
    if unit.measure in MATERIALS:
        noun = _material(tokens, end, stop, lang, words)
        if noun is not None:
            return Counted(unit.name, unit.measure, noun[1], noun[0], noun[1], factor=unit.factor)
    return plain


def _material(tokens: Tokens, i: int, stop: int, lang: str, words: QuantityWords) -> tuple[int, int] | None:
    """Return the tokens of what a unit measures: `Tonnen Weizen`, `tonnes of maize`, but not `Hektar großer Park`."""
    if lang == "de":
        return None if tokens.words[i].startswith(words.sizes) else _german_noun(tokens, i, stop, words)
    if tokens.words[i].lower() != "of" or i + 1 >= stop:
        return None
    word = tokens.words[i + 1]
    return (i + 1, i + 2) if word[0].islower() and word not in words.stops else None


def _partitive(tokens: Tokens, i: int, stop: int, lang: str, words: QuantityWords, vague: bool) -> Counted | None:
    """Read `der Männer`, `von 99 Sitzen`, `of the 15 members` after a number: a part of a counted whole."""
    if tokens.words[i].lower() not in words.partitive:
        return None
    start = i + 1
    needs_number = not vague and tokens.words[i].lower() in ("von", "of")
    if start < stop and tokens.words[start].lower() in words.partitive_second:
        start, needs_number = start + 1, False
    if start >= stop:
        return None
    if tokens.words[start].lower() in ("ihnen", "them", "those", "denen", "which"):
        return Counted(None, None, start + 1, anaphor=True)
    number = number_at(tokens, start, lang)
    if number is not None and number.kind is not NumberKind.ARTICLE and number.end < stop:
        start, needs_number = number.end, False
    if needs_number and lang == "de":
        return None
    noun = _noun_after(tokens, start, stop, lang, words)
    if noun is None:
        return None
    return _named(tokens, noun, start, lang, words)


def _phrase(tokens: Tokens, i: int, stop: int, lang: str, words: QuantityWords) -> Counted | None:
    """Read the noun after a number and its adjectives; a number without one counts nothing by itself."""
    noun = _noun_after(tokens, i, stop, lang, words)
    if noun is None:
        return Counted(None, None, i, adjective=i)
    return _named(tokens, noun, i, lang, words)


def _named(tokens: Tokens, noun: tuple[int, int], adjective: int, lang: str, words: QuantityWords) -> Counted | None:
    """Return what the noun at tokens `noun` names; None where it is a time."""
    start, end = noun
    unit = unit_at(tokens, start, lang)
    if unit is not None and unit.end >= end:
        return Counted(unit.name, unit.measure, unit.end, start, unit.end, adjective, unit.factor)
    head = tokens.words[end - 1]
    lower = head.lower()
    if lower in words.times or (words.time_endings and lower.endswith(words.time_endings)):
        return None
    if (scale := words.scaled_nouns.get(lower)) is not None:
        return Counted(
            "money" if scale > 1 else "percent", "money" if scale > 1 else "share", end, start, end, adjective, scale
        )
    if head == "Mann" and lang == "de" and tokens.words[start - 1].lower() not in number_words(lang).articles:
        # The plural of soldiers and crews; men are `Männer`.
        return Counted("soldier", "troops", end, start, end, adjective)
    found: Noun | None = noun_of(head, lang)
    if found is None and end == start + 1 and is_people(head, lang):
        found = Noun("person", "people", False)
    if found is not None:
        return Counted(found.name, found.measure, end, start, end, adjective)
    name = singular_of(head) if lang == "en" else head
    return Counted(name, "count", end, start, end, adjective, known=False)


def _noun_after(tokens: Tokens, i: int, stop: int, lang: str, words: QuantityWords) -> tuple[int, int] | None:
    """Return the tokens of the counted noun within a few words from token `i`, or None."""
    return _german_noun(tokens, i, stop, words) if lang == "de" else _english_noun(tokens, i, stop, words)


def _german_noun(tokens: Tokens, i: int, stop: int, words: QuantityWords) -> tuple[int, int] | None:
    texts = tokens.words
    stop = min(stop, i + LONGEST_COMPOUND)
    last = min(stop, i + MOST_ADJECTIVES + 1)
    while i < last:
        word = texts[i]
        if word in _QUOTES:
            i, last = i + 1, min(stop, last + 1)
            continue
        if not word[0].isalpha():
            return None
        end = _compound_end(tokens, i, stop)
        if word[0].isupper():
            # `Berliner Bürger`: the adjective of a place is written like a noun, what it describes follows it.
            follows = end < stop and texts[end][0].isupper() and tokens.starts[end] > tokens.ends[end - 1]
            if (
                word.endswith("er")
                and follows
                and noun_of(word, "de") is None
                and noun_of(texts[end], "de") is not None
            ):
                i = end
                continue
            return i, end
        if end > i + 1 and texts[end - 1][0].isupper():
            return i, end
        inflected = word not in words.stops and word.endswith((*words.adjective_endings, "lich"))
        if not inflected and word not in words.uninflected:
            return None
        i = end
    return None


def _compound_end(tokens: Tokens, i: int, stop: int) -> int:
    """Return the token after the word at `i` and all that hyphens join to it, over `Pass- und Ausweisregister` too."""
    texts, end = tokens.words, i + 1
    if end + 1 < stop and texts[end].isdecimal() and texts[end + 1] == "-" and tokens.starts[end] == tokens.ends[i]:
        end += 1
    stop = min(stop, i + LONGEST_COMPOUND)
    while end + 1 < stop and texts[end] == "-" and tokens.starts[end] == tokens.ends[end - 1]:
        if tokens.starts[end + 1] == tokens.ends[end]:
            end += 2
        elif end + 2 < stop and texts[end + 1] in ("und", "oder") and texts[end + 2][0].isupper():
            end += 3
        else:
            break
    return end


def _english_noun(tokens: Tokens, i: int, stop: int, words: QuantityWords) -> tuple[int, int] | None:
    """Return the first plural from token `i` on, or the first of the lexicon, with the lexicon's nouns after it."""
    texts = tokens.words
    stop = min(stop, i + LONGEST_COMPOUND)
    last = min(stop, i + MOST_ADJECTIVES + 2)
    while i < last:
        word = texts[i]
        lower = word.lower()
        # `F-35 jets`: what hyphens join to a word belongs to it.
        if word in _QUOTES or word == "-" or (texts[i - 1] == "-" and tokens.starts[i] == tokens.ends[i - 1]):
            i, last = i + 1, min(stop, last + 1)
            continue
        if not word[0].isalpha() or lower in words.stops:
            return None
        if lower in words.times:
            return i, i + 1
        if _is_plural(lower):
            end = i + 1
            while (
                end < last
                and texts[end][0].islower()
                and _is_plural(texts[end].lower())
                and (noun_of(texts[end], "en") is not None)
            ):
                end += 1
            return end - 1, end
        i += 1
    return None


_ENGLISH_SINGULAR_ENDINGS = ("ss", "us", "is", "'s")


def _is_plural(lower: str) -> bool:
    noun = noun_of(lower, "en")
    if noun is not None:
        return noun.name != lower or noun.plural_alike
    return lower.endswith("s") and not lower.endswith(_ENGLISH_SINGULAR_ENDINGS)
