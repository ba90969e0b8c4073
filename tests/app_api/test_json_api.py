"""The JSON API over HTTP: what it answers, refuses and describes."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from lagebild.app.answers.found_rows import NotYet
from lagebild.app.answers.views import VIEWS
from lagebild.app.api import api_blueprint
from lagebild.app.cases import OpenCases
from lagebild.case.case import Case
from lagebild.errors import CaseError, CaseLocked


@pytest.fixture(scope="module")
def client(told_case: Case) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(api_blueprint(OpenCases([told_case.path])), url_prefix="/api/v1")
    return app.test_client()


def test_cases_and_a_view_of_one(client: FlaskClient) -> None:
    assert client.get("/api/v1/cases").json == {"cases": [{"name": "told", "articles": 1, "events": 5, "actors": 3}]}
    answer = client.get("/api/v1/cases/told/timeline?realis=real&realis=planned&limit=1&lang=de")
    assert answer.status_code == 200 and answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.json["limit"], answer.json["total"], answer.json["next"]) == (1, 2, 1)
    (row,) = answer.json["rows"]
    assert row["evidence"][0]["sentence"] and "text" not in row


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("cases/other/timeline", 404, "no such case"),
        ("cases/told/secrets", 404, "no such view"),
        ("nowhere", 404, "nothing here"),
        ("cases/..%2f..%2fetc/timeline", 404, "nothing here"),
        ("cases/told/timeline?limit=100000", 400, "limit is from 1 to 500"),
        ("cases/told/timeline?actor=Nobody", 400, "no actor of that name"),
        ("cases/told/dyad?a=Norway", 400, "b is missing"),
    ],
)
def test_errors_are_json_and_say_what_to_do(client: FlaskClient, address: str, status: int, said: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status == answer.json["error"]["status"]
    assert said in answer.json["error"]["message"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["cases", "cases/told/timeline", "openapi.json", "nowhere"])
def test_nothing_can_be_written(client: FlaskClient, method: str, address: str) -> None:
    answer = getattr(client, method)(f"/api/v1/{address}")
    assert answer.status_code == 405 and answer.json["error"]["message"].startswith("this is read-only")


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (CaseLocked("It is in use.", place="busy"), 503, "It is in use."),
        (NotYet("the search index is being made"), 503, "index is being made"),
        (CaseError("It is damaged.", place="/home/me/busy.case"), 500, "It is damaged."),
        (ZeroDivisionError("a mistake of ours"), 500, "the answer failed"),
    ],
)
def test_what_fails_is_said_in_json_without_a_path(error: Exception, status: int, said: str) -> None:
    class Failing:
        names = ("busy",)

        @contextmanager
        def opened(self, name: str):
            raise error
            yield

    app = Flask("busy")
    app.register_blueprint(api_blueprint(Failing()), url_prefix="/api")
    answer = app.test_client().get("/api/cases/busy/timeline")
    assert answer.status_code == status and said in answer.json["error"]["message"]
    assert "/home" not in answer.text and ("Retry-After" in answer.headers) == (status == 503)


def test_the_description_names_every_view_and_parameter_and_answers_fit_it(client: FlaskClient) -> None:
    told = client.get("/api/v1/openapi.json").json
    assert told["openapi"] == "3.1.0" and told["servers"] == [{"url": "/api/v1"}]
    assert set(told["paths"]) == {"/cases", *(f"/cases/{{case}}/{what}" for what in VIEWS)}
    for path in told["paths"].values():
        names = [one["name"] for one in path["get"]["parameters"]]
        assert len(names) == len(set(names)) and path["get"]["summary"]
        for one in path["get"]["parameters"]:
            Draft202012Validator.check_schema(one["schema"])
    schema = {"$ref": "#/components/schemas/Answer", "components": told["components"]}
    Draft202012Validator.check_schema(schema)
    for what in ("timeline", "situation", "voices", "numbers"):
        Draft202012Validator(schema).validate(client.get(f"/api/v1/cases/told/{what}").json)
    refused = {"$ref": "#/components/schemas/Error", "components": told["components"]}
    Draft202012Validator(refused).validate(client.get("/api/v1/cases/told/nothing").json)
