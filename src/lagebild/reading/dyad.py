"""Coding of one sentence: what a marked source does to a marked target, as PLOVER types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.errors import UsageError
from lagebild.reading.marks import EventType
from lagebild.reading.model.outputs import Floats, TokenOutputs, log_softmax
from lagebild.reading.model.session import ReaderSession, reader_session

SOURCE_MARKS, TARGET_MARKS = ("[", "]"), ("{", "}")
"""What stands around the two actors in the text that the encoder reads, as in training."""
ONTOLOGIES: dict[str, Mapping[str, str]] = {
    "plover16": {kind.value: kind.value for kind in EventType},
    "plover15": {kind.value: kind.value for kind in EventType} | {"CONCEDE": "YIELD", "RETREAT": "YIELD"},
}
"""The type each of the 16 types counts as."""


@dataclass(frozen=True, slots=True)
class DyadCoding:
    """A type and the probability of every type; `event` is the probability that there is an event at all.

    The probabilities of the types add up to 1: they hold given that there is an event.
    """

    type: str
    probabilities: Mapping[str, float]
    event: float


def code_dyad(
    sentence: str,
    source: tuple[int, int],
    target: tuple[int, int],
    *,
    ontology: str = "plover16",
    force: bool = False,
) -> DyadCoding | None:
    """Return what the source does to the target in a sentence, None if more likely nothing.

    `source` and `target` are half-open character offsets into `sentence`; they must not overlap. `ontology` is
    "plover16" or "plover15", which sums CONCEDE and RETREAT into YIELD. `force=True` always answers.

    Raises:
        UsageError: a span is empty, outside the sentence or overlaps the other; the ontology is unknown.
        ModelFileError: the model file is missing or broken.
    """
    if ontology not in ONTOLOGIES:
        raise UsageError(f"`ontology` is one of {', '.join(ONTOLOGIES)}; given was {str(ontology)[:40]!r}.")
    _require_spans(sentence, source, target)
    session = reader_session()
    shares = _shares(session, sentence, source, target)
    types, none = shares[:-1], float(shares[-1])
    if none > types.sum() and not force:
        return None
    sums: dict[str, float] = {}
    for kind, share in zip(EventType, (types / types.sum()).tolist(), strict=True):
        name = ONTOLOGIES[ontology][kind.value]
        sums[name] = sums.get(name, 0.0) + share
    return DyadCoding(max(sums, key=lambda name: sums[name]), sums, 1 - none)


def _require_spans(sentence: object, source: Sequence[int], target: Sequence[int]) -> None:
    if not isinstance(sentence, str):
        raise UsageError(f"`sentence` is a str; given was {repr(sentence)[:40]}.")
    for name, span in (("source", source), ("target", target)):
        try:
            start, end = span
            right = 0 <= start < end <= len(sentence) and sentence[start:end].strip()
        except (TypeError, ValueError):
            right = False
        if not right:
            raise UsageError(f"`{name}` is a span (start, end) of the sentence's characters; given was {span!r}.")
    if source[0] < target[1] and target[0] < source[1]:
        raise UsageError(f"`source` and `target` must not overlap; given were {source!r} and {target!r}.")


def marked(sentence: str, source: tuple[int, int], target: tuple[int, int]) -> tuple[str, int, int]:
    """Return the sentence with both actors marked, and where the opening marks of source and target stand."""
    text = sentence
    places: dict[str, int] = {}
    for (start, end), (opening, closing) in sorted([(source, SOURCE_MARKS), (target, TARGET_MARKS)], reverse=True):
        before = text[:start].rstrip()
        head = f"{before} {opening} " if before else f"{opening} "
        places = {mark: place + len(head) - start + 2 for mark, place in places.items()}
        places[opening] = len(head) - 2
        text = f"{head}{text[start:end]} {closing}{text[end:]}"
    return text, places[SOURCE_MARKS[0]], places[TARGET_MARKS[0]]


def _shares(session: ReaderSession, sentence: str, source: tuple[int, int], target: tuple[int, int]) -> Floats:
    text, *places = marked(sentence, source, target)
    outputs = session.token_outputs(text, [(0, len(text))])
    states = np.concatenate([_state_at(outputs, place) for place in places])
    arrays = session.model.arrays
    hidden = np.maximum(arrays["dyad.0.weight"] @ states + arrays["dyad.0.bias"], 0)
    scores = arrays["dyad.2.weight"] @ hidden + arrays["dyad.2.bias"]
    temperature = session.model.card.temperatures.get("dyad", 1.0)
    found: Floats = np.exp(log_softmax(scores[None].astype(np.float32) / np.float32(temperature)))[0]
    return found


def _state_at(outputs: TokenOutputs, place: int) -> Floats:
    """Return the state of the subword that holds the character at `place`."""
    covers = np.flatnonzero((outputs.spans[:, 0] <= place) & (outputs.spans[:, 1] > place))
    if not len(covers):
        raise UsageError("The sentence is too long to be coded.")
    found: Floats = outputs.states[covers[0]]
    return found
