"""What is due: what the steps of a merge have to look at again because something it hangs on has changed.

Every step notes what its changes touch, in the transaction that makes them, and crosses out what it has looked at in
the transaction that puts the result in place. So a merge that is killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import duckdb

from lagebild.case.shown import STORED


class Due(StrEnum):
    """What is to be looked at again: articles by a step, or what a step makes of many articles."""

    COPIES = "copies"
    """`ALL_COPIES`, once articles got their actors without being looked for among the others."""
    LINKS = "links"
    """Articles whose reports may be compared by something else: their marks, days, actors or copies changed."""
    TRANSFERS = "transfers"
    DISAGREEMENTS = "disagreements"
    FIGURES = "figures"
    """Blocks of figures of one thing (`merging/disagreements/quantities.py`)."""
    OFFICES = "offices"
    """Actors of whose offices something else may be told."""
    REPORTS = "reports"
    """Event mentions of which another one may differ."""
    QUOTATIONS = "quotations"
    """Quotations, by their places, that may be alike with other ones than before."""
    FOLLOW_UPS = "follow_ups"
    SYSTEM = "system"
    ACTORS = "actors"
    """Actors that may act for another state, or for one at all, since."""
    EVENTS = "events"
    """Events that came, went or have an article that the system is to look at again."""
    TRIADS = "triads"
    """Two states whose sign in a month changed: their ids and the month, or `EVERY_MONTH`."""
    PAIRS = "pairs"
    """Two states whose deeds or words changed: their ids, with a space between them."""


EVERY_MONTH = "*"
ALL_COPIES = "*"

OF_ARTICLES = (Due.TRANSFERS, Due.DISAGREEMENTS, Due.FOLLOW_UPS, Due.SYSTEM)
"""The steps that look at an article again when its marks, days, actors or events have changed."""


def note_due(
    connection: duckdb.DuckDBPyConnection, what: Sequence[Due], query: str, parameters: Sequence[Any] = ()
) -> None:
    """Note that what a query of one column gives is due."""
    connection.execute(
        f"INSERT INTO {STORED}.due SELECT what, id FROM (SELECT unnest(?) AS what), ({query}) AS noted(id)",
        [[str(one) for one in what], *parameters],
    )


def some_due(connection: duckdb.DuckDBPyConnection, what: Due, most: int) -> list[str]:
    """Return the first so many ids that are due."""
    rows = connection.execute(
        f"SELECT DISTINCT id FROM {STORED}.due WHERE what = ? ORDER BY 1 LIMIT ?", [str(what), most]
    ).fetchall()
    return [id_ for (id_,) in rows]


def cross_out(connection: duckdb.DuckDBPyConnection, what: Due, ids: Sequence[str]) -> None:
    """Note that these have been looked at."""
    connection.execute(f"DELETE FROM {STORED}.due WHERE what = ? AND id IN (SELECT unnest(?))", [str(what), list(ids)])
