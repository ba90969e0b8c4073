"""The date of an article that states none, from its own words and from the other articles of the case.

Enters: all articles with their sentences, time expressions and names. Leaves: a `Dating` for each undated article of
which something can be said: a day, an interval with one or both sides, the chain of evidence. Guaranteed: independent
of the order of the articles, no article dates itself through others, work that grows with the number of articles.
"""

from lagebild.merging.dating.dating import datings_of
from lagebild.merging.dating.reprints import dated_as_copies
from lagebild.merging.dating.resolving import placed_again
from lagebild.merging.dating.telling import DatedText, Dating, Deed, Name, Sentence, Step, Time

__all__ = [
    "DatedText",
    "Dating",
    "Deed",
    "Name",
    "Sentence",
    "Step",
    "Time",
    "dated_as_copies",
    "datings_of",
    "placed_again",
]
