"""The dates of copies: an article that prints another one's text is dated by it.

Enters: the datings of the originals. Leaves: a `Dating` for each copy that states no date itself. Copies are no
witnesses: what they say their original has said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from lagebild.merging.dating.telling import DatedText, Dating, Step

SAME_DAYS = 0.9
"""How surely a text is printed within `REPRINTED` days of its original."""
REPRINTED = 3
"""Days after its original on which agency text is still printed."""


def dated_as_copies(
    articles: Mapping[str, DatedText], originals: Mapping[str, str], datings: Sequence[Dating]
) -> Iterator[Dating]:
    """Yield the datings of the undated articles among the keys of `originals`, by the day of their original.

    Where that is known by an interval only, the copy has the interval; where nothing is, the copy has none.
    """
    found = {dating.article_id: dating for dating in datings}
    for name, original in sorted(originals.items()):
        copy, of = articles.get(name), articles.get(original)
        if copy is None or of is None or copy.published is not None:
            continue
        if of.published is not None:
            yield _dating(copy, of, of.published, of.published + timedelta(days=REPRINTED), SAME_DAYS)
        elif original in found:
            told = found[original]
            days = told.earliest, told.latest
            dating = _dating(copy, of, *days, told.confidence * SAME_DAYS)
            yield replace(dating, published=told.published)


def _dating(copy: DatedText, of: DatedText, first: date | None, last: date | None, sure: float) -> Dating:
    here, there = (article.sentences[0] if article.sentences else None for article in (copy, of))
    begin, end = (here.start, here.end) if here else (None, None)
    other_begin, other_end = (there.start, there.end) if there else (None, None)
    step = Step("same_text", begin, end, of.article_id, other_begin, other_end, first, last, sure)
    return Dating(copy.article_id, None, first, last, "inferred", sure, (step,))
