"""Events: the reports of one event found among the event mentions of all articles.

What enters: event mentions with their sides (actors), days, words and the vectors of their sentences. What leaves:
which mentions are one event, how sure that is and why, and what the event is by all its reports. Guaranteed: a pure
function of the set of mentions, in time that grows about as their number; no mention is changed.
"""

from lagebild.merging.events.blocks import keys_of, pairs_met, pairs_of
from lagebild.merging.events.clusters import (
    LARGEST_COMPONENT,
    LINKED,
    RAISED,
    Pairs,
    among,
    clusters_of,
    completed,
    components,
)
from lagebild.merging.events.event import Event, EventMember, Member, event_of, members_of
from lagebild.merging.events.likeness import Comparable, comparable, log_odds
from lagebild.merging.events.reports import Reports, Side, Told, reports_of
from lagebild.merging.events.reviewed import groups_said, joined, set_apart

__all__ = [
    "LARGEST_COMPONENT",
    "LINKED",
    "RAISED",
    "Comparable",
    "Event",
    "EventMember",
    "Member",
    "Pairs",
    "Reports",
    "Side",
    "Told",
    "among",
    "clusters_of",
    "comparable",
    "completed",
    "components",
    "event_of",
    "groups_said",
    "joined",
    "keys_of",
    "log_odds",
    "members_of",
    "pairs_met",
    "pairs_of",
    "reports_of",
    "set_apart",
]
