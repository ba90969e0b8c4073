"""However the articles came, left and came back: the merged tables are those of a case that merged them all at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.articles.article import Article
from lagebild.articles.jsonl import body_passages
from lagebild.case import merging_step
from lagebild.case.case import Case
from lagebild.case.connection import reading, writing
from lagebild.case.merging_step import merge_case
from lagebild.case.rows import rows_of
from lagebild.case.versions import READER_VERSION_TEXT, WORLD_VERSION_TEXT
from lagebild.case.writing import Batch, write_batch
from lagebild.reading.read import read_article

MERGED = (
    "actors",
    "actor_members",
    "event_members",
    "events",
    "copies",
    "inferred_dates",
    "inferred_chains",
    "resolutions",
)

AGENCY = (
    "Die Regierung in Oslo hat am Dienstag mit Vertretern aus Ankara gesprochen. Norwegens Außenminister nannte die "
    "Gespräche nützlich, die Türkei sprach von ersten Schritten. Über den Inhalt des Papiers wurde zunächst nichts "
    "bekannt, ein zweites Treffen ist für den Herbst geplant."
)
TEXTS = {
    "nord.example/1": (
        "Oslo hat am 4. März 2025 mit Ankara verhandelt. Norwegen will liefern.",
        "Oslo hat mit Ankara verhandelt und mit Berlin. Norwegen will liefern, Deutschland nicht.",
    ),
    "nord.example/2": (AGENCY,),
    "post.example/2": (AGENCY + " Fachleute sind skeptisch.",),
    "west.example/3": ("Norway and Turkey met on 5 March 2025. Ankara said nothing. The United Nations watched.",),
    "west.example/4": ("Yesterday, on 5 March 2025, Turkey and Norway met in Oslo, officials in Ankara said.",),
}
SIGHTINGS = tuple((uri, version) for uri, texts in TEXTS.items() for version in range(len(texts)))


@cache
def rows_seen(uri: str, version: int):
    text = TEXTS[uri][version]
    article = Article(
        uri=f"https://{uri}",
        text=text,
        passages=body_passages(text),
        lang="en" if uri.startswith("west") else "de",
        published=None if uri.endswith("4") else date(2025, 3, 6),
        published_basis=None if uri.endswith("4") else "metadata",
        fetched_at=datetime(2025, 3, 7 + version, tzinfo=UTC),
    )
    return rows_of(read_article(article), READER_VERSION_TEXT, WORLD_VERSION_TEXT)


def write(case: Case, sightings) -> None:
    batch = Batch()
    for uri, version in sightings:
        batch.add_article(rows_seen(uri, version), f"file:///{uri}.{version}", 0, None)
    write_batch(case.path, batch)


def merged(case: Case) -> dict[str, list[tuple]]:
    with reading(case.path) as connection:
        return {name: connection.execute(f"FROM stored.{name} ORDER BY ALL").fetchall() for name in MERGED}


@cache
def merged_at_once(folder, sightings) -> dict[str, list[tuple]]:
    case = Case.create(folder / f"whole-{abs(hash(sightings))}.case")
    write(case, sightings)
    merge_case(case.path)
    return merged(case)


steps = st.lists(st.sampled_from((*SIGHTINGS, "merge", "remove")), max_size=6)


@settings(max_examples=8)
@given(steps, st.permutations(SIGHTINGS))
def test_merging_on_and_on_equals_merging_once(tmp_path_factory, steps, order):
    folder = tmp_path_factory.mktemp("merging")
    case = Case.create(folder / "a.case")
    with patch.object(merging_step, "ARTICLES_AT_ONCE", 2), patch.object(merging_step, "DESCRIBED_AT_ONCE", 1):
        for step in steps:
            if step == "merge":
                merge_case(case.path)
            elif step != "remove":
                write(case, [step])
            elif case.sql("FROM articles").fetchall():
                uri = case.sql("SELECT min(uri) FROM articles").fetchall()[0][0]
                case.remove(uri)
                case.readmit(uri)
        write(case, order)
        merge_case(case.path)
    assert merged(case) == merged_at_once(tmp_path_factory.getbasetemp(), SIGHTINGS)
    assert case.info().merged


def test_the_articles_of_the_property_make_actors_copies_and_dates(tmp_path):
    tables = merged_at_once(tmp_path, SIGHTINGS)
    assert all(tables[name] for name in MERGED if name != "resolutions")


def test_an_article_read_anew_is_merged_anew(tmp_path):
    case = Case.create(tmp_path / "a.case")
    write(case, SIGHTINGS)
    merge_case(case.path)
    before = merged(case)
    with writing(case.path) as connection:
        connection.execute("UPDATE stored.mentions SET world_entry = 'state:SWE' WHERE text = 'Norwegen'")
        connection.execute("UPDATE stored.articles SET reader_version = 'old'")
    assert merge_case(case.path) is False
    case.reread(processes=1)
    assert merged(case) == before
    with writing(case.path) as connection:
        connection.execute("UPDATE stored.actors SET name = 'wrong'")
        connection.execute("UPDATE stored.case_info SET merged_by = 'an older release'")
    assert merge_case(case.path) is True
    assert merged(case) == before


def test_a_touched_source_without_news_leaves_the_merge_alone(tmp_path):
    case = Case.create(tmp_path / "a.case")
    write(case, SIGHTINGS)
    merge_case(case.path)
    batch = Batch()
    article_id = rows_seen(*SIGHTINGS[0])["articles"][0][0]
    batch.add_sighting(article_id, "file:///elsewhere", 0, datetime(2025, 3, 1))  # noqa: DTZ001 (as the case stores it)
    write_batch(case.path, batch)
    assert merge_case(case.path) is False
