"""Families of event types: deeds and words, for and against each other, as PLOVER's quadrants have it."""

from __future__ import annotations

from lagebild.reading.marks import EventType

FAMILIES: dict[str, tuple[EventType, ...]] = {
    "aid": (EventType.COOPERATE, EventType.AID, EventType.RETREAT),
    "talk": (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE),
    "demand": (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
    "force": (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT),
}
"""The types of each family, from the closest dealings to the most hostile; `family_FAMILY` is its label."""

FAMILY_OF_TYPE: dict[str, str] = {type.value: family for family, types in FAMILIES.items() for type in types}
"""The family of every type."""
