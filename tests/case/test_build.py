"""A build reads what is new, once; the newest version of an address counts; what cannot be read is named."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from case_sources import german_article, write_container, write_folder

from lagebild.articles.sources import Source, sources_in
from lagebild.case.building import build
from lagebild.case.case import Case
from lagebild.case.export import export
from lagebild.errors import UsageError


@pytest.fixture
def case(tmp_path):
    return Case.create(tmp_path / "a.case")


def changed(file: Path, seconds: int) -> None:
    """Let a file look changed so many seconds after its last change."""
    time = file.stat().st_mtime + seconds
    os.utime(file, (time, time))


def exported(case: Case, folder: Path) -> dict[str, str]:
    export(case.path, folder, "jsonl")
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


def test_a_second_build_changes_nothing_and_names_refusals_again(case, tmp_path):
    folder = write_folder(tmp_path / "in", files=3, records=70)
    first = case.add(folder, processes=2)
    assert (first.read, first.new, first.skipped) == (5, 73, 0)
    assert [Path(place).name for place, _ in first.refused] == ["leer.txt"]
    before = exported(case, tmp_path / "before")
    second = case.add(folder, processes=2)
    assert (second.read, second.new, second.skipped) == (0, 0, 5)
    assert second.refused == first.refused
    assert exported(case, tmp_path / "after") == before
    assert case.verify() > 73


def test_the_result_does_not_depend_on_order_or_company(case, tmp_path):
    folder = write_folder(tmp_path / "in", files=4, records=10)
    case.add(folder, processes=2)
    other = Case.create(tmp_path / "other.case")
    files = sorted(folder.iterdir(), reverse=True)
    other.add(files[:3], processes=1)
    other.add(files[3:], processes=1)
    assert exported(other, tmp_path / "one") == exported(case, tmp_path / "two")


def test_a_container_read_by_three_processes_gives_the_same_as_one_alone(case, tmp_path):
    folder = write_folder(tmp_path / "in", files=0, records=260)
    with (folder / "meldungen.jsonl").open("a", encoding="utf-8") as container:
        container.write('keine Meldung\n{"text": "Die Behörde in Oslo schweigt seit dem 3. März 2025 dazu."}\n')
    alone = case.add(folder, processes=1)
    other = Case.create(tmp_path / "other.case")
    shared = other.add(folder, processes=3)
    assert (shared.new, shared.refused, shared.words) == (alone.new, alone.refused, alone.words)
    assert (alone.new, len(alone.refused)) == (261, 2)
    assert exported(other, tmp_path / "one") == exported(case, tmp_path / "two")
    assert other.sql("FROM sources ORDER BY uri").fetchall() == case.sql("FROM sources ORDER BY uri").fetchall()
    assert other.add(folder, processes=3).skipped == 2


def test_a_container_that_grew_gives_only_its_new_articles(case, tmp_path):
    container = write_container(tmp_path / "m.jsonl", range(70))
    case.add(container, processes=1)
    write_container(container, range(75))
    changed(container, 10)
    grown = case.add(container, processes=1)
    assert (grown.new, grown.known, grown.new_versions) == (5, 70, 0)


def test_a_corrected_page_becomes_the_version_that_counts(case, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(german_article(1), encoding="utf-8")
    case.add(page, processes=1)
    (old,) = case.sql("SELECT article_id FROM articles_current").fetchall()[0]
    page.write_text(german_article(1).replace("Oslo", "Bergen") + "\nBerichtigt am Abend.\n", encoding="utf-8")
    changed(page, 60)
    assert case.add(page, processes=1).new_versions == 1
    new, version_of = case.sql("SELECT article_id, version_of FROM articles_current").fetchall()[0]
    assert version_of == old != new
    assert case.info().articles_stored == 2
    for table in ("sentences", "passages", "mentions"):
        assert {a for (a,) in case.sql(f"SELECT article_id FROM {table}").fetchall()} <= {new}
    # The publisher takes the correction back: the first text is the newest again, and nothing is stored twice.
    page.write_text(german_article(1), encoding="utf-8")
    changed(page, 120)
    case.add(page, processes=1)
    assert case.sql("SELECT article_id, version_of FROM articles_current").fetchall() == [(old, new)]


def test_the_same_text_from_two_papers_is_linked_not_counted_twice(case, tmp_path):
    text = german_article(5)
    for name in ("abendblatt", "morgenblatt"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    summary = case.add([tmp_path / "abendblatt.txt", tmp_path / "morgenblatt.txt"], processes=1)
    assert summary.copies == 1
    originals = {original for (original,) in case.sql("SELECT duplicate_of FROM articles").fetchall()}
    assert None in originals and len(originals) == 2


def test_a_source_that_kills_its_reader_costs_only_itself(case, tmp_path):
    folder = write_folder(tmp_path / "in", files=3, records=3)
    deadly = [Source(f"t:{n}", f"deadly {n}", end) for n, end in enumerate((partial(os._exit, 3), os.abort))]
    good = list(sources_in([folder]))
    summary = build(case.path, iter([*good[:2], *deadly, *good[2:]]), processes=1)
    reasons = dict(summary.refused)
    assert "exit status 3" in reasons["deadly 0"]
    assert "SIGABRT" in reasons["deadly 1"]
    assert summary.new == 6
    again = build(case.path, iter(deadly[:1]), processes=1)
    assert again.read == 1, "a death may have been an accident: the next build tries again"


def test_text_no_file_can_hold_is_refused(case, tmp_path):
    record = tmp_path / "lone.jsonl"
    record.write_text('{"text": "Ein Satz mit \\ud800 darin.", "uri": "t:1"}\n', encoding="utf-8")
    summary = case.add(record, processes=1)
    assert summary.new == 0 and summary.nothing_readable
    assert len(summary.refused) == 1


def test_a_removed_article_stays_out_until_it_is_readmitted(case, tmp_path):
    folder = write_folder(tmp_path / "in", files=0, records=5)
    case.add(folder, processes=1)
    (article_id,) = case.sql("SELECT article_id FROM articles WHERE uri = 'https://blatt.example/3'").fetchall()[0]
    removed = case.remove(article_id[:9])
    assert removed.article_ids == (article_id,)
    assert case.info().rows["articles"] == 4
    assert case.sql(f"SELECT * FROM sentences WHERE article_id = '{article_id}'").fetchall() == []
    changed(folder / "meldungen.jsonl", 10)
    assert case.add(folder, processes=1).withdrawn == 1
    assert case.info().rows["articles"] == 4
    assert case.info().removed == (removed.uri,)
    for name in (removed.uri, article_id, article_id[:4]):
        assert case.readmit(name)
        assert not case.readmit(name), "it is no longer removed"
        assert case.add(folder, processes=1).new == 1
        case.remove(name)
        changed(folder / "meldungen.jsonl", 10)
        assert case.add(folder, processes=1).withdrawn == 1
    assert not case.readmit("https://blatt.example/none")


def test_a_case_tells_whether_its_last_build_came_to_the_merge(case, tmp_path, monkeypatch):
    assert case.merged()
    monkeypatch.setattr("lagebild.case.building.merge_case", lambda path: False)
    case.add(write_container(tmp_path / "m.jsonl", range(2)), processes=1)
    assert not case.merged()
    monkeypatch.undo()
    case.add(tmp_path / "m.jsonl", processes=1)
    assert case.merged()


def test_removing_what_is_not_there_or_not_one_is_refused(case, tmp_path):
    case.add(write_container(tmp_path / "m.jsonl", range(2)), processes=1)
    with pytest.raises(UsageError):
        case.remove("nirgends")
    with pytest.raises(UsageError):
        case.remove("")


def test_queries_cannot_change_the_case_or_reach_other_files(case, tmp_path):
    for query in ("DELETE FROM stored.articles", "CREATE TABLE x (a INT)", "SELECT nothing", "FROM read_csv('a.csv')"):
        with pytest.raises(UsageError):
            case.sql(query)
    assert case.sql("SELECT ? + 1", [41]).fetchall() == [(42,)]
    with pytest.raises(UsageError, match="articles_current"):
        case.table("nonesuch")
