"""The first page of a case as its pages tell it, from no more facts than it needs."""

from __future__ import annotations

from lagebild.app.page import View
from lagebild.views.situation import SituationPart, news_events, situation_of


def situation_told(view: View) -> tuple[SituationPart, ...]:
    """Return the situation in words, of what passes the filters."""
    return view.once("situation", lambda: _situation(view))


def _situation(view: View) -> tuple[SituationPart, ...]:
    facts = view.facts_with(lambda: news_events(view.case))
    return situation_of(view.case, facts, view.names, view.lang, view.system)
