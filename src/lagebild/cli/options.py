"""Arguments and options that several commands share."""

from __future__ import annotations

import locale
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages of the interface."""

    DE = "de"
    EN = "en"


def _language_of_the_place() -> Language:
    """Return German where the environment says so, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    spoken = spoken or locale.getlocale()[0] or ""
    return Language.DE if spoken.lower().startswith(("de", "german")) else Language.EN


CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Lang = Annotated[
    Language,
    typer.Option("--lang", default_factory=_language_of_the_place, help="Language of headings and names."),
]
Excerpts = Annotated[
    bool, typer.Option("--excerpts", help="Only evidence sentences with outlet, date and link: fit to pass on.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress, only the result and errors.")]
