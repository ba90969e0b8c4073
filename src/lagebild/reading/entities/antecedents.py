"""Whom a pronoun or a definite description means: `er`, `she`, `der US-Präsident`, `the minister`, `das Land`.

A name inside the words decides. Else the entities named before are asked, the last first: of a pronoun's gender or
number, within a few sentences; of a described person, who was said to hold such an office for such a country. Several
that fit equally well, an indefinite description (`ein Sprecher`) and a counterpart (`sein Amtskollege`) give None.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.reading.entities.phrases import role_words
from lagebild.reading.entities.titles import Title, title_of
from lagebild.reading.entities.words import MEDIA, known_language, surroundings_of
from lagebild.reading.marks import Mention, MentionKind, RoleStatement, Sentence

SENTENCES_BACK = 3
"""Sentences before its own in which a pronoun's antecedent is named."""
MENTIONS_BACK = 60
"""Mentions before a pronoun or a description that are looked at."""
LONGEST_DESCRIPTION = 120
"""Characters of a description; what is longer is not one."""

PAIR = 2
"""How many are meant by words for both."""

LONGEST_VERB = 30
"""Characters before a pronoun in which its verb is looked for."""
PLURAL_ENDINGS = ("en", "ern", "eln")
"""Endings of a German verb beside `sie` that make it more than one."""
_ACTING = frozenset({MentionKind.PER, MentionKind.GROUP})
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_LAST_WORD = re.compile(r"([a-zäöüß]+)\s$")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_ADDRESS = re.compile(r"\b(?:(Herrn?|Mr\.?|König|Prinz|Sir|Lord)|(Frau|Mrs\.?|Ms\.?|Königin|Prinzessin|Queen|Lady))\s$")


@dataclass(frozen=True, slots=True)
class _Office:
    """A title noun with what is before it in its compound (`außenminister`), and the other words of its phrase."""

    noun: str
    title: Title
    words: frozenset[str]
    country: str | None


@dataclass(frozen=True, slots=True)
class _Description:
    office: _Office | None
    kinds: frozenset[str]
    is_media: bool
    country: str | None
    gender: str | None


class Antecedents:
    """Resolves the words of one article: built once, asked for every pronoun or description, bounded work each time."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        lang: str | None,
        mentions: Sequence[Mention],
        roles: Sequence[RoleStatement],
    ) -> None:
        self._lang = known_language(lang)
        self._around = surroundings_of(text, sentences, lang)
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self._starts = [m.start for m in self._mentions]
        self._places: dict[str, list[int]] = defaultdict(list)
        for mention in self._mentions:
            self._places[mention.entity].append(mention.start)
        self._most: dict[frozenset[MentionKind], list[str]] = {}
        self._posts = sorted(roles, key=lambda role: (role.start, role.end))
        self._post_starts = [role.start for role in self._posts]
        self._offices: dict[str, list[_Office]] = defaultdict(list)
        for role in roles:
            self._offices[role.entity].extend(_offices_in(role.role, role.country, self._lang))
        self._genders = self._known_genders()

    def antecedent_of(self, start: int, end: int) -> str | None:
        """Return the entity that the words `[start, end)` of a speaker or source mean, None if that is not clear."""
        found = self.mention_meant(start, end)
        return None if found is None else found.entity

    def mention_meant(self, start: int, end: int) -> Mention | None:
        """Return the mention that says whom the words `[start, end)` mean: in them or before them."""
        named = self._named_in(start, end)
        if named is not None and named.kind in _ACTING:
            return named
        if named is not None:
            return self._behind_its_name(named, start, end)
        words = _WORD.findall(self._around.text[start : min(end, start + LONGEST_DESCRIPTION)])
        if not words:
            return None
        pronoun = words_that_point_back(self._lang)["pronouns"].get(words[0].lower()) if len(words) == 1 else None
        if pronoun is not None:
            return self._of_pronoun(start, self._narrowed(start, end, frozenset(pronoun)))
        described = self._description(start, end, words)
        return self._described(start, described) if described is not None else None

    def two_meant(self, start: int, kinds: frozenset[MentionKind], *, near: bool) -> tuple[Mention, ...]:
        """Return the two of some kinds that words for both of them (`beide Seiten`) at `start` mean, none if unclear.

        Those that the nearest sentences name, if these are two; else, unless they must be `near`, the two that the
        article names most.
        """
        last: dict[str, Mention] = {}
        for low, high in self._sentences_back(start):
            for mention in self._before(min(high, start)):
                if mention.start < low:
                    break
                if mention.kind in kinds:
                    last.setdefault(mention.entity, mention)
            if len(last) >= PAIR:
                break
        if len(last) != PAIR and not near:
            often = [self._last_before(entity, start) for entity in self._named_most(kinds)]
            last = {mention.entity: mention for mention in often if mention is not None}
        return tuple(sorted(last.values())) if len(last) == PAIR else ()

    def _named_most(self, kinds: frozenset[MentionKind]) -> list[str]:
        """Return the two entities of some kinds that are named more often than any third, none if there are none."""
        if kinds not in self._most:
            counts = Counter(m.entity for m in self._mentions if m.kind in kinds).most_common(PAIR + 1)
            clear = len(counts) <= PAIR or counts[PAIR - 1][1] > counts[PAIR][1]
            self._most[kinds] = [entity for entity, _ in counts[:PAIR]] if clear else []
        return self._most[kinds]

    def _last_before(self, entity: str, start: int) -> Mention | None:
        places = self._places[entity]
        at = bisect_left(places, start)
        return self._mentions[bisect_left(self._starts, places[at - 1])] if at else None

    def is_named_behind(self, entity: str, end: int) -> bool:
        """Return whether the sentence that holds `end` names an entity behind it: a pronoun before means another."""
        places = self._places[entity]
        at = bisect_left(places, end)
        return at < len(places) and places[at] < self._around.sentence_of(end - 1)[1]

    def is_surely(self, gender: str, entity: str) -> bool:
        """Return whether the text tells that a person is of a gender (m, f)."""
        return self._genders.get(entity) == gender

    def _behind_its_name(self, named: Mention, start: int, end: int) -> Mention:
        """Return the person whose post names a body (`Ivo Marek, Leiter der Stiftung Hafen`) or who is described by it
        (`der Experte vom Institut Nord`), else what is named."""
        at = bisect_left(self._post_starts, named.start + 1) - 1
        post = self._posts[at] if at >= 0 else None
        if post is not None and post.start < named.start < named.end <= post.end:
            holder = self._nearest(post.entity, post.start)
            if holder is not None:
                return holder
        words = _WORD.findall(self._around.text[start : min(named.start, start + LONGEST_DESCRIPTION)])
        links = words_that_point_back(self._lang)["complement"]
        if not words or not any(word.lower() in links for word in words[1:]):
            return named
        described = self._description(start, min(named.start, end), words)
        found = self._described(start, described) if described is not None and described.office is not None else None
        return found or named

    def _nearest(self, entity: str, offset: int) -> Mention | None:
        places = self._places.get(entity, [])
        behind = bisect_left(places, offset)
        beside = places[max(0, behind - 1) : behind + 1]
        at = min(beside, key=lambda place: abs(place - offset), default=None)
        return None if at is None else self._mentions[bisect_left(self._starts, at)]

    def _named_in(self, start: int, end: int) -> Mention | None:
        inside = [m for m in self._mentions[bisect_left(self._starts, start) :][:8] if m.end <= end]
        acting = [m for m in inside if m.kind in _ACTING]
        return next(iter((*acting, *inside)), None)

    def _before(self, start: int) -> Iterator[Mention]:
        """Yield the mentions before `start`, the last first."""
        at = bisect_left(self._starts, start)
        yield from reversed(self._mentions[max(0, at - MENTIONS_BACK) : at])

    def _of_pronoun(self, start: int, wanted: frozenset[str]) -> Mention | None:
        """The subject of the last sentence that names someone fitting: the first fitting name in it."""
        for low, high in self._sentences_back(start):
            inside = [m for m in self._before(min(high, start)) if m.start >= low]
            fitting = [m for m in reversed(inside) if self._fits_pronoun(m, wanted)]
            if fitting:
                return fitting[0]
        return None

    def _narrowed(self, start: int, end: int, wanted: frozenset[str]) -> frozenset[str]:
        """What `sie` can mean by the verb beside it: after it at a sentence's beginning, else before it."""
        if not {"f", "p"} <= wanted:
            return wanted
        text = self._around.text
        opens = text[start].isupper()
        beside = _NEXT_WORD.match(text, end) if opens else _LAST_WORD.search(text, max(0, start - LONGEST_VERB), start)
        if beside is None or (not opens and beside[1] in words_that_point_back(self._lang)["conjunctions"]):
            return wanted
        plural = beside[1].endswith(PLURAL_ENDINGS) or beside[1] in words_that_point_back(self._lang)["plural_verbs"]
        return frozenset("p") if plural else frozenset("f")

    def _sentences_back(self, start: int) -> Iterator[tuple[int, int]]:
        limits: tuple[int, int] | None = self._around.sentence_of(start)
        for _ in range(SENTENCES_BACK + 1):
            if limits is None:
                return
            yield limits
            limits = self._around.sentence_before(limits[0])

    def _fits_pronoun(self, mention: Mention, wanted: frozenset[str]) -> bool:
        if mention.kind is MentionKind.PER:
            gender = self._genders.get(mention.entity)
            return gender in wanted if gender else bool(wanted & {"m", "f"})
        if mention.kind is MentionKind.GROUP:
            return "p" in wanted
        return "n" in wanted and mention.kind in {MentionKind.STATE, MentionKind.ORG}

    def _description(self, start: int, end: int, words: Sequence[str]) -> _Description | None:
        table = words_that_point_back(self._lang)
        first, lower = words[0].lower(), [word.lower() for word in words]
        if first in table["indefinite"] or any(word in table["counterpart"] for word in lower):
            return None
        told = self._around.countries_in(start, end)
        country = told[0].country if told else None
        head = words[: next((at for at, word in enumerate(lower) if at and word in table["complement"]), len(words))]
        office = next(reversed(list(_offices_in(" ".join(head), country, self._lang))), None)
        kinds = frozenset(kind for word in head[-1:] for kind in table["kinds"].get(word.lower(), ()))
        person = table["people"].get(head[-1].lower()) if head else None
        if first not in table["definite"] and office is None:
            return None
        if office is None and not kinds and person is None:
            return None
        is_media = bool(head) and head[-1].lower() in table["media"]
        return _Description(office, kinds, is_media, country, (office.title.gender if office else person) or None)

    def _described(self, start: int, described: _Description) -> Mention | None:
        for mention in self._before(start):
            is_person = mention.kind is MentionKind.PER
            fits = self._is_described(mention, described) if is_person else _is_kind(mention, described)
            if fits:
                return mention
        return None

    def _is_described(self, mention: Mention, described: _Description) -> bool:
        gender = self._genders.get(mention.entity)
        if described.gender and gender and described.gender != gender:
            return False
        if described.office is None:
            return not described.kinds and described.gender is not None and gender == described.gender
        return any(
            _same_office(held, described.office, self._lang)
            and described.country in {None, held.country, mention.country}
            for held in self._offices.get(mention.entity, ())
        )

    def _known_genders(self) -> dict[str, str]:
        genders: dict[str, str] = {}
        for entity, offices in self._offices.items():
            told = {office.title.gender for office in offices if office.title.gender}
            if len(told) == 1:
                (genders[entity],) = told
        for mention in self._mentions:
            if mention.kind is MentionKind.PER:
                address = _ADDRESS.search(self._around.text, max(0, mention.start - 12), mention.start)
                if address:
                    genders[mention.entity] = "m" if address[1] else "f"
        return genders


def _is_kind(mention: Mention, described: _Description) -> bool:
    fits = mention.kind in described.kinds and described.office is None
    is_media = mention.sector == MEDIA
    return fits and is_media == described.is_media and described.country in {None, mention.country}


def _same_office(held: _Office, described: _Office, lang: str) -> bool:
    """Whether a held office is the described one or a special case of it: `Außenminister` is a `Minister`."""
    if not held.noun.endswith(described.noun):
        return False
    return lang == "de" or described.words <= held.words


def _offices_in(phrase: str, country: str | None, lang: str) -> Iterator[_Office]:
    words = _WORD.findall(phrase)
    modifiers = role_words(lang).modifiers
    kept = frozenset(lower for word in words if (lower := word.lower()) in modifiers)
    for word in words:
        title = title_of(word, lang)
        if title is not None and not title.plural:
            yield _Office(_office_noun(word, title), title, kept, country)


def _office_noun(word: str, title: Title) -> str:
    """The noun in the masculine nominative with what is before it in its compound, but for a country's name."""
    lower = word.lower()
    at = lower.rfind(title.noun)
    noun = lower[: at + len(title.noun)] if at >= 0 else title.noun
    own = re.split(r"[-‐‑]", noun)[-1]
    return own.removesuffix("in") if title.gender == "f" else own


@cache
def words_that_point_back(lang: str) -> dict[str, Any]:
    """Return the tables of a language: pronouns, beginnings and nouns of descriptions, words for two."""
    declared = tomllib.loads(
        files("lagebild.reading.entities").joinpath("antecedents.toml").read_text(encoding="utf-8")
    )
    table: dict[str, Any] = declared[lang]
    return table
