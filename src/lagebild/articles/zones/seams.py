"""Seams: where pages glue two zones into one line, and where a line goes apart again.

Inline elements leave no white space in a saved page: the section sticks to the headline (`WirtschaftDer Hafen …`), the
authors to the teaser, the credit to the caption.
"""

# ruff: noqa: E501  (tables read better as long lines)
from __future__ import annotations

import re
from collections.abc import Callable

from lagebild.articles.bylines import NAMES, names_in
from lagebild.articles.datelines import printed_dates
from lagebild.articles.zones.cues import SECTION_NAMES

MOST_CAPTION_WORDS = 90
"""A longer line is a paragraph, whatever it ends with."""
MOST_CREDIT_WORDS = 12
"""`Foto: Anna Berg/Agentur/Agentur/Agentur/dpa`; longer is no credit."""
LONGEST_CREDIT = 130
"""Characters."""
LONGEST_KICKER = 40
"""Characters of a section or topic before a headline."""
LEAST_GLUED_WORD = 4
"""Letters before a seam inside a word: `McDonald` and `LaGuardia` have fewer."""
LONGEST_TAIL = 220
"""Characters at the end of a teaser in which a byline is sought."""

CREDIT_WORDS = [
    "Foto",
    "Fotos",
    "foto",
    "fotos",
    "Bild",
    "Bilder",
    "bild",
    "bilder",
    "Grafik",
    "Karte",
    "Illustration",
    "Photo",
    "Photos",
    "Photograph",
    "Image",
    "Picture",
    "Credit",
    "Quelle",
    "Montage",
    "Collage",
    "Screenshot",
    "Copyright",
]
"""What introduces a credit: `Foto: AP`, `Image: Jane Doe/Agency`."""
CREDIT_PREFIXES = [
    "Archiv",
    "Symbol",
    "Titel",
    "Agentur",
    "Luft",
    "Presse",
    "Teaser",
    "Original",
    "Beispiel",
    "dpa-",
    "AP-",
    "AFP-",
]
"""First parts of such words: `Archivbild: dpa`, `dpa-Bild: …`."""
PICTURE_AGENCIES = (
    "Reuters", "REUTERS", "AP", "AFP", "dpa", "DPA", "Getty", "Getty Images", "picture alliance", "picture-alliance", "imago", "imago images", "IMAGO", "EPA", "epa", "APA",
    "Keystone", "Bloomberg", "TASS", "Sputnik", "Xinhua", "Shutterstock", "iStock", "Unsplash", "Pixabay", "PA", "Anadolu", "NurPhoto", "Zuma", "laif", "ddp",
)  # fmt: skip
"""Names that end a credit without an introducing word: `Jane Doe/Reuters`."""

BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
"""A line that is nothing but an address."""
_CREDIT_WORD = rf"(?:{'|'.join(CREDIT_PREFIXES)})?(?:{'|'.join(CREDIT_WORDS)})(?:/[A-Z]\w+)?"
_SOURCE = r"(?:quelle|nachweis|rechte| [Cc]redits?| by)?"
_CREDIT = re.compile(
    rf"(?P<seam>\s*[|(\[–-]?\s*)(?P<credit>(?:{_CREDIT_WORD}{_SOURCE}\s?(?::|©| by )|©|\(c\)"
    r"|(?:imago|picture alliance|Getty Images|AP Photo|AFP PHOTO|REUTERS)(?=\s?/))"
    r"[ \u00a0]?(?P<holder>[^\n]{2,110}?)[)\]]?)$"
)
_LEADING_CREDIT = re.compile(r"(?:Image source|Image credit|Bildquelle|Bildrechte|Fotocredit|Bildnachweis)\s?[,:] ?")
_CAPTION_CUE = re.compile(r"(?:Image caption|Bildunterschrift|Bildbeschreibung|Bildtext|Caption)\s?[,:] ?")
_AGENCY_TAIL = re.compile(
    r"(?P<seam>\s*[|(\[–-]?\s*)(?P<credit>(?:[A-ZÄÖÜ](?:[\w'’-]+|\.) ?){0,4}/ ?(?:[A-Z][\w. ]{1,25}/ ?){0,3}"
    rf"(?:{'|'.join(sorted(PICTURE_AGENCIES, key=len, reverse=True))})(?:[/ ][\w. ]{{1,30}})?[)\]]?)$"
)
_SEAM = re.compile(r"(?<=[a-zäöüß?!\d\"“”»)])(?=[A-ZÄÖÜ„“\"»])|(?<=[A-ZÄÖÜ]{4})(?=[A-ZÄÖÜ][a-zäöüß])")
_TEASER_END = re.compile(r"(?<=[.!?…“”\"»])\s*(?=(?:Von |By |VON |BY |von )?[A-ZÄÖÜÅ])")


def credit_start(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the caption in `[start, end)` ends and its credit begins, or None for a line without credit."""
    line = text[start:end]
    if line.count(" ") > MOST_CAPTION_WORDS:
        return None
    if _LEADING_CREDIT.match(line):
        return start, start
    tail = max(0, len(line) - LONGEST_CREDIT)
    if not any(mark in line[tail:] for mark in (":", "©", "/", "(c)", " by ")):
        return None
    for pattern in (_CREDIT, _AGENCY_TAIL):
        for match in pattern.finditer(line, tail):
            credit = match.group("credit")
            if _is_credit(credit):
                return start + match.start("seam"), start + match.start("credit")
            break
    return None


def _is_credit(credit: str) -> bool:
    words = credit.split()
    ended = credit.endswith((".", "!", "?", "“", '"')) and len(words) > 4
    return len(words) <= MOST_CREDIT_WORDS and not ended


def is_captioned(line: str) -> bool:
    """Return whether the line says itself that it is a caption."""
    return bool(_CAPTION_CUE.match(line))


def kicker_end(line: str, stands_alone: Callable[[str], bool]) -> int | None:
    """Return where a kicker that sticks to the headline ends, or None.

    `stands_alone` tells whether a word occurs by itself in the page: `Hafen` of `WirtschaftHafen` does, `Tube` of
    `YouTube` does not.
    """
    for seam in _SEAM.finditer(line[: LONGEST_KICKER + 1]):
        kicker = line[: seam.start()]
        last = kicker.split()[-1] if kicker.split() else ""
        word = re.match(r"\W*(\w+)", line[seam.start() :])
        if len(last) < LEAST_GLUED_WORD or word is None or len(kicker.split()) > 4:
            continue
        rest = len(line) - seam.start()
        known = kicker.casefold() in SECTION_NAMES or last.casefold() in SECTION_NAMES
        if known or (rest > 12 and len(word.group(1)) > 1 and stands_alone(word.group(1)) and " " not in kicker):
            return seam.start()
    return None


def byline_at(text: str, start: int, end: int) -> int | None:
    """Return where a byline begins that sticks to the end of a teaser, or None.

    It must name persons and state a date, or follow `Von` or `By` without white space before it.
    """
    for seam in _TEASER_END.finditer(text, max(start, end - LONGEST_TAIL), end):
        at = seam.end()
        led = re.compile(r"(?:[Vv]on|VON|By|BY) ").match(text, at, end)
        names = NAMES.match(text, led.end() if led else at, end)
        glued = seam.start() == seam.end()
        if names is None or at == start:
            continue
        date = next(printed_dates(text, names.end(), end), None)
        near = date is not None and date.span.start - names.end() <= 20
        if near and _names_before(text[names.start() : names.end()]):
            return at
        if led and glued and names_in(names.group()) and end - names.end() <= 30:
            return at
    dates = list(printed_dates(text, max(start, end - 60), end))
    if dates and dates[0].span.start > start:
        at = dates[0].span.start
        before = text[start:at]
        if before.endswith((".", "!", "?", "“", "”", '"')) and end - dates[0].end <= 30:
            return at
    return None


def _names_before(names: str) -> bool:
    return bool(names_in(names)) or all(word[:1].isupper() for word in names.split() if word not in ("und", "and"))
