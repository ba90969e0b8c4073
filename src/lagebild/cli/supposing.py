"""`lagebild whatif`: the system of a case with something taken out or set, beside what it is."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.case.facts import facts_of
from lagebild.cli.options import CaseFile, Json, Lang
from lagebild.cli.repeating import words_of
from lagebild.errors import UsageError
from lagebild.system.whatif import outcome_of
from lagebild.views.assumptions import Assumption, Supposed, assumption_of
from lagebild.views.naming import names_by_id
from lagebild.views.terminal.printing import console_width_kept
from lagebild.views.terminal.system_views import Answer, answer_json, lines_of
from lagebild.views.triad_wording import TriadWording
from lagebild.views.unread import options_for, why_unread
from lagebild.views.whatif import WhatIf, whatif_record, whatif_tables


def whatif(
    case: CaseFile,
    drop_article: Annotated[
        list[str] | None, typer.Option("--drop-article", metavar="ID", help="Leave out an article.")
    ] = None,
    drop_event: Annotated[
        list[str] | None, typer.Option("--drop-event", metavar="ID", help="Leave out an event.")
    ] = None,
    holder: Annotated[
        list[str] | None, typer.Option("--holder", metavar="ACTOR", help="Leave out what this actor alone says.")
    ] = None,
    sign: Annotated[
        list[str] | None,
        typer.Option("--sign", metavar="A B +|-", help="Take two states to be friendly or hostile now."),
    ] = None,
    stop: Annotated[
        list[str] | None,
        typer.Option("--stop", metavar="GIVER RECEIVER GOOD FROM", help="Let a flow stop from a day (YYYY-MM-DD) on."),
    ] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option("--if", metavar="OUTLOOK_ID", help="Take the condition of a conditional to be true."),
    ] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    as_json: Json = False,
) -> None:
    """Show what stands differently in dyads, triads, swings and dependence with something left out, set or stopped.

    Every option may be given more than once; their order does not matter. It is no forecast: the answer follows from
    nothing but what was put in. `--if` takes the id of a row of `outlooks` (`lagebild show CASE outlook --json`) and
    sets its consequence beside what the system then shows; where its condition cannot be read as a sign or a flow that
    stops, say with `--sign` or `--stop` what it means.

    **Examples**

    `lagebild whatif korea.case --drop-article 3f451e0c`

    `lagebild whatif korea.case --sign China Russia - --sign China "North Korea" +`

    `lagebild whatif korea.case --stop China "North Korea" trade 2025-09-01`
    """
    supposed = Supposed(
        articles=tuple(drop_article or ()),
        events=tuple(drop_event or ()),
        holders=tuple(holder or ()),
        signs=words_of(sign),
        stops=words_of(stop),
        conditionals=tuple(condition or ()),
    )
    if not supposed:
        raise UsageError("say what is assumed: --drop-article, --drop-event, --holder, --sign, --stop or --if")
    opened = Case.open(case)
    facts, names = facts_of(opened), names_by_id(opened, lang.value)
    assumption = assumption_of(opened, facts, supposed, lang.value)
    if not assumption.changes:
        raise UsageError(_unread(assumption, TriadWording(names, lang.value)), place=_ids(assumption))
    asked = WhatIf(assumption, outcome_of(facts, assumption.changes), assumption.checks(facts))
    answer = Answer(whatif_tables(opened, asked, facts, names, lang.value), whatif_record(asked))
    if as_json:
        typer.echo(answer_json(answer))
        return
    console = console_width_kept(Console())
    for part in lines_of(answer):
        console.print(part)


def _unread(assumption: Assumption, say: TriadWording) -> str:
    """Return why none of the conditions can be put in, and what could be put in for each."""
    told = (
        f"{why_unread(one.condition, say)} {say.labels['whatif_say_it']} {options_for(one.condition, say)}"
        for one in assumption.conditionals
    )
    return "; ".join(told)


def _ids(assumption: Assumption) -> str:
    return ", ".join(one.expectation.row_id for one in assumption.conditionals)


COMMANDS = (whatif,)
