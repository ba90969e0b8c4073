"""The model's names beside those that the world knows: what the world is sure of goes first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace

from lagebild.reading.entities.persons import SURNAME_FIRST, name_parts
from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.sectors import sector_of_noun
from lagebild.reading.entities.words import known_language
from lagebild.reading.marks import Mention, MentionKind

SURE = 0.9
"""Confidence of a known name from which it counts although the model does not see it."""
LONGEST_SYLLABLE = 5
"""Letters of the second syllable of a given name: `Jong-un`, `Jae-myung`."""
SHORTEST_SURNAME = 4
_GENITIVES = (" der ", " des ")
_JOINED = re.compile(r"[-‐‑]([^\W\d_]+)(?!\w)")
_OF_WORLD = frozenset({MentionKind.STATE, MentionKind.ORG, MentionKind.LOC})


def with_known(names: Sequence[ProposedName], known: Sequence[Mention]) -> list[ProposedName]:
    """Return the model's names (in order, without overlaps), of the kind the world tells, and the sure known ones.

    A known name of which the model sees several parts takes their place (`Vereinigte Staaten von Amerika`).

    Whether a capital acts or is a place is told by rules from the words beside it: on the development articles that
    was better than the model's own kind, and adding sure names found more than it spoilt.
    """
    kinds = {(m.start, m.end): m.kind for m in known if m.kind in _OF_WORLD}
    found = [ProposedName(n.start, n.end, kinds.get((n.start, n.end), n.kind), n.sector, n.confidence) for n in names]
    starts = [name.start for name in names]
    for mention in known:
        first = bisect_left(starts, mention.start)
        after = bisect_left(starts, mention.end)
        free = first == 0 or names[first - 1].end <= mention.start
        parts = names[first:after]
        whole = not parts or (len(parts) > 1 and parts[-1].end <= mention.end)
        if free and whole and mention.confidence >= SURE:
            found = [name for name in found if not mention.start <= name.start < mention.end]
            found.append(ProposedName(mention.start, mention.end, mention.kind, mention.sector, mention.confidence))
    return sorted(found)


def with_whole_bodies(names: Sequence[ProposedName], text: str, lang: str | None) -> list[ProposedName]:
    """Return the names, those that were cut joined again.

    A bare noun for a body with the name right behind it (`Universität` + `Almborg`), a name with the rest of its word
    (`Friedrich-Ebert` + `-Stiftung`, `Kim Jong` + `-un`), the parts of a person's name that the article also has in
    one (`Wladimir` + `Putin`), and a body with the one that it belongs to (`Rechnungshof` + `des US-Kongresses`).
    """
    whole = {text[name.start : name.end] for name in names if name.kind is MentionKind.PER}
    found: list[ProposedName] = []
    for name in (_to_end_of_word(name, text, lang) for name in names):
        last = found[-1] if found else None
        if last is not None and name.start < last.end:
            continue
        if last is not None and _is_one(last, name, text, lang, whole):
            found[-1] = replace(last, end=name.end)
        else:
            found.append(name)
    return found


def with_surnames(names: Sequence[ProposedName], text: str) -> list[ProposedName]:
    """Return the names and the surnames of persons named in full where the model has not seen them.

    Of six such words in 172 annotated articles that the model is not trained on, all six were names.
    """
    found, starts = list(names), [name.start for name in names]
    for surname, bearer in _bearers(names, text).items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}s?(?![\w-])", text):
            after = bisect_left(starts, match.end())
            if after == 0 or names[after - 1].end <= match.start():
                found.append(replace(bearer, start=match.start(), end=match.end()))
    return sorted(found)


def _bearers(names: Sequence[ProposedName], text: str) -> dict[str, ProposedName]:
    """Return the persons named by more than a word, by the last one if it is long enough to be no other word."""
    full = {
        parts[-1]: name
        for name in names
        if name.kind is MentionKind.PER and len(parts := text[name.start : name.end].split()) > 1
    }
    return {surname: name for surname, name in full.items() if len(surname) >= SHORTEST_SURNAME and surname.istitle()}


def _is_one(last: ProposedName, name: ProposedName, text: str, lang: str | None, whole: Set[str]) -> bool:
    between = text[last.end : name.start]
    if between in _GENITIVES:
        return last.kind is name.kind is MentionKind.ORG
    if between != " ":
        return False
    if last.kind is name.kind is MentionKind.PER:
        return text[last.start : name.end] in whole
    return name.kind in _OF_WORLD and _is_bare_body(last, text, lang)


def _to_end_of_word(name: ProposedName, text: str, lang: str | None) -> ProposedName:
    """A person's name with what a hyphen joins to it: a body that bears it, or the end of an East Asian given name."""
    rest = _JOINED.match(text, name.end) if name.kind is MentionKind.PER else None
    if rest is None:
        return name
    parts = name_parts(text[name.start : name.end])
    if rest[1].islower() and len(rest[1]) <= LONGEST_SYLLABLE and len(parts) == 2 and parts[0] in SURNAME_FIRST:
        return replace(name, end=rest.end())
    if rest[1][0].isupper() and sector_of_noun(rest[1], known_language(lang)) == "EDU":
        return replace(name, end=rest.end(), kind=MentionKind.ORG, sector="EDU")
    return name


def _is_bare_body(name: ProposedName, text: str, lang: str | None) -> bool:
    word = text[name.start : name.end]
    return name.kind is MentionKind.ORG and " " not in word and sector_of_noun(word, known_language(lang)) == "EDU"
