"""Months on the axis of a figure: what is done above, what is said below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from lagebild.system.periods import number_of, period_of
from lagebild.views.labels import labels_in
from lagebild.views.swings import month_words

LONGEST_SILENCE = 24
"""Months without anything told, beyond which the picture begins anew, so that an old treaty does not press the rest."""
MOST_TICKS = 12
"""Names of months that fit side by side on a narrow page."""


class OfMonth(Protocol):
    """Whatever is told of a month (ISO)."""

    @property
    def period(self) -> str:
        """The month."""
        ...


M = TypeVar("M", bound=OfMonth)


def last_stretch(months: Sequence[M]) -> list[M]:
    """Return the months since the last silence that was too long to draw."""
    begin = 0
    for at, (before, after) in enumerate(pairwise(months), 1):
        if number_of(after.period) - number_of(before.period) > LONGEST_SILENCE:
            begin = at
    return list(months[begin:])


def month_axes(first: int, last: int, done_from: float, said_to: float, lang: str) -> dict[str, Any]:
    """Return the axes of months `first` and those up to `last` after it; what is said goes from hostile to allied.

    The upper part begins at `done_from` of the height, the lower one ends at `said_to`.
    """
    t = labels_in(lang)
    ticks = list(range(0, last + 1, -(-(last + 1) // MOST_TICKS)))
    return {
        "xaxis": {
            "anchor": "y2",
            "tickmode": "array",
            "tickvals": ticks,
            "ticktext": [month_words(period_of(first + place), lang, short=True) for place in ticks],
            "range": [-0.6, last + 0.6],
            "showgrid": False,
        },
        "yaxis": {"domain": [done_from, 1]},
        "yaxis2": {
            "domain": [0, said_to],
            "range": [-2.3, 2.3],
            "tickvals": [-2, 0, 2],
            "ticktext": [t["hostile_end"], "0", t["allied_end"]],
            "title": {"text": t["said_value"], "font": {"size": 12}},
        },
    }
