"""What leaves the case: the report, the tables, the network, the timeline and the articles for other programs."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.downloads import DOWNLOAD, REPORT
from lagebild.app.page import Page, View
from lagebild.case.export import WRITERS
from lagebild.exports.formats import FILES


def body(view: View) -> Component:
    """Return the downloads: evidence sentences only, and, set apart, with whole articles."""
    t = view.t
    others = [html.Li([_link(view, kind, t[f"out_{kind}"]), f" – {t[f'out_{kind}_how']}"]) for kind in FILES]
    api = html.Ul([html.Li(html.A("/api/v1", href="/api/v1/openapi.json"))])
    return html.Div(
        [
            section(t["out_excerpts"], html.Ul([*_both(view, whole=False), *others]), how=t["out_excerpts_how"]),
            section(t["out_whole"], html.Ul(_both(view, whole=True)), how=t["out_whole_how"]),
            section(t["out_api"], api, how=t["out_api_how"]),
        ]
    )


def _both(view: View, *, whole: bool) -> list[Component]:
    """Return the downloads that there are with and without whole articles."""
    t = view.t
    report = html.Li([_link(view, REPORT, t["out_report"], whole=whole), f" – {t['out_report_how']}"])
    tables = [part for kind in WRITERS for part in (", ", _link(view, kind, kind, whole=whole))]
    name = t["out_tables" if whole else "out_sentences"]
    return [report, html.Li([f"{name}: ", *tables[1:]])]


def _link(view: View, kind: str, words: str, *, whole: bool = False) -> Component:
    query = {"case": view.snapshot.name, "lang": view.lang} | ({"whole": "1"} if whole else {})
    return html.A(words, href=f"{DOWNLOAD}/{kind}?{urlencode(query)}", download="")


PAGE = Page("out", "x", body)
