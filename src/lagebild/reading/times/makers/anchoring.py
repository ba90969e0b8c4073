"""What days, periods and parts of the day share: from where they are counted."""

from __future__ import annotations

from lagebild.reading.marks import TimexType
from lagebild.reading.times.found import Found, Meaning

TIME = TimexType.TIME

_OF_THE_STORY = frozenset({"same", "that"})
"""Words that point back to the year last spoken of."""


def strictly(shift: int | None) -> str:
    """Return the mark of an offset that lies wholly before (`<`) or after (`>`) its anchor, "" without a shift."""
    return "" if not shift else "<" if shift < 0 else ">"


def in_story(found: Found, time: str, reach: int = 1) -> Meaning:
    """Return a time of the day the story last spoke of, or else of the article's day."""
    if found.story.is_day and found.story.is_fresh(found.sentence, reach):
        return Meaning(TIME, f"D+0 {time}", "previous")
    return Meaning(TIME, f"D+0 {time}", "published")


def yearless(found: Found, kind: TimexType, code: str, part: str) -> Meaning:
    """Return a part of the year whose year is shifted from now, told by the story, or decided by the tense."""
    if found.has("yearword"):
        return Meaning(kind, f"{found.text('yearword')} {code}{part}", "published")
    if found.has("ago"):
        return Meaning(kind, f"Y-{found.number('ago')} {code}{part}", "published")
    if found.has("yearshift"):
        anchor = "previous" if found.kind("yearshift") in _OF_THE_STORY else "published"
        return Meaning(kind, f"Y{found.number('yearshift'):+} {code}{part}", anchor)
    if found.has("shift"):
        shift, same = found.number("shift") or 0, found.kind("shift") in _OF_THE_STORY
        if shift == 0 or abs(shift) > 1:
            return Meaning(kind, f"Y{shift:+} {code}{part}", "previous" if same else "published")
        return Meaning(kind, f"{code}{strictly(shift)}{part}", "previous" if same else "published")
    return Meaning(kind, code + part, "published", tensed=True)
