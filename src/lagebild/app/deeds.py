"""An event in words, as the pages of the app list it."""

from __future__ import annotations

from lagebild.app.page import View
from lagebild.system.facts import Deed


def deed_words(view: View, deed: Deed) -> str:
    """Return who does what to whom: `China → North Korea: aid (planned)`."""
    who, whom = (", ".join(map(view.name, side)) for side in (deed.sources, deed.targets))
    sides = " → ".join(part for part in (who or "…", whom) if part)
    realis = "" if deed.realis == "real" else f" ({view.t[f'realis_{deed.realis}']})"
    return f"{sides}: {view.t[f'type_{deed.type}']}{realis}"
