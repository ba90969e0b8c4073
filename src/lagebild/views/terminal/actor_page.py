"""The page of an actor on the terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import RenderableType
from rich.text import Text

from lagebild.views.actor_page import ActorPage
from lagebild.views.labels import labels_in
from lagebild.views.terminal.listings import Listing
from lagebild.views.terminal.printing import plain_of, table_of

_HIDDEN = frozenset({"article_id", "entity_id", "evidence", "id"})
"""Columns for programs: they stand in the JSON only."""
_ROW = frozenset({"id"})
"""The same of a mention."""


def page_lines(page: ActorPage, mentions: Listing, lang: str) -> Iterator[RenderableType]:
    """Yield the page of an actor, section by section; a section without rows is left out."""
    labels = labels_in(lang)
    yield table_of(_listing((page.actor,), _HIDDEN), lang)
    for name in ("aliases", "roles", "members", "near_misses"):
        records = getattr(page, name)
        if records:
            yield Text(labels[f"{name}_heading"], style="bold")
            yield table_of(_listing(records, _HIDDEN), lang)
    yield table_of(_listing(mentions.as_records(), _ROW) if mentions.rows else mentions, lang)


def pages_json(pages: Sequence[tuple[ActorPage, Listing]]) -> str:
    """Return pages as a JSON array of objects: `actor`, its sections, and its mentions."""
    records = [{**asdict(page), "mentions": mentions.as_records()} for page, mentions in pages]
    return json.dumps(records, ensure_ascii=False, indent=2, default=plain_of)


def _listing(records: Sequence[dict[str, object]], hidden: frozenset[str]) -> Listing:
    columns = tuple(column for column in records[0] if column not in hidden)
    return Listing(columns, tuple(tuple(record[c] for c in columns) for record in records))
