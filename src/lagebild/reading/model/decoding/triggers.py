"""Triggers of events: what the model takes for one, judged once more by what else is known of it.

The model's own scores say little of which of its candidates are events in another kind of text than it was trained on.
A logistic judge over a few features (`FEATURES`) says more: how sure the model is of the words, of the type and of the
sentence, whether a likelier candidate of the sentence has the type already, whether somebody acts or is acted on, and
how often the words tell of an event, and of one of this type, in annotated articles (`trigger_words.tsv`). Weights and
words are made by `python -m training.reader.triggers` from articles that the model was not trained on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from lagebild.reading.marks import EventType, Realis
from lagebild.reading.model.decoding.occasions import occasions_in
from lagebild.reading.model.decoding.verbs import realis_told
from lagebild.reading.model.outputs import Floats, Run, TokenOutputs, log_softmax, sigmoid
from lagebild.reading.model.runs import kind_runs
from lagebild.spans import Span

TYPES = tuple(EventType)
REALIS = tuple(Realis)
FIRST_TYPE_VOTE = 3
"""Before the types, a sentence votes on conditional, forecast and relation."""
LENIENT = 1.0
"""Added to the log odds of lying in a trigger: enough for nearly all that the judge would keep."""
LEAST_TYPE = 0.05
"""Added to what a sentence says of each type, so that none is out of the question."""
FEATURES = (
    "trigger",
    "vote",
    "type",
    "type told",
    "source",
    "target",
    "word",
    "word of type",
)
OCCASION = 0.95
"""How sure words, sentence and type are where a rule finds an occasion of state; the judge decides."""
UNKNOWN_WORD, UNKNOWN_TYPE = 0.1, 1 / 8
"""How often a word tells of an event, and an event of one type, where nothing is known of it."""
SMOOTHING = 2
"""So many occurrences of a word weigh as much as what is known of any word."""
LEAST_SHARE, LEAST_WORD = 1e-4, 0.005
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = (
    *("ungen", "ung", "enden", "ende", "ten", "tet", "te", "en", "er", "es", "em", "st"),
    *("ed", "ing", "s", "t", "n", "e"),
)
"""German and English ones, each before those that it ends with."""
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Trigger:
    """A candidate: its subwords, its whole words, its type, and how sure the model is of words, type and sentence.

    `vote` is the probability that the sentence tells of an event of this type, `share` that of this type among all.
    """

    run: Run
    span: Span
    sentence: int
    type: EventType
    realis: Realis
    probability: float
    vote: float
    share: float


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often a word occurs in annotated articles, how often as (part of) a trigger, and of which types."""

    occurrences: int
    triggers: int
    types: Mapping[str, int]


def candidate_triggers(outputs: TokenOutputs) -> list[Trigger]:
    """Return what may be a trigger, in the order of the text."""
    types, realis = (np.exp(log_softmax(outputs.part(layer))) for layer in ("type", "realis"))
    votes = outputs.part("votes")[:, FIRST_TYPE_VOTE:]
    found = _occasions(outputs, realis)
    told_of = [one.span for one in found]
    best: dict[int, Floats] = {}
    for mark in kind_runs(outputs, "event", LENIENT):
        sentence, span = outputs.sentence_of(mark.run), outputs.span_of(mark.run)
        if span is None or any(span.overlaps(other) for other in told_of):
            continue
        if sentence not in best:
            best[sentence] = sigmoid(votes[slice(*outputs.sentence_runs[sentence])].max(0))
        weighed = types[slice(*mark.run)].mean(0) * (best[sentence] + LEAST_TYPE)
        kind = int(weighed.argmax())
        sure = (mark.probability, float(best[sentence][kind]), float(weighed[kind] / weighed.sum()))
        found.append(Trigger(mark.run, span, sentence, TYPES[kind], _realis(outputs, mark.run, span, realis), *sure))
    return sorted(found, key=lambda one: one.run)


def _realis(outputs: TokenOutputs, run: Run, span: Span, realis: Floats) -> Realis:
    how = int(realis[slice(*run)].mean(0).argmax())
    within = outputs.span_of(outputs.sentence_runs[outputs.sentence_of(run)]) or span
    return realis_told(outputs.text, within, span, REALIS[how])


def _occasions(outputs: TokenOutputs, realis: Floats) -> list[Trigger]:
    """Return what tells of occasions of state, as sure as the rules for them are."""
    found = []
    for sentence, run in enumerate(outputs.sentence_runs):
        within = outputs.span_of(run)
        for span, type_ in occasions_in(outputs.text, within) if within else ():
            words = outputs.run_of(span)
            told = _realis(outputs, words, span, realis)
            found.append(Trigger(words, span, sentence, type_, told, OCCASION, OCCASION, OCCASION))
    return found


def chances(
    text: str, triggers: Sequence[Trigger], has_source: Sequence[bool], has_target: Sequence[bool]
) -> list[float]:
    """Return how probably each candidate tells of an event of its type."""
    if not triggers:
        return []
    weights, intercept, _ = judge()
    odds = features(text, triggers, has_source, has_target) @ weights + intercept
    shares: list[float] = sigmoid(odds).tolist()
    return shares


def least_chance() -> float:
    """Return from which chance on a candidate is read as an event."""
    return judge()[2]


def features(text: str, triggers: Sequence[Trigger], has_source: Sequence[bool], has_target: Sequence[bool]) -> Floats:
    """Return what a candidate is judged by (candidates, `FEATURES`)."""
    likeliest: dict[tuple[int, EventType], float] = {}
    for one in triggers:
        key = (one.sentence, one.type)
        likeliest[key] = max(likeliest.get(key, 0.0), one.probability)
    rows = [
        (
            _log_odds(one.probability),
            _log_odds(one.vote),
            _log_odds(one.share),
            one.probability < likeliest[one.sentence, one.type],
            source,
            target,
            *map(_log_odds, _word_shares(text[one.span.start : one.span.end], one.type)),
        )
        for one, source, target in zip(triggers, has_source, has_target, strict=True)
    ]
    return np.array(rows, np.float32).reshape(-1, len(FEATURES))


def _word_shares(words: str, type_: EventType) -> tuple[float, float]:
    """Return how often the most telling of some words tells of an event, and how often that is one of this type."""
    known = word_counts()
    found = []
    for match in _WORD.finditer(words.lower()):
        counts = known.get(stem_of(match.group()))
        if counts is None:
            found.append((UNKNOWN_WORD, UNKNOWN_TYPE))
        else:
            share = (counts.triggers + SMOOTHING * UNKNOWN_WORD) / (counts.occurrences + SMOOTHING)
            found.append((share, (counts.types.get(type_, 0) + UNKNOWN_TYPE) / (counts.triggers + 1)))
    share, of_type = max(found, key=lambda one: one[0], default=(UNKNOWN_WORD, UNKNOWN_TYPE))
    return max(share, LEAST_WORD), of_type


def stem_of(word: str) -> str:
    """Return a word in lower case without its ending, German or English, as long as enough of it is left."""
    lower = word.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= SHORTEST_STEM:
            return lower[: -len(ending)]
    return lower


def _log_odds(share: float) -> float:
    bounded = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    return float(np.log(bounded / (1 - bounded)))


@cache
def judge() -> tuple[Floats, float, float]:
    """Return the weight of each feature, the intercept, and the least chance of an event."""
    declared = tomllib.loads(files(__package__).joinpath("trigger_weights.toml").read_text(encoding="utf-8"))
    weights = np.array([declared["weights"][name] for name in FEATURES], np.float32)
    return weights, float(declared["intercept"]), float(declared["least"])


@cache
def word_counts() -> Mapping[str, WordCounts]:
    """Return what is known of words, by their stems."""
    lines = files(__package__).joinpath("trigger_words.tsv").read_text(encoding="utf-8").splitlines()
    return dict(_counts_in(line) for line in lines if not line.startswith("#"))


def _counts_in(line: str) -> tuple[str, WordCounts]:
    stem, occurrences, triggers, types = line.split("\t")
    counted = (one.partition(":") for one in types.split(",") if one)
    return stem, WordCounts(int(occurrences), int(triggers), {name: int(number) for name, _, number in counted})
