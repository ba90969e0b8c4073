"""The side that a clause leaves out: from the clause before, from the model's event, from the exchange told before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lagebild.merging.exchanges.clauses import BARE, DATIVE, Trigger
from lagebild.merging.exchanges.giving import BY_CONTEXT, BY_MODEL, EARLIER_CLAUSE, Sides, SidesReader
from lagebild.merging.exchanges.told import Happening, ToldSentence
from lagebild.merging.exchanges.words import Deed, Form
from lagebild.reading.marks import EventType

LEAST_OF_MODEL = 0.5
"""Least confidence of an event mention that gives a missing side."""
_MODEL_TYPES = frozenset({EventType.AID, EventType.COOPERATE, EventType.AGREE, EventType.MOBILIZE, EventType.RETREAT})


@dataclass(frozen=True, slots=True)
class Focus:
    """What was told last: the sides of the last transfer, and the names of the sentence before."""

    giver: str | None = None
    receiver: str | None = None
    age: int = 0
    names: tuple[str, ...] = ()
    subject: str | None = None


class CompletingReader(SidesReader):
    """Reads the sides of the transfers of a sentence, knowing what was told before."""

    def __init__(self, sentence: ToldSentence, focus: Focus) -> None:
        super().__init__(sentence)
        self._focus = focus
        subjects = [p.side for p in self._names if p.cue == BARE]
        self.subject = subjects[0] if subjects else None

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
