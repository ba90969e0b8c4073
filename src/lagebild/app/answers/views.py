"""Every view that can be asked for, declared: what it tells, what it asks, and where its rows come from."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.app.answers.found_rows import evidence_rows, search_rows
from lagebild.app.answers.parameters import Parameter
from lagebild.app.answers.question import FILTERS
from lagebild.app.answers.rows import (
    RowsOf,
    actor_rows,
    actors_rows,
    article_rows,
    disagreement_rows,
    listed,
    of_seen_facts,
    of_seen_quantities,
)
from lagebild.app.answers.system_rows import situation_rows, system, triad_rows


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A view of a case: `own` are its own parameters, `filters` those that choose its rows."""

    tells: str
    rows_of: RowsOf
    own: tuple[Parameter, ...] = ()
    filters: tuple[Parameter, ...] = FILTERS

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What a question may tell, but for language and pages."""
        return (*self.own, *self.filters)


def _actor(name: str, tells: str, *, is_required: bool = True, is_many: bool = False) -> Parameter:
    return Parameter(name, f"{tells}, by name or id", is_required=is_required, is_many=is_many)


def _part(*parts: str) -> Parameter:
    return Parameter("part", f"which rows: {parts[0]} where none is told", choices=parts)


VIEWS: dict[str, AnswerView] = {
    "situation": AnswerView(
        "what the situation is, what changed, where sources disagree and what is expected, in clauses made of rows",
        situation_rows,
    ),
    "search": AnswerView(
        "the sentences that have the words of a question or mean the same, in both languages, best first, with the "
        "rows that stand in them; no text is made",
        search_rows,
        (
            Parameter("q", 'what is looked for; "in quotes", -without, AND, OR and begin* work', is_required=True),
            Parameter("way", "by words, by meaning, or both where none is told", choices=("words", "meaning", "both")),
        ),
        tuple(one for one in FILTERS if one.name in ("since", "until", "actor", "outlet", "article_lang")),
    ),
    "articles": AnswerView("the articles with date, outlet, title and link; never their text", article_rows),
    "timeline": AnswerView(
        "who did what to whom and when: one row an event, by date; `realis` says whether it happened",
        listed("timeline", of_seen_facts),
    ),
    "event": AnswerView(
        "the reports of one event: every sentence that tells of it",
        listed("event", of_seen_facts),
        (Parameter("id", "the id of an event, as the timeline has it", is_required=True),),
        filters=(),
    ),
    "actors": AnswerView(
        "the actors, those in most articles first",
        actors_rows,
        (Parameter("name", "a part of a name"),),
    ),
    "actor": AnswerView(
        "who an actor is: where it is named, its roles with since and until, what it is called, who is like it",
        actor_rows,
        (
            _actor("name", "the actor"),
            _part("mentions", "roles", "aliases", "members", "near_misses"),
        ),
    ),
    "dyad": AnswerView(
        "two actors or groups: what they did to each other, what their relation is said to be, and by month "
        "cooperation, conflict, net with interval and sign; about.now is the last month",
        system("dyad", {"deeds": True, "statements": True, "months": True, "directed": True}, ("a", "b")),
        (_actor("a", "one of the two"), _actor("b", "the other"), _part("deeds", "statements", "months", "directed")),
    ),
    "triad": AnswerView(
        "three actors through time: signs, figure, pivot and balance by month, what decides each side (part sides), "
        "who would gain by which change (moves); without actors all triads by how much they change, or the network",
        triad_rows,
        (
            *(_actor(one, "one of the three; none of them for all triads", is_required=False) for one in "abc"),
            _part("months", "turns", "sides", "moves", "openings", "triads", "network"),
        ),
    ),
    "exchanges": AnswerView(
        "who gives what to whom: goods and amounts, delivered, planned, possible or denied, and whose claim it is",
        listed("exchanges", of_seen_facts),
    ),
    "dependence": AnswerView(
        "who depends on whom for what, each claim with its holder and day (part ties), and who could hurt whom by "
        "stopping what (part levers)",
        system("dependence", {"ties": False, "levers": False}, ("client",)),
        (
            _actor("client", "who depends; nobody for all", is_required=False),
            _part("ties", "levers"),
        ),
    ),
    "numbers": AnswerView(
        "the quantities with bounds, unit, what they measure and who says so, those of one thing below each other",
        listed("numbers", of_seen_quantities),
    ),
    "quotes": AnswerView(
        "who says what, how (verbatim, indirect) and how sure (asserted, hedged, denied)",
        listed("quotes", of_seen_facts),
    ),
    "relations": AnswerView(
        "what articles say the relation of two actors is, from -2 (hostile) to 2 (very close), and who says so",
        listed("relations", of_seen_facts),
    ),
    "outlook": AnswerView(
        "what may come: conditionals and forecasts with who holds them, open, borne out or overtaken",
        listed("outlook", of_seen_facts),
    ),
    "disagreements": AnswerView(
        "where sources disagree: the versions of a number, day, office, speaker or event, and whether they contradict",
        disagreement_rows,
    ),
    "voices": AnswerView(
        "who is quoted how often, how sure and on what (part voices), who expects what (part expected), and whether "
        "voices agree on a relation (part agreements)",
        system("voices", {"voices": False, "expected": False, "agreements": False}, ("name",)),
        (
            _actor("name", "whose voice; nobody for all", is_required=False),
            _part("voices", "expected", "agreements"),
        ),
    ),
    "evidence": AnswerView(
        "the sentences around rows: tell the `id` of rows of any view, or an `article` with `start` and `end`",
        evidence_rows,
        (
            Parameter("id", "the id of a row, event, quotation or actor", is_many=True),
            Parameter("article", "the id of an article, for a place in it"),
            Parameter("start", "the first character of the place", "whole", least=0, most=10**9),
            Parameter("end", "the character after its last", "whole", least=0, most=10**9),
        ),
        filters=(),
    ),
}
