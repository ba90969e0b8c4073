"""`lagebild score`: how well the reading does on annotated articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from lagebild.case.versions import READER_VERSION_TEXT
from lagebild.cli.options import Json
from lagebild.cli.writing import write_whole
from lagebild.errors import UsageError
from lagebild.reading.read import read_article
from lagebild.scoring.card import card_record, card_table
from lagebild.scoring.merged import MergeScore, merge_score
from lagebild.scoring.page import BEGIN, END, card_page, with_card
from lagebild.scoring.score import score_corpus
from lagebild.scoring.stories import story_folders
from lagebild.views.terminal.printing import console_width_kept


def score(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder with docs/ and out/, or a list of names.")],
    as_json: Json = False,
    page: Annotated[
        Path | None, typer.Option("--card", metavar="FILE.md", help="Write the whole score card as Markdown too.")
    ] = None,
) -> None:
    """Measure the reading against annotated articles: precision, recall and F1 per layer and language.

    In a folder of stories (with `clusters.tsv`) the merging is measured: B³ of actors and events without singletons.

    `--card` adds intervals, confusions of event types and the reliability of confidences; in a page that has a score
    card already, only that part is replaced.

    **Examples**

    `lagebild score corpus/written`

    `lagebild score corpus/written/dev.txt --json`

    `lagebild score corpus/held_out --card docs/reader.md`

    `lagebild score corpus/stories`
    """
    if folders := story_folders(corpus):
        _tell_merge(merge_score(folders), as_json=as_json)
        return
    card = score_corpus(corpus, read_article)
    if page is not None:
        _write_card(page, card_page(card, corpus=str(corpus), reader=READER_VERSION_TEXT))
    if as_json:
        typer.echo(json.dumps(card_record(card), ensure_ascii=False, indent=2))
    else:
        console_width_kept(Console()).print(card_table(card))


def _tell_merge(score: MergeScore, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(score.as_record(), indent=2))
        return
    table = Table("marks", "layer", "precision", "recall", "F1", "mentions", title=f"B³ on {score.stories} stories")
    for marks, one in (("annotated", score.annotated), ("read", score.read)):
        for layer, b in (("actors", one.actors), ("events", one.events)):
            table.add_row(marks, layer, *(f"{v:.3f}" for v in (b.precision, b.recall, b.f1)), str(b.mentions))
    console_width_kept(Console()).print(table)
    titles = ("marks", "reports", "with days", "right", "one day", "exact", "mean width (days)")
    days = Table(*titles, title="Days of events")
    for marks, one in (("annotated", score.annotated), ("read", score.read)):
        d = one.days
        shares = (f"{d.share_given:.3f}", f"{d.precision:.3f}")
        days.add_row(marks, str(d.reports), *shares, str(d.days), str(d.exact), f"{d.mean_width:.1f}")
    console_width_kept(Console()).print(days)


def _write_card(path: Path, card: str) -> None:
    try:
        page = with_card(path.read_text(encoding="utf-8"), card) if path.exists() else card
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read: {error}", place=str(path)) from error
    if page is None:
        raise UsageError(
            f"there is a file without a score card; mark its place with {BEGIN} and {END}", place=str(path)
        )
    write_whole(path, page)


COMMANDS = (score,)
