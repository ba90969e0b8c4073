"""Two actors by month as people read them: deeds and words, intervals, signs with their basis, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import zip_longest

from lagebild.system.dyads import DyadMonth, Series, dyad_series, sightings_between, words_between
from lagebild.system.evidence import Sighting, Word
from lagebild.system.facts import Evidence, Facts
from lagebild.system.periods import period_of
from lagebild.system.series import HALF_LIFE_MONTHS
from lagebild.system.signs import sign_of
from lagebild.system.words import held_of
from lagebild.views.evidence import Told, told_at
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import interval_words, number_words
from lagebild.views.system_table import SystemTable

THIN_SIGN = "°"
"""Stands behind what fewer than three independent articles tell."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two actors with their months, what each does to the other, and where the evidence stands."""

    a: str
    b: str
    months: Series
    there: Series
    back: Series
    deeds: tuple[Sighting, ...]
    words: tuple[Word, ...]
    told: dict[Evidence, Told]


def dyad_of(case: QueryableCase, facts: Facts, a: str, b: str) -> Dyad:
    """Return two actors by month, with the sentences of the evidence; actors by id."""
    deeds, words = sightings_between(facts, a, b), words_between(facts, a, b)
    places = [deed.reports[0].evidence for deed in deeds] + [word.statement.evidence for word in words]
    there, back = dyad_series(facts, a, b, directed=True), dyad_series(facts, b, a, directed=True)
    return Dyad(a, b, dyad_series(facts, a, b), there, back, deeds, words, told_at(case, places))


def dyad_tables(dyad: Dyad, facts: Facts, names: Mapping[str, str], lang: str) -> tuple[SystemTable, ...]:
    """Return the table by month and that of the evidence."""
    return dyad_months_table(dyad, names, lang), _evidence_table(dyad, names, lang)


def dyad_record(dyad: Dyad, facts: Facts, names: Mapping[str, str]) -> dict[str, object]:
    """Return everything of the two for JSON: months with signs and holders, directed months, deeds and statements."""
    return {
        "actors": {actor: names.get(actor, actor) for actor in (dyad.a, dyad.b)},
        "half_life_months": HALF_LIFE_MONTHS,
        "months": [_month_record(facts, month) for month in dyad.months],
        "directed": [asdict(month) for month in (*dyad.there, *dyad.back)],
        "deeds": [_deed_record(dyad, deed) for deed in dyad.deeds],
        "statements": [_word_record(dyad, word) for word in dyad.words],
    }


def _month_record(facts: Facts, month: DyadMonth) -> dict[str, object]:
    sign, basis = sign_of(month)
    return {**asdict(month), "sign": sign, "basis": basis, "holders": [asdict(one) for one in held_of(facts, month)]}


def _deed_record(dyad: Dyad, deed: Sighting) -> dict[str, object]:
    return {
        "event_id": deed.event_id,
        "months": [period_of(deed.first), period_of(deed.last)],
        "points": _points_in_all(deed),
        "sure": deed.sure,
        "sentence": _sentence(dyad, deed.reports[0].evidence),
        "reports": [asdict(report) for report in deed.reports],
    }


def _word_record(dyad: Dyad, word: Word) -> dict[str, object]:
    sentence = _sentence(dyad, word.statement.evidence)
    return {**asdict(word.statement), "months": [period_of(word.first), period_of(word.last)], "sentence": sentence}


def _points_in_all(deed: Sighting) -> float:
    return deed.points * (deed.last - deed.first + 1)


def _sentence(dyad: Dyad, place: Evidence) -> str | None:
    told = dyad.told.get(place)
    return None if told is None else told.sentence


def dyad_months_table(dyad: Dyad, names: Mapping[str, str], lang: str) -> SystemTable:
    """Return the months of two actors in which something is added, and the last."""
    t = labels_in(lang)
    a, b = names.get(dyad.a, dyad.a), names.get(dyad.b, dyad.b)
    nets = [{month.period: month.net for month in series} for series in (dyad.there, dyad.back)]
    columns = (
        *(t[key] for key in ("month", "sign", "sign_basis", "net", "net_interval", "cooperation", "conflict")),
        *(f"{a} → {b}", f"{b} → {a}"),
        *(t[key] for key in ("stated_value", "n_deeds", "n_statements", "n_origins")),
    )
    shown = tuple(_turns(dyad.months))
    rows = tuple(_month_line(month, nets, t, lang) for month in shown)
    return SystemTable(
        t["dyad_heading"].format(a=a, b=b),
        t["dyad_how"].format(half_life=number_words(HALF_LIFE_MONTHS, lang)) if rows else t["dyad_empty"],
        columns,
        rows,
        tuple((*month.events, *month.statements) for month in shown),
    )


def _turns(months: Series) -> Iterator[DyadMonth]:
    """Yield the months after which something new stops coming, and the last: between them all only fades."""
    for month, following in zip_longest(months, months[1:]):
        new = month.new_events, month.new_statements
        if following is None or (any(new) and new != (following.new_events, following.new_statements)):
            yield month


def _month_line(month: DyadMonth, nets: list[dict[str, float]], t: dict[str, str], lang: str) -> tuple[str, ...]:
    sign, basis = sign_of(month)
    interval = (
        "" if month.low is None or month.high is None else f"{_points(month.low, lang)} … {_points(month.high, lang)}"
    )
    return (
        month.period,
        sign or "",
        t[f"sign_basis_{basis}"] if basis else "",
        _points(month.net, lang) if month.n_events else "",
        interval,
        _points(month.cooperation, lang) if month.n_events else "",
        _points(month.conflict, lang) if month.n_events else "",
        *(_points(net[month.period], lang) if month.period in net else "" for net in nets),
        "" if month.stated_value is None else _points(month.stated_value, lang),
        str(month.n_events),
        str(month.n_statements),
        f"{month.n_articles}{THIN_SIGN if month.thin else ''}",
    )


def _points(value: float, lang: str) -> str:
    return number_words(round(value, 1) + 0.0, lang)


def _evidence_table(dyad: Dyad, names: Mapping[str, str], lang: str) -> SystemTable:
    t = labels_in(lang)
    keys = ("month", "deed_or_word", "who", "whom", "scale_value", "holder", "sentence", "outlet", "published")
    lines = sorted(_evidence_lines(dyad, names, lang), key=lambda line: line[0][0])
    return SystemTable(
        t["dyad_evidence_heading"],
        t["dyad_evidence_how"],
        tuple(t[key] for key in keys),
        tuple(line for line, _ in lines),
        tuple((row_id,) for _, row_id in lines),
    )


def _evidence_lines(dyad: Dyad, names: Mapping[str, str], lang: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield a line for each deed and statement, and its id."""
    t = labels_in(lang)
    for deed in dyad.deeds:
        report = deed.reports[0]
        line = _Line(
            t[f"type_{report.type}"], report.sources, report.targets, deed.points * (deed.last - deed.first + 1)
        )
        months = _months_words(deed.first, deed.last)
        yield (months, *_cells(line, report.holder, dyad.told.get(report.evidence), names, lang)), deed.event_id
    for word in dyad.words:
        said = word.statement
        what = t["said_to_be"].format(dimension=t[f"dimension_{said.dimension}"])
        line = _Line(what, (said.actor_a,), (said.actor_b,), said.value)
        months = _months_words(word.first, word.last)
        yield (months, *_cells(line, said.holder, dyad.told.get(said.evidence), names, lang)), said.row_id


def _months_words(first: int, last: int) -> str:
    return period_of(first) if first == last else f"{period_of(first)} – {period_of(last)}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A deed or a word: what it is called, its sides, and its value on its own scale."""

    what: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    value: float


def _cells(line: _Line, holder: str | None, told: Told | None, names: Mapping[str, str], lang: str) -> tuple[str, ...]:
    sides = (", ".join(names.get(one, one) for one in side) for side in (line.who, line.whom))
    held = names.get(holder, holder) if holder is not None else ""
    cells = line.what, *sides, number_words(line.value, lang), held
    if told is None:
        return (*cells, "", "", "")
    return (*cells, told.sentence, told.outlet or "", interval_words(told.published, told.latest, lang))
