"""Quotations: the words said, how, by whom, and how sure the speaker is of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from lagebild.reading.marks import Quotation
from lagebild.reading.reading import Reading
from lagebild.reading.tokens import Tokens, tokens_of
from lagebild.scoring.actors import ActorsRead
from lagebild.scoring.gold import GoldArticle, GoldQuotation
from lagebild.scoring.layers.comparison import Comparison, Notes, gold_voice, judged, read_voice, share
from lagebild.scoring.matching import Counts, exact_pairs, overlap_pairs
from lagebild.spans import Span, span_of


def compare_quotations(gold: GoldArticle, reading: Reading) -> Comparison:
    """Compare quotations: `tokens` counts the tokens that lie in quotations, `extent` overlapping quotations.

    `kind`, `speaker` and `modality` are shares of the overlapping ones: all, those with an annotated speaker, those
    with an annotated modality. `cue` counts equal spans of the words of speech, each once.
    """
    gold_spans = [q.span for q in gold.quotations]
    read_spans = [Span(q.start, q.end) for q in reading.quotations]
    pairs = overlap_pairs(gold_spans, read_spans)
    actors = ActorsRead(gold, reading)
    both = [(gold.quotations[g], reading.quotations[r]) for g, r in pairs]
    notes = Notes("quotations", gold)
    for one, other in both:
        wrong = _parts_wrong(one, other, actors)
        if wrong or one.span != Span(other.start, other.end):
            notes.add(
                one.span, _gold_label(one, gold), f"{_read_label(other, gold)} {gold.text[other.start : other.end]!r}"
            )
    gold_labels = [_gold_label(q, gold) for q in gold.quotations]
    notes.add_unpaired(pairs, gold_spans, read_spans, gold_labels, [_read_label(q, gold) for q in reading.quotations])
    counts = {
        "tokens": _tokens_covered(gold.text, gold_spans, read_spans),
        "extent": Counts(len(pairs), len(read_spans), len(gold_spans)),
        "kind": share([one.kind == other.kind for one, other in both]),
        "speaker": share([_same_speaker(one, other, actors) for one, other in both if one.speaker is not None]),
        "modality": share([one.modality == other.modality for one, other in both if one.modality is not None]),
        "cue": _cues(gold, reading),
    }
    judgements = judged((q.confidence for q in reading.quotations), pairs)
    return Comparison(counts, notes.differences(), judgements)


def _same_speaker(one: GoldQuotation, other: Quotation, actors: ActorsRead) -> bool:
    return actors.same_voice(one.speaker, other.speaker, span_of(other.speaker_start, other.speaker_end))


def _parts_wrong(one: GoldQuotation, other: Quotation, actors: ActorsRead) -> bool:
    modality_wrong = one.modality is not None and one.modality != other.modality
    return one.kind != other.kind or modality_wrong or not _same_speaker(one, other, actors)


def _tokens_covered(text: str, gold: Iterable[Span], read: Iterable[Span]) -> Counts:
    tokens = tokens_of(text)
    in_gold, in_read = _covered(tokens, gold), _covered(tokens, read)
    return Counts(len(in_gold & in_read), len(in_read), len(in_gold))


def _covered(tokens: Tokens, spans: Iterable[Span]) -> set[int]:
    """Return the places of the tokens that share a character with one of `spans`."""
    return {
        place
        for span in spans
        for place in range(bisect_right(tokens.ends, span.start), bisect_left(tokens.starts, span.end))
    }


def _cues(gold: GoldArticle, reading: Reading) -> Counts:
    annotated = sorted({q.cue for q in gold.quotations if q.cue is not None})
    cues = (span_of(q.cue_start, q.cue_end) for q in reading.quotations)
    read = sorted({cue for cue in cues if cue is not None})
    return Counts(len(exact_pairs(annotated, read)), len(read), len(annotated))


def _gold_label(one: GoldQuotation, gold: GoldArticle) -> str:
    return f"{one.kind} {one.modality or ''} by {gold_voice(one.speaker, gold, 'nobody')}"


def _read_label(other: Quotation, gold: GoldArticle) -> str:
    words = span_of(other.speaker_start, other.speaker_end)
    return f"{other.kind} {other.modality} by {read_voice(words, other.speaker, gold, 'nobody')}"
