"""Durations, sets and references."""

from __future__ import annotations

from lagebild.reading.marks import TimexType
from lagebild.reading.times.durations import duration_value
from lagebild.reading.times.found import Found, Meaning
from lagebild.reading.times.makers.anchoring import in_story

DATE, DURATION, SET = TimexType.DATE, TimexType.DURATION, TimexType.SET

SHORT_UNITS = frozenset({"SEC", "MIN", "HR"})
"""Units of speeds: `300 Kilometer pro Stunde` is no set of times."""

_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "past", "FUTURE_REF": "future"}
_SIGNS = {"vor": "-", "in": "+", "seit": "<"}


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
        if unit in SHORT_UNITS and not found.has("times") and not found.has("count"):
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


def these(found: Found) -> Meaning | None:
    """`in diesen Tagen`: the days around now; other units are a stretch the text has just told."""
    unit = found.text("unit") or ""
    if unit == "D":
        return Meaning(DATE, "now", "published", "PRESENT_REF")
    return Meaning(DURATION, None, None, duration_value("X", unit))


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


def hyphenated(found: Found) -> Meaning | None:
    """`two-day visit`."""
    return Meaning(DURATION, None, None, duration_value(found.text("count") or "", found.text("unit") or ""))


def whole(found: Found) -> Meaning | None:
    """`den ganzen Tag`, `die ganze Nacht`."""
    if found.has("part"):
        return in_story(found, f"@{found.text('part')}")
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


def _stretched(sign: str, value: str | None) -> str | None:
    """Return the offset of a duration placed by `sign`; a vague one has no length to place."""
    if value is None:
        return None
    return f"{sign}PX" if "X" in value else sign + value


def _is_age(found: Found, unit: str) -> bool:
    if unit != "Y":
        return False
    return (
        found.listed(found.word(-1), "age_before")
        or (found.listed(found.word(-2), "age_head") or found.listed(found.word(-3), "age_head"))
        or found.listed(found.word(0), "age_after")
        or (found.word(0) == "-" and found.listed(found.word(1), "age_after"))
    )
