"""The rows of listings by page: articles, events, quotations, an actor, disagreements …"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lagebild.app.answers.question import Question
from lagebild.app.answers.sentences import Record, with_sentences
from lagebild.app.filters import Sieve
from lagebild.errors import UsageError
from lagebild.exports.clean import LONGEST, link_of
from lagebild.views.actor_page import actor_pages
from lagebild.views.naming import actor_named, actors_named
from lagebild.views.terminal.listings import VIEWS, Listing, listing_of


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of rows, the number of all that there are, and what is told of them together.

    `total` is None where they are not counted, `has_more` says then whether there are more than these. `parts` are the
    numbers of rows of each part of a view that has several.
    """

    rows: Sequence[Record]
    total: int | None
    about: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    has_more: bool = False


RowsOf = Callable[[Question], Rows]
Passing = Callable[[Record], bool]


def listed(what: str, passing: Callable[[Question], Passing]) -> RowsOf:
    """Return a function for the rows of a listing of `lagebild show`; `passing` says which of them pass filters."""

    def rows_of(question: Question) -> Rows:
        rows, total = _listing_page(question, what, passing(question) if question.filters else None)
        return Rows(with_sentences(question.case, rows), total)

    return rows_of


def actors_rows(question: Question) -> Rows:
    """Return the actors of a case, or those whose names have some words; where one is named is a view of its own."""
    words = question.text("name").casefold()

    def passes(row: Record) -> bool:
        return words in str(row["actor"]).casefold() and (not question.filters or question.sieve.actors([row["id"]]))

    return Rows(*_listing_page(question, "actors", passes if words or question.filters else None))


def article_rows(question: Question) -> Rows:
    """Return the articles with their links, never their texts."""

    def passes(row: Record) -> bool:
        sieve = question.sieve
        return sieve.article(row["article_id"]) and sieve.days(row["earliest"], row["latest"])

    rows, total = _listing_page(question, "articles", passes if question.filters else None)
    wanted = [[row["article_id"] for row in rows]]
    cited = "SELECT article_id, uri, authors FROM articles_current WHERE article_id IN (SELECT unnest(?))"
    found = {key: (uri, authors) for key, uri, authors in question.case.sql(cited, wanted).fetchall()}
    for row in rows:
        uri, authors = found[row["article_id"]]
        row |= {"title": row["title"][:LONGEST], "link": link_of(uri), "authors": authors}
    return Rows(rows, total)


def of_seen_facts(question: Question) -> Passing:
    """Return whether the event, quotation, statement, flow or expectation of a row passes the filters."""
    facts = question.facts
    seen = {one.event_id for one in facts.deeds} | {one.quotation_id for one in facts.sayings}
    seen |= {one.row_id for one in facts.statements} | {one.row_id for one in facts.flows}
    seen |= {one.row_id for one in facts.expectations}
    return lambda row: row["id"] in seen


def of_seen_quantities(question: Question) -> Passing:
    """Return whether the quantity of a row passes the filters."""
    sieve = question.sieve
    seen = {
        row_id
        for row_id, article_id, owner, other, holder, earliest, latest, confidence in question.case.sql(
            """SELECT q.row_id, q.article_id, q.actor_id, q.other_actor_id, q.holder_actor_id,
                coalesce(q.earliest, a.published, a.published_earliest),
                coalesce(q.latest, a.published, a.published_latest), q.confidence
            FROM quantities q JOIN articles_current a USING (article_id)"""
        ).fetchall()
        if sieve.article(article_id)
        and sieve.actors((owner, other))
        and sieve.holder(holder)
        and sieve.days(earliest, latest)
        and sieve.confidence(confidence)
    }
    return lambda row: row["id"] in seen


def _listing_page(question: Question, what: str, passes: Passing | None) -> tuple[list[Record], int]:
    """Return the rows of a page of a listing, those that pass, and how many there are."""
    end = question.offset + question.limit
    listing = _listing(question, what)
    if passes is None:
        return Listing(listing.columns, listing.rows[question.offset : end]).as_records(), len(listing.rows)
    rows = [row for row in listing.as_records() if passes(row)]
    return rows[question.offset : end], len(rows)


def _listing(question: Question, what: str) -> Listing:
    """Return a listing, kept while the case stays as it is: its query takes as long for a page as for all rows."""
    words = tuple(question.text(name.lower()) for name in VIEWS[what].arguments)

    def computed() -> Listing:
        return listing_of(question.case, what, words, question.lang)

    if words:  # those of one actor or event would be too many to keep
        return computed()
    listing: Listing = question.computed.once(("listing", what, question.lang), computed)
    return listing


def actor_rows(question: Question) -> Rows:
    """Return who an actor is, part by part: what it is called, its roles, where it is named, who is like it."""
    name = question.text("name")
    ids = actors_named(question.case, name, question.lang)
    actor_id = ids[0] if ids else actor_named(question.case, name, question.lang)
    pages = actor_pages(question.case, actor_id, question.lang)
    if not pages:
        raise UsageError("it is a group; a dyad or triad can be asked of it", place=name)
    page = pages[0]
    mentions = listing_of(question.case, "actor", [actor_id], question.lang).as_records()
    if question.filters:
        sieve = question.sieve
        mentions = [row for row in mentions if _mention_passes(sieve, row)]
    parts: dict[str, Sequence[Record]] = {"mentions": mentions, "roles": page.roles, "aliases": page.aliases}
    parts |= {"members": page.members, "near_misses": page.near_misses}
    wanted = question.text("part") or "mentions"
    rows = list(parts[wanted][question.offset : question.offset + question.limit])
    if wanted in _WITH_EVIDENCE:
        rows = with_sentences(question.case, rows)
    about = {"actor": page.actor, "others_called_so": list(ids[1:])}
    return Rows(rows, len(parts[wanted]), about, {key: len(found) for key, found in parts.items()})


_WITH_EVIDENCE = frozenset({"mentions", "roles"})
"""Parts of an actor whose rows stand on sentences; the others are computed of them."""


def _mention_passes(sieve: Sieve, row: Record) -> bool:
    return sieve.article(row["article_id"]) and sieve.days(row["published"], row["published"])


def disagreement_rows(question: Question) -> Rows:
    """Return where sources disagree: one row a disagreement, with its versions."""
    sieve = question.sieve if question.filters else None
    versions = _listing(question, "disagreements").as_records()
    found = []
    for row_id, told in groupby(versions, key=lambda row: str(row["id"])):
        together = list(told)
        if sieve is None or any(_version_passes(sieve, row) for row in together):
            first = together[0]
            shared = {name: first[name] for name in ("disagreement", "relation", "about", "measure", "type")}
            own = ("value", "realis", "date", "holder", "outlet", "published", "sentence", "article_id")
            found.append(
                {"id": row_id, **shared, "versions": [{name: one[name] for name in own} for one in together]}
                | {"confidence": first["confidence"]}
            )
    page = found[question.offset : question.offset + question.limit]
    return Rows(with_sentences(question.case, page), len(found))


def _version_passes(sieve: Sieve, row: Record) -> bool:
    published = row["published"]
    return sieve.article(row["article_id"]) and sieve.days(published, published) and sieve.confidence(row["confidence"])
