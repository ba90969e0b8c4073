"""Weeks, months, seasons, years and longer, absolute or counted from now or from the story."""

from __future__ import annotations

from lagebild.reading.marks import TimexType
from lagebild.reading.times.durations import duration_value
from lagebild.reading.times.found import Found, Meaning
from lagebild.reading.times.makers.anchoring import strictly, yearless
from lagebild.reading.times.words import OTHER

DATE, DURATION = TimexType.DATE, TimexType.DURATION

FIRST_COMMON_YEAR, LAST_COMMON_YEAR = 1900, 2060
"""Bare four digits outside these are years only with a word of time before them, or when no noun follows."""

NOT_IN_THE_CALENDAR = frozenset({"SEC", "MIN", "HR", "ML"})
"""Units that are no periods of the calendar."""


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
    if any(map(found.has, ("yearshift", "shift", "yearword", "ago"))):
        return yearless(found, DATE, f"{number:02}", "")
    if found.listed(found.tokens.words[found.index("month") or 0], "months_and_names") and not found.has("part"):
        beside = _is_surname(found)
        # `may`, `Mai`, `August` may be somebody's name or a verb.
        if (beside or found.word(0)[:1].isupper()) and not found.before("fused", "in", "seit", "bis", "conj"):
            return None
        if not found.tokens.words[found.index("month") or 0][0].isupper():
            return None
    return yearless(found, DATE, f"{number:02}", "")


def season(found: Found) -> Meaning | None:
    """`Herbst 2011`, `vergangenen Sommer`, `Winter 2015/16`."""
    code = found.text("season") or ""
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}-{code}", None)
    if not found.has("shift") and (found.after("hyphen") or _is_surname(found)):
        return None
    return yearless(found, DATE, code, "")


def portion(found: Found) -> Meaning | None:
    """`erstes Quartal 2018`, `zweiten Jahreshälfte`, `erste Hälfte des Jahres`."""
    unit, number = "H" if found.has("half_of") else found.text("portion"), found.number("number") or 0
    if unit not in ("Q", "H") or not 1 <= number <= (4 if unit == "Q" else 2):
        return None
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')}-{unit}{number}", None)
    return yearless(found, DATE, f"{unit}{number}", "")


def feast(found: Found) -> Meaning | None:
    """`Weihnachten`, `Ostern 2014`, `Christi Himmelfahrt`."""
    code = found.text("feast") or "12-24"
    if (found.number("nth") or 1) > 1:
        if code != "12-25":
            return None
        code = "12-26"
    if found.has("year"):
        return Meaning(DATE, f"={found.number('year')} {code}{_eve(found)}", None)
    if found.after("hyphen"):
        return None
    return yearless(found, DATE, code + _eve(found), "")


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
    if unit in NOT_IN_THE_CALENDAR:
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
        return Meaning(DATE, "WE" + strictly(shift), "published")
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
    if unit in NOT_IN_THE_CALENDAR:
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


def _is_surname(found: Found) -> bool:
    """`Anna Winter`: right before stands a capital word that is none of time."""
    start = found.match.start()
    return start > 0 and found.word(-1)[0].isupper() and found.letters[start - 1] == OTHER


def _eve(found: Found) -> str:
    return f" {found.text('eve')}" if found.kind("eve") == "eve" else ""


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
