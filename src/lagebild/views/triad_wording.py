"""The words of triangles and signed networks: signs, sides, roles, figures and months in one language."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from lagebild.system.balance import Pair
from lagebild.system.signs import Sign
from lagebild.system.triads import Phase, Tie, TriadMonth
from lagebild.system.triangles import Figure, Role
from lagebild.views.dependence import NOT_TOLD, THIN_SIGN
from lagebild.views.labels import labels_in
from lagebild.views.report.wording import interval_words, number_words

SIGNS: Mapping[Sign | None, str] = {"+": "+", "-": "−", "0": "0", None: NOT_TOLD}
"""Signs as they are printed."""


class TriadWording:
    """Words for triangles in one language; actors are given by id, `names` are theirs."""

    def __init__(self, names: Mapping[str, str], lang: str) -> None:
        self.labels = labels_in(lang)
        self._lang = lang
        self._names = names

    def name(self, actor_id: str) -> str:
        """Return what an actor is called."""
        return self._names.get(actor_id, actor_id)

    def pair(self, pair: Pair) -> str:
        """Return two actors: `China – Japan`."""
        return " – ".join(map(self.name, pair))

    def change(self, tie: Pair, before: Sign, after: Sign) -> str:
        """Return a change of sign: `China – Japan: − → +`."""
        return f"{self.pair(tie)}: {SIGNS[before]} → {SIGNS[after]}"

    def months(self, first: str, last: str) -> str:
        """Return ISO months by their names: `September 2025`, `November 2024 – August 2025`."""
        begin, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
        return interval_words(begin, end.replace(day=monthrange(end.year, end.month)[1]), self._lang)

    def short_months(self, first: str, last: str) -> str:
        """Return ISO months in few characters: `9/2025`, `11/2024 – 8/2025`, whole years as such."""
        if (first[5:], last[5:]) == ("01", "12"):
            return self.months(first, last)
        ends = (f"{int(period[5:])}/{period[:4]}" for period in (first, last))
        return " – ".join(dict.fromkeys(ends))

    def points(self, value: float) -> str:
        """Return points of a scale with one decimal."""
        return number_words(round(value, 1) + 0.0, self._lang)

    def side(self, phase: Phase, pair: Pair, sign: Sign | None) -> str:
        """Return a side of a triangle with what it stands on: `+ deeds°`."""
        bases = ", ".join(self.labels[f"basis_{basis}"] for basis in phase.bases_of(pair))
        return f"{SIGNS[sign]} {bases}".rstrip() + (THIN_SIGN if sign is not None and phase.is_thin(pair) else "")

    def figure(self, figure: Figure | None) -> str:
        """Return what a figure is called, None being open."""
        return self.labels[f"figure_{figure or 'open'}"]

    def special_role(self, pivot: str | None, outcast: str | None) -> str:
        """Return who is the pivot or the outcast, nothing if nobody is."""
        for actor, role in ((pivot, Role.PIVOT), (outcast, Role.OUTCAST)):
            if actor is not None:
                return f"{self.labels[f'role_{role}']}: {self.name(actor)}"
        return ""

    def state(self, month: TriadMonth) -> str:
        """Return one sentence that says what three actors are to each other in a month."""
        triangle = month.triangle
        first = triangle.pivot or triangle.outcast
        corners = [first, *(c for c in triangle.corners if c != first)] if first else list(triangle.corners)
        a, b, c = map(self.name, corners)
        missing = (self._missing(pair, tie) for pair, tie in month.ties.items() if tie.sign in (None, "0"))
        return self.labels[f"triad_now_{triangle.figure or 'open'}"].format(
            a=a, b=b, c=c, month=self.months(month.period, month.period), missing=", ".join(missing)
        )

    def _missing(self, pair: Pair, tie: Tie) -> str:
        key = "tie_not_told" if tie.sign is None else "tie_neutral"
        return self.labels[key].format(tie=self.pair(pair))
