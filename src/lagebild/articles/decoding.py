"""From bytes to clean text.

`decoded` finds the encoding, `cleaned` normalises the characters. What `cleaned` does, and why:

- Newlines of every kind (CR, CRLF, vertical tab, form feed, NEL, U+2028, U+2029) become `\\n`.
- Spaces of every kind (tab, no-break, thin, ideographic ...) become one plain space each, so that `10\\u00a0000` and
  `Kim\\u00a0Jong Un` compare with what a person types. Runs of spaces stay.
- Characters nobody sees are removed: soft hyphens, zero-width characters and joiners, other control characters,
  byte-order marks, tag characters, non-characters, half surrogates, and the controls of writing direction, which could
  make evidence look different from its characters.
- The result is Unicode NFC. U+FFFD stays: it shows that something was lost there.

Text given as JSON lines is never passed through here.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from charset_normalizer import from_bytes

from lagebild.errors import RefusedSource

DETECTION_BYTES = 65_536
"""How much of a text the encoding detector looks at: it reads about 1 MB a second, and 64 KiB hold 10,000 words."""

CONTROL_SHARE_OF_BINARY = 0.02
"""Share of control characters above which bytes are no text; random bytes have 0.11, damaged texts below 0.001."""

DAMAGE_PER_CHARACTER = 0.25
"""Undecodable sequences per well-formed non-ASCII one up to which bytes still count as damaged UTF-8.

Windows-1252 text has hardly any well-formed sequence, so the ratio separates the two by orders of magnitude.
"""

WESTERN_SHARE = 0.2
"""Share of non-ASCII letters up to which bytes are taken as Windows-1252.

German has 1-2 %, French 4 %; Cyrillic or Greek bytes read as Windows-1252 give 80 % and more.
"""

MAX_COMBINING_RUN = 30
"""Combining marks kept in one run: the limit of the Stream-Safe Text Format of UAX #15.

Putting a run into order takes time quadratic in its length.
"""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION_BYTES = 4096
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""The WHATWG encoding standard: pages that say Latin-1 or ASCII are read as Windows-1252."""

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f]")
_MAY_COMBINE = re.compile("[\u0300-\u1fff\u2071-\u209f\u20d0-\U0010ffff]")
_WORD_CHARACTER = re.compile(r"[^\W\d_]")


def decoded(data: bytes, *, charset: str | None = None, place: str | None = None) -> str:
    """Return `data` as text, not yet cleaned.

    The first of these that fits wins: byte-order mark, `charset` (named by the transport), a declaration in the
    markup, UTF-16 told by its zero bytes, UTF-8, Windows-1252 when it gives western words, the detector's guess.
    Raises `RefusedSource` if the bytes are no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _text_or_refusal(data[len(mark) :].decode(encoding, "replace"), place)
    for declared in (charset, _charset_declared_in(data)):
        text = _strictly(data, declared) if declared else None
        if text is not None:
            return _text_or_refusal(text, place)
    return _text_or_refusal(_without_declaration(data), place)


def cleaned(text: str) -> str:
    """Return `text` with plain newlines and spaces, without invisible characters, in Unicode NFC."""
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    if _MAY_COMBINE.search(text):
        text = _long_combining_runs().sub(r"\1", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def has_words(text: str) -> bool:
    """Return whether there is at least one letter in `text`."""
    return _WORD_CHARACTER.search(text) is not None


@cache
def _long_combining_runs() -> re.Pattern[str]:
    """Return the pattern of runs of combining marks longer than the limit, their kept part as group 1.

    Combining classes exist in the first two planes only; the table is made when a text first needs it (20 ms).
    """
    marks = [chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code))]
    some = f"[{''.join(marks)}]"
    return re.compile(f"({some}{{{MAX_COMBINING_RUN}}}){some}+")


def _charset_declared_in(data: bytes) -> str | None:
    match = _DECLARED_CHARSET.search(data[:_DECLARATION_BYTES])
    return (match[1] or match[2]).decode("ascii") if match else None


def _strictly(data: bytes, charset: str) -> str | None:
    """Return `data` in `charset`, or None if the name is unknown or does not fit."""
    name = charset.strip().lower()
    try:
        text = data.decode(_WEB_NAMES.get(name, name))
    except (LookupError, ValueError):
        return None
    # What says Latin-1 is often UTF-8 all the same; text that is valid UTF-8 by chance does not exist.
    if not text.isascii() and not name.startswith("utf"):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return text


def _without_declaration(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\x00" not in text:
        return text
    if (wide := _wide_encoding_of(data)) is not None:
        return data.decode(wide, "replace")
    if text:
        return text
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if lost <= DAMAGE_PER_CHARACTER * _count_beyond_ascii(damaged, lost):
        return damaged
    return _western(data) or _detected(data)


def _count_beyond_ascii(text: str, lost: int) -> int:
    return len(text) - lost - len(text.encode("ascii", "ignore"))


def _wide_encoding_of(data: bytes) -> str | None:
    """Return the UTF-16 variant whose zero bytes `data` shows, or None."""
    sample = data[:DETECTION_BYTES]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _western(data: bytes) -> str | None:
    """Return `data` as Windows-1252 if that gives western words, else None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = _WORD_CHARACTER.findall(text[:DETECTION_BYTES])
    foreign = sum(not letter.isascii() for letter in letters)
    return text if foreign <= WESTERN_SHARE * len(letters) else None


def _detected(data: bytes) -> str:
    best = from_bytes(data[:DETECTION_BYTES]).best()
    return data.decode(best.encoding if best is not None else "cp1252", "replace")


def _text_or_refusal(text: str, place: str | None) -> str:
    sample = text[:DETECTION_BYTES]
    noise = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if noise > CONTROL_SHARE_OF_BINARY * len(sample):
        raise RefusedSource("It is binary data, not text.", place=place)
    return text
