"""From article blocks and other blocks to zones: headline, kicker, byline, teaser, headings, captions, pull quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from lagebild.articles.article import Passage, Zone
from lagebild.articles.bylines import byline_of, is_name, portrayed
from lagebild.articles.zones.blocks import Block, blocks_of
from lagebild.articles.zones.cues import Cue
from lagebild.articles.zones.features import cues_of
from lagebild.articles.zones.region import article_flags
from lagebild.articles.zones.seams import byline_at, credit_start, is_captioned, kicker_end
from lagebild.articles.zones.title import is_headline_shaped, title_among

LEAST_PARAGRAPH_WORDS = 18
"""A line of so many words with a sentence end is a paragraph of the article; headlines and captions seldom are."""
MOST_HEADING_WORDS = 16
LONGEST_HEADING = 130
"""Characters."""
MOST_KICKER_WORDS = 5
MOST_TEASER_WORDS = 70
SHORT_LEAD = 0.5
"""A first paragraph shorter than this share of the median one is a teaser; agency leads have 0.7 and more."""
MOST_LABEL_WORDS = 4
"""Words of an entry in a list of topics."""
MOST_QUOTE_WORDS = 45
MOST_SPEAKER_WORDS = 9
"""Words of the line with a speaker's office under a pull quote."""
FARTHEST_BYLINE = 6
"""Blocks above the headline or below the first paragraph in which a date or byline is sought."""
MOST_BYLINE_WORDS = 25
FARTHEST_TEXT = 10
"""Blocks below a heading; a picture and a list of topics may stand between it and its text."""
MOST_ALTERNATIVE_WORDS = 25
"""Words of a picture's alternative text."""
MOST_NOTE_WORDS = 40
MOST_QUOTE_SEARCHES = 40
"""Pull quotes looked up in the text; a page has one or two."""

_SENTENCE_END = (".", "!", "?", "…", "“", "”", '"', "«", "»", ")")
_SENTENCE_INSIDE = re.compile(r"[a-zäöüß][.!?]\s?[A-ZÄÖÜ]")
_QUOTE_MARKS = '„“"»«'
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_SPEAKER_DASH = re.compile(r"[–—-] ?[A-ZÄÖÜ]")
_DATELINE = re.compile(r"[A-ZÄÖÜ][\w./ -]{2,40} ?(?:\([\w/ ,.-]{2,25}\)|[–—-] )")


def zones_of(text: str) -> tuple[Passage, ...]:
    """Return the zones of a normalised text: ordered, disjoint, covering all that is not white space."""
    blocks = blocks_of(text)
    if not blocks:
        return ()
    page = _Page(text, blocks)
    page.name_zones()
    return tuple(_merged(page.passages()))


def _merged(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Join neighbouring furniture into one passage: nobody reads it line by line."""
    last: Passage | None = None
    for passage in passages:
        if last is not None and last.zone is Zone.FURNITURE and passage.zone is Zone.FURNITURE:
            last = Passage(last.start, passage.end, Zone.FURNITURE)
            continue
        if last is not None:
            yield last
        last = passage
    if last is not None:
        yield last


class _Page:
    """The blocks of one text and the zone each has so far; it lives for one call of `zones_of`."""

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.flags = article_flags(text, blocks)
        self.is_plain = all(self.flags)
        self.zones = [Zone.BODY if flag else Zone.FURNITURE for flag in self.flags]
        self.has_blank_lines = sum(block.blank_before for block in blocks) * 4 > len(blocks)
        self.heads = [text[block.core : min(block.end, block.core + 400)] for block in blocks]
        self.credits: dict[int, tuple[int, int]] = {}
        self.sizes = [
            head.count(" ") + 1 if len(head) < 400 else (block.end - block.core) // 6
            for head, block in zip(self.heads, blocks, strict=True)
        ]

    def line(self, number: int) -> str:
        block = self.blocks[number]
        return self.text[block.core : block.end]

    def is_ended(self, number: int) -> bool:
        return self.text.endswith(_SENTENCE_END, self.blocks[number].start, self.blocks[number].end)

    def is_paragraph(self, number: int) -> bool:
        return self.sizes[number] >= LEAST_PARAGRAPH_WORDS and self.is_ended(number) and number not in self.credits

    def name_zones(self) -> None:
        flagged = [number for number, flag in enumerate(self.flags) if flag]
        first, last = flagged[0], flagged[-1]
        self._find_credits(max(0, first - FARTHEST_BYLINE), last)
        # A short first paragraph is one all the same where a text begins with it.
        if first > 0 or not self.is_ended(first):
            first = next((n for n in flagged if self.is_paragraph(n)), first)
        title = self._name_head(first)
        self._name_furniture_inside(first, last)
        last = self._peel_end(first, last)
        self._name_inside(first if title is None else title + 1, last)

    def _find_credits(self, first: int, last: int) -> None:
        for number in range(first, min(last + 3, len(self.blocks))):
            block = self.blocks[number]
            if block.end - block.core > 900:
                continue
            found = credit_start(self.text, block.core, block.end)
            if found is not None:
                self.credits[number] = found
                self.zones[number] = Zone.CAPTION
            elif is_captioned(self.heads[number]):
                self.zones[number] = Zone.CAPTION

    # --- above the article -------------------------------------------------------------------------------------

    def _name_head(self, first: int) -> int | None:
        """Name headline, kicker, teaser and bylines; return the number of the headline's block."""
        title = self._title(first)
        top = first if title is None else title
        if title is not None:
            self.zones[title] = Zone.TITLE
        if title is not None:
            for number in range(top):
                if self.zones[number] is not Zone.CAPTION or number < top - FARTHEST_BYLINE:
                    self.zones[number] = Zone.FURNITURE
                    self.credits.pop(number, None)
            self._name_kicker(title)
            self._name_between(title, first)
        self._name_bylines(top, first)
        if self.zones[first] is Zone.BODY and self._is_short_lead(first, title):
            self.zones[first] = Zone.TEASER
        return title

    def _title(self, first: int) -> int | None:
        found = title_among(self.text, self.blocks, first, self.credits)
        if found is None and self.is_plain and first > 0 and is_headline_shaped(self.line(0)):
            return 0
        return found

    def _name_kicker(self, title: int) -> None:
        above = title - 1
        if above < 0 or self.blocks[above].core > self.blocks[above].start:
            return
        line = self.heads[above]
        is_label = self.sizes[above] <= MOST_KICKER_WORDS and not self.is_ended(above) and line[:1].isupper()
        apart = self.blocks[title].blank_before or self.blocks[above].blank_before
        crossing = any(mark in line for mark in "|›»>/:@©")
        if is_label and apart and not crossing and not cues_of(line) and byline_of(line) is None:
            self.zones[above] = Zone.KICKER

    def _name_between(self, title: int, first: int) -> None:
        """Name the blocks between headline and first paragraph: teaser, byline, caption or furniture."""
        for number in range(title + 1, first):
            if self.zones[number] is Zone.CAPTION:
                continue
            head = self.heads[number]
            is_cue = bool(cues_of(head)) or _BARE_ADDRESS.match(head) is not None
            wordy = self.sizes[number] >= 8 and (self.is_ended(number) or self.sizes[number] >= 11)
            if wordy and not is_cue and byline_of(self.line(number)) is None:
                self.zones[number] = Zone.TEASER if self.sizes[number] <= MOST_TEASER_WORDS else Zone.BODY
            elif self.flags[number] and not is_cue and self.is_plain:
                self.zones[number] = Zone.BODY
            else:
                self.zones[number] = Zone.FURNITURE
        self._name_lead(title, first)

    def _name_lead(self, title: int, first: int) -> None:
        """A paragraph before the byline or the picture under the headline is the teaser, whatever its length."""
        if self.sizes[first] > MOST_TEASER_WORDS or not self.flags[first] or _DATELINE.match(self.heads[first]):
            return
        if any(self.zones[number] is Zone.TEASER for number in range(title + 1, first)):
            return
        if self._is_cut_off(first):
            self.zones[first] = Zone.TEASER

    def _is_cut_off(self, first: int) -> bool:
        """Return whether a byline or a credited picture stands between the first paragraph and the next."""
        for number in range(first + 1, min(first + 5, len(self.blocks))):
            if self.is_paragraph(number):
                return False
            if number in self.credits:
                return True
            found = byline_of(self.line(number)) if self.sizes[number] <= MOST_BYLINE_WORDS else None
            if found is not None and (found.has_date or found.is_led):
                return True
        return False

    def _name_bylines(self, top: int, first: int) -> None:
        stop = min(len(self.blocks), first + FARTHEST_BYLINE + 1)
        dated: list[int] = []
        bare: list[int] = []
        for number in range(max(0, top - FARTHEST_BYLINE), stop):
            if self.zones[number] in (Zone.TITLE, Zone.CAPTION) or self.sizes[number] > MOST_BYLINE_WORDS:
                continue
            found = byline_of(self.line(number))
            if found is None:
                continue
            if found.has_date or found.is_led:
                self.zones[number] = Zone.BYLINE
                dated.append(number)
            else:
                bare.append(number)
        for number in bare:
            # A name alone is a byline only below the headline and beside a line with a date or with `Von`.
            if number >= top and any(abs(number - other) <= 2 for other in dated):
                self.zones[number] = Zone.BYLINE

    def _is_short_lead(self, first: int, title: int | None) -> bool:
        if title is None and first > 0:
            return False
        if self.sizes[first] > MOST_TEASER_WORDS or _DATELINE.match(self.heads[first]):
            return False
        if self.heads[first][:1] in _QUOTE_MARKS:
            return False
        others = [self.sizes[n] for n in range(first + 1, min(first + 12, len(self.blocks))) if self.is_paragraph(n)]
        return len(others) >= 3 and self.sizes[first] < SHORT_LEAD * median(others)

    # --- inside the article ------------------------------------------------------------------------------------

    def _name_furniture_inside(self, first: int, last: int) -> None:
        number = first
        while number <= last:
            if self.zones[number] in (Zone.BODY, Zone.FURNITURE):
                head = self.heads[number]
                cues = cues_of(head) if self.sizes[number] <= 15 else frozenset()
                if _BARE_ADDRESS.match(head) or self._is_note(number):
                    self.zones[number] = Zone.FURNITURE
                elif cues and not self.is_ended(number) and self._is_announcement(number, cues):
                    self.zones[number] = Zone.FURNITURE
                    if cues & {Cue.TAGS, Cue.END}:
                        number = self._label_list_end(number, last)
            number += 1

    def _is_announcement(self, number: int, cues: frozenset[Cue]) -> bool:
        """Return whether a line with a known phrase is a button or box title rather than a heading that begins so."""
        if not self.flags[number]:
            return True
        return self.sizes[number] <= 3 or bool(cues & {Cue.SHARE, Cue.ADVERTISEMENT, Cue.COMMENTS})

    def _label_list_end(self, number: int, last: int) -> int:
        """Mark the labels under a box title as furniture; return the number of the last of them."""
        end = number
        for label in range(number + 1, last + 1):
            head = self.heads[label]
            apart = self.blocks[label].blank_before and self.has_blank_lines and label > number + 1
            if apart or self.sizes[label] > MOST_LABEL_WORDS or head.endswith((".", "?", "!", ":")):
                break
            self.zones[label] = Zone.FURNITURE
            end = label
        return end

    def _is_note(self, number: int) -> bool:
        if self.sizes[number] > MOST_NOTE_WORDS:
            return False
        head = self.heads[number].strip("()[]_* ")
        return Cue.NOTE in cues_of(head[:88])

    def _peel_end(self, first: int, last: int) -> int:
        """Take author portraits and stray short lines off the article's end; return the number of its last block."""
        while last > first and not self.is_plain:
            if self.zones[last] in (Zone.CAPTION, Zone.CREDIT):
                break
            stray = self.sizes[last] <= 12 and not self.is_ended(last)
            portrait = self.sizes[last] <= MOST_NOTE_WORDS and portrayed(self.heads[last]) is not None
            if not (stray or portrait or self.zones[last] is Zone.FURNITURE):
                break
            self.zones[last] = Zone.FURNITURE
            last -= 1
        return last

    def _name_inside(self, first: int, last: int) -> None:
        searches = 0
        number = first
        while number <= last:
            if self.zones[number] is Zone.BODY:
                speakers = self._speaker_lines(number, last)
                marked = self.heads[number][:1] in _QUOTE_MARKS
                could_repeat = self.sizes[number] <= MOST_QUOTE_WORDS and self.sizes[number] >= 5 and number > first
                repeated = False
                if could_repeat and (speakers or marked) and searches < MOST_QUOTE_SEARCHES:
                    searches += 1
                    repeated = self._is_repeated(number)
                if repeated or speakers > 1 or (speakers and marked):
                    for line in range(number, number + speakers + 1):
                        self.zones[line] = Zone.PULL_QUOTE
                    number += speakers
                elif self._is_heading(number, last):
                    self.zones[number] = Zone.HEADING
            number += 1
        for number in self.credits:
            self._name_alternative_text(number)

    def _speaker_lines(self, number: int, last: int) -> int:
        """Return how many lines below a short quotation name its speaker and office: none, one or two."""
        if not 4 <= self.sizes[number] <= MOST_QUOTE_WORDS or number + 1 > last:
            return 0
        name = number + 1
        line = self.heads[name]
        if self.zones[name] is not Zone.BODY and not (self.zones[name] is Zone.FURNITURE and not self.flags[name]):
            return 0
        if line.endswith(":"):
            return 0
        dashed = _SPEAKER_DASH.match(line) is not None
        if self.sizes[name] > MOST_SPEAKER_WORDS or not (dashed or is_name(line.split(",")[0].strip())):
            return 0
        if self.has_blank_lines and self.blocks[name].blank_before and not dashed:
            return 0
        office = name + 1
        if office <= last and self.sizes[office] <= MOST_SPEAKER_WORDS and not self.is_ended(office):
            close = not self.blocks[office].blank_before or not self.has_blank_lines
            follows = office == last or self.is_paragraph(office + 1) or self.blocks[office + 1].blank_before
            if close and follows and office not in self.credits:
                return 2
        return 1

    def _is_repeated(self, number: int) -> bool:
        """Return whether the article says the same words elsewhere: the first words of the line suffice."""
        block = self.blocks[number]
        words = self.heads[number].strip(_QUOTE_MARKS + " .!?").split()
        probe = " ".join(words[: max(4, len(words) * 3 // 4)])
        if len(probe) < 20:
            return False
        return self.text.find(probe, 0, block.start) >= 0 or self.text.find(probe, block.end) >= 0

    def _is_heading(self, number: int, last: int) -> bool:
        head = self.heads[number]
        block = self.blocks[number]
        if self.sizes[number] > MOST_HEADING_WORDS or block.end - block.start > LONGEST_HEADING:
            return False
        if block.core > block.start or head.endswith((".", ":", ";", ",", "…", "!")) or not head[:1].strip():
            return False
        if head[0].islower() or not any(map(str.isalpha, head)):
            return False
        if self._is_quoted_speech(number):
            return False
        below = next((n for n in range(number + 1, min(last, number + FARTHEST_TEXT) + 1) if self._is_text(n)), None)
        if below is None:
            return False
        return self.is_ended(below) and self.sizes[below] > self.sizes[number]

    def _is_quoted_speech(self, number: int) -> bool:
        """Return whether a short line is a spoken sentence of its own: `„Nein!“`, `"Why not?" she asked.`"""
        block = self.blocks[number]
        inner = self.text[max(block.start, block.end - 2) : block.end]
        return len(inner) == 2 and inner[1] in _QUOTE_MARKS and inner[0] in ".!?,"

    def _is_text(self, number: int) -> bool:
        if self.zones[number] in (Zone.CAPTION, Zone.FURNITURE, Zone.PULL_QUOTE):
            return False
        return self.sizes[number] > MOST_HEADING_WORDS or self.is_ended(number)

    def _name_alternative_text(self, number: int) -> None:
        """The line above a credited caption is the picture's alternative text if it stands close and is no sentence."""
        above = number - 1
        if above < 0 or self.zones[above] not in (Zone.BODY, Zone.HEADING, Zone.TEASER, Zone.FURNITURE):
            return
        if self.zones[above] is Zone.FURNITURE and not self.flags[above]:
            return
        if self.sizes[above] > MOST_ALTERNATIVE_WORDS or self.is_ended(above) or self.blocks[number].blank_before:
            return
        if _SENTENCE_INSIDE.search(self.heads[above]):
            return
        if self.has_blank_lines or self._share_words(above, number):
            self.zones[above] = Zone.CAPTION

    def _share_words(self, one: int, other: int) -> bool:
        long_words = [set(re.findall(r"[A-ZÄÖÜ]\w{3,}", self.heads[n])) for n in (one, other)]
        return bool(long_words[0] & long_words[1])

    # --- passages ----------------------------------------------------------------------------------------------

    def passages(self) -> Iterator[Passage]:
        for number, (block, zone) in enumerate(zip(self.blocks, self.zones, strict=True)):
            if number in self.credits and zone is Zone.CAPTION:
                yield from _pieces(
                    block, [(Zone.CAPTION, self.credits[number][0]), (Zone.CREDIT, block.end)], self.text
                )
            elif zone is Zone.TITLE:
                end = kicker_end(self.line(number), self._stands_alone)
                seam = block.start if end is None else block.core + end
                yield from _pieces(block, [(Zone.KICKER, seam), (Zone.TITLE, block.end)], self.text)
            elif zone is Zone.TEASER:
                yield from self._teaser(block)
            elif zone is Zone.BYLINE:
                yield from self._byline(block)
            else:
                yield Passage(block.start, block.end, zone)

    def _stands_alone(self, word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}", self.text) is not None

    def _teaser(self, block: Block) -> Iterator[Passage]:
        seam = byline_at(self.text, block.start, block.end)
        if seam is None:
            yield Passage(block.start, block.end, Zone.TEASER)
            return
        yield from _pieces(block, [(Zone.TEASER, seam)], self.text)
        yield from self._byline(Block(seam, block.end, seam, False))

    def _byline(self, block: Block) -> Iterator[Passage]:
        """Cut the buttons off a byline: `Anna Berg 3.4.2025 - 11:00 Uhr Artikel anhören`."""
        line = self.text[block.start : block.end]
        seam = block.end
        for space in re.finditer(r"\s+(?=\S)", line):
            if Cue.SHARE in cues_of(line[space.end() :]):
                seam = block.start + space.start()
                break
        yield from _pieces(block, [(Zone.BYLINE, seam), (Zone.FURNITURE, block.end)], self.text)


def _pieces(block: Block, ends: list[tuple[Zone, int]], text: str) -> Iterator[Passage]:
    """Yield the pieces of a block that end at the given offsets, without surrounding white space or empty ones."""
    at = block.start
    for zone, end in ends:
        piece = text[at:end]
        core = piece.strip()
        if core:
            start = at + piece.index(core[0])
            yield Passage(start, start + len(core), zone)
        at = max(at, end)
