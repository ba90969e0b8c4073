"""From what a rule matched to what it means: one small function for each `make` of the rule tables.

The makers know no language: they read what the words stand for. Each returns None where the words make no sense as a
time (the 31st of June, 2500 as a count); then the next rule is tried.
"""

from __future__ import annotations

from collections.abc import Callable

from lagebild.reading.calendar import period_spelled
from lagebild.reading.marks import TimexType
from lagebild.reading.times.durations import duration_value
from lagebild.reading.times.found import Found, Meaning
from lagebild.reading.times.words import OTHER

Maker = Callable[[Found], Meaning | None]

CENTURY_PIVOT = 50
"""Two digits below this are a year of the 2000s, others of the 1900s."""

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET

DAY_PART_REACH = 3
"""Sentences after which `am Abend` no longer means the day told."""

FIRST_COMMON_YEAR, LAST_COMMON_YEAR = 1900, 2060
"""Bare four digits outside these are years only with a word of time before them, or when no noun follows."""

FINE_UNITS = frozenset({"SEC", "MIN", "HR", "ML"})
"""Units that are no periods of the calendar."""


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
    return _in_story(found, f"@T{hour:02}:{minute:02}", reach=0)


def daypart(found: Found) -> Meaning | None:
    """`am späten Nachmittag`, `vergangene Nacht`, `Mitternacht`."""
    part = found.text("part")
    shift = found.number("shift")
    if shift is None:
        return _in_story(found, f"@{part}", reach=DAY_PART_REACH)
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
    return _yearless(found, kind, f"{month:02}-{day:02}", part)


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


def hyphenated(found: Found) -> Meaning | None:
    """`two-day visit`."""
    return Meaning(DURATION, None, None, duration_value(found.text("count") or "", found.text("unit") or ""))


def eve(found: Found) -> Meaning | None:
    """`Nacht zum Donnerstag`: the night that begins on the day before."""
    if found.has("weekday") and not found.has("day"):
        shift = found.number("shift")
        base, tensed = f"wd{found.number('weekday')}{_strictly(shift)}", not shift
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
    return Meaning(kind, f"wd{number}{_strictly(shift)}{time}", "published")


def day(found: Found) -> Meaning | None:
    """`gestern`, `heute früh`, `gestern am späten Abend`, `gestrigen Mittwochvormittag`."""
    shift = found.number("word")
    part = (found.text("part") or "").rpartition(" ")[2] or ("TMO" if found.has("dawn") else "")
    if part:
        return Meaning(TIME, f"D{shift:+} @{part}", "published")
    if shift == 0 and found.listed(found.word(-1), "still"):
        return Meaning(DATE, "now", "published", "PRESENT_REF")
    return Meaning(DATE, f"D{shift:+}", "published")


def daily_part(found: Found) -> Meaning | None:
    """`jeden Abend`."""
    return Meaning(SET, None, None, f"XXXX-XX-XX{found.text('part')}")


def repeated(found: Found) -> Meaning | None:
    """`montags`, `nachts`."""
    part = found.text("part") or ""
    if found.has("weekdays"):
        return Meaning(SET, None, None, f"XXXX-WXX-{found.number('weekdays')}{part}")
    return Meaning(SET, None, None, f"XXXX-XX-XX{part}")


def every(found: Found) -> Meaning | None:
    """`jeden Montag`, `jedes zweite Jahr`, `alle 14 Tage`, `zweimal pro Woche`, `pro Jahr`."""
    if found.has("per") and not found.has("unit"):
        return Meaning(SET, None, None, duration_value("1", found.text("per") or ""))
    if found.has("unit"):
        unit = found.text("unit") or ""
        if unit in FINE_UNITS and not found.has("times") and not found.has("count"):
            return None
        count = found.text("count") or found.text("ord") or "1"
        return Meaning(SET, None, None, duration_value(count, unit))
    if found.has("weekday"):
        nth = found.number("ord") or 1
        return Meaning(SET, None, None, f"XXXX-WXX-{found.text('weekday')}" if nth == 1 else f"P{nth}W")
    if found.has("month"):
        return Meaning(SET, None, None, f"XXXX-{found.number('month'):02}")
    return Meaning(SET, None, None, f"XXXX-{found.text('season')}")


def setword(found: Found) -> Meaning | None:
    """`täglich`, `monatlichen`."""
    value = found.text("word")
    return Meaning(SET, None, None, value) if value else None


def decade(found: Found) -> Meaning | None:
    """`Ende der 1990er-Jahre`, `50er Jahre`, `Siebzigerjahre`."""
    number = found.number("decade") or 0
    if found.kind("decade") in ("decade", "decadestem"):
        return Meaning(DATE, f"={number}", None)
    if number % 10:
        return None
    return Meaning(DATE, f"={number // 10 if number >= 100 else 190 + number // 10}", None)


def century(found: Found) -> Meaning | None:
    """`20. Jahrhundert`, `drittes Jahrhundert v. Chr.`"""
    number = found.number("number") or 0
    if not 1 <= number <= 30:
        return None
    if (found.number("era") or 1) < 0 or found.kind("era") == "vor":
        return Meaning(DATE, None, None, f"BC{number - 1:02}")
    return Meaning(DATE, f"={number - 1:02}", None)


def month(found: Found) -> Meaning | None:
    """`Ende Oktober 2024`, `Juli dieses Jahres`, `vergangenen Mai`, `September`."""
    number = found.number("month") or 0
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}-{number:02}", None)
    if found.has("yearshift") or found.has("shift"):
        return _yearless(found, DATE, f"{number:02}", "")
    if found.listed(found.tokens.words[found.index("month") or 0], "months_and_names") and not found.has("part"):
        beside = _is_surname(found)
        # `may`, `Mai`, `August` may be somebody's name or a verb.
        if (beside or found.word(0)[:1].isupper()) and not found.before("fused", "in", "seit", "bis", "conj"):
            return None
        if not found.tokens.words[found.index("month") or 0][0].isupper():
            return None
    return _yearless(found, DATE, f"{number:02}", "")


def season(found: Found) -> Meaning | None:
    """`Herbst 2011`, `vergangenen Sommer`, `Winter 2015/16`."""
    code = found.text("season") or ""
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}-{code}", None)
    if not found.has("shift") and (found.after("hyphen") or _is_surname(found)):
        return None
    return _yearless(found, DATE, code, "")


def _is_surname(found: Found) -> bool:
    """`Anna Winter`: right before stands a capital word that is none of time."""
    start = found.match.start()
    return start > 0 and found.word(-1)[0].isupper() and found.letters[start - 1] == OTHER


def portion(found: Found) -> Meaning | None:
    """`erstes Quartal 2018`, `zweiten Jahreshälfte`, `erste Hälfte des Jahres`."""
    unit, number = "H" if found.has("half_of") else found.text("portion"), found.number("number") or 0
    if unit not in ("Q", "H") or not 1 <= number <= (4 if unit == "Q" else 2):
        return None
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}-{unit}{number}", None)
    return _yearless(found, DATE, f"{unit}{number}", "")


def feast(found: Found) -> Meaning | None:
    """`Weihnachten`, `Ostern 2014`, `Christi Himmelfahrt`."""
    code = found.text("feast") or "12-24"
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')} {code}{_eve(found)}", None)
    if found.after("hyphen"):
        return None
    return _yearless(found, DATE, code + _eve(found), "")


def _eve(found: Found) -> str:
    return f" {found.text('eve')}" if found.kind("eve") == "eve" else ""


def era(found: Found) -> Meaning | None:
    """`44 v. Chr.`"""
    number = found.number("number") or 0
    if (found.number("era") or -1) < 0 or found.kind("era") == "vor":
        return Meaning(DATE, None, None, f"BC{number:04}")
    return Meaning(DATE, f"={number:04}", None)


def year(found: Found) -> Meaning | None:
    """`2009`, `Anfang 2013`, `Jahr 2011`, `1925/26`; not `2500 Soldaten`."""
    number = found.number("number") or 0
    if found.match.end() - found.match.start() == 1 and _counts(found, number):
        return None
    until = found.number("until")
    if until is not None and found.kind("until") == "digits" and until != (number + 1) % 100:
        return None
    return Meaning(DATE, f"={number:04}", None)


def year_end(found: Found) -> Meaning | None:
    """`1939-45`: the last two digits."""
    start = found.match.start() - 2
    entry = found.words.classified(found.tokens.words[start])
    first = int(entry[1]) if entry is not None else 0
    last = first // 100 * 100 + (found.number("number") or 0)
    return Meaning(DATE, f"={last:04}", None) if last > first else None


def relative(found: Found) -> Meaning | None:
    """`der kommenden Woche`, `vergangenes Jahr`, `selben Tag`, `Ende des Jahres`, `vergangenen Wochenende`."""
    unit = found.text("unit") or ""
    if unit in FINE_UNITS:
        return None
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}", None) if unit == "Y" else None
    shift, kind = found.number("shift") or 0, found.kind("shift")
    if kind in ("same", "that") or (unit == "D" and kind == "this"):
        return Meaning(DATE, f"{unit}{shift:+}", "previous")
    if unit == "D" and shift == 1 and found.story.is_day and found.story.is_fresh(found.sentence):
        return Meaning(DATE, "D+1", "previous")
    if unit == "D" and kind is None:
        return None
    if unit == "D" and shift == -1:
        # `am letzten Tag`: of what, the text would have to say.
        return Meaning(DATE, "D+0", "unknown")
    if unit == "WE" and shift in (-1, 1):
        return Meaning(DATE, "WE" + _strictly(shift), "published")
    return Meaning(DATE, f"{unit}{shift:+}", "published")


def nth(found: Found) -> Meaning | None:
    """`der dritten Woche`: which one, the text would have to say."""
    unit = found.text("unit") or ""
    if unit not in ("D", "W", "M", "Y", "WE"):
        return None
    if found.kind("number") == "digits" and not found.before("fused", "in", "det"):
        return None
    if found.kind("number") == "digits" and not found.letters_have(found.index("number"), "dot", "point"):
        return None
    return Meaning(DATE, f"{unit}+0", "unknown")


def later(found: Found) -> Meaning | None:
    """`zwei Tage später`, `ein halbes Jahr zuvor`, `am Tag darauf`, `Jahre später`; not `drei Tage früher als`."""
    if found.listed(found.word(0), "compared"):
        return None
    side = found.number("side") or (1 if found.text("side2") == "END" else -1)
    unit = found.text("unit") or found.text("unknown") or ""
    count = 1.0 if not found.has("count") and not found.has("unknown") else found.get("count")
    if not unit or (not found.has("count") and not found.has("unknown") and found.kind("unit") in ("units", "years")):
        return None
    if not isinstance(count, int | float):
        return Meaning(DURATION, f"{'+' if side > 0 else '-'}PX", "previous", duration_value("X", unit))
    if found.has("half"):
        count = 0.5 if count == 1 else count
    if unit in FINE_UNITS:
        return Meaning(DURATION, None, None, duration_value(f"{count:g}", unit))
    if count % 1:
        unit, count = {"Y": ("M", count * 12), "M": ("D", count * 30), "W": ("D", count * 7)}.get(unit, (unit, count))
    if unit == "H":
        unit, count = "M", count * 6
    return Meaning(DATE, f"{unit}{side * round(count):+}", "previous")


def unitword(found: Found) -> Meaning | None:
    """`Vorjahr`, `Jahresende`, `heuer`, `am Vortag`."""
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}", None)
    anchor = "previous" if found.kind("word") == "nextword" else "published"
    return Meaning(DATE, found.text("word"), anchor)


def weekend(found: Found) -> Meaning | None:
    """`am Wochenende`."""
    return Meaning(DATE, "WE", "published", tensed=True)


def these(found: Found) -> Meaning | None:
    """`in diesen Tagen`: the days around now; other units are a stretch the text has just told."""
    unit = found.text("unit") or ""
    if unit == "D":
        return Meaning(DATE, "now", "published", "PRESENT_REF")
    return Meaning(DURATION, None, None, duration_value("X", unit))


def window(found: Found) -> Meaning | None:
    """`den vergangenen zwei Jahrzehnten`, `den nächsten Tagen`: a duration that ends or begins now."""
    shift = found.number("shift") or 0
    unit = found.text("unit") or ""
    if found.kind("shift") == "same" and shift == 0:
        return None
    if found.kind("unit") == "unit" and unit != "DE":
        return None
    count = found.text("count") or "X"
    if found.has("half"):
        count = "0.5"
    value = duration_value(count, unit)
    anchor = "previous" if found.kind("shift") == "same" else "published"
    if shift == 0:
        return Meaning(DURATION, None, None, value)
    return Meaning(DURATION, _stretched("<" if shift < 0 else ">", value), anchor, value)


def duration(found: Found) -> Meaning | None:
    """`drei Jahre`, `mehrere Monate`, `ein halbes Jahr`; with `vor`, `in`, `seit` before it also placed."""
    unit = found.text("unit") or ""
    count = found.text("count") or "X"
    if found.has("half") and count in ("X", "1"):
        count = "0.5"
    elif found.has("half") and count != "X":
        count = f"{float(count) + 0.5:g}"
    if found.has("decimals"):
        count = f"{count}.{found.text('decimals')}"
    if found.kind("count") == "one" and found.kind("unit") in ("units", "years"):
        return None
    if count == "0" or (found.kind("count") in ("digits", "number") and _is_age(found, unit)):
        return None
    value = duration_value(count, unit)
    sign = next((sign for name, sign in _SIGNS.items() if found.before(name)), None)
    if found.has("ago"):
        sign = "-"
    if sign is None or value is None:
        return Meaning(DURATION, None, None, value)
    return Meaning(DURATION, _stretched(sign, value), "published", value)


def whole(found: Found) -> Meaning | None:
    """`den ganzen Tag`, `die ganze Nacht`."""
    if found.has("part"):
        return _in_story(found, f"@{found.text('part')}")
    return Meaning(DURATION, None, None, duration_value("1", found.text("unit") or ""))


def span(found: Found) -> Meaning | None:
    """`dreitägigen Besuch`, `100-jähriges Bestehen`; not `14-jährige Schülerin`."""
    following = found.word(0)
    if found.has("count"):
        count, unit = found.text("count") or "", found.text("unit") or ""
        index, digits = found.index("unit") or 0, True
    else:
        count, unit = (found.text("word") or "").split(" ")
        index, digits = found.index("word") or 0, False
    if found.tokens.words[index][0].isupper() and index > 0:
        return None
    if unit == "Y":
        if found.listed(following, "persons"):
            return None
        lasting = following.lower().endswith(tuple(found.words.lists.get("lasting", ())))
        if digits and not lasting and not found.has("approx"):
            return None
    return Meaning(DURATION, None, None, duration_value(count, unit))


def longword(found: Found) -> Meaning | None:
    """`jahrelang`, `mehrtägige`."""
    return Meaning(DURATION, None, None, found.text("word"))


def reference(found: Found) -> Meaning | None:
    """`jetzt`, `kürzlich`, `damals`, `ehemalige`, `in Zukunft`."""
    value = found.text("word") or ("PAST_REF" if found.has("past") else "PRESENT_REF")
    if found.kind("word") == "then":
        return Meaning(DATE, "now", "previous", value)
    return Meaning(DATE, _REFERENCES[value], "published", value)


def vague_past(found: Found) -> Meaning | None:
    """`vor kurzer Zeit`, `seit langem`, `in nächster Zeit`."""
    ahead = found.listed(found.tokens.words[found.index("adjective") or 0], "ahead")
    value = "FUTURE_REF" if ahead else "PAST_REF"
    return Meaning(DATE, _REFERENCES[value], "published", value)


def formerly(found: Found) -> Meaning | None:
    """`Früher war …`: only where it opens the sentence; elsewhere it mostly compares."""
    if found.match.start() > 0 or found.listed(found.word(0), "compared"):
        return None
    return Meaning(DATE, "past", "published", "PAST_REF")


_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "past", "FUTURE_REF": "future"}
_SIGNS = {"vor": "-", "in": "+", "seit": "<"}


def _strictly(shift: int | None) -> str:
    return "" if not shift else "<" if shift < 0 else ">"


def _stretched(sign: str, value: str | None) -> str | None:
    """Return the offset of a duration placed by `sign`; a vague one has no length to place."""
    if value is None:
        return None
    return f"{sign}PX" if "X" in value else sign + value


def _in_story(found: Found, time: str, reach: int = 1) -> Meaning:
    """Return a time of the day the story last spoke of, or else of the article's day."""
    if found.story.is_day and found.story.is_fresh(found.sentence, reach):
        return Meaning(TIME, f"D+0 {time}", "previous")
    return Meaning(TIME, f"D+0 {time}", "published")


def _yearless(found: Found, kind: TimexType, code: str, part: str) -> Meaning:
    """Return a part of the year whose year is shifted from now, told by the story, or decided by the tense."""
    if found.has("yearshift"):
        anchor = "previous" if found.kind("yearshift") == "same" else "published"
        return Meaning(kind, f"Y{found.number('yearshift'):+} {code}{part}", anchor)
    if found.has("shift"):
        shift, same = found.number("shift") or 0, found.kind("shift") == "same"
        if shift == 0 or abs(shift) > 1:
            return Meaning(kind, f"Y{shift:+} {code}{part}", "previous" if same else "published")
        return Meaning(kind, f"{code}{_strictly(shift)}{part}", "previous" if same else "published")
    return Meaning(kind, code + part, "published", tensed=True)


def _is_age(found: Found, unit: str) -> bool:
    if unit != "Y":
        return False
    return (
        found.listed(found.word(-1), "age_before")
        or (found.listed(found.word(-2), "age_head") or found.listed(found.word(-3), "age_head"))
        or found.listed(found.word(0), "age_after")
        or (found.word(0) == "-" and found.listed(found.word(1), "age_after"))
    )


def _counts(found: Found, number: int) -> bool:
    """Return whether a bare four-digit number counts something and is no year."""
    following, preceding = found.word(0), found.word(-1)
    if found.listed(following, "counted") or following in ("%", "€", "$") or preceding in ("€", "$", "£", "%"):
        return True
    if found.before("approx", "than", "ueber", "number", "point", "manydigits") or found.after("point", "number"):
        return True
    start = found.match.start()
    if found.before("hyphen", "slash", "colon") and start > 1 and not found.tokens.words[start - 2][0].isdecimal():
        return True
    if found.tokens.starts[start] == (found.tokens.ends[start - 1] if start else -1) and preceding in (".", ",", ":"):
        return True
    noun = following[:1].isupper() and not found.after("fused", "in", "von", "uhr")
    if number % 100 == 0 and found.before("auf"):
        return True
    if number < FIRST_COMMON_YEAR:
        opens = start == 0 and following[:1].islower()
        return noun or not (opens or found.before("fused", "um", "seit", "bis", "in", "nach") or preceding == "(")
    return noun and (number % 100 == 0 or number > LAST_COMMON_YEAR)


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        clock, daypart, daypart_of_date, date, date_end, late_weekday, tonight, hyphenated, eve, weekday, day,
        daily_part, repeated, every, setword, decade, century, month, season, portion, feast, era, year,
        year_end, relative, nth, later, unitword, weekend, these, window, duration, whole, span, longword, reference,
        vague_past, formerly,
    )
}  # fmt: skip
"""The makers by the names the rule tables use."""
