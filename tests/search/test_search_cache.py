"""The cache beside the case: it follows the case, comes back when it is gone or broken, and is never in the way."""

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lagebild.case.case import Case
from lagebild.errors import CaseError
from lagebild.search import cache as caches
from lagebild.search.cache import followed_cache
from lagebild.search.place import cache_folder
from lagebild.search.search import Way, search

ONE, TWO, THREE = "Die Brücke wurde gesperrt.", "Ein Zug blieb stehen.", "Der Tunnel ist wieder offen."


def told(case, words):
    return [one.sentence for one in search(case, words, way=Way.WORDS).answers]


def states(case):
    return sorted(path.name for path in cache_folder(case.path).glob("state-*"))


@pytest.fixture(scope="module")
def template(unmerged_case, article):
    return unmerged_case(
        article("https://a.example/1", [ONE], vectors=[(bytes(range(128)) * 3, 0.01)]),
        article("https://a.example/2", [TWO], vectors=[(bytes(range(1, 129)) * 3, 0.01)]),
        *(article(f"https://a.example/old{n}", [f"Nachricht Nummer {n}."]) for n in range(8)),
    )


@pytest.fixture
def case(template, tmp_path):
    return Case(shutil.copyfile(template.path, tmp_path / "made.case"))


def test_the_cache_lies_beside_the_case(case):
    told(case, "Zug")
    assert cache_folder(case.path) == case.path.with_name("made.case.search")
    assert len(states(case)) == 1


def test_new_articles_are_found_and_old_ones_kept_as_they_are(case, added, article):
    assert told(case, "Tunnel") == []
    before = followed_cache(case.path)
    added(case, article("https://a.example/3", [THREE]))
    assert told(case, "Tunnel") == [THREE]
    after = followed_cache(case.path)
    assert (after.rows.sentence[: len(before.rows)] == before.rows.sentence).all()
    assert (after.vectors[: len(before.rows)] == before.vectors).all()
    assert len(after.rows) == len(before.rows) + 1
    assert len(states(case)) == 1


def test_removed_articles_are_not_found(case):
    assert told(case, "Zug") == [TWO]
    case.remove("https://a.example/2")
    assert told(case, "Zug") == []
    assert told(case, "Brücke") == [ONE]


def test_a_worn_cache_is_built_anew(case):
    told(case, "Zug")
    for n in range(8):
        case.remove(f"https://a.example/old{n}")
    assert told(case, "Zug") == [TWO]
    assert len(followed_cache(case.path).rows) == 2


def test_nothing_is_built_while_nothing_changes(case):
    first = followed_cache(case.path)
    assert followed_cache(case.path).folder == first.folder


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _cut_vectors(folder: Path) -> None:
    (next(folder.glob("state-*")) / "vectors.i8").write_bytes(b"short")


def _garble_words(folder: Path) -> None:
    for path in (next(folder.glob("state-*")) / "words").glob("*.idx"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(b"\xff" * len(data))


def _lose_index(folder: Path) -> None:
    for path in (next(folder.glob("state-*")) / "words").glob("*.term"):
        path.unlink()


def _garble_pointer(folder: Path) -> None:
    (folder / "current").write_text("../../etc", encoding="ascii")


def _garble_manifest(folder: Path) -> None:
    (next(folder.glob("state-*")) / "manifest.json").write_text("[", encoding="ascii")


@pytest.mark.parametrize("harm", [_remove, _cut_vectors, _garble_words, _lose_index, _garble_pointer, _garble_manifest])
def test_what_is_gone_or_broken_is_built_again(case, harm):
    assert told(case, "Zug") == [TWO]
    harm(cache_folder(case.path))
    caches._open.clear()  # as a new process would find it
    assert told(case, "Zug") == [TWO]
    assert told(case, "Brücke") == [ONE]


def test_a_cache_of_another_release_is_built_again(case, monkeypatch):
    old = followed_cache(case.path).folder
    caches._open.clear()
    monkeypatch.setattr(caches, "FORMAT", caches.FORMAT + 1)
    assert followed_cache(case.path).folder != old
    assert told(case, "Zug") == [TWO]


def test_a_case_of_the_same_name_made_anew_is_not_mistaken_for_the_old_one(case, made_case, article):
    assert told(case, "Zug") == [TWO]
    case.path.unlink()
    made_case(article("https://a.example/9", [THREE]))
    assert told(case, "Zug") == []
    assert told(case, "Tunnel") == [THREE]


def test_where_nothing_can_be_written_the_cache_lies_among_temporary_files(case, tmp_path, monkeypatch):
    case.path.with_name("made.case.search").write_text("a file where the folder should be", encoding="ascii")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    assert told(case, "Zug") == [TWO]
    assert cache_folder(case.path).is_relative_to(tmp_path / "elsewhere")


def test_several_at_once_build_one_cache(case):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: told(case, "Zug"), range(8)))
    assert found == [[TWO]] * 8
    assert len(states(case)) == 1


def test_a_search_that_was_begun_is_not_disturbed_by_a_new_state(case, added, article):
    begun = followed_cache(case.path)
    before = begun.vectors.tolist()
    added(case, article("https://a.example/3", [THREE]))
    followed_cache(case.path)
    assert not begun.folder.exists()
    assert begun.index.searcher().num_docs == len(begun.rows)
    assert begun.vectors.tolist() == before


def test_no_case_is_one_clear_error(tmp_path):
    with pytest.raises(CaseError, match="no"):
        search(tmp_path / "none.case", "words")
    assert list(tmp_path.iterdir()) == []
