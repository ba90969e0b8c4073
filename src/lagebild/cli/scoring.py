"""`lagebild score`: how well the reading does on annotated articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.versions import READER_VERSION_TEXT
from lagebild.cli.options import Json
from lagebild.cli.writing import write_whole
from lagebild.errors import UsageError
from lagebild.reading.read import read_article
from lagebild.scoring.card import card_record, card_table
from lagebild.scoring.page import BEGIN, END, card_page, with_card
from lagebild.scoring.score import score_corpus
from lagebild.views.terminal.printing import console_width_kept


def score(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder with docs/ and out/, or a list of names.")],
    as_json: Json = False,
    page: Annotated[
        Path | None, typer.Option("--card", metavar="FILE.md", help="Write the whole score card as Markdown too.")
    ] = None,
) -> None:
    """Measure the reading against annotated articles: precision, recall and F1 per layer and language.

    `--card` adds intervals, confusions of event types and the reliability of confidences; in a page that has a score
    card already, only that part is replaced.

    **Examples**

    `lagebild score corpus/written`

    `lagebild score corpus/written/dev.txt --json`

    `lagebild score corpus/held_out --card docs/reader.md`
    """
    card = score_corpus(corpus, read_article)
    if page is not None:
        _write_card(page, card_page(card, corpus=str(corpus), reader=READER_VERSION_TEXT))
    if as_json:
        typer.echo(json.dumps(card_record(card), ensure_ascii=False, indent=2))
    else:
        console_width_kept(Console()).print(card_table(card))


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
