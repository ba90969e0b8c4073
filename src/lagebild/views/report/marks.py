"""The marks of an article with what hovering over each tells, and its sentences in short."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lagebild.views.report.article_texts import ArticleText, EventRow, QuotationRow
from lagebild.views.report.marked_text import Mark, Note
from lagebild.views.report.wording import (
    Labels,
    event_words,
    interval_words,
    measure_words,
    outlook_words,
    range_words,
    relation_words,
)


def event_anchor(mention_id: str) -> str:
    """Return the name under which links lead to the words of an article that report an event."""
    return f"e-{mention_id}"


def marks_of(texts: ArticleText, t: Labels, lang: str) -> list[Mark]:
    """Return every mark of an article, the long ones first."""
    return [*_long_marks(texts, t), *_event_marks(texts, t, lang), *_short_marks(texts, t, lang)]


def notes_of(texts: ArticleText, t: Labels, anchors: Mapping[int, Sequence[str]]) -> list[Note]:
    """Return, for every sentence that tells or says something, who does what to whom, said by whom.

    `anchors` are the names that links from elsewhere lead to, by their place.
    """
    starts = [start for start, _ in texts.sentences]
    told: dict[int, list[str]] = defaultdict(list)

    def add(start: int, words: str) -> None:
        sentence = bisect_right(starts, start) - 1
        if sentence >= 0:
            told[sentence].append(words)

    for event in texts.events:
        add(event.start, event_words(event, t))
    for relation in texts.relations:
        add(relation.start, relation_words(relation, t))
    for quotation in _eventless(texts.quotations, texts.events):
        if quotation.speaker and quotation.kind != "reported":
            add(quotation.start, t[f"says_{quotation.modality}"].format(quotation.speaker))
    for outlook in texts.outlooks:
        add(outlook.start, outlook_words(outlook, t))
    words_at = {texts.sentences[s][1]: tuple(dict.fromkeys(words)) for s, words in told.items()}
    places = sorted({*words_at, *anchors})
    return [Note(place, words_at.get(place, ()), tuple(anchors.get(place, ()))) for place in places]


def _eventless(quotations: Iterable[QuotationRow], events: Iterable[EventRow]) -> Iterator[QuotationRow]:
    """Yield the quotations in which nothing is done: the others are told with their events."""
    places = sorted(event.start for event in events if event.is_quoted)
    for quotation in quotations:
        if bisect_right(places, quotation.end - 1) == bisect_right(places, quotation.start - 1):
            yield quotation


def _long_marks(texts: ArticleText, t: Labels) -> Iterator[Mark]:
    for o in texts.outlooks:
        yield Mark(o.start, o.end, "outlook", f"{t['outlook']} · {outlook_words(o, t)}")
    for r in texts.relations:
        yield Mark(r.start, r.end, "relation", f"{t['relation']} · {relation_words(r, t)}", anchor=f"r-{r.row_id}")
    for q in texts.quotations:
        tip = " · ".join((t["quotation"], q.speaker or t["unknown_speaker"], t[f"kind_{q.kind}"]))
        yield Mark(q.start, q.end, "quotation", f"{tip} · {t[f'modality_{q.modality}']}")


def _event_marks(texts: ArticleText, t: Labels, lang: str) -> Iterator[Mark]:
    for e in texts.events:
        when = interval_words(e.earliest, e.latest, lang)
        happened = t["realis_real"] if e.realis == "real" else None
        parts = (t["event"], event_words(e, t), happened, e.what, e.place, when)
        tip = " · ".join(part for part in parts if part)
        yield Mark(e.start, e.end, "event", tip, e.source_places, e.target_places, anchor=event_anchor(e.mention_id))


def _short_marks(texts: ArticleText, t: Labels, lang: str) -> Iterator[Mark]:
    sides = {place for event in texts.events for place in (*event.source_places, *event.target_places)}
    for m in texts.mentions:
        tip = " · ".join(part for part in (m.actor, t["kind_" + m.kind], m.country) if part)
        yield Mark(m.start, m.end, m.kind, tip, is_side=m.start in sides)
    for time in texts.times:
        interval = interval_words(time.earliest, time.latest, lang)
        tip = " · ".join(part for part in (t["time"], time.type, time.value, interval) if part)
        yield Mark(time.start, time.end, "time", tip)
    for q in texts.quantities:
        held = f"{t['said_by']} {q.holder}" if q.holder else ""
        parts = (t["quantity"], range_words(q, lang), measure_words(q, t), held)
        yield Mark(q.start, q.end, "quantity", " · ".join(part for part in parts if part))
