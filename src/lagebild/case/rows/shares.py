"""Whose trade a share is of, with whom and by whose word, as entities of the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lagebild.merging.exchanges.shares import parties_of
from lagebild.merging.exchanges.sides import Mentioned, names_of
from lagebild.merging.exchanges.told import Amount, ToldSentence
from lagebild.reading.marks import Mention, MentionKind, Quantity, Sentence
from lagebild.reading.reading import Reading

TRADE_SHARE = "trade_share"
"""The measure of a share of trade, imports or exports."""


def trade_parties(reading: Reading, quantity: Quantity, owner: str | None) -> tuple[str | None, str | None, str | None]:
    """Return the entities whose trade a quantity is a share of, with whom, and who is cited for it.

    `owner` is the first as far as known. For another measure it stays and there are no others. Only names that the
    reading has become parties.
    """
    if quantity.measure != TRADE_SHARE:
        return owner, None, None
    sentence = _around(reading.sentences, quantity.start)
    if sentence is None:
        return owner, None, None
    mentions = _between(reading.mentions, sentence)
    codes = {m.country: m.country for m in reading.mentions if m.country is not None}
    article = reading.article
    lang = article.lang or ""
    text = article.text[sentence.start : sentence.end]
    entities = {m.entity: m.entity for m in reading.mentions}
    entities |= {m.country: m.entity for m in reversed(reading.mentions) if m.country and m.kind is MentionKind.STATE}
    own = [
        Mentioned(m.start, m.end, article.text[m.start : m.end], m.kind, m.country, m.sector, m.entity)
        for m in mentions
    ]
    amount = Amount(quantity.start, quantity.end, quantity.low, quantity.high, quantity.unit, quantity.measure)
    names = names_of(text, sentence.start, lang, own, (amount,), codes)
    told = ToldSentence("", sentence.sentence_id, sentence.start, text, lang, names, (amount,))
    country = next((m.country for m in reading.mentions if m.entity == owner), None)
    known = None if owner is None else country or owner
    whose, other, cited = parties_of(told, amount, known)
    return owner or entities.get(whose or ""), entities.get(other or ""), entities.get(cited or "")


def _around(sentences: Sequence[Sentence], place: int) -> Sentence | None:
    at = bisect_right(sentences, place, key=lambda s: s.start) - 1
    return sentences[at] if at >= 0 and place < sentences[at].end else None


def _between(mentions: Sequence[Mention], sentence: Sentence) -> Sequence[Mention]:
    first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    return mentions[first : bisect_left(mentions, sentence.end, key=lambda m: m.start)]
