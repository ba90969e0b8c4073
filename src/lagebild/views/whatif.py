"""What if, as people read it: what stands differently, before and after; and a consequence beside what then stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from lagebild.system.dependence import Tie
from lagebild.system.facts import Facts
from lagebild.system.whatif import Check, DyadState, Outcome, SetSign, TriadState
from lagebild.views.dependence import NOT_TOLD, TieWording, amount_of_tie
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording

Names = Mapping[str, str]


def outcome_tables(outcome: Outcome, facts: Facts, names: Names, lang: str) -> tuple[SystemTable, ...]:
    """Return what differs as tables: relations, triangles, dependence; those without a difference say so."""
    say, ties = TriadWording(names, lang), TieWording(facts, names, lang)
    dyads = [(say.pair(one.key), _dyad(say, one.before), _dyad(say, one.after)) for one in outcome.dyads]
    triads = [
        (", ".join(map(say.name, one.key)), _triad(say, one.before), _triad(say, one.after)) for one in outcome.triads
    ]
    flows = [
        (f"{say.name(one.key[0])} → {say.name(one.key[1])}", _tie(ties, one.before), _tie(ties, one.after))
        for one in outcome.ties
    ]
    evidence = [
        tuple(dict.fromkeys((*(one.before.evidence if one.before else ()), *(one.after.evidence if one.after else ()))))
        for one in outcome.dyads
    ]
    month = say.months(outcome.period, outcome.period)
    return (
        _table(say, "dyads", "side", dyads, evidence, month),
        _table(say, "triads", "triad", triads, [()] * len(triads), month),
        _table(say, "ties", "tie", flows, [_rows_of(one.before or one.after) for one in outcome.ties], month),
    )


def check_table(inputs: Sequence[SetSign], checks: Sequence[Check], names: Names, lang: str) -> SystemTable:
    """Return a consequence beside what the system shows once its condition is put in."""
    say = TriadWording(names, lang)
    t = say.labels
    rows = [(say.pair(one.pair), SIGNS[one.expected], SIGNS[one.shown], t[f"whatif_{one.verdict}"]) for one in checks]
    told = "; ".join(f"{say.pair(one.pair)} {SIGNS[one.sign]}" for one in inputs)
    return SystemTable(
        t["whatif_check_heading"],
        t["whatif_check_how"].format(inputs=told),
        (t["side"], t["whatif_says"], t["whatif_shows"], t["whatif_verdict"]),
        tuple(rows),
        ((),) * len(rows),
    )


def outcome_record(outcome: Outcome, inputs: Sequence[SetSign], checks: Sequence[Check]) -> dict[str, object]:
    """Return everything that differs for JSON."""
    return {
        "period": outcome.period,
        "dyads": [asdict(one) for one in outcome.dyads],
        "triads": [asdict(one) for one in outcome.triads],
        "dependence": [asdict(one) for one in outcome.ties],
        "condition": [asdict(one) for one in inputs],
        "consequence": [{**asdict(one), "verdict": one.verdict} for one in checks],
    }


def _table(
    say: TriadWording,
    key: str,
    first: str,
    rows: Sequence[tuple[str, str, str]],
    evidence: Sequence[tuple[str, ...]],
    month: str,
) -> SystemTable:
    t = say.labels
    how = t[f"whatif_{key}_how"].format(month=month) if rows else t["whatif_same"]
    columns = (t[first], t["whatif_before"], t["whatif_after"])
    return SystemTable(t[f"whatif_{key}_heading"], how, columns, tuple(rows), tuple(evidence))


def _dyad(say: TriadWording, state: DyadState | None) -> str:
    if state is None:
        return NOT_TOLD
    ground = say.labels[f"basis_{state.basis}"] if state.basis else ""
    value = "" if state.stated_value is None else f", {say.labels['stated_value']} {say.points(state.stated_value)}"
    return f"{SIGNS[state.sign]} {ground} ({say.labels['net']} {say.points(state.net)}{value})"


def _triad(say: TriadWording, state: TriadState | None) -> str:
    if state is None:
        return NOT_TOLD
    role = say.special_role(state.pivot, None)
    return say.figure(state.figure) + (f" ({role})" if role else "")


def _tie(ties: TieWording, tie: Tie | None) -> str:
    if tie is None:
        return ties.labels["whatif_gone"]
    return " ".join(filter(None, (ties.good(tie), amount_of_tie(tie, ties.lang), f"({ties.standing(tie)})")))


def _rows_of(tie: Tie | None) -> tuple[str, ...]:
    return () if tie is None else tuple(word.row_id for word in tie.words)
