"""Stored text never differs from its slices, whatever the text, and a row that differs is never stored."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.bookkeeping import TABLES
from lagebild.case.case import Case
from lagebild.case.evidence import check_evidence
from lagebild.case.rows import rows_of
from lagebild.case.writing import Batch, write_batch
from lagebild.errors import EvidenceError
from lagebild.reading.marks import Mention, MentionKind, Quantity, Sentence, TimeExpression, TimexType
from lagebild.reading.reading import Reading

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading of random Unicode (any plane, NUL included) with marks at random places."""
    text = draw(ANY_TEXT)
    cuts = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda c: c[0] != c[1])
    spans = [(min(a, b), max(a, b)) for a, b in draw(st.lists(cuts, max_size=6))]
    article = Article(f"t:{draw(st.integers(0, 10**12))}", text, (Passage(0, len(text), Zone.BODY),), title=text)
    return Reading(
        article,
        (Sentence(0, len(text), 0),),
        tuple(Mention(a, b, MentionKind.ORG, None, None, text[a:b], None, 0.5) for a, b in spans),
        tuple(TimeExpression(a, b, TimexType.DATE, "XXXX", None, None, None, None, None, 0.5) for a, b in spans),
        tuple(Quantity(a, b, 1.0, None, ">", None, None, a, b, None, None, 0.5) for a, b in spans),
    )


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(readings(), min_size=1, max_size=8))
def test_what_is_read_back_is_the_slice(some, tmp_path):
    case = Case.create(tmp_path / "unicode.case")
    batch = Batch()
    for position, reading in enumerate(some):
        batch.add_article(rows_of(reading, "r", "w"), "source", position, None)
    write_batch(case.path, batch)
    texts = dict(case.sql("SELECT article_id, text FROM articles").fetchall())
    for reading in some:
        assert texts[reading.article.article_id] == reading.article.text
    marks = 'SELECT article_id, start, "end", text FROM {}'
    for table in ("mentions", "times", "quantities"):
        for article_id, start, end, text in case.sql(marks.format(table)).fetchall():
            assert texts[article_id][start:end] == text
    assert case.verify() >= len(some)


@settings(max_examples=200)
@given(readings(), st.data())
def test_the_check_accepts_slices_and_nothing_else(reading, data):
    rows = rows_of(reading, "r", "w")
    text = {reading.article.article_id: reading.article.text}.get
    names = TABLES["mentions"].stored_names
    assert check_evidence(TABLES["mentions"], rows["mentions"], text) == len(rows["mentions"])
    for row in rows["mentions"]:
        given = row[names.index("text")]
        other = data.draw(ANY_TEXT.filter(lambda t, given=given: t != given))
        wrong = tuple(other if name == "text" else value for name, value in zip(names, row, strict=True))
        with pytest.raises(EvidenceError):
            check_evidence(TABLES["mentions"], [wrong], text)


def rows_with_a_mention(text: str, start: int, end: int):
    article = Article("t:one", text, (Passage(0, len(text), Zone.BODY),))
    mention = Mention(start, end, MentionKind.STATE, "NOR", None, "norway", None, 0.9)
    return rows_of(Reading(article, (Sentence(0, len(text), 0),), (mention,)), "r", "w")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (0, 8, "Norwegem"),
        (1, 9, "Norwegen"),
        (0, 99, "Norwegen liefert."),
        (5, 5, ""),
        (-3, 3, "Nor"),
        (None, 8, "Norwegen"),
    ],
)
def test_a_row_that_is_not_its_slice_stops_the_whole_batch(start, end, written, tmp_path):
    case = Case.create(tmp_path / "wrong.case")
    rows = rows_with_a_mention("Norwegen liefert.", 0, 8)
    place = TABLES["mentions"].stored_names.index("start")
    good = rows["mentions"][0]
    rows["mentions"] = [(*good[:place], start, end, written, *good[place + 3 :])]
    batch = Batch()
    batch.add_article(rows, "source", 0, None)
    with pytest.raises(EvidenceError) as raised:
        write_batch(case.path, batch)
    assert "mentions" in raised.value.place
    assert case.info().articles_stored == 0


def test_lists_of_spans_are_checked_too():
    table = TABLES["disagreements"]
    version = {"value": "3", "date": None, "holder": None, "article_id": "a", "start": 0, "end": 7}
    row = ("quantity", "contradicts", "tonnes", [version], 0.5, "id")
    assert check_evidence(table, [row], {"a": "drei Schiffe"}.get) == 1
    with pytest.raises(EvidenceError):
        check_evidence(table, [row], {"a": "drei"}.get)
    with pytest.raises(EvidenceError):
        check_evidence(table, [row], {}.get)


def test_a_damaged_case_is_found_out(tmp_path):
    from lagebild.case.connection import writing

    case = Case.create(tmp_path / "damaged.case")
    batch = Batch()
    batch.add_article(rows_with_a_mention("Norwegen liefert.", 0, 8), "source", 0, None)
    write_batch(case.path, batch)
    assert case.verify() > 0
    with writing(case.path) as connection:
        connection.execute("UPDATE stored.mentions SET text = 'Schweden'")
    with pytest.raises(EvidenceError):
        case.verify()
