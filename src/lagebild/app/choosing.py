"""Choosing what a page shows from lists: each choice is an address, so that what is chosen can be linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Input, Output, html
from dash.development.base_component import Component

from lagebild.app.page import View
from lagebild.views.legible import legible

HERE = "here"
"""The value of the choice that the page already shows: it leads nowhere."""


def chooser(key: str, label: str, choices: Iterable[tuple[str, str]], here: str) -> Any:
    """Return a list to choose from; `choices` are words with their addresses, `here` the words shown now."""
    others = {href: words for words, href in choices if words != here}
    data = [{"value": HERE, "label": legible(here)}] if here else []
    data += [{"value": href, "label": legible(words)} for href, words in others.items()]
    return dmc.Select(
        id={"type": "choose", "key": key},
        label=label,
        data=data,
        value=HERE if here else None,
        searchable=True,
        allowDeselect=False,
        limit=100,
        size="sm",
        className="chooser",
    )


def register(app: Any) -> None:
    """Let the browser go where a choice leads."""
    app.clientside_callback(
        ClientsideFunction("lagebildChoosing", "chosen"),
        Output("url", "href", allow_duplicate=True),
        Input({"type": "choose", "key": ALL}, "value"),
    )


def choosers(*fields: Any) -> Component:
    """Return lists to choose from beside each other."""
    return html.Div(list(fields), className="choosers")


def actor_choosers(
    view: View, page: str, labels: Sequence[str], chosen: Sequence[str], actors: Sequence[str], **options: str
) -> Component:
    """Return a list of `actors` for each of the `chosen` ones, which are the subject of a page.

    Choosing who already stands in another place makes the two change places. `options` are kept.
    """
    fields = []
    for place, (label, now) in enumerate(zip(labels, chosen, strict=True)):
        choices = [
            (view.name(one), view.href(page, *_with(chosen, place, one), **options)) for one in actors if one != now
        ]
        fields.append(chooser(f"{page}-{place}", label, choices, view.name(now)))
    return choosers(*fields)


def _with(chosen: Sequence[str], place: int, actor: str) -> list[str]:
    swapped = [chosen[place] if one == actor else one for one in chosen]
    return [actor if at == place else one for at, one in enumerate(swapped)]
