"""The facts that some events stand on, so that nobody reads all of a case for a few of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb

from lagebild.case.facts import articles_in, deeds_in
from lagebild.case.narrowed import narrow, narrow_table
from lagebild.case.shown import STORED
from lagebild.reading.marks import Modality
from lagebild.system.facts import Deed, Evidence, Facts, Flow, Saying

_OF_EVENTS = f"""SELECT DISTINCT article_id FROM {STORED}.event_members JOIN {STORED}.event_columns USING (mention_id)
    WHERE event_id IN (FROM asked_events)"""


_REPORTS = f"mention_id IN (SELECT mention_id FROM {STORED}.event_members WHERE event_id IN (FROM asked_events))"


def facts_of_events(connection: duckdb.DuckDBPyConnection, events: Sequence[str]) -> tuple[Facts, Mapping[str, str]]:
    """Return what sightings of these events are made of, and the states that actors act for.

    The connection holds the articles of these events alone from then on (`narrow`).
    """
    connection.execute("CREATE TEMP TABLE asked_events AS SELECT unnest(?) AS event_id", [list(events)])
    articles = [article for (article,) in connection.execute(_OF_EVENTS).fetchall()]
    narrow(connection, articles, "quotations", "sentences", "mentions", "times")
    narrow_table(connection, "event_mentions", _REPORTS)
    connection.execute(f"CREATE TEMP TABLE events AS FROM {STORED}.events WHERE event_id IN (FROM asked_events)")
    deeds = deeds_in(connection)
    denied = connection.execute(
        """SELECT quotation_id, article_id, start, "end", kind, speaker_actor_id, speaker_text, modality, confidence
        FROM quotations WHERE modality = ?""",
        [str(Modality.DENIED)],
    ).fetchall()
    flows = connection.execute(
        f"""SELECT giver, receiver, good, good_text, low, high, unit, realis, holder, earliest, latest, article_id,
            start, "end", confidence
        FROM {STORED}.transfers WHERE article_id IN (FROM narrowed_to) AND giver IS NOT NULL AND receiver IS NOT NULL"""
    ).fetchall()
    facts = Facts(
        articles=articles_in(connection),
        actors={},
        deeds=deeds,
        statements=(),
        flows=tuple(Flow(*("", *row[:11], (Evidence(*row[11:14]),), row[14])) for row in flows),
        shares=(),
        sayings=tuple(Saying(row[0], Evidence(*row[1:4]), *row[4:]) for row in denied),
        expectations=(),
        memberships=(),
    )
    acting = {side for deed in deeds for report in deed.reports for side in (*report.sources, *report.targets)}
    return facts, states_of(connection, acting | {side for flow in facts.flows for side in (flow.giver, flow.receiver)})


def deeds_of(connection: duckdb.DuckDBPyConnection, events: Iterable[str]) -> tuple[Deed, ...]:
    """Return the events with these ids, with all their reports, in the order of their ids."""
    own = connection.cursor()
    try:
        return facts_of_events(own, sorted(events))[0].deeds
    finally:
        own.close()


def states_of(connection: duckdb.DuckDBPyConnection, actors: Iterable[str]) -> dict[str, str]:
    """Return the states that these actors act for."""
    query = f"FROM {STORED}.acting WHERE actor_id IN (SELECT unnest(?))"
    return dict(connection.execute(query, [sorted(actors)]).fetchall())
