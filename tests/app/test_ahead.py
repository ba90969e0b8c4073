"""After the start the server computes what first visits need: pages then find it, and it ends with the server."""

from __future__ import annotations

import threading

import pytest

from lagebild.app.ahead import compute_ahead
from lagebild.app.cases import OpenCases
from lagebild.case.case import Case


def unexpected() -> None:
    pytest.fail("computed again")


def test_a_first_visit_finds_what_was_computed_ahead(told_case: Case) -> None:
    cases = OpenCases([told_case.path])
    compute_ahead(cases, "en", threading.Event())
    with cases.opened("") as (snapshot, _):
        for key in ("articles", "actors", "kept signs", ("names", "en"), "review queue"):
            snapshot.once(key, unexpected)
    assert not cases.is_open


def test_nothing_begins_once_it_is_over_or_while_a_request_is_answered(told_case: Case) -> None:
    cases, is_over = OpenCases([told_case.path]), threading.Event()
    ahead = threading.Thread(target=compute_ahead, args=(cases, "en", is_over))
    with cases.opened("") as (snapshot, _):
        ahead.start()
        ahead.join(timeout=0.3)
        assert ahead.is_alive()
        assert snapshot.once("articles", dict) == {}
        is_over.set()
        ahead.join(timeout=10)
        assert not ahead.is_alive()
