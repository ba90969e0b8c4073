"""A client between patrons as people read it: the months, the turning points, and the words of the chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from lagebild.system.swings import FirstMove, Swing
from lagebild.views.dependence import NOT_TOLD, THIN_SIGN
from lagebild.views.labels import labels_in
from lagebild.views.report.wording import month_name, number_words, percent_words
from lagebild.views.system_table import SystemTable


def swing_table(swing: Swing, names: Mapping[str, str], lang: str) -> SystemTable:
    """Return the months of a swing, a row a patron of whom anything is told then, the newest month first."""
    t = labels_in(lang)
    columns = (
        "month",
        "patron",
        "cooperation_share",
        "cooperation",
        "conflict",
        "said_value",
        "new_deeds",
        "n_articles",
    )
    lines = [
        (
            (
                month_words(month.period, lang),
                names.get(one.patron, one.patron),
                "" if one.share is None else percent_words(one.share, lang),
                number_words(round(one.cooperation, 1), lang),
                number_words(round(one.conflict, 1), lang),
                "" if one.stated_value is None else _signed(one.stated_value, lang),
                number_words(len(one.new_events), lang),
                number_words(month.n_articles, lang) + (THIN_SIGN if month.thin else ""),
            ),
            (*one.events, *one.statements),
        )
        for month in reversed(swing.months)
        for one in month.patrons
        if one.events or one.statements
    ]
    return SystemTable(
        heading_of(swing, names, lang),
        t["swing_months_how"],
        tuple(t[column] for column in columns),
        tuple(line for line, _ in lines),
        tuple(ids for _, ids in lines),
    )


def turn_table(swing: Swing, names: Mapping[str, str], lang: str) -> SystemTable:
    """Return the turning points of a swing with the shares around them and who moved first."""
    t = labels_in(lang)
    columns = ("month", "gained", "lost", "shares_before", "shares_after", "first_move", "n_articles")
    return SystemTable(
        t["turns_heading"],
        t["turns_how"] if swing.turns else t["no_turns"],
        tuple(t[column] for column in columns),
        tuple(
            (
                month_words(turn.period, lang),
                names.get(turn.gained, turn.gained),
                names.get(turn.lost, turn.lost),
                _shares(swing, turn.before_shares, names, lang),
                _shares(swing, turn.after_shares, names, lang),
                _move_words(turn.first_move, names, lang),
                f"{turn.n_articles_before} + {turn.n_articles_after}",
            )
            for turn in swing.turns
        ),
        tuple(turn.first_move.events if turn.first_move else () for turn in swing.turns),
    )


def swing_record(swing: Swing, names: Mapping[str, str]) -> dict[str, object]:
    """Return a swing with everything known of it, for JSON; actors by id, with the names of these."""
    return {"names": {actor: names.get(actor, actor) for actor in (swing.client, *swing.patrons)}, **asdict(swing)}


def heading_of(swing: Swing, names: Mapping[str, str], lang: str) -> str:
    """Return what a swing is called: `Norwegen zwischen Schweden, Finnland`."""
    patrons = ", ".join(names.get(patron, patron) for patron in swing.patrons)
    return labels_in(lang)["swing_heading"].format(client=names.get(swing.client, swing.client), patrons=patrons)


def month_words(period: str, lang: str, *, short: bool = False) -> str:
    """Return an ISO month as people write it: `September 2025`, if short `9/2025`."""
    year, month = map(int, period.split("-"))
    return f"{month}/{year}" if short else f"{month_name(month, lang)} {year}"


def _shares(swing: Swing, shares: tuple[float, ...], names: Mapping[str, str], lang: str) -> str:
    told = zip(swing.patrons, shares, strict=True)
    return ", ".join(f"{names.get(patron, patron)} {percent_words(share, lang)}" for patron, share in told)


def _move_words(move: FirstMove | None, names: Mapping[str, str], lang: str) -> str:
    if move is None:
        return NOT_TOLD
    words = labels_in(lang)["first_move_towards" if move.is_cooperation else "first_move_against"]
    return words.format(
        actor=names.get(move.actor, move.actor),
        other=names.get(move.other, move.other),
        month=month_words(move.period, lang),
    )


def _signed(value: float, lang: str) -> str:
    words = number_words(round(abs(value), 1), lang)
    return words if value >= 0 else f"\N{MINUS SIGN}{words}"
