"""The commands as people type them: what they print, write and return."""

import io
import json
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from lagebild.case.case import Case
from lagebild.cli.app import app, main
from lagebild.demo import NOTICE, demo_pages

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Done:
    """What a command returned and printed."""

    returncode: int
    stdout: str
    stderr: str


def lagebild(*arguments: object) -> Done:
    """Run the command here, with its own arguments and outputs: loading the program again would take a second."""
    with (
        patch.object(sys, "argv", ["lagebild", *map(str, arguments)]),
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as errors,
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return Done(int(ended.value.code or 0), out.getvalue(), errors.getvalue())


def lagebild_as_a_process(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a process, as a script would."""
    return subprocess.run(
        [sys.executable, "-c", "from lagebild.cli.app import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("cli") / "demo.case"
    done = lagebild_as_a_process("build", demo_pages(), "--case", case, "--quiet")
    assert done.returncode == 0, done.stderr
    return case


def test_build_says_what_it_read_and_the_second_time_that_nothing_is_new(demo_case: Path) -> None:
    again = lagebild("build", demo_pages(), "--case", demo_case, "--json")
    told = json.loads(again.stdout)
    assert (told["new"], told["skipped"], told["refused"]) == (0, 8, [])


def test_show_articles_as_json(demo_case: Path) -> None:
    rows = json.loads(lagebild("show", demo_case, "articles", "--json").stdout)
    assert len(rows) == 8
    assert all(row["title"] for row in rows)


def test_what_rests_on_a_removed_article_alone_is_gone_at_once(demo_case: Path, tmp_path: Path) -> None:
    case = Path(shutil.copy(demo_case, tmp_path / "less.case"))
    told = "SELECT actor_a, actor_b, period, n_articles FROM dyads ORDER BY ALL"
    before = Case.open(case).sql(told).fetchall()
    gone = Case.open(case).sql("SELECT article_id FROM articles_current ORDER BY uri LIMIT 1").fetchall()[0][0]
    assert lagebild("remove", case, gone).returncode == 0
    after = Case.open(case).sql(told).fetchall()
    assert sum(row[3] for row in after) < sum(row[3] for row in before)


def test_show_actor_finds_a_state_by_its_german_and_its_english_name(demo_case: Path) -> None:
    german = json.loads(lagebild("show", demo_case, "actor", "Mauretanien", "--json", "--lang", "en").stdout)
    english = json.loads(lagebild("show", demo_case, "actor", "Mauritania", "--json", "--lang", "en").stdout)
    assert german == english
    (page,) = german
    assert (page["actor"]["country"], page["members"][0]["reason"]) == ("MRT", "world")
    assert all(row["text"] in row["sentence"] for row in page["mentions"] if row["sentence"])


def test_report_is_one_file_that_asks_nobody(demo_case: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    assert lagebild_as_a_process("report", demo_case, "-o", target, "--lang", "de").returncode == 0
    html = target.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert "<link" not in html and " src=" not in html.split("<script", 1)[0]
    assert "Wann die Artikel erschienen" in html


def test_excerpts_leave_whole_articles_out(demo_case: Path, tmp_path: Path) -> None:
    whole, excerpts = tmp_path / "w.html", tmp_path / "e.html"
    lagebild("report", demo_case, "-o", whole)
    lagebild("report", demo_case, "-o", excerpts, "--excerpts")
    assert len(excerpts.read_text()) < len(whole.read_text())
    assert 'class="zone' not in excerpts.read_text()


def test_export_writes_every_table(demo_case: Path, tmp_path: Path) -> None:
    assert lagebild("export", demo_case, "--to", tmp_path / "t", "--format", "jsonl").returncode == 0
    mentions = [json.loads(line) for line in (tmp_path / "t" / "mentions.jsonl").read_text().splitlines()]
    articles = {
        row["article_id"]: row["text"]
        for row in map(json.loads, (tmp_path / "t" / "articles.jsonl").read_text().splitlines())
    }
    assert mentions
    assert all(articles[m["article_id"]][m["start"] : m["end"]] == m["text"] for m in mentions)


def test_score_prints_a_card() -> None:
    card = json.loads(lagebild("score", ROOT / "tests" / "corpus", "--json").stdout)
    assert card


def test_score_writes_its_card_into_a_page_and_leaves_other_files_alone(tmp_path: Path) -> None:
    corpus = tmp_path / "small"
    for folder, name, content in (
        ("docs", "a.txt", "#lang en\ns0\tLima waits."),
        ("out", "a.ann", "ACT a1 STATE PER GOV :: Lima"),
    ):
        (corpus / folder).mkdir(parents=True)
        (corpus / folder / name).write_text(content, encoding="utf-8")
    assert lagebild("score", corpus, "--card", tmp_path / "card.md").returncode == 0
    assert "### Reliability" in (tmp_path / "card.md").read_text(encoding="utf-8")
    notes = tmp_path / "notes.md"
    notes.write_text("# Notes\n", encoding="utf-8")
    refused = lagebild("score", corpus, "--card", notes)
    assert refused.returncode == 2
    assert "without a score card" in refused.stderr
    assert notes.read_text(encoding="utf-8") == "# Notes\n"


def test_demo_says_that_it_is_invented(tmp_path: Path) -> None:
    done = lagebild("demo", "--to", tmp_path, "--no-open", "--lang", "de")
    assert done.returncode == 0, done.stderr
    assert NOTICE["de"] in done.stdout
    assert NOTICE["de"] in (tmp_path / "demo.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("info", "no-such.case"), 1, "no such case"),
        (("show", "no-such.case", "articles"), 1, "no such case"),
        (("build", "--case", "x.case"), 2, "nothing to read"),
        (("score", "no-such-corpus"), 2, "no annotated article"),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    arguments: tuple[str, ...], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = lagebild_as_a_process(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_an_unknown_view_names_those_there_are(demo_case: Path) -> None:
    done = lagebild("show", demo_case, "everything")
    assert done.returncode == 2
    assert "articles, actors" in done.stderr


def test_what_is_not_there_is_said(demo_case: Path) -> None:
    nobody = lagebild("show", demo_case, "actor", "Nobody Atall")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert "no actor of that name" in nobody.stderr
    assert "no article of that id" in lagebild("show", demo_case, "dating", "zzzz").stderr


def test_a_report_never_replaces_a_case(demo_case: Path) -> None:
    before = demo_case.read_bytes()
    done = lagebild("report", demo_case, "-o", demo_case)
    assert done.returncode == 2
    assert "no HTML page" in done.stderr
    assert demo_case.read_bytes() == before


def test_a_build_in_which_nothing_can_be_read_fails(tmp_path: Path) -> None:
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    done = lagebild_as_a_process("build", tmp_path / "noise.bin", "--case", tmp_path / "x.case")
    assert done.returncode == 1
    assert "noise.bin" in done.stdout


def test_a_folder_without_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = lagebild("build", tmp_path / "empty", "--case", tmp_path / "x.case", "--lang", "en")
    assert "no file to read" in done.stdout


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"## lagebild {name}" in text
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert f"`{option}" in text, f"{name} {option}"


def test_every_help_page_has_an_example() -> None:
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        told = CliRunner().invoke(app, [name, "--help"]).output
        assert "Example" in told, name


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build"], "Missing option '--case'. `lagebild build -h` shows what it takes."),
        (["show"], "Missing argument 'CASE'. `lagebild show -h` shows what it takes."),
        (["build", "--nosuch"], "No such option: --nosuch. `lagebild build -h` shows what it takes."),
        (["nosuch"], "No such command 'nosuch'. `lagebild -h` shows what it takes."),
        (["show", "x.case", "actors", "--lang", "fr"], "'fr' is not one of 'de', 'en'. `lagebild show -h`"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], told: str) -> None:
    done = lagebild(*arguments)
    assert done.returncode == 2
    assert told in done.stderr and done.stderr.startswith("lagebild: ") and done.stderr.count("\n") == 1


def test_without_a_command_the_help_is_shown() -> None:
    done = lagebild()
    assert done.returncode == 0 and "Usage: lagebild" in done.stdout
