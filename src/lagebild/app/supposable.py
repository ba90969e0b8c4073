"""What can be supposed of a case, in words to choose from: articles, events, holders, states, conditionals, goods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.app.page import View
from lagebild.system.dependence import family_of
from lagebild.system.facts import Evidence
from lagebild.views.evidence import words_at
from lagebild.views.labels import labels_in
from lagebild.views.legible import legible
from lagebild.views.queryable import opening_of
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
_TELLING = """SELECT q.speaker_actor_id, count(*) FROM event_mentions m JOIN quotations q USING (quotation_id)
    WHERE q.speaker_actor_id IS NOT NULL AND m.event_id IS NOT NULL GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its id, the words for it, and these as they are searched."""

    key: str
    words: str
    searched: str


def choices_of(view: View, kind: str) -> Sequence[Choice]:
    """Return what can be chosen of a kind (`article`, `event`, `holder`, `state`, `conditional`), the likeliest first.

    Raises `KeyError` for a kind that there is not.
    """
    told = _KINDS[kind]
    return view.snapshot.once(("supposable", kind, view.lang), lambda: [_choice(*one) for one in told(view)])


def found_choices(view: View, kind: str, words: str, chosen: str | None) -> list[dict[str, str]]:
    """Return the first choices with these words in them, and the one that is chosen, for a list of the browser."""
    wanted = words.strip().casefold()
    choices = choices_of(view, kind)
    found = [one for one in choices if one.key == chosen]
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


def _choice(key: str, words: str) -> Choice:
    told = legible(" ".join(words.split()))
    told = told if len(told) <= LONGEST_CHOICE else f"{told[:LONGEST_CHOICE]}…"
    return Choice(key, told, told.casefold())


def _articles(view: View) -> Iterator[tuple[str, str]]:
    for key, title, outlet, earliest, latest in view.case.sql(_ARTICLES).fetchall():
        yield key, " · ".join(filter(None, (title, outlet, interval_words(earliest, latest, view.lang))))


def _events(view: View) -> Iterator[tuple[str, str]]:
    for event_id, type_, sources, targets, earliest, latest in view.case.sql(_EVENTS).fetchall():
        sides = " – ".join(", ".join(map(view.name, side)) for side in (sources, targets) if side)
        kind = view.t.get(f"type_{type_}", type_)
        yield event_id, " · ".join(filter(None, (sides, kind, interval_words(earliest, latest, view.lang))))


def _holders(view: View) -> Iterator[tuple[str, str]]:
    facts = view.all_said
    told = Counter(one.holder for rows in (facts.statements, facts.flows, facts.shares) for one in rows)
    told.update(one.holder for one in facts.expectations)
    told.update(one.speaker for one in facts.sayings)
    told.update(dict(view.case.sql(_TELLING).fetchall()))
    for holder, _ in sorted(told.items(), key=lambda one: (-one[1], one[0] or "")):
        if holder is not None:
            yield holder, view.name(holder)


def _states(view: View) -> Iterator[tuple[str, str]]:
    states = [one for one in view.all_said.actors.values() if one.acts_for == one.actor_id]
    for state in sorted(states, key=lambda one: (-one.n_articles, one.actor_id)):
        yield state.actor_id, view.name(state.actor_id)


def _conditionals(view: View) -> Iterator[tuple[str, str]]:
    told = [one for one in view.all_said.expectations if one.condition is not None]
    parts = [(one.row_id, [place for place in (one.condition, one.consequence) if place]) for one in told]
    words = words_at(view.case, [place for _, places in parts for place in places])

    def said(places: Sequence[Evidence]) -> str:
        return " → ".join(words[place] for place in places if place in words)

    for key, places in parts:
        yield key, said(places)


_KINDS = {"article": _articles, "event": _events, "holder": _holders, "state": _states, "conditional": _conditionals}
