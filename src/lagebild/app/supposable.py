"""What can be supposed of a case, in words to choose from: articles, events, holders, states, conditionals, goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.app.page import View
from lagebild.system.dependence import family_of
from lagebild.system.facts import Evidence
from lagebild.views.evidence import words_at
from lagebild.views.labels import labels_in
from lagebild.views.legible import legible
from lagebild.views.queryable import REPORTS, opening_of
from lagebild.views.report.wording import interval_words

MOST_SHOWN = 50
"""Choices that a list shows at once; what is typed finds the others."""
LONGEST_CHOICE = 140
"""Characters of the words of a choice."""

_ARTICLES = f"""SELECT article_id, coalesce(nullif(title, ''), {opening_of("a")}), outlet,
        coalesce(published, published_earliest), coalesce(published, published_latest)
    FROM articles_current a ORDER BY 4 DESC NULLS LAST, uri"""
_EVENTS = """SELECT event_id, type, sources, targets, earliest, latest FROM events
    ORDER BY n_articles DESC, latest DESC NULLS LAST, event_id"""
_HOLDERS = f"""SELECT holder FROM (
        SELECT holder_actor_id AS holder FROM relations WHERE actor_a IS NOT NULL AND actor_b IS NOT NULL
        UNION ALL SELECT holder_actor_id FROM exchanges WHERE giver IS NOT NULL AND receiver IS NOT NULL
        UNION ALL SELECT holder_actor_id FROM quantities
            WHERE unit = 'percent' AND actor_id IS NOT NULL AND other_actor_id IS NOT NULL
        UNION ALL SELECT holder_actor_id FROM outlooks
        UNION ALL SELECT speaker_actor_id FROM quotations
        UNION ALL SELECT q.speaker_actor_id FROM {REPORTS} m JOIN quotations q USING (quotation_id)
            WHERE m.event_id IS NOT NULL)
    WHERE holder IS NOT NULL GROUP BY holder ORDER BY count(*) DESC, holder"""
_CONDITIONALS = """SELECT row_id, article_id, condition_start, condition_end, consequence_start, consequence_end
    FROM outlooks WHERE condition_start IS NOT NULL AND condition_end IS NOT NULL ORDER BY row_id"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its id, the words for it, and these as they are searched."""

    key: str
    words: str
    searched: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which choices are asked for: all, only the one with an id, or the first so many."""

    only: str | None = None
    most: int | None = None

    def rows(self, view: View, query: str, key: str) -> list[Any]:
        """Return of the rows of a query those that are asked for, by the column `key`."""
        if self.only is not None:
            return view.case.sql(f"SELECT * FROM ({query}) WHERE {key} = ?", [self.only]).fetchall()
        return view.case.sql(query if self.most is None else f"{query} LIMIT {self.most}").fetchall()


def called(view: View, kind: str, key: str) -> str:
    """Return the words for a choice of a kind, its id if there is none with it."""
    found = _choices(view, kind, _Asked(only=key))
    return found[0].words if found else key


def found_choices(view: View, kind: str, words: str, chosen: str | None) -> list[dict[str, str]]:
    """Return the first choices with these words in them, and the one that is chosen, for a list of the browser.

    `kind` is `article`, `event`, `holder`, `state` or `conditional`; the likeliest are first. Raises `KeyError` for
    another.
    """
    wanted = words.strip().casefold()
    choices = _choices(view, kind, _Asked() if wanted else _Asked(most=MOST_SHOWN))
    found = [] if chosen is None else list(_choices(view, kind, _Asked(only=chosen)))
    for one in choices:
        if len(found) >= MOST_SHOWN:
            break
        if wanted in one.searched and one.key != chosen:
            found.append(one)
    return [{"value": one.key, "label": one.words} for one in found]


def goods_of(lang: str) -> list[dict[str, str]]:
    """Return the families of goods, and trade, by name."""
    t = labels_in(lang)
    goods = {key.removeprefix("good_") for key in t if key.startswith("good_")}
    families = {family_of(good) for good in goods}
    named = [{"value": one, "label": t.get(f"good_{one}", one)} for one in families]
    return sorted(named, key=lambda one: one["label"].casefold())


def _choices(view: View, kind: str, asked: _Asked) -> Sequence[Choice]:
    told = _KINDS[kind]
    return view.snapshot.once(
        ("supposable", kind, asked, view.lang), lambda: [_choice(*one) for one in told(view, asked)]
    )


def _choice(key: str, words: str) -> Choice:
    told = legible(" ".join(words.split()))
    told = told if len(told) <= LONGEST_CHOICE else f"{told[:LONGEST_CHOICE]}…"
    return Choice(key, told, told.casefold())


def _articles(view: View, asked: _Asked) -> Iterator[tuple[str, str]]:
    for key, title, outlet, earliest, latest in asked.rows(view, _ARTICLES, "article_id"):
        yield key, " · ".join(filter(None, (title, outlet, interval_words(earliest, latest, view.lang))))


def _events(view: View, asked: _Asked) -> Iterator[tuple[str, str]]:
    for event_id, type_, sources, targets, earliest, latest in asked.rows(view, _EVENTS, "event_id"):
        sides = " – ".join(", ".join(map(view.name, side)) for side in (sources, targets) if side)
        kind = view.t.get(f"type_{type_}", type_)
        yield event_id, " · ".join(filter(None, (sides, kind, interval_words(earliest, latest, view.lang))))


def _holders(view: View, asked: _Asked) -> Iterator[tuple[str, str]]:
    for (holder,) in asked.rows(view, _HOLDERS, "holder"):
        yield holder, view.name(holder)


def _states(view: View, asked: _Asked) -> Iterator[tuple[str, str]]:
    states = [one for one in view.actors.values() if one.acts_for == one.actor_id]
    ordered = sorted(states, key=lambda one: (-one.n_articles, one.actor_id))
    for state in ordered[: asked.most] if asked.only is None else states:
        if asked.only in (None, state.actor_id):
            yield state.actor_id, view.name(state.actor_id)


def _conditionals(view: View, asked: _Asked) -> Iterator[tuple[str, str]]:
    parts = [
        (key, [Evidence(article, start, end) for start, end in (if_so, then) if start is not None and end is not None])
        for key, article, *offsets in asked.rows(view, _CONDITIONALS, "row_id")
        for if_so, then in [(offsets[:2], offsets[2:])]
    ]
    words = words_at(view.case, [place for _, places in parts for place in places])

    def said(places: Sequence[Evidence]) -> str:
        return " → ".join(words[place] for place in places if place in words)

    for key, places in parts:
        yield key, said(places)


_KINDS = {"article": _articles, "event": _events, "holder": _holders, "state": _states, "conditional": _conditionals}
