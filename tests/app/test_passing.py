"""Of the events of a case only those are read that may pass filters: what is seen is the same as of all."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.app import cases as cases_module
from lagebild.app.cases import OpenCases
from lagebild.app.filters import AUTHOR, Filters, facts_seen, outlets_of
from lagebild.case.case import Case


def test_what_is_read_apart_is_what_passes_of_all(told_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases_module, "MOST_READ_APART", 1.0)
    cases = OpenCases([told_case.path])
    with cases.opened("") as (snapshot, case):
        facts = snapshot.facts(case)
        assert facts.deeds
        actors = tuple({side for deed in facts.deeds for side in (*deed.sources, *deed.targets)})
        speakers = tuple({one.speaker for one in facts.sayings if one.speaker})
        days = sorted(day for deed in facts.deeds if (day := deed.earliest)) or [date(2025, 1, 1)]
        for filters in (
            Filters(since=days[len(days) // 2]),
            Filters(until=days[len(days) // 2]),
            Filters(since=days[0], until=days[-1], actors=actors[:1]),
            Filters(outlets=tuple(outlets_of(facts.articles)[:1])),
            Filters(langs=("de",)),
            Filters(holders=speakers[:1]),
            Filters(holders=(AUTHOR,)),
            Filters(realis=("real",), min_confidence=0.5),
        ):
            assert snapshot.seen(case, filters) == facts_seen(facts, filters), filters
