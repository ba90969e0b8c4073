"""The answers of a search on the terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.text import Text

from lagebild.views.labels import labels_in
from lagebild.views.legible import legible
from lagebild.views.terminal.printing import plain_of, shown_cell

if TYPE_CHECKING:
    from lagebild.search.answers import Answer
    from lagebild.search.search import Found

MATCH_STYLE = "bold yellow"
"""How the words asked for are shown."""

MOST_ROWS = 4
"""Rows of a sentence that are named; the others are counted."""


def found_lines(found: Found, lang: str) -> Iterator[Text]:
    """Yield each answer: its sentence with the words asked for, then where it stands and what was read in it."""
    labels = labels_in(lang)
    for number, answer in enumerate(found.answers, 1):
        line = Text(f"{number:>3}  ")
        line.append_text(_sentence(answer))
        yield line
        yield Text("     " + " · ".join(_place(answer, labels)), style="dim")
        if answer.rows:
            named = [shown_cell(row.wording) for row in answer.rows[:MOST_ROWS]]
            rest = len(answer.rows) - len(named)
            yield Text("     " + " | ".join([*named, *([f"+{rest}"] if rest else [])]), style="cyan")
    if found.more:
        yield Text(labels["search_more"].format(n=len(found.answers)), style="dim")


def _sentence(answer: Answer) -> Text:
    text, at = Text(), answer.start
    for start, end in (*answer.matches, (answer.end, answer.end)):
        text.append(_shown(answer.sentence[at - answer.start : start - answer.start]))
        text.append(_shown(answer.sentence[start - answer.start : end - answer.start]), style=MATCH_STYLE)
        at = end
    return text


def _shown(part: str) -> str:
    return shown_cell(legible(part))


def _place(answer: Answer, labels: dict[str, str]) -> Iterator[str]:
    yield shown_cell(answer.outlet) or answer.lang or "?"
    yield answer.published.isoformat() if answer.published else labels["undated"]
    yield _shown(answer.title)
    if answer.copies:
        n = len(answer.copies)
        yield labels["search_copy" if n == 1 else "search_copies"].format(n=n)
    if answer.by_words is None:
        yield labels["search_by_meaning"]


def found_json(found: Found) -> str:
    """Return the answers as a JSON array of objects, dates in ISO form."""
    return json.dumps([asdict(answer) for answer in found.answers], ensure_ascii=False, indent=2, default=plain_of)
