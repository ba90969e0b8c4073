"""Zones inside the article: headings, pull quotes, alternative texts, and the furniture between the paragraphs."""

from __future__ import annotations

import re

from lagebild.articles.article import Zone
from lagebild.articles.bylines import is_name, portrayed
from lagebild.articles.zones.cues import Cue
from lagebild.articles.zones.features import cues_of
from lagebild.articles.zones.page import QUOTE_MARKS, Page
from lagebild.articles.zones.seams import BARE_ADDRESS

MOST_HEADING_WORDS = 16
LONGEST_HEADING = 130
"""Characters."""
MOST_LABEL_WORDS = 4
"""Words of an entry in a list of topics."""
MOST_QUOTE_WORDS = 45
MOST_SPEAKER_WORDS = 9
"""Words of the line with a speaker's office under a pull quote."""
FARTHEST_TEXT = 10
"""Blocks below a heading; a picture and a list of topics may stand between it and its text."""
MOST_ALTERNATIVE_WORDS = 25
"""Words of a picture's alternative text."""
MOST_NOTE_WORDS = 40
MOST_POINTER_WORDS = 25
MOST_QUOTE_SEARCHES = 40
"""Pull quotes looked up in the text; a page has one or two."""

_SENTENCE_INSIDE = re.compile(r"[a-zäöüß][.!?]\s?[A-ZÄÖÜ]")
_SPEAKER_DASH = re.compile(r"[–—-] ?[A-ZÄÖÜ]")


def name_furniture_inside(page: Page, first: int, last: int) -> None:
    """Name the buttons, boxes, notes and pointers to other articles between the blocks `first` and `last`."""
    number = first
    while number <= last:
        if page.zones[number] in (Zone.BODY, Zone.FURNITURE):
            head = page.heads[number]
            cues = cues_of(head) if page.sizes[number] <= 15 else frozenset()
            if BARE_ADDRESS.match(head) or _is_note(page, number) or _is_pointer(page, number):
                page.zones[number] = Zone.FURNITURE
            elif cues and not page.is_ended(number) and _is_announcement(page, number, cues):
                page.zones[number] = Zone.FURNITURE
                if cues & {Cue.TAGS, Cue.END}:
                    number = _label_list_end(page, number, last)
        number += 1


def _is_pointer(page: Page, number: int) -> bool:
    """Return whether a line points to another article: a known phrase, a colon and its headline."""
    if page.sizes[number] > MOST_POINTER_WORDS:
        return False
    phrase, colon, headline = page.heads[number].partition(":")
    return bool(colon and headline.strip()) and Cue.END in cues_of(phrase)


def _is_announcement(page: Page, number: int, cues: frozenset[Cue]) -> bool:
    """Return whether a line with a known phrase is a button or box title rather than a heading that begins so."""
    if not page.flags[number]:
        return True
    return page.sizes[number] <= 3 or bool(cues & {Cue.SHARE, Cue.ADVERTISEMENT, Cue.COMMENTS})


def _label_list_end(page: Page, number: int, last: int) -> int:
    """Mark the labels under a box title as furniture; return the number of the last of them."""
    end = number
    for label in range(number + 1, last + 1):
        head = page.heads[label]
        apart = page.blocks[label].blank_before and page.has_blank_lines and label > number + 1
        if apart or page.sizes[label] > MOST_LABEL_WORDS or head.endswith((".", "?", "!", ":")):
            break
        page.zones[label] = Zone.FURNITURE
        end = label
    return end


def _is_note(page: Page, number: int) -> bool:
    if page.sizes[number] > MOST_NOTE_WORDS:
        return False
    head = page.heads[number].strip("()[]_* ")
    return Cue.NOTE in cues_of(head[:88])


def peel_end(page: Page, first: int, last: int) -> int:
    """Take author portraits and stray short lines off the article's end; return the number of its last block."""
    while last > first and not page.is_plain:
        if page.zones[last] in (Zone.CAPTION, Zone.CREDIT):
            break
        stray = page.sizes[last] <= 12 and not page.is_ended(last)
        portrait = page.sizes[last] <= MOST_NOTE_WORDS and portrayed(page.heads[last]) is not None
        if not (stray or portrait or page.zones[last] is Zone.FURNITURE):
            break
        page.zones[last] = Zone.FURNITURE
        last -= 1
    return last


def name_inside(page: Page, first: int, last: int) -> None:
    """Name the headings, pull quotes and alternative texts between the blocks `first` and `last`."""
    searches = 0
    number = first
    while number <= last:
        if page.zones[number] is Zone.BODY:
            speakers = _speaker_lines(page, number, last)
            marked = page.heads[number][:1] in QUOTE_MARKS
            could_repeat = page.sizes[number] <= MOST_QUOTE_WORDS and page.sizes[number] >= 5 and number > first
            repeated = False
            if could_repeat and (speakers or marked) and searches < MOST_QUOTE_SEARCHES:
                searches += 1
                repeated = _is_repeated(page, number)
            if repeated or speakers > 1 or (speakers and marked):
                for line in range(number, number + speakers + 1):
                    page.zones[line] = Zone.PULL_QUOTE
                number += speakers
            elif _is_heading(page, number, last):
                page.zones[number] = Zone.HEADING
        number += 1
    for number in page.credits:
        _name_alternative_text(page, number)


def _speaker_lines(page: Page, number: int, last: int) -> int:
    """Return how many lines below a short quotation name its speaker and office: none, one or two."""
    if not 4 <= page.sizes[number] <= MOST_QUOTE_WORDS or number + 1 > last:
        return 0
    name = number + 1
    line = page.heads[name]
    if page.zones[name] is not Zone.BODY and not (page.zones[name] is Zone.FURNITURE and not page.flags[name]):
        return 0
    if line.endswith(":"):
        return 0
    dashed = _SPEAKER_DASH.match(line) is not None
    if page.sizes[name] > MOST_SPEAKER_WORDS or not (dashed or is_name(line.split(",")[0].strip())):
        return 0
    if page.has_blank_lines and page.blocks[name].blank_before and not dashed:
        return 0
    office = name + 1
    if office <= last and page.sizes[office] <= MOST_SPEAKER_WORDS and not page.is_ended(office):
        close = not page.blocks[office].blank_before or not page.has_blank_lines
        follows = office == last or page.is_paragraph(office + 1) or page.blocks[office + 1].blank_before
        if close and follows and office not in page.credits:
            return 2
    return 1


def _is_repeated(page: Page, number: int) -> bool:
    """Return whether the article says the same words elsewhere: the first words of the line suffice."""
    block = page.blocks[number]
    words = page.heads[number].strip(QUOTE_MARKS + " .!?").split()
    probe = " ".join(words[: max(4, len(words) * 3 // 4)])
    if len(probe) < 20:
        return False
    return page.text.find(probe, 0, block.start) >= 0 or page.text.find(probe, block.end) >= 0


def _is_heading(page: Page, number: int, last: int) -> bool:
    head = page.heads[number]
    block = page.blocks[number]
    if page.sizes[number] > MOST_HEADING_WORDS or block.end - block.start > LONGEST_HEADING:
        return False
    if block.core > block.start or head.endswith((".", ":", ";", ",", "…", "!")) or not head[:1].strip():
        return False
    if head[0].islower() or not any(map(str.isalpha, head)):
        return False
    if _is_quoted_speech(page, number):
        return False
    below = next((n for n in range(number + 1, min(last, number + FARTHEST_TEXT) + 1) if _is_text(page, n)), None)
    if below is None:
        return False
    return page.is_ended(below) and page.sizes[below] > page.sizes[number]


def _is_quoted_speech(page: Page, number: int) -> bool:
    """Return whether a short line is a spoken sentence of its own: `„Nein!“`, `"Why not?" she asked.`"""
    block = page.blocks[number]
    inner = page.text[max(block.start, block.end - 2) : block.end]
    return len(inner) == 2 and inner[1] in QUOTE_MARKS and inner[0] in ".!?,"


def _is_text(page: Page, number: int) -> bool:
    if page.zones[number] in (Zone.CAPTION, Zone.FURNITURE, Zone.PULL_QUOTE):
        return False
    return page.sizes[number] > MOST_HEADING_WORDS or page.is_ended(number)


def _name_alternative_text(page: Page, number: int) -> None:
    """The line above a credited caption is the picture's alternative text if it stands close and is no sentence."""
    above = number - 1
    if above < 0 or page.zones[above] not in (Zone.BODY, Zone.HEADING, Zone.TEASER, Zone.FURNITURE):
        return
    if page.zones[above] is Zone.FURNITURE and not page.flags[above]:
        return
    if page.sizes[above] > MOST_ALTERNATIVE_WORDS or page.is_ended(above) or page.blocks[number].blank_before:
        return
    if _SENTENCE_INSIDE.search(page.heads[above]):
        return
    if page.has_blank_lines or _share_words(page, above, number):
        page.zones[above] = Zone.CAPTION


def _share_words(page: Page, one: int, other: int) -> bool:
    long_words = [set(re.findall(r"[A-ZÄÖÜ]\w{3,}", page.heads[n])) for n in (one, other)]
    return bool(long_words[0] & long_words[1])
