"""The situation in words: what it is, what changed, where sources disagree, what is expected.

Every clause is made of rows and names the characters it stands on; no sentence says what no row says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby, islice

from lagebild.reading.marks import Realis
from lagebild.system.agreed_sides import AgreedSides, agreed_sides
from lagebild.system.dyads import DyadMonth, Series
from lagebild.system.evidence import Pair, original_of
from lagebild.system.facts import Deed, Evidence, Expectation, Facts
from lagebild.system.signs import sign_of, sign_of_deeds, sign_of_words
from lagebild.system.state_system import ToldSystem, state_system_of
from lagebild.system.triads import Triad, Turn
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.disagreements import VersionRow, version_rows
from lagebild.views.evidence import Told, told_at
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import interval_words, number_words
from lagebild.views.system_table import SystemTable
from lagebild.views.triad_wording import TriadWording
from lagebild.views.voices import LEAST_SURE_OUTLOOK

MOST_RELATIONS, MOST_TRIADS, MOST_CHANGES, MOST_EVENTS, MOST_DISAGREEMENTS, MOST_EXPECTED = 6, 2, 6, 5, 5, 6
"""Clauses of each part: a page that is read in a minute or two."""
EXPECTED_READ = 2 * MOST_EXPECTED
"""Of so many the first are told that are not the same in words."""
FEWEST_RELATIONS = 3
"""With fewer relations that three articles tell of, those of one or two articles are told too."""
MOST_EVIDENCE = 4
"""Places a clause leads to: the newest; the views behind it have all."""
LONGEST_WORDS = 220
"""Characters of an article's own words in a clause, about two lines; the rest is cut at a word."""
NEWS_DAYS, LONGEST_NEWS_DAYS = 92, 31
"""Days before the last article in which an event is news, and days that it lasts at most."""
DISAGREEMENTS_AT_FIRST = 40
"""Disagreements that are read where the first few are told: filters leave some of them out."""
NEWS_COMPARED = 100
"""Events of those days among which news are chosen, those of most independent articles."""


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


def news_events(case: QueryableCase) -> list[str]:
    """Return the ids of the events of the last months that most independent articles tell of, those told alike too.

    News are among them; a page that asks for these alone need not read all events.
    """
    query = f"""WITH last AS (SELECT max(coalesce(published, published_latest)) AS day
            FROM articles_current),
        news AS (SELECT event_id, n_independent FROM events, last
            WHERE realis = '{Realis.REAL}' AND latest - earliest <= {LONGEST_NEWS_DAYS}
                AND latest BETWEEN day - {NEWS_DAYS} AND day)
        SELECT event_id FROM news WHERE n_independent >= (
            SELECT min(n_independent) FROM (FROM news ORDER BY n_independent DESC LIMIT {NEWS_COMPARED}))"""
    return [event for (event,) in case.sql(query).fetchall()]


def situation_of(
    case: QueryableCase, facts: Facts, names: Mapping[str, str], lang: str, system: ToldSystem | None = None
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
        self, case: QueryableCase, facts: Facts, names: Mapping[str, str], lang: str, system: ToldSystem
    ) -> None:
        self.t = labels_in(lang)
        self._case, self._facts, self._names, self._lang = case, facts, names, lang
        self._say = TriadWording(names, lang)
        self._system = system
        self._told = self._relations_told()
        triads = system.best_told(MOST_TRIADS)
        self._triads = [triad for triad in triads if not triad.last.thin] or triads[:1]
        turns = system.turns(MOST_CHANGES)
        turning = system.several_series([turn.tie for turn in turns])
        self._turned = [(turn, _month_in(turning[turn.tie], turn.period)) for turn in turns]
        self._decided = self._deciding()
        self._last_day = max((day for one in facts.articles.values() if (day := one.latest)), default=None)

    def relations(self) -> list[Clause]:
        """Return what the best told dyads are at the end, and the triangles they make."""
        return [*(self._relation(*one) for one in self._told), *map(self._triangle, self._triads)]

    def changes(self) -> list[Clause]:
        """Return the changes of sign between any two states, the newest first; thin ones only where all are."""
        return [self._turn(*one) for one in self._turned]

    def news(self) -> list[Clause]:
        """Return the latest events between two sides, those of several independent articles first."""
        dated = [deed for deed in self._facts.deeds if deed.realis == Realis.REAL and self._is_news(deed)]
        told = {
            deed: sides for deed in self._most_told(dated) if (sides := agreed_sides(deed, self._facts)) is not None
        }
        best = sorted(told, key=lambda deed: (-told[deed].n_articles, -_day(deed).toordinal(), deed.event_id))
        chosen = sorted(best[:MOST_EVENTS], key=lambda deed: (_day(deed), deed.event_id), reverse=True)
        return [self._event(deed, told[deed]) for deed in chosen]

    def _most_told(self, deeds: Sequence[Deed]) -> list[Deed]:
        """Return the deeds of most independent articles, as `news_events` names them."""
        counts = [len({original_of(self._facts, one.evidence.article_id) for one in deed.reports}) for deed in deeds]
        least = min(sorted(counts, reverse=True)[:NEWS_COMPARED], default=0)
        return [deed for deed, n in zip(deeds, counts, strict=True) if n >= least]

    def disagreements(self) -> list[Clause]:
        """Return what sources tell differently: contradictions first."""
        clauses: list[Clause] = []
        for most in (DISAGREEMENTS_AT_FIRST, None):  # those that come first are nearly always enough
            told = version_rows(self._case, f"name_{self._lang}", most)
            rows = (row for row in told if row.article_id in self._facts.articles)
            groups = (tuple(versions) for _, versions in groupby(rows, key=lambda row: row.disagreement_id))
            clauses = [self._disagreement(versions) for versions in groups if len(versions) > 1]
            if len(clauses) >= MOST_DISAGREEMENTS:
                break
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
        told = told_at(self._case, [one.evidence for one in best[:EXPECTED_READ]])
        found: dict[str, Clause] = {}
        for one in best[:EXPECTED_READ]:
            sentence = told[one.evidence].sentence if one.evidence in told else ""
            if sentence:
                found.setdefault(sentence, self._expectation(one, sentence))
        return list(found.values())[:MOST_EXPECTED]

    def _relations_told(self) -> list[tuple[Pair, DyadMonth]]:
        """Return the best told dyads that have a sign at the end; thin ones only where there are few others."""
        told = {pair: tie.month for pair, tie in self._system.ends().items() if tie.sign and tie.month}
        best = sorted(
            told, key=lambda pair: (-told[pair].n_articles, -told[pair].n_events - told[pair].n_statements, pair)
        )
        firm = [pair for pair in best if not told[pair].thin][:MOST_RELATIONS]
        thin = (pair for pair in best if told[pair].thin and not _parts(self._system.series(pair)[-1]))
        shown = [*firm, *islice(thin, max(0, FEWEST_RELATIONS - len(firm)))]
        return [(pair, series[-1]) for pair, series in self._system.several_series(shown).items()]

    def _deciding(self) -> dict[tuple[Pair, str], tuple[Evidence, ...]]:
        """Return where what speaks most for the signs told of stands, by the two and the month."""
        asked = [*self._told, *((turn.tie, month) for turn, month in self._turned)]
        asked += [(pair, tie.month) for triad in self._triads for pair, tie in triad.last.ties.items() if tie.month]
        found = self._system.deciders(asked, MOST_EVIDENCE)
        return {
            (pair, month.period): tuple(one.evidence for one in some)
            for (pair, month), some in zip(asked, found, strict=True)
        }

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

    def _turn(self, turn: Turn, new: DyadMonth) -> Clause:
        """Return a change of sign, with the month in which anything last told of the sign before."""
        series = self._system.series(turn.tie)
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
        return self._decided[pair, month.period]

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
        is_short = (deed.latest - deed.earliest).days <= LONGEST_NEWS_DAYS
        return is_short and 0 <= (self._last_day - _day(deed)).days <= NEWS_DAYS

    def _published(self, place: Evidence) -> int:
        article = self._facts.articles.get(place.article_id)
        return 0 if article is None or article.latest is None else article.latest.toordinal()


def _month_in(series: Series, period: str) -> DyadMonth:
    return next(month for month in series if month.period == period)


def _parts(month: DyadMonth) -> bool:
    """Return whether deeds say one thing and words another."""
    deeds, words = sign_of_deeds(month), sign_of_words(month)
    return deeds is not None and words is not None and deeds != words


def _day(deed: Deed) -> date:
    return deed.latest or deed.earliest or date.min
