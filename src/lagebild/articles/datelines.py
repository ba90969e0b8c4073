"""Dates as pages print them beside an article: `11.10.2025 - 11:00 Uhr`, `3. September 2025`, `Nov 8, 2024`, ISO.

Only complete dates with day, month and year count; a numeric date that could be read both ways (`03/04/2025`) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lagebild.spans import Span

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan jän",
            "februar feber february feb febr",
            "märz maerz march mar mrz",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""German, Austrian and English month names and their abbreviations in lower case."""

OLDEST_YEAR = 1900
"""Earlier dates are not those of pages."""

_MONTH = r"(?P<month{n}>[A-Za-zä]{{3,9}})\.?"
_FORMS = "|".join(
    (
        r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})",
        r"(?P<d2>\d{1,2})\. ?(?P<m2>\d{1,2})\. ?(?P<y2>\d{4}|\d{2})(?![\d.])",
        r"(?P<d3>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?" + _MONTH.format(n=3) + r",? (?P<y3>\d{4})",
        _MONTH.format(n=4) + r" (?P<d4>\d{1,2})(?:st|nd|rd|th)?,? (?P<y4>\d{4})",
        r"(?P<a5>\d{1,2})/(?P<b5>\d{1,2})/(?P<y5>\d{4})",
        r"(?P<y6>\d{4})/(?P<m6>\d{2})/(?P<d6>\d{2})",
        r"(?P<d7>\d{1,2})-" + _MONTH.format(n=7) + r"-(?P<y7>\d{4})",
    )
)
# WordPress prints the day of publication and that of the last change without a space: `3. Mai 20244. Mai 2024`.
_DATE = re.compile(rf"(?<![\d.,/\w-])(?:{_FORMS})(?:(?!\d)|(?=\d{{1,2}}\.? [A-ZÄ]))")
_TIME = re.compile(
    r"\s*(?:[,|–—·-]|um|at|T)?\s*(?:\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?|\d{1,2} ?(?=Uhr|[ap]\.?m))"
    r"(?:\s*(?:Uhr|[ap]\.?m\.?(?![a-z])))?(?:\s*(?:GMT|UTC|MESZ|MEZ|CEST|CET|E[SD]T|P[SD]T|B?ST|Z|[+-]\d{2}:?\d{2}))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A complete date in the text; `span` covers the date, `end` also the time of day behind it."""

    span: Span
    end: int
    value: date


def printed_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Yield the complete dates of `text[start:end]` in order; linear."""
    stop = len(text) if end is None else end
    for match in _DATE.finditer(text, start, stop):
        value = _value_of({key[0] + key[-1]: group for key, group in match.groupdict().items() if group})
        if value is not None:
            time = _TIME.match(text, match.end(), stop)
            yield PrintedDate(Span(match.start(), match.end()), time.end() if time else match.end(), value)


def _value_of(groups: dict[str, str]) -> date | None:
    form = next(key[1] for key in groups)
    year = int(groups[f"y{form}"])
    if year < 100:
        year += 2000
    if form in "347":
        month = MONTHS.get(groups[f"m{form}"].casefold(), 0)
        day = int(groups[f"d{form}"])
    elif form == "5":
        first, second = int(groups["a5"]), int(groups["b5"])
        # Day first or month first: certain only if one of them can be no month, or both are the same.
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if first > 12 or first == second else (second, first)
    else:
        month, day = int(groups[f"m{form}"]), int(groups[f"d{form}"])
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if year >= OLDEST_YEAR else None
