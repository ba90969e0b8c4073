"""Disagreements as a merge that goes on where it stopped: marks in, rows of `disagreements` out.

The figures, quotations and differing reports of every article are kept (`counted`, `credited`, `disputed`); an article
that is due has them read again, and what they are compared with, now or before, is due then: the figures of one thing,
the offices of one person, reports and quotations that hang together. The rows are the same as if all had been computed
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert, insert_arrow
from lagebild.case.beside import in_halves
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.due import Due, cross_out, note_due, some_due
from lagebild.case.evidence import Row
from lagebild.case.figures_told import FIGURE_TABLES, figure_rows, figures_that_differ
from lagebild.case.ids import id_of
from lagebild.case.narrowed import narrow
from lagebild.case.offices_told import offices_that_differ
from lagebild.case.quotations_told import (
    QUOTED_TABLES,
    SHARING,
    alike_rows,
    credited_rows,
    quotations_that_differ,
)
from lagebild.case.reports_told import disputed_rows, reports_that_differ
from lagebild.case.shown import STORED
from lagebild.merging.disagreements import Disagreement, Kind

ARTICLES_AT_ONCE = 2_000
"""So many articles are read again together."""
BLOCKS_AT_ONCE = 5_000
"""So many blocks of what is compared are compared together."""

_DUE = f"""SELECT id FROM (SELECT DISTINCT id FROM {STORED}.due WHERE what = '{Due.DISAGREEMENTS}')
LEFT JOIN articles_current a ON a.article_id = id
ORDER BY coalesce(a.published, a.published_latest) NULLS FIRST, id LIMIT {ARTICLES_AT_ONCE}"""
"""In the order of time, so that articles read together are linked with the same others."""


def find_disagreements(path: Path) -> None:
    """Bring the disagreements up to date with what articles say, who their actors are and which reports are linked."""
    for step in (_read_some, _compare_figures, _compare_offices, _compare_reports, _compare_quotations):
        while step(path):
            pass


def _read_some(path: Path) -> bool:
    """Read what some articles that are due tell; return whether any were."""
    with reading(path) as connection:
        some = [article for (article,) in connection.execute(_DUE).fetchall()]
    if not some:
        return False
    found = in_halves(told_by, path, some)
    counted, credited = (pa.concat_tables([part[at] for part in found]) for at in (0, 1))
    # A link between the halves is told by both.
    disputed = arrow_of("disputed", list({row[:2]: row for part in found for row in part[2]}.values()))
    with writing(path) as connection:
        connection.execute("CREATE OR REPLACE TEMP TABLE looked_at AS SELECT unnest(?) AS article_id", [some])
        _replace(connection, "counted", counted, _OF_ARTICLES, Due.FIGURES, "SELECT DISTINCT unnest(blocks)")
        _replace(connection, "disputed", disputed, _OF_PAIRS, Due.REPORTS, "SELECT DISTINCT unnest([one, other])")
        _replace_quotations(connection, credited)
        held = f"SELECT DISTINCT actor_id FROM roles WHERE actor_id IS NOT NULL AND {_OF_ARTICLES}"
        note_due(connection, [Due.OFFICES], held)
        cross_out(connection, Due.DISAGREEMENTS, some)
    return True


def told_by(path: Path, articles: Sequence[str]) -> tuple[pa.Table, pa.Table, list[Row]]:
    """Return the rows of `counted`, `credited` and `disputed` of some articles."""
    with reading(path) as connection:
        narrow(connection, articles, *{*FIGURE_TABLES, *QUOTED_TABLES})
        counted = arrow_of("counted", list(figure_rows(connection)))
        credited = arrow_of("credited", list(credited_rows(connection)))
        return counted, credited, disputed_rows(connection, articles)


_OF_ARTICLES = "article_id IN (FROM looked_at)"
_OF_PAIRS = "one_article IN (FROM looked_at) OR other_article IN (FROM looked_at)"


def _replace(
    connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, where: str, what: Due, touched: str
) -> None:
    """Put rows in the place of those of the articles looked at; what either touches is due."""
    touched = f"{touched} FROM {STORED}.{name} WHERE {where}"
    note_due(connection, [what], touched)
    connection.execute(f"DELETE FROM {STORED}.{name} WHERE {where}")
    insert_arrow(connection, name, rows)
    note_due(connection, [what], touched)


def _replace_quotations(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """Put quotations in the place of those of the articles looked at; those that may share words with them are due."""
    before = first_row(connection, f"SELECT count(*) FROM {STORED}.credited WHERE {_OF_ARTICLES}") or (0,)
    changed = before[0] + len(rows)
    note_due(connection, [Due.QUOTATIONS], SHARING, [changed])
    connection.execute(f"DELETE FROM {STORED}.credited WHERE {_OF_ARTICLES}")
    insert_arrow(connection, "credited", rows)
    note_due(connection, [Due.QUOTATIONS], SHARING, [changed])


def _compare_figures(path: Path) -> bool:
    return _compare(path, Due.FIGURES, (Kind.QUANTITY,), figures_that_differ)


def _compare_offices(path: Path) -> bool:
    return _compare(path, Due.OFFICES, (Kind.ROLE,), offices_that_differ)


def _compare_reports(path: Path) -> bool:
    return _compare(path, Due.REPORTS, (Kind.DATE, Kind.EVENT), reports_that_differ)


_Comparing = Callable[[duckdb.DuckDBPyConnection, Sequence[str]], tuple[Sequence[str], Sequence[Disagreement]]]


def _compare(path: Path, what: Due, kinds: Sequence[Kind], comparing: _Comparing) -> bool:
    """Compare some blocks that are due; return whether any were. `comparing` gives all blocks that it looks at."""
    with reading(path) as connection:
        some = some_due(connection, what, BLOCKS_AT_ONCE)
        if not some:
            return False
        blocks, found = comparing(connection, some)
    with writing(path) as connection:
        _put(connection, kinds, blocks, found)
        cross_out(connection, what, blocks)
    return True


def _compare_quotations(path: Path) -> bool:
    """Compare some quotations that are due with all that have words in common with them; return whether any were."""
    with reading(path) as connection:
        some = some_due(connection, Due.QUOTATIONS, BLOCKS_AT_ONCE)
        if not some:
            return False
        alike = alike_rows(connection, some)
    with writing(path) as connection:
        connection.execute(
            f"DELETE FROM {STORED}.alike_quotations WHERE one IN (SELECT unnest($1)) OR other IN (SELECT unnest($1))",
            [some],
        )
        insert(connection, "alike_quotations", alike)
        compared = quotations_that_differ(connection, some)
        _put(connection, (Kind.SPEAKER,), compared.keys, compared.disagreements)
        connection.execute(
            f"""DELETE FROM {STORED}.repeated_quotations WHERE quotation_id IN (SELECT unnest(?))
            OR quotation_id NOT IN (SELECT quotation_id FROM {STORED}.credited)""",
            [compared.quotations],
        )
        insert(connection, "repeated_quotations", compared.repeated)
        cross_out(connection, Due.QUOTATIONS, some)
    return True


def _put(
    connection: duckdb.DuckDBPyConnection, kinds: Sequence[Kind], blocks: Sequence[str], found: Sequence[Disagreement]
) -> None:
    connection.execute(
        f"""DELETE FROM {STORED}.disagreements
        WHERE kind IN (SELECT unnest(?)) AND block IN (SELECT unnest(?))""",
        [[str(kind) for kind in kinds], list(blocks)],
    )
    insert(connection, "disagreements", [_row(one) for one in found])


def _row(disagreement: Disagreement) -> Row:
    versions = [
        {
            "value": version.value,
            "date": None if version.days is None else str(version.days),
            "holder": version.holder,
            "article_id": version.article_id,
            "start": version.start,
            "end": version.end,
        }
        for version in disagreement.versions
    ]
    places = (part for version in disagreement.versions for part in version.place)
    row_id = id_of("disagreements", disagreement.kind, disagreement.topic, *places)
    what = (str(disagreement.kind), str(disagreement.relation), disagreement.topic)
    return (*what, versions, round(disagreement.confidence, 4), row_id, disagreement.block)
