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
from lagebild.reading.marks import Realis
from lagebild.views.languages import language_name
from lagebild.views.legible import legible

HEADER_HEIGHT, NAVIGATION_WIDTH = 56, 212  # pixels
MOST_CHOICES = 300
"""Actors and holders a filter offers, those of most articles; a link may name any other."""
SURENESSES = (50, 60, 70, 80, 90, 95)
"""Least confidences that can be chosen, in per cent."""
OTHER_LANGUAGE = {"de": "en", "en": "de"}
NEXT_THEME = {None: "dark", "dark": "light", "light": None}

_THEME: dict[str, Any] = {
    "primaryColor": "blue",
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
    main = [html.Div(id="filters"), html.Div(id="page", tabIndex=-1)]
    shell = dmc.AppShell(
        [
            dmc.AppShellHeader(bar),
            dmc.AppShellNavbar(html.Nav(id="navigation"), p="xs"),
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
    if len(view.cases) > 1:
        choices = [{"value": one, "label": legible(one)} for one in view.cases]
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
    theme_now = t[f"app_theme_{address.theme or 'auto'}"]
    return html.Div(
        [
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
    return html.Div(links, className="nav")


def filter_bar(view: View) -> Component:
    """Return the filters, folded, with what is set beside their heading."""
    t, filters = view.t, view.address.filters
    facts = view.all_facts
    actors = sorted(facts.actors.values(), key=lambda one: (-one.n_articles, one.actor_id))[:MOST_CHOICES]
    chosen = [*filters.actors, *(one.actor_id for one in actors)]
    holders = [*filters.holders, AUTHOR, *list(holders_of(facts))[:MOST_CHOICES]]
    fields = [
        _day("filter-since", t["filter_since"], filters.since.isoformat() if filters.since else None, view.lang),
        _day("filter-until", t["filter_until"], filters.until.isoformat() if filters.until else None, view.lang),
        _several("filter-actors", t["filter_actors"], [(a, view.name(a)) for a in chosen], filters.actors),
        _several("filter-outlets", t["filter_outlets"], [(o, o) for o in outlets_of(facts)], filters.outlets),
        _several(
            "filter-langs",
            t["filter_langs"],
            [(code, language_name(code, view.lang)) for code in languages_of(facts)],
            filters.langs,
        ),
        _several(
            "filter-holders",
            t["filter_holders"],
            [(h, t["author"] if h == AUTHOR else view.name(h)) for h in holders],
            filters.holders,
        ),
        _several(
            "filter-realis",
            t["filter_realis"],
            [(one.value, t[f"realis_{one.value}"]) for one in Realis],
            filters.realis,
        ),
        dmc.Select(
            id="filter-sure",
            label=t["filter_sure"],
            data=[{"value": str(n), "label": f"{n} %"} for n in SURENESSES],
            value=str(round(filters.min_confidence * 100)) if filters.min_confidence else None,
            placeholder=t["filter_any"],
            clearable=True,
            size="xs",
        ),
    ]
    told = list(filter_words(view))
    summary: list[Any] = [html.Span(t["filter_heading"], className="filter-name")]
    summary += [html.Span(words, className="chip") for words in told] or [
        html.Span(t["filter_none"], className="chip quiet")
    ]
    bar: list[Any] = [html.Details([html.Summary(summary), html.Div(fields, className="filter-fields")])]
    if told:
        bar.append(link(t["filter_clear"], _cleared(view), "clear"))
    named: dict[str, Any] = {"role": "search", "aria-label": t["filter_heading"]}
    return html.Div(bar, className="filter-bar", **named)


def filter_words(view: View) -> list[str]:
    """Return what is filtered, a few words each."""
    t, filters = view.t, view.address.filters
    words = [f"{t['filter_since']} {filters.since.isoformat()}"] if filters.since else []
    words += [f"{t['filter_until']} {filters.until.isoformat()}"] if filters.until else []
    words += [view.name(actor) for actor in filters.actors]
    words += [*filters.outlets, *(language_name(code, view.lang) for code in filters.langs)]
    words += [t["author"] if holder == AUTHOR else view.name(holder) for holder in filters.holders]
    words += [t[f"realis_{one}"] for one in filters.realis]
    words += [f"≥ {round(filters.min_confidence * 100)} %"] if filters.min_confidence else []
    return [legible(word) for word in words]


def keys_help(view: View) -> Component:
    """Return what the keys do."""
    t = view.t
    rows = [(t["app_keys_page"].format(letter=page.letter), t[page.label_key]) for page in PAGES if page.letter]
    rows += [("/", t["app_keys_search"]), ("j, k", t["app_keys_next"])]
    rows += [("Esc", t["app_keys_close"]), ("?", t["app_keys_help"])]
    return html.Dl([part for key, what in rows for part in (html.Dt(key), html.Dd(what))], className="keys")


def _several(key: str, label: str, choices: list[tuple[str, str]], value: tuple[str, ...]) -> Any:
    data = [{"value": name, "label": legible(words)} for name, words in dict(choices).items()]
    known = {one["value"] for one in data}
    data += [{"value": name, "label": legible(name)} for name in value if name not in known]
    return dmc.MultiSelect(
        id=key, label=label, data=data, value=list(value), searchable=True, clearable=True, limit=50, size="xs"
    )


def _day(key: str, label: str, value: str | None, lang: str) -> Any:
    shown = "D.M.YYYY" if lang == "de" else "D MMM YYYY"
    return dmc.DateInput(id=key, label=label, value=value, valueFormat=shown, clearable=True, size="xs")


def _changed(view: View, **changes: Any) -> str:
    return replace(view.address, **changes).href


def _cleared(view: View) -> str:
    return _changed(view, filters=Filters())
