"""`lagebild show` and `info`: what a case holds, on the terminal or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.cli.options import CaseFile, Json, Lang
from lagebild.errors import UsageError
from lagebild.views.actor_page import actor_pages
from lagebild.views.imported_dyads import imported_dyad
from lagebild.views.imported_triads import imported_triad
from lagebild.views.labels import labels_in
from lagebild.views.terminal.actor_page import page_lines, pages_json
from lagebild.views.terminal.case_info import info_lines
from lagebild.views.terminal.found import found_json, found_lines
from lagebild.views.terminal.listings import VIEWS, View, listing_of
from lagebild.views.terminal.printing import console_width_kept, json_of, table_of
from lagebild.views.terminal.system_views import SYSTEM_VIEWS, Answer, SystemView, answer_json, answer_of, lines_of

_ALL_VIEWS: dict[str, View | SystemView] = {**VIEWS, **SYSTEM_VIEWS}
_SEARCH = "search"
_TOLD = {" ".join((name, *view.arguments)): view.tells for name, view in _ALL_VIEWS.items()} | {
    f"{_SEARCH} WORDS…": "the sentences that have the words or mean the same, in both languages, with their rows; "
    '`"in quotes"`, `-without`, `AND`, `OR` and `begin*` work'
}
_WHAT = "; ".join(f"`{what}`: {tells}" for what, tells in _TOLD.items())
_NAMES = (*_ALL_VIEWS, _SEARCH)


def show(
    case: CaseFile,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="/".join(_NAMES))],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]…", help="What it is asked about.")] = None,
    origin: Annotated[
        str | None,
        typer.Option("--origin", help="For `dyad` and `triad`: the dataset whose events tell it, such as GDELT."),
    ] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    as_json: Json = False,
) -> None:
    """Show one view of a case as a table."""
    if what not in _NAMES:
        raise UsageError(f"cannot show {what!r}; choose from: {', '.join(_NAMES)}")
    opened = Case.open(case)
    if origin is not None:
        _show_imported(opened, what, words or [], origin, lang.value, as_json=as_json)
        return
    if what == _SEARCH:
        _show_found(opened, " ".join(words or []), lang.value, as_json=as_json)
        return
    if what == "actor" and words:
        _show_actor(opened, " ".join(words), lang.value, as_json=as_json)
        return
    if what in SYSTEM_VIEWS:
        _show_system(opened, what, words or [], lang.value, as_json=as_json)
        return
    listing = listing_of(opened, what, words or [], lang.value)
    if as_json:
        typer.echo(json_of(listing))
    elif not listing.rows:
        Console(stderr=True).print(VIEWS[what].empty, markup=False)
        if not opened.merged():
            Console(stderr=True).print(labels_in(lang.value)["case_unmerged_how"].format(path=case), markup=False)
    else:
        console_width_kept(Console()).print(table_of(listing, lang.value))


def _show_actor(case: Case, name: str, lang: str, *, as_json: bool) -> None:
    pages = [(page, listing_of(case, "actor", [str(page.actor["id"])], lang)) for page in actor_pages(case, name, lang)]
    if not pages:
        raise UsageError(VIEWS["actor"].unknown, place=name)
    if as_json:
        typer.echo(pages_json(pages))
        return
    console = console_width_kept(Console())
    for page, mentions in pages:
        for part in page_lines(page, mentions, lang):
            console.print(part)


def _show_found(case: Case, asked: str, lang: str, *, as_json: bool) -> None:
    from lagebild.search.search import search  # the index and the reader's session: not for every other command

    if not asked.strip():
        raise UsageError("`show CASE search` takes the words to look for")
    errors = Console(stderr=True)
    labels = labels_in(lang)
    with errors.status("") as status:
        found = search(
            case,
            asked,
            lang=lang,
            told=lambda done, total: status.update(labels["search_indexing"].format(done=done, total=total)),
        )
    if as_json:
        typer.echo(found_json(found))
    elif not found.answers:
        errors.print(labels["search_nothing"], markup=False)
    else:
        console = console_width_kept(Console(highlight=False))
        for line in found_lines(found, lang):
            console.print(line)


def _show_imported(case: Case, what: str, words: list[str], origin: str, lang: str, *, as_json: bool) -> None:
    match what, words:
        case "dyad", [a, b]:
            answer = Answer(*imported_dyad(case, origin, (a, b), lang))
        case "triad", [a, b, c]:
            answer = Answer(*imported_triad(case, origin, (a, b, c), lang))
        case _:
            raise UsageError("--origin goes with `show CASE dyad A B` and `show CASE triad A B C`")
    _print_answer(answer, as_json=as_json)


def _show_system(case: Case, what: str, words: list[str], lang: str, *, as_json: bool) -> None:
    _print_answer(answer_of(case, what, words, lang), as_json=as_json)


def _print_answer(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        typer.echo(answer_json(answer))
        return
    if not any(table.rows or table.how for table in answer.tables):
        Console(stderr=True).print("this case tells nothing of it", markup=False)
        return
    console = console_width_kept(Console())
    for part in lines_of(answer):
        console.print(part)


show.__doc__ = f"""Show one view of a case as a table.

{_WHAT}

**Examples**

`lagebild show korea.case articles`

`lagebild show korea.case actor "Kim Jong-un" --json`

`lagebild show korea.case dyad Nordkorea Russland --lang de`

`lagebild show korea.case search "who delivers shells" -- -Iran`
"""


def info(case: CaseFile, lang: Lang = ..., as_json: Json = False) -> None:  # type: ignore[assignment]
    """Say what a case holds: counts, languages, period, versions, refused sources; and check every row's evidence.

    **Example**

    `lagebild info korea.case --json`
    """
    opened = Case.open(case)
    facts, slices = opened.info(), opened.verify()
    if as_json:
        record = {**asdict(facts), "slices_verified": slices}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2, default=str))
    else:
        Console(highlight=False, soft_wrap=True).print("\n".join(info_lines(facts, slices, lang.value)), markup=False)


COMMANDS = (show, info)
