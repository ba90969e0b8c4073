"""An article with its sentences; the place that a link leads to is marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.page import Page, View
from lagebild.errors import UsageError
from lagebild.views.legible import legible
from lagebild.views.queryable import opening_of
from lagebild.views.report.wording import day_words

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_ARTICLE = f"""SELECT coalesce(nullif(title, ''), {opening_of("a")}), outlet,
    coalesce(published, published_earliest), lang, text FROM articles_current a WHERE article_id = ?"""
_PASSAGES = 'SELECT zone, start, "end" FROM passages WHERE article_id = ? ORDER BY start'


def body(view: View) -> Component:
    """Return the article of the address; raises `UsageError` if there is none."""
    article_id = view.address.subject[0] if view.address.subject else ""
    found = view.case.sql(_ARTICLE, [article_id]).fetchall()
    if not found:
        raise UsageError(view.t["article_unknown"], place=article_id or None)
    title, outlet, published, lang, text = found[0]
    day = day_words(published, view.lang) if published else view.t["undated"]
    passages = view.case.sql(_PASSAGES, [article_id]).fetchall() or [("body", 0, len(text))]
    place = _AT.fullmatch(view.option("at"))
    at = (int(place[1]), int(place[2])) if place else (0, 0)
    shown = [_passage(text, zone, start, end, at) for zone, start, end in passages]
    told: dict[str, Any] = {"lang": lang} if lang else {}
    article = html.Article(shown, className="article-text", **told)
    return section(legible(title), article, how=" · ".join(filter(None, (outlet, day))))


def _passage(text: str, zone: str, start: int, end: int, at: tuple[int, int]) -> Component:
    first, last = max(start, at[0]), min(end, at[1])
    inside: Sequence[Any] = [legible(text[start:end])]
    if first < last:
        place = html.Mark(legible(text[first:last]), id="place", className="m-place", tabIndex=-1)
        inside = [legible(text[start:first]), place, legible(text[last:end])]
    return html.P(inside, className=f"zone z-{zone}")


PAGE = Page("article", "", body, hidden=True)
