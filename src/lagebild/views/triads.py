"""Triads as people read them: a triangle through time, who would gain by what, what changes most, and the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from lagebild.system.balance import Pair
from lagebild.system.dyads import ORIGIN
from lagebild.system.triads import NetworkMonth, Phase, Tie, Triad, TriadMonth, Turn, phases_of, turns_of
from lagebild.system.triangles import Move, Opening, Triangle, moves_of, openings_of
from lagebild.views.dependence import NOT_TOLD, THIN_SIGN
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording

SURE_SIGN = "!"
"""Stands behind a tie that every best division frustrates."""

Names = Mapping[str, str]


def triad_table(months: Sequence[TriadMonth], names: Names, lang: str) -> SystemTable:
    """Return the phases of a triad: signs with what they stand on, figure, role and balance."""
    say = TriadWording(names, lang)
    t = say.labels
    phases = [phase for phase in phases_of(months) if any(sign for sign in phase.triangle.ties.values())]
    sides = [say.pair(pair) for pair in phases[0].triangle.ties] if phases else []
    return SystemTable(
        t["triad_heading"],
        t["triad_how"] if phases else t["no_triad"],
        (t["phase"], *sides, t["figure"], t["special_role"], t["balanced"]),
        tuple(_phase_line(say, phase) for phase in phases),
        tuple(_evidence(phase.months) for phase in phases),
    )


def state_table(month: TriadMonth, names: Names, lang: str) -> SystemTable:
    """Return what a triad is in a month: one sentence, and what each side stands on."""
    say = TriadWording(names, lang)
    t = say.labels
    told = [say.state(month), *([t["triad_is_thin"]] if month.thin else [])]
    return SystemTable(
        t["triad_state_heading"],
        " ".join(told),
        (
            t["side"],
            *(t[key] for key in ("sign", "sign_basis", "net", "stated_value", "n_deeds", "n_statements")),
            t["n_origins"],
        ),
        tuple(_tie_line(say, pair, tie) for pair, tie in month.ties.items()),
        tuple(() if tie.month is None else (*tie.month.events, *tie.month.statements) for tie in month.ties.values()),
    )


def moves_table(triangle: Triangle, names: Names, lang: str) -> SystemTable:
    """Return which change of one sign would raise whom; with one side open, what either sign of it would make."""
    say, openings = TriadWording(names, lang), openings_of(triangle)
    if openings:
        lines = tuple(_opening_line(say, opening) for opening in openings)
        return _without_evidence("openings", ("if_tie", "figure", "special_role"), lines, say.labels)
    lines = tuple(_move_line(say, move) for move in moves_of(triangle))
    return _without_evidence("moves", ("corner", "move", "mover", "rise", "figure_then"), lines, say.labels)


def triads_table(triads: Sequence[Triad], first: str, last: str, names: Names, lang: str) -> SystemTable:
    """Return triads in their order, with their changes of signs between two months and where they stand at the end."""
    say = TriadWording(names, lang)
    t = say.labels
    return SystemTable(
        t["triads_heading"],
        t["triads_how"].format(first=say.months(first, first), last=say.months(last, last)),
        (t["triad"], t["amount_of_change"], t["signs_changed"], t["state_of_things"], t["special_role"]),
        tuple(_triad_line(say, triad) for triad in triads),
        tuple(_evidence(_telling(triad)) for triad in triads),
    )


def network_table(months: Sequence[NetworkMonth], names: Names, lang: str) -> SystemTable:
    """Return the frustration of the signed network through time, with the ties that stand against a best division."""
    say = TriadWording(names, lang)
    alike = (tuple(same) for _, same in groupby(months, key=lambda month: _network_cells(say, month)))
    rows = tuple((say.months(same[0].period, same[-1].period), *_network_cells(say, same[0])) for same in alike)
    return _without_evidence("network", ("phase", "n_ties", "frustration", "frustrated"), rows, say.labels)


def triad_record(months: Sequence[TriadMonth], names: Names) -> dict[str, object]:
    """Return a triad with all months, signs, dyads, ids of evidence, moves and openings, for JSON."""
    now = months[-1].triangle if months else None
    return {
        "names": {} if now is None else {corner: names.get(corner, corner) for corner in now.corners},
        "months": [_month_record(month) for month in months],
        "turns": [asdict(turn) for turn in turns_of(months)],
        "moves": [] if now is None else [asdict(move) for move in moves_of(now)],
        "openings": [] if now is None else [asdict(opening) for opening in openings_of(now)],
    }


def triads_record(triads: Sequence[Triad], networks: Sequence[NetworkMonth], names: Names) -> dict[str, object]:
    """Return triads with their changes, and the network of each month with its frustration, for JSON."""
    told = {corner for triad in triads for corner in triad.corners}
    told |= {actor for month in networks for pair in month.ties for actor in pair}
    return {
        "names": {actor: names.get(actor, actor) for actor in sorted(told)},
        "triads": [
            {
                "corners": triad.corners,
                "change": triad.change,
                "turns": [asdict(turn) for turn in triad.turns],
                "last": _month_record(triad.last),
            }
            for triad in triads
        ],
        "network": [_network_record(month) for month in networks],
    }


def _without_evidence(
    what: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], t: Mapping[str, str]
) -> SystemTable:
    """Return a table whose rows stand on signs told elsewhere."""
    headings = tuple(t[column] for column in columns)
    return SystemTable(t[f"{what}_heading"], t[f"{what}_how"], headings, rows, ((),) * len(rows))


def _month_record(month: TriadMonth) -> dict[str, object]:
    triangle = month.triangle
    return {
        **{name: getattr(month, name) for name in ("a", "b", "c", "period", "origin", "thin", "events", "statements")},
        "ties": [{"between": pair, **asdict(tie)} for pair, tie in month.ties.items()],
        "figure": triangle.figure,
        "pivot": triangle.pivot,
        "outcast": triangle.outcast,
        "roles": triangle.roles,
        "balanced": triangle.balanced,
    }


def _network_record(month: NetworkMonth) -> dict[str, object]:
    return {
        "period": month.period,
        "origin": month.origin,
        "ties": [{"between": pair, **asdict(tie)} for pair, tie in month.ties.items()],
        "frustration": asdict(month.frustration),
    }


def _telling(triad: Triad) -> Iterator[TriadMonth]:
    """Return the months that the line of a triad tells of: those in which a sign changes, and the last."""
    turned = {turn.period for turn in triad.turns}
    return (month for month in triad.months if month.period in turned or month is triad.last)


def _evidence(months: Iterable[TriadMonth]) -> tuple[str, ...]:
    return tuple(sorted({row for month in months for row in (*month.events, *month.statements)}))


def _phase_line(say: TriadWording, phase: Phase) -> tuple[str, ...]:
    triangle = phase.triangle
    return (
        say.months(phase.first, phase.last),
        *(say.side(phase, pair, sign) for pair, sign in triangle.ties.items()),
        say.figure(triangle.figure),
        say.special_role(triangle.pivot, triangle.outcast),
        "" if triangle.balanced is None else say.labels["balanced_yes" if triangle.balanced else "balanced_no"],
    )


def _tie_line(say: TriadWording, pair: Pair, tie: Tie) -> tuple[str, ...]:
    month = tie.month
    if month is None:
        return say.pair(pair), NOT_TOLD, "", "", "", "0", "0", "0"
    return (
        say.pair(pair),
        SIGNS[tie.sign],
        say.labels[f"basis_{tie.basis}"] if tie.basis else "",
        say.points(month.net) if month.n_events else "",
        say.points(month.stated_value) if month.stated_value is not None else "",
        str(month.n_events),
        str(month.n_statements),
        (str(month.n_articles) if month.origin == ORIGIN else "") + (THIN_SIGN if month.thin else ""),
    )


def _move_line(say: TriadWording, move: Move) -> tuple[str, ...]:
    t = say.labels
    other = next(actor for actor in move.tie if actor != move.corner)
    return (
        say.name(move.corner),
        say.change(move.tie, "-" if move.sign == "+" else "+", move.sign),
        t["mover_own"].format(other=say.name(other)) if move.is_own else t["mover_others"],
        f"{t[f'role_{move.before}']} → {t[f'role_{move.after}']}",
        say.figure(move.figure),
    )


def _opening_line(say: TriadWording, opening: Opening) -> tuple[str, ...]:
    return (
        f"{say.pair(opening.tie)}: {SIGNS[opening.sign]}",
        say.figure(opening.figure),
        say.special_role(opening.pivot, opening.outcast),
    )


def _triad_line(say: TriadWording, triad: Triad) -> tuple[str, ...]:
    triangle = triad.last.triangle
    return (
        ", ".join(map(say.name, triad.corners)),
        str(triad.change),
        "; ".join(_turn_words(say, turn) for turn in triad.turns),
        say.figure(triangle.figure) + (THIN_SIGN if triad.last.thin else ""),
        say.special_role(triangle.pivot, triangle.outcast),
    )


def _network_cells(say: TriadWording, month: NetworkMonth) -> tuple[str, ...]:
    found = month.frustration
    against = (say.pair(pair) + (SURE_SIGN if pair in found.always else "") for pair in found.frustrated)
    return (
        str(found.n_ties),
        ("" if found.is_exact else "≤ ") + str(found.index),
        "; ".join(against),
    )


def _turn_words(say: TriadWording, turn: Turn) -> str:
    return f"{say.change(turn.tie, turn.before, turn.after)} ({say.months(turn.period, turn.period)})"
