"""Why a condition cannot be put in by itself, and what could be put in for it."""

from __future__ import annotations

from lagebild.system.conditionals import Condition
from lagebild.views.triad_wording import TriadWording

_ENOUGH = 2
"""States that a sign or a flow stands between."""


def why_unread(condition: Condition, say: TriadWording) -> str:
    """Return in words what is missing for a condition to be a sign or a flow that stops."""
    t = say.labels
    if condition.unclear:
        return " ".join(t[f"whatif_doubt_{one.doubt}"].format(word=one.word) for one in condition.unclear)
    names = [say.name(one) for one in condition.states]
    if len(names) < _ENOUGH:
        return t["whatif_names_one" if names else "whatif_names_none"].format(name="".join(names))
    return t["whatif_names_two" if len(names) == _ENOUGH else "whatif_names_more"].format(names=", ".join(names))


def options_for(condition: Condition, say: TriadWording) -> str:
    """Return the options of `lagebild whatif` that say what a condition means, with the states that it names."""
    names = [say.name(one) for one in condition.states[:_ENOUGH]]
    a, b = (f'"{name}"' if " " in name else name for name in (*names, *("A", "B")[len(names) :]))
    return f"--sign {a} {b} + | --sign {a} {b} - | --stop {a} {b} GOOD YYYY-MM-DD"
