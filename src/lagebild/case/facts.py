"""The facts of a case: its rows as what the system of states is computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Protocol

from lagebild.case.sides_told import values_of
from lagebild.case.told_time import SHARES, STATEMENTS, UNDATED, UNKNOWN, Days, days_by_mark, told_query
from lagebild.merging.disagreements.roles import office_of
from lagebild.merging.events.reports import Side, stood_for
from lagebild.reading.marks import MentionKind
from lagebild.system.facts import (
    Actor,
    Deed,
    Evidence,
    Expectation,
    Facts,
    Flow,
    Membership,
    Named,
    Report,
    Saying,
    Share,
    Statement,
    Witness,
)
from lagebild.world.memberships import belongings

ARTICLES = """SELECT article_id, outlet, title, lang, coalesce(published, published_earliest),
    coalesce(published, published_latest), coalesce(duplicate_of, article_id)
    FROM articles_current ORDER BY article_id"""
ACTORS = """SELECT actor_id, name, name_de, name_en, kind, country, sector, n_articles FROM actors ORDER BY actor_id"""
OFFICES = """SELECT DISTINCT actor_id, role, country, organisation FROM roles
    WHERE actor_id IS NOT NULL AND country IS NOT NULL ORDER BY ALL"""
_REPORTS = """SELECT m.event_id, m.mention_id, m.article_id, m.start, m."end", m.type, m.realis, m.sources, m.targets,
    m.earliest, m.latest, coalesce(a.published, a.published_latest), q.speaker_actor_id, m.quotation_id, m.confidence
    FROM event_mentions m JOIN articles_current a USING (article_id) JOIN events e USING (event_id)
    LEFT JOIN quotations q ON q.quotation_id = m.quotation_id
    ORDER BY m.event_id, m.mention_id <> e.label_mention_id, m.mention_id"""
_ELSEWHERE = """WITH sides AS (SELECT mention_id, article_id, sentence_id,
        unnest(list_concat(coalesce(source_spans, []), coalesce(target_spans, []))) AS side FROM event_mentions)
    SELECT e.mention_id, n.actor_id FROM sides e
    JOIN sentences s ON s.article_id = e.article_id AND s.sentence_id = e.sentence_id
    JOIN mentions n ON n.row_id = e.side.mention_id
    WHERE n.actor_id IS NOT NULL GROUP BY ALL
    HAVING NOT bool_or(e.side."start" >= s.start AND e.side."start" < s."end") ORDER BY ALL"""
_EVENTS = """SELECT event_id, type, realis, sources, targets, earliest, latest, confidence FROM events
    ORDER BY event_id"""
_STATEMENTS = """SELECT r.row_id, r.article_id, r.start, r."end", r.actor_a, r.actor_b, r.dimension, r.value, r.change,
    r.holder_actor_id, r.confidence
    FROM relations r JOIN articles_current a USING (article_id)
    WHERE r.actor_a IS NOT NULL AND r.actor_b IS NOT NULL ORDER BY r.row_id"""
_FLOWS = """SELECT row_id, giver, receiver, good, good_text, low, high, unit, realis, holder_actor_id, since, until,
    evidence, confidence, CASE WHEN holder_actor_id IS NULL THEN (
        SELECT coalesce(any_value(u.speaker_text ORDER BY u.start), CASE WHEN count(*) > 0 THEN '' END)
        FROM quotations u WHERE u.article_id = x.good_article_id AND u.start < x.good_end AND x.good_start < u."end"
            AND u.kind <> 'reported') END,
    CASE WHEN len(evidence) = 1 THEN (
        SELECT any_value(q.operator ORDER BY q.start) FROM quantities q JOIN sentences s USING (article_id)
        WHERE q.article_id = x.good_article_id AND s.start <= x.good_start AND x.good_start < s."end"
            AND s.start <= q.start AND q.start < s."end" AND q.unit = x.unit
            AND q.low IS NOT DISTINCT FROM x.low AND q.high IS NOT DISTINCT FROM x.high) END
    FROM exchanges x WHERE giver IS NOT NULL AND receiver IS NOT NULL ORDER BY row_id"""
_SHARES = """SELECT q.row_id, q.article_id, q.start, q."end", q.actor_id, q.other_actor_id, q.measure, q.noun_text,
    q.low, q.high, q.holder_actor_id, q.confidence, q.operator,
    CASE WHEN q.holder_actor_id IS NULL AND q.quotation_id IS NOT NULL THEN coalesce(u.speaker_text, '') END
    FROM quantities q JOIN articles_current a USING (article_id)
    LEFT JOIN quotations u ON u.quotation_id = q.quotation_id
    WHERE q.unit = 'percent' AND q.actor_id IS NOT NULL AND q.other_actor_id IS NOT NULL ORDER BY q.row_id"""
_SAYINGS = """SELECT quotation_id, article_id, start, "end", kind, speaker_actor_id, speaker_text, modality, confidence
    FROM quotations ORDER BY quotation_id"""
_EXPECTATIONS = """SELECT row_id, article_id, start, "end", kind, condition_start, condition_end,
    condition_mention_ids, consequence_start, consequence_end, consequence_mention_ids, holder_actor_id, holder_text,
    status, follow_up, confidence
    FROM outlooks ORDER BY row_id"""
_SPOKEN = """SELECT row_id, article_id, least(start, condition_start, consequence_start) AS first,
        greatest("end", condition_end, consequence_end) AS last
    FROM outlooks WHERE condition_start IS NOT NULL"""
_WORDINGS = f"""SELECT o.row_id, o.first, substr(a.text, o.first + 1, o.last - o.first)
    FROM ({_SPOKEN}) o JOIN articles_current a USING (article_id)"""
_NAMED = f"""SELECT DISTINCT o.row_id, m.start, m."end", m.actor_id
    FROM ({_SPOKEN}) o JOIN mentions m USING (article_id)
    WHERE m.actor_id IS NOT NULL AND o.first <= m.start AND m."end" <= o.last ORDER BY ALL"""
STATE_OFFICES = frozenset(
    {
        *("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister"),
        *("finance_minister", "economy_minister", "energy_minister", "justice_minister", "army_chief", "spy_chief"),
        *("ambassador", "envoy"),
    }
)
"""Offices whose holder acts for the state, whatever else the holder leads: a party, an army."""
_MEMBERSHIPS = "SELECT group_id, actor_id, since, until FROM groups ORDER BY 1, 2, 3"

Row = tuple[Any, ...]


class _Answers(Protocol):
    """What `Case.sql` and a DuckDB connection answer with."""

    def fetchall(self) -> list[Any]: ...

    def iter_rows(self) -> Iterator[Any]: ...


class AnswersQueries(Protocol):
    """A case that answers SQL."""

    def sql(self, query: str) -> _Answers:
        """Return the rows of a query."""
        ...


def facts_of(case: AnswersQueries) -> Facts:
    """Return the facts of a case; copies of an article and older versions are there as the case has them."""
    return replace(facts_but_deeds(case, articles_in(case), actors_in(case)), deeds=deeds_in(case))


def facts_but_deeds(case: AnswersQueries, articles: Mapping[str, Witness], actors: Mapping[str, Actor]) -> Facts:
    """Return the facts of a case without its deeds, which are most of them, with its articles and actors."""
    told = days_by_mark(rows_in(case, told_query(STATEMENTS, SHARES)))
    return Facts(
        articles=articles,
        actors=actors,
        deeds=(),
        statements=tuple(_statements(rows_in(case, _STATEMENTS), told)),
        flows=tuple(
            Flow(*(*row[:12], tuple(Evidence(*values_of(place)) for place in row[12] or ()), *row[13:]))
            for row in rows_in(case, _FLOWS)
        ),
        shares=tuple(_shares(rows_in(case, _SHARES), told)),
        sayings=tuple(Saying(key, Evidence(*where), *rest) for key, *where, rest in _cut(rows_in(case, _SAYINGS), 1)),
        expectations=tuple(_expectations(case)),
        memberships=(*(Membership(*row) for row in rows_in(case, _MEMBERSHIPS)), *_known_memberships(actors)),
    )


def rows_in(case: AnswersQueries, query: str) -> Iterator[Row]:
    """Return the rows that answer a query, not all of them objects at a time."""
    return iter(case.sql(query).iter_rows())


def articles_in(case: AnswersQueries) -> dict[str, Witness]:
    """Return the articles of a case by their ids."""
    return {row[0]: Witness(*row) for row in rows_in(case, ARTICLES)}


def newest_expectations_in(case: AnswersQueries, least_sure: float, most: int) -> tuple[Expectation, ...]:
    """Return the newest conditionals and forecasts that are open and so sure, so many and all of the last one's day.

    They are without their words and whom these name.
    """
    query = f"""SELECT e.* FROM ({_EXPECTATIONS}) e LEFT JOIN articles_current a USING (article_id)
        WHERE e.status = 'open' AND e.confidence >= {least_sure}
        QUALIFY rank() OVER (ORDER BY coalesce(a.published, a.published_latest) DESC NULLS LAST) <= {most}"""
    return tuple(map(_expectation, rows_in(case, query)))


def actors_in(case: AnswersQueries) -> dict[str, Actor]:
    """Return the actors of a case by their ids, each with the state it acts for."""
    rows = case.sql(ACTORS).fetchall()
    states, officials = _states(rows), officials_in(rows_in(case, OFFICES))
    return {row[0]: Actor(*(*row, acting_for(row, states, officials))) for row in rows}


def _cut(rows: Iterable[Row], at: int) -> Iterator[Row]:
    """Yield rows as: the columns before a span, the three of the span, and the rest as one."""
    for row in rows:
        yield (*row[: at + 3], row[at + 3 :])


def deeds_in(case: AnswersQueries) -> tuple[Deed, ...]:
    """Return the events of a case with their reports."""
    days = days_by_mark(rows_in(case, told_query(UNDATED)))
    elsewhere = _by_key(rows_in(case, _ELSEWHERE))
    reports = _reports(rows_in(case, _REPORTS), days, elsewhere)
    told = {
        event_id: tuple(report for _, report in some) for event_id, some in groupby(reports, key=lambda one: one[0])
    }
    return tuple(_deeds(rows_in(case, _EVENTS), told))


def statements_in(case: AnswersQueries) -> tuple[Statement, ...]:
    """Return what a case says of the relations of two actors."""
    told = days_by_mark(rows_in(case, told_query(STATEMENTS)))
    return tuple(_statements(rows_in(case, _STATEMENTS), told))


def officials_in(rows: Iterable[tuple[Any, ...]]) -> frozenset[tuple[str, str]]:
    """Return who is said to hold an office of state now, with the country; rows as of `OFFICES`."""
    return frozenset(
        (actor_id, country)
        for actor_id, role, country, organisation in rows
        if (office := office_of(role, "", country, organisation)) is not None
        and office.standing is None
        and office.offices & STATE_OFFICES
    )


def _states(rows: list[tuple[Any, ...]]) -> dict[str, str]:
    """Return the actor that is the state of each country: the one in the most articles."""
    states: dict[str, tuple[int, str]] = {}
    for actor_id, _, _, _, kind, country, _, n_articles in rows:
        if kind == MentionKind.STATE and country:
            states[country] = min(states.get(country, (1, "")), (-(n_articles or 0), actor_id))
    return {country: actor_id for country, (_, actor_id) in states.items()}


def acting_for(row: Sequence[Any], states: Mapping[str, str], officials: Container[tuple[str, str]]) -> str | None:
    """Return the state that an actor acts for, None for who acts alone; the row is one of `ACTORS`."""
    actor_id, _, _, _, kind, country, sector, _ = row
    if country is None or kind in (MentionKind.LOC, MentionKind.MISC):
        return None
    is_state = stood_for(Side(actor_id, kind, country, sector)) == country or (actor_id, country) in officials
    return states.get(country) if is_state else None


def _known_memberships(actors: Mapping[str, Actor]) -> Iterator[Membership]:
    """Yield the memberships of organisations that everybody knows, of states that are in the case."""
    states = {one.country: one.actor_id for one in actors.values() if one.acts_for == one.actor_id}
    for one in belongings():
        if one.state in states:
            yield Membership(f"org-{one.organisation}", states[one.state], one.since, one.until)


def _by_key(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _reports(
    rows: Iterable[Row], days: Mapping[str, Days], elsewhere: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Report]]:
    """Yield the reports, each with the id of its event; what many of them say is one object, for a case has many."""
    known: dict[Any, Any] = {}
    same: Callable[[Any, Any], Any] = known.setdefault
    for event_id, mention_id, article_id, start, end, *row in rows:
        type_, realis, sources, targets, earliest, latest, published, holder, quotation, confidence = row
        sides = tuple(sources or ()), tuple(targets or ())
        yield (
            event_id,
            Report(
                mention_id,
                Evidence(same(article_id, article_id), start, end),
                same(type_, type_),
                same(realis, realis),
                same(sides[0], sides[0]),
                same(sides[1], sides[1]),
                same(earliest, earliest),
                same(latest, latest),
                same(published, published),
                same(holder, holder),
                quotation,
                confidence,
                *days.get(mention_id, UNKNOWN),
                elsewhere.get(mention_id, ()),
            ),
        )


def _deeds(rows: Iterable[Row], told: Mapping[str, tuple[Report, ...]]) -> Iterator[Deed]:
    for event_id, type_, realis, sources, targets, earliest, latest, confidence in rows:
        reports = told.get(event_id, ())
        yield Deed(
            event_id, type_, realis, tuple(sources or ()), tuple(targets or ()), earliest, latest, confidence, reports
        )


def _shares(rows: Iterable[Row], told: Mapping[str, Days]) -> Iterator[Share]:
    for row_id, article_id, start, end, *said, holder, confidence, operator, speaker in rows:
        owner, other, measure, noun, low, high = said
        where = Evidence(article_id, start, end)
        days = told.get(row_id, UNKNOWN)
        share = owner, other, measure, noun, low, high, holder
        yield Share(row_id, where, *share, *days, confidence, operator, speaker)


def _statements(rows: Iterable[Row], days: Mapping[str, Days]) -> Iterator[Statement]:
    for row_id, article_id, start, end, *said, holder, confidence in rows:
        a, b, dimension, value, change = said
        where = Evidence(article_id, start, end)
        yield Statement(row_id, where, a, b, dimension, value, change, holder, *days[row_id], confidence)


def _expectations(case: AnswersQueries) -> Iterator[Expectation]:
    """Yield conditionals and forecasts, conditionals with their words and whom these name."""
    names: dict[str, list[Named]] = defaultdict(list)
    for key, *where in rows_in(case, _NAMED):
        names[key].append(Named(*where))
    texts = {key: (text, start) for key, start, text in rows_in(case, _WORDINGS)}
    for row in rows_in(case, _EXPECTATIONS):
        one = _expectation(row)
        text, start = texts.get(one.row_id, ("", 0))
        yield replace(one, text=text, text_start=start, names=tuple(names.get(one.row_id, ())))


def _expectation(row: tuple[Any, ...]) -> Expectation:
    row_id, article_id, begin, finish, kind = row[:5]

    def part(start: int | None, end: int | None) -> Evidence | None:
        return None if start is None or end is None else Evidence(article_id, start, end)

    return Expectation(
        row_id,
        Evidence(article_id, begin, finish),
        kind,
        part(*row[5:7]),
        tuple(row[7] or ()),
        part(*row[8:10]),
        tuple(row[10] or ()),
        holder=row[11],
        holder_text=row[12],
        status=row[13],
        follow_up=tuple(row[14] or ()),
        confidence=row[15],
    )
