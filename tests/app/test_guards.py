"""What keeps other sites, other hosts and other files away, and that articles stay text; asked as a browser asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lagebild.app.cases import OpenCases
from lagebild.app.server import MOST_REQUEST_BYTES, PLOTLY, app_of
from lagebild.articles.article import Passage, Zone
from lagebild.case.case import Case
from lagebild.reading.sentences import sentences_of
from told_article import TEXT, case_with, reading_by_hand

OVERRIDE = "\u202e"
HOSTILE = "<script>alert(1)</script>" + OVERRIDE
UPDATE = "/_dash-update-component"


@pytest.fixture(scope="module")
def client(told_case: Case) -> FlaskClient:
    return app_of(OpenCases([told_case.path]), "de").test_client()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, str]:
    """A case whose article has markup and direction controls in its text, title and outlet, with the article's id."""
    told = reading_by_hand()
    text = TEXT.removesuffix(".") + HOSTILE + "."
    passages = (Passage(0, len(text), Zone.BODY),)
    article = replace(told.article, text=text, passages=passages, title=HOSTILE, outlet=HOSTILE)
    told = replace(told, article=article, sentences=sentences_of(text, passages, "de"))
    case = case_with(tmp_path_factory.mktemp("hostile") / "<b>x.case", told)
    ((article_id,),) = case.sql("SELECT article_id FROM articles").fetchall()
    return app_of(OpenCases([case.path]), "de").test_client(), article_id


def asked(client: FlaskClient, output: str, inputs: dict[str, Any], **headers: str) -> TestResponse:
    """Call back as the browser does: the callback one of whose outputs is `output`, with values of its inputs."""
    every = client.get("/_dash-dependencies").get_json()
    declared = next(one for one in every if output in one["output"] and not one["clientside_function"])
    outputs = [dict(zip(("id", "property"), one.rsplit(".", 1), strict=True)) for one in _outputs(declared["output"])]

    def told(wanted: list[dict[str, Any]]) -> list[Any]:
        values = []
        for one in wanted:
            value = inputs.get(f"{one['id']}.{one['property']}")
            values.append([] if str(one["id"]).startswith("{") else {**one, "value": value})
        return values

    return client.post(
        UPDATE,
        data=json.dumps(
            {
                "output": declared["output"],
                "outputs": outputs if declared["output"].startswith("..") else outputs[0],
                "inputs": told(declared["inputs"]),
                "state": told(declared["state"]),
                "changedPropIds": list(inputs),
            }
        ),
        headers={"Content-Type": "application/json", **headers},
    )


def _outputs(words: str) -> list[str]:
    return words.strip(".").split("...")


def page(client: FlaskClient, path: str, query: str = "") -> str:
    answer = asked(client, "page.children", {"url.pathname": path, "url.search": query})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_page_carries_a_policy_that_lets_nothing_in_or_out(client: FlaskClient) -> None:
    answer = client.get("/timeline?lang=en")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    script = next(part for part in policy.split(";") if "script-src" in part)
    assert "unsafe" not in script and "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert '<html lang="en"' in answer.get_data(as_text=True)


def test_every_script_and_style_of_the_page_is_our_own(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    addresses = [part.split('"')[0] for word in ('src="', 'href="') for part in html.split(word)[1:]]
    assert addresses
    assert all(address.startswith("/") and not address.startswith("//") for address in addresses)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]", ""])
def test_another_host_name_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code in (400, 403)


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050", "localhost"])
def test_this_machine_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(UPDATE, json={}, headers=headers).status_code == 403
    if "Sec-Fetch-Site" in headers:
        assert client.get("/_dash-layout", headers=headers).status_code == 403


def test_a_link_from_elsewhere_may_lead_into_the_app_but_may_not_send(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/timeline", headers=headers).status_code == 200
    assert client.post("/timeline", headers=headers).status_code == 403


def test_the_own_page_is_answered(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = asked(client, "page.children", {"url.pathname": "/", "url.search": ""}, **headers)
    assert answer.status_code == 200


def test_a_request_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post(UPDATE, data=b" " * (MOST_REQUEST_BYTES + 1), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    ["/assets/../server.py", "/assets/%2e%2e/server.py", "/assets//etc/passwd", "/assets/..%2f..%2fpyproject.toml"],
)
def test_no_file_but_an_asset_is_given_out(client: FlaskClient, path: str) -> None:
    told = client.get(path).get_data(as_text=True)
    assert "import" not in told and "root:" not in told and "[project]" not in told


def test_the_library_of_the_figures_comes_from_here(client: FlaskClient) -> None:
    answer = client.get(PLOTLY)
    assert answer.status_code == 200 and "immutable" in answer.headers["Cache-Control"]
    assert PLOTLY in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("path", ["/", "/timeline"])
def test_a_page_is_there_in_both_languages(client: FlaskClient, path: str, lang: str) -> None:
    told = page(client, path, f"?lang={lang}")
    assert {"de": "Norwegen", "en": "Norway"}[lang] in told
    assert f"lang={lang}" in told


@pytest.mark.parametrize("path", ["/nothing", "/article/nowhere", "/article"])
def test_what_is_not_there_is_said(client: FlaskClient, path: str) -> None:
    assert "Das geht nicht" in page(client, path)


def test_filters_change_what_a_page_shows(client: FlaskClient) -> None:
    assert "Hilfe" in page(client, "/timeline")
    nothing = page(client, "/timeline", "?since=2031-01-01")
    assert "Kein Ereignis passt" in nothing


def components(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the components of an answer."""
    if isinstance(value, dict):
        if "namespace" in value:
            yield value
        for one in value.values():
            yield from components(one)
    elif isinstance(value, list):
        for one in value:
            yield from components(one)


@pytest.mark.parametrize("path", ["/", "/timeline", "/article"])
def test_what_an_article_says_stays_text(hostile: tuple[FlaskClient, str], path: str) -> None:
    client, article_id = hostile
    told = page(client, path + (f"/{article_id}" if path == "/article" else ""))
    shown = list(components(json.loads(told)))
    assert OVERRIDE not in told and "\\u202e" not in told
    assert "[U+202E]" in told or path == "/"
    assert not [one for one in shown if one["type"] in ("Markdown", "DangerouslySetInnerHTML", "Iframe", "Script")]
    for one in shown:
        figure = one["props"].get("data-figure", "")
        assert "<script" not in figure and "\\u003cscript" not in figure
        assert not one["props"].get("dangerously_allow_html") and not one["props"].get("dangerously_allow_code")


def test_the_evidence_of_a_hostile_article_is_text_too(hostile: tuple[FlaskClient, str]) -> None:
    client, article_id = hostile
    at = len(TEXT) + 2  # inside the markup
    words = {"words": f"@{article_id}:{at}:{at + 7}"}
    told = asked(client, "drawer-body.children", {"asked.data": words, "url.pathname": "/", "url.search": ""})
    assert told.status_code == 200
    body = told.get_data(as_text=True)
    assert "[U+202E]" in body and OVERRIDE not in body and "\\u202e" not in body
    (carried,) = [one["props"]["data-plain"] for one in components(json.loads(body)) if "data-plain" in one["props"]]
    assert '["mark",{"class":"m-place"}' in carried


@pytest.mark.parametrize("asked_for", [None, {}, {"words": 7}, {"words": ["x"]}, [], "x"])
def test_a_question_that_is_none_changes_nothing(client: FlaskClient, asked_for: Any) -> None:
    answer = asked(client, "drawer-body.children", {"asked.data": asked_for, "url.pathname": "/", "url.search": ""})
    assert answer.status_code == 204
