"""From a reading to the rows that say it: one tuple per row, in the order of the table's stored columns.

Enters: a reading. Leaves: its rows by table, each mark with the id of its row, and marks that refer to each other by
those ids. The same reading always gives the same rows.
"""

from __future__ import annotations

from lagebild.articles.duplicates import fingerprint_of
from lagebild.case.evidence import Row
from lagebild.case.rows.articles import (
    article_of,
    article_row,
    dating_rows,
    passage_rows,
    sentence_rows,
    utc_of,
    vector_rows,
)
from lagebild.case.rows.marked import MarkedArticle, entity_id_of
from lagebild.case.rows.names import mention_rows, quantity_rows, role_rows, time_rows
from lagebild.case.rows.statements import event_rows, outlook_rows, quotation_rows, relation_rows
from lagebild.reading.reading import Reading

Rows = dict[str, list[Row]]
"""Rows by the name of their table."""

__all__ = ["Rows", "article_of", "entity_id_of", "rows_of", "utc_of"]

_MARK_ROWS = {
    "mentions": mention_rows,
    "roles": role_rows,
    "times": time_rows,
    "quantities": quantity_rows,
    "quotations": quotation_rows,
    "event_mentions": event_rows,
    "relations": relation_rows,
    "outlooks": outlook_rows,
}


def rows_of(reading: Reading, reader_version: str, world_version: str) -> Rows:
    """Return the rows of every table that one article fills.

    Raises:
        IndexError: a mark refers to a quotation or an event that the reading does not have.
    """
    article = reading.article
    article_id = article.article_id
    marked = MarkedArticle.of(reading, reader_version)
    return {
        "articles": [article_row(article, article_id, reader_version, world_version)],
        "datings": list(dating_rows(article, article_id)),
        "fingerprints": [(article_id, fingerprint_of(article.text, article.passages))],
        "passages": list(passage_rows(article.passages, article_id)),
        "sentences": list(sentence_rows(reading.sentences, article_id)),
        "vectors": list(vector_rows(reading.vectors, article_id, reader_version)),
        **{name: list(rows(marked)) for name, rows in _MARK_ROWS.items()},
    }
