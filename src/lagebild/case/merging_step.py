"""The merge: pure functions from the rows of articles to the merged tables, put in place in short transactions.

The result depends on what the articles say alone, not on the order they came in or on where a build was killed. While
it is computed nobody is locked out; should the articles change meanwhile, it is computed again. The actors go on from
the articles merged before: a large case is merged a part of its articles at a time, and whoever reads in between
sees those that have their actors, and these with all their members.
The last transaction puts everything else in place too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from lagebild.case.actor_rows import (
    ActorChange,
    Descriptions,
    actor_change,
    descriptions_of,
    named_entities,
    put_actors,
    put_descriptions,
)
from lagebild.case.arrow_rows import arrow_of, replace_all
from lagebild.case.beside import in_halves, in_two_processes
from lagebild.case.connection import first_row, kept_open, reading, writing
from lagebild.case.copy_rows import compared_for_copies, copy_rows
from lagebild.case.dating_rows import DATING_QUERIES, dating_rows
from lagebild.case.disagreement_rows import find_disagreements
from lagebild.case.due import ALL_COPIES, Due, cross_out, note_due
from lagebild.case.event_links import link_events
from lagebild.case.event_rows import cluster_events
from lagebild.case.exchange_rows import put_exchanges
from lagebild.case.follow_up_rows import follow_outlooks
from lagebild.case.shown import STORED, quoted
from lagebild.case.system_rows import put_system
from lagebild.case.versions import MERGE_VERSION_TEXT

ARTICLES_AT_ONCE = 20_000
"""So many articles get their actors together: blocks of names are decided anew for each such part of a case."""
DESCRIBED_AT_ONCE = 4_000
"""So many articles have their names described and put in place in one transaction, well under 2 s (the design)."""

FEW = 16
"""So many new articles are merged in one opening of the case: the steps follow each other within a second or two."""


def merge_case(path: Path) -> bool:
    """Bring the merged tables up to date with the articles; return whether there was anything to do."""
    with kept_open(path) if _few_are_unmerged(path) else in_two_processes():
        return _merged(path)


def _few_are_unmerged(path: Path) -> bool:
    with reading(path) as connection:
        query = f"SELECT count(DISTINCT article_id) <= {FEW} FROM {STORED}.unmerged"
        return first_row(connection, query) == (True,)


def _merged(path: Path) -> bool:
    changed = False
    while _is_outdated(path):
        generation = _merge_some(path)
        if generation is not None:
            link_events(path)
            cluster_events(path)
            put_exchanges(path)
            find_disagreements(path)
            follow_outlooks(path)
            put_system(path)
            _finish(path, generation)
        changed = True
    return changed


def is_merged(path: Path) -> bool:
    """Return whether the merged tables say what the articles say now, by the rules of this release."""
    generation, merged, merged_by = _state(path)
    return generation == merged and merged_by == MERGE_VERSION_TEXT


def _is_outdated(path: Path) -> bool:
    generation, merged, merged_by = _state(path)
    if merged_by != MERGE_VERSION_TEXT:
        _forget_merges(path)
        return True
    return generation != merged


def _state(path: Path) -> tuple[int, int, str]:
    with reading(path) as connection:
        state = first_row(connection, f"SELECT generation, merged_generation, merged_by FROM {STORED}.case_info")
    assert state is not None
    return state[0], state[1], state[2]


def _forget_merges(path: Path) -> None:
    """Let every article be merged again: another release, with other rules, has merged them."""
    with writing(path) as connection:
        connection.execute(f"INSERT INTO {STORED}.unmerged SELECT article_id FROM {STORED}.articles")
        for name in ("linked", "disagreements", "follow_ups"):
            connection.execute(f"DELETE FROM {STORED}.{name}")
        connection.execute(
            f"UPDATE {STORED}.case_info SET generation = generation + 1, merged_by = ?", [MERGE_VERSION_TEXT]
        )


def _merge_some(path: Path) -> int | None:
    """Give articles their actors and, once all have them, put the merges over the whole case in place.

    Return the generation of articles that all have their actors now, None if some have none yet.
    """
    with reading(path) as connection:
        generation = _generation(connection)
        rows = connection.execute(f"SELECT DISTINCT article_id FROM {STORED}.unmerged ORDER BY 1").fetchall()
        article_ids = [article_id for (article_id,) in rows[:ARTICLES_AT_ONCE]]
        is_last = len(rows) <= ARTICLES_AT_ONCE
        compared = compared_for_copies(connection, article_ids) if is_last else None
        answers = [connection.execute(query).fetchall() for query in DATING_QUERIES if is_last]
    parts = [article_ids[at : at + DESCRIBED_AT_ONCE] for at in range(0, len(article_ids), DESCRIBED_AT_ONCE)]
    descriptions = [described for part in parts for described in in_halves(described_articles, path, part)]
    whole = copy_rows(compared) | dating_rows(*answers) if compared else {}
    tables = {name: arrow_of(name, rows) for name, rows in whole.items()}
    with reading(path) as connection:
        change = actor_change(connection, descriptions)
    put = _put_in_place(path, generation, change, tables)
    return generation if is_last and put else None


def described_articles(path: Path, article_ids: Sequence[str]) -> Descriptions:
    """Return what the entities of some articles are called."""
    with reading(path) as connection:
        named = named_entities(connection, article_ids)
    return descriptions_of(article_ids, named)


def _put_in_place(path: Path, generation: int, change: ActorChange, tables: dict[str, pa.Table]) -> bool:
    """Put actors and merged tables in place, if the articles are still those they were computed from."""
    for descriptions in change.descriptions:
        with writing(path) as connection:
            if _generation(connection) != generation:
                return False
            put_descriptions(connection, descriptions)
    with writing(path) as connection:
        if _generation(connection) != generation:
            return False
        put_actors(connection, change)
        for name, table in tables.items():
            _note_differing(connection, name, table)
            replace_all(connection, name, table)
        cross_out(connection, Due.COPIES, [ALL_COPIES])
        if not tables:
            note_due(connection, [Due.COPIES], "SELECT ?", [ALL_COPIES])
    return True


def _note_differing(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Note the articles of which a merged table is about to say something else."""
    connection.register("incoming", table)
    stored = f"{STORED}.{quoted(name)}"
    differing = f"((FROM {stored} EXCEPT FROM incoming) UNION (FROM incoming EXCEPT FROM {stored}))"
    articles = {"resolutions": f"SELECT article_id FROM {STORED}.times SEMI JOIN {differing} USING (row_id)"}
    note_due(connection, [Due.LINKS], articles.get(name, f"SELECT article_id FROM {differing}"))
    connection.unregister("incoming")


def _finish(path: Path, generation: int) -> None:
    """Note that everything is merged, unless the articles have changed meanwhile."""
    with writing(path) as connection:
        if _generation(connection) == generation:
            connection.execute(f"UPDATE {STORED}.case_info SET merged_generation = generation")


def _generation(connection: duckdb.DuckDBPyConnection) -> int:
    row = first_row(connection, f"SELECT generation FROM {STORED}.case_info")
    assert row is not None
    return int(row[0])
