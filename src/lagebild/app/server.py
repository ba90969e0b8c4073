"""The application: addresses in, pages out; with what keeps other sites, other hosts and other files away."""

from __future__ import annotations

import logging
from html import escape
from importlib.resources import files
from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, html
from dash.development.base_component import Component
from flask import Flask, Request, Response, abort, request
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from lagebild.app import choosing, parts
from lagebild.app.address import THEMES, Address, address_of
from lagebild.app.api import api_blueprint
from lagebild.app.cases import OpenCases
from lagebild.app.downloads import DOWNLOAD, download_blueprint
from lagebild.app.drawer import drawer_body
from lagebild.app.labels import words_in
from lagebild.app.page import View
from lagebild.app.pages import PAGE_OF_KEY, PAGES
from lagebild.app.shell import (
    field_values,
    fields_of,
    filter_bar,
    filter_fields,
    frame,
    header,
    keys_help,
    navigation,
)
from lagebild.errors import LagebildError
from lagebild.views.labels import LANGUAGES
from lagebild.views.legible import legible

MOST_REQUEST_BYTES = 32 * 2**20
"""Bytes of a request: some dozen articles added at once, in the third more that a browser's encoding takes."""
API = "/api/v1"
"""Below this address scripts find the JSON API."""
_log = logging.getLogger(__name__)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which this machine asks itself; any other means that a foreign name leads here."""

FIELDS = {"filter": ALL, "of": ALL}
"""The fields of the filters, whichever case and language they are of."""

_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Nothing is fetched from or sent to another host, no script runs that is not ours; figures set styles of their own."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
PLOTLY = f"/plotly-{get_plotlyjs_version()}.js"
_INDEX = """<!DOCTYPE html>
<html lang="{lang}" data-plotly="{plotly}"{scheme}>
<head>{metas}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>{favicon}{css}</head>
<body>{app_entry}<footer class="scripts">{config}{scripts}{renderer}</footer></body>
</html>"""


class _Pages(dash.Dash):
    """Dash, with the language and the colours of the address on the page before anything runs in it."""

    def interpolate_index(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Return the page that loads the app."""
        lang, theme = request.args.get("lang", ""), request.args.get("theme", "")
        scheme = f' data-mantine-color-scheme="{escape(theme)}"' if theme in THEMES else ""
        return _INDEX.format(**kwargs, lang=lang if lang in LANGUAGES else "en", scheme=scheme, plotly=PLOTLY)


def app_of(cases: OpenCases, lang: str, hosts: frozenset[str] = LOOPBACK) -> Flask:
    """Return the application that serves cases; `lang` is spoken where an address names no language."""
    server = Flask("lagebild.app")
    server.config["MAX_CONTENT_LENGTH"] = MOST_REQUEST_BYTES
    dashed: Any = _Pages(
        "lagebild.app",
        server=server,  # type: ignore[arg-type]
        assets_folder=str(files("lagebild.app").joinpath("assets")),
        serve_locally=True,
        suppress_callback_exceptions=True,
        update_title=None,  # type: ignore[arg-type]
        title="Lagebild",
        prevent_initial_callbacks=True,
    )
    dashed.layout = frame
    server.add_url_rule(PLOTLY, "plotly", _plotly)
    _add_callbacks(dashed, cases, lang)
    server.register_blueprint(api_blueprint(cases), url_prefix=API)
    server.register_blueprint(download_blueprint(cases, lang), url_prefix=DOWNLOAD)
    _guard(server, dashed, hosts)
    return server


def _plotly() -> Response:
    """Return the library that draws the figures, the one the report carries."""
    response = Response(get_plotlyjs(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _add_callbacks(app: Any, cases: OpenCases, lang: str) -> None:
    @app.callback(  # type: ignore[untyped-decorator]
        Output("page", "children"),
        Output("header", "children"),
        Output("navigation", "children"),
        Output("filters", "children"),
        Output("keys-body", "children"),
        Output("keys", "title"),
        Output("provider", "forceColorScheme"),
        Output("shown", "data"),
        Input("url", "pathname"),
        Input("url", "search"),
        State("shown", "data"),
        prevent_initial_call=False,
    )
    def page_at(path: str | None, query: str | None, shown: Any) -> tuple[Any, ...]:
        address = address_of(path or "/", query or "", lang)
        try:
            with cases.opened(address.case) as (snapshot, case):
                view = View(address, cases, snapshot, case, words_in(address.lang))
                frame_now = [address.lang, address.theme or "", snapshot.name, *map(str, snapshot.stamp)]
                around: tuple[Any, ...] = (dash.no_update,) * 3
                if shown != frame_now:
                    around = header(view), keys_help(view), view.t["app_keys"]
                head, keys, keys_title = around
                page = _page(view)
                filters = filter_bar(view)
                return page, head, navigation(view), filters, keys, keys_title, address.theme, frame_now
        except LagebildError as error:
            return (_trouble(error, address), *(dash.no_update,) * 5, address.theme, None)

    @app.callback(  # type: ignore[untyped-decorator]
        Output("drawer", "opened"),
        Output("drawer", "title"),
        Output("drawer-body", "children"),
        Input("asked", "data"),
        State("url", "pathname"),
        State("url", "search"),
    )
    def evidence_of(asked: Any, path: str | None, query: str | None) -> tuple[Any, ...]:
        words = asked.get("words") if isinstance(asked, dict) else None
        if not isinstance(words, str):
            raise dash.exceptions.PreventUpdate
        address = address_of(path or "/", query or "", lang)
        t = words_in(address.lang)
        try:
            with cases.opened(address.case) as (snapshot, case):
                view = View(address, cases, snapshot, case, t)
                return True, t["evidence_heading"], drawer_body(view, words)
        except LagebildError as error:
            return True, t["evidence_heading"], html.P(legible(str(error)), className="note")

    @app.callback(  # type: ignore[untyped-decorator]
        Output("filter-fields", "children"),
        Input("filters-open", "data"),
        Input("url", "search"),
        State(FIELDS, "value"),
        State(FIELDS, "id"),
    )
    def fields_at(is_open: Any, query: str | None, values: list[Any], ids: list[dict[str, str]]) -> Any:
        if not is_open:
            return None
        address = address_of("/", query or "", lang)
        try:
            with cases.opened(address.case) as (snapshot, case):
                view = View(address, cases, snapshot, case, words_in(address.lang))
                shown = {one["filter"]: value or None for one, value in zip(ids, values, strict=True)}
                is_same = shown == field_values(view) and {one["of"] for one in ids} == {fields_of(view)}
                return dash.no_update if is_same else filter_fields(view)
        except LagebildError:
            return None

    app.clientside_callback(ClientsideFunction("lagebild", "filtered"), Output("url", "search"), Input(FIELDS, "value"))
    app.clientside_callback(
        ClientsideFunction("lagebild", "unfolded"),
        Output("shell", "navbar"),
        Input("burger", "opened"),
        State("shell", "navbar"),
    )
    app.clientside_callback(
        ClientsideFunction("lagebild", "caseChosen"),
        Output("url", "href"),
        Input("case-switch", "value"),
    )
    choosing.register(app)
    parts.register(app, cases, PAGE_OF_KEY, lang)
    for page in PAGES:
        if page.register is not None:
            page.register(app, cases, lang)


def _page(view: View) -> Component:
    page = PAGE_OF_KEY.get(view.address.page)
    if page is None:
        back = dash.dcc.Link(view.t["app_back"], href=view.href("situation"))
        return html.Div([html.H1(view.t["app_error"]), html.P(view.t["app_no_page"]), back])
    try:
        return html.Div([html.H1(view.t[page.label_key]), page.body(view)], className=f"page-{page.key}")
    except LagebildError as error:
        return _trouble(error, view.address)
    except Exception:  # a page that fails must not take the others with it: the terminal has the traceback
        _log.exception("page %s failed", view.address.path)
        return _trouble(LagebildError(view.t["app_failed"]), view.address)


def _trouble(error: LagebildError, address: Address) -> Component:
    t = words_in(address.lang)
    back = dash.dcc.Link(t["app_back"], href=address.to("situation").href)
    return html.Div([html.H1(t["app_error"]), html.P(legible(str(error)), role="alert"), back], className="trouble")


def _guard(server: Flask, app: Any, hosts: frozenset[str]) -> None:
    policy = _POLICY.format(scripts=" ".join(f"'{one}'" if "'" not in one else one for one in app.csp_hashes()))

    @server.before_request
    def refuse_strangers() -> None:
        if _host(request) not in hosts:
            abort(403, "This server answers only to its own machine.")
        if is_foreign(request):
            abort(403, "This server answers only to its own pages.")

    @server.after_request
    def say_what_may_run(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response


def _host(asked: Request) -> str:
    """Return the name in the Host header, without its port."""
    host = asked.host
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.split(":")[0]


def is_foreign(asked: Request) -> bool:
    """Return whether another site asks: only following a link from there is allowed."""
    origin = asked.headers.get("Origin")
    if origin is not None and origin != asked.host_url.rstrip("/"):
        return True
    site = asked.headers.get("Sec-Fetch-Site", "none")
    follows = asked.method == "GET" and asked.headers.get("Sec-Fetch-Mode") == "navigate"
    return site not in ("same-origin", "none") and not follows
