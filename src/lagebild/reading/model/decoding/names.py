"""Names and acting groups: spans with a kind, and what sector the model takes them for."""

from __future__ import annotations

import numpy as np

from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.marks import MentionKind
from lagebild.reading.model.outputs import TokenOutputs, log_softmax
from lagebild.reading.model.runs import kind_runs

KINDS = tuple(MentionKind)
SECTORS = (None, *["GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "REB", "BUS", "MED", "EDU", "NGO", "IGO", "CVL"])


def names_in(outputs: TokenOutputs, bias: float) -> list[ProposedName]:
    """Return the names of an article."""
    sectors = np.exp(log_softmax(outputs.part("sector")))
    found = []
    for mark in kind_runs(outputs, "name", bias):
        span = outputs.span_of(mark.run)
        if span:
            sector = SECTORS[int(sectors[slice(*mark.run)].mean(0).argmax())]
            found.append(ProposedName(span.start, span.end, KINDS[mark.kind], sector, mark.probability))
    return found
