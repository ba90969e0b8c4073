"""Quotations with cue, speaker and modality."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from lagebild.reading.entities.antecedents import Antecedents
from lagebild.reading.marks import MentionKind, Modality, Quotation, QuotationKind
from lagebild.reading.model.decoding.named import Named, NamedInOrder, candidates
from lagebild.reading.model.decoding.quotemarks import Quoted
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.outputs import Run, TokenOutputs, log_softmax, sigmoid
from lagebild.reading.model.pairs import PairScorer
from lagebild.reading.model.runs import KindRun, kind_runs
from lagebild.spans import Span

KINDS = tuple(QuotationKind)
MODALITIES = tuple(Modality)
_WORD = re.compile(r"[^\W\d_]+")
OPENING = '„“"«»”'
FEWEST_WORDS = 2
"""Words of reported speech at least."""
NAME_REACH = 8
"""Subwords after a speaker's words within which a person's name may end."""
REACH = 3
"""Sentences before its own in which the speaker of a quotation is looked for."""


def quotations_in(
    outputs: TokenOutputs,
    named: NamedInOrder,
    antecedents: Antecedents,
    scorers: Mapping[str, PairScorer],
    thresholds: Thresholds,
) -> list[Quotation]:
    """Return the quotations of an article, ordered by offset."""
    marks = kind_runs(outputs, "quotation", thresholds.quotation)
    if not marks:
        return []
    sentences = [outputs.sentence_of(mark.run) for mark in marks]
    cues, speakers = (_by_sentence(outputs, layer) for layer in ("cue", "speaker"))
    modality = np.exp(log_softmax(outputs.part("modality")))
    judged = _judged_speakers(outputs, named, [m.run for m in marks], sentences, scorers["speaker"])
    quoted = Quoted(outputs.text)
    found: list[Quotation] = []
    for mark, sentence, (share, guess) in zip(marks, sentences, judged, strict=True):
        span = _extent(outputs, mark, sentence, quoted)
        if span is None or (found and found[-1].start <= span.start < found[-1].end):
            continue
        if not _says_something(outputs.text, span, KINDS[mark.kind]):
            continue
        cue, words = _nearest(cues.get(sentence, []), mark.run), _nearest(speakers.get(sentence, []), mark.run)
        cue_span, word_span = cue and outputs.span_of(cue), words and outputs.span_of(words)
        speaker = _person_after(named, words) if words else None
        if speaker is None and word_span:
            speaker = antecedents.antecedent_of(word_span.start, word_span.end)
        if speaker is None and guess and share >= thresholds.speaker:
            speaker = guess.mention.entity
        found.append(
            Quotation(
                span.start,
                span.end,
                KINDS[mark.kind],
                MODALITIES[int(modality[slice(*mark.run)].mean(0).argmax())],
                cue_span.start if cue_span else None,
                cue_span.end if cue_span else None,
                word_span.start if word_span else None,
                word_span.end if word_span else None,
                speaker,
                mark.probability,
            )
        )
    return found


def _extent(outputs: TokenOutputs, mark: KindRun, sentence: int, quoted: Quoted) -> Span | None:
    """Return the characters of a quotation; a direct one reaches from mark to mark inside its sentence."""
    span, within = outputs.span_of(mark.run), outputs.span_of(outputs.sentence_runs[sentence])
    if span is None or within is None or KINDS[mark.kind] is not QuotationKind.DIRECT:
        return span
    return quoted.around(span.start, span.end, within) or span


def _says_something(text: str, span: Span, kind: QuotationKind) -> bool:
    """Return whether the words can be a quotation: a single word must stand in quotation marks."""
    words = _WORD.findall(span.cut(text))
    if kind is QuotationKind.DIRECT:
        return bool(words) and (len(words) > 1 or text[max(0, span.start - 1)] in OPENING)
    return len(words) >= FEWEST_WORDS


def _person_after(named: NamedInOrder, words: Run) -> str | None:
    """Return the person in a speaker's words or right after them, where the words end with an office or a country."""
    near = named.inside((words[0], words[1] + NAME_REACH))
    persons = [n for n in near if n.mention.kind is MentionKind.PER and n.run[0] <= words[1] + 1]
    return persons[0].mention.entity if persons else None


def _by_sentence(outputs: TokenOutputs, layer: str) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = {}
    for mark in kind_runs(outputs, layer):
        found.setdefault(outputs.sentence_of(mark.run), []).append(mark.run)
    return found


def _nearest(runs: Sequence[Run], quotation: Run) -> Run | None:
    return min(runs, key=lambda run: max(quotation[0] - run[1], run[0] - quotation[1], 0), default=None)


def _judged_speakers(
    outputs: TokenOutputs, named: NamedInOrder, runs: Sequence[Run], sentences: Sequence[int], scorer: PairScorer
) -> list[tuple[float, Named | None]]:
    """Return the most probable speaker of each quotation among the mentions near it."""
    best: list[tuple[float, Named | None]] = [(0.0, None)] * len(runs)
    pairs = candidates(named, runs, sentences, REACH)
    if len(pairs.mark):
        shares = sigmoid(pairs.scores(scorer, outputs.means(list(runs)), named.states)[:, 0])
        for mark, mention, share in zip(pairs.mark.tolist(), pairs.mention.tolist(), shares.tolist(), strict=True):
            if share > best[mark][0]:
                best[mark] = (share, named.named[mention])
    return best
