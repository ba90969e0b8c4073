"""Who tells the article is not who acts in it: names in bylines and before the first words of a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from lagebild.articles.article import Article, Passage, Zone
from lagebild.articles.bylines import byline_of
from lagebild.articles.openings import opening_line_end
from lagebild.reading.marks import Mention


def in_the_story(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, in order, without those of a byline, or of the place and agency that a report opens with.

    What stands there is no side, speaker or owner of anything; the same name in the story itself is.
    """
    ordered = sorted(mentions)
    starts = [mention.start for mention in ordered]
    outside: set[int] = set()
    for passage in article.passages:
        end = _end_of_telling(article.text, passage)
        outside.update(range(bisect_left(starts, passage.start), bisect_left(starts, end)))
    return [mention for place, mention in enumerate(ordered) if place not in outside]


def _end_of_telling(text: str, passage: Passage) -> int:
    """Return up to where a passage says who tells and from where: its start if it does not."""
    if passage.zone is Zone.BYLINE:
        return passage.end
    byline = byline_of(text[passage.start : passage.end]) if passage.zone is Zone.BODY else None
    if byline is not None and byline.is_led and byline.authors:
        return passage.end
    return opening_line_end(text, passage.start, passage.end) or passage.start
