"""`lagebild demo`: the whole way on the articles that come with the package."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.cli.building import print_summary
from lagebild.cli.options import Lang
from lagebild.cli.progress import build_progress
from lagebild.cli.writing import write_page
from lagebild.demo import NOTICE, demo_pages
from lagebild.views.report.report import report_html
from lagebild.views.terminal.listings import listing_of
from lagebild.views.terminal.printing import console_width_kept, table_of


def demo(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where case and report are written.")] = Path("demo"),
    lang: Lang = ...,  # type: ignore[assignment]
    show_report: Annotated[bool, typer.Option("--open/--no-open", help="Open the report in the browser.")] = True,
) -> None:
    """Go the whole way on the eight articles that come with the package, and open the report.

    The articles are fiction about real states; all persons are invented.

    **Example**

    `lagebild demo --lang en --no-open`
    """
    to.mkdir(parents=True, exist_ok=True)
    case_file = to / "demo.case"
    opened = Case.create(case_file)
    with build_progress([demo_pages()], quiet=False) as progress:
        summary = opened.add(demo_pages(), processes=1, progress=progress)
    out = console_width_kept(Console(highlight=False))
    out.print(NOTICE[lang.value], style="italic", markup=False)
    print_summary(summary, case_file, lang.value)
    out.print(table_of(listing_of(opened, "articles", [], lang.value), lang.value))
    report_file = to / "demo.html"
    heading = {"de": "Mauretanien zwischen Algier und Rabat", "en": "Mauritania between Algiers and Rabat"}[lang.value]
    html = report_html(opened, heading=heading, lang=lang.value, notices=[NOTICE[lang.value]])
    write_page(report_file, html)
    out.print(f"Report: {report_file.resolve()}", markup=False)
    if show_report and display_is_there():
        webbrowser.open(report_file.resolve().as_uri())


COMMANDS = (demo,)


def display_is_there() -> bool:
    """Return whether a window could be seen: always on Windows and macOS, elsewhere if a display is named."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
