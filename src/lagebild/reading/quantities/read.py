"""Reading all quantities of an article: number words and digits trigger, what is around them decides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from lagebild.reading.marks import Quantity, Sentence
from lagebild.reading.numbers import LANGUAGES, NumberKind, number_words
from lagebild.reading.quantities.amounts import Amount, amount_at, bounded
from lagebild.reading.quantities.counted import Counted, counted_at
from lagebild.reading.quantities.neighbours import Candidate, LastCount, named
from lagebild.reading.quantities.owners import owner_of
from lagebild.reading.quantities.refusals import MEASURED, is_quantity
from lagebild.reading.quantities.single import single_at
from lagebild.reading.quantities.units import count_units
from lagebild.reading.quantities.values import bounds_of, is_part, measure_of
from lagebild.reading.quantities.words import QuantityWords, quantity_words
from lagebild.reading.tokens import Tokens, tokens_of

CONFIDENCE_KNOWN = 0.95
"""Of a quantity whose unit or noun the tables have: the precision measured on the training part of the corpus."""

CONFIDENCE_UNKNOWN = 0.8
"""Of a quantity whose noun the tables lack."""

CONFIDENCE_ALONE = 0.6
"""Of a number without a noun, whose unit is taken from a quantity beside it."""

SHORTEST_GLUED = 10
"""Letters of the shortest German number word glued to `tausend` that the tables do not list: `zwotausend`."""


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
    words = quantity_words(lang)
    triggers = _triggers(tokens, lang)
    places = [tokens.starts[i] for i in triggers]
    quantities: list[Quantity] = []
    at, last = 0, LastCount()
    for sentence in sentences:
        last = last.aged()
        first = at = bisect_left(places, sentence.start, at)
        while at < len(places) and places[at] < sentence.end:
            at += 1
        if at > first:
            start, stop = bisect_left(tokens.starts, sentence.start), bisect_left(tokens.starts, sentence.end)
            candidates = _candidates(tokens, triggers[first:at], start, stop, lang, words)
            found, last = named(tokens, candidates, last, stop, words)
            quantities += [_quantity(tokens, amount, counted, start, stop, lang, words) for amount, counted in found]
    return tuple(quantities)


@cache
def _trigger_words(lang: str) -> frozenset[str]:
    """Return every spelling of the words that a quantity may be found by, articles left out."""
    words = quantity_words(lang)
    others = {
        *words.majorities,
        *words.single_nouns,
        *words.single_operators,
        *(count_units(lang) if lang == "de" else ()),
    }
    spelled = {spelling for word in others for spelling in (word, word.capitalize())}
    return number_words(lang).starts | spelled


def _triggers(tokens: Tokens, lang: str) -> list[int]:
    triggers, numbers = _trigger_words(lang), number_words(lang)
    found = {
        word
        for word in set(tokens.words)
        if word in triggers or "0" <= word[0] <= "9" or (len(word) >= SHORTEST_GLUED and numbers.is_start(word))
    }
    return [i for i, word in enumerate(tokens.words) if word in found]


def _candidates(
    tokens: Tokens, triggers: Iterable[int], start: int, stop: int, lang: str, words: QuantityWords
) -> list[Candidate]:
    """Return the amounts of a sentence with what they count; no quantity counts None."""
    candidates: list[Candidate] = []
    free = start
    for i in triggers:
        if i < free:
            continue
        amount = amount_at(tokens, i, free, stop, lang) or single_at(tokens, i, free, stop, lang, words)
        if amount is None:
            continue
        counted = _counted(tokens, amount, stop, lang)
        measured = amount.kind is NumberKind.FRACTION or (counted is not None and counted.measure in MEASURED)
        amount = bounded(tokens, amount, free, measured, words)
        free = max(free, amount.end)
        if counted is not None and not is_quantity(tokens, amount, counted, start, stop, lang, words):
            counted = None
        candidates.append(Candidate(amount, counted))
        if counted is not None:
            free = max(free, counted.end)
    return candidates


def _counted(tokens: Tokens, amount: Amount, stop: int, lang: str) -> Counted | None:
    if amount.currency is not None:
        return Counted(amount.currency, "money", amount.end)
    return counted_at(tokens, amount.end, stop, lang, vague=amount.kind is NumberKind.VAGUE)


def _quantity(
    tokens: Tokens, amount: Amount, counted: Counted, start: int, stop: int, lang: str, words: QuantityWords
) -> Quantity:
    part = is_part(amount, counted)
    end = amount.end if part else max(amount.end, counted.end)
    low, high, operator = bounds_of(amount, counted)
    owner = owner_of(tokens, amount, counted, start, stop, lang)
    confidence = CONFIDENCE_KNOWN if counted.known else CONFIDENCE_UNKNOWN
    if counted.noun is None and not part and counted.measure not in MEASURED:
        confidence = CONFIDENCE_ALONE
    return Quantity(
        start=tokens.starts[amount.start],
        end=tokens.ends[end - 1],
        low=low,
        high=high,
        operator=operator,
        unit="percent" if part else counted.unit,
        measure=measure_of(tokens, amount, counted, start, stop, lang, words),
        noun_start=None if counted.noun is None else tokens.starts[counted.noun],
        noun_end=None if counted.noun_end is None else tokens.ends[counted.noun_end - 1],
        owner_start=None if owner is None else tokens.starts[owner[0]],
        owner_end=None if owner is None else tokens.ends[owner[1] - 1],
        confidence=confidence,
    )
