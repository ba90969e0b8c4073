"""The situation in words: what it is, what changed, where sources disagree, what is expected.

Every clause is made of rows and names the characters it stands on; no sentence says what no row says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from lagebild.reading.marks import Realis
from lagebild.system.agreed_sides import AgreedSides, agreed_sides
from lagebild.system.dyads import DyadMonth
from lagebild.system.evidence import Pair
from lagebild.system.facts import Deed, Evidence, Expectation, Facts
from lagebild.system.signs import sign_of, sign_of_deeds, sign_of_words
from lagebild.system.state_system import StateSystem, state_system_of
from lagebild.system.triads import Triad, Turn
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.disagreements import VersionRow, version_rows
from lagebild.views.evidence import Told, told_at
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import interval_words, number_words
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import TriadWording
from lagebild.views.triads import best_told
from lagebild.views.voices import LEAST_SURE_OUTLOOK

MOST_RELATIONS, MOST_TRIADS, MOST_CHANGES, MOST_EVENTS, MOST_DISAGREEMENTS, MOST_EXPECTED = 6, 2, 6, 5, 5, 6
"""Clauses of each part: a page that is read in a minute or two."""
FEWEST_RELATIONS = 3
"""With fewer relations that three articles tell of, those of one or two articles are told too."""
MOST_EVIDENCE = 4
"""Places a clause leads to: the newest; the views behind it have all."""
LONGEST_WORDS = 220
"""Characters of an article's own words in a clause, about two lines; the rest is cut at a word."""
NEWS_DAYS = 92
"""Days before the last article in which an event is news."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement made of rows, with the places it stands on; `is_thin` if fewer than three articles tell it."""

    text: str
    evidence: tuple[Evidence, ...]
    is_thin: bool = False


@dataclass(frozen=True, slots=True)
class SituationPart:
    """One question of the first page and what the case answers."""

    key: str
    heading: str
    clauses: tuple[Clause, ...]


def situation_of(
    case: QueryableCase, facts: Facts, names: Mapping[str, str], lang: str, system: StateSystem | None = None
) -> tuple[SituationPart, ...]:
    """Return the first page of a case in its order; parts that the case says nothing of are left out.

    `system` is that of the facts, computed unless it is given.
    """
    telling = _Telling(case, facts, names, lang, system or state_system_of(facts))
    parts = (
        ("situation_now", telling.relations()),
        ("situation_changed", [*telling.changes(), *telling.news()]),
        ("situation_disputed", telling.disagreements()),
        ("situation_expected", telling.expected()),
    )
    return tuple(SituationPart(key, telling.t[key], tuple(clauses)) for key, clauses in parts if clauses)


def sources_of(case: QueryableCase, parts: Sequence[SituationPart]) -> dict[Evidence, Told]:
    """Return where the evidence of all clauses stands."""
    return told_at(case, [place for part in parts for clause in part.clauses for place in clause.evidence])


def situation_tables(
    parts: Sequence[SituationPart], told: Mapping[Evidence, Told], lang: str
) -> tuple[SystemTable, ...]:
    """Return each question as a table: its clauses with the sentences they stand on."""
    t = labels_in(lang)
    return tuple(
        SystemTable(
            part.heading,
            t["situation_how"] if part is parts[0] else "",
            (t["situation_clause"], t["sentence"]),
            tuple(
                (
                    clause.text + (f" {THIN_SIGN}" if clause.is_thin else ""),
                    "\n".join(dict.fromkeys(told[place].sentence for place in clause.evidence if place in told)),
                )
                for clause in part.clauses
            ),
            tuple(tuple(place.article_id for place in clause.evidence) for clause in part.clauses),
        )
        for part in parts
    )


def situation_record(parts: Sequence[SituationPart]) -> list[dict[str, object]]:
    """Return the questions with clauses and evidence, for JSON."""
    return [asdict(part) for part in parts]


class _Telling:
    """The clauses of one case in one language."""

    def __init__(
        self, case: QueryableCase, facts: Facts, names: Mapping[str, str], lang: str, system: StateSystem
    ) -> None:
        self.t = labels_in(lang)
        self._case, self._facts, self._names, self._lang = case, facts, names, lang
        self._say = TriadWording(names, lang)
        self._system = system
        self._last_day = max((day for one in facts.articles.values() if (day := one.latest)), default=None)

    def relations(self) -> list[Clause]:
        """Return what the best told dyads are at the end, and the triangles they make."""
        now = {pair: series[-1] for pair, series in self._system.dyads.items() if sign_of(series[-1])[0]}
        best = sorted(now, key=lambda pair: (-now[pair].n_articles, -now[pair].n_events - now[pair].n_statements, pair))
        firm = [pair for pair in best if not now[pair].thin]
        thin = [pair for pair in best if now[pair].thin and not _parts(now[pair])]
        shown = [*firm, *thin[: max(0, FEWEST_RELATIONS - len(firm))]][:MOST_RELATIONS]
        triads = best_told(self._system.triads)
        figures = [triad for triad in triads if not triad.last.thin] or triads[:1]
        return [self._relation(pair, now[pair]) for pair in shown] + [
            self._triangle(triad) for triad in figures[:MOST_TRIADS]
        ]

    def changes(self) -> list[Clause]:
        """Return the changes of sign between any two states, the newest first; thin ones only where all are."""
        found: dict[tuple[str, Pair], Clause] = {}
        for triad in self._system.triads:
            for turn in triad.turns:
                found[turn.period, turn.tie] = self._turn(turn)
        firm = [key for key in found if not found[key].is_thin]
        newest = sorted(firm or found, reverse=True)
        return [found[key] for key in newest[:MOST_CHANGES]]

    def news(self) -> list[Clause]:
        """Return the latest events between two sides, those of several independent articles first."""
        dated = [deed for deed in self._facts.deeds if deed.realis == Realis.REAL and self._is_news(deed)]
        told = {deed: sides for deed in dated if (sides := agreed_sides(deed, self._facts)) is not None}
        best = sorted(told, key=lambda deed: (-told[deed].n_articles, -_day(deed).toordinal(), deed.event_id))
        chosen = sorted(best[:MOST_EVENTS], key=lambda deed: (_day(deed), deed.event_id), reverse=True)
        return [self._event(deed, told[deed]) for deed in chosen]

    def disagreements(self) -> list[Clause]:
        """Return what sources tell differently: contradictions first."""
        rows = groupby(version_rows(self._case, f"name_{self._lang}"), key=lambda row: row.disagreement_id)
        clauses = [self._disagreement(tuple(versions)) for _, versions in rows]
        return clauses[:MOST_DISAGREEMENTS]

    def expected(self) -> list[Clause]:
        """Return the open forecasts and conditionals of the newest articles, the surest read first."""
        open_ones = [
            one for one in self._facts.expectations if one.status == "open" and one.confidence >= LEAST_SURE_OUTLOOK
        ]
        best = sorted(
            open_ones,
            key=lambda one: (-self._published(one.evidence), one.condition is None, -one.confidence, one.row_id),
        )
        told = told_at(self._case, [one.evidence for one in best[: 2 * MOST_EXPECTED]])
        found: dict[str, Clause] = {}
        for one in best[: 2 * MOST_EXPECTED]:
            sentence = told[one.evidence].sentence if one.evidence in told else ""
            if sentence:
                found.setdefault(sentence, self._expectation(one, sentence))
        return list(found.values())[:MOST_EXPECTED]

    def _relation(self, pair: Pair, month: DyadMonth) -> Clause:
        sign, basis = sign_of(month)
        a, b = map(self._say.name, pair)
        parts = [self.t["situation_relation"].format(a=a, b=b, sign=self.t[f"sign_words_{sign}"])]
        if month.n_events:
            key = "situation_deeds_interval" if month.low is not None and month.high is not None else "situation_deeds"
            low, high = month.low or 0.0, month.high or 0.0
            parts.append(
                self.t[key].format(
                    events=self._counted(month.n_events, "event"),
                    net=self._signed(month.net),
                    low=self._signed(low),
                    high=self._signed(high),
                )
            )
        if month.stated_value is not None:
            parts.append(
                self.t["situation_words"].format(
                    statements=self._counted(month.n_statements, "statement"), value=self._signed(month.stated_value)
                )
            )
        apart = self.t["situation_apart"] if _parts(month) else ""
        ground = self.t[f"situation_basis_{basis}"]
        text = f"{parts[0]} ({'; '.join([*parts[1:], ground])}){apart}"
        return Clause(text, self._places(pair, month), month.thin)

    def _triangle(self, triad: Triad) -> Clause:
        last = triad.last
        earlier = [phase for phase in triad.phases[:-1] if phase.triangle.figure not in (None, last.triangle.figure)]
        text = self._say.state(last)
        if earlier:
            before = earlier[-1]
            text += " " + self.t["situation_before"].format(
                when=self._say.months(before.first, before.last),
                figure=self._say.figure(before.triangle.figure),
                role=self._say.special_role(before.triangle.pivot, before.triangle.outcast),
            ).replace("()", "").replace(" .", ".")
        places = [place for pair, tie in last.ties.items() if tie.month for place in self._places(pair, tie.month)[:2]]
        return Clause(text, tuple(dict.fromkeys(places)), last.thin)

    def _turn(self, turn: Turn) -> Clause:
        """Return a change of sign, with the month in which anything last told of the sign before."""
        series = self._system.dyads[turn.tie]
        new = next(month for month in series if month.period == turn.period)
        told = [month.period for month in series if month.new_events or month.new_statements]
        since = max((period for period in told if period <= turn.since), default=turn.since)
        text = self.t["situation_turn"].format(
            a=self._say.name(turn.tie[0]),
            b=self._say.name(turn.tie[1]),
            before=self.t[f"sign_words_{turn.before}"],
            after=self.t[f"sign_words_{turn.after}"],
            since=self._say.months(since, since),
            month=self._say.months(turn.period, turn.period),
        )
        return Clause(text, self._places(turn.tie, new), new.thin)

    def _places(self, pair: Pair, month: DyadMonth) -> tuple[Evidence, ...]:
        """Return where what speaks most for the sign of a dyad stands."""
        return tuple(one.evidence for one in self._system.deciders(pair, month)[:MOST_EVIDENCE])

    def _event(self, deed: Deed, sides: AgreedSides) -> Clause:
        who = ", ".join(map(self._say.name, sides.sources)) or self.t["situation_nobody"]
        whom = ", ".join(map(self._say.name, sides.targets))
        text = self.t["situation_event_whom" if whom else "situation_event"].format(
            day=interval_words(deed.earliest, deed.latest, self._lang),
            who=who,
            whom=whom,
            type=self.t[f"type_{deed.type}"],
            n=self._counted(sides.n_articles, "article"),
        )
        places = tuple(dict.fromkeys(report.evidence for report in sides.reports))[:MOST_EVIDENCE]
        return Clause(text, places, sides.n_articles < 2)

    def _disagreement(self, versions: Sequence[VersionRow]) -> Clause:
        first = versions[0]
        told = [one.value if one.kind == "speaker" else self._version(one) for one in versions]
        about = self._quoted(first.sentence) if first.kind == "speaker" else ", ".join(first.about)
        text = self.t["situation_versions"].format(
            kind=self.t[f"disagreement_{first.kind}"],
            about=f" ({about})" if about else "",
            versions=self.t["situation_against"].join(dict.fromkeys(told)),
            relation=self.t[f"relation_{first.relation}"],
        )
        places = (Evidence(one.article_id, one.start, one.start + 1) for one in versions)
        return Clause(text, tuple(dict.fromkeys(places))[:MOST_EVIDENCE])

    def _version(self, version: VersionRow) -> str:
        value = self._quoted(version.value)
        return f"{value} ({version.holder or self.t['situation_author']})"

    def _expectation(self, one: Expectation, sentence: str) -> Clause:
        holder = self._names.get(one.holder or "", one.holder_text or self.t["situation_author"])
        article = self._facts.articles.get(one.evidence.article_id)
        days = interval_words(article.earliest, article.latest, self._lang) if article else ""
        key = "situation_expectation" if days else "situation_expectation_undated"
        text = self.t[key].format(holder=holder, days=days, words=self._quoted(sentence))
        return Clause(text, (one.evidence,))

    def _quoted(self, words: str) -> str:
        plain = " ".join(words.split())
        if len(plain) > LONGEST_WORDS:
            plain = plain[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
        return self.t["situation_quoted"].format(words=plain.strip('„“”"»«'))

    def _counted(self, n: int, what: str) -> str:
        one, many = self.t[f"situation_one_{what}"], self.t[f"situation_n_{what}s"]
        return one if n == 1 else many.format(n=number_words(n, self._lang))

    def _signed(self, value: float) -> str:
        shown = number_words(abs(round(value, 1)), self._lang)
        return shown if round(value, 1) == 0 else f"{'+' if value > 0 else '−'}{shown}"

    def _is_news(self, deed: Deed) -> bool:
        if deed.earliest is None or deed.latest is None or self._last_day is None:
            return False
        is_short = (deed.latest - deed.earliest).days <= 31
        return is_short and 0 <= (self._last_day - _day(deed)).days <= NEWS_DAYS

    def _published(self, place: Evidence) -> int:
        article = self._facts.articles.get(place.article_id)
        return 0 if article is None or article.latest is None else article.latest.toordinal()


def _parts(month: DyadMonth) -> bool:
    """Return whether deeds say one thing and words another."""
    deeds, words = sign_of_deeds(month), sign_of_words(month)
    return deeds is not None and words is not None and deeds != words


def _day(deed: Deed) -> date:
    return deed.latest or deed.earliest or date.min
