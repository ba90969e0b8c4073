"""Cases and sources in odd places: one clear line each, nothing read twice, and the rest goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from case_sources import german_article, write_container, write_folder

from lagebild.articles.article import Article
from lagebild.articles.sources import articles_from, sources_in
from lagebild.case.case import Case
from lagebild.case.connection import writing
from lagebild.errors import CaseError

NOBODY = 65534


@contextmanager
def without_privileges():
    """Be a user without special rights for a while, also where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that any user may read, in which only its owner may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def lagebild_build(*arguments):
    command = [sys.executable, "-c", "from lagebild.cli.app import main; main()", "build", "-q", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_folder_or_a_place_without_one_is_no_place_for_a_case(tmp_path):
    with pytest.raises(CaseError, match="It is a folder"):
        Case.create(tmp_path)
    with pytest.raises(CaseError, match="no such folder"):
        Case.create(tmp_path / "missing" / "a.case")
    file = tmp_path / "a.txt"
    file.write_text("Ein Satz.", encoding="utf-8")
    with pytest.raises(CaseError, match="no such folder"):
        Case.create(file / "a.case")


def test_a_folder_one_may_not_write_to_is_named_as_such(open_folder):
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(CaseError, match="not permitted"):
        Case.create(open_folder / "a.case")


def test_a_full_disk_is_named_and_what_was_written_before_stays(tmp_path):
    case = Case.create(tmp_path / "a.case")
    case.add(write_container(tmp_path / "m.jsonl", range(3)), processes=1)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (case.path.stat().st_size + 4096, limits[1]))
    try:
        with pytest.raises(CaseError, match="reached the size"), writing(case.path) as connection:
            connection.execute("CREATE TABLE stored.large AS SELECT hash(range) AS a, hash(a) AS b FROM range(1000000)")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert case.info().rows["articles"] == 3
    assert case.add(write_container(tmp_path / "n.jsonl", range(5)), processes=1).new == 2


def test_a_file_one_may_not_read_is_refused_and_the_others_are_read(open_folder):
    for name in ("a.txt", "b.txt", "c.txt"):
        (open_folder / name).write_text(german_article(len(name)), encoding="utf-8")
    (open_folder / "b.txt").chmod(0)
    assert all(list(articles_from(source)) for source in sources_in([open_folder]))  # loads all modules while it may
    with without_privileges():
        items = [item for source in sources_in([open_folder]) for item in articles_from(source)]
    assert [isinstance(item, Article) for item in items] == [True, False, True]
    assert items[1].message == "Reading it is not permitted."


def test_links_in_a_circle_are_refused_by_name(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(german_article(1), encoding="utf-8")
    (folder / "itself").symlink_to("itself")
    (folder / "up").symlink_to("..")
    found = {Path(source.place).name: list(articles_from(source)) for source in sources_in([folder])}
    assert isinstance(found["a.txt"][0], Article)
    assert "symbolic links" in found["itself"][0].message
    assert found["up"][0].message == "It is a link to a folder, which is not followed."
    assert len(found) == 3


def test_what_is_named_twice_comes_once(tmp_path):
    folder = write_folder(tmp_path / "in", files=2, records=1)
    (folder / ".hidden").mkdir()
    hidden = folder / ".hidden" / "b.txt"
    hidden.write_text(german_article(2), encoding="utf-8")
    once = [source.uri for source in sources_in([folder])]
    file = folder / "leer.txt"
    again = [folder, file, file, folder / ".." / "in", folder / "artikel-000.txt", tmp_path / "none", tmp_path / "none"]
    assert [source.uri for source in sources_in(again)] == [*once, (tmp_path / "none").as_uri()]
    assert [source.uri for source in sources_in([file, folder])] == once
    missing = folder / "none.txt"
    assert [source.uri for source in sources_in([folder, missing, missing])] == [*once, missing.as_uri()]
    # What the folder would pass over is read when it is named itself.
    assert [source.uri for source in sources_in([folder, hidden])] == [*once, hidden.as_uri()]


def test_a_case_among_its_articles_is_not_read(tmp_path):
    folder = write_folder(tmp_path / "in", files=1, records=1)
    case = Case.create(folder / "a.case")
    refused = [Path(place).name for place, _ in case.add(folder, processes=1).refused]
    assert refused == ["leer.txt"]


def test_one_case_made_and_built_by_two_at_once(tmp_path):
    folder = write_folder(tmp_path / "in", files=3, records=70)
    builds = [lagebild_build(folder, "--case", tmp_path / "a.case", "--jobs", "1") for _ in range(2)]
    for build in builds:
        _, errors = build.communicate(timeout=120)
        assert build.returncode == 0, errors
    case = Case.open(tmp_path / "a.case")
    info = case.info()
    assert (info.rows["articles"], info.merged) == (73, True)
    assert [Path(place).name for place, _ in info.refused] == ["leer.txt"]
    assert case.verify() > 73


def test_the_exit_code_tells_whether_anything_could_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(german_article(1), encoding="utf-8")
    builds = {
        1: lagebild_build(tmp_path / "none.txt", "--case", tmp_path / "one.case"),
        0: lagebild_build(tmp_path / "none.txt", tmp_path / "a.txt", "--case", tmp_path / "two.case"),
    }
    for code, build in builds.items():
        out, errors = build.communicate(timeout=120)
        assert (build.returncode, errors) == (code, "")
        assert "none.txt: There is no such file" in out
    failed = lagebild_build(tmp_path / "a.txt", "--case", tmp_path)
    out, errors = failed.communicate(timeout=120)
    assert (failed.returncode, out) == (1, "")
    assert errors == f"lagebild: {tmp_path}: It is a folder; a case is one file.\n"


def test_files_with_names_that_are_no_text_are_read_and_shown_legibly(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    names = (b"1_\xff\xfe.txt", b"2_\x1b[31m\x07.txt", b"3_zwei\nZeilen?#%41.txt")
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_text(german_article(number), encoding="utf-8")
    (folder / os.fsdecode(b"4_\xff\x1b[2J.txt")).touch()
    case = Case.create(tmp_path / "a.case")
    summary = case.add(folder, processes=1)
    assert (summary.new, summary.refused) == (3, ((rf"{folder}/4_\xff\x1b[2J.txt", "It is empty."),))
    places = [place for (place,) in case.sql("SELECT address FROM sources").fetchall()]
    assert all(place.isprintable() for place in places)
    again = case.add(folder, processes=1)
    assert (again.read, again.skipped) == (0, 4), "their files are found by their addresses"
    with (folder / os.fsdecode(names[0])).open("a", encoding="utf-8") as file:
        file.write("\n\nAm Tag danach blieb das Lager in Oslo geschlossen.\n")
    assert case.add(folder, processes=1).new == 1
