"""`lagebild score`: how well the reading does on annotated articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.cli.options import Json
from lagebild.reading.read import read_article
from lagebild.scoring.card import card_record, card_table
from lagebild.scoring.score import score_corpus
from lagebild.views.terminal.printing import console_width_kept


def score(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder with docs/ and out/, or a list of names.")],
    as_json: Json = False,
) -> None:
    """Measure the reading against annotated articles: precision, recall and F1 per layer and language.

    **Examples**

    `lagebild score corpus/written`

    `lagebild score corpus/written/dev.txt --json`
    """
    card = score_corpus(corpus, read_article)
    if as_json:
        typer.echo(json.dumps(card_record(card), ensure_ascii=False, indent=2))
    else:
        console_width_kept(Console()).print(card_table(card))


COMMANDS = (score,)
