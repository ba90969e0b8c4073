"""Rows as analysts left them: rejected ones left out, edited values in place of what was read.

What was read is never rewritten. The DuckDB schema `judged` has a view of the same name for every table that takes
decisions on single rows; merges and the views of the case read these. Of several decisions on a row the last counts:
`reject` takes it out, `accept` and `edit` bring it back. Of several edits of a column the last counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from lagebild.case.declaring import Table
from lagebild.errors import UsageError
from lagebild.reading.marks import Dimension, EventType, MentionKind, Modality, QuotationKind, Realis

JUDGED = "judged"
"""The schema of the DuckDB file that holds the rows in force."""

_SECTORS = "GOV|MIL|LEG|JUD|COP|SPY|OPP|REB|BUS|MED|EDU|NGO|IGO|CVL"
_NUMBER = r"-?[0-9]{1,18}(\.[0-9]{1,18})?"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _one_of(values: type[StrEnum]) -> str:
    return "|".join(value.value for value in values)


EDITABLE: Mapping[str, Mapping[str, str]] = {
    "mentions": {"kind": _one_of(MentionKind), "country": "[A-Z]{3}|", "sector": f"{_SECTORS}|"},
    "quantities": {
        "low": f"{_NUMBER}|",
        "high": f"{_NUMBER}|",
        "operator": "=|~|>=|<=|>|<",
        "unit": r"[^\s=]{0,40}",
        "measure": r"[a-z_]{1,40}",
    },
    "quotations": {"kind": _one_of(QuotationKind), "modality": _one_of(Modality)},
    "event_mentions": {
        "type": _one_of(EventType),
        "realis": _one_of(Realis),
        "earliest": f"{_DAY}|",
        "latest": f"{_DAY}|",
    },
    "relations": {"dimension": _one_of(Dimension), "value": "-2|-1|0|1|2", "change": "up|down|"},
    "outlooks": {"status": "open|borne_out|overtaken"},
}
"""The columns an analyst may replace a value of, and what it may be: a regular expression; empty means no value."""

_UNDONE = "SELECT target_row_id FROM stored.reviews WHERE table_name = 'reviews' AND decision = 'undo'"

_DECISIONS = f"""SELECT table_name, target_row_id AS row_id, decision,
    regexp_extract("value", '^([a-z]+)=', 1) AS field,
    regexp_replace("value", '^[a-z]+=', '') AS "value", epoch_us("at")::VARCHAR || review_id AS moment
    FROM stored.reviews
    WHERE decision IN ('accept', 'reject', 'edit') AND review_id NOT IN ({_UNDONE})"""


def edit_of(table_name: str, value: str | None) -> tuple[str, str]:
    """Return the column and the new value that `column=value` names.

    Raises:
        UsageError: the table has no such column to edit, or it cannot have that value.
    """
    columns = EDITABLE.get(table_name, {})
    column, equals, new = (value or "").partition("=")
    if not equals or column not in columns:
        raise UsageError(
            f"An edit is COLUMN=VALUE, where COLUMN is one of {', '.join(columns)}.", place=value or "edit"
        )
    if not re.fullmatch(columns[column], new):
        raise UsageError(f"{column} can be {columns[column].strip('|').replace('|', ', ')}.", place=value)
    return column, new


def judged_statements(tables: Mapping[str, Table]) -> list[str]:
    """Return the SQL that makes or replaces the views of the rows in force."""
    made = [f"CREATE SCHEMA IF NOT EXISTS {JUDGED}", f"CREATE OR REPLACE VIEW {JUDGED}.decisions AS {_DECISIONS}"]
    for name in EDITABLE:
        made.append(f"CREATE OR REPLACE VIEW {JUDGED}.{name}_said AS {_said_query(name)}")
        made.append(f"CREATE OR REPLACE VIEW {JUDGED}.{name} AS {_judged_query(tables[name])}")
    return made


def pairs_said(table_name: str, column: str) -> str:
    """Return the query for what is said of pairs of rows: review, decision, that column of both, whether undone."""
    return f"""
    SELECT r.review_id, r.decision, one.{column} AS one, other.{column} AS other, r.row_id IN ({_UNDONE}) AS undone
    FROM stored.reviews r
    JOIN stored.{table_name} one ON one.row_id = r.target_row_id
    JOIN stored.{table_name} other ON other.row_id = r.other_row_id
    WHERE r.table_name = '{table_name}' AND r.decision IN ('same', 'different')"""


def pairs_in_force(table_name: str, column: str) -> str:
    """Return the query for the pairs that are said to be the same or different and not undone."""
    return f"SELECT decision, one, other FROM ({pairs_said(table_name, column)}) WHERE NOT undone"


def _said_query(name: str) -> str:
    """Return the query for what is said of the rows of a table, one row each; NULL is not edited, '' edited away."""
    edits = "".join(
        f""", max_by("value", moment) FILTER (decision = 'edit' AND field = '{column}') AS "{column}\""""
        for column in EDITABLE[name]
    )
    return f"""SELECT row_id, max_by(decision, moment) = 'reject' AS rejected{edits}
        FROM {JUDGED}.decisions WHERE table_name = '{name}' GROUP BY row_id"""


def _judged_query(table: Table) -> str:
    types = {column.name: column.type for column in table.stored}
    replaced = [
        f"""CASE WHEN s."{column}" IS NULL THEN t."{column}"
            ELSE try_cast(nullif(s."{column}", '') AS {types[column]}) END AS "{column}\""""
        for column in EDITABLE[table.name]
    ]
    if "time_row_id" in types:
        # What an analyst says of the days is not computed again from the time expression.
        replaced.append("CASE WHEN s.earliest IS NULL AND s.latest IS NULL THEN t.time_row_id END AS time_row_id")
    return f"""SELECT t.* REPLACE ({", ".join(replaced)})
        FROM stored.{table.name} t LEFT JOIN {JUDGED}.{table.name}_said s ON s.row_id = t.row_id
        WHERE s.rejected IS DISTINCT FROM TRUE"""
