"""Which goods a word of giving speaks of: by their place in its clause and by what governs them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from lagebild.merging.exchanges.clauses import ADJECTIVE, BARE, GENITIVE, Clauses, Participant, Trigger
from lagebild.merging.exchanges.goods import Good
from lagebild.merging.exchanges.told import ToldSentence
from lagebild.merging.exchanges.words import Deed, Form

GOOD_REACH = 8
"""Tokens between a noun of giving and its good."""
_AND = frozenset({"und", "and", "but", "aber", "sondern"})
_DATIVE_PLURALS = ("fern", "tern", "nern", "gern", "kern", "euren", "ärzten")


class GoodsReader:
    """Reads the goods of a sentence; speakers are no names of it."""

    def __init__(self, sentence: ToldSentence) -> None:
        self._sentence = sentence
        self._c = Clauses(sentence)
        self._words = self._c.words
        spoken = [s for s in sentence.speeches if s.speaker_start is not None and s.speaker_end is not None]
        self._speakers = [(s.speaker_start or 0, s.speaker_end or 0) for s in spoken]
        self._names = [p for p in self._c.participants if not self._is_speaker(p)]

    def _is_speaker(self, p: Participant) -> bool:
        start, end = self._c.start_of(p.first), self._c.end_of(p.end - 1)
        return p.cue in ("laut", "zufolge", "according") or any(s < end and start < e for s, e in self._speakers)

    def _goods_of(self, trigger: Trigger) -> list[Good]:
        if trigger.good is not None:
            return [trigger.good]
        inside = [g for g in self._c.goods if self._c.clause[g.first] == trigger.clause and g.first != trigger.first]
        before = [g for g in inside if g.end <= trigger.first]
        after = [g for g in inside if g.first >= trigger.end]
        others = [t for t in self._c.triggers if t.clause == trigger.clause and t is not trigger]
        last_before = max((t.end for t in others if t.end <= trigger.first), default=0)
        next_after = min((t.first for t in others if t.first >= trigger.end), default=len(self._c.lower))
        before = [g for g in before if g.first >= last_before]
        after = [g for g in after if g.first < next_after and not self._is_beyond_and(trigger.end, g)]
        if trigger.form is Form.NOUN:
            return self._goods_of_noun(trigger, before, after)
        if self._sentence.lang == "de":
            chosen = self._goods_of_german_verb(trigger, before, after)
        else:
            chosen = self._goods_of_english_verb(trigger, before, after)
        allowed = {BARE} | self._words.of("prepositions.with")
        chosen = self._allowed(chosen, allowed)
        if trigger.deed is not Deed.GIVES_WITH and trigger.form is not Form.ATTRIBUTE:
            chosen = [g for g in chosen if self._is_object(g)]
        if trigger.deed is Deed.GIVES_WITH:
            with_words = self._words.of("prepositions.with")
            return [g for g in chosen if self._c.cue_of_good(g) in with_words or self._owner_of(g) is not None]
        return [g for g in chosen if self._c.cue_of_good(g) not in self._words.of("prepositions.with")] or (
            chosen if self._sentence.lang == "en" else []
        )

    def _allowed(self, goods: Sequence[Good], cues: Set[str]) -> list[Good]:
        """Return the goods that such a cue governs, that an amount counts, or that are listed with one of these."""
        kept: list[Good] = []
        for good in goods:
            listed = bool(kept) and self._goes_on(kept[-1].end, good.first)
            if listed or self._c.cue_of_good(good) in cues or self._is_counted(good):
                kept.append(good)
        return kept

    def _is_beyond_and(self, end: int, good: Good) -> bool:
        """Return whether an `and` that joins neither goods nor names stands between a verb and a good."""
        joints = [i for i in range(end, good.first) if self._c.lower[i] in _AND]
        return any(not self._c.joins(i) for i in joints)

    def _is_object(self, good: Good) -> bool:
        """Return whether a German good is no dative: one grants shelter to fighters, one does not grant fighters."""
        return self._sentence.lang != "de" or not self._c.lower[good.end - 1].endswith(_DATIVE_PLURALS)

    def _is_counted(self, good: Good) -> bool:
        """Return whether a good follows an amount of it: `thousands of soldiers`, `2 million dollars in aid`."""
        return (
            good.first > 1
            and self._c.lower[good.first - 1] in ("of", "in", "von")
            and bool(self._c.amount_with(good.first - 2, good.first + 1))
        )

    def _goods_of_noun(self, trigger: Trigger, before: list[Good], after: list[Good]) -> list[Good]:
        if any(g.end == trigger.first for g in before):
            return self._listed([g for g in before if g.end == trigger.first], before)
        near = [g for g in after if g.first - trigger.end <= GOOD_REACH]
        allowed = self._words.of("small.of") | {BARE}
        if near and (self._c.cue_of_good(near[0]) in allowed) and not self._verb_between(trigger.end, near[0].first):
            return self._listed([near[0]], after)
        return []

    def _verb_between(self, first: int, end: int) -> bool:
        return any(w in self._words.forms for w in self._c.lower[first:end])

    def _listed(self, chosen: list[Good], goods: Sequence[Good]) -> list[Good]:
        """Return the chosen goods with those that are listed after them."""
        result = list(chosen)
        for good in goods:
            if good.first >= result[-1].end and self._goes_on(result[-1].end, good.first):
                result.append(good)
        return result

    def _goes_on(self, end: int, first: int) -> bool:
        """Return whether a list goes on from token `end` to the good at `first`."""
        between = self._c.lower[end:first]
        joiners = self._words.of("small.joiners") | {","}
        return (
            bool(between)
            and len(between) <= GOOD_REACH
            and between[0] in joiners
            and not any(w in self._words.forms or w in self._words.of("prepositions.other") for w in between)
        )

    def _goods_of_german_verb(self, trigger: Trigger, before: list[Good], after: list[Good]) -> list[Good]:
        if trigger.form is Form.ATTRIBUTE:
            return self._listed(after[:1], after) if after and after[0].first - trigger.end <= 4 else []
        if self._is_final(trigger):
            return before
        return after or [g for g in before if not any(p.first < g.end and g.first <= p.end for p in self._names)]

    def _is_final(self, trigger: Trigger) -> bool:
        """Return whether a German verb ends its clause, or its part of it."""
        if trigger.form in (Form.PARTICIPLE, Form.INFINITIVE, Form.JOINED):
            return True
        rest = [w for w in self._c.lower[trigger.end : self._c.places(trigger.clause).stop] if w[0].isalnum()]
        passive = self._words.of("small.passive")
        return all(w in passive or w in self._words.of("small.auxiliaries") for w in rest)

    def _goods_of_english_verb(self, trigger: Trigger, before: list[Good], after: list[Good]) -> list[Good]:
        if self._is_passive(trigger):
            with_words = self._words.of("prepositions.with")
            supplied = [g for g in after if self._c.cue_of_good(g) in with_words]
            if supplied:
                return supplied
            return [g for g in before if self._c.cue_of_good(g) == BARE or self._is_counted(g)][-3:]
        return after

    def _is_passive(self, trigger: Trigger) -> bool:
        if trigger.form is Form.ATTRIBUTE:
            return True
        if trigger.form is not Form.PARTICIPLE:
            return False
        if self._sentence.lang == "de":
            return self._c.has_passive(trigger.clause)
        before = self._c.lower[max(self._c.places(trigger.clause).start, trigger.first - 4) : trigger.first]
        if self._words.of("small.passive") & set(before):
            return True
        if any(g.end == trigger.first for g in self._c.goods):
            following = self._c.lower[trigger.end : trigger.end + 1]
            return bool(set(following) & {"by", "to", "from"})
        return False

    def _money(self, trigger: Trigger) -> list[Good]:
        """Return a sum of money as the good, where a verb has no other."""
        if trigger.form is Form.NOUN or trigger.deed is Deed.RECEIVES:
            return []
        places = self._c.places(trigger.clause)
        sums = [(f, e) for f, e, a in self._c.amounts if a.measure == "money" and f in places]
        goods = [Good(first, end, "money") for first, end in sums]
        return [g for g in goods if self._c.cue_of_good(g) == BARE][:1]

    def _owner_of(self, good: Good) -> str | None:
        """Return the name whose adjective or genitive belongs to a good: `iranische Drohnen`, `Russia's oil`."""
        for p in self._names:
            if p.first < good.end and good.first < p.end:
                return p.side
            if p.end <= good.first and p.cue in (ADJECTIVE, GENITIVE) and self._is_attached(p.end, good.first):
                return p.side
        return None

    def _is_attached(self, end: int, first: int) -> bool:
        """Return whether only adjectives, numbers and the good itself stand between a name and its noun."""
        between = range(end, first)
        return len(between) <= 4 and all(
            self._c.lower[i] in ("'", "’", "s", "-")
            or self._is_adjective(i)
            or any(g.first <= i < g.end for g in self._c.goods)
            for i in between
        )

    def _is_adjective(self, i: int) -> bool:
        word = self._c.tokens.words[i]
        return (
            word.islower()
            and word.isalpha()
            and word not in self._words.of("prepositions.other")
            and (word not in self._words.of("small.joiners"))
            and word not in self._words.forms
        )
