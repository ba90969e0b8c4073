"""`lagebild whatif`: the system of a case with something taken out or set, beside what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from lagebild.case.case import Case
from lagebild.case.facts import facts_of
from lagebild.cli.options import CaseFile, Json, Lang
from lagebild.errors import UsageError
from lagebild.system.balance import pair_of
from lagebild.system.dependence import family_of
from lagebild.system.facts import Expectation, Facts
from lagebild.system.whatif import TRADE, Changes, Check, SetSign, Stop, checks_of, input_of, outcome_of
from lagebild.views.labels import LANGUAGES, labels_in
from lagebild.views.naming import actor_named, names_by_id
from lagebild.views.terminal.printing import console_width_kept
from lagebild.views.terminal.system_views import Answer, answer_json, lines_of
from lagebild.views.whatif import check_table, outcome_record, outcome_tables

MOST_CHOICES = 8
"""So many choices an error names."""


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
        tuple[str, str, str] | None,
        typer.Option("--sign", metavar="A B +|-", help="Take two actors to be friendly or hostile now."),
    ] = None,
    stop: Annotated[
        tuple[str, str, str, str] | None,
        typer.Option("--stop", metavar="GIVER RECEIVER GOOD FROM", help="Let a flow stop from a day (YYYY-MM-DD) on."),
    ] = None,
    condition: Annotated[
        str | None, typer.Option("--if", metavar="OUTLOOK_ID", help="Take the condition of a conditional to be true.")
    ] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    as_json: Json = False,
) -> None:
    """Show what stands differently in dyads, triads and dependence with something left out, set or stopped.

    It is no forecast: the answer follows from nothing but what was put in. `--if` takes the id of a row of `outlooks`
    (`lagebild show CASE outlook --json`) and sets its consequence beside what the system then shows.

    **Examples**

    `lagebild whatif korea.case --drop-article 3f451e0c`

    `lagebild whatif korea.case --sign China Russia -`

    `lagebild whatif korea.case --stop China "North Korea" trade 2025-09-01`
    """
    opened = Case.open(case)
    facts, names = facts_of(opened), names_by_id(opened, lang.value)
    changes = Changes(
        articles=frozenset(_matched(one, facts.articles, "article") for one in drop_article or ()),
        events=frozenset(_matched(one, [deed.event_id for deed in facts.deeds], "event") for one in drop_event or ()),
        holders=frozenset(actor_named(opened, one, lang.value) for one in holder or ()),
        signs=() if sign is None else (_sign(opened, sign, lang.value),),
        stops=() if stop is None else (_stop(opened, stop, lang.value),),
    )
    inputs: tuple[SetSign, ...] = ()
    checks: tuple[Check, ...] = ()
    if condition is not None:
        expectation = _expectation(facts, condition)
        inputs = input_of(facts, expectation)
        if not inputs:
            raise UsageError(
                "its condition names no two states and a direction, so it cannot be put in; try --sign or --stop",
                place=expectation.row_id,
            )
        changes = replace(changes, signs=(*changes.signs, *inputs))
        checks = checks_of(facts, expectation, changes)
    elif changes == Changes():
        raise UsageError("say what is assumed: --drop-article, --drop-event, --holder, --sign, --stop or --if")
    outcome = outcome_of(facts, changes)
    tables = outcome_tables(outcome, facts, names, lang.value)
    if condition is not None:
        tables = (check_table(inputs, checks, names, lang.value), *tables)
    answer = Answer(tables, outcome_record(outcome, inputs, checks))
    if as_json:
        typer.echo(answer_json(answer))
        return
    console = console_width_kept(Console())
    for part in lines_of(answer):
        console.print(part)


def _matched(wanted: str, ids: Iterable[str], what: str) -> str:
    """Return the one id that begins so; raises `UsageError` naming some that do."""
    found = [one for one in ids if one.startswith(wanted)]
    if len(found) == 1 or wanted in found:
        return wanted if wanted in found else found[0]
    choices = f"; several begin so: {', '.join(sorted(found)[:MOST_CHOICES])}" if found and wanted else ""
    raise UsageError(f"no {what} has this id{choices}", place=wanted)


def _expectation(facts: Facts, wanted: str) -> Expectation:
    by_id = {one.row_id: one for one in facts.expectations}
    return by_id[_matched(wanted, by_id, "outlook")]


def _sign(case: Case, told: Sequence[str], lang: str) -> SetSign:
    a, b = (actor_named(case, name, lang) for name in told[:2])
    if a == b:
        raise UsageError("a sign stands between two different actors", place=told[0])
    if told[2] == "+":
        return SetSign(pair_of(a, b), "+")
    if told[2] in ("-", "−"):
        return SetSign(pair_of(a, b), "-")
    raise UsageError("a sign is + or -", place=told[2])


def _stop(case: Case, told: Sequence[str], lang: str) -> Stop:
    giver, receiver = (actor_named(case, name, lang) for name in told[:2])
    try:
        since = date.fromisoformat(told[3])
    except ValueError as error:
        raise UsageError("a day is YYYY-MM-DD", place=told[3]) from error
    return Stop(giver, receiver, _good(told[2]), since)


def _good(called: str) -> str:
    """Return the key of a good given by its key or its name in either language."""
    names = {TRADE: TRADE}
    for lang in LANGUAGES:
        for key, name in labels_in(lang).items():
            if key.startswith("good_"):
                good = key.removeprefix("good_")
                names |= {good: good, name.casefold(): good}
    good = names.get(called.casefold(), "")
    if not good:
        families = sorted({family_of(one) for one in names.values()})
        raise UsageError(f"no such good; choose from: {', '.join(families)}", place=called)
    return good


COMMANDS = (whatif,)
