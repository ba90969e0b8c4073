"""From what a rule matched to what it means: one small function for each `make` of the rule tables.

The makers know no language: they read what the words stand for. Each returns None where the words make no sense as a
time (the 31st of June, 2500 as a count); then the next rule is tried.
"""

from __future__ import annotations

from collections.abc import Callable

from lagebild.reading.times.found import Found, Meaning
from lagebild.reading.times.makers import days, periods, spans

Maker = Callable[[Found], Meaning | None]

_MAKERS: tuple[Maker, ...] = (
    days.clock,
    days.daypart,
    days.daypart_of_date,
    days.date,
    days.date_end,
    days.late_weekday,
    days.tonight,
    days.eve,
    days.weekday,
    days.day,
    periods.decade,
    periods.century,
    periods.month,
    periods.season,
    periods.portion,
    periods.feast,
    periods.era,
    periods.year,
    periods.year_end,
    periods.relative,
    periods.nth,
    periods.later,
    periods.unitword,
    periods.weekend,
    spans.daily_part,
    spans.repeated,
    spans.every,
    spans.setword,
    spans.window,
    spans.these,
    spans.duration,
    spans.hyphenated,
    spans.whole,
    spans.span,
    spans.longword,
    spans.reference,
    spans.vague_past,
    spans.formerly,
)

MAKERS: dict[str, Maker] = {maker.__name__: maker for maker in _MAKERS}
"""The makers by the names the rule tables use."""
