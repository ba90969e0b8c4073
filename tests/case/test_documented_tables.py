"""Every table and column of the contract is documented, in its order."""

from pathlib import Path

from lagebild.case.tables import CONTRACT

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "tables.md"


def test_every_table_and_column_is_documented() -> None:
    sections = dict(section.split("\n", 1) for section in DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:])
    assert list(sections) == [table.name for table in CONTRACT]
    for table in CONTRACT:
        rows = [line.split("|")[1].strip() for line in sections[table.name].splitlines() if line.startswith("| ")]
        assert rows[2:] == list(table.shown), table.name
