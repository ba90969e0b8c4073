"""A matcher for many names at once: leftmost, longest, at word limits, in one pass over the words of a text.

A name is a path through a trie of tokens (runs of word characters, or single other characters); a token after white
space is another token than one that touches, so that `EU-Kommission` is not found in `EU - Kommission`. Only a word
that begins some name is looked at twice, so the time is linear in the text, whatever its words and its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NEXT_TOKEN = re.compile(r"([ \t\xa0\u202f]{0,2}\n?[ \t\xa0\u202f]{0,2})(\w+|[^\w\s])")


class _Node(Generic[Meaning]):
    __slots__ = ("meaning", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Meaning]] = {}
        self.meaning: Meaning | None = None


class NameMatcher(Generic[Meaning]):
    """Finds the names it was built from; a form given twice keeps its first meaning."""

    def __init__(self, forms: Iterable[tuple[str, Meaning]]) -> None:
        self._root: dict[str, _Node[Meaning]] = {}
        for form, meaning in forms:
            self._add(form, meaning)

    def matches_in(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Meaning]]:
        """Yield (start, end, meaning) of the names in `text[start:end]`, in order, none overlapping another."""
        stop = len(text) if end is None else end
        root = self._root
        free_from = start
        for word in _WORD.finditer(text, start, stop):
            node = root.get(word.group())
            if node is None or word.start() < free_from:
                continue
            found_end, found = self._longest(node, text, word.end(), stop)
            if found is not None:
                free_from = found_end
                yield word.start(), found_end, found

    def get(self, form: str) -> Meaning | None:
        """Return what a form means, if the whole of it is one name."""
        whole = form.strip()
        start, end, meaning = next(self.matches_in(whole), (0, 0, None))
        return meaning if end - start == len(whole) else None

    def _add(self, form: str, meaning: Meaning) -> None:
        tokens = list(_TOKEN.finditer(form))
        node: _Node[Meaning] = self._root.setdefault(tokens[0].group(), _Node())
        for before, token in pairwise(tokens):
            glued = token.start() == before.end()
            node = node.next.setdefault(token.group() if glued else " " + token.group(), _Node())
        if node.meaning is None:
            node.meaning = meaning

    @staticmethod
    def _longest(node: _Node[Meaning], text: str, end: int, stop: int) -> tuple[int, Meaning | None]:
        found_end, found = end, node.meaning
        while node.next:
            token = _NEXT_TOKEN.match(text, end, stop)
            if token is None:
                break
            following = node.next.get(" " + token[2] if token[1] else token[2])
            if following is None:
                break
            node, end = following, token.end()
            if node.meaning is not None:
                found_end, found = end, node.meaning
        return found_end, found
