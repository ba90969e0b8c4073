"""Downloads: the whole case as a report, as tables or for other programs, made anew for each request."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response, request, send_file

from lagebild.app.cases import OpenCases
from lagebild.case.case import Case
from lagebild.case.connection import snapshot
from lagebild.case.export import WRITERS
from lagebild.errors import LagebildError
from lagebild.exports.formats import FILES, export
from lagebild.views.labels import LANGUAGES
from lagebild.views.report.report import report_html

DOWNLOAD = "/download"
REPORT = "report"
KINDS = (REPORT, *FILES, *WRITERS)
"""What can be downloaded: the report, the files of other programs, and all tables in a format (as one zip)."""

_Made = Callable[[Case, Path, str, str, bool], Path]


def download_blueprint(cases: OpenCases, lang: str) -> Blueprint:
    """Return the route `/download/KIND?case=NAME&lang=de|en&whole=1`; without `whole` articles are excerpts only."""
    blueprint = Blueprint("download", __name__)

    @blueprint.get("/<kind>")
    def download(kind: str) -> Response | tuple[str, int]:
        name, asked = request.args.get("case", ""), request.args.get("lang", "")
        if kind not in KINDS or (name and name not in cases.names):
            return "There is no such download.", 404
        spoken = asked if asked in LANGUAGES else lang
        folder = Path(tempfile.mkdtemp(prefix="lagebild-"))
        try:
            file = _file(cases.path(name), kind, folder, spoken, whole=request.args.get("whole") == "1")
            response = send_file(file, as_attachment=True, download_name=f"{cases.known(name)}.{file.name}")
        except (LagebildError, OSError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            return str(error), 500
        response.call_on_close(lambda: shutil.rmtree(folder, ignore_errors=True))
        return response

    return blueprint


def _file(path: Path, kind: str, folder: Path, lang: str, *, whole: bool) -> Path:
    """Write a download into a folder and return its file."""
    if kind == REPORT:
        with snapshot(path) as copy:
            page = report_html(Case(copy), heading=path.stem, lang=lang, excerpts=not whole)
        file = folder / "html"
        file.write_text(page, encoding="utf-8")
        return file
    made = folder / "made"
    export(Case.open(path), made, kind, lang, excerpts=not whole)
    if kind in FILES:
        return made / FILES[kind][0]
    return Path(shutil.make_archive(str(folder / kind), "zip", made))
