"""Which events may pass filters, asked of the database, so that only these are read."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from lagebild.app.filters import AUTHOR, Sieve
from lagebild.views.queryable import REPORTS

_OF_ARTICLES = """event_id IN (SELECT event_id FROM stored.event_members JOIN stored.event_columns USING (mention_id)
    WHERE article_id IN (SELECT unnest($articles)))"""
_OF_ACTORS = "list_has_any(list_concat(coalesce(sources, []), coalesce(targets, [])), $acting)"
_OF_HOLDERS = f"""event_id IN (SELECT event_id FROM {REPORTS} JOIN quotations q USING (quotation_id)
    WHERE q.speaker_actor_id IN (SELECT unnest($holders)))"""
_OVERLAPS = """(($since::DATE IS NULL OR coalesce({0}latest, {0}earliest) >= $since::DATE)
    AND ($until::DATE IS NULL OR coalesce({0}earliest, {0}latest) <= $until::DATE))"""
_OF_DAYS = f"""CASE WHEN earliest IS NULL AND latest IS NULL THEN event_id IN (
        SELECT event_id FROM stored.event_members JOIN stored.event_columns USING (mention_id)
        WHERE article_id IN (
            SELECT article_id FROM (SELECT article_id, coalesce(published, published_earliest) AS earliest,
                coalesce(published, published_latest) AS latest FROM articles_current) WHERE {_OVERLAPS.format("")}
            UNION SELECT article_id FROM times t WHERE {_OVERLAPS.format("t.")}))
    ELSE {_OVERLAPS.format("")} END"""
"""An event without days is told of in the time of an article, or of a date in it."""


def events_that_may_pass(connection: duckdb.DuckDBPyConnection, sieve: Sieve) -> list[str]:
    """Return the ids of events in order: all that pass, and some of those that do not.

    Where articles are left out, what is told of an event without them is not known before they are.
    """
    filters = sieve.filters
    given = {
        "articles": sorted(sieve.articles),
        "acting": sorted(sieve.acting),
        "holders": list(filters.holders),
        "since": filters.since,
        "until": filters.until,
        "realis": list(filters.realis),
        "sure": filters.min_confidence,
    }
    conditions = " AND ".join(_conditions(sieve)) or "true"
    asked = {key: value for key, value in given.items() if f"${key}" in conditions}
    query = f"SELECT event_id FROM events WHERE {conditions} ORDER BY event_id"
    return [event for (event,) in connection.execute(query, asked).fetchall()]


def _conditions(sieve: Sieve) -> Iterator[str]:
    filters = sieve.filters
    if filters.outlets or filters.langs:
        yield _OF_ARTICLES
        return
    if filters.actors:
        yield _OF_ACTORS
    if filters.since or filters.until:
        yield _OF_DAYS
    if filters.realis:
        yield "realis IN (SELECT unnest($realis))"
    if filters.min_confidence:
        yield "(confidence IS NULL OR confidence >= $sure)"
    if filters.holders and AUTHOR not in filters.holders:
        yield _OF_HOLDERS
