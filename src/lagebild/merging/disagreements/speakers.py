"""One quotation credited to different speakers: the same words, or nearly, under two names.

Quotations are put under the hashes of runs of their words; those that share enough of them are compared. A quotation
and the copy of it that a pull quote or a caption shows are one quotation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

import xxhash

from lagebild.merging.dating.features import folded
from lagebild.merging.disagreements.relations import (
    Compared,
    Disagreement,
    Kind,
    Relation,
    Version,
    disagreement_of,
    hanging_together,
)

RUN = 4
"""Words of a run: shorter ones are idioms."""
FEWEST_WORDS = 7
"""Shorter quotations are said by many."""
SAME_WORDS = 0.75
"""Least share of the runs of the shorter quotation that the longer one has."""
MOST_UNDER_ONE_RUN = 50
"""Words that stand in more quotations than that are a saying and tie nobody."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Credited:
    """A quotation: its words, and who is credited with it (an actor's id, else the words that name him; never None).

    `surnames` are the folded words of the speaker's names, by which one person under two ids is known as one.
    """

    quotation_id: str
    version: Version
    words: tuple[str, ...]
    surnames: frozenset[str]
    confidence: float

    @property
    def key(self) -> str:
        """What it is known by: its place in its article."""
        return f"{self.version.article_id} {self.version.start} {self.version.end}"


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a quotation as they are compared: without case, accents and punctuation."""
    return tuple(folded(word) for word in _WORD.findall(text))


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """Return hashes of all runs of `RUN` words."""
    spans = (words[at : at + RUN] for at in range(len(words) - RUN + 1))
    return frozenset(xxhash.xxh3_64_intdigest(" ".join(span).encode("utf-8", "surrogatepass")) for span in spans)


def compared_runs(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of runs by which a quotation is compared, none for a short one."""
    return runs_of(words) if len(words) >= FEWEST_WORDS else frozenset()


def same_words(quotations: Sequence[Credited], sayings: Set[int] = frozenset()) -> list[tuple[int, int, float]]:
    """Return the pairs of quotations with the same words, by place, and the share of runs that they have in common.

    `sayings` are runs that stand in more than `MOST_UNDER_ONE_RUN` quotations, some of them not among these.
    """
    runs = [compared_runs(q.words) for q in quotations]
    under: dict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(runs):
        for run in own - sayings:
            under[run].append(at)
    met: dict[tuple[int, int], int] = defaultdict(int)
    for places in under.values():
        if len(places) <= MOST_UNDER_ONE_RUN:
            for i, one in enumerate(places):
                for other in places[i + 1 :]:
                    met[one, other] += 1
    shares = ((pair, n / min(len(runs[pair[0]]), len(runs[pair[1]]))) for pair, n in met.items())
    return sorted((*pair, share) for pair, share in shares if share >= SAME_WORDS)


def disagreements_of(quotations: Iterable[Credited], sayings: Set[int] = frozenset()) -> Iterator[Disagreement]:
    """Yield the quotations that are credited to different speakers; the order of `quotations` does not matter."""
    ordered = sorted(quotations, key=lambda q: q.version.place)
    compared = [
        Compared(one, other, Relation.CONTRADICTS, share * min(ordered[one].confidence, ordered[other].confidence))
        for one, other, share in same_words(ordered, sayings)
        if _other_speaker(ordered[one], ordered[other])
    ]
    versions = [q.version for q in ordered]
    for pairs in hanging_together(compared):
        places = {at for pair in pairs for at in (pair.one, pair.other)}
        shortest = min((ordered[at].words for at in places), key=lambda words: (len(words), words))
        topic = f"words={xxhash.xxh3_64_hexdigest(' '.join(shortest).encode('utf-8', 'surrogatepass'))}"
        yield disagreement_of(Kind.SPEAKER, topic, ordered[min(places)].key, versions, pairs)


def repeated(quotations: Iterable[Credited], sayings: Set[int] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield quotations that repeat another one of the same voice with the id of the one that counts: the longest."""
    ordered = sorted(quotations, key=lambda q: q.version.place)
    for pairs in hanging_together(
        Compared(one, other, Relation.COMPATIBLE, share)
        for one, other, share in same_words(ordered, sayings)
        if ordered[one].version.voice == ordered[other].version.voice
    ):
        places = sorted({at for pair in pairs for at in (pair.one, pair.other)})
        kept = max(places, key=lambda at: (len(ordered[at].words), -at))
        yield from ((ordered[at].quotation_id, ordered[kept].quotation_id) for at in places if at != kept)


def _other_speaker(one: Credited, other: Credited) -> bool:
    a, b = one.version, other.version
    if not one.surnames or not other.surnames or a.value == b.value:
        return False
    # Copies of one text credit alike, whatever is read in them; in one article a pull quote can differ from its body.
    if a.voice == b.voice and a.article_id != b.article_id:
        return False
    return not one.surnames & other.surnames
