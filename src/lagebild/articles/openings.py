"""The line of place and day that reports of agencies and correspondents open with: `Brüssel, 4. Februar 2025.`

Recognised by shape alone, at the very beginning of a passage: a capitalised place, an agency in brackets or none, a
date with its day, and a sign that ends the line. So no sentence that merely names a place and a day is taken for one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.articles.article import UNREAD_ZONES, Passage
from lagebild.articles.datelines import MONTHS, printed_dates
from lagebild.spans import Span

OPENING_PASSAGES = 4
"""Passages at the beginning, furniture left out, that may open so: headline and teaser stand before the report."""
PLANNED_AHEAD = timedelta(days=366)
"""How far after its own day a report commonly names full dates; one that names later ones opens with a scene of old."""
LONGEST = 120
"""Characters of such a line at most."""

_WEEKDAYS = (
    *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "mo", "di", "mi", "do", "fr"),
    *("sa", "so", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues"),
    *("wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
)
_NO_PLACES = frozenset([*_WEEKDAYS, *MONTHS])
_NO_BEGINNINGS = frozenset(["stand", "update", "seit", "since", "am", "on", "im", "in", "bis", "until", "vom", "from"])
_WORD = r"[^\W\d_a-zäöü][\w.'’-]*"
_PLACE = rf"{_WORD}(?:(?:[ /]|, ?)(?:(?:am|an der|im|ob der|bei|de|del|do|la|le|of|on|upon|sur) )?{_WORD}){{0,4}}?"
_AGENCY = r"\([^()\n]{1,40}\)"
_WEEKDAY = rf"(?:(?i:{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b\.?,? )?"
_BRACKET = r" \((?:[^()\n]{1,40}, ?)??"
_BEFORE = re.compile(
    rf"(?P<place>{_PLACE})(?:,| {_AGENCY},?|{_BRACKET})\s?(?:(?:den|dem|am) )?{_WEEKDAY}(?:(?:den|dem) )?"
    r"(?=\d|[A-Za-zä]{3,9}\.? \d)"
)
_AFTER = re.compile(rf"\)?(?:,? ?{_AGENCY})?(?: ?[–—-]+(?=\s)|[.:|](?=\s)|[.:|]?(?=\n|\Z))")
_SOURCED = re.compile(rf"{_PLACE},? {_AGENCY} ?[–—-]+(?=\s)")
_YEARLESS = re.compile(
    r"(?P<d1>\d{1,2})\. ?(?P<m1>[A-Za-zä]{3,9})\b\.?|(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>\d{1,2})\b"
    r"|(?P<d3>\d{1,2}) (?P<m3>[A-Za-z]{3,9})\b\.?"
)
_LEAP_YEAR = 2024
"""A year that has every day a date without its year can name."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The day an article opens with: `span` is the date in the text, `value` None where the line omits the year."""

    span: Span
    value: date | None


def stated_opening(text: str, passages: Sequence[Passage]) -> Opening | None:
    """Return the full date that one of the first passages opens with, None if there is none or the story is later."""
    read = [passage for passage in passages if passage.zone not in UNREAD_ZONES][:OPENING_PASSAGES]
    found = next((o for p in read if (o := opening_at(text, p.start, p.end)) and o.value), None)
    if found is None or found.value is None:
        return None
    latest = found.value + PLANNED_AHEAD
    return None if any(told.value > latest for told in printed_dates(text, found.span.end)) else found


def opening_at(text: str, start: int, end: int | None = None) -> Opening | None:
    """Return the line of place and day at `start`, None if there is none; looks at no character behind `end`."""
    stop = min(len(text) if end is None else end, start + LONGEST)
    before = _BEFORE.match(text, start, stop)
    if before is None or not _can_be_place(before["place"]):
        return None
    found = _full_date(text, before.end(), stop) or _yearless_date(text, before.end(), stop)
    if found is None or _AFTER.match(text, found[1]) is None:
        return None
    return found[0]


def opening_line_end(text: str, start: int, end: int) -> int | None:
    """Return where the line of place, agency and day at `start` ends, also one without a day: `Berlin (dpa) –`."""
    dated = opening_at(text, start, end)
    if dated is not None:
        after = _AFTER.match(text, dated.span.end)
        return after.end() if after else dated.span.end
    sourced = _SOURCED.match(text, start, min(end, start + LONGEST))
    return sourced.end() if sourced else None


def _can_be_place(name: str) -> bool:
    words = [word.casefold().strip(".,") for word in name.split()]
    return words[0] not in _NO_BEGINNINGS and _NO_PLACES.isdisjoint(words)


def _full_date(text: str, start: int, stop: int) -> tuple[Opening, int] | None:
    """Return a date with its year at `start`, and where the time of day behind it ends."""
    printed = next(printed_dates(text, start, stop), None)
    if printed is None or printed.span.start != start:
        return None
    return Opening(printed.span, printed.value), printed.end


def _yearless_date(text: str, start: int, stop: int) -> tuple[Opening, int] | None:
    match = _YEARLESS.match(text, start, stop)
    if match is None:
        return None
    groups = {key[0]: group for key, group in match.groupdict().items() if group}
    month, day = MONTHS.get(groups["m"].casefold()), int(groups["d"])
    if month is None or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return None
    # The dot of `Genf, 3. Mai.` ends the line; it belongs to no abbreviated month.
    last = match.end() - 1 if match.group().endswith(".") else match.end()
    return Opening(Span(start, last), None), last
