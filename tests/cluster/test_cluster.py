"""Readings made by datatrove, in shards, give the case that a plain build gives."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from datatrove.data import Document
from typer.testing import CliRunner

from lagebild.articles.sources import sources_in
from lagebild.case.building import build
from lagebild.case.case import Case
from lagebild.case.export import export
from lagebild.cli.app import app
from lagebild.cluster.blocks import Readings, Sources
from lagebild.cluster.shards import ReadRecord, ShardWriter, records_in, shards_in
from lagebild.errors import RefusedSource, UsageError

JOB = Path(__file__).parent / "reading_job.py"
DAY = datetime.combine(date(2025, 3, 4), datetime.min.time())
WORLD = ("Norway", "Chile", "Japan", "Kenya", "Peru", "Ghana")


def write_pages(folder: Path) -> None:
    folder.mkdir()
    for number, country in enumerate(WORLD):
        text = (
            f"The president of {country} met the king of Jordan on Monday. {country} supports Jordan, a minister said."
        )
        (folder / f"{number}.txt").write_text(f"{country} and Jordan talk\n\n4 March 2025\n\n{text}\n")
    more = [
        {"text": f"Am Dienstag kritisierte {land} Oman scharf.", "uri": f"https://x.example/{land}"} for land in WORLD
    ]
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, [*more, {"title": "no text"}])))
    (folder / "empty.txt").write_text("")


def contract(case: Path, folder: Path) -> dict[str, str]:
    export(case, folder, "jsonl")
    return {path.name: path.read_text() for path in folder.iterdir()}


def built(case: Path, pages: Path | None = None, readings: Path | None = None) -> Path:
    Case.create(case)
    build(case, sources_in([pages] if pages else []), 1, shards=shards_in(readings) if readings else ())
    return case


def test_readings_of_two_workers_killed_and_resumed_give_the_case_of_a_plain_build(tmp_path):
    pages, readings, logs = tmp_path / "pages", tmp_path / "readings", tmp_path / "logs"
    write_pages(pages)
    job = [sys.executable, str(JOB), str(pages), str(readings), str(logs)]
    first = subprocess.Popen(job, start_new_session=True, stderr=subprocess.DEVNULL)
    while first.poll() is None and not list(readings.glob("*.parquet")):
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    killed = set(readings.glob("*.parquet"))
    assert killed
    subprocess.run(job, check=True, capture_output=True)
    assert len(list(shards_in(readings))) == 4

    plain = contract(built(tmp_path / "plain.case", pages), tmp_path / "plain")
    assert contract(built(tmp_path / "cluster.case", readings=readings), tmp_path / "cluster") == plain
    assert len(plain["articles.jsonl"].splitlines()) == 12
    assert plain["event_mentions.jsonl"]


def shard_of(folder: Path, *documents: Document) -> Path:
    """Return the folder of the readings of documents."""
    list(Readings(str(folder)).run(iter(documents)))
    return folder


def test_documents_of_other_readers_are_read_by_their_fields(tmp_path):
    told = {
        "url": "https://x.example/a",
        "published": "2025-03-04",
        "date": "2025-09-09",
        "title": "Talks",
        "lang": "en",
    }
    readings = shard_of(tmp_path / "readings", Document("Chile met Peru on Monday.", "id-7", metadata=told))
    case = built(tmp_path / "x.case", readings=readings)
    rows = Case.open(case).sql("SELECT uri, title, published FROM articles_current").fetchall()
    assert rows == [("https://x.example/a", "Talks", date(2025, 3, 4))]


def test_refused_documents_are_named_with_their_reason(tmp_path):
    readings = shard_of(tmp_path / "readings", Document("", "id-1"), Document("Chile met Peru.", "id-2"))
    done = CliRunner().invoke(app, ["build", "--readings", str(readings), "--case", str(tmp_path / "x.case"), "--json"])
    told = json.loads(done.stdout)
    assert (told["new"], told["refused"]) == (1, [{"source": "id-1", "reason": "Its `text` holds no readable text."}])


def test_shards_that_a_case_took_are_skipped(tmp_path):
    readings = shard_of(tmp_path / "readings", Document("Chile met Peru.", "id-2"))
    case = built(tmp_path / "x.case", readings=readings)
    again = build(case, iter(()), 1, shards=shards_in(readings))
    assert (again.new, again.skipped) == (0, 1)


def test_each_task_takes_its_share_of_the_sources(tmp_path):
    write_pages(tmp_path / "pages")
    shares = [{d.id for d in Sources(tmp_path / "pages").run(None, rank, 3)} for rank in range(3)]
    assert sum(map(len, shares)) == len(set.union(*shares)) == 6 + 7 + 1


def test_what_a_shard_holds_comes_back_as_it_was():
    records = [ReadRecord("file:///a", "a", n, DAY, refused="no text") for n in range(200)]
    file = io.BytesIO()
    writer = ShardWriter(file)
    for record in records:
        writer.add(record)
    writer.close()
    assert list(records_in(io.BytesIO(file.getvalue()), "shard")) == records


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all" * 50])
def test_damaged_shards_are_refused_and_the_others_are_taken(tmp_path, content):
    readings = shard_of(tmp_path / "readings", Document("Chile met Peru.", "id-2"))
    (readings / "00007-of-00008.parquet").write_bytes(content)
    case = tmp_path / "x.case"
    Case.create(case)
    done = build(case, iter(()), 1, shards=shards_in(readings))
    assert done.new == 1
    assert [place.endswith("00007-of-00008.parquet") for place, _ in done.refused] == [True]


def test_a_shard_whose_text_is_not_its_slice_is_refused(tmp_path):
    readings = shard_of(tmp_path / "readings", Document("Chile met Peru.", "id-2"))
    shard = next(readings.glob("*.parquet"))
    table = pq.read_table(shard)
    rows = table.to_pylist()
    rows[0]["mentions"][0]["text"] = "China"
    pq.write_table(type(table).from_pylist(rows, schema=table.schema), shard)
    case = tmp_path / "x.case"
    Case.create(case)
    done = build(case, iter(()), 1, shards=shards_in(readings))
    assert (done.new, len(done.refused)) == (0, 1)


def test_a_shard_with_other_tables_is_refused(tmp_path):
    pq.write_table(pq.read_table(io.BytesIO(parquet_of_numbers())), tmp_path / "numbers.parquet")
    with (tmp_path / "numbers.parquet").open("rb") as file, pytest.raises(RefusedSource, match="no readings"):
        list(records_in(file, "numbers.parquet"))


def parquet_of_numbers() -> bytes:
    import pyarrow as pa

    file = io.BytesIO()
    pq.write_table(pa.table({"number": [1, 2]}), file)
    return file.getvalue()


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_folder_without_readings_is_said(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="folder"):
        list(shards_in(tmp_path / name))
    case = tmp_path / "x.case"
    done = CliRunner().invoke(app, ["build", "--readings", str(tmp_path / name), "--case", str(case)])
    assert done.exit_code != 0
    assert not case.exists()
