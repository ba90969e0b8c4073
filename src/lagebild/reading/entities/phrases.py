"""Role phrases: the words beside a person's name that say what office or post the person holds.

Four shapes: the title before the name (`der russische Außenminister X`, `Chinas Präsident X`, `a spokesman for the
army, X`), an apposition or a bracket after it (`X, Professor für Y an der Universität Z,`), a copula (`X ist Leiter der
Z`), and the organisation alone (`X von der Stiftung Z`, `X (SPD)`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.reading.entities.titles import Title, title_of
from lagebild.reading.entities.words import Surroundings

WINDOW = 140
"""Characters before and after a name among which its role phrase is looked for; the longest of the training part of
the corpus has 120."""
MOST_WORDS_BETWEEN = 9
"""Words between a title and the name it belongs to (`Sprecher des Ministeriums für Landesverteidigung, X`)."""
LONGEST_COUNTRY = 40
"""Characters of a country's name or adjective."""
MOST_WORDS_TO_TITLE = 6
"""Words of an apposition before its title (`der langjährige stellvertretende nordkoreanische Außenminister`)."""

_TOKEN = re.compile(
    r"(?i:(?:secretary|attorney|director|consul)[ -]general)\b|[^\W_]+(?:[-‐‑./’'][^\W_]+)*[’'-]?|[^\w\s]"
)
_CLOSING = frozenset(',;:.!?()[]„“”"«»–—')
_APPOSITION = re.compile(r"(?:[\"“”]?\s*\(\s*(?:\d+\s*[,;]\s*)?|\s*,\s(?:\d+,\s)?)")
_APPOSITION_END = re.compile(r"[,;:()–—!?„“”\"]|\.(?:\s|$)|\s-\s")
_AFFILIATION = {
    "de": re.compile(r"\s(?:\([^()]{1,20}\)\s)?(?:von\sder|vom|von|aus\sdem|aus\sder|der|des)\s"),
    "en": re.compile(r"\s(?:of|from|at|with)\s(?:the\s)?"),
}
_COPULA_GAP = re.compile(r"\s(\w+)\s")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """Words, `[start, end)`, beside a name; `[title_start, title_end)` is their title noun, None if there is none.

    `before` says that the phrase stands before the name; `bracket` that it stands in brackets behind it.
    """

    start: int
    end: int
    title: Title | None
    title_start: int
    title_end: int
    before: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The closed word lists of role phrases in one language; see role_words.toml."""

    modifiers: frozenset[str]
    complement: frozenset[str]
    opening: frozenset[str]
    away: frozenset[str]
    at: frozenset[str]
    copula: frozenset[str]
    determiners: frozenset[str]


@cache
def role_words(lang: str) -> Words:
    """Return the word lists of "de" or "en"."""
    declared = tomllib.loads(files("lagebild.reading.entities").joinpath("role_words.toml").read_text(encoding="utf-8"))
    return Words(**{key: frozenset(words) for key, words in declared[lang].items()})


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def role_phrases(around: Surroundings, lang: str, start: int, end: int, first: int, stop: int) -> Iterator[RolePhrase]:
    """Yield the role phrases of the person's name `[start, end)`; no other person is named in `[first, stop)`."""
    low, high = around.sentence_of(start)
    before = _before(around, lang, start, max(low, first, start - WINDOW))
    if before is not None:
        yield before
    limit = min(high, stop, end + WINDOW)
    for phrase in (_apposition(around, lang, end, limit), _copula(around, lang, end, limit)):
        if phrase is not None:
            yield phrase
    affiliation = _affiliation(around, lang, end, limit)
    if affiliation is not None:
        yield affiliation


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def _before(around: Surroundings, lang: str, start: int, first: int) -> RolePhrase | None:
    tokens = _tokens(around.text, first, start)
    at = _title_before(tokens, lang)
    if at is None:
        return None
    title = title_of(tokens[at].word, lang)
    words = role_words(lang)
    begin = at
    while begin > 0 and _belongs_before(tokens[begin - 1], around, words, lang):
        begin -= 1
    last = len(tokens) - 1
    while last > at and tokens[last].word in _CLOSING:
        last -= 1
    start = _start_of_country(around, tokens[begin].start, first)
    return RolePhrase(start, tokens[last].end, title, tokens[at].start, tokens[at].end, before=True)


def _start_of_country(around: Surroundings, start: int, first: int) -> int:
    """Where the country's name begins that a phrase would begin in the middle of (`South Korean President`)."""
    words = around.countries_in(max(first, start - LONGEST_COUNTRY), start + LONGEST_COUNTRY)
    return next((word.start for word in words if word.start < start < word.end), start)


def _title_before(tokens: Sequence[_Token], lang: str) -> int | None:
    """The place of the title that belongs to a name right after the tokens."""
    words = role_words(lang)
    last = len(tokens) - 1
    set_off = last >= 0 and tokens[last].word == ","
    if set_off:
        last -= 1
    for at in range(last, max(-1, last - MOST_WORDS_BETWEEN - 1), -1):
        token = tokens[at]
        if token.word in _CLOSING:
            return None
        if title_of(token.word, lang) is not None:
            between = [t.word for t in tokens[at + 1 : last + 1]]
            if set_off and _is_genitive(tokens, at):
                return None
            return at if _is_complement(between, words, lang, set_off=set_off) else None
        if not set_off and lang == "en" and last - at > 4:
            return None
    return None


def _is_genitive(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a German title only says whose the noun before it is (`der Bruder des Ministers, X`)."""
    return at > 1 and tokens[at - 1].word == "des" and tokens[at - 2].word[0].isupper()


def _is_complement(between: Sequence[str], words: Words, lang: str, *, set_off: bool) -> bool:
    if not between:
        return True
    if not set_off and between[-1].lower() in words.opening:
        return False
    if between[0].lower() not in words.opening:
        return lang == "de" and len(between) == 1 and between[0][0].isupper() and between[0].endswith("s")
    if lang == "en":
        return set_off or all(w[0].isupper() or w in words.complement for w in between)
    return all(w[0].isupper() or w in words.complement or w.endswith(("en", "er", "e")) for w in between)


def _belongs_before(token: _Token, around: Surroundings, words: Words, lang: str) -> bool:
    lower = token.word.lower()
    if lower in words.modifiers or title_of(token.word, lang) is not None:
        return True
    return bool(around.countries_in(token.start, token.end)) or bool(_last_part(around, token))


def _last_part(around: Surroundings, token: _Token) -> bool:
    """Whether the token is the end of a country's name of two words (`North Korean`)."""
    return any(w.end == token.end for w in around.countries_in(max(0, token.start - 20), token.end))


def _apposition(around: Surroundings, lang: str, end: int, limit: int) -> RolePhrase | None:
    opened = _APPOSITION.match(around.text, end, limit)
    if opened is None:
        return None
    closed = _APPOSITION_END.search(around.text, opened.end(), limit)
    return _with_title(around, lang, opened.end(), closed.start() if closed else limit)


def _copula(around: Surroundings, lang: str, end: int, limit: int) -> RolePhrase | None:
    gap = _COPULA_GAP.match(around.text, end, limit)
    if gap is None or gap[1] not in role_words(lang).copula:
        return None
    closed = _APPOSITION_END.search(around.text, gap.end(), limit)
    return _with_title(around, lang, gap.end(), closed.start() if closed else limit)


def _with_title(around: Surroundings, lang: str, start: int, end: int) -> RolePhrase | None:
    """The phrase in `[start, end)` if a title stands at its beginning, but for what belongs to a title."""
    words = role_words(lang)
    tokens = _tokens(around.text, start, end)
    first = 0
    while first < len(tokens) and tokens[first].word.lower() in words.determiners:
        first += 1
    for at, token in enumerate(tokens[first : first + MOST_WORDS_TO_TITLE], start=first):
        title = title_of(token.word, lang)
        follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if title is not None and not (lang == "en" and title_of(follows, lang) is not None):
            last = len(tokens) - 1
            while last > at and tokens[last].word.lower() in words.complement:
                last -= 1
            return RolePhrase(tokens[first].start, tokens[last].end, title, token.start, token.end, before=False)
        adjective = token.word[0].islower() and (lang == "en" or token.word.endswith(("e", "er", "en", "em", "ige")))
        if token.word.lower() in words.opening or not (adjective or _belongs_before(token, around, words, lang)):
            return None
    return None


def _affiliation(around: Surroundings, lang: str, end: int, limit: int) -> RolePhrase | None:
    """The organisation right after the name, with or without brackets; its end is found by the mentions in it."""
    text = around.text
    opened = _AFFILIATION[lang].match(text, end, limit) or re.compile(r"\s?\(").match(text, end, limit)
    if opened is None:
        return None
    closed = _APPOSITION_END.search(text, opened.end(), limit)
    stop = closed.start() if closed else limit
    return RolePhrase(opened.end(), stop, None, opened.end(), opened.end(), before=False)
