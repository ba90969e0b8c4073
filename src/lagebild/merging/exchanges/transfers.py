"""Who gives what to whom, read from the sentences of an article in their order.

A verb or noun of giving takes its goods and its sides from its own clause: by prepositions, by case, by place. What the
clause leaves out is looked for in the clause before, in the event the model found there, and in the exchange told just
before (`Im Gegenzug erhält Pjöngjang …`). Without both sides and a good of the lexicon there is no transfer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from lagebild.merging.exchanges.clauses import Trigger
from lagebild.merging.exchanges.giving import BY_CONTEXT, BY_MODEL
from lagebild.merging.exchanges.goods import Good
from lagebild.merging.exchanges.missing import CompletingReader, Focus
from lagebild.merging.exchanges.told import Amount, ToldSentence, Transfer
from lagebild.merging.exchanges.words import LANGUAGES, Deed, Form
from lagebild.reading.marks import EventType, Realis

LONGEST_SENTENCE = 1_500
"""Characters of the longest sentence that is read; a longer one is a list or a page without full stops."""
SENTENCES_IN_MIND = 3
"""So many sentences later an exchange is still taken up again (`die Lieferungen`)."""
MOST_SIDES = 3
"""Names one side of an exchange may have; more are a list of something else."""
YEARS = range(1900, 2101)
"""A number without grouping that may be a year is no amount: `schickte 2020 Drohnen`."""
_VALUED = frozenset({"Wert", "value"})
_PERSONS_GIVEN = ("troops", "workers", "experts", "medical_staff", "rescuers")


def transfers_of(sentences: Iterable[ToldSentence]) -> Iterator[Transfer]:
    """Yield the transfers that the sentences of one article tell; the sentences are given in their order."""
    focus = Focus()
    for sentence in sentences:
        found: list[Transfer] = []
        subject = None
        if sentence.lang in LANGUAGES and len(sentence.text) <= LONGEST_SENTENCE:
            reader = _SentenceReader(sentence, focus)
            found, subject = reader.transfers(), reader.subject
            told = None if found else reader.direction()
            focus = replace(focus, giver=told[0], receiver=told[1]) if told else focus
        yield from found
        names = tuple(dict.fromkeys(name.side for name in sentence.names))
        if found:
            focus = Focus(found[-1].giver, found[-1].receiver, 0, names, subject)
        elif focus.age < SENTENCES_IN_MIND:
            focus = replace(focus, age=focus.age + 1, names=names, subject=subject)
        else:
            focus = Focus(names=names, subject=subject)


class _SentenceReader(CompletingReader):
    """Reads one sentence, knowing what was told before."""

    def transfers(self) -> list[Transfer]:
        """Return the transfers of the sentence."""
        found = [t for trigger in self._c.triggers for t in self._told_by(trigger)]
        found += self._told_by_model({(t.good_start, t.giver, t.receiver) for t in found})
        unique: dict[tuple[str, str, int], Transfer] = {}
        for transfer in found:
            key = (transfer.giver, transfer.receiver, transfer.good_start)
            if key not in unique or unique[key].confidence < transfer.confidence:
                unique[key] = transfer
        reverse = {(r, g, start) for g, r, start in unique}
        return [t for key, t in unique.items() if key not in reverse]

    def _told_by(self, trigger: Trigger) -> list[Transfer]:
        goods = self._goods_of(trigger)
        relative = self._relative(trigger)
        if not goods and relative is not None and trigger.form is not Form.NOUN:
            goods = [g for g in self._c.goods if g.end <= self._c.places(trigger.clause).start][-1:]
        goods = goods or self._money(trigger)
        if not goods:
            return []
        if self._c.lower[trigger.end : trigger.end + 1] == ["back"]:
            return []
        sides = self._completed(trigger, self._sides(trigger, goods[0]))
        if len(goods) > 1 and trigger.form is Form.NOUN and self._worth() is not None:
            goods = [*goods, Good(trigger.first, trigger.end, "goods")]
        return [
            self._transfer(
                trigger, good, giver, receiver, sides.confidence, alone=len(goods) == 1 or good.first == trigger.first
            )
            for good in goods
            if not (sides.confidence == BY_CONTEXT and self._realis(trigger, good, None) == Realis.NEG)
            for giver, receiver in product(sides.givers[:MOST_SIDES], sides.receivers[:MOST_SIDES])
            if giver != receiver
        ]

    def _told_by_model(self, told: set[tuple[int, str, str]]) -> list[Transfer]:
        """Return what the model tells of aid with both sides and a good, where no word of giving was read."""
        found = []
        for h in self._sentence.happenings:
            if h.type != EventType.AID or len(h.sources) != 1 or len(h.targets) != 1 or h.object_start is None:
                continue
            start, end = h.object_start, h.object_end or h.object_start
            goods = [
                g for g in self._c.goods if start <= self._c.start_of(g.first) and self._c.end_of(g.end - 1) <= end
            ]
            goods = [g for g in goods if g.key.split(".")[0] not in _PERSONS_GIVEN]
            if (
                told
                or not goods
                or h.sources == h.targets
                or any(
                    h.start < self._c.end_of(t.end - 1) and self._c.start_of(t.first) < h.end for t in self._c.triggers
                )
            ):
                continue
            place = next(i for i in range(len(self._c.lower)) if self._c.end_of(i) > h.start)
            trigger = Trigger(place, place + 1, Deed.GIVES, Form.FINITE, self._c.clause[place])
            found += [
                self._transfer(trigger, g, h.sources[0], h.targets[0], BY_MODEL, alone=len(goods) == 1) for g in goods
            ]
        return found

    def _transfer(
        self, trigger: Trigger, good: Good, giver: str, receiver: str, confidence: float, *, alone: bool
    ) -> Transfer:
        happening = self._happening_at(trigger.first, trigger.end)
        amount = self._amount_of(good, alone=alone)
        good_start, good_end = self._c.start_of(good.first), self._c.end_of(good.end - 1)
        places = [(good_start, good_end), (self._c.start_of(trigger.first), self._c.end_of(trigger.end - 1))]
        if amount is not None:
            places.append((amount.start, amount.end))
        places += [
            (self._c.start_of(p.first), self._c.end_of(p.end - 1))
            for p in self._names
            if p.side in (giver, receiver) and p.clause == trigger.clause
        ]
        holder, speaker, is_denied = self._holder(good_start, good_end, giver)
        days = (happening.earliest, happening.latest) if happening else (None, None)
        return Transfer(
            self._sentence.article_id,
            min(start for start, _ in places),
            max(end for _, end in places),
            giver,
            receiver,
            good.key,
            good_start,
            good_end,
            amount.low if amount else None,
            amount.high if amount else None,
            amount.unit if amount else None,
            Realis.NEG if is_denied else self._realis(trigger, good, happening),
            holder,
            speaker,
            happening.event_id if happening else None,
            *days,
            confidence,
        )

    def _is_bare_year(self, amount: Amount) -> bool:
        start = amount.start - self._sentence.start
        return self._sentence.text[start : start + 4].isdigit()

    def _holder(self, start: int, end: int, giver: str) -> tuple[str | None, str | None, bool]:
        """Return whose claim the words at a place are: an actor, or words for somebody unknown; and if it is denied.

        Nobody calls himself by his name: a giver named in the words reported is not their speaker.
        """
        speech = next((s for s in self._sentence.speeches if s.start < end and start < s.end), None)
        if speech is None:
            return None, None, False
        offset = self._c.start_of
        inside = (p for p in self._names if p.side == giver and speech.start <= offset(p.first) < speech.end)
        if speech.speaker_start is None and any(p.actor_id == speech.holder for p in inside):
            return None, "", speech.is_denied
        return speech.holder, speech.speaker if speech.holder is None else None, speech.is_denied

    def _amount_of(self, good: Good, *, alone: bool) -> Amount | None:
        own = self._c.amount_with(good.first, good.end) or self._c.amount_with(good.first - 1, good.first)
        if own is None and good.first > 1 and self._c.lower[good.first - 1] in ("of", "von", "an"):
            own = self._c.amount_with(good.first - 2, good.first - 1)
        own = self._worth() if own is None and alone else own
        if own is not None and own.low is not None and own.low in YEARS and self._is_bare_year(own):
            return None
        return None if own is None or own.measure in ("share", "trade_share", "casualties") else own

    def _worth(self) -> Amount | None:
        """Return the money that goods are said to be worth."""
        worth = self._words.of("small.worth")
        for first, _, amount in self._c.amounts:
            words = self._c.tokens.words
            near = words[max(first - 4, 0) : first + 1]
            if amount.measure == "money" and (worth & {*near} or worth & {*words[:first]} & _VALUED):
                return amount
        return None
