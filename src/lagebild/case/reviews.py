"""Reviews: an analyst's decisions on rows. They outlive the rows: a review finds its row again by article and span."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from lagebild.case.bookkeeping import TABLES
from lagebild.case.connection import first_row, writing
from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import EDITABLE, JUDGED, edit_of
from lagebild.case.shown import STORED, quoted
from lagebild.case.writing import raise_generation
from lagebild.errors import UsageError

DECISIONS = ("accept", "reject", "edit", "same", "different", "undo")
PAIRED = frozenset({"same", "different"})
"""The decisions on two rows."""
PAIRED_TABLES = ("mentions", "event_mentions")
"""The tables whose rows are parts of something that can be joined and set apart: actors, events."""
_SIDES = {"target": "target_row_id", "other": "other_row_id"}


def add_review(
    path: Path,
    table_name: str,
    target_row_id: str,
    decision: str,
    *,
    other_row_id: str | None = None,
    value: str | None = None,
    by: str | None = None,
) -> str:
    """Write a decision on a row, or on a pair of rows of one table; return the review's id.

    What it changes in the merged tables takes effect with the next merge. An edit is given as `column=value`.

    Raises:
        UsageError: there is no such decision, table or row, a decision on a pair names one row only, or a value is
            not one of its column.
    """
    _check_decision(table_name, target_row_id, decision, other_row_id, value)
    now = datetime.now(UTC).replace(tzinfo=None)
    review_id = id_of("review", table_name, target_row_id, other_row_id, decision, value, by, now.isoformat())
    with writing(path) as connection:
        if decision == "undo" and _decision_of(connection, target_row_id) == "undo":
            raise UsageError("What was undone is decided again, not undone again.", place=target_row_id)
        brings_back = decision == "accept" and _is_rejected(connection, table_name, target_row_id)
        for side, row_id in (("target", target_row_id), ("other", other_row_id)):
            if row_id is not None:
                _write_anchor(connection, review_id, side, table_name, row_id)
        connection.execute(
            f"INSERT INTO {STORED}.reviews (review_id, table_name, target_row_id, other_row_id, decision, value, "
            '"by", "at", row_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
            [review_id, table_name, target_row_id, other_row_id, decision, value, by, now, review_id],
        )
        decided = target_row_id if decision == "undo" else review_id
        article_ids = _articles_of(connection, decided)
        if article_ids and (decision != "accept" or brings_back):
            raise_generation(connection, article_ids)
            _cluster_again(connection, decided)
    return review_id


def _check_decision(
    table_name: str, target_row_id: str, decision: str, other_row_id: str | None, value: str | None
) -> None:
    if decision not in DECISIONS:
        raise UsageError(f"A decision is one of {', '.join(DECISIONS)}.", place=decision)
    tables = {"undo": ("reviews",)}.get(decision, PAIRED_TABLES if decision in PAIRED else tuple(EDITABLE))
    if table_name not in tables:
        raise UsageError(f"With {decision}, the table is one of {', '.join(tables)}.", place=table_name)
    if decision in PAIRED and other_row_id in (None, target_row_id):
        raise UsageError("This decision is about two rows; name the other one.", place=decision)
    if decision == "edit":
        edit_of(table_name, value)


def reattach_reviews(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Attach the reviews on articles read anew to their rows of now: the same row, else the one that overlaps most.

    A review whose characters no row of its table touches any more is marked as orphaned; it may find a row later.
    """
    anchors = connection.execute(
        f"""SELECT review_id, side, table_name, article_id, a.start, a."end",
            CASE side WHEN 'target' THEN target_row_id ELSE other_row_id END
        FROM {STORED}.review_anchors a JOIN {STORED}.reviews r USING (review_id)
        WHERE article_id IN (SELECT unnest(?))""",
        [list(article_ids)],
    ).fetchall()
    for review_id, side, table_name, article_id, start, end, row_id in anchors:
        found = first_row(
            connection,
            f"""SELECT row_id FROM {STORED}.{quoted(table_name)} WHERE article_id = ? AND start < ? AND "end" > ?
            ORDER BY row_id = ? DESC, least("end", ?) - greatest(start, ?) DESC, "end" - start, start, row_id
            LIMIT 1""",
            [article_id, end, start, row_id, end, start],
        )
        if found is not None and found[0] != row_id:
            connection.execute(
                f"UPDATE {STORED}.reviews SET {_SIDES[side]} = ? WHERE review_id = ?", [found[0], review_id]
            )
        _mark(connection, review_id, side, orphaned=found is None)


def orphan_reviews_of(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Mark the reviews on removed articles as orphaned."""
    connection.execute(
        f"UPDATE {STORED}.review_anchors SET orphaned = TRUE WHERE article_id IN (SELECT unnest(?))",
        [list(article_ids)],
    )


ORPHANED = f"""
SELECT * FROM reviews WHERE review_id IN (
    SELECT review_id FROM {STORED}.review_anchors
    WHERE orphaned OR article_id NOT IN (SELECT article_id FROM {STORED}.versions WHERE newest)
) ORDER BY "at", review_id
"""
"""The query for reviews whose row is gone, or stands in an article that a newer version has replaced."""


def _write_anchor(
    connection: duckdb.DuckDBPyConnection, review_id: str, side: str, table_name: str, row_id: str
) -> None:
    names = TABLES[table_name].stored_names
    anchored = {"article_id", "start", "end"} <= set(names)
    what = 'article_id, start, "end"' if anchored else "NULL, NULL, NULL"
    row = first_row(connection, f"SELECT {what} FROM {STORED}.{quoted(table_name)} WHERE row_id = ?", [row_id])
    if row is None:
        raise UsageError(f"The table {table_name} has no such row.", place=row_id)
    if anchored:
        connection.execute(
            f"INSERT INTO {STORED}.review_anchors VALUES (?, ?, ?, ?, ?, FALSE)", [review_id, side, *row]
        )


def _decision_of(connection: duckdb.DuckDBPyConnection, review_id: str) -> str | None:
    row = first_row(connection, f"SELECT decision FROM {STORED}.reviews WHERE review_id = ?", [review_id])
    return None if row is None else str(row[0])


def _is_rejected(connection: duckdb.DuckDBPyConnection, table_name: str, row_id: str) -> bool:
    said = first_row(
        connection, f"SELECT rejected FROM {JUDGED}.{quoted(f'{table_name}_said')} WHERE row_id = ?", [row_id]
    )
    return bool(said and said[0])


def _articles_of(connection: duckdb.DuckDBPyConnection, review_id: str) -> list[str]:
    """The articles that a decision is about."""
    rows = connection.execute(
        f"SELECT DISTINCT article_id FROM {STORED}.review_anchors WHERE review_id = ? ORDER BY 1", [review_id]
    ).fetchall()
    return [article_id for (article_id,) in rows]


def _cluster_again(connection: duckdb.DuckDBPyConnection, review_id: str) -> None:
    """Let events be made anew of the two mentions that a decision is about; other decisions change links by theirs."""
    connection.execute(
        f"""INSERT INTO {STORED}.unclustered
        SELECT mention_id, TRUE, FALSE FROM {STORED}.event_mentions WHERE row_id IN (
            SELECT unnest([target_row_id, other_row_id]) FROM {STORED}.reviews
            WHERE review_id = ? AND table_name = 'event_mentions' AND decision IN ('same', 'different'))""",
        [review_id],
    )


def _mark(connection: duckdb.DuckDBPyConnection, review_id: str, side: str, *, orphaned: bool) -> None:
    connection.execute(
        f"UPDATE {STORED}.review_anchors SET orphaned = ? WHERE review_id = ? AND side = ?",
        [orphaned, review_id, side],
    )
