"""The held-out articles: every annotation file follows the guide, and a broken one is caught."""

import runpy
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus"
CHECK = runpy.run_path(str(CORPUS / "check.py"))


def test_every_annotation_of_the_held_out_articles_follows_the_guide(capsys) -> None:
    files = sorted((CORPUS / "held_out" / "out").glob("*.ann"))
    documents = {path.stem for path in (CORPUS / "held_out" / "docs").glob("*.txt")}
    assert {path.stem for path in files} == documents
    assert CHECK["main"]([str(path) for path in files]) == 0, capsys.readouterr().out


def test_a_string_that_is_not_in_its_sentence_and_an_unknown_code_are_errors(tmp_path: Path, capsys) -> None:
    for folder, name, content in (
        ("docs", "x.txt", "s0\tDoina Ciobotaru sprach in Wien.\n"),
        ("out", "x.ann", 'ACT a1 PER MDA KING :: Doina Ciobotaru\nT s0 "am Montag" = 2026-02-02\n'),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, encoding="utf-8")
    assert CHECK["main"]([str(tmp_path / "out" / "x.ann")]) == 1
    verdict = capsys.readouterr().out
    assert "1: unknown sector KING" in verdict
    assert "2: not in s0: 'am Montag'" in verdict
