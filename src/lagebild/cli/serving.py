"""`lagebild serve`: the web app."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.cli.demonstrating import display_is_there
from lagebild.cli.options import Lang
from lagebild.views.labels import labels_in


def serve(
    cases: Annotated[list[Path], typer.Argument(metavar="CASE…", help="The case files.", show_default=False)],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0: any that is free.")] = 0,
    lang: Lang = ...,  # type: ignore[assignment]
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Open cases in the browser; only this machine can see them.

    **Examples**

    `lagebild serve korea.case`

    `lagebild serve before.case after.case --port 8050 --lang de --no-open`
    """
    for case in cases:
        if not Case.open(case).merged():
            Console(stderr=True).print(labels_in(lang.value)["case_unmerged_how"].format(path=case), markup=False)
    out = Console(highlight=False, soft_wrap=True)

    def started(address: str) -> None:
        out.print(f"{address}  (Ctrl-C ends it)", markup=False)
        if show and display_is_there():
            webbrowser.open(f"{address}?lang={lang.value}")

    from lagebild.app.serving import serve as serve_cases  # Dash takes seconds to import

    with suppress(KeyboardInterrupt):
        serve_cases(cases, port, lang.value, started)
    out.print("Ended; nothing is served any more.")


COMMANDS = (serve,)
