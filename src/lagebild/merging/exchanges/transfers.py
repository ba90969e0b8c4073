"""Who gives what to whom, read from the sentences of an article in their order.

A verb or noun of giving takes its goods and its sides from its own clause: by prepositions, by case, by place. What the
clause leaves out is looked for in the clause before, in the event the model found there, and in the exchange told just
before (`Im Gegenzug erhält Pjöngjang …`). Without both sides and a good of the lexicon there is no transfer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from lagebild.merging.exchanges.clauses import (
    ADJECTIVE,
    BARE,
    DATIVE,
    GENITIVE,
    Clauses,
    Participant,
    Trigger,
)
from lagebild.merging.exchanges.goods import Good
from lagebild.merging.exchanges.told import Amount, Happening, ToldSentence, Transfer
from lagebild.merging.exchanges.words import LANGUAGES, Deed, Form
from lagebild.reading.marks import EventType, Realis

LONGEST_SENTENCE = 1_500
"""Characters of the longest sentence that is read; a longer one is a list or a page without full stops."""
OWN_CLAUSE, EARLIER_CLAUSE, BY_MODEL, BY_CONTEXT = 0.85, 0.65, 0.5, 0.45
"""Confidence of a transfer by where its sides come from."""
LEAST_OF_MODEL = 0.5
"""Least confidence of an event mention that gives a missing side."""
STRENGTH_OF_REALIS = 0.7
"""Least confidence of an event mention whose realis counts where the words of the clause say nothing."""
SENTENCES_IN_MIND = 3
"""So many sentences later an exchange is still taken up again (`die Lieferungen`)."""
MOST_SIDES = 3
"""Names one side of an exchange may have; more are a list of something else."""
GOOD_REACH = 8
"""Tokens between a noun of giving and its good."""

YEARS = range(1900, 2101)
"""A number without grouping that may be a year is no amount: `schickte 2020 Drohnen`."""
_AND = frozenset({"und", "and", "but", "aber", "sondern"})
_DATIVE_PLURALS = ("fern", "tern", "nern", "gern", "kern", "euren", "ärzten")
_VALUED = frozenset({"Wert", "value"})
_PERSONS_GIVEN = ("troops", "workers", "experts", "medical_staff", "rescuers")
_MODEL_TYPES = frozenset({EventType.AID, EventType.COOPERATE, EventType.AGREE, EventType.MOBILIZE, EventType.RETREAT})


@dataclass(frozen=True, slots=True)
class Focus:
    """What was told last: the sides of the last transfer, and the names of the sentence before."""

    giver: str | None = None
    receiver: str | None = None
    age: int = 0
    names: tuple[str, ...] = ()
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Givers and receivers found so far, and how surely."""

    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    confidence: float = OWN_CLAUSE


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


class _SentenceReader:
    """Reads one sentence, knowing what was told before."""

    def __init__(self, sentence: ToldSentence, focus: Focus) -> None:
        self._sentence = sentence
        self._focus = focus
        self._c = Clauses(sentence)
        self._words = self._c.words
        spoken = [s for s in sentence.speeches if s.speaker_start is not None and s.speaker_end is not None]
        self._speakers = [(s.speaker_start or 0, s.speaker_end or 0) for s in spoken]
        self._names = [p for p in self._c.participants if not self._is_speaker(p)]
        subjects = [p.side for p in self._names if p.cue == BARE]
        self.subject = subjects[0] if subjects else None

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

    def direction(self) -> tuple[str, str] | None:
        """Return giver and receiver where a noun of giving names one side of the exchange told before, but no good."""
        pair = {self._focus.giver, self._focus.receiver}
        for trigger in self._c.triggers:
            if trigger.form is Form.NOUN and trigger.deed is Deed.GIVES and None not in pair:
                sides = self._sides_of_noun(trigger, [p for p in self._names if p.clause == trigger.clause], None)
                giver = next((side for side in sides.givers if side in pair), None)
                receiver = next((side for side in pair if side is not None and side != giver), None)
                if giver is not None and receiver is not None:
                    return giver, receiver
        return None

    def _is_speaker(self, p: Participant) -> bool:
        start, end = self._c.start_of(p.first), self._c.end_of(p.end - 1)
        return p.cue in ("laut", "zufolge", "according") or any(s < end and start < e for s, e in self._speakers)

    # goods

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

    def _allowed(self, goods: Sequence[Good], cues: frozenset[str]) -> list[Good]:
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

    # sides

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

    def _money(self, trigger: Trigger) -> list[Good]:
        """Return a sum of money as the good, where a verb has no other."""
        if trigger.form is Form.NOUN or trigger.deed is Deed.RECEIVES:
            return []
        places = self._c.places(trigger.clause)
        sums = [(f, e) for f, e, a in self._c.amounts if a.measure == "money" and f in places]
        goods = [Good(first, end, "money") for first, end in sums]
        return [g for g in goods if self._c.cue_of_good(g) == BARE][:1]

    def _sides(self, trigger: Trigger, good: Good) -> Sides:
        names = [p for p in self._names if p.clause == trigger.clause]
        if self._c.clause[good.first] == trigger.clause:
            names = [*self._antecedents(trigger), *names]
        if trigger.form is Form.NOUN:
            return self._sides_of_noun(trigger, names, good)
        near = self._nearest(trigger, names)
        givers = _sides_with(near, self._words.of("prepositions.giver"))
        receivers = _sides_with(near, self._words.of("prepositions.receiver"))
        origins = _sides_with(near, self._words.of("prepositions.origin"))
        owner = self._owner_of(good)
        part = self._c.conjunct(trigger.first, trigger.clause)
        bare = [p for p in names if p.cue == BARE and not self._is_predicate(p, trigger)]
        bare = [p for p in bare if p.first in part or p.first < trigger.first]
        datives = [p.side for p in near if p.cue == DATIVE]
        subject, objects = self._subject_and_objects(trigger, bare)
        if self._is_passive(trigger):
            agents = tuple(s for s in givers if s not in origins)
            if trigger.deed is Deed.GIVES:
                return Sides(givers or owner_or_none(owner), receivers or tuple(datives))
            if trigger.deed is Deed.GIVES_WITH:
                return Sides(givers, subject)
            return Sides(origins or owner_or_none(owner), agents)
        if trigger.deed is Deed.RECEIVES:
            return Sides(givers or owner_or_none(owner), subject)
        if trigger.deed is Deed.GIVES_WITH:
            return Sides(subject, tuple(objects) or tuple(datives) or owner_or_none(owner))
        return Sides(subject, receivers or tuple(datives) or tuple(objects))

    def _nearest(self, trigger: Trigger, names: Sequence[Participant]) -> list[Participant]:
        """Return the names that belong to a verb rather than to another verb of giving in its clause."""
        others = [
            t for t in self._c.triggers if t.clause == trigger.clause and t.form is not Form.NOUN and t is not trigger
        ]
        if self._sentence.lang == "de":
            low = max((t.end for t in others if t.end <= trigger.first and self._is_final(t)), default=0)
            own = [p for p in names if p.first >= low or p.clause != trigger.clause]
            # What stands before both verbs belongs to both: `für X Waffen geschickt und Geld gegeben`.
            return own if any(p.cue not in (BARE, ADJECTIVE, GENITIVE) for p in own) else list(names)
        high = min((t.first for t in others if t.first >= trigger.end), default=len(self._c.lower))
        low = max((t.first for t in others if t.end <= trigger.first), default=0)
        return [p for p in names if low <= p.first < high]

    def _subject_and_objects(self, trigger: Trigger, bare: Sequence[Participant]) -> tuple[tuple[str, ...], list[str]]:
        groups = self._groups(bare)
        if self._sentence.lang == "en":
            before = [g for g in groups if g[0].first < trigger.first]
            after = [g for g in groups if g[0].first >= trigger.end]
            objects = [p.side for g in after[:1] for p in g if g[0].first - trigger.end <= 3]
            return tuple(p.side for g in before[-1:] for p in g), objects
        return (
            tuple(p.side for g in groups[:1] for p in g),
            [p.side for g in groups[1:2] for p in g],
        )

    def _groups(self, names: Sequence[Participant]) -> list[list[Participant]]:
        """Return names joined by `and` or a comma together; a title and its name count as one."""
        groups: list[list[Participant]] = []
        for p in names:
            if groups and (groups[-1][-1].side == p.side or self._c.is_list_joint(groups[-1][-1].end, p.first)):
                groups[-1].append(p)
            else:
                groups.append([p])
        return groups

    def _is_predicate(self, p: Participant, trigger: Trigger) -> bool:
        """Return whether a name is only likened: `as Russia`, `als Verbündeter`."""
        return (
            p.first > 0
            and self._c.lower[p.first - 1] in ("als", "wie", "as", "like")
            and p.clause == trigger.clause
            and (self._c.lower[p.first - 2 : p.first - 1] != ["auch"] or True)
            and not self._c.is_list_joint(p.first - 2, p.first)
        )

    def _sides_of_noun(self, trigger: Trigger, names: Sequence[Participant], good: Good | None) -> Sides:
        before = [p for p in names if p.end <= trigger.first and (p.cue in (GENITIVE, ADJECTIVE) or p.has_head)]
        owners = [p for p in before if self._is_attached(p.end, trigger.first)]
        overlapped = [p for p in names if p.first < trigger.end and trigger.first < p.end]
        after = [p for p in names if p.first >= trigger.end and not self._verb_between(trigger.end, p.first)]
        genitive = [p for p in after if p.cue == GENITIVE and p.first - trigger.end <= 2]
        subject = tuple(p.side for p in (*owners[-1:], *overlapped[:1])) or tuple(p.side for p in genitive[:1])
        prefixed = [
            p.side for p in names if p.cue == ADJECTIVE and p.end + 1 == trigger.first and self._c.lower[p.end] == "-"
        ]
        subject = subject or tuple(prefixed)
        owner = self._owner_of(good) if good is not None and trigger.good is None else None
        giver_words, receiver_words = (self._words.of(f"prepositions.{side}") for side in ("giver", "receiver"))
        givers, receivers = _sides_with(after, giver_words), _sides_with(after, receiver_words)
        if trigger.deed is Deed.RECEIVES:
            return Sides(givers or owner_or_none(owner), subject)
        givers = subject or givers or owner_or_none(owner)
        if not givers and self._is_announced(trigger):
            bare = [p for p in names if p.cue == BARE]
            givers = (
                self._subject_and_objects(trigger, bare)[0]
                if self._sentence.lang == "de"
                else tuple(p.side for g in self._groups([b for b in bare if b.first < trigger.first])[-1:] for p in g)
            )
        return Sides(givers, receivers)

    def _is_announced(self, trigger: Trigger) -> bool:
        words = set(self._c.words_in(trigger.clause))
        return bool(words & (self._words.of("realis.planned") | self._words.of("realis.stopped")))

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

    def _owner_of(self, good: Good) -> str | None:
        """Return the name whose adjective or genitive belongs to a good: `iranische Drohnen`, `Russia's oil`."""
        for p in self._names:
            if p.first < good.end and good.first < p.end:
                return p.side
            if p.end <= good.first and p.cue in (ADJECTIVE, GENITIVE) and self._is_attached(p.end, good.first):
                return p.side
        return None

    def _relative(self, trigger: Trigger) -> str | None:
        """Return the relative pronoun of the clause of a trigger, None if it has none."""
        places = self._c.places(trigger.clause)
        if places.start == 0:
            return None
        for i in places[:2]:
            if self._c.lower[i] in self._words.of("small.relative"):
                return self._c.lower[i]
        for i in places:
            is_joined = i + 1 < places.stop and self._c.lower[i] in ("und", "and")
            if is_joined and self._c.lower[i + 1] in self._words.of("small.relative"):
                return self._c.lower[i + 1]
        return None

    def _antecedents(self, trigger: Trigger) -> list[Participant]:
        """Return the name a relative clause belongs to, with the cue its pronoun has."""
        places = self._c.places(trigger.clause)
        if places.start < 2 or self._relative(trigger) is None:
            return []
        at = [i for i in places[:2] if self._c.lower[i] in self._words.of("small.relative")]
        before = [p for p in self._c.participants if places.start - 3 <= p.end - 1 < places.start]
        if not at or not before:
            return []
        cue = self._c.lower[places.start] if at[0] > places.start else BARE
        pronoun = self._c.lower[at[0]]
        if cue == BARE and pronoun in ("dem", "denen") and self._sentence.lang == "de":
            cue = DATIVE
        return [replace(before[-1], cue=cue, clause=trigger.clause)]

    # what the clause leaves out

    def _completed(self, trigger: Trigger, sides: Sides) -> Sides:
        if sides.givers and sides.receivers:
            return sides
        for step in (self._by_earlier_clause, self._by_model, self._by_context):
            sides = step(trigger, sides)
            if sides.givers and sides.receivers:
                break
        return sides

    def _by_earlier_clause(self, trigger: Trigger, sides: Sides) -> Sides:
        """Let the subject of an earlier clause be the subject here, where the clause has none of its own."""
        if trigger.form is Form.NOUN:
            return sides
        subject_gives = trigger.deed is not Deed.RECEIVES
        missing = not sides.givers if subject_gives else not sides.receivers
        if not missing or self._is_passive(trigger) or not self._takes_up(trigger):
            return sides
        earlier = [
            g
            for clause in range(trigger.clause - 1, -1, -1)
            for g in self._groups([p for p in self._names if p.clause == clause and p.cue == BARE])[:1]
        ]
        other = sides.receivers if subject_gives else sides.givers
        subject = next((tuple(p.side for p in g) for g in earlier if g[0].side not in other), ())
        if self._words.of("realis.blamed") & set(self._c.words_in(trigger.clause - 1)):
            subject = self._blamed_before(trigger)
        speaker = self._speaker_of(trigger)
        neuter = {"it", "es"} & set(self._c.words_in(trigger.clause))
        if neuter and speaker is not None and speaker not in other:
            subject = (speaker,)
        if not subject and self._focus.subject and self._has_pronoun(trigger) and self._focus.subject not in other:
            subject = (self._focus.subject,)
        if subject_gives:
            return Sides(subject, sides.receivers, EARLIER_CLAUSE)
        return Sides(sides.givers, subject, EARLIER_CLAUSE)

    def _blamed_before(self, trigger: Trigger) -> tuple[str, ...]:
        """Return who is accused or asked in the clause before."""
        names = [p for p in self._names if p.clause == trigger.clause - 1 and p.cue in (BARE, DATIVE)]
        groups = self._groups(names)
        return tuple(p.side for p in groups[-1]) if len(groups) > 1 or (groups and groups[0][0].cue == DATIVE) else ()

    def _speaker_of(self, trigger: Trigger) -> str | None:
        """Return the name in the words for the speaker of the quotation that a verb stands in."""
        start = self._c.start_of(trigger.first)
        for speech in self._sentence.speeches:
            if speech.start <= start < speech.end and speech.speaker_start is not None:
                inside = [
                    p
                    for p in self._c.participants
                    if self._c.start_of(p.first) < (speech.speaker_end or 0)
                    and speech.speaker_start < self._c.end_of(p.end - 1)
                ]
                return inside[0].side if inside else None
        return None

    def _takes_up(self, trigger: Trigger) -> bool:
        """Return whether a clause goes on from an earlier one: by a pronoun, an infinitive, or a verb at its start."""
        places = self._c.places(trigger.clause)
        opening = [w for w in self._c.lower[places.start : places.stop] if w not in ("und", "and", "but", "aber")][:2]
        begins = self._c.lower[trigger.first] in opening or bool(set(opening) & self._words.of("small.auxiliaries"))
        infinitive = trigger.form is Form.JOINED or "zu" in self._c.lower[max(trigger.first - 1, 0) : trigger.first]
        infinitive |= self._sentence.lang == "en" and trigger.form in (Form.INFINITIVE, Form.GERUND)
        return begins or infinitive or self._has_pronoun(trigger)

    def _has_pronoun(self, trigger: Trigger) -> bool:
        words = self._c.words_in(trigger.clause)
        pronouns = self._words.of("small.pronouns")
        own_country = self._words.of("small.self_country")
        near = {"sein", "ihr", "seinem", "its", "his", "their", "das", "the"}
        pairs = pairwise(words)
        return bool(pronouns & set(words)) or any(
            a in near and (b.capitalize() in own_country or b in own_country) for a, b in pairs
        )

    def _by_model(self, trigger: Trigger, sides: Sides) -> Sides:
        """Take a side that is missing from the event the model found at the trigger, where it is one actor."""
        happening = self._happening_at(trigger.first, trigger.end)
        if happening is None or happening.type not in _MODEL_TYPES or happening.confidence < LEAST_OF_MODEL:
            return sides
        gives = trigger.deed is not Deed.RECEIVES
        sources, targets = happening.sources, happening.targets
        givers, receivers = (sources, targets) if gives else (targets, sources)
        if not sides.givers and len(givers) == 1 and givers[0] not in sides.receivers:
            sides = Sides(givers, sides.receivers, BY_MODEL)
        if not sides.receivers and len(receivers) == 1 and receivers[0] not in sides.givers:
            sides = Sides(sides.givers, receivers, BY_MODEL)
        return sides

    def _happening_at(self, first: int, end: int) -> Happening | None:
        start, stop = self._c.start_of(first), self._c.end_of(end - 1)
        return next((h for h in self._sentence.happenings if h.start < stop and start < h.end), None)

    def _by_context(self, trigger: Trigger, sides: Sides) -> Sides:
        """Take a side that is missing from the exchange told before, or from the only other name near by."""
        returns = bool(self._words.of("small.return") & {*self._c.tokens.words, *self._c.lower})
        pair = {self._focus.giver, self._focus.receiver} - {None}
        if sides.givers or sides.receivers:
            known = (sides.givers or sides.receivers)[0]
            other = next(iter(pair - {known}), None) if known in pair else None
            if other is None and (returns or self._stands_for_name(trigger)):
                other = self._only_other(known, returns)
            if other is None or not (returns or trigger.form is Form.NOUN or self._stands_for_name(trigger)):
                return sides
            if sides.givers:
                return Sides(sides.givers, (other,), BY_CONTEXT)
            return Sides((other,), sides.receivers, BY_CONTEXT)
        giver, receiver = self._focus.giver, self._focus.receiver
        article = self._c.lower[trigger.first - 1 : trigger.first]
        is_known = not self._names or bool(self._words.of("small.definite") & set(article))
        if trigger.form is Form.NOUN and trigger.good is None and giver and receiver and is_known:
            return Sides((giver,), (receiver,), BY_CONTEXT)
        return sides

    def _stands_for_name(self, trigger: Trigger) -> bool:
        words = self._c.words_in(trigger.clause)
        if self._words.of("small.standing_for") & set(words):
            return True
        pairs = pairwise(words)
        return any(
            a in ("das", "dem", "the")
            and (b.capitalize() in self._words.of("small.self_country") or b in self._words.of("small.self_country"))
            for a, b in pairs
        )

    def _only_other(self, known: str, returns: bool) -> str | None:
        """Return the one other actor of the sentence, or, for what is given in return, of the sentence before."""
        own = list(dict.fromkeys(p.side for p in self._names if p.side != known))
        if len(own) == 1:
            return own[0]
        if own or not returns:
            return None
        earlier = [name for name in self._focus.names if name != known]
        return earlier[0] if earlier else None

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

    # the transfer

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

    def _realis(self, trigger: Trigger, good: Good, happening: Happening | None) -> str:
        """Return the realis that the words of the clause, or those that govern it, give."""
        c = self._c
        part = c.conjunct(trigger.first, trigger.clause)
        words = c.lower[part.start : part.stop]
        if self._sentence.lang == "en":
            words = c.lower[part.start : part.stop if trigger.form is Form.NOUN else trigger.first + 1]
        around = c.lower[max(trigger.first - 1, 0) : trigger.first] + c.lower[trigger.end : trigger.end + 1]
        governed = trigger.form is Form.JOINED or (self._sentence.lang == "de" and "zu" in around)
        if governed and trigger.clause:
            words += c.words_in(trigger.clause - 1)
        own = set(words) - self._words.of("realis.hedges")
        if self._is_hedged(trigger, good, part):
            return Realis.HYPO
        if trigger.form is not Form.NOUN:
            own -= set(c.lower[trigger.first : trigger.end]) - {"promised", "pledged", "zugesagt", "versprochen"}
        if own & self._words.of("realis.neg") or self._is_stopped(trigger, own, governed):
            return Realis.NEG
        if own & self._words.of("realis.hypo"):
            return Realis.HYPO
        is_hearsay = (
            self._sentence.lang == "de" and own & {"soll", "sollen", "will"} and own & self._words.of("realis.hearsay")
        )
        passive_tense = self._sentence.lang == "de" and trigger.form in (Form.PARTICIPLE, Form.ATTRIBUTE)
        planned = own & (self._words.of("realis.planned") - ({"wird", "werde"} if passive_tense else set()))
        if trigger.form is Form.FINITE:
            planned -= {"sagte"}
        if {*c.lower[trigger.first : trigger.end]} & self._words.of("realis.promises"):
            return Realis.PLANNED
        if planned and not is_hearsay:
            return Realis.PLANNED
        if happening is not None and happening.realis != Realis.REAL and happening.confidence >= STRENGTH_OF_REALIS:
            return happening.realis
        return Realis.REAL

    def _is_hedged(self, trigger: Trigger, good: Good, part: range) -> bool:
        """Return whether a word like `possibly` stands before the good, or before the verb with all its goods."""
        hedges = [i for i in part if self._c.lower[i] in self._words.of("realis.hedges")]
        listed = [g for g in self._c.goods if g.first in part]
        following = [next((g for g in listed if g.first > i), None) for i in hedges]
        is_listed = [
            any(g.end <= i and self._goes_on(g.end, n.first) for g in listed) if n else False
            for i, n in zip(hedges, following, strict=True)
        ]
        return any(n == good if alone else True for n, alone in zip(following, is_listed, strict=True))

    def _is_stopped(self, trigger: Trigger, words: set[str], governed: bool) -> bool:
        stopped = {w.lower() for w in self._words.of("realis.stopped")}
        if trigger.form is Form.NOUN:
            return bool(words & stopped)
        return (governed and bool(words & stopped)) or (
            self._sentence.lang == "en" and trigger.form in (Form.INFINITIVE, Form.GERUND) and bool(words & stopped)
        )


def owner_or_none(owner: str | None) -> tuple[str, ...]:
    """Return an owner as the only one of its side, if there is one."""
    return () if owner is None else (owner,)


def _sides_with(names: Iterable[Participant], cues: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.side for p in names if p.cue in cues))
