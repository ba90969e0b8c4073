"""`lagebild report` and `export`: what leaves a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.case.export import WRITERS
from lagebild.case.export import export as export_case
from lagebild.cli.options import CaseFile, Excerpts, Lang
from lagebild.cli.writing import write_page
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
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder the tables are written to.")],
    file_format: Annotated[str, typer.Option("--format", help=" | ".join(WRITERS))] = "jsonl",
    excerpts: Excerpts = False,
) -> None:
    """Write every table of a case, one file a table.

    **Example**

    `lagebild export korea.case --to tables --format parquet`
    """
    counts = export_case(Case.open(case).path, to, file_format, excerpts=excerpts)
    told = f"{to}: {len(counts)} tables as {file_format}, {sum(counts.values()):,} rows"
    Console(highlight=False, soft_wrap=True).print(told, markup=False)


COMMANDS = (report, export)
