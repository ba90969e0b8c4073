"""Names of organisations and groups as keys: the words that both languages use for one thing, in one order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lagebild.merging.names.spelling import plain
from lagebild.reading.entities.referents import bare
from lagebild.world import Role, names_in
from lagebild.world.tables import rows_of

SHORTEST_STEM = 4
"""Letters that stay of an unknown word when its ending is cut off."""
SHORTEST_HEAD = 3
"""Letters of the end of a compound, and of what stands before it."""
LONGEST_ABBREVIATION = 5
"""Characters of an abbreviation that is no word by itself (`UNRWA`, `DP-RK`)."""
PARTIES = frozenset({"party", "democrat", "socialist", "conservative", "green", "liberal", "republican", "communist"})
"""Words of keys that make a party of any country, with words of the table alone."""
SHORTEST_INITIALS = 3
"""Letters of an abbreviation that initials alone can make: two letters have too many readings."""
SURE_HEAD = 6
"""Letters of the end of a compound that is taken off an unknown word: `Demokrat` is no council (`Rat`)."""
MOST_WORDS = 16
"""Words of a name that are looked at."""

_WORD = re.compile(r"[^\W_]+(?:[-‐‑&][^\W_]+)*")
_ENDINGS = ("ern", "en", "es", "em", "er", "e", "n", "s")
_JOINTS = ("", "s", "es", "n", "en", "er")
_COUNTRY = "@"


@dataclass(frozen=True, slots=True)
class ThingKey:
    """The words of a name, sorted and joined, without the countries in it, and these countries."""

    words: str
    countries: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Words and countries: the key of a name."""
        return " ".join((*(f"{_COUNTRY}{country}" for country in self.countries), self.words)).strip()


@lru_cache(maxsize=131072)
def organisation_key(name: str) -> ThingKey:
    """Return the key of an organisation's name: `Nordische Friedensstiftung` and `Nordic Peace Foundation` share it."""
    return _key(name, "words")


@lru_cache(maxsize=131072)
def group_key(name: str) -> ThingKey:
    """Return the key of a group: `nordkoreanische Soldaten`, `Truppen aus Nordkorea`, `5,000 North Korean troops`."""
    return _key(name, "people")


@lru_cache(maxsize=131072)
def is_abbreviation(name: str) -> bool:
    """Whether a name is one word with several capitals; long ones are words like others (`SPIEGEL`, `UNICEF`)."""
    return len(name) <= LONGEST_ABBREVIATION and sum(c.isupper() for c in name) > 1 and not re.search(r"\s", name)


@lru_cache(maxsize=131072)
def with_abbreviation(name: str) -> tuple[str, ...]:
    """Return a name and the abbreviation at its end as two: `Friedensmission UNIFIL`; any other name as it is."""
    before, _, last = bare(name).rpartition(" ")
    found = len(last) >= SHORTEST_INITIALS and last.isupper() and last.isalpha() and before[:1].isupper()
    return (before, last) if found and not before.isupper() else (bare(name),)


@lru_cache(maxsize=131072)
def without_class(name: str) -> str:
    """Return a name without the noun before it that says what it is, where one word is left: `Denkfabrik ABC`."""
    first, _, last = bare(name).rpartition(" ")
    is_class = first.lower() in _classes() and last[:1].isupper()
    return last if is_class else bare(name)


@lru_cache(maxsize=131072)
def initials_of(name: str) -> str | None:
    """Return the initials of the words of a name that begin with a capital, None if they are too few."""
    words = [word for word in _WORD.findall(bare(name))[:MOST_WORDS] if word[0].isupper()]
    letters = "".join(part[0] for word in words for part in re.split(r"[-‐‑]", word) if part[:1].isupper())
    return letters.lower() if len(letters) >= SHORTEST_INITIALS else None


@lru_cache(maxsize=131072)
def short_forms(name: str) -> frozenset[str]:
    """Return the keys of shorter names that may stand for an organisation's, without its own.

    They are the name without its countries, without its complement (`Nordhaus Endowment for Peace`), and without the
    words that say what it is (`Haldern Group`); something that is no common word must be left but in the first.
    """
    words = bare(" ".join(name.split()))
    key, common = organisation_key(words), frozenset(_lexicon("words").values())
    written = _WORD.findall(words)[:MOST_WORDS]
    small = next((at for at, word in enumerate(written) if at and plain(word) in _left_out("words")), len(written))
    named = _WORD.findall(_countries_and_rest(words, whole=False)[1])[:MOST_WORDS]
    common_words = [
        word for word in named if set(organisation_key(word).words.split()) <= common or _tells_country(word)
    ]
    own = [word for word in named if word not in common_words]
    shorter = (" ".join(written[:small]), " ".join(own))
    keys = {k.whole for text in shorter if text and not set((k := organisation_key(text)).words.split()) <= common}
    return frozenset(k for k in (*keys, key.words) if k and k != key.whole)


def _tells_country(word: str) -> bool:
    return bool(_countries_and_rest(word, whole=True)[0])


@lru_cache(maxsize=131072)
def institution_of(words: str) -> str | None:
    """Return the key of the institution that every state can have by the words of a `ThingKey`, None if it is none."""
    return _institutions().get(words)


@lru_cache(maxsize=131072)
def is_party_of_any_country(words: str) -> bool:
    """Whether the words of a `ThingKey` name a party that several countries can have (`Demokratische Partei`)."""
    return bool(PARTIES & set(words.split())) and all(word in _lexicon("words").values() for word in words.split())


@lru_cache(maxsize=65536)
def same_entry(entry_id: str) -> str:
    """Return the id of the entry that stands for this one: a country's army and its armed forces are one."""
    declared = _tables()["same_entry"]
    state, slash, institution = entry_id.partition("/")
    whole = declared.get(f"state:*/{institution}", "").replace("state:*", state) if slash else ""
    whole = whole or entry_id
    return str(declared.get(whole, whole))


def _key(name: str, table: str) -> ThingKey:
    words = bare(" ".join(name.split()))
    countries, rest = _countries_and_rest(words, whole=table == "people")
    found = sorted({part for word in _WORD.findall(rest)[:MOST_WORDS] for part in _parts(word, table)})
    return ThingKey(" ".join(found), countries)


def _countries_and_rest(words: str, *, whole: bool) -> tuple[tuple[str, ...], str]:
    """The countries and capitals that words of a name tell, and the name without these words.

    A name that is such a word as a whole tells one only if `whole`.
    """
    countries, rest, at = set(), [], 0
    for match in names_in(words):
        entry = match.name.entry
        if match.name.role in {Role.OTHER, Role.SEAT} or (match.end - match.start == len(words) and not whole):
            continue
        if not entry.id.startswith(("state:", "city:")) or "/" in entry.id:
            continue
        countries.add(entry.country if entry.id.startswith("state:") and entry.country else entry.id)
        rest.append(words[at : match.start])
        at = match.end
    return tuple(sorted(countries)), "".join((*rest, words[at:])).lstrip("-")


def _parts(word: str, table: str) -> Iterator[str]:
    for piece in plain(word).split():
        if piece in _left_out(table) or (piece.isdigit() and table == "people"):
            continue
        yield from _translated(piece, table)


@lru_cache(maxsize=131072)
def _translated(word: str, table: str) -> tuple[str, ...]:
    lexicon = _lexicon(table)
    known = _known(word, lexicon)
    if known is not None:
        return (known,)
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_HEAD + 1):
        head = _known(word[at:], lexicon)
        if head is None:
            continue
        first = word[:at]
        stems = (first.removesuffix(joint) for joint in _JOINTS if first.endswith(joint))
        before = next((lexicon[stem] for stem in stems if stem in lexicon), None)
        if before is not None:
            return before, head
        if len(word) - at >= SURE_HEAD:
            return (*_translated(_unjoined(first), table), head)
    return (_stem(word),)


def _unjoined(first: str) -> str:
    return first[:-1] if first.endswith("s") and len(first) > SHORTEST_STEM else first


def _known(word: str, lexicon: dict[str, str]) -> str | None:
    if word in lexicon:
        return lexicon[word]
    if word.endswith("ies") and f"{word[:-3]}y" in lexicon:
        return lexicon[f"{word[:-3]}y"]
    forms = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((lexicon[form] for form in forms if len(form) >= SHORTEST_HEAD and form in lexicon), None)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: len(word) - len(ending)]
    return word


@cache
def _left_out(table: str) -> frozenset[str]:
    amounts = _tables()["amounts"] if table == "people" else ()
    return frozenset((*_tables()["left_out"], *amounts))


@cache
def _classes() -> frozenset[str]:
    return frozenset(_tables()["classes"])


@cache
def _lexicon(table: str) -> dict[str, str]:
    lexicon: dict[str, str] = {}
    for line in _tables()[table]:
        first, *others = line.split()
        for word in (first, *others):
            lexicon.setdefault(word, lexicon.get(first, first))
    return lexicon


@cache
def _institutions() -> dict[str, str]:
    declared = [(row["noun"], row["key"]) for row in rows_of("institutions") if row["kind"] == "ORG"]
    further = [(name, key) for key, names in _tables()["institutions"].items() for name in names]
    return {organisation_key(name).words: _one_of(key) for name, key in (*declared, *further)}


def _one_of(key: str) -> str:
    return same_entry(f"state:XXX/{key}").rpartition("/")[2]


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("lagebild.merging.names").joinpath("things.toml").read_text(encoding="utf-8"))
