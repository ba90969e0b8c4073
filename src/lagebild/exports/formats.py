"""The formats of `lagebild export`, and writing a case in one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from lagebild.case.case import Case
from lagebild.case.connection import snapshot
from lagebild.case.export import WRITERS
from lagebild.case.export import export as export_tables
from lagebild.errors import LagebildError, UsageError
from lagebild.exports.bibliography import bibtex_of, csl_of
from lagebild.exports.calendar import calendar_of
from lagebild.exports.entities import entities_of
from lagebild.exports.material import Material, material_of
from lagebild.exports.network import gexf_of, graphml_of


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: numbers of what is in it, and numbers of what is left out by the reason."""

    told: Mapping[str, int]
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made in memory: its content, what is in it, and what is left out."""

    content: bytes
    told: Mapping[str, int]
    left_out: Mapping[str, int] = field(default_factory=dict)


FILES: dict[str, tuple[str, Callable[[Material], Made]]] = {
    "graphml": ("network.graphml", lambda material: Made(*graphml_of(material))),
    "gexf": ("network.gexf", lambda material: Made(*gexf_of(material))),
    "ftm": ("entities.ftm.json", lambda material: Made(*entities_of(material))),
    "ics": ("timeline.ics", lambda material: Made(*calendar_of(material))),
    "bibtex": ("articles.bib", lambda material: Made(*bibtex_of(material))),
    "csl": ("articles.csl.json", lambda material: Made(*csl_of(material))),
}
"""The formats of other programs: the name of the file and how it is made."""

FORMATS: tuple[str, ...] = (*WRITERS, *FILES)


def export(case: Case, directory: Path, format: str, lang: str, *, excerpts: bool = False) -> Exported:
    """Write a case into `directory`: the tables, a file each, or the one file of another program's format.

    `lang` is the language of names and words that are not the articles' own. `excerpts` leaves the articles' texts out
    of tables; the other formats never have them. A file appears under its name only when it is complete.

    Raises:
        UsageError: there is no such format.
        LagebildError: the directory cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"The formats are {', '.join(FORMATS)}.", place=format)
    if format in WRITERS:
        counts = export_tables(case.path, directory, format, excerpts=excerpts)
        return Exported({"tables": len(counts), "rows": sum(counts.values())})
    name, made_of = FILES[format]
    with snapshot(case.path) as copy:
        made = made_of(material_of(Case(copy), lang))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _write(directory / name, made.content)
    except OSError as error:
        raise LagebildError(
            f"It cannot be written: {error.strerror}.", place=str(error.filename or directory)
        ) from error
    return Exported(made.told, made.left_out)


def _write(file: Path, content: bytes) -> None:
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
