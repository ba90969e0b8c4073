"""Whether a month or a weekday is the last or the next one, by what happens then: a deed is past, a plan is to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lagebild.reading.marks import EventMention, Realis, TimeExpression
from lagebild.reading.times.find import resolved
from lagebild.reading.times.placing import fixed, offset_parsed

_TO_COME = frozenset({Realis.PLANNED, Realis.HYPO})


def directed(
    times: Sequence[TimeExpression], events: Sequence[EventMention], published: date | None
) -> tuple[tuple[TimeExpression, ...], tuple[EventMention, ...]]:
    """Return both with the months of what has happened in the past and the weekdays of what is planned in the future.

    The verb of the clause is often another one's (`a strike was called for Friday`), or leaves open which of two
    Januaries is nearer. A direction that a verb tells as future stays for what is told as done, which may be a state
    that ends then; what is done cannot have happened after the article, and loses such days. In the annotated articles
    this mended 21 values and spoilt 5.
    """
    happening: dict[int, set[Realis]] = defaultdict(set)
    for event in events:
        if event.time_start is not None:
            happening[event.time_start].add(event.realis)
    told = {time.start: _directed(time, happening[time.start], published) for time in times}
    return tuple(told.values()), tuple(_dated(event, told, published) for event in events)


def _directed(time: TimeExpression, realis: set[Realis], published: date | None) -> TimeExpression:
    if not realis or time.offset is None or time.anchor != "published" or time.direction == "future":
        return time
    parsed = offset_parsed(time.offset)
    if parsed.is_part_of_year and realis == {Realis.REAL}:
        direction = "past"
    elif parsed.weekday is not None and realis <= _TO_COME:
        direction = "future"
    else:
        return time
    return resolved(replace(time, offset=fixed(time.offset), direction=direction), published, None)


def _dated(event: EventMention, told: dict[int, TimeExpression], published: date | None) -> EventMention:
    if event.time_start is None:
        return event
    time = told[event.time_start]
    if (
        event.realis is Realis.REAL
        and published is not None
        and time.earliest is not None
        and time.earliest > published
    ):
        return replace(event, earliest=None, latest=None)
    return replace(event, earliest=time.earliest, latest=time.latest)
