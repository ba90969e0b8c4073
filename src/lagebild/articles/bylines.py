"""Names and bylines as pages print them: `Von Anna Berg und Jan Oltmann`, `By Jane Doe | Nov 8, 2024`.

Recognises persons' names by shape (capitalised words, particles, initials), not by a list of names, and therefore only
where a byline is expected.
"""

# ruff: noqa: E501, SIM905  (tables read better as long lines)
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lagebild.articles.datelines import printed_dates

PARTICLES = "von van de der den del della di da du la le zu zur al el bin ibn ben dos ter ten".split()
AUTHOR_CUES = (
    "von", "by", "autor", "autorin", "autoren", "author", "authors", "text", "text von", "ein artikel von", "ein beitrag von", "ein kommentar von", "eine analyse von", "aus", "words by",
    "written by", "posted by", "story by", "published by", "veröffentlicht von", "geschrieben von", "verfasst von", "interview von", "interview", "kommentar von", "analyse von", "gastbeitrag von", "gastkommentar von", "protokoll von", "übersetzt von", "erstellt von", "eingestellt von", "publiziert von", "gepostet von", "beitrag von", "artikel von", "bericht von", "blogbeitrag von",
)  # fmt: skip
"""Words before the names of a byline."""
AGENCIES = frozenset(
    "dpa afp ap reuters epd kna sid apa sda ots rtr dapd dpa-afx dts bloomberg xinhua tass pa upi dw".split()
)
"""News agencies in lower case: no persons, though they stand in bylines."""
ROLE_WORDS = (
    "Korrespondent", "Korrespondentin", "Redakteur", "Redakteurin", "Reporter", "Reporterin", "Autor", "Autorin", "Journalist", "Journalistin", "Redaktor", "Redaktorin", "Chefredakteur", "Chefredakteurin", "Ressortleiter", "Ressortleiterin", "Volontär", "Volontärin",
    "Büroleiter", "Büroleiterin", "Kolumnist", "Kolumnistin", "Auslandskorrespondent", "Auslandskorrespondentin", "Chefkorrespondent", "Chefkorrespondentin", "correspondent", "reporter", "editor", "writer", "journalist", "columnist", "author", "bureau", "chief", "contributor", "analyst",
)  # fmt: skip
"""What authors are called in bylines and in the portrait under an article."""
NO_NAMES = frozenset(
    """
    januar februar märz april mai juni juli august september oktober november dezember january february march may june july october december montag dienstag mittwoch donnerstag freitag samstag sonntag
    monday tuesday wednesday thursday friday saturday sunday uhr artikel anhören stand aktualisiert update updated published veröffentlicht lesezeit minuten min read teilen share kommentare comments foto
    bild politik wirtschaft international startseite news newsletter home login menü menu suche search anzeige werbung redaktion die der das the and und more facebook twitter nordkorea südkorea north
    south korea united states staff online gmt utc mez mesz am pm for with from über about deutschland europa russland china ukraine usa welt world sport kultur kategorien kategorie category categories
    schreibe kommentar comment last neueste beiträge beitrag recent posts post latest image images von by zum zur im alle all daily live blog music view profile profil follow deal wortlaut indie recipes
    magazin magazine leasing grüße gruß uncategorized allgemein mehr
    """.split()
)
"""Capitalised words of bylines and menus that are no part of a name."""

_WORD = r"[A-ZÄÖÜÅØÉÁČŠŽŁİ](?:[\w'’-]*[\w’]|\.)"
_PARTICLE = "|".join(map(re.escape, PARTICLES))
_NAME = rf"{_WORD}(?: (?:(?:{_PARTICLE}) )?(?:(?:{_PARTICLE}) )?{_WORD}){{1,3}}"
_JOIN = r"(?:\s*[,;/&+|]\s*|\s+(?i:und|and|sowie|mit|with)\s+)(?:(?i:und|and)\s+)?"
NAMES = re.compile(rf"{_NAME}(?:{_JOIN}{_NAME}){{0,5}}")
"""One to six names joined by commas or `und`."""
_CUE = "|".join(re.escape(cue).replace(r"\ ", " +") for cue in sorted(AUTHOR_CUES, key=len, reverse=True))
_NAMED = re.compile(r"\b(?:von|by|author|autor|autorin) ?:? ?(?=[A-ZÄÖÜÅØÉÁČŠŽŁİ])", re.I)
_LOWER_ROLE = re.compile(r" ?(?:editor|correspondent|reporter|writer|columnist|analyst)\b")
_LED = re.compile(rf"(?:(?:{_CUE}) ?:|(?:{_CUE})(?= )|(?:by|von)(?-i:(?=[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ])))\s*", re.I)
_SINGLE = re.compile(_NAME)
_DIGIT = re.compile(r"\d")
_ROLE = re.compile(
    rf"(?:[ ,|–-]|is an?\b|ist\b|arbeitet als\b|works as an?\b|senior\b|chief\b)*(?:\w+-)?(?:{'|'.join(ROLE_WORDS)})\b.*$",
    re.I,
)
_ROLE_WORD = re.compile(rf"\b(?:{'|'.join(ROLE_WORDS)})\b", re.I)
_AGENCY = re.compile(
    rf"(?:(?:^|\s*[,/|&]|\s+(?:und|and|mit|with))\s*)\(?(?:{'|'.join(sorted(AGENCIES, key=len, reverse=True))})\)?(?=$|[\s,/|)])",
    re.I,
)
# A date that the line speaks of (`Der Gipfel vom …`), not one that it bears.
_EVENT = re.compile(r"\b(?:vom|im|bis|seit|ab|zum|nach|vor|since|until|of|from|for|the)\s*\|", re.I)
_WEEKDAY = "montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so mon tue wed thu fri sat sun"
DATE_LINE_WORDS = frozenset(
    f"""
    {_WEEKDAY} am um at on in the der den von by uhr stand stand: aktualisiert zuletzt update updated last letzte änderung geändert modified published publiziert veröffentlicht erschienen erstellt posted created datum date gmt utc et est
    mez mesz lesezeit lesedauer min minuten minute minutes read reading time artikel anhören teilen drucken print share kommentare comments kommentar comment autor author uhr, h zeit first ago vor stunden hours original
    """.split()
)
"""Words that stand beside a date in a date line, in lower case."""
MOST_FOREIGN_WORDS = 3
"""Words in a date line that are not customary there: a place, a section, a user name."""
_SHOUTED = re.compile(r"\b[A-ZÄÖÜ]{3,}\b")

LEAST_NAME_WORDS = 2
SHORTEST_BYLINE = 4
"""Characters."""
LONGEST_BYLINE = 160
"""Characters; six names with a date and a time."""
MOST_OTHER_WORDS = 7
"""Words in a date line besides the date and the names: `Zuletzt aktualisiert am … um … Uhr Lesezeit: 4 Min.`"""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says: the authors in order and how it was told (`led` by `Von`, with a date, or names alone)."""

    authors: tuple[str, ...]
    is_led: bool
    has_date: bool


def is_name(text: str) -> bool:
    """Return whether the text has the shape of a person's name and no word that names never have."""
    return bool(_SINGLE.fullmatch(text)) and not any(
        word.casefold().strip(".,") in NO_NAMES for word in text.split() if word not in PARTICLES
    )


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a list such as `Anna Berg, Jan Oltmann und Kai Nord`; empty if any part is none."""
    parts = [_clipped(part.strip()) for part in re.split(_JOIN, text.strip(" ,;:|–-")) if part.strip()]
    names = tuple(part for part in parts if part.casefold() not in AGENCIES and not _ROLE_WORD.search(part))
    return names if names and all(map(is_name, names)) else ()


def _clipped(name: str) -> str:
    """Return the name up to the first word that no name has, if that leaves a name: `Anna Berg Kategorien`."""
    words = name.split()
    size = next((n for n, word in enumerate(words) if word.casefold().strip(".,") in NO_NAMES), len(words))
    return " ".join(words[:size]) if size >= LEAST_NAME_WORDS and words[size - 1] not in PARTICLES else name


def byline_of(line: str) -> Byline | None:
    """Return what a line says if it is a byline or date line as a whole, else None."""
    if not SHORTEST_BYLINE <= len(line) <= LONGEST_BYLINE or (line[-1] in ".!?" and not _DIGIT.search(line)):
        return None
    return _read_byline(line)


@lru_cache(maxsize=4096)  # several steps ask about the same line
def _read_byline(line: str) -> Byline | None:
    dates = list(printed_dates(line))
    rest = line
    for found in reversed(dates):
        rest = f"{rest[: found.span.start]}|{rest[found.end :]}"
    if _EVENT.search(rest):
        return None
    rest = _AGENCY.sub("|", rest).strip(" |,/–-")
    led = _LED.match(rest)
    core = _titled(rest[led.end() :] if led else rest)
    match, before = NAMES.match(core), ""
    if match is None and dates and (named := _NAMED.search(core)):
        led, before, core = named, core[: named.start()], _titled(core[named.end() :])
        match = NAMES.match(core)
    authors = names_in(_without_subject(match, core)) if match else ()
    if led and not authors and match:
        authors = names_in(match.group().split(",")[0])
    after = core[match.end() :] if match and authors else core
    words = [word.casefold().strip(".,:;()|") for word in f"{before} {after}".split() if any(map(str.isalpha, word))]
    others, foreign = len(words), sum(word not in DATE_LINE_WORDS for word in words)
    if dates and others <= MOST_OTHER_WORDS and foreign <= MOST_FOREIGN_WORDS and not _is_sentence(core):
        return Byline(authors, bool(led), True)
    if led and authors and (others <= MOST_OTHER_WORDS or _ROLE.match(after)) and not line.endswith((".", "!", "?")):
        return Byline(authors, True, False)
    if authors and len(authors[0].split()) <= 4 and (others == 0 or _ROLE.match(after)) and others <= MOST_OTHER_WORDS:
        return Byline(authors, False, False)
    return None


def _without_subject(names: re.Match[str], line: str) -> str:
    """Return the names without the field of an editor that follows the last one: `Jane Doe Education editor`."""
    if _LOWER_ROLE.match(line, names.end()) and names.group().count(" ") >= LEAST_NAME_WORDS:
        return names.group().rsplit(" ", 1)[0]
    return names.group()


def _titled(text: str) -> str:
    """Return a shouted line (`JANE DOE`) in title case; other lines stay as they are."""
    if text.upper() != text:
        return text
    titled = _SHOUTED.sub(lambda match: match.group().title(), text)
    return titled.replace(" And ", " and ").replace(" Und ", " und ")


def _is_sentence(rest: str) -> bool:
    """Return whether what stands beside the date ends like a sentence."""
    end = rest.rstrip(" |")
    is_ended = end.endswith((".", "!", "?")) and not end.endswith(("Min.", ".m."))
    return is_ended and len(end.split()) > 3


def portrayed(line: str) -> str | None:
    """Return the name a portrait line begins with (`Anna Berg Korrespondentin in Wien`), or None."""
    match = _SINGLE.match(line)
    words = match.group().split() if match else []
    # The role is capitalised in German and looks like a further part of the name.
    for size in range(len(words), 1, -1):
        head = " ".join(words[:size])
        if is_name(head) and not set(words[:size]) & set(ROLE_WORDS) and _ROLE.match(line[len(head) :]):
            return head
    return None
