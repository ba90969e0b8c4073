"""Days and times of the day."""

from __future__ import annotations

from lagebild.reading.calendar import period_spelled
from lagebild.reading.marks import TimexType
from lagebild.reading.times.found import Found, Meaning
from lagebild.reading.times.makers.anchoring import in_story, strictly, yearless

DATE, TIME = TimexType.DATE, TimexType.TIME

CENTURY_PIVOT = 50
"""Two digits below this are a year of the 2000s, others of the 1900s."""

DAY_PART_REACH = 3
"""Sentences after which `am Abend` no longer means the day told."""


def clock(found: Found) -> Meaning | None:
    """`20.30 Uhr`, `half past eight`, `8 Uhr abends`."""
    hour, minute = found.number("hour"), found.number("minute") or found.number("minute2") or 0
    if hour is None or hour > 24 or minute > 59:
        return None
    if found.has("half"):
        hour, minute = hour - 1, 30
    if found.has("to"):
        hour, minute = hour - 1, 60 - minute
    if found.text("part") in ("TAF", "TEV") and 0 < hour < 12:
        hour += 12
    if found.text("part") in ("TMO", "1") and hour == 12:
        hour = 0
    # A clock time belongs to a day named in its own sentence; lists of events name the day once, far above.
    return in_story(found, f"@T{hour:02}:{minute:02}", reach=0)


def daypart(found: Found) -> Meaning | None:
    """`am späten Nachmittag`, `vergangene Nacht`, `Mitternacht`."""
    part = found.text("part")
    shift = found.number("shift")
    if found.has("side"):
        return Meaning(TIME, f"D{found.number('side'):+} @{part}", "previous")
    if shift is None:
        return in_story(found, f"@{part}", reach=DAY_PART_REACH)
    if found.kind("shift") in ("same", "that"):
        return Meaning(TIME, f"D{shift:+} @{part}", "previous")
    return Meaning(TIME, f"D{shift:+} @{part}", "published")


def daypart_of_date(found: Found) -> Meaning | None:
    """`Morgen des 16. September`."""
    meaning = date(found)
    if meaning is None:
        return None
    return Meaning(TIME, f"{meaning.offset} @{found.text('part')}", meaning.anchor, tensed=meaning.tensed)


def date(found: Found) -> Meaning | None:
    """`Mittwoch, den 3. September 2025`, `19. Juni`, `16.` before `und 17. Juni`."""
    day, month = found.number("day"), found.number("month")
    if day is None or month is None or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    weekday = found.text("weekday") or ""
    part = " @" + weekday.partition(" ")[2] if " " in weekday else ""
    kind = TIME if part else DATE
    if found.has("year"):
        year = found.number("year") or 0
        if year < 100:
            year += 2000 if year < CENTURY_PIVOT else 1900
        offset = f"={year:04}-{month:02}-{day:02}"
        return None if period_spelled(offset[1:]) is None else Meaning(kind, offset + part, None)
    if period_spelled(f"2000-{month:02}-{day:02}") is None:
        return None
    return yearless(found, kind, f"{month:02}-{day:02}", part)


def date_end(found: Found) -> Meaning | None:
    """`June 16 and [17]`: a further day of the month just named."""
    day = found.number("day") or 0
    if not 1 <= day <= 31 or found.story.first is None or not found.story.is_fresh(found.sentence, 0):
        return None
    return Meaning(DATE, f"M+0 {day:02}", "previous")


def late_weekday(found: Found) -> Meaning | None:
    """`late on Wednesday` is its evening, `early Friday` its morning."""
    part = "TEV" if found.text("early") == "END" else "TMO"
    return Meaning(TIME, f"wd{found.number('weekday')} @{part}", "published", tensed=True)


def tonight(found: Found) -> Meaning | None:
    """`tonight`, `overnight`."""
    return Meaning(TIME, "D+0 @TNI", "published")


def eve(found: Found) -> Meaning | None:
    """`Nacht zum Donnerstag`: the night that begins on the day before."""
    if found.has("weekday") and not found.has("day"):
        shift = found.number("shift")
        base, tensed = f"wd{found.number('weekday')}{strictly(shift)}", not shift
    elif found.has("word"):
        base, tensed = f"D{found.number('word'):+}", False
    else:
        meaning = date(found)
        if meaning is None or meaning.offset is None:
            return None
        return Meaning(TIME, f"{meaning.offset} D-1 @TNI", meaning.anchor, tensed=meaning.tensed)
    return Meaning(TIME, f"{base} D-1 @TNI", "published", tensed=tensed)


def weekday(found: Found) -> Meaning | None:
    """`am Mittwoch`, `vergangenen Freitagnacht`, `Mittwoch vergangener Woche`, `Sonntag früh`."""
    number, _, glued = (found.text("weekday") or "").partition(" ")
    part = found.text("part") or glued
    time = f" @{part}" if part else ""
    kind = TIME if part else DATE
    if found.has("weekshift"):
        anchor = "previous" if found.kind("weekshift") == "same" else "published"
        return Meaning(kind, f"W{found.number('weekshift'):+} wd{number}{time}", anchor)
    shift = found.number("shift")
    if shift is None:
        return Meaning(kind, f"wd{number}{time}", "published", tensed=True)
    if found.kind("shift") == "same":
        return Meaning(kind, f"W+0 wd{number}{time}", "previous")
    if abs(shift) > 1 or shift == 0:
        return Meaning(kind, f"W{shift:+} wd{number}{time}", "published")
    return Meaning(kind, f"wd{number}{strictly(shift)}{time}", "published")


def day(found: Found) -> Meaning | None:
    """`gestern`, `heute früh`, `gestern am späten Abend`, `gestrigen Mittwochvormittag`."""
    shift = found.number("word")
    part = (found.text("part") or "").rpartition(" ")[2] or ("TMO" if found.has("dawn") else "")
    if part:
        return Meaning(TIME, f"D{shift:+} @{part}", "published")
    if shift == 0 and found.listed(found.word(-1), "still"):
        return Meaning(DATE, "now", "published", "PRESENT_REF")
    return Meaning(DATE, f"D{shift:+}", "published")
