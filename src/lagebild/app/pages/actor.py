"""An actor: who it is, with whom it has to do, what it did, said and is said of, and why these names are one actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from lagebild.app.cards import section
from lagebild.app.deeds import deed_words
from lagebild.app.grids import Column, Row, grid
from lagebild.app.linking import evidence_button, link
from lagebild.app.listed import column, listed, row_of
from lagebild.app.page import Page, View
from lagebild.app.subjects import actors_told_of_with, subject_actors
from lagebild.errors import UsageError
from lagebild.system.balance import pair_of
from lagebild.system.facts import Deed, Evidence
from lagebild.system.sides import states_of
from lagebild.views.actor_page import ActorPage, actor_pages
from lagebild.views.evidence import told_at
from lagebild.views.legible import legible
from lagebild.views.report.wording import day_words, interval_words, number_words, percent_words
from lagebild.views.triad_wording import SIGNS

MOST_EVENTS, MOST_RELATIONS = 300, 40
"""Events and dyads on the page: the latest events, the best told dyads."""


def body(view: View) -> Component:
    """Return the page of the actor that the address names; raises `UsageError` if there is none."""
    actors = subject_actors(view, 1)
    if not actors:
        raise UsageError(view.t["actor_none"])
    (actor,) = actors
    return view.once(("actor", actor), lambda: html.Div(list(_parts(view, actor))))


def _parts(view: View, actor: str) -> Iterator[Component]:
    (found, *_) = actor_pages(view.case, actor, view.lang) or (None,)
    if found is None:
        yield section(view.name(actor), [], note=view.t["actor_group"])
    else:
        yield _who(view, actor, found)
    for part in (_dyads(view, actor), _events(view, actor), _quotations(view, actor)):
        if part is not None:
            yield part
    if found is not None:
        yield _why_one(view, found)


def _who(view: View, actor: str, found: ActorPage) -> Component:
    t, known = view.t, found.actor
    sector = known["sector"]
    facts = [t[f"kind_{known['kind']}"], known["country"], t.get(f"sector_{sector}", sector) if sector else None]
    counts = f"{t['n_articles']}: {_n(view, known['n_articles'])} · {t['n_mentions']}: {_n(view, known['n_mentions'])}"
    aliases = [
        html.Span([legible(str(one["text"])), html.Small(f" {one['n_mentions']}")], className="chip")
        for one in found.aliases[:30]
    ]
    roles = [html.Li(_role(view, role)) for role in found.roles]
    return section(
        legible(str(known["actor"])),
        [
            html.P(" · ".join(str(one) for one in facts if one)),
            html.P([counts, " ", evidence_button(t["actor_mentions"], t["evidence_open"], rows=[actor])]),
            html.P([f"{t['aliases']}: ", *aliases], className="chips"),
            *([html.H3(t["roles_heading"]), html.Ul(roles)] if roles else []),
        ],
    )


def _role(view: View, role: dict[str, object]) -> list[str | Component]:
    whose = " · ".join(str(role[key]) for key in ("organisation", "country") if role[key])
    since, until = role["since"] or role["seen_from"], role["until"] or role["seen_to"]
    days = interval_words(_day(since), _day(until), view.lang)
    words = " – ".join(part for part in (str(role["role"]), whose, days) if part)
    evidence = role["evidence"]
    places = [Evidence(one["article_id"], one["start"], one["end"]) for one in evidence]  # type: ignore[attr-defined]
    return [legible(words), " ", evidence_button(str(len(places)), view.t["evidence_open"], places=places)]


def _dyads(view: View, actor: str) -> Component | None:
    """Return with whom the actor, or the state it acts for, has to do, those that most articles tell of first."""
    t, (state, *_) = view.t, states_of((actor,), view.all_said) or (actor,)
    others = actors_told_of_with(view, state)[:MOST_RELATIONS]
    if not others:
        return None
    columns = [
        Column("other", t["actor_with"], link=True, share=2),
        Column("sign", t["sign"], width=100),
        Column("net", t["net"], width=130, is_number=True),
        Column("said", t["stated_value"], width=150, is_number=True, narrow=False),
        Column("n", t["n_articles"], width=110, is_number=True),
    ]
    rows = []
    for other in others:
        tie = view.ends[pair_of(state, other)]
        last = tie.month
        if last is None:
            continue
        cells = {
            "other": view.name(other),
            "other_href": view.href("dyad", state, other),
            "sign": SIGNS[tie.sign],
            "net": round(last.net, 1) + 0.0 if last.n_events else None,
            "said": None if last.stated_value is None else round(last.stated_value, 1) + 0.0,
            "n": last.n_articles,
        }
        rows.append(Row(cells, rows=(*last.events, *last.statements)))
    heading = t["actor_dyads"].format(actor=view.name(state))
    return section(heading, grid(view, "actor-dyads", heading, columns, rows), how=t["actor_dyads_how"])


def _events(view: View, actor: str) -> Component | None:
    t, facts = view.t, view.facts_with(lambda: _events_of(view, actor))
    deeds = [deed for deed in facts.deeds if actor in (*deed.sources, *deed.targets) and deed.reports]
    if not deeds:
        return None
    told = told_at(view.case, [deed.reports[0].evidence for deed in deeds])
    dated = [(told.get(deed.reports[0].evidence), deed) for deed in deeds]
    lines = [(deed.earliest or (place.published if place else None), place, deed) for place, deed in dated]
    lines.sort(key=lambda line: (line[0] or date.min, line[2].event_id), reverse=True)
    columns = [
        Column("when", t["timeline_when"], width=160, sort_by="day"),
        Column("what", t["timeline_what"], lines=True, share=2),
        Column("sentence", t["timeline_sentence"], lines=True, share=3, narrow=False),
    ]
    rows = [
        Row(
            {
                "when": _when(view, deed, day),
                "day": day.toordinal() if day else 0,
                "what": deed_words(view, deed),
                "sentence": place.sentence if place else "",
            },
            rows=(deed.event_id,),
        )
        for day, place, deed in lines[:MOST_EVENTS]
    ]
    return section(t["events_heading"], grid(view, "actor-events", t["events_heading"], columns, rows))


def _events_of(view: View, actor: str) -> list[str]:
    """Return the ids of an actor's events."""
    named = "SELECT event_id FROM events WHERE list_contains(list_concat(sources, targets), ?)"
    return [event for (event,) in view.case.sql(named, [actor]).fetchall()]


def _when(view: View, deed: Deed, told: date | None) -> str:
    if deed.earliest or deed.latest:
        return interval_words(deed.earliest, deed.latest, view.lang)
    return view.t["reported_on"].format(day_words(told, view.lang)) if told else view.t["undated"]


def _quotations(view: View, actor: str) -> Component | None:
    t = view.t
    own = {one.quotation_id for one in view.said.sayings if one.speaker == actor}
    if not own:
        return None
    quoted = [row for row in listed(view, "quotes") if row["id"] in own]
    columns = [
        column(view, "published", width=110),
        column(view, "text", t["quotation"], lines=True, share=4),
        column(view, "modality", width=140),
        column(view, "outlet", lines=True, narrow=False),
    ]
    rows = [row_of(view, row, columns) for row in reversed(quoted)]
    return section(t["quotations_heading"], grid(view, "actor-quotes", t["quotations_heading"], columns, rows))


def _why_one(view: View, found: ActorPage) -> Component:
    """Return why the names in the articles are one actor, and which near names are others; folded."""
    t = view.t
    members = [Row(_member(view, one)) for one in found.members]
    columns = [
        Column("published", t["published"], width=110),
        Column("article", t["article"], link=True, lines=True, share=3),
        Column("names", t["aliases"], lines=True, share=2),
        Column("reason", t["reason"], lines=True, share=2),
        Column("score", t["confidence"], width=100, is_number=True),
    ]
    inside: list[Component] = [html.Summary(t["members_heading"])]
    inside.append(grid(view, "actor-members", t["members_heading"], columns, members))
    if found.near_misses:
        near = [html.Li(_near(view, one)) for one in found.near_misses]
        inside += [html.H3(t["near_misses_heading"]), html.Ul(near)]
    return html.Section(html.Details(inside), className="card")


def _member(view: View, one: dict[str, object]) -> dict[str, object]:
    names: Sequence[str] = one["names"]  # type: ignore[assignment]
    score = one["score"]
    return {
        "published": day_words(day, view.lang) if (day := _day(one["published"])) else "",
        "article": one["article"],
        "article_href": view.href("article", str(one["article_id"])),
        "names": ", ".join(names),
        "reason": view.t.get(f"reason_{one['reason']}", str(one["reason"])),
        "score": percent_words(score, view.lang) if isinstance(score, float) else "",
    }


def _near(view: View, one: dict[str, object]) -> list[str | Component]:
    why = view.t.get(f"why_{one['why']}", str(one["why"]))
    return [link(legible(str(one["actor"])), view.href("actor", str(one["id"]))), f" – {why}"]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _n(view: View, value: object) -> str:
    return number_words(float(str(value)), view.lang)


PAGE = Page("actor", "", body, hidden=True)
