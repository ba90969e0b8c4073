"""Who gives and who receives, by the clause of a word of giving: by prepositions, by case, by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lagebild.merging.exchanges.clauses import ADJECTIVE, BARE, DATIVE, GENITIVE, Participant, Trigger
from lagebild.merging.exchanges.goods import Good
from lagebild.merging.exchanges.realis import RealisReader
from lagebild.merging.exchanges.words import Deed, Form

OWN_CLAUSE, EARLIER_CLAUSE, BY_MODEL, BY_CONTEXT = 0.85, 0.65, 0.5, 0.45
"""Confidence of a transfer by where its sides come from."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Givers and receivers found so far, and how surely."""

    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    confidence: float = OWN_CLAUSE


class SidesReader(RealisReader):
    """Reads the sides of the transfers of a sentence as far as their own clause names them."""

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


def owner_or_none(owner: str | None) -> tuple[str, ...]:
    """Return an owner as the only one of its side, if there is one."""
    return () if owner is None else (owner,)


def _sides_with(names: Iterable[Participant], cues: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.side for p in names if p.cue in cues))
