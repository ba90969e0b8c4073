"""The choices nearest to a name or id that matches none, for the errors that name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

MOST_NAMED = 3
"""So many choices an error names."""
LEAST_ALIKE = 61.0
"""How alike a name must be to be meant, of 100 for the same: the best part of a longer one, in any order."""


def nearest(wanted: str, choices: Iterable[str]) -> list[str]:
    """Return the choices most like `wanted`, the best first; none if none is like it. Case does not matter."""
    found = process.extract(
        wanted,
        list(dict.fromkeys(choices)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=MOST_NAMED,
        score_cutoff=LEAST_ALIKE,
    )
    return [choice for choice, *_ in found]


def nearest_ids(wanted: str, called: Mapping[str, str]) -> list[str]:
    """Return the ids most like `wanted`, by themselves or by what they are called, that behind each; the first if none.

    `called` has words by id, empty where an id has none.
    """
    named = [f"{row_id} ({words})" if words else row_id for row_id, words in called.items()]
    return nearest(wanted, named) or named[:MOST_NAMED]
