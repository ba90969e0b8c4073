"""The rows that fall out of a what-if as people read them: what, why, and the sentence that told it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lagebild.system.changes import Cause, Fallen, SetSign, Stop
from lagebild.system.facts import Facts
from lagebild.views.evidence import shortened_title, told_at
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import day_words, number_words
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import SIGNS, TriadWording

Names = Mapping[str, str]
MOST_LISTED = 500
"""Rows that are listed, one a line; the rest is counted."""


def fallen_table(case: QueryableCase, fallen: Sequence[Fallen], facts: Facts, names: Names, lang: str) -> SystemTable:
    """Return the rows that fell out, each with why and the first sentence that told it; that nothing did, if so."""
    say = TriadWording(names, lang)
    t = say.labels
    listed = fallen[:MOST_LISTED]
    told = told_at(case, [row.places[0] for row in listed if row.places])
    rows = []
    for row in listed:
        place = told.get(row.places[0]) if row.places else None
        what = t[f"whatif_row_{row.table}"]
        rows.append(
            (
                t["whatif_partly"].format(what=what) if row.partly else what,
                _why(say, row, facts, lang),
                "" if place is None else " ".join(place.sentence.split()),
                "" if place is None else place.source(lang),
            )
        )
    counts = {"n": number_words(len(fallen), lang), "shown": number_words(len(listed), lang)}
    key = "whatif_fallen_none" if not fallen else "whatif_fallen_cut" if listed != fallen else "whatif_fallen_how"
    return SystemTable(
        t["whatif_fallen_heading"],
        t[key].format(**counts),
        (t["whatif_row"], t["whatif_why"], t["sentence"], t["whatif_source"]),
        tuple(rows),
        tuple((row.row_id,) for row in listed),
    )


def fallen_record(fallen: Sequence[Fallen]) -> list[dict[str, object]]:
    """Return the rows that fell out for JSON, all of them."""
    return [
        {
            "table": row.table,
            "row_id": row.row_id,
            "partly": row.partly,
            "cause": row.cause.value,
            "by": [row.by.giver, row.by.receiver, row.by.good, row.by.since] if isinstance(row.by, Stop) else row.by,
            "evidence": [(place.article_id, place.start, place.end) for place in row.places],
        }
        for row in fallen
    ]


def sign_words(say: TriadWording, one: SetSign) -> str:
    """Return a sign that is set: `China – Japan: −`."""
    return f"{say.pair(one.pair)}: {SIGNS[one.sign]}"


def stop_words(say: TriadWording, one: Stop, lang: str) -> str:
    """Return a flow that stops: `China → Japan: oil stops from 1 Mar 2025 on`."""
    return say.labels["whatif_stopping"].format(
        giver=say.name(one.giver),
        receiver=say.name(one.receiver),
        good=say.labels.get(f"good_{one.good}", one.good),
        day=day_words(one.since, lang),
    )


def _why(say: TriadWording, row: Fallen, facts: Facts, lang: str) -> str:
    if isinstance(row.by, Stop):
        return stop_words(say, row.by, lang)
    named = row.by
    if row.cause is Cause.ARTICLE:
        titles = (facts.articles[one].title or one for one in row.by if one in facts.articles)
        named = tuple(shortened_title(title) for title in titles)
    elif row.cause is Cause.HOLDER:
        named = tuple(map(say.name, row.by))
    return say.labels[f"whatif_why_{row.cause}"].format(by=", ".join(named))
