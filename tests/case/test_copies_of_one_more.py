"""Articles that come to a case are looked for among the others: the copies are those of comparing all with all."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import duckdb

from lagebild.articles.article import Passage, Zone
from lagebild.articles.duplicates import fingerprint_of
from lagebild.case.arrow_rows import insert
from lagebild.case.connection import writing
from lagebild.case.copy_rows import compared_for_copies, copy_rows
from lagebild.case.schema import make_case
from lagebild.merging.copies import Imprint, duplicates_among

WORDS = [f"w{number}" for number in range(2_000)]
ALIKE = 12
"""Articles of a paper that share a paragraph: more than an article is compared with in one bucket."""


def texts(draw: random.Random) -> list[str]:
    """Texts of which some share a paragraph, some repeat others with a few words changed, some are short."""
    shared = " ".join(draw.choices(WORDS, k=30))
    found = [f"{shared} {' '.join(draw.choices(WORDS, k=draw.choice((25, 40, 80))))}" for _ in range(ALIKE)]
    found += [" ".join(draw.choices(WORDS, k=60)) for _ in range(6)]
    for text in draw.choices(found, k=8):
        every = draw.choice((5, 9, 20))
        found.append(" ".join("other" if at % every == 0 else word for at, word in enumerate(text.split())))
    return [*found, *draw.choices(found, k=4), "a short one", "a short one", "another", ""]


def put(connection: duckdb.DuckDBPyConnection, name: str, text: str, published: date | None) -> Imprint:
    """Let the case hold an article and what copies are found by; return it."""
    mark = fingerprint_of(text, (Passage(0, len(text), Zone.BODY),))
    connection.execute("INSERT INTO stored.articles (article_id, published) VALUES (?, ?)", [name, published])
    connection.execute("INSERT INTO stored.versions (article_id, newest) VALUES (?, TRUE)", [name])
    insert(connection, "fingerprints", [(name, mark)])
    return Imprint(mark, published)


def test_copies_are_the_same_whether_looked_for_around_what_comes_or_everywhere(tmp_path: Path) -> None:
    around = 0
    for seed in range(3):
        draw, path = random.Random(seed), tmp_path / f"{seed}.case"
        make_case(path)
        made = texts(draw)
        draw.shuffle(made)
        imprints: dict[str, Imprint] = {}
        with writing(path) as connection:
            while made:
                coming = [f"{draw.randrange(10**9):09}" for _ in range(min(len(made), draw.choice((1, 1, 2, 5))))]
                for name in coming:
                    day = draw.choice((None, date(2025, 3, 1) + timedelta(draw.randrange(9))))
                    imprints[name] = put(connection, name, made.pop(), day)
                compared = compared_for_copies(connection, coming)
                around += compared.touched is not None and len(compared.imprints) < len(imprints)
                rows = copy_rows(compared)["copies"]
                assert rows == sorted(duplicates_among(imprints).items())
                connection.execute("DELETE FROM stored.copies")
                insert(connection, "copies", rows)
        assert rows, "some are copies"
    assert around > 0, "some were looked for among a part of the articles"
