"""`lagebild show CASE search WORDS`: what is printed."""

import json

import pytest

from lagebild.cli import app as command


@pytest.fixture
def lagebild(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["lagebild", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return run


@pytest.fixture(scope="module")
def case(unmerged_case, article):
    sentence = "Norwegen schickt vierzig \x1b[31m Boote\u202e nach Finnland."
    return unmerged_case(article("https://a.example/1", [sentence], title="Flotte", outlet="Seeblatt"))


def test_a_sentence_with_its_place(case, lagebild):
    code, out, _ = lagebild("show", case.path, "search", "Boote", "--lang", "de")
    assert code == 0
    assert "Norwegen schickt vierzig" in out
    assert "Seeblatt · ohne Datum · Flotte" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_json_has_the_answer_with_offsets(case, lagebild):
    code, out, _ = lagebild("show", case.path, "search", "Boote", "--json")
    (answer,) = json.loads(out)
    assert code == 0
    ((text,),) = case.sql("SELECT text FROM articles").fetchall()
    assert [text[start:end] for start, end in answer["matches"]] == ["Boote"]
    assert answer["copies"] == []


def test_errors_are_one_line(case, lagebild, tmp_path):
    for arguments in (("show", case.path, "search"), ("show", tmp_path / "none.case", "search", "x")):
        code, out, err = lagebild(*arguments)
        assert code in (1, 2)
        assert (out, err.strip().count("\n")) == ("", 0)
        assert "Traceback" not in err
