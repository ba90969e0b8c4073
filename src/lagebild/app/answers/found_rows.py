"""The rows of a search, and the sentences around a row."""

from __future__ import annotations

from dataclasses import asdict

from lagebild.app.answers.question import Question
from lagebild.app.answers.rows import Rows
from lagebild.app.answers.sentences import Record, sentence_record
from lagebild.app.evidence import Asked, Shown, found_of
from lagebild.errors import UsageError
from lagebild.system.facts import Evidence
from lagebild.views.evidence import told_at

MOST_EXCERPTS = 60
"""Sentences around rows that one answer tells."""


def search_rows(question: Question) -> Rows:
    """Return the sentences that have the words asked for or mean the same, best first, with the rows in them."""
    from lagebild.search.search import Limits, Way, search  # the index and the reader's session: 0.5 s

    seen = question.filters
    limits = Limits(seen.since, seen.until, seen.outlets, seen.langs, seen.actors)
    found = search(
        question.computed.path,
        question.text("q"),
        lang=question.lang,
        limits=limits,
        way=Way(question.text("way") or Way.BOTH),
        offset=question.offset,
        limit=question.limit,
    )
    places = [Evidence(one.article_id, one.start, one.end) for one in found.answers]
    told = told_at(question.case, places)
    rows = [
        {
            **{name: getattr(one, name) for name in ("score", "by_words", "by_meaning", "likeness", "lang", "copies")},
            "matches": [{"start": start, "end": end} for start, end in one.matches],
            "rows": [asdict(row) for row in one.rows],
            "evidence": [sentence_record(place, told[place])] if place in told else [],
            "n_evidence": 1,
        }
        for one, place in zip(found.answers, places, strict=True)
    ]
    return Rows(rows, None, has_more=found.more)


def evidence_rows(question: Question) -> Rows:
    """Return the sentences that rows or places stand in, with the sentences beside them."""
    ids = tuple(str(value) for value in question.told.get("id", ()))
    places: tuple[Evidence, ...] = ()
    if question.text("article"):
        start = int(question.text("start") or 0)
        places = (Evidence(question.text("article"), start, int(question.text("end") or start + 1)),)
    if not ids and not places:
        raise UsageError("tell the id of a row, or an article with start and end", place="id")
    found = found_of(question.case, Asked(ids, places), MOST_EXCERPTS)
    if not found.shown:
        raise UsageError("no row or article of that id", place=(ids or (question.text("article"),))[0])
    page = found.shown[question.offset : question.offset + question.limit]
    return Rows([_excerpt(one) for one in page], found.n_sentences)


def _excerpt(one: Shown) -> Record:
    return {
        "article_id": one.article_id,
        "outlet": one.outlet,
        "title": one.title,
        "published": one.published,
        "lang": one.lang,
        "kinds": one.kinds,
        "confidence": one.confidence,
        "before": one.before,
        "sentence": one.text,
        "after": one.after,
        "sentence_start": one.start,
        "marks": [
            {"start": mark.start, "end": mark.end, "layer": mark.layer}
            | {"text": one.text[max(0, mark.start - one.start) : max(0, mark.end - one.start)]}
            for mark in one.marks
        ],
    }
