"""The address of a view: everything that a page shows follows from it, so that a link shows a colleague the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode

from lagebild.app.filters import Filters, filters_of, pairs_of
from lagebild.views.labels import LANGUAGES

FIRST_PAGE = "situation"
THEMES = ("light", "dark")

LONGEST_PART, LONGEST_VALUE = 200, 500
"""Characters of a subject and of an option; nothing the app writes is longer, and what is longer is left out."""
MOST_PARTS, MOST_OPTIONS, MOST_PAIRS = 6, 20, 400
"""Subjects, options and pairs of an address that are read; the rest is left out."""

_PAGE = re.compile(r"[a-z][a-z-]{0,30}")
_OPTION = re.compile(r"[a-z][a-z_]{0,30}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
SEPARATOR = "~"
"""Stands between the words of an option that holds several."""
_REPEATED = frozenset({"drop_article", "drop_event", "drop_holder", "sign", "stop", "if"})
"""Options that may stand in an address more than once, as those of a command do."""
_RESERVED = frozenset(
    {"case", "lang", "theme", "since", "until", "actor", "outlet", "in", "sure", "holder", "realis"},
)


@dataclass(frozen=True, slots=True)
class Address:
    """What is looked at: the case by its name in the switch (empty for the first), the page, its subjects, options.

    `theme` is None where the browser's setting decides. `options` are the page's own, such as the words of a search.
    """

    lang: str
    page: str = FIRST_PAGE
    subject: tuple[str, ...] = ()
    case: str = ""
    theme: Literal["light", "dark"] | None = None
    filters: Filters = field(default_factory=Filters)
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path: the page and its subjects."""
        return "/" + "/".join([self.page, *(quote(part, safe="") for part in self.subject)])

    @property
    def query(self) -> str:
        """The query string without its question mark."""
        return urlencode(list(_pairs(self)))

    @property
    def href(self) -> str:
        """The whole address, for links inside the app."""
        return f"{self.path}?{self.query}"

    def to(self, page: str, *subject: str, **options: str) -> Address:
        """Return the address of another page; case, language, theme and filters travel along."""
        return replace(self, page=page, subject=subject, options=options)

    def with_options(self, **options: str) -> Address:
        """Return the same view with options of its page set; an empty value takes one out."""
        kept = {key: value for key, value in {**self.options, **options}.items() if value}
        return replace(self, options=kept)


def address_of(path: str, query: str, lang: str) -> Address:
    """Return what an address asks for; junk in it is left out, and `lang` is spoken where it names no language."""
    parts = [_clean(unquote(part), LONGEST_PART) for part in path.split("/")[1 : MOST_PARTS + 2]]
    page, subject = (parts[0], parts[1:]) if parts else ("", [])
    pairs = [(key, _clean(value, LONGEST_VALUE)) for key, value in _query_pairs(query)]
    first = {key: value for key, value in reversed(pairs) if value}
    told = {key: _together(key, value, pairs) for key, value in first.items()}
    own = [(key, value) for key, value in told.items() if key not in _RESERVED and _OPTION.fullmatch(key)]
    return Address(
        lang=first["lang"] if first.get("lang") in LANGUAGES else lang,
        page=page if _PAGE.fullmatch(page) else FIRST_PAGE,
        subject=tuple(part for part in subject if part and part not in (".", "..")),
        case=first.get("case", "")[:LONGEST_PART],
        theme=_theme(first.get("theme")),
        filters=filters_of(pairs),
        options=dict(sorted(own)[:MOST_OPTIONS]),
    )


def _together(key: str, first: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return all values of an option that may be repeated, as far as they fit; the first one of any other."""
    if key not in _REPEATED:
        return first
    told = ""
    for value in dict.fromkeys(value for name, value in pairs if name == key and value):
        more = f"{told}{SEPARATOR}{value}" if told else value
        told = more if len(more) <= LONGEST_VALUE else told
    return told


def _query_pairs(query: str) -> list[tuple[str, str]]:
    kept = "&".join(query.removeprefix("?").split("&")[:MOST_PAIRS])
    return parse_qsl(kept, keep_blank_values=False, errors="replace")


def _theme(word: str | None) -> Literal["light", "dark"] | None:
    return "light" if word == "light" else "dark" if word == "dark" else None


def _clean(text: str, longest: int) -> str:
    """Return the words without control characters; nothing if there are more than the app ever writes."""
    words = _CONTROL.sub("", text).strip()
    return words if len(words) <= longest else ""


def _pairs(address: Address) -> Iterator[tuple[str, str]]:
    if address.case:
        yield "case", address.case
    yield "lang", address.lang
    if address.theme:
        yield "theme", address.theme
    yield from pairs_of(address.filters)
    yield from sorted(address.options.items())
