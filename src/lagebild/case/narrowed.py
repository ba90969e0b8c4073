"""The tables of a case narrowed to some of its articles, so that a query over all of them asks for these alone.

In a connection a temporary table goes before a view of the same name: what reads `quantities` reads the rows of these
articles then, with the ids of actors and events, as the view would give them.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from lagebild.case.bookkeeping import TABLES
from lagebild.case.shown import CURRENT_ARTICLES, STORED, quoted, rows_in_force, view_query


def narrow(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str], *table_names: str) -> None:
    """Let `articles_current` and these tables hold no more than these articles for the rest of the connection.

    Tables must be of what articles say. `narrowed_to` has the ids.
    """
    connection.register("asked", pa.table({"article_id": pa.array(article_ids, pa.string())}))
    connection.execute("CREATE OR REPLACE TEMP TABLE narrowed_to AS SELECT DISTINCT article_id FROM asked")
    connection.unregister("asked")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE own_members AS
        FROM {STORED}.actor_members WHERE article_id IN (FROM narrowed_to)"""
    )
    for name in table_names:
        narrow_table(connection, name)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE articles_current AS
        {CURRENT_ARTICLES} AND a.article_id IN (FROM narrowed_to)"""
    )


def narrow_table(connection: duckdb.DuckDBPyConnection, name: str, where: str = "TRUE") -> None:
    """Let a table hold no more than its rows in the articles of `narrowed_to` that fulfil `where`.

    The rows come first, then what they are joined with: in one query, all rows would be joined.
    """
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE own_rows AS
        FROM {rows_in_force(name)} WHERE article_id IN (FROM narrowed_to) AND {where}"""
    )
    if "event_id" in TABLES[name].joined:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE own_event_members AS
            FROM {STORED}.event_members SEMI JOIN own_rows USING (mention_id)"""
        )
    query = view_query(TABLES[name], "own_rows", "own_members", "own_event_members")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(name)} AS {query}")
