"""Who tells the article is not who acts in it: names in bylines and before the first words of a report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from lagebild.articles.article import Article, Passage, Zone
from lagebild.articles.bylines import byline_of
from lagebild.articles.openings import opening_line_end
from lagebild.reading.marks import Mention, MentionKind
from lagebild.world.cities import country_of_city

_BETWEEN_PLACES = re.compile(r", ?|/|\s(?:und|and)\s")
_AFTER_PLACES = re.compile(r"(?:\.|\s[–—-]+|:)\s")
"""What ends a line of places alone: `Shanghai, Tokio. `, `Kampala – `."""
MOST_PLACES = 4
"""Places that a report is told from at most."""
_PLACES = frozenset({MentionKind.LOC, MentionKind.STATE})


def in_the_story(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, in order, without those of a byline, or of the place and agency that a report opens with.

    What stands there is no side, speaker or owner of anything; the same name in the story itself is.
    """
    ordered = sorted(mentions)
    starts = [mention.start for mention in ordered]
    outside: set[int] = set()
    for passage in article.passages:
        first = bisect_left(starts, passage.start)
        end = _end_of_telling(article.text, passage)
        if end == passage.start and passage.zone is Zone.BODY:
            end = _end_of_places(article.text, passage, ordered[first : first + MOST_PLACES])
        outside.update(range(first, bisect_left(starts, end)))
    return [mention for place, mention in enumerate(ordered) if place not in outside]


def _end_of_places(text: str, passage: Passage, mentions: Sequence[Mention]) -> int:
    """Return up to where a passage opens with cities alone: its start if it does not."""
    end = passage.start
    for mention in mentions:
        is_city = mention.kind in _PLACES and country_of_city(text[mention.start : mention.end]) is not None
        is_next = mention.start == end if end == passage.start else _BETWEEN_PLACES.fullmatch(text, end, mention.start)
        if not (is_city and is_next and mention.end <= passage.end):
            break
        end = mention.end
    return end if end > passage.start and _AFTER_PLACES.match(text, end, passage.end) else passage.start


def _end_of_telling(text: str, passage: Passage) -> int:
    """Return up to where a passage says who tells and from where: its start if it does not."""
    if passage.zone is Zone.BYLINE:
        return passage.end
    byline = byline_of(text[passage.start : passage.end]) if passage.zone is Zone.BODY else None
    if byline is not None and byline.is_led and byline.authors:
        return passage.end
    return opening_line_end(text, passage.start, passage.end) or passage.start
