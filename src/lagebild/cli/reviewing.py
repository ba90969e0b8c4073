"""`lagebild review`: an analyst's decisions, asked for one by one or given as options."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import click
import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.case.reviews import DECISIONS
from lagebild.cli.options import CaseFile, Json, Lang
from lagebild.cli.review_dialogue import Dialogue
from lagebild.errors import UsageError
from lagebild.scoring.corrections import export_corrections
from lagebild.views.labels import labels_in
from lagebild.views.review_queue import REVIEWS, review_queue
from lagebild.views.terminal.listings import Listing
from lagebild.views.terminal.printing import console_width_kept, json_of, table_of


def review(
    case: CaseFile,
    table: Annotated[str | None, typer.Option("--table", help="The table of the row.")] = None,
    row: Annotated[str | None, typer.Option("--row", metavar="ID", help="The row_id decided on.")] = None,
    decision: Annotated[str | None, typer.Option("--decision", help=" | ".join(DECISIONS))] = None,
    other: Annotated[str | None, typer.Option("--other", metavar="ID", help="The other row, of a pair.")] = None,
    value: Annotated[str | None, typer.Option("--value", metavar="COLUMN=VALUE", help="What an edit sets.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; default: the user.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the decisions made.")] = False,
    queue: Annotated[bool, typer.Option("--queue", help="List what is to be decided.")] = False,
    to: Annotated[
        Path | None, typer.Option("--export", metavar="DIR", help="Write reviewed articles as annotated ones.")
    ] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    as_json: Json = False,
) -> None:
    """Decide on what was read and merged: a dialogue, or one decision given by options.

    Decisions are stored at once and hold at every merge; nothing that was read is rewritten.

    **Examples**

    `lagebild review korea.case --by Ana`

    `lagebild review korea.case --table event_mentions --row ID --decision edit --value realis=planned`

    `lagebild review korea.case --decision undo --row REVIEW_ID`
    """
    opened = Case.open(case)
    by = by or getpass.getuser()
    if to is not None:
        _export(opened, to, lang.value)
    elif listed:
        _print(_listing(opened), lang.value, as_json=as_json)
    elif queue:
        _print(_queue_listing(opened), lang.value, as_json=as_json)
    elif decision is not None:
        if row is None:
            raise UsageError("Name the row that is decided on with --row.", place=decision)
        table = table or ("reviews" if decision == "undo" else "")
        review_id = opened.review(table, row, decision, other_row_id=other, value=value, by=by)
        opened.merge()
        typer.echo(json.dumps({"review_id": review_id}) if as_json else review_id)
    else:
        _talk(opened, lang.value, by)


def _talk(case: Case, lang: str, by: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError("The dialogue needs a terminal; scripts give --table, --row and --decision.")
    words, console = labels_in(lang), Console(highlight=False)
    items = review_queue(case)
    console.print(words["review_start"].format(len(items)), markup=False)
    dialogue = Dialogue(case, items, lang, by, console, click.getchar, console.input)
    try:
        dialogue.run()
    except (KeyboardInterrupt, EOFError):
        console.print()
    console.print(words["review_end"].format(len(dialogue.made)), markup=False)
    case.merge()


def _export(case: Case, folder: Path, lang: str) -> None:
    written = export_corrections(case, folder)
    words = labels_in(lang)
    typer.echo(words["review_exported"].format(folder, written.articles, written.records))
    for line in written.left_out:
        typer.echo(f"{words['review_left_out']}: {line}", err=True)


def _listing(case: Case) -> Listing:
    relation = case.sql(REVIEWS)
    return Listing(tuple(relation.columns), tuple(relation.fetchall()))


def _queue_listing(case: Case) -> Listing:
    columns = ("table", "row_id", "other_row_id", "doubt", "reports", "speakers")
    rows = tuple(tuple(getattr(item, column) for column in columns) for item in review_queue(case))
    return Listing(columns, rows)


def _print(listing: Listing, lang: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json_of(listing))
    else:
        console_width_kept(Console()).print(table_of(listing, lang))


COMMANDS = (review,)
