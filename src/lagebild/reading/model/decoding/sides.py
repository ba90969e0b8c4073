"""The sides of events: names and the words that stand in for them, judged by the model, then what rules exclude."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reading.entities.standins import StandIn
from lagebild.reading.marks import Mention, Participant, Quotation, QuotationKind
from lagebild.reading.model.decoding.named import NamedInOrder, Runs, candidates
from lagebild.reading.model.outputs import Floats, Run, TokenOutputs, log_softmax
from lagebild.reading.model.pairs import PairScorer, Side, place_of

REACH = 3
"""Sentences before its own in which the sides of an event are looked for."""
SOURCE, TARGET, PLACE = 1, 2, 3
SURE_BEFORE = 0.7
"""Least probability of a side that only an earlier sentence names, where its own names nobody. On the 40 development
articles sides had precision 0.67 and F1 0.64 without this rule, 0.76 and 0.66 with it (0.6: 0.65, 0.8: 0.66)."""
BOTH = 2
MOST_STAND_INS = 12
"""Words that stand in for a name in a sentence that are looked at."""
_AIMED_AT = re.compile(
    r",?\s(?:(?:an|gegen|auf|gegenüber)\s(?:den|das|die|dem|der|denen)|(?:against|to|at)\s(?:which|whom))\b[^,;.:]*",
    re.IGNORECASE,
)
"""`Land, gegen das …`: a relative clause whose deed is aimed at whom it stands behind."""
_FIRST_PERSON = re.compile(r"\b(?:wir|uns|unser\w*|ich|mich|mir|mein\w*|we|us|ours?|I|me|my)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody who may be a side of an event, with the probabilities of the roles.

    `here` says that the event's own sentence names them or has words that stand in for them (`stands_in`).
    """

    mention: Mention
    roles: Floats
    here: bool
    stands_in: bool = False


class Sides:
    """The mentions that are the sides of each event: of one entity only the most probable."""

    def __init__(
        self,
        outputs: TokenOutputs,
        named: NamedInOrder,
        stand_ins: Sequence[StandIn],
        runs: Sequence[Run],
        sentences: Sequence[int],
        speaking: Sequence[str | None],
        scorer: PairScorer,
    ) -> None:
        """`speaking` is for each event the entity that only speaks of it, and so is on no side of it."""
        self._speaking = speaking
        self._candidates: list[list[_Candidate]] = [[] for _ in runs]
        states = outputs.means(list(runs))
        pairs = candidates(named, runs, sentences, REACH)
        roles = np.exp(log_softmax(pairs.scores(scorer, states, named.states)))
        for event, place, row in zip(pairs.mark.tolist(), pairs.mention.tolist(), roles, strict=True):
            one, here = named.named[place], named.named[place].sentence == sentences[event]
            if here and is_aimed_at(outputs, one.mention, runs[event]):
                row[[SOURCE, TARGET]] = min(row[SOURCE], row[TARGET]), max(row[SOURCE], row[TARGET])
            self._candidates[event].append(_Candidate(one.mention, row, here))
        self._add_stand_ins(outputs, named, stand_ins, runs, sentences, states, scorer)

    def _add_stand_ins(
        self,
        outputs: TokenOutputs,
        named: NamedInOrder,
        stand_ins: Sequence[StandIn],
        runs: Sequence[Run],
        sentences: Sequence[int],
        states: Floats,
        scorer: PairScorer,
    ) -> None:
        """Judge the words that stand in for a name as if they were one, in the event's own sentence only."""
        at_runs = Runs(outputs)
        placed = [(one, run) for one in stand_ins if (run := at_runs.of(one.start, one.end))]
        by_sentence: dict[int, list[int]] = {}
        for place, (_, run) in enumerate(placed):
            by_sentence.setdefault(outputs.sentence_of(run), []).append(place)
        pairs = [
            (event, place, named.before(run) - named.before(placed[place][1]) - (placed[place][1] > run))
            for event, (run, sentence) in enumerate(zip(runs, sentences, strict=True))
            for place in by_sentence.get(sentence, [])[:MOST_STAND_INS]
        ]
        if not pairs:
            return
        event, place, between = np.array(pairs, np.int64).T
        words = Side(outputs.means([run for _, run in placed]), place)
        scores = scorer.scores(Side(states, event), words, place_of(np.zeros_like(event), between))
        for (at, which, _), row in zip(pairs, np.exp(log_softmax(scores)), strict=True):
            self._candidates[at] += [
                _Candidate(mention, row, here=True, stands_in=True) for mention in placed[which][0].mentions
            ]

    def of(self, event: int, role: int, least: float) -> tuple[Participant, ...]:
        """Return the sides of an event in one role, at least `least` probable, in the order of the text.

        Nobody is on both sides. One whom only earlier sentences name counts where the event's own names nobody, and not
        two on the other side: they may well be the two it is between.
        """
        other = SOURCE + TARGET - role
        against = _best(self._candidates[event], other)
        fitting = [
            c
            for c in self._candidates[event]
            if c.roles[role] >= max(least, against[c.mention.entity]) and c.mention.entity != self._speaking[event]
        ]
        here = [c for c in fitting if c.here]
        across = {c.mention.entity for c in self._candidates[event] if c.here and c.roles[other] >= least}
        chosen = here or [c for c in fitting if c.roles[role] >= SURE_BEFORE and len(across) < BOTH]
        best: dict[str, _Candidate] = {}
        for one in chosen:
            known = best.get(one.mention.entity)
            if known is None or one.roles[role] > known.roles[role]:
                best[one.mention.entity] = one
        return tuple(sorted(Participant(m.start, m.end, m.entity) for m in (c.mention for c in best.values())))

    def place(self, event: int, least: float) -> tuple[int, int] | None:
        """Return the characters of the most probable place in the event's own sentence."""
        named = [c for c in self._candidates[event] if c.here and not c.stands_in and c.roles[PLACE] >= least]
        best = max(named, key=lambda c: float(c.roles[PLACE]), default=None)
        return (best.mention.start, best.mention.end) if best else None


def is_aimed_at(outputs: TokenOutputs, mention: Mention, run: Run) -> bool:
    """Return whether a deed stands in a relative clause right behind whom it is aimed at."""
    trigger = outputs.span_of(run)
    return trigger is not None and _AIMED_AT.fullmatch(outputs.text, mention.end, trigger.start) is not None


def who_only_speaks(text: str, said: Quotation | None, inside: Sequence[Mention]) -> str | None:
    """Return the speaker of a direct quotation that neither says `we` nor names them: they tell what others do.

    `inside` are the mentions in the quotation. None for other quotations: in indirect speech `er` is often the speaker.
    """
    if said is None or said.kind is not QuotationKind.DIRECT or _FIRST_PERSON.search(text, said.start, said.end):
        return None
    return None if said.speaker in {mention.entity for mention in inside} else said.speaker


def _best(those: Iterable[_Candidate], role: int) -> dict[str, float]:
    """Return how probable each entity is in a role."""
    found: dict[str, float] = {}
    for one in those:
        found[one.mention.entity] = max(found.get(one.mention.entity, 0.0), float(one.roles[role]))
    return found
