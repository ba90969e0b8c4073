"""The timeline for calendar programs: every event with a day as an entry of whole days (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lagebild.exports.clean import clean
from lagebild.exports.material import Material, places_of
from lagebild.reading.marks import Realis
from lagebild.system.facts import Deed, Evidence
from lagebild.version import __version__
from lagebild.views.labels import labels_in
from lagebild.views.report.wording import interval_words

if TYPE_CHECKING:
    from icalendar import Event

_STATUS = {Realis.REAL: "CONFIRMED", Realis.PLANNED: "TENTATIVE"}
_DAY = timedelta(days=1)
_UNKNOWN = date(1970, 1, 1)
"""Stamp of what only articles without any date tell: the calendar asks for one."""


def calendar_of(material: Material) -> tuple[bytes, dict[str, int], dict[str, int]]:
    """Return the calendar, the number of its entries, and how many events are left out for what reason.

    An entry lasts from the first to the last day that the event may have been on; its UID is the id of the event, so
    that a later export replaces it. Left out are events without a first or last day, and what is possible or denied.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//Lagebild//{__version__}//EN")
    calendar.add("version", "2.0")
    deeds = material.happening()
    dated = [deed for deed in deeds if deed.earliest is not None and deed.latest is not None]
    for deed in dated:
        calendar.add_component(_entry(material, deed))
    left_out = {
        "events without a day": len(deeds) - len(dated),
        "events that are only possible or denied": len(material.facts.deeds) - len(deeds),
    }
    return calendar.to_ical(), {"events": len(dated)}, left_out


def summary_of(material: Material, deed: Deed) -> str:
    """Return an event in a line: `Norwegen → Finnland: Hilfe`."""
    sides = (", ".join(map(material.name, side)) for side in (deed.sources, deed.targets))
    who, whom = sides
    what = labels_in(material.lang)[f"type_{deed.type}"]
    named = f"{who or '…'} → {whom}" if whom else who
    return clean(f"{named}: {what}" if named else what)


def sentences_of(material: Material, deed: Deed) -> list[str]:
    """Return the sentences that an event stands on, each with outlet, date and link of its article."""
    return [_sourced(material, place) for place in places_of(deed) if place in material.told]


def _entry(material: Material, deed: Deed) -> Event:
    from icalendar import Event

    entry = Event()
    assert deed.earliest is not None and deed.latest is not None
    entry.add("uid", f"{deed.event_id}@lagebild")
    entry.add("dtstamp", _stamp(material, deed))
    entry.add("dtstart", deed.earliest)
    entry.add("dtend", deed.latest + _DAY)  # the day after the last: RFC 5545, 3.6.1
    entry.add("summary", summary_of(material, deed))
    entry.add("status", _STATUS[Realis(deed.realis)])
    entry.add("categories", [deed.type])
    entry.add("transp", "TRANSPARENT")
    entry.add("description", "\n".join(sentences_of(material, deed)))
    if deed.event_id in material.places:
        entry.add("location", material.places[deed.event_id])
    links = (material.articles[place.article_id].link for place in places_of(deed) if place in material.told)
    link = next(filter(None, links), None)
    if link is not None:
        entry.add("url", link)
    return entry


def _stamp(material: Material, deed: Deed) -> datetime:
    """Return the last day on which an article told of the event: the clock of the export would change every file."""
    telling = (material.articles.get(report.evidence.article_id) for report in deed.reports)
    days = [day for one in telling if one is not None and (day := one.latest or one.earliest)]
    return datetime.combine(max(days, default=_UNKNOWN), time(), UTC)


def _sourced(material: Material, place: Evidence) -> str:
    told, article = material.told[place], material.articles[place.article_id]
    days = interval_words(article.earliest, article.latest, material.lang)
    return f"{clean(told.sentence)} ({', '.join(filter(None, (article.outlet or article.title, days, article.link)))})"
