"""Whether one stop ends a sentence, from the word before it and the word after it.

Method: closed-class rules over declared data. A full stop ends a sentence unless the word before it is an
abbreviation, an initial, an ordinal or a Roman numeral, or the word after it is written small. Where capitals leave it
open (every German noun and every name has one), only a function word after the stop ends the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.reading.sentences.conventions import Conventions

_BEFORE_CHARS = 48
"""How many characters before a stop are looked at: three long words; keeps the work per stop constant."""

_AFTER_CHARS = 48
"""How many characters after a stop are looked at: opening marks and one long word."""

_BRACKET_CHARS = 600
"""How far back the opening of a bracket is sought: longer parentheses than this hold whole sentences."""

_LARGEST_DAY = 31
"""Numbers up to this can be days of a month: `3. 10.` is a date, `45. 10` is not."""

_LONGEST_PART = 4
"""Characters of the last part of a spaced abbreviation (`v. Chr.`): longer words are not glued."""

_MOST_PARTS = 5
"""Parts of the longest spaced abbreviation (`v. l. n. r.`) and one."""

_OPENING = "„“”\"‚‘'«»‹›([{"
_LEADING = _OPENING + "¿¡.…–—-―•▪◦‣● \t\n\xa0\u2009\u202f"
_CONTINUING = frozenset(",;:)]}/")
_ROMAN = re.compile(r"X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3}|XL")
_LETTERS_WITH_DOTS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*")
_SHORT_WITH_DOT = re.compile(r"(?:[^\W\d_]\.){1,3}")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z][b-df-hj-np-tv-xz]{1,4}")
_ORDINAL = re.compile(r"[0-9]{1,3}")
_OMISSION = re.compile(r"[\[(](?:…|\.\.\.)[\])]")
_WORD = re.compile(r"[^\W\d_]+")

_TWO_LETTERS = re.compile(r"[^\W\d_]{2}|\d{2}")
_SPACELESS_START = re.compile(r"[„“\"«»(]?[A-ZÄÖÜ][a-zäöüß]+(?=[\s,:;!?“”\"»«])")
_ADDRESS_SIGNS = frozenset("/@_\\=&")
_DOMAINS = frozenset(
    ["Com", "Net", "Org", "Info", "De", "At", "Ch", "Eu", "Ru", "Ua", "Cn", "Jp", "Kr", "Kp", "Uk", "Tv", "Io"]
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop in the text: `[start, marks_end)` are its marks, up to `end` the quotes and brackets that follow them."""

    start: int
    marks_end: int
    end: int


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a stop: the last word with the abbreviated ones before it glued on (`z. B` is `z.B`)."""

    word: str
    earlier: str
    first: bool
    quoted: bool


def _before(text: str, start: int, stop: int) -> _Before:
    begin = max(start, stop - _BEFORE_CHARS)
    parts = text[begin:stop].split()
    raw = parts[-1] if parts else ""
    word = raw.lstrip(_OPENING)
    quoted = len(word) < len(raw)
    at = len(parts) - 2
    if len(word) <= _LONGEST_PART:
        last = max(-1, at - _MOST_PARTS)
        while at > last and _SHORT_WITH_DOT.fullmatch(glued := parts[at].lstrip(_OPENING)):
            word = glued + word
            at -= 1
    return _Before(word, parts[at] if at >= 0 else "", begin == start and at < 0, quoted)


def _ends_after_number(before: _Before, sign: str, following: str, rules: Conventions) -> bool:
    """A number and a stop: an ordinal, a list number, or the end of the sentence."""
    if (before.first or before.quoted) and len(before.word) <= 2:
        return False  # the number of a list item, or of the „22. Parteitag“
    if not rules.ordinal_nouns or not _ORDINAL.fullmatch(before.word):
        return True
    if sign.isdigit():
        return int(before.word) > _LARGEST_DAY
    noun = following.lower()
    if noun in rules.ordinal_nouns or noun.endswith(rules.ordinal_endings):
        return False
    return following in rules.starters or before.earlier not in rules.ordinal_before


def _ends_after_word(before: _Before, sign: str, following: str, rules: Conventions) -> bool:
    """Letters and a stop: an abbreviation, an initial, a Roman numeral, or the end of the sentence."""
    word = before.word
    tail = word.rsplit("-", 1)[-1]
    if word in rules.joined or tail in rules.joined:
        return False
    if word in rules.before_number and (sign.isdigit() or _ROMAN.fullmatch(following)):
        return False
    numeral = bool(rules.ordinal_nouns) and _ROMAN.fullmatch(word) is not None
    if numeral or _LETTERS_WITH_DOTS.fullmatch(word):
        return following in rules.starters or before.earlier in rules.lettered
    if word in rules.open or tail in rules.open or _CONSONANTS.fullmatch(tail):
        return following in rules.starters
    return True


def _closes_inner_bracket(text: str, start: int, stop: Stop) -> bool:
    """Whether a bracket after the marks was opened inside the sentence that starts at `start`."""
    closing = text[stop.marks_end : stop.end]
    for opened, closed in (("(", ")"), ("[", "]")):
        if closed in closing and opened not in closing:
            at = text.rfind(opened, max(start, stop.start - _BRACKET_CHARS), stop.start)
            if at >= 0 and text[start:at][: len(_OPENING)].strip(_OPENING):
                return True
    return False


def ends_sentence(text: str, start: int, stop: Stop, end: int, rules: Conventions) -> bool:
    """Return whether `stop`, which white space follows, ends the sentence that starts at `start`.

    `end` is where the passage ends: what lies behind it is not looked at.
    """
    after = _OMISSION.sub("", text[stop.end : min(end, stop.end + _AFTER_CHARS)]).lstrip(_LEADING)
    sign = after[:1]
    if not sign or sign in _CONTINUING:
        return False
    if sign.islower() and not after.startswith(("http:", "https:", "www.")):
        return False
    before = _before(text, start, stop.start)
    if not before.word and before.first:
        return False  # an ellipsis that opens the sentence
    if stop.end > stop.marks_end and _closes_inner_bracket(text, start, stop):
        return False
    if stop.marks_end - stop.start > 1 or text[stop.start] != ".":
        return not (text[stop.start] == "!" and before.word in rules.exclamations)
    word = _WORD.match(after)
    following = word.group() if word else ""
    if before.word[-1:].isdigit():
        return _ends_after_number(before, sign, following, rules)
    return _ends_after_word(before, sign, following, rules)


def ends_sentence_unspaced(text: str, start: int, stop: Stop, end: int, rules: Conventions) -> bool:
    """Return whether `stop`, which a letter or an opening mark follows at once, ends the sentence (`… Krieg.Danach …`).

    Only between two plain words, and never inside an address or a name with a domain.
    """
    opening = _SPACELESS_START.match(text, stop.end, end)
    if opening is None or opening.group().lstrip(_OPENING) in _DOMAINS:
        return False
    chunk = text[max(start, stop.start - _BEFORE_CHARS) : stop.start].rsplit(None, 1)[-1:]
    if not chunk or not _TWO_LETTERS.fullmatch(chunk[0][-2:]) or not _ADDRESS_SIGNS.isdisjoint(chunk[0]):
        return False
    return ends_sentence(text, start, stop, end, rules)
