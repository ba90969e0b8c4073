"""The rows of a search, and the sentences around a row."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from lagebild.app.answers.question import Question
from lagebild.app.answers.rows import Rows
from lagebild.app.answers.sentences import Record, sentence_record
from lagebild.app.evidence import Asked, Shown
from lagebild.app.evidence_found import found_of
from lagebild.errors import LagebildError, UsageError
from lagebild.exports.clean import LONGEST
from lagebild.system.facts import Evidence
from lagebild.views.evidence import told_at

if TYPE_CHECKING:
    from lagebild.search.search import Found

MOST_EXCERPTS = 60
"""Sentences around rows that one answer tells."""
PATIENCE_SECONDS = 5.0
"""So long a question waits for the index of a case; most are made in less, and clients give up after half a minute."""


class NotYet(LagebildError):
    """What was asked for is being made; asked again in a moment it is there."""


def search_rows(question: Question) -> Rows:
    """Return the sentences that have the words asked for or mean the same, best first, with the rows in them.

    Raises:
        NotYet: the index of the case is being made.
    """
    found = _found(question)
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


def _found(question: Question) -> Found:
    from lagebild.search.making import making_of  # the index and the reader's session: 0.5 s
    from lagebild.search.search import Limits, Way, search_opened

    seen, path = question.filters, question.computed.path
    actors = tuple(sorted(question.sieve.acting)) if seen.actors else ()
    limits = Limits(seen.since, seen.until, seen.outlets, seen.langs, actors)
    way = Way(question.text("way") or Way.BOTH)
    pages = {"offset": question.offset, "limit": question.limit}
    for _ in range(2):
        found = search_opened(
            question.case, path, question.text("q"), lang=question.lang, limits=limits, way=way, **pages
        )
        if found is not None:
            return found
        making = making_of(path)
        # It reads the case itself; were it kept out by a writer that waits for this question, this one ends first.
        making.ended.wait(PATIENCE_SECONDS)
        if making.failed is not None:
            raise making.failed
    raise NotYet(f"the search index is being made, {making.done} of {making.total} articles; ask again in a moment")


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
        "title": one.title[:LONGEST],
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
