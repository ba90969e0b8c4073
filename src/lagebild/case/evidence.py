"""The one check on evidence: the text of a row is the slice of the article it points to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from lagebild.case.declaring import Table, span_columns
from lagebild.errors import EvidenceError

Row = tuple[Any, ...]
TextOf = Callable[[str], str | None]
"""Gives the text of an article by its id, or None if there is no such article."""


def check_evidence(table: Table, rows: Iterable[Row], text_of: TextOf) -> int:
    """Check every offset of `rows`, given as tuples of the table's stored columns; return the number of slices checked.

    Raises:
        EvidenceError: the first row whose text is not its slice, or whose offsets do not lie in its article.
    """
    places = {name: index for index, name in enumerate(table.stored_names)}
    prefixes = [
        (places[table.article_of(prefix)], *(places.get(name, -1) for name in span_columns(prefix)))
        for prefix in (*table.evidence, *table.spans)
    ]
    own_article = places.get("article_id", -1)
    lists = [places[name] for name in table.span_lists]
    checked = 0
    for row in rows:
        for article, text, start, end in prefixes:
            given = row[text] if text >= 0 else None
            if row[start] is None and row[end] is None and given is None:
                continue
            _check_slice(table, row, text_of(row[article]), row[start], row[end], given, has_text=text >= 0)
            checked += 1
        for place in lists:
            for span in row[place] or ():
                article_id = span["article_id"] if "article_id" in span else row[own_article]
                _check_slice(table, row, text_of(article_id), span["start"], span["end"], None, has_text=False)
                checked += 1
    return checked


def _check_slice(
    table: Table, row: Row, article: str | None, start: Any, end: Any, given: Any, *, has_text: bool
) -> None:
    if article is None:
        raise _error(table, row, "It points into an article that the case does not hold.")
    if start is None or end is None or not 0 <= start < end <= len(article):
        raise _error(table, row, f"Its offsets [{start}, {end}) do not lie in the {len(article)} characters.")
    if has_text and article[start:end] != given:
        raise _error(table, row, f"Its text {given!r} is not the slice [{start}, {end}): {article[start:end]!r}.")


def _error(table: Table, row: Row, message: str) -> EvidenceError:
    values: Mapping[str, Any] = dict(zip(table.stored_names, row, strict=False))
    return EvidenceError(message, place=f"{table.name} {values.get('row_id') or values.get('article_id')}")


def check_all(rows_by_table: Mapping[str, Sequence[Row]], tables: Mapping[str, Table], text_of: TextOf) -> int:
    """Check the rows of several tables; return the number of slices checked. Raises as `check_evidence`."""
    return sum(check_evidence(tables[name], rows, text_of) for name, rows in rows_by_table.items())
