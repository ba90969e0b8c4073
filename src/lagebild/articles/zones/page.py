"""One page while its zones are found: its blocks and the zone each has so far."""

from __future__ import annotations

from lagebild.articles.article import Zone
from lagebild.articles.zones.blocks import Block
from lagebild.articles.zones.region import article_flags
from lagebild.articles.zones.seams import credit_start, is_captioned

LEAST_PARAGRAPH_WORDS = 18
"""A line of so many words with a sentence end is a paragraph of the article; headlines and captions seldom are."""
LONGEST_HEAD = 400
"""Characters at the beginning of a block that are looked at."""
LONGEST_CAPTION = 900
"""Characters, credit included."""
FARTHEST_CAPTION = 6
"""Blocks above the article in which its picture is sought."""

SENTENCE_ENDS = (".", "!", "?", "…", "“", "”", '"', "«", "»", ")")
QUOTE_MARKS = '„“"»«'


class Page:
    """The blocks of one text and the zone each has so far; it lives for one call of `zones_of`.

    `flags` say which blocks belong to the article; `heads` are the beginnings of the blocks, `sizes` their words,
    `credits` where captions end and their credits begin. `first` and `last` are the article's outermost blocks, the
    first being its first full paragraph.
    """

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.flags = article_flags(text, blocks)
        self.is_plain = all(self.flags)
        self.zones = [Zone.BODY if flag else Zone.FURNITURE for flag in self.flags]
        self.has_blank_lines = sum(block.blank_before for block in blocks) * 4 > len(blocks)
        self.heads = [text[block.core : min(block.end, block.core + LONGEST_HEAD)] for block in blocks]
        self.sizes = [
            head.count(" ") + 1 if len(head) < LONGEST_HEAD else (block.end - block.core) // 6
            for head, block in zip(self.heads, blocks, strict=True)
        ]
        self.credits: dict[int, tuple[int, int]] = {}
        flagged = [number for number, flag in enumerate(self.flags) if flag]
        self.last = flagged[-1]
        self._find_credits(max(0, flagged[0] - FARTHEST_CAPTION))
        self.first = self._first_paragraph(flagged)

    def line(self, number: int) -> str:
        """Return the whole block without its bullet."""
        block = self.blocks[number]
        return self.text[block.core : block.end]

    def is_ended(self, number: int) -> bool:
        """Return whether the block ends like a sentence."""
        return self.text.endswith(SENTENCE_ENDS, self.blocks[number].start, self.blocks[number].end)

    def is_paragraph(self, number: int) -> bool:
        """Return whether the block is as long as a paragraph, ends like one, and is no caption."""
        return self.sizes[number] >= LEAST_PARAGRAPH_WORDS and self.is_ended(number) and number not in self.credits

    def _first_paragraph(self, flagged: list[int]) -> int:
        first = flagged[0]
        # A short first paragraph is one all the same where a text begins with it.
        if first == 0 and self.is_ended(first):
            return first
        return next((number for number in flagged if self.is_paragraph(number)), first)

    def _find_credits(self, first: int) -> None:
        for number in range(first, min(self.last + 3, len(self.blocks))):
            block = self.blocks[number]
            if block.end - block.core > LONGEST_CAPTION:
                continue
            found = credit_start(self.text, block.core, block.end)
            if found is not None:
                self.credits[number] = found
                self.zones[number] = Zone.CAPTION
            elif is_captioned(self.heads[number]):
                self.zones[number] = Zone.CAPTION
