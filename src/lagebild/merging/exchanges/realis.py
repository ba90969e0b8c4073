"""Whether a transfer is told as real, planned, possible or not happening: by the words around its verb or noun."""

from __future__ import annotations

from lagebild.merging.exchanges.clauses import Trigger
from lagebild.merging.exchanges.given import GoodsReader
from lagebild.merging.exchanges.goods import Good
from lagebild.merging.exchanges.told import Happening
from lagebild.merging.exchanges.words import Form
from lagebild.reading.marks import Realis

STRENGTH_OF_REALIS = 0.7
"""Least confidence of an event mention whose realis counts where the words of the clause say nothing."""


class RealisReader(GoodsReader):
    """Reads the realis of the transfers of a sentence."""

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
