"""The first page of a case as its pages tell it, from no more facts than it needs."""

from __future__ import annotations

from lagebild.app.page import View
from lagebild.case.event_facts import deeds_of
from lagebild.case.facts import newest_expectations_in
from lagebild.system.facts import Facts
from lagebild.views.situation import EXPECTED_READ, SituationPart, news_events, situation_of
from lagebild.views.voices import LEAST_SURE_OUTLOOK


def situation_told(view: View) -> tuple[SituationPart, ...]:
    """Return the situation in words, of what passes the filters."""
    return view.once("situation", lambda: _situation(view))


def _situation(view: View) -> tuple[SituationPart, ...]:
    facts = view.facts if view.address.filters else _facts(view)
    return situation_of(view.case, facts, view.names, view.lang, view.system)


def _facts(view: View) -> Facts:
    """Return of the facts those that the situation is told from beside the system of the states."""
    return Facts(
        articles=view.articles,
        actors=view.actors,
        deeds=deeds_of(view.case.connection, news_events(view.case)),
        statements=(),
        flows=(),
        shares=(),
        sayings=(),
        expectations=newest_expectations_in(view.case, LEAST_SURE_OUTLOOK, EXPECTED_READ),
        memberships=(),
    )
