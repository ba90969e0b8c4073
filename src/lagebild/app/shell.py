"""The frame around every page: header, navigation, filters, evidence drawer, keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from lagebild.app.filters import AUTHOR, Filters, holders_of, languages_of, outlets_of
from lagebild.app.linking import link
from lagebild.app.page import View
from lagebild.app.pages import PAGES
from lagebild.app.plain import plain
from lagebild.reading.marks import Realis
from lagebild.views.languages import language_name
from lagebild.views.legible import legible

HEADER_HEIGHT, NAVIGATION_WIDTH = 56, 212  # pixels
MOST_CHOICES = 300
"""Actors and holders a filter offers, those of most articles; a link may name any other."""
MOST_LISTED = 50
"""Choices a field lists at once; typing finds the others."""
SURENESSES = (50, 60, 70, 80, 90, 95)
"""Least confidences that can be chosen, in per cent."""
OTHER_LANGUAGE = {"de": "en", "en": "de"}
NEXT_THEME = {None: "dark", "dark": "light", "light": None}

_THEME: dict[str, Any] = {
    "primaryColor": "blue",
    "primaryShade": 8,
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
    "fontSmoothing": True,
    "respectReducedMotion": True,
    "defaultRadius": "sm",
}


def frame() -> Any:
    """Return the empty frame that the browser fills from the address."""
    bar = dmc.Group(
        [
            dmc.Burger(id="burger", opened=False, hiddenFrom="md", size="sm", **{"aria-label": "≡"}),
            html.Div(id="header", className="header"),
        ],
        h="100%",
        px="md",
        gap="sm",
        wrap="nowrap",
    )
    main = [html.Div(id="filters"), html.Div(id="filter-fields"), html.Div(id="page", tabIndex=-1)]
    shell = dmc.AppShell(
        [
            dmc.AppShellHeader(bar),
            dmc.AppShellNavbar(html.Div(id="navigation"), p="xs"),
            dmc.AppShellMain(html.Div(main, className="page")),
        ],
        id="shell",
        header={"height": HEADER_HEIGHT},
        navbar={"width": NAVIGATION_WIDTH, "breakpoint": "md", "collapsed": {"mobile": True}},
        padding=0,
    )
    drawer = dmc.Drawer(
        html.Div(id="drawer-body"),
        id="drawer",
        title="",
        position="right",
        size="min(34rem, 100vw)",
        padding="md",
        lockScroll=False,
        withOverlay=False,
        trapFocus=True,
        transitionProps={"duration": 120},
        closeButtonProps={"aria-label": "×"},
    )
    keys = dmc.Modal(html.Div(id="keys-body"), id="keys", title="", closeButtonProps={"aria-label": "×"})
    return dmc.MantineProvider(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="asked"),
            dcc.Store(id="shown"),
            dcc.Store(id="filters-open", data=False),
            shell,
            drawer,
            keys,
        ],
        id="provider",
        theme=_THEME,
        defaultColorScheme="auto",
    )


def header(view: View) -> Component:
    """Return the header: the case, the search box, language and colours."""
    t, address = view.t, view.address
    name = view.snapshot.name
    if len(view.cases.names) > 1:
        choices = [{"value": one, "label": legible(one)} for one in view.cases.names]
        case: Component = dmc.Select(
            id="case-switch",
            data=choices,
            value=name,
            allowDeselect=False,
            size="xs",
            w=180,
            **{"aria-label": t["app_case"]},
        )
    else:
        case = html.Span(legible(name), className="case-name")
    other = OTHER_LANGUAGE[address.lang]
    theme = NEXT_THEME[address.theme]
    told: dict[str, Any] = {"data-case": name}
    theme_now = t[f"app_theme_{address.theme or 'auto'}"]
    return html.Div(
        [
            html.A(t["app_skip"], href="#page", className="skip"),
            link(t["app_title"], view.href("situation"), "brand"),
            case,
            dmc.TextInput(
                id="search-box",
                placeholder=t["app_search_hint"],
                value=view.option("q"),
                size="xs",
                className="search",
                **{"aria-label": t["app_search"]},
            ),
            link(other.upper(), _changed(view, lang=other), "switch"),
            html.Span(
                link({None: "◐", "dark": "●", "light": "○"}[address.theme], _changed(view, theme=theme), "switch"),
                title=theme_now,
            ),
            html.Button("?", id="keys-button", className="switch", type="button", title=t["app_keys"]),
        ],
        className="header-row",
        **told,
    )


def navigation(view: View) -> Component:
    """Return the links to the pages; those of the present filters."""
    links = [
        dcc.Link(
            [html.Span(view.t[page.label_key]), html.Kbd(page.letter) if page.letter else None],
            href=view.href(page.key),
            className="nav-link" + (" here" if page.key == view.address.page else ""),
            id=f"nav-{page.letter or page.key}",
        )
        for page in PAGES
        if not page.hidden
    ]
    return plain(html.Div(links, className="nav"))


def filter_bar(view: View) -> Component:
    """Return what is filtered, with the button that opens the filters."""
    told = filter_words(view)
    chips = [html.Span(words, className="chip") for words in told]
    attributes: dict[str, Any] = {"aria-controls": "filter-fields"}
    button = html.Button(
        [view.t["filter_heading"], *(chips or [html.Span(view.t["filter_none"], className="chip quiet")])],
        id="filter-button",
        type="button",
        className="filter-button",
        **attributes,
    )
    clear = [link(view.t["filter_clear"], replace(view.address, filters=Filters()).href, "clear")] if told else []
    return html.Div([button, *clear], className="filter-bar")


def field_values(view: View) -> dict[str, Any]:
    """Return what the fields show, None for empty ones."""
    filters = view.address.filters
    return {
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "actor": list(filters.actors) or None,
        "outlet": list(filters.outlets) or None,
        "in": list(filters.langs) or None,
        "holder": list(filters.holders) or None,
        "realis": list(filters.realis) or None,
        "sure": str(round(filters.min_confidence * 100)) if filters.min_confidence else None,
    }


def fields_of(view: View) -> str:
    """Return what the choices of the fields depend on: the state of the case and the language."""
    return " ".join([view.lang, view.snapshot.name, *map(str, view.snapshot.stamp)])


def filter_fields(view: View) -> Component:
    """Return the fields that set the filters; the browser writes what is chosen into the address."""
    t, facts = view.t, view.all_said
    actors = sorted(facts.actors.values(), key=lambda one: (-one.n_articles, one.actor_id))[:MOST_CHOICES]
    holders = list(holders_of(facts))[:MOST_CHOICES]
    shown_day = "D.M.YYYY" if view.lang == "de" else "D MMM YYYY"
    fields = [
        dmc.DateInput(**_field(view, "since"), valueFormat=shown_day),
        dmc.DateInput(**_field(view, "until"), valueFormat=shown_day),
        _several(view, "actor", [(one.actor_id, view.name(one.actor_id)) for one in actors]),
        _several(view, "outlet", [(outlet, outlet) for outlet in outlets_of(facts.articles)]),
        _several(view, "in", [(code, language_name(code, view.lang)) for code in languages_of(facts.articles)]),
        _several(view, "holder", [(holder, _holder(view, holder)) for holder in (AUTHOR, *holders)]),
        _several(view, "realis", [(one.value, t[f"realis_{one.value}"]) for one in Realis]),
        dmc.Select(**_field(view, "sure"), data=[{"value": str(n), "label": f"{n} %"} for n in SURENESSES]),
    ]
    named: dict[str, Any] = {"role": "group", "aria-label": t["filter_heading"]}
    return html.Div(fields, className="filter-fields", **named)


def _field(view: View, name: str) -> dict[str, Any]:
    return {
        "id": {"filter": name, "of": fields_of(view)},
        "label": view.t[f"filter_{name}"],
        "value": field_values(view)[name],
        "placeholder": view.t["filter_any"],
        "clearable": True,
        "size": "xs",
    }


def _several(view: View, name: str, choices: list[tuple[str, str]]) -> Any:
    field = _field(view, name)
    known = dict(choices)
    known |= {value: view.name(value) for value in field["value"] or () if value not in known}
    data = [{"value": value, "label": legible(words)} for value, words in known.items()]
    placeholder = "" if field["value"] else field["placeholder"]
    told = {**field, "value": field["value"] or [], "placeholder": placeholder}
    return dmc.MultiSelect(**told, data=data, searchable=True, limit=MOST_LISTED)


def filter_words(view: View) -> list[str]:
    """Return what is filtered, a few words each."""
    t, filters = view.t, view.address.filters
    words = [f"{t['filter_since']} {filters.since.isoformat()}"] if filters.since else []
    words += [f"{t['filter_until']} {filters.until.isoformat()}"] if filters.until else []
    words += [view.name(actor) for actor in filters.actors]
    words += [*filters.outlets, *(language_name(code, view.lang) for code in filters.langs)]
    words += [_holder(view, holder) for holder in filters.holders]
    words += [t[f"realis_{one}"] for one in filters.realis]
    words += [f"≥ {round(filters.min_confidence * 100)} %"] if filters.min_confidence else []
    return [legible(word) for word in words]


def _holder(view: View, holder: str) -> str:
    return view.t["author"] if holder == AUTHOR else view.name(holder)


def keys_help(view: View) -> Component:
    """Return what the keys do."""
    t = view.t
    rows = [(t["app_keys_page"].format(letter=page.letter), t[page.label_key]) for page in PAGES if page.letter]
    rows += [("/", t["app_keys_search"]), ("j, k", t["app_keys_next"])]
    rows += [("Esc", t["app_keys_close"]), ("?", t["app_keys_help"])]
    return html.Dl([part for key, what in rows for part in (html.Dt(key), html.Dd(what))], className="keys")


def _changed(view: View, **changes: Any) -> str:
    return replace(view.address, **changes).href
