"""Text from articles as every format can hold it: one line, no control characters, never longer than a paragraph."""

from __future__ import annotations

import re

from lagebild.views.legible import legible

LONGEST = 1_000
"""Characters of one text that leave, a long paragraph: a text without a full stop is one sentence as a whole."""

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 does not allow or discourages, line ends too; half characters have no place in UTF-8."""

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)


def clean(text: str, longest: int = LONGEST) -> str:
    """Return `text` as one line: white space single, direction controls legible, forbidden characters as U+FFFD."""
    line = " ".join(text[: 4 * longest].split())
    shown = legible(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line))
    return shown if len(shown) <= longest and len(text) <= 4 * longest else shown[: longest - 1].rstrip() + "…"


def link_of(uri: str | None) -> str | None:
    """Return the address of an article on the web; None if it came from a file, whose path is nobody's business."""
    if uri is None or not _WEB.fullmatch(uri):
        return None
    return legible(uri) if _FORBIDDEN.search(uri) is None else None
