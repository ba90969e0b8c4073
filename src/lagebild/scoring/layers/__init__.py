"""The layers a reading is scored on: each compares the gold of one article with its reading.

A layer is a name and a function in a file of its own; a new one is a new entry of `LAYERS`.
"""

from __future__ import annotations

from lagebild.scoring.layers.comparison import Compare
from lagebild.scoring.layers.events import compare_events
from lagebild.scoring.layers.names import compare_names
from lagebild.scoring.layers.outlooks import compare_outlooks
from lagebild.scoring.layers.quantities import compare_quantities
from lagebild.scoring.layers.quotations import compare_quotations
from lagebild.scoring.layers.relations import compare_relations
from lagebild.scoring.layers.sentences import compare_sentences
from lagebild.scoring.layers.times import compare_times

LAYERS: dict[str, Compare] = {
    "sentences": compare_sentences,
    "names": compare_names,
    "times": compare_times,
    "quantities": compare_quantities,
    "quotations": compare_quotations,
    "events": compare_events,
    "relations": compare_relations,
    "outlooks": compare_outlooks,
}
"""Every layer that is scored, by name, in the order of the table."""
