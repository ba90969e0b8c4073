"""Two states by month as another dataset tells it, for people and as a record."""

from __future__ import annotations

from lagebild.errors import UsageError
from lagebild.system.series import HALF_LIFE_MONTHS
from lagebild.views.dyads import THIN_SIGN
from lagebild.views.imported_events import event_record, events_table, newest_events, state_called, weightiest_events
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import number_words
from lagebild.views.system_table import SystemTable
from lagebild.world.entries import EntryKind
from lagebild.world.lookup import entry, lookup

_MONTHS = """SELECT m.period, m.cooperation, m.conflict, m.net, m.low, m.high, there.net AS net_there,
        back.net AS net_back, m.n_events, m.thin
    FROM dyads m
    LEFT JOIN dyads there ON there.directed AND there.origin = ?1 AND there.period = m.period
        AND there.actor_a = ?2 AND there.actor_b = ?3
    LEFT JOIN dyads back ON back.directed AND back.origin = ?1 AND back.period = m.period
        AND back.actor_a = ?3 AND back.actor_b = ?2
    WHERE NOT m.directed AND m.origin = ?1 AND m.actor_a = least(?2, ?3) AND m.actor_b = greatest(?2, ?3)
    ORDER BY m.period"""
_COLUMNS = ("period", "cooperation", "conflict", "net", "low", "high", "net_there", "net_back", "n_events", "thin")


def imported_dyad(
    case: QueryableCase, origin: str, names: tuple[str, str], lang: str
) -> tuple[tuple[SystemTable, ...], dict[str, object]]:
    """Return the months of two states in a dataset, and the events behind them, as tables and as a record.

    Of the events the newest are shown, and of the last twelve months told those with most points.

    Raises:
        UsageError: a name is no state's, both are one state's, or the case has no such dataset.
    """
    dataset = dataset_named(case, origin)
    a, b = (state_named(name, lang) for name in names)
    if a == b:
        raise UsageError("a dyad is of two different actors", place=a)
    rows = case.sql(
        _MONTHS.replace("$origin", "?1").replace("$a", "?2").replace("$b", "?3"), [dataset, a, b]
    ).fetchall()
    record: dict[str, object] = {
        "origin": dataset,
        "actors": {state: state_called(state, lang) for state in (a, b)},
        "half_life_months": HALF_LIFE_MONTHS,
        "months": [dict(zip(_COLUMNS, row, strict=True)) for row in rows],
    }
    table = _table(dataset, (state_called(a, lang), state_called(b, lang)), rows, lang)
    newest, weightiest = newest_events(case, dataset, (a, b)), []
    if rows:
        weightiest = weightiest_events(case, dataset, (a, b), str(rows[-1][0]))
    record |= {
        "newest_events": list(map(event_record, newest)),
        "weightiest_events": list(map(event_record, weightiest)),
    }
    t = labels_in(lang)
    tables = (
        events_table(newest, t["imported_newest_heading"], t["imported_newest_how"], lang),
        events_table(weightiest, t["imported_weightiest_heading"], t["imported_weightiest_how"], lang),
    )
    return (table, *(one for one in tables if one.rows)), record


def _table(dataset: str, names: tuple[str, str], rows: list[tuple[object, ...]], lang: str) -> SystemTable:
    t, (a, b) = labels_in(lang), names
    columns = (
        *(t[key] for key in ("month", "net", "net_interval", "cooperation", "conflict")),
        *(f"{a} → {b}", f"{b} → {a}", t["n_deeds"]),
    )

    def points(value: object) -> str:
        return "" if value is None else number_words(round(float(str(value)), 1) + 0.0, lang)

    lines = tuple(
        (
            str(period),
            points(net),
            "" if low is None else f"{points(low)} … {points(high)}",
            *map(points, (cooperation, conflict, there, back)),
            f"{number}{THIN_SIGN if thin else ''}",
        )
        for period, cooperation, conflict, net, low, high, there, back, number, thin in rows
    )
    how = t["imported_dyad_how"].format(origin=dataset, half_life=number_words(HALF_LIFE_MONTHS, lang))
    heading = t["imported_dyad_heading"].format(a=a, b=b, origin=dataset)
    return SystemTable(heading, how if lines else t["dyad_empty"], columns, lines, tuple(() for _ in lines))


def dataset_named(case: QueryableCase, origin: str) -> str:
    """Return the dataset of this name, whatever its case; raises `UsageError` if the case has none of it."""
    held = [name for (name,) in case.sql("SELECT DISTINCT dataset FROM imported_events ORDER BY 1").fetchall()]
    dataset = next((name for name in held if name.casefold() == origin.casefold()), None)
    if dataset is None:
        raise UsageError(f"the case holds events of {', '.join(held) or 'no dataset'}", place=origin)
    return str(dataset)


def state_named(name: str, lang: str) -> str:
    """Return the actor id of a state by its name, code or id; raises `UsageError` for what is no state."""
    code = name.removeprefix("state-").upper()
    if entry(f"state:{code}") is not None:
        return f"state-{code}"
    found = lookup(name, lang) or lookup(name)
    if found is None or found.entry.kind is not EntryKind.STATE:
        raise UsageError("no state of that name; other datasets are read for states only", place=name)
    return f"state-{found.entry.country}"
