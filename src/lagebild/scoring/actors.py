"""Which annotated actor a read entity is: decided once per article, for every layer that speaks of actors."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from lagebild.reading.marks import Participant
from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle, GoldName, GoldVoice
from lagebild.spans import Span

NOBODY: frozenset[str] = frozenset()


class ActorsRead:
    """The gold actors behind the entities and spans of one reading; a surface that two actors bear stands for both."""

    def __init__(self, gold: GoldArticle, reading: Reading) -> None:
        self._names = gold.names
        self._name_ends = [name.span.end for name in gold.names]
        self._at_equal: dict[Span, frozenset[str]] = {}
        for actor in gold.actors.values():
            for span in actor.spans:
                self._at_equal[span] = self._at_equal.get(span, NOBODY) | {actor.actor}
        self._mentions: dict[str, list[Span]] = {}
        for mention in reading.mentions:
            self._mentions.setdefault(mention.entity, []).append(Span(mention.start, mention.end))
        self._actors = {entity: self._most_named(spans) for entity, spans in self._mentions.items()}

    def at(self, span: Span) -> frozenset[str]:
        """Return the actors named at `span`: those of an equal name, also inside another, else of overlapping ones."""
        equal = self._at_equal.get(span)
        return equal or NOBODY.union(*(name.actors for name in self._overlapping(span)))

    def of(self, entity: str | None) -> frozenset[str]:
        """Return the actors that most mentions of `entity` name; empty if the gold has none there."""
        return NOBODY if entity is None else self._actors.get(entity, NOBODY)

    def around(self, span: Span) -> frozenset[str]:
        """Return the actors named at `span` and those of the entities that have a mention there."""
        here = (entity for entity, mentions in self._mentions.items() if any(span.overlaps(m) for m in mentions))
        return self.at(span).union(*map(self.of, here))

    def behind(self, side: Participant) -> frozenset[str]:
        """Return the actors that a side of an event can be: those named at its span and those of its entity."""
        return self.at(Span(side.start, side.end)) | self.of(side.entity)

    def told_apart(self, sides: Iterable[Participant], gold: frozenset[str]) -> tuple[int, int]:
        """Return how many actors of `gold` the sides are, and how many actors there are among the sides.

        Two entities that are one actor of the gold count once.
        """
        right: set[str] = set()
        others: set[str] = set()
        for side in sorted(sides):
            actors = self.behind(side)
            wanted = actors & gold
            if wanted:
                right.add(min(wanted - right or wanted))
            else:
                others.add(min(actors, default=f"entity {side.entity}"))
        return len(right), len(right | others)

    def same_voice(self, gold: GoldVoice | None, entity: str | None, words: Span | None) -> bool:
        """Return whether the read entity or words are who speaks in the gold; the author is no voice on either side.

        Words are right if they overlap the annotated ones; without annotated words, if they name the actor. An entity
        is right if it is the actor, or, where the annotated words name no actor, if it is mentioned in them.
        """
        if gold is None:
            return entity is None and words is None
        if gold.actors & self.of(entity):
            return True
        if gold.words is None:
            return words is not None and bool(gold.actors & self.around(words))
        mentions = [] if gold.actors or entity is None else self._mentions.get(entity, [])
        return any(gold.words.overlaps(span) for span in [*mentions, *([words] if words else [])])

    def _most_named(self, spans: Iterable[Span]) -> frozenset[str]:
        votes = Counter(actor for span in spans for actor in self.at(span))
        most = max(votes.values(), default=0)
        return frozenset(actor for actor, count in votes.items() if count == most)

    def _overlapping(self, span: Span) -> Iterator[GoldName]:
        for place in range(bisect_left(self._name_ends, span.start + 1), len(self._names)):
            if self._names[place].span.start >= span.end:
                break
            yield self._names[place]
