"""Where sources disagree, version beside version, and every number with whose it is and who holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import figure_card, section
from lagebild.app.grids import MOST_ROWS, Column, Row, grid
from lagebild.app.linking import evidence_button, link
from lagebild.app.listed import Record, column, listed, row_of
from lagebild.app.page import Page, View
from lagebild.app.parts import part
from lagebild.app.plain import plain
from lagebild.system.facts import Evidence
from lagebild.views.disagreements import VersionRow, articles_that_disagree, versions_of
from lagebild.views.figures.disagreement_ranges import disagreement_picture
from lagebild.views.legible import legible
from lagebild.views.numbers_side_by_side import NumberTopic, number_topics
from lagebild.views.report.wording import bounds_words, number_words

A_SHEET = 20
"""Disagreements that are shown at once, contradictions first: a hundred take a browser 8 s."""
MOST_SHEETS = 30
"""Sheets that can be chosen; the rest is counted."""


def body(view: View) -> Component:
    """Return the disagreements and the numbers that pass the filters."""
    told = view.once("disagreements", lambda: _told_apart(view))
    parts = [_disagreements(view, told)] if told else []
    if topics := view.once("number topics", lambda: _topics(view)):
        parts.append(view.once("number figure", lambda: _figure(view, topics)))
    return html.Div([*parts, part(view, "numbers")])


def _told_numbers(view: View) -> Component:
    return view.once("numbers", lambda: _numbers(view))


def _numbers(view: View) -> Component:
    t = view.t
    columns = [
        column(view, "amount", t["numbers_amount"], width=150),
        column(view, "measure", width=130),
        column(view, "actor", lines=True),
        column(view, "holder", lines=True),
        column(view, "published", width=110),
        column(view, "text", lines=True, share=2),
        column(view, "relation", t["numbers_relation"], width=120),
        column(view, "article", lines=True, share=2, narrow=False),
        column(view, "confidence", width=90, is_number=True, narrow=False),
    ]
    found = listed(view, "numbers", passes=lambda row: _passes(view, row))
    rows = [_row(view, row, columns) for row in found[:MOST_ROWS]]
    return section(t["numbers_heading"], grid(view, "numbers", t["numbers_heading"], columns, rows, len(found)))


def _disagreements(view: View, told: Sequence[str]) -> Component:
    """Return the sheet of disagreements that is asked for (option `sheet`, from 1), with links to the others."""
    t, sheets = view.t, min(MOST_SHEETS, -(-len(told) // A_SHEET))
    numbers, asked = [str(n) for n in range(1, sheets + 1)], view.option("sheet")
    at = numbers.index(asked) if asked in numbers else 0
    shown = view.once(("versions", at), lambda: _versions(view, told[at * A_SHEET : (at + 1) * A_SHEET]))
    listed = plain(html.Ul([html.Li(_disagreement(view, one)) for one in shown], className="disagreements"))
    if sheets == 1:
        return section(t["disagreements_heading"], listed)
    links = [link(n, view.href("numbers", sheet=n), "chip here" if n == numbers[at] else "chip") for n in numbers]
    note = t["numbers_cut"].format(shown=number_words(len(shown), view.lang), n=number_words(len(told), view.lang))
    return section(t["disagreements_heading"], [listed, html.P(links, className="chips")], note=note)


def _figure(view: View, topics: tuple[NumberTopic, ...]) -> Component:
    picture = disagreement_picture(topics, view.lang)
    return figure_card(view, picture.table.heading, picture, key="number-ranges")


def _topics(view: View) -> tuple[NumberTopic, ...]:
    """Return the numbers told differently of which the articles wanted tell two versions at least."""
    sieve = view.sieve
    topics = (
        replace(one, versions=tuple(v for v in one.versions if sieve.article(v.told.article_id)))
        for one in view.snapshot.once(("number topics", view.lang), lambda: number_topics(view.case, view.lang))
    )
    return tuple(one for one in topics if len(one.versions) > 1)


def _told_apart(view: View) -> list[str]:
    """Return the disagreements of which the articles wanted tell two versions at least, by their ids."""
    sieve = view.sieve
    return [key for key, articles in articles_that_disagree(view.case) if sum(map(sieve.article, articles)) > 1]


def _versions(view: View, asked: Sequence[str]) -> list[Sequence[VersionRow]]:
    """Return the versions of each of these disagreements that the articles wanted tell."""
    sieve = view.sieve
    rows = (row for row in versions_of(view.case, f"name_{view.lang}", asked) if sieve.article(row.article_id))
    return [tuple(group) for _, group in groupby(rows, key=lambda row: row.disagreement_id)]


def _disagreement(view: View, versions: Sequence[VersionRow]) -> list[Component]:
    t, first = view.t, versions[0]
    about = ", ".join(first.about) or (first.measure and t.get(f"measure_{first.measure}", first.measure)) or ""
    heading = " · ".join(part for part in (t[f"disagreement_{first.kind}"], about) if part)
    places = [Evidence(one.article_id, one.start, one.start + 1) for one in versions]
    return [
        html.Div(
            [
                html.Strong(legible(heading)),
                " ",
                html.Span(t[f"relation_{first.relation}"], className=f"chip relation-{first.relation}"),
                " ",
                evidence_button(str(len(versions)), t["evidence_open"], rows=[first.disagreement_id], places=places),
            ]
        ),
        html.Ol([html.Li(list(_version(view, one))) for one in versions]),
    ]


def _version(view: View, one: VersionRow) -> Iterator[str | Component]:
    t = view.t
    value = t.get(f"realis_{one.realis}", one.value) if one.realis else one.value
    if one.kind == "speaker":
        yield legible(one.value)
        yield html.Span(f" – {legible(one.sentence)}", className="quiet")
        return
    yield legible(t["quoted"].format(value) if one.kind != "date" else value)
    day = f", {one.date}" if one.date else ""
    yield html.Span(f" – {legible(one.holder or t['author'])}{day}", className="quiet")


def _passes(view: View, row: Record) -> bool:
    return view.sieve.days(row["published"], row["published"])


def _row(view: View, record: Record, columns: Sequence[Column]) -> Row:
    unit = record["unit"] if record["unit"] and str(record["unit"]).isupper() else None
    unit = "%" if record["unit"] == "percent" else unit
    amount = bounds_words(record["operator"], record["low"], record["high"], unit, view.lang)
    measure = view.t.get(f"measure_{record['measure']}", record["measure"] or "")
    said = {
        "amount": amount,
        "amount_sort": record["low"] if record["low"] is not None else record["high"],
        "measure": measure,
        "holder": record["holder"] or view.t["author"],
        "relation": view.t.get(f"relation_{record['relation']}", "") if record["relation"] else "",
    }
    row = row_of(view, record, columns, **said)
    return Row(row.cells, rows=(*row.rows, *([str(record["disagreement_id"])] if record["disagreement_id"] else [])))


PAGE = Page("numbers", "u", body, parts={"numbers": _told_numbers})
