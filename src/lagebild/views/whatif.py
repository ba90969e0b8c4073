"""What if, as people read it: what stands differently, before and after, and consequences beside what then stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from lagebild.system.changes import Changes, Stop
from lagebild.system.conditionals import Check, FlowCheck
from lagebild.system.dependence import Lever, Tie
from lagebild.system.facts import Facts
from lagebild.system.whatif import Difference, DyadState, Outcome, PatronShare, TriadState, stop_of
from lagebild.views.assumptions import Assumption, Conditional
from lagebild.views.dependence import NOT_TOLD, THIN_SIGN, TieWording, amount_of_tie
from lagebild.views.evidence import words_at
from lagebild.views.fallen import Names, fallen_record, fallen_table, sign_words, stop_words
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import day_words, number_words
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording
from lagebild.views.unread import why_unread

PERCENT = 100
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is assumed, what follows, and the consequences of conditionals beside it."""

    assumption: Assumption
    outcome: Outcome
    checks: tuple[tuple[Conditional, tuple[Check | FlowCheck, ...]], ...]


def whatif_tables(case: QueryableCase, asked: WhatIf, facts: Facts, names: Names, lang: str) -> tuple[SystemTable, ...]:
    """Return everything as tables: consequences, what differs, and what fell out with its sentences."""
    return (
        *check_tables(case, asked, facts, names, lang),
        *outcome_tables(asked.outcome, asked.assumption.changes, facts, names, lang),
        fallen_table(case, asked.outcome.fallen, facts, names, lang),
    )


def outcome_tables(
    outcome: Outcome, changes: Changes, facts: Facts, names: Names, lang: str
) -> tuple[SystemTable, ...]:
    """Return what differs: relations, triangles, swings, dependence, levers; those without a difference say so.

    A sign that is set is told as assumed; one that stands so already is said to do so.
    """
    say, ties = TriadWording(names, lang), TieWording(facts, names, lang)
    t = say.labels

    def flow(key: tuple[str, str, str]) -> str:
        return f"{say.name(key[0])} → {say.name(key[1])}: {t.get(f'good_{key[2]}', key[2])}"

    def client(pair: tuple[str, str]) -> str:
        return t["whatif_client_patron"].format(client=say.name(pair[0]), patron=say.name(pair[1]))

    assumed = {one.pair: one.sign for one in changes.signs}
    dyads = [one for one in outcome.dyads if _sign_of(one.before) != assumed.get(one.key, "")]
    shown = {one.key for one in dyads}
    same = [one for one in sorted(changes.signs) if one.pair not in shown]
    stopped = [stop_words(say, one, lang) for one in _untold_stops(outcome, changes)]
    month = say.months(outcome.period, outcome.period)
    return (
        _table(
            say,
            "dyads",
            "whatif_relation",
            dyads,
            say.pair,
            lambda one: _dyad(say, one),
            month,
            after=lambda one: _assumed(say, assumed[one.key]) if one.key in assumed else _dyad(say, one.after),
            note=" ".join(t["whatif_same_sign"].format(sign=sign_words(say, one)) for one in same),
        ),
        _table(say, "triads", "triad", outcome.triads, lambda c: ", ".join(map(say.name, c)), _triad_words(say), month),
        _table(say, "shares", "whatif_swing", outcome.shares, client, lambda one: _share(one, lang), month),
        _table(
            say,
            "ties",
            "tie",
            outcome.ties,
            flow,
            lambda one: _tie(ties, one),
            month,
            after=lambda one: _stopped(ties, one, changes),
            note=" ".join(t["whatif_untold_stop"].format(flow=words) for words in stopped),
        ),
        _table(
            say,
            "levers",
            "tie",
            outcome.levers,
            flow,
            lambda one: _lever(ties, one),
            month,
            after=lambda one: _lever_then(ties, one, changes),
        ),
    )


def check_tables(case: QueryableCase, asked: WhatIf, facts: Facts, names: Names, lang: str) -> tuple[SystemTable, ...]:
    """Return for each conditional its consequence beside what the system shows, or that it cannot be read so."""
    say, ties = TriadWording(names, lang), TieWording(facts, names, lang)
    t = say.labels
    parts = [(one.expectation.condition, one.expectation.consequence) for one, _ in asked.checks]
    words = words_at(case, [place for both in parts for place in both if place is not None])
    tables = []
    for (conditional, checks), (condition, consequence) in zip(asked.checks, parts, strict=True):
        read = conditional.condition
        signs = [sign_words(say, one) for one in sorted(read.signs)]
        inputs = [*signs, *(stop_words(say, one, lang) for one in sorted(read.stops))]
        said = {
            "condition": words.get(condition, "") if condition else "",
            "consequence": words.get(consequence, "") if consequence else "",
            "inputs": "; ".join(inputs),
        }
        how = t["whatif_check_how" if inputs else "whatif_check_yours"].format(**said)
        if inputs and read.elsewhere:
            how += " " + t["whatif_elsewhere"]
        if not inputs:
            how += " " + why_unread(conditional.condition, say)
        how += " " + t["whatif_check_then" if checks else "whatif_check_unread"].format(**said)
        rows = [_check(say, ties, one) for one in checks]
        row_id = conditional.expectation.row_id
        tables.append(
            SystemTable(
                t["whatif_check_heading"],
                how,
                (t["whatif_of"], t["whatif_says"], t["whatif_shows"], t["whatif_verdict"]),
                tuple(rows),
                tuple((row_id, *_evidence_of_check(one)) for one in checks),
            )
        )
    return tuple(tables)


def whatif_record(asked: WhatIf) -> dict[str, object]:
    """Return everything for JSON: what is assumed, what differs, consequences, and what fell out.

    A sign that is set says whether it was another before (`changed`), a stop whether anything is told that would end
    (`told`), a relation whether its sign is `assumed`, a tie and a lever by which stop they are `stopped`.
    """
    outcome, changes = asked.outcome, asked.assumption.changes
    untold, signs = _untold_stops(outcome, changes), {one.pair for one in changes.signs}
    before = {one.key: _sign_of(one.before) for one in outcome.dyads}
    return {
        "period": outcome.period,
        "assumed": {
            "articles": sorted(changes.articles),
            "events": sorted(changes.events),
            "holders": sorted(changes.holders),
            "signs": [
                {**asdict(one), "changed": one.sign != before.get(one.pair, one.sign)} for one in sorted(changes.signs)
            ],
            "stops": [{**asdict(one), "told": one not in untold} for one in sorted(changes.stops)],
        },
        "dyads": [{**asdict(one), "assumed": one.key in signs} for one in outcome.dyads],
        "triads": [asdict(one) for one in outcome.triads],
        "shares": [asdict(one) for one in outcome.shares],
        "dependence": [{**asdict(one), "stopped": _stop_record(changes, one.key)} for one in outcome.ties],
        "levers": [{**asdict(one), "stopped": _stop_record(changes, one.key)} for one in outcome.levers],
        "conditionals": [
            {
                "outlook": one.expectation.row_id,
                "signs": [asdict(sign) for sign in sorted(one.condition.signs)],
                "stops": [asdict(stop) for stop in sorted(one.condition.stops)],
                "unclear": [asdict(why) for why in one.condition.unclear],
                "states": list(one.condition.states),
                "elsewhere": one.condition.elsewhere,
                "consequence": [{**asdict(check), "verdict": check.verdict} for check in checks],
            }
            for one, checks in asked.checks
        ],
        "fallen": fallen_record(outcome.fallen),
    }


def _table(
    say: TriadWording,
    key: str,
    first: str,
    differences: Sequence[Difference[Any, Any]],
    named: Callable[[Any], str],
    told: Callable[[Any], str],
    month: str,
    *,
    after: Callable[[Difference[Any, Any]], str] | None = None,
    note: str = "",
) -> SystemTable:
    """Return differences as a table; `after` tells what stands then where `told` alone does not."""
    t = say.labels
    how = t[f"whatif_{key}_how"].format(month=month) if differences else t["whatif_same"]
    then = after or (lambda one: told(one.after))
    return SystemTable(
        t[f"whatif_{key}_heading"],
        f"{how} {note}".strip(),
        (t[first], t["whatif_before"], t["whatif_after"]),
        tuple((named(one.key), told(one.before), then(one)) for one in differences),
        tuple(tuple(dict.fromkeys((*_rows_of(one.before), *_rows_of(one.after)))) for one in differences),
    )


def _stop_record(changes: Changes, flow: tuple[str, str, str]) -> dict[str, Any] | None:
    stop = stop_of(changes, flow)
    return None if stop is None else asdict(stop)


def _sign_of(state: DyadState | None) -> str | None:
    return None if state is None else state.sign


def _assumed(say: TriadWording, sign: Literal["+", "-"]) -> str:
    return f"{SIGNS[sign]} ({say.labels['whatif_assumed']})"


def _untold_stops(outcome: Outcome, changes: Changes) -> list[Stop]:
    """Return the stops of which nothing is told that would end."""
    ended = {row.by for row in outcome.fallen if isinstance(row.by, Stop)}
    return [stop for stop in sorted(changes.stops) if stop not in ended]


def _stopped(ties: TieWording, one: Difference[tuple[str, str, str], Tie], changes: Changes) -> str:
    """Return what stands of a flow then; of one that stops, what is told of it before."""
    stop = stop_of(changes, one.key)
    if stop is None:
        return _tie(ties, one.after)
    before = ties.labels["whatif_not_before"] if one.after is None else _tie(ties, one.after)
    return ties.labels["whatif_stopped"].format(day=day_words(stop.since, ties.lang), before=before)


def _dyad(say: TriadWording, state: DyadState | None) -> str:
    if state is None:
        return NOT_TOLD
    ground = say.labels[f"basis_{state.basis}"] if state.basis else ""
    value = "" if state.stated_value is None else f", {say.labels['stated_value']} {say.points(state.stated_value)}"
    told = f"({say.labels['net']} {say.points(state.net)}{value})"
    return " ".join(filter(None, (SIGNS[state.sign], ground, told)))


def _triad_words(say: TriadWording) -> Callable[[TriadState | None], str]:
    """Return what says a triangle in words."""

    def told(state: TriadState | None) -> str:
        if state is None:
            return NOT_TOLD
        role = say.special_role(state.pivot, None)
        return say.figure(state.figure) + (f" ({role})" if role else "")

    return told


def _share(one: PatronShare | None, lang: str) -> str:
    """Return a part of a client's cooperation in per cent with one decimal, so that small changes are seen."""
    if one is None:
        return NOT_TOLD
    words = number_words(round(one.share * PERCENT, 1), lang)
    return words + ("%" if lang == "en" else "\N{NO-BREAK SPACE}%")


def _tie(ties: TieWording, tie: Tie | None) -> str:
    if tie is None:
        return ties.labels["whatif_gone"]
    articles = ties.labels["whatif_articles"].format(n=number_words(tie.n_articles, ties.lang))
    told = f"({ties.standing(tie)}, {articles}{THIN_SIGN if tie.thin else ''})"
    return " ".join(filter(None, (ties.good(tie), amount_of_tie(tie, ties.lang), told)))


def _lever(ties: TieWording, lever: Lever | None) -> str:
    """Return who depends less and by how much, who else gives it and what comes back, as far as it is told."""
    if lever is None:
        return ties.labels["whatif_gone"]
    t = ties.labels
    *_, gap, stronger, others, returned, _ = ties.lever_line(lever)
    parts = ((t["stronger"], stronger), (t["gap"], gap), (t["other_givers"], others), (t["returned"], returned))
    told = [f"{name}: {words}" for name, words in parts if words != NOT_TOLD]
    return "; ".join((_tie(ties, lever.tie), *(told or [t["whatif_nothing_told"]])))


def _lever_then(ties: TieWording, one: Difference[tuple[str, str, str], Lever], changes: Changes) -> str:
    """Return what stands of a lever then: what is stopped is none any more."""
    stop = stop_of(changes, one.key)
    if stop is None:
        return _lever(ties, one.after)
    return ties.labels["whatif_no_lever"].format(day=day_words(stop.since, ties.lang))


def _check(say: TriadWording, ties: TieWording, one: Check | FlowCheck) -> Cells:
    t = say.labels
    verdict = t[f"whatif_{one.verdict}"]
    if isinstance(one, Check):
        return say.pair(one.pair), SIGNS[one.expected], SIGNS[one.shown], verdict
    good = t.get(f"good_{one.good}", one.good)
    said = t["whatif_flow_stops" if one.stops else "whatif_flow_goes_on"]
    return f"{say.name(one.giver)} → {say.name(one.receiver)}: {good}", said, _tie(ties, one.shown), verdict


def _evidence_of_check(one: Check | FlowCheck) -> tuple[str, ...]:
    return one.evidence if isinstance(one, Check) else _rows_of(one.shown)


def _rows_of(one: DyadState | TriadState | PatronShare | Tie | Lever | None) -> tuple[str, ...]:
    """Return the rows that something stands on."""
    match one:
        case None:
            return ()
        case Tie():
            return tuple(word.row_id for word in one.words)
        case Lever():
            shares = (share for share in (one.receiver_share, one.giver_share) if share is not None)
            return tuple(word.row_id for tie in (one.tie, *shares) for word in tie.words)
        case _:
            return one.evidence
