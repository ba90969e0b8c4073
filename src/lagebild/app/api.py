"""The read-only JSON API: the views of the served cases as rows with their evidence, described by OpenAPI 3.1.

`GET /cases`, `GET /cases/CASE/VIEW`, `GET /openapi.json`; every answer and every error is JSON.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lagebild.app.answers.answer import answer_of, json_of
from lagebild.app.answers.found_rows import NotYet
from lagebild.app.answers.question import PAGE_OF_PROGRAMS, ServedCases
from lagebild.app.answers.views import VIEWS
from lagebild.app.openapi import description_of
from lagebild.errors import CaseLocked, LagebildError, UsageError

if TYPE_CHECKING:
    from flask import Blueprint, Response

_LOG = logging.getLogger(__name__)
_READING = ("GET", "HEAD")
_ANY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""All are routed here, so that what is not allowed is refused in JSON too."""
_COUNTS = "SELECT (SELECT count(*) FROM articles_current), (SELECT count(*) FROM events), (SELECT count(*) FROM actors)"
_LANGUAGE = "en"
"""What names and words are in where a question names no language."""
SECONDS_TO_RETRY = 5
"""After so many seconds somebody may be done writing to a case."""


def api_blueprint(cases: ServedCases) -> Blueprint:
    """Return the API for these cases; the application registers it below a prefix of its choice."""
    from flask import Blueprint, request

    api = Blueprint("api", "lagebild.app.api")

    @api.before_request
    def refused() -> Response | None:
        if request.method in _READING:
            return None
        answer = _error(405, "this is read-only: GET", request.method)
        answer.headers["Allow"] = ", ".join(_READING)
        return answer

    @api.route("/", methods=_ANY_METHOD, provide_automatic_options=False)
    @api.route("/openapi.json", methods=_ANY_METHOD, provide_automatic_options=False)
    def described() -> Response:
        return _answered(description_of(request.path.rpartition("/")[0]))

    @api.route("/cases", methods=_ANY_METHOD, provide_automatic_options=False)
    def all_cases() -> Response:
        found = []
        for name in cases.names:
            with cases.opened(name) as (_, case):
                counts = case.sql(_COUNTS).fetchall()[0]
            found.append({"name": name, **dict(zip(("articles", "events", "actors"), counts, strict=True))})
        return _answered({"cases": found})

    @api.route("/cases/<name>/<what>", methods=_ANY_METHOD, provide_automatic_options=False)
    def view(name: str, what: str) -> Response:
        if name not in cases.names:
            return _error(404, f"there is no such case; /cases lists them: {', '.join(cases.names)}", name)
        if what not in VIEWS:
            return _error(404, f"there is no such view; choose from {', '.join(VIEWS)}", what)
        given = request.args.to_dict(flat=False)
        with cases.opened(name) as (computed, case):
            return _answered(answer_of(computed, case, what, given, _LANGUAGE, PAGE_OF_PROGRAMS))

    @api.route("/<path:rest>", methods=_ANY_METHOD, provide_automatic_options=False)
    def unknown(rest: str) -> Response:
        return _error(404, "there is nothing here; /openapi.json describes what there is", rest)

    @api.errorhandler(LagebildError)
    def told(error: LagebildError) -> Response:
        if isinstance(error, UsageError):
            return _error(400, error.message, error.place)
        if isinstance(error, CaseLocked | NotYet):
            answer = _error(503, error.message, None)
            answer.headers["Retry-After"] = str(SECONDS_TO_RETRY)
            return answer
        return _error(500, error.message, None)

    @api.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        _LOG.exception("%s failed", request.full_path, exc_info=error)
        return _error(500, "the answer failed; the server's log says why", None)

    return api


def _answered(record: object, status: int = 200) -> Response:
    from flask import Response

    answer = Response(json_of(record) + "\n", status, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _error(status: int, message: str, place: str | None) -> Response:
    return _answered({"error": {"status": status, "message": message, "place": place}}, status)
