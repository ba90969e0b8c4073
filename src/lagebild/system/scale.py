"""The conflict-cooperation scale of PLOVER types, declared in `scale.toml` with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from lagebild.reading.marks import EventType, Realis

_DECLARED = tomllib.loads(files("lagebild.system").joinpath("scale.toml").read_text(encoding="utf-8"))

SCORES: Mapping[str, float] = {EventType(name).value: float(score) for name, score in _DECLARED["score"].items()}
"""By PLOVER type: from -10 (conflict) to 10 (cooperation)."""
REALIS_WEIGHTS: Mapping[str, float] = {Realis(name).value: float(part) for name, part in _DECLARED["realis"].items()}
"""By realis: the part of its score that a deed has."""
MUTUAL_TYPES = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Types of which PLOVER gives every partner as a source: what they do, each does to each."""


def score_of(event_type: str, realis: str) -> float:
    """Return the points of a deed between -10 and 10, 0 for what did not happen."""
    return SCORES[event_type] * REALIS_WEIGHTS[realis]
