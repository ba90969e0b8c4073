"""`lagebild report` and `export`: what leaves a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.cli.options import CaseFile, Excerpts, Lang
from lagebild.cli.writing import write_page
from lagebild.errors import UsageError
from lagebild.exports.formats import FORMATS
from lagebild.exports.formats import export as export_case
from lagebild.views.report.report import report_html


def report(
    case: CaseFile,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; default: CASE.html.")] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    excerpts: Excerpts = False,
) -> None:
    """Write the report of a case: one HTML file that needs no network.

    **Examples**

    `lagebild report korea.case`

    `lagebild report korea.case -o korea.html --lang de --excerpts`
    """
    html = report_html(Case.open(case), heading=case.stem, lang=lang.value, excerpts=excerpts)
    target = output or case.with_suffix(".html")
    write_page(target, html)
    Console(highlight=False, soft_wrap=True).print(f"{target} ({target.stat().st_size / 1e6:.1f} MB)", markup=False)


def export(
    case: CaseFile,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder the files are written to.")],
    file_format: Annotated[str | None, typer.Option("--format", help=" | ".join(FORMATS) + "; default: jsonl")] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    excerpts: Excerpts = False,
) -> None:
    """Write a case for other programs: every table, the network, actors and events, the timeline, or the articles.

    **Examples**

    `lagebild export korea.case --to tables --format parquet`

    `lagebild export korea.case --to passed-on --format gexf`
    """
    if file_format is None and to.name in FORMATS and not to.exists():
        raise UsageError(f"--to names a folder; the format is --format {to.name}", place=str(to))
    file_format = file_format or "jsonl"
    written = export_case(Case.open(case), to, file_format, lang.value, excerpts=excerpts)
    console = Console(highlight=False, soft_wrap=True)
    told = ", ".join(f"{n:,} {what}" for what, n in written.told.items())
    console.print(f"{to}: {told} as {file_format}", markup=False)
    left_out = ", ".join(f"{n:,} {why}" for why, n in written.left_out.items() if n)
    if left_out:
        console.print(f"left out: {left_out}", markup=False)


COMMANDS = (report, export)
