"""What may come: conditionals and forecasts, who holds them, as of when, and the later events that bear them out."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.grids import MOST_ROWS, Column, Row, grid
from lagebild.app.linking import link
from lagebild.app.listed import Record, column, listed, row_of
from lagebild.app.page import Page, View

STATUSES = ("open", "borne_out", "overtaken")


def body(view: View) -> Component:
    """Return the expectations that pass the filters, all or of one status (option `status`)."""
    asked = view.option("status")
    return view.once(("outlook", asked), lambda: _shown(view, asked))


def _shown(view: View, asked: str) -> Component:
    t, sieve = view.t, view.sieve
    held = _holders(view) if view.address.filters.holders else {}

    def passes(row: Record) -> bool:
        return sieve.holder(held.get(row["id"])) and sieve.days(row["published"], row["published"])

    rows = listed(view, "outlook", passes=passes)
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    links = [link(f"{t['outlook_every']} ({len(rows)})", view.href("outlook"), _chip(not asked))]
    links += [
        link(f"{t[f'status_{one}']} ({n})", view.href("outlook", status=one), _chip(asked == one))
        for one, n in counts.items()
        if n
    ]
    columns = [
        column(view, "published", t["outlook_as_of"], width=110),
        column(view, "holder", width=150, lines=True),
        column(view, "kind", width=120),
        column(view, "condition", lines=True, share=2),
        column(view, "consequence", lines=True, share=3),
        column(view, "status", width=110),
        column(view, "follow_up", lines=True, share=2, narrow=False),
        column(view, "confidence", width=90, is_number=True, narrow=False),
        Column("whatif", t["outlook_whatif"], width=105, link=True, narrow=False),
    ]
    wanted = [row for row in reversed(rows) if asked in ("", row["status"])]
    shown = [_row(view, row, columns) for row in wanted[:MOST_ROWS]]
    return html.Div(
        [
            html.P(links, className="chips"),
            section(t["outlook_heading"], grid(view, "outlook", t["outlook_heading"], columns, shown, len(wanted))),
        ]
    )


def _holders(view: View) -> dict[str, str | None]:
    return dict(view.case.sql("SELECT row_id, holder_actor_id FROM outlooks").fetchall())


def _row(view: View, record: Record, columns: list[Column]) -> Row:
    status = view.t[f"status_{record['status']}"]
    suppose = {"whatif": view.t["whatif_suppose"], "whatif_href": view.href("whatif", **{"if": str(record["id"])})}
    if not record["condition"]:
        suppose = {"whatif": "", "whatif_href": ""}
    row = row_of(view, record, columns, status=status, holder=record["holder"] or view.t["author"])
    return Row(row.cells | suppose, rows=(*row.rows, *map(str, record["follow_up_ids"] or ())))


def _chip(is_shown: bool) -> str:
    return "chip here" if is_shown else "chip"


PAGE = Page("outlook", "o", body)
