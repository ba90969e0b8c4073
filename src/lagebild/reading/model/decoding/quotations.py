"""Quotations with cue, speaker and modality."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from lagebild.reading.entities.antecedents import Antecedents
from lagebild.reading.entities.titles import title_of
from lagebild.reading.marks import MentionKind, Modality, Quotation, QuotationKind
from lagebild.reading.model.decoding.named import Named, NamedInOrder, candidates
from lagebild.reading.model.decoding.quotemarks import Quoted
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.decoding.voices import goes_on, voice_behind
from lagebild.reading.model.outputs import Run, TokenOutputs, log_softmax, sigmoid
from lagebild.reading.model.pairs import PairScorer
from lagebild.reading.model.runs import KindRun, kind_runs
from lagebild.spans import Span

KINDS = tuple(QuotationKind)
MODALITIES = tuple(Modality)
_ONLY_WORDS = re.compile(r"\s(?:[\w-]+\s){1,4}")
_WORD = re.compile(r"[^\W\d_]+")
OPENING = '„“"«»”'
FEWEST_WORDS = 2
"""Words of reported speech at least."""
_CITED = re.compile(
    r"\b(?:laut|zufolge|according\sto|nach\s(?:Angaben|Ansicht|Meinung|Einschätzung|Worten|Darstellung))(?:\s\w+){0,2}\s$",
    re.IGNORECASE,
)
LONGEST_CITED = 50
"""Characters before a name in which the words stand that make it a source within what it says: `laut der Behörde X`."""
NAME_REACH = 14
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
    judged = _judged_speakers(outputs, named, marks, sentences, scorers["speaker"])
    quoted = Quoted(outputs.text)
    withins = {s: outputs.span_of(outputs.sentence_runs[s]) or Span(0, 0) for s in sentences}
    found: list[Quotation] = []
    for mark, sentence, (share, guess) in zip(marks, sentences, judged, strict=True):
        span = _extent(outputs, mark, sentence, quoted)
        if span is None or (found and found[-1].start <= span.start < found[-1].end):
            continue
        if not _says_something(outputs.text, span, KINDS[mark.kind]):
            continue
        outside = [run for run in speakers.get(sentence, []) if run[1] <= mark.run[0] or mark.run[1] <= run[0]]
        cue, words = _nearest(cues.get(sentence, []), mark.run), _nearest(outside, mark.run)
        cue_span, word_span = cue and outputs.span_of(cue), words and outputs.span_of(words)
        speaker = voice_behind(outputs.text, named, antecedents, span, KINDS[mark.kind], withins[sentence].end)
        if speaker is None and words:
            speaker = _person_after(outputs, named, words, withins[sentence])
        if speaker is None and word_span:
            speaker = antecedents.antecedent_of(word_span.start, word_span.end)
        if speaker is None and guess and share >= thresholds.speaker:
            speaker = guess.mention.entity
        if speaker is None and found and goes_on(outputs.text, found[-1], span, KINDS[mark.kind]):
            speaker = found[-1].speaker
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


def _person_after(outputs: TokenOutputs, named: NamedInOrder, words: Run, within: Span) -> str | None:
    """Return the person in a speaker's words or right after them, where the words end with an office or a country."""
    near = named.inside((words[0], words[1] + NAME_REACH))
    person = next((n for n in near if n.mention.kind is MentionKind.PER), None)
    if person is None or not within.start <= person.mention.start < within.end:
        return None
    if person.run[0] <= words[1] + 1:
        return person.mention.entity
    end = int(outputs.spans[words[1] - 1, 1])
    between = outputs.text[end : person.mention.start]
    return person.mention.entity if _ONLY_WORDS.fullmatch(between) and _is_office(between) else None


def _is_office(words: str) -> bool:
    """Return whether words between a country and a person name an office: a noun (`Estlands Vordenker`) or a title."""
    parts = words.split()
    is_noun = len(parts) == 1 and parts[0][0].isupper()
    return is_noun or any(title_of(parts[-1], lang) is not None for lang in ("de", "en"))


def _by_sentence(outputs: TokenOutputs, layer: str) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = {}
    for mark in kind_runs(outputs, layer):
        found.setdefault(outputs.sentence_of(mark.run), []).append(mark.run)
    return found


def _nearest(runs: Sequence[Run], quotation: Run) -> Run | None:
    return min(runs, key=lambda run: max(quotation[0] - run[1], run[0] - quotation[1], 0), default=None)


def _judged_speakers(
    outputs: TokenOutputs, named: NamedInOrder, marks: Sequence[KindRun], sentences: Sequence[int], scorer: PairScorer
) -> list[tuple[float, Named | None]]:
    """Return the most probable speaker of each quotation among the mentions near it.

    Whom a quotation of the same sentence names does not say it; speech without a cue goes on with its speaker, whom
    what was said before it does not name either.
    """
    runs = [mark.run for mark in marks]
    best: list[tuple[float, Named | None]] = [(0.0, None)] * len(runs)
    pairs = candidates(named, runs, sentences, REACH)
    firsts = [run[0] for run in runs]
    holding = [
        None if _is_cited(outputs.text, one.mention.start) else _place_in(one.run, runs, firsts) for one in named.named
    ]
    if len(pairs.mark):
        shares = sigmoid(pairs.scores(scorer, outputs.means(list(runs)), named.states)[:, 0])
        for mark, mention, share in zip(pairs.mark.tolist(), pairs.mention.tolist(), shares.tolist(), strict=True):
            is_free = KINDS[marks[mark].kind] is QuotationKind.FREE
            held = holding[mention]
            is_said = held is not None and (is_free or sentences[held] == sentences[mark])
            if share > best[mark][0] and not is_said:
                best[mark] = (share, named.named[mention])
    return best


def _is_cited(text: str, start: int) -> bool:
    return _CITED.search(text, max(0, start - LONGEST_CITED), start) is not None


def _place_in(run: Run, runs: Sequence[Run], firsts: Sequence[int]) -> int | None:
    """Return the place of the run that holds another one, of runs in order and free of overlaps; None if none does."""
    at = bisect_right(firsts, run[0]) - 1
    return at if at >= 0 and run[1] <= runs[at][1] else None
