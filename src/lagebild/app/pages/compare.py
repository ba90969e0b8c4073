"""Two views beside each other: case against case, outlet against outlet, language against language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.choosing import chooser, choosers
from lagebild.app.filters import Filters, languages_of, outlets_of
from lagebild.app.grids import Column, Row, grid
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.system.balance import Pair
from lagebild.system.state_system import ToldSystem
from lagebild.system.triads import UNTOLD, Corners, Tie, Triad
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.languages import language_name
from lagebild.views.triad_wording import SIGNS, TriadWording

MOST_OUTLETS = 40
"""Outlets that can be compared with, in the order of their names."""
MOST_ROWS = 400
"""Dyads and triangles in the tables, those that differ first."""
CASE, OUTLET, LANGUAGE = "case", "outlet", "in"
"""What the other side is: another case, the articles of an outlet, those of a language."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two sides: what it is called and what the system is in it."""

    name: str
    system: ToldSystem
    ends: Mapping[Pair, Tie]


def body(view: View) -> Component:
    """Return what is looked at (with its filters) beside the other side, which the option `with` names."""
    t = view.t
    choices = [(words, view.address.with_options(**{"with": other}).href) for other, words in _others(view)]
    named = dict(_others(view))
    asked = view.option("with")
    if asked not in named:
        asked = next(iter(named), "")
    if not asked:
        return html.P(t["compare_nothing"], className="note")
    field = choosers(chooser("compare-with", t["compare_with"], choices, named[asked]))
    return html.Div([field, part(view, "tables")])


def _told_tables(view: View) -> Component:
    """Return what is looked at beside the other side."""
    t, named = view.t, dict(_others(view))
    asked = view.option("with")
    asked = asked if asked in named else next(iter(named))
    own = _Side(t["compare_this"].format(case=view.snapshot.name), view.system, view.ends)
    with _other(view, asked) as other_view:
        other = _Side(named[asked], other_view.system, other_view.ends)
        parts = view.once(("compare", asked, other_view.snapshot.stamp), lambda: list(_tables(view, own, other)))
    return html.Div(parts)


def _others(view: View) -> Iterator[tuple[str, str]]:
    """Yield what can be compared with: its words in the address and those for people."""
    t, filters = view.t, view.address.filters
    for name in view.cases.names:
        if name != view.snapshot.name:
            yield f"{CASE}:{name}", t["compare_case"].format(case=name)
    if filters:
        yield f"{CASE}:{view.snapshot.name}", t["compare_unfiltered"]
    outlets = outlets_of(view.articles)
    if len(outlets) > 1:
        for outlet in islice(outlets, MOST_OUTLETS):
            if filters.outlets != (outlet,):
                yield f"{OUTLET}:{outlet}", t["compare_outlet"].format(outlet=outlet)
    languages = languages_of(view.articles)
    if len(languages) > 1:
        for code in languages:
            if filters.langs != (code,):
                yield f"{LANGUAGE}:{code}", t["compare_language"].format(language=language_name(code, view.lang))


@contextmanager
def _other(view: View, asked: str) -> Iterator[View]:
    """Give the view of the other side: another case with the same filters, or the same one of other articles."""
    kind, _, name = asked.partition(":")
    if kind == CASE and name != view.snapshot.name:
        with view.cases.opened(name) as (snapshot, case):
            yield replace(view, address=replace(view.address, case=name), snapshot=snapshot, case=case)
        return
    if kind == CASE:
        filters = Filters()
    elif kind == OUTLET:
        filters = replace(view.address.filters, outlets=(name,))
    else:
        filters = replace(view.address.filters, langs=(name,))
    yield replace(view, address=replace(view.address, filters=filters))


def _tables(view: View, own: _Side, other: _Side) -> Iterator[Component]:
    t = view.t
    dyads = sorted(_pairs(own, other), key=lambda one: (not one[1], one[2]))
    heads = [Column("own", own.name, lines=True, share=2), Column("other", other.name, lines=True, share=2)]
    columns = [Column("who", t["side"], link=True, lines=True, share=2), Column("differs", "≠", width=70), *heads]
    rows = [_dyad_row(view, own, other, one) for one in dyads[:MOST_ROWS]]
    table = grid(view, "compare-dyads", t["compare_dyads"], columns, rows)
    yield section(t["compare_dyads"], table, how=t["compare_how"])
    triads = _triads(own.system, other.system)
    found = [_triad_row(view, corners, mine, theirs) for corners, mine, theirs in triads]
    found.sort(key=lambda row: not row.cells["differs"])
    if found:
        table = grid(view, "compare-triads", t["compare_triads"], columns, found[:MOST_ROWS])
        yield section(t["compare_triads"], table)


def _pairs(own: _Side, other: _Side) -> Iterator[tuple[Pair, bool, int]]:
    """Yield each two actors told of, whether their sign differs, and minus the articles that tell of them."""
    for pair in {*own.ends, *other.ends}:
        mine, theirs = (side.ends.get(pair, UNTOLD) for side in (own, other))
        n = sum(tie.month.n_articles for tie in (mine, theirs) if tie.month)
        yield pair, mine.sign != theirs.sign, -n


def _dyad_row(view: View, own: _Side, other: _Side, one: tuple[Pair, bool, int]) -> Row:
    (a, b), differs, _ = one
    ties = [side.ends.get((a, b), UNTOLD) for side in (own, other)]
    cells = {
        "who": f"{view.name(a)} – {view.name(b)}",
        "who_href": view.href("dyad", a, b),
        "differs": "≠" if differs else "",
        "own": _dyad_words(view, ties[0]),
        "other": _dyad_words(view, ties[1]),
    }
    mine = ties[0].month
    return Row(cells, rows=(*mine.events, *mine.statements) if mine else ())


def _dyad_words(view: View, tie: Tie) -> str:
    month = tie.month
    if month is None:
        return view.t["compare_untold"]
    say = TriadWording(view.names, view.lang)
    value = "" if month.stated_value is None else f" · {view.t['stated_value']} {say.points(month.stated_value)}"
    net = f" {view.t['net']} {say.points(month.net)}" if month.n_events else ""
    return f"{SIGNS[tie.sign]}{net}{value} ({month.n_articles}{THIN_SIGN if month.thin else ''})"


def _triads(own: ToldSystem, other: ToldSystem) -> Iterator[tuple[Corners, Triad | None, Triad | None]]:
    """Yield the triads best told on either side, as each side has them if they are a figure there."""
    asked = sorted({*own.signs.best_told(MOST_ROWS), *other.signs.best_told(MOST_ROWS)})
    mine, theirs = ({one.corners: one for one in _told(system.triads(asked))} for system in (own, other))
    for corners in asked:
        yield corners, mine.get(corners), theirs.get(corners)


def _told(triads: Iterable[Triad]) -> Iterator[Triad]:
    return (one for one in triads if one.months and one.last.triangle.figure is not None)


def _triad_row(view: View, corners: tuple[str, str, str], mine: Triad | None, theirs: Triad | None) -> Row:
    words = [_triad_words(view, one) for one in (mine, theirs)]
    cells = {
        "who": " – ".join(map(view.name, corners)),
        "who_href": view.href("triangle", *corners),
        "differs": "≠" if words[0] != words[1] else "",
        "own": words[0],
        "other": words[1],
    }
    return Row(cells)


def _triad_words(view: View, triad: Triad | None) -> str:
    if triad is None:
        return view.t["compare_untold"]
    say = TriadWording(view.names, view.lang)
    triangle = triad.last.triangle
    role = say.special_role(triangle.pivot, None)
    return say.figure(triangle.figure) + (f" ({role})" if role else "")


PAGE = Page("compare", "c", body, parts={"tables": _told_tables})
