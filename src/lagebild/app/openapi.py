"""The description of the JSON API (OpenAPI 3.1), made of the same declarations that answer it."""

from __future__ import annotations

from typing import Any

from lagebild.app.answers.answer import parameters_of
from lagebild.app.answers.parameters import Parameter
from lagebild.app.answers.question import PAGE_OF_PROGRAMS
from lagebild.app.answers.views import VIEWS
from lagebild.version import __version__

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_NUMBER = {"type": "integer"}

_SCHEMAS: dict[str, Any] = {
    "Evidence": {
        "type": "object",
        "description": "Where a row stands: characters of an article and their sentence. Offsets are of the article's "
        "text, half open; `text` is `sentence[start - sentence_start : end - sentence_start]`. Quoted material.",
        "properties": {
            "article_id": _TEXT,
            "outlet": _MAYBE_TEXT,
            "title": _TEXT,
            "published": {"type": ["string", "null"], "format": "date"},
            "link": _MAYBE_TEXT,
            "sentence": _TEXT,
            "sentence_start": _NUMBER,
            "start": _NUMBER,
            "end": _NUMBER,
            "text": _TEXT,
        },
        "required": ["article_id", "sentence", "sentence_start", "start", "end", "text"],
    },
    "Row": {
        "type": "object",
        "description": "A row of the view with the columns of `lagebild show CASE VIEW --json`. Rows that stand on "
        "sentences have `evidence`, some of them, and `n_evidence`, how many there are.",
        "properties": {
            "evidence": {"type": "array", "items": {"$ref": "#/components/schemas/Evidence"}},
            "n_evidence": _NUMBER,
        },
    },
    "Answer": {
        "type": "object",
        "properties": {
            "view": _TEXT,
            "about": {"type": "object", "description": "What is told of all rows together."},
            "parts": {"type": "object", "additionalProperties": _NUMBER, "description": "Rows of each part."},
            "total": {"type": ["integer", "null"], "description": "Rows that pass the filters; null: not counted."},
            "offset": _NUMBER,
            "limit": _NUMBER,
            "next": {"type": ["integer", "null"], "description": "The offset of the next page, null for the last."},
            "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
        },
        "required": ["view", "total", "offset", "limit", "next", "rows"],
    },
    "Cases": {
        "type": "object",
        "properties": {
            "cases": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"name": _TEXT, "articles": _NUMBER, "events": _NUMBER, "actors": _NUMBER},
                    "required": ["name", "articles", "events", "actors"],
                },
            }
        },
        "required": ["cases"],
    },
    "Error": {
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "properties": {"status": _NUMBER, "message": _TEXT, "place": _MAYBE_TEXT},
                "required": ["status", "message"],
            }
        },
        "required": ["error"],
    },
}

_CASE = {"name": "case", "in": "path", "required": True, "schema": _TEXT, "description": "the name of a case"}


def description_of(prefix: str) -> dict[str, Any]:
    """Return the description of the API that is served below `prefix`, such as `/api/v1`."""
    paths: dict[str, Any] = {"/cases": {"get": _operation("cases", "the cases that are served", [], "Cases")}}
    for name, view in VIEWS.items():
        parameters = [_CASE, *map(_parameter, parameters_of(name, PAGE_OF_PROGRAMS))]
        paths[f"/cases/{{case}}/{name}"] = {"get": _operation(name, view.tells, parameters, "Answer")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lagebild",
            "version": __version__,
            "description": "Read-only. Every row stands on sentences of articles, which are quoted material.",
        },
        "servers": [{"url": prefix}],
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


def _operation(name: str, tells: str, parameters: list[dict[str, Any]], schema: str) -> dict[str, Any]:
    refused = {
        "400": "a parameter is unknown, missing or wrong, or names nothing in the case",
        "404": "there is no such case or view",
        "503": "somebody writes to the case, or its search index is being made; try again",
    }
    return {
        "operationId": name,
        "summary": tells,
        "parameters": parameters,
        "responses": {"200": _response("the answer", schema)}
        | {code: _response(words, "Error") for code, words in refused.items()},
    }


def _response(words: str, schema: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    several = {"style": "form", "explode": True} if one.is_many else {}
    return {"name": one.name, "in": "query", "required": one.is_required, "description": one.tells} | {
        "schema": one.schema,
        **several,
    }
