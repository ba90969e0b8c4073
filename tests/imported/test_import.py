"""Files of other datasets in a case: what becomes of each format, of broken files, and of reading them again."""

import gzip
from datetime import date
from pathlib import Path

import made_files as made
import pytest

from lagebild.articles.sources import Source, sources_in
from lagebild.case.building import build
from lagebild.case.case import Case
from lagebild.case.imported_rows import import_files, put_imported_dyads, remove_dataset, without_datasets
from lagebild.errors import UsageError
from lagebild.views.imported_dyads import imported_dyad
from lagebild.views.imported_triads import imported_triad


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "x.case")


def imported(case: Case, path: Path):
    """Import what a build would take for tables, as it does."""
    tables: list[Source] = []
    assert not list(without_datasets(sources_in([path]), tables))
    done = import_files(case.path, tables, lambda _: None, lambda: False)
    put_imported_dyads(case.path)
    return done


def written(tmp_path: Path, name: str, data: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def events(case: Case, columns: str = "record_id, line, date, type, sources, targets, weight"):
    return case.sql(f"SELECT {columns} FROM imported_events ORDER BY dataset, record_id").fetchall()


def test_gdelt(case, tmp_path):
    imported(
        case, written(tmp_path, "made.export.CSV", made.gdelt_line(7) + made.gdelt_line(8, code="0871", points="9"))
    )

    assert events(case) == [
        ("7", 1, date(2020, 1, 15), "CONSULT", ["state-USA"], ["state-CHN"], 1.9),
        ("8", 2, date(2020, 1, 15), "RETREAT", ["state-USA"], ["state-CHN"], 9.0),
    ]
    assert case.sql("SELECT DISTINCT dataset, version, file FROM imported_events").fetchall() == [
        ("GDELT", "2.0", str(tmp_path / "made.export.CSV"))
    ]


def test_gdelt_actors_that_are_no_organ_of_a_state_are_no_state(case, tmp_path):
    lines = (
        made.gdelt_line(1, source=("USA", "BUS"))
        + made.gdelt_line(2, source=("EUR", "GOV"))
        + made.gdelt_line(3, source=("", "REB"))
        + made.gdelt_line(4, source=("ROM", "MIL"))
    )
    imported(case, written(tmp_path, "e.CSV", lines))

    assert events(case, "sources") == [([],), ([],), ([],), (["state-ROU"],)]


def test_a_statement_has_no_plover_type(case, tmp_path):
    imported(case, written(tmp_path, "e.CSV", made.gdelt_line(code="010", points="0.0")))

    assert events(case, "type, weight") == [(None, 0.0)]


def test_polecat_has_several_actors_in_a_cell(case, tmp_path):
    line = made.polecat_line(kind="AGREE", source=("RUS; CHN; USA", "GOV; MIL; BUS"), target=("", ""))
    imported(case, written(tmp_path, "p.txt", made.POLECAT_HEADER + line))

    assert events(case) == [("P1", 2, date(2023, 5, 2), "AGREE", ["state-CHN", "state-RUS"], [], 3.0)]


def test_who_is_unknown_is_no_state(case, tmp_path):
    imported(case, written(tmp_path, "e.CSV", made.gdelt_line(1, source=("UNK", "GOV"), target=("KSV", "GOV"))))

    assert events(case, "sources, targets") == [([], ["state-XKX"])]


def test_polecat_of_another_release_calls_the_intensity_otherwise_and_the_unknown_none(case, tmp_path):
    header = made.POLECAT_HEADER.replace("\tIntensity\t", "\tEvent Intensity\t")
    lines = (
        made.polecat_line("P1", source=("None", "None"), points="-4.5")
        + made.polecat_line("P2", source=("RUS; None", "GOV; None"), points="None")
        + made.polecat_line("P3", source=("None", "GOV"), target=("None", "GOV"))
    )
    done = imported(case, written(tmp_path, "p.txt", header + lines))

    assert events(case, "record_id, sources, targets, weight") == [
        ("P1", [], ["state-CHN"], -4.5),
        ("P2", ["state-RUS"], ["state-CHN"], None),
        ("P3", [], [], 3.0),
    ]
    assert done.files[0].bad_lines == 0


def test_icews_ids_name_a_record_only_with_their_day(case, tmp_path):
    lines = made.icews_line() + made.icews_line(day="2014-03-02", code="42", points="1.9")
    imported(case, written(tmp_path, "i.tab", made.ICEWS_HEADER + lines))

    assert events(case) == [
        ("100/2014-03-01", 2, date(2014, 3, 1), "THREATEN", ["state-RUS"], ["state-UKR"], -7.0),
        ("100/2014-03-02", 3, date(2014, 3, 2), "CONSULT", ["state-RUS"], ["state-UKR"], 1.9),
    ]


def test_icews_a_person_without_office_is_no_state(case, tmp_path):
    line = made.icews_line(source=("Citizen (Russia)", "General Population,Social", "Russian Federation"))
    imported(case, written(tmp_path, "i.tab", made.ICEWS_HEADER + line))

    assert events(case, "sources") == [([],)]


def test_acled_names_states_by_their_forces(case, tmp_path):
    lines = (
        made.acled_line("UKR1", notes='first line\nsecond ""line""')
        + made.acled_line("UKR2", source="Rioters (Ukraine)", kind=("Riots", "Mob violence"))
        + made.acled_line("UKR3", "2022-03-01", source="Police Forces of Ukraine (2019-) Border Guard")
        + made.acled_line("UKR4", kind=("Strategic developments", "Agreement"))
        + made.acled_line("UKR5", kind=("Strategic developments", "Other"))
    )
    imported(case, written(tmp_path, "acled.csv", made.ACLED_HEADER + lines))

    assert events(case, "record_id, date, type, sources, weight") == [
        ("UKR1", date(2022, 2, 24), "ASSAULT", ["state-RUS"], None),
        ("UKR2", date(2022, 2, 24), "PROTEST", [], None),
        ("UKR3", date(2022, 3, 1), "ASSAULT", ["state-UKR"], None),
        ("UKR4", date(2022, 2, 24), "AGREE", ["state-RUS"], None),
        ("UKR5", date(2022, 2, 24), None, ["state-RUS"], None),
    ]


def test_days_to_come_are_refused_and_unknown_types_and_countries_are_counted(case, tmp_path):
    lines = [
        made.gdelt_line(1, day="20990101"),
        made.gdelt_line(2, code="---"),
        made.gdelt_line(3, target=("QQQ", "GOV")),
        made.gdelt_line(4, target=("QQQ", "GOV")),
    ]
    done = imported(case, written(tmp_path, "e.CSV", "".join(lines)))

    (file,) = done.files
    assert (file.new, file.bad_lines, file.first_bad) == (3, 1, ("a day to come (2099): 1 (line 1)",))
    assert (file.unknown_types, file.unknown_countries) == ({"---": 1}, {"QQQ": 2})


def test_broken_lines_are_counted_and_the_rest_is_kept(case, tmp_path):
    lines = (
        made.gdelt_line(1) + "cut\toff\n\n" + made.gdelt_line(2, day="2020") + made.gdelt_line("") + made.gdelt_line(3)
    )
    done = imported(case, written(tmp_path, "e.CSV", lines))

    assert events(case, "record_id, line") == [("1", 1), ("3", 6)]
    assert [(one.new, one.bad_lines) for one in done.files] == [(2, 3)]
    assert done.files[0].first_bad == (
        "2 columns instead of 61: 1 (line 2)",
        "no day: 1 (line 4)",
        "no record id: 1 (line 5)",
    )
    assert any("3 lines are no event" in reason for _, reason in case.info().refused)


def test_broken_lines_are_told_by_reason_the_most_frequent_first(case, tmp_path):
    undated = "".join(made.gdelt_line(at, day=day) for at, day in enumerate(("soon", "99991231", "00010101", "")))
    done = imported(case, written(tmp_path, "e.CSV", made.gdelt_line(9) + made.gdelt_line("") + undated))

    assert done.files[0].first_bad == ("no day: 4 (line 3, 4, 5 …)", "no record id: 1 (line 2)")


def test_a_wrong_encoding_costs_a_cell_and_no_event(case, tmp_path):
    line = made.icews_line(source=("José Ejemplo", "Government", "Spain")).encode("latin-1")
    imported(case, written(tmp_path, "i.tab", made.ICEWS_HEADER.encode() + line))

    assert events(case, "record_id, sources") == [("100/2014-03-01", ["state-ESP"])]


def test_utf16_is_refused(case, tmp_path):
    done = imported(case, written(tmp_path, "acled.csv", (made.ACLED_HEADER + made.acled_line()).encode("utf-16")))

    assert [reason for _, reason in done.refused] == ["It is a ACLED file in UTF-16; save it as UTF-8."]


def test_zip_and_gzip_are_unpacked(case, tmp_path):
    members = [("a.export.CSV", made.gdelt_line(1).encode()), ("b.export.CSV", made.gdelt_line(2).encode())]
    data = tmp_path / "data"
    data.mkdir()
    written(data, "g.zip", made.zipped(members))
    written(data, "p.txt.gz", gzip.compress((made.POLECAT_HEADER + made.polecat_line()).encode()))
    imported(case, data)

    assert events(case, "dataset, record_id, file") == [
        ("GDELT", "1", str(data / "g.zip/a.export.CSV")),
        ("GDELT", "2", str(data / "g.zip/b.export.CSV")),
        ("POLECAT", "P1", str(data / "p.txt.gz")),
    ]


def test_a_damaged_archive_is_refused_and_what_was_read_stays(case, tmp_path):
    data = made.zipped([("a.export.CSV", made.gdelt_line(1).encode()), ("b.export.CSV", made.gdelt_line(2).encode())])
    at = data.index(b"b.export.CSV") + len(b"b.export.CSV")
    done = imported(case, written(tmp_path, "g.zip", data[:at] + b"\xff" * 8 + data[at + 8 :]))

    assert events(case, "record_id") == [("1",)]
    assert len(done.refused) == 1


def test_a_table_of_no_known_dataset_is_refused(case, tmp_path):
    rows = "\n".join("\t".join(f"{row}.{column}" for column in range(58)) for row in range(3))
    done = imported(case, written(tmp_path, "old.export.CSV", rows))

    assert len(done.refused) == 1
    assert "a table of 58 columns" in done.refused[0][1]


def test_a_text_with_commas_is_an_article(case, tmp_path):
    text = (
        "Ministers from Oslo, Rome, Bern, Kyiv, Riga, Minsk, Lima and Quito met.\n\nThey talked, ate and went home.\n"
    )
    tables: list[Source] = []

    assert len(list(without_datasets(sources_in([written(tmp_path, "a.txt", text)]), tables))) == 1
    assert not tables


@pytest.mark.parametrize("header", [made.POLECAT_HEADER, made.ICEWS_HEADER, made.ACLED_HEADER])
def test_a_file_with_a_header_alone_has_no_events(case, tmp_path, header):
    done = imported(case, written(tmp_path, "h.txt", header))

    assert events(case) == []
    assert not done.refused


def test_an_empty_file_is_left_to_the_readers_of_articles_who_refuse_it(tmp_path):
    tables: list[Source] = []

    assert len(list(without_datasets(sources_in([written(tmp_path, "e.export.CSV", "")]), tables))) == 1
    assert not tables


def test_a_build_imports_beside_reading(case, tmp_path):
    written(tmp_path, "e.CSV", made.gdelt_line(1) + "cut off\n")
    summary = build(case.path, sources_in([tmp_path / "e.CSV"]), 1)

    assert (summary.new, summary.imports.new, summary.imports.bad_lines) == (0, 1, 1)
    assert not summary.nothing_readable
    assert case.sql("SELECT actor_a, actor_b, directed, period, origin FROM dyads ORDER BY directed").fetchall() == [
        ("state-CHN", "state-USA", False, "2020-01", "GDELT"),
        ("state-CHN", "state-USA", True, "2020-01", "GDELT"),
        ("state-USA", "state-CHN", True, "2020-01", "GDELT"),
    ]


def test_again_only_what_is_new_is_read(case, tmp_path):
    path = written(tmp_path, "e.CSV", made.gdelt_line(1) + made.gdelt_line(1) + made.gdelt_line(2))
    first = imported(case, path)
    again = imported(case, path)
    more = imported(case, written(tmp_path, "f.CSV", made.gdelt_line(2) + made.gdelt_line(3)))

    assert (first.new, first.known) == (2, 1)
    assert (again.new, again.files, again.skipped) == (0, [], 1)
    assert (more.new, more.known) == (1, 1)
    assert events(case, "record_id, line") == [("1", 1), ("2", 3), ("3", 2)]


def test_a_dataset_can_be_removed_and_read_again(case, tmp_path):
    imported(case, written(tmp_path, "e.CSV", made.gdelt_line(1)))
    imported(case, written(tmp_path, "p.txt", made.POLECAT_HEADER + made.polecat_line()))

    assert remove_dataset(case.path, "gdelt") == 1
    assert case.info().datasets == {"POLECAT": 1}
    assert case.sql("SELECT DISTINCT origin FROM dyads").fetchall() == [("POLECAT",)]
    with pytest.raises(UsageError, match="POLECAT"):
        remove_dataset(case.path, "GDELT")
    assert imported(case, tmp_path / "e.CSV").new == 1


def test_two_states_are_shown_as_a_dataset_tells_them(case, tmp_path):
    imported(case, written(tmp_path, "e.CSV", made.gdelt_line(1) + made.gdelt_line(2, code="190", points="-10.0")))

    (table, newest, weightiest), record = imported_dyad(case, "gdelt", ("Vereinigte Staaten", "CHN"), "de")

    assert newest.rows[0] == ("15.1.2020", "Angriff", "Vereinigte Staaten", "China", "-10", "2", "e.CSV:2")
    assert [row[5] for row in weightiest.rows] == ["2", "1"]
    assert [one["line"] for one in record["newest_events"]] == [2, 1]
    assert table.rows == (("2020-01", "-8,1", "", "1,9", "10", "-8,1", "1,9", "2°"),)
    assert record["actors"] == {"state-USA": "Vereinigte Staaten", "state-CHN": "China"}
    with pytest.raises(UsageError, match="GDELT"):
        imported_dyad(case, "ICEWS", ("USA", "CHN"), "de")


def test_three_states_are_shown_as_a_dataset_tells_them_with_its_strongest_events(case, tmp_path):
    lines = [made.gdelt_line(at, code="057", points="8.0") for at in (1, 2, 3)]
    imported(case, written(tmp_path, "e.CSV", "".join(lines) + made.gdelt_line(4, code="190", points="-10.0")))

    tables, record = imported_triad(case, "gdelt", ("USA", "China", "Russland"), "de")

    state, phases, events, _ = tables
    assert [row[1] for row in state.rows] == ["+", "?", "?"]
    assert (record["origin"], record["months"][-1]["origin"]) == ("GDELT", "GDELT")
    assert [row[5] for row in events.rows] == ["8", "8", "8"]
    assert len(phases.rows) == 1
    with pytest.raises(UsageError, match="three different states"):
        imported_triad(case, "GDELT", ("USA", "CHN", "China"), "de")
    with pytest.raises(UsageError, match="GDELT"):
        imported_triad(case, "ACLED", ("USA", "CHN", "RUS"), "de")
