"""The score card as a page in Markdown: every figure with its interval, confusions of types, reliability."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lagebild.reading.marks import EventType
from lagebild.scoring.intervals import COVERAGE, DRAWS
from lagebild.scoring.layers import LAYERS
from lagebild.scoring.reliability import BINS, Bin, bins_of, calibration_error
from lagebild.scoring.score import ALL_LANGUAGES, ScoreCard

LANGUAGE_NAMES = {"de": "German", "en": "English", ALL_LANGUAGES: "All"}
NOTHING = "–"
BEGIN, END = "<!-- score card -->", "<!-- end of the score card -->"
"""The lines around the card: what stands outside of them is written by people."""
HEADLINES = (
    ("names", "main", "persons, organisations, states and places", 0.88, 0.85),
    ("quotations", "tokens", "words that lie in quotations", 0.80, 0.80),
    ("quotations", "speaker", "speaker right, given the quotation", 0.80, 0.80),
    ("events", "type", "events by sentence and type", 0.65, 0.65),
    ("events", "realis", "events by sentence, type and realis", 0.60, 0.60),
    ("events", "actors", "sources and targets, given the event", 0.70, 0.70),
    ("relations", "pair", "relation statements by sentence and pair", 0.50, 0.50),
    ("relations", "sign", "sign right, given the pair", 0.85, 0.85),
    ("outlooks", "sentence", "conditionals and forecasts by sentence", 0.65, 0.65),
)
"""Layer, measure, what it says, and the F1 the project aims at in German and in English."""
JUDGED_LAYERS = ("names", "quotations", "events", "relations", "outlooks")
"""The layers whose confidences are held against what is right."""


def card_page(card: ScoreCard, *, corpus: str, reader: str) -> str:
    """Return the score card in Markdown between `BEGIN` and `END`; `corpus` and `reader` say what was read by whom."""
    parts = [*_head(card, corpus, reader), *_headlines(card), *_layers(card), *_confusions(card), *_reliability(card)]
    return "\n".join([BEGIN, "", *parts, "", END]) + "\n"


def with_card(page: str, card: str) -> str | None:
    """Return `page` with its score card replaced by `card` and all other text kept; None if it has no score card."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(f"{END}\n")
    return before + card + after if begin and end else None


def _head(card: ScoreCard, corpus: str, reader: str) -> Iterator[str]:
    yield "## Score card"
    yield ""
    numbers = [f"{card.articles[lang]} {LANGUAGE_NAMES.get(lang, lang)}" for lang in _languages(card)[:-1]]
    words = sum(score.words for score in card.by_article)
    yield f"`{corpus}`: {len(card.by_article)} articles ({', '.join(numbers)}), {words:,} words; reader {reader}."
    yield ""
    yield (
        "P, R and F1 are micro averages over all articles; where the three are one figure it is a share. In brackets "
        f"the {COVERAGE:.0%} bootstrap interval of F1 over articles ({DRAWS:,} draws)."
    )


def _headlines(card: ScoreCard) -> Iterator[str]:
    rows = (
        [
            said,
            *(_figure_of(card, layer, measure, lang) for lang in _languages(card)),
            f"{german:.2f}" if german == english else f"{german:.2f} German, {english:.2f} English",
        ]
        for layer, measure, said, german, english in HEADLINES
    )
    yield ""
    yield from _table(["F1 of", *(LANGUAGE_NAMES.get(lang, lang) for lang in _languages(card)), "aim"], rows)


def _layers(card: ScoreCard) -> Iterator[str]:
    langs = _languages(card)
    names = [LANGUAGE_NAMES.get(lang, lang) for lang in langs]
    for layer, compare in LAYERS.items():
        yield from ("", f"### {layer.capitalize()}", "", " ".join((inspect.getdoc(compare) or "").split()), "")
        headings = [heading for name in names for heading in (f"{name} P", "R", "F1", "gold")]
        rows = (
            [measure, *(cell for lang in langs for cell in _cells(card, layer, measure, lang))]
            for of_layer, measure in card.measures()
            if of_layer == layer
        )
        yield from _table(["measure", *headings], rows)


def _cells(card: ScoreCard, layer: str, measure: str, lang: str) -> Iterator[str]:
    counts = card.counts[layer, measure, lang]
    yield _figure(counts.precision)
    yield _figure(counts.recall)
    yield _figure_of(card, layer, measure, lang)
    yield str(counts.gold)


def _confusions(card: ScoreCard) -> Iterator[str]:
    found = Counter(pair for score in card.by_article for pair in score.layers["events"].confusions)
    types = [kind.value for kind in EventType]
    yield from ("", "### Types of events, annotated against read", "")
    yield "Events with overlapping triggers. A row is the annotated type, a column the read one; the last is none."
    yield ""
    columns: list[str | None] = [*types, None]
    rows = ([row or NOTHING, *(_number(found[row, column]) for column in columns)] for row in columns)
    yield from _table(["", *(column[:5] if column else NOTHING for column in columns)], rows)


def _reliability(card: ScoreCard) -> Iterator[str]:
    bins = {
        layer: bins_of(judgement for score in card.by_article for judgement in score.layers[layer].judgements)
        for layer in JUDGED_LAYERS
    }
    yield from ("", "### Reliability of the confidences", "")
    yield "Mean confidence → share right (marks). The error is the mean distance of the two, weighted by marks."
    yield ""
    rows = [
        [f"{place / BINS:.1f} to {(place + 1) / BINS:.1f}", *(_reliable(bins[layer][place]) for layer in JUDGED_LAYERS)]
        for place in range(BINS)
    ]
    errors = ["error", *(_figure(calibration_error(bins[layer])) for layer in JUDGED_LAYERS)]
    yield from _table(["confidence", *JUDGED_LAYERS], [*rows, errors])


def _languages(card: ScoreCard) -> list[str]:
    return [*sorted(lang for lang in card.articles if lang != ALL_LANGUAGES), ALL_LANGUAGES]


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"| --- |{' ---: |' * (len(headings) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _figure(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


def _figure_of(card: ScoreCard, layer: str, measure: str, lang: str) -> str:
    """Return an F1 with its interval."""
    interval = card.interval(layer, measure, lang)
    bracket = "" if interval is None else f" ({interval.low:.2f} to {interval.high:.2f})"
    return _figure(card.counts[layer, measure, lang].f1) + bracket


def _number(count: int) -> str:
    return str(count) if count else ""


def _reliable(found: Bin | None) -> str:
    return NOTHING if found is None else f"{found.confidence:.2f} → {found.right:.2f} ({found.marks})"
