"""Disagreements: figures, days, offices, speakers and events that sources tell differently.

What enters: quantities, role statements, quotations and linked reports of events, each with its place, its days and its
holder. What leaves: rows of versions side by side, with what they are to each other. Guaranteed: every version is a
place in an article, copies of one text speak with one voice, the result does not depend on any order, and the work
grows with the number of marks, not with its square.
"""

from lagebild.merging.disagreements import quantities, roles, speakers, told
from lagebild.merging.disagreements.bounds import Bounds, bounds_of
from lagebild.merging.disagreements.relations import Days, Disagreement, Kind, Relation, Version, days_of

__all__ = [
    "Bounds",
    "Days",
    "Disagreement",
    "Kind",
    "Relation",
    "Version",
    "bounds_of",
    "days_of",
    "quantities",
    "roles",
    "speakers",
    "told",
]
