"""A few articles with their marks, made without the reader: enough for every merged table to have rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from lagebild.articles.article import Article, Passage, Zone
from lagebild.reading import marks
from lagebild.reading.marks import EventType, MentionKind, Realis
from lagebild.reading.reading import Reading

STATES = {"Norwegen": "NOR", "Finnland": "FIN", "Schweden": "SWE"}
SAID = "wer das Eis im Hafen nicht bricht, der bekommt im Frühjahr kein Schiff mehr hinaus"


@dataclass(slots=True)
class _Page:
    """An article as it is written."""

    text: str = ""
    sentences: list[marks.Sentence] = field(default_factory=list)
    mentions: list[marks.Mention] = field(default_factory=list)
    times: list[marks.TimeExpression] = field(default_factory=list)
    quantities: list[marks.Quantity] = field(default_factory=list)
    quotations: list[marks.Quotation] = field(default_factory=list)
    events: list[marks.EventMention] = field(default_factory=list)
    relations: list[marks.RelationStatement] = field(default_factory=list)
    outlooks: list[marks.OutlookStatement] = field(default_factory=list)
    roles: list[marks.RoleStatement] = field(default_factory=list)

    def add(self, words: str) -> tuple[int, int]:
        """Add words with a space behind them; return where they stand."""
        start = len(self.text)
        self.text += f"{words} "
        return start, start + len(words)

    def state(self, name: str) -> marks.Participant:
        """Add a state as a side."""
        where, code = self.add(name), STATES[name]
        self.mentions.append(marks.Mention(*where, MentionKind.STATE, code, "GOV", name, f"state:{code}", 0.9))
        return marks.Participant(*where, name)

    def person(self, name: str) -> tuple[int, int]:
        """Add a person."""
        where = self.add(name)
        self.mentions.append(marks.Mention(*where, MentionKind.PER, "NOR", "GOV", name, None, 0.9))
        return where

    def end_sentence(self) -> None:
        """Close the sentence that began where the last one ended."""
        begin = self.sentences[-1].end + 1 if self.sentences else 0
        self.sentences.append(marks.Sentence(begin, len(self.text) - 1, len(self.sentences)))


_Told = Callable[[_Page], None]


def deed(
    source: str,
    verb: str,
    type_: EventType,
    target: str,
    *,
    day: date | None = None,
    realis: Realis = Realis.REAL,
    boats: int | None = None,
    confidence: float = 0.9,
) -> _Told:
    """Return a sentence that tells what a state does to another one."""

    def told(page: _Page) -> None:
        number, thing = len(page.sentences), None
        when = None if day is None else page.add(f"{day:%d.%m.%Y}:")
        if day is not None and when is not None:
            value = (marks.TimexType.DATE, day.isoformat(), day, day, None, None, None, 0.9)
            page.times.append(marks.TimeExpression(*when, *value))
        sides = (page.state(source),), (page.state(target),)
        if boats is not None:
            figure, thing = page.add(str(boats)), page.add("Boote")
            owner = (sides[0][0].start, sides[0][0].end)
            counted = (float(boats), float(boats), "=", "boat", "goods", *thing, *owner, 0.9)
            page.quantities.append(marks.Quantity(*figure, *counted))
        trigger = page.add(verb)
        places = (*(thing or (None, None)), None, None, *(when or (None, None)))
        page.events.append(
            marks.EventMention(*trigger, number, type_, realis, *sides, *places, day, day, None, confidence)
        )
        page.end_sentence()

    return told


def expected(source: str, verb: str, type_: EventType, target: str) -> _Told:
    """Return a sentence that forecasts what a state will do to another one."""

    def told(page: _Page) -> None:
        deed(source, verb, type_, target, realis=Realis.PLANNED)(page)
        where = (page.sentences[-1].start, page.sentences[-1].end)
        held = (None, None, *where, None, None, None, (), (len(page.events) - 1,), 0.8)
        page.outlooks.append(marks.OutlookStatement(*where, marks.OutlookKind.FORECAST, *held))

    return told


def related(one: str, words: str, other: str, value: int) -> _Told:
    """Return a sentence that says what the relation of two states is."""

    def told(page: _Page) -> None:
        first = page.state(one)
        page.add(words)
        second = page.state(other)
        stated = (one, other, marks.Dimension.POLITICAL, value, None, None, 0.8)
        page.relations.append(marks.RelationStatement(first.start, second.end, *stated))
        page.end_sentence()

    return told


def said(office: str, name: str) -> _Told:
    """Return a sentence in which somebody of an office says the words that are ever the same."""

    def told(page: _Page) -> None:
        role, who, cue, words = page.add(office), page.person(name), page.add("sagte:"), page.add(SAID)
        page.roles.append(marks.RoleStatement(*role, name, office, "NOR", None, 0.8))
        kinds = (marks.QuotationKind.DIRECT, marks.Modality.ASSERTED)
        page.quotations.append(marks.Quotation(*words, *kinds, *cue, *who, name, 0.9))
        page.end_sentence()

    return told


def made(uri: str, published: date, *sentences: _Told) -> Reading:
    """Return an article of these sentences with its marks."""
    page = _Page()
    for sentence in sentences:
        sentence(page)
    text = page.text.rstrip()
    article = Article(uri, text, (Passage(0, len(text), Zone.BODY),), lang="de", published=published)
    return Reading(
        article,
        tuple(page.sentences),
        tuple(page.mentions),
        tuple(page.times),
        tuple(page.quantities),
        tuple(page.quotations),
        tuple(page.events),
        tuple(page.relations),
        tuple(page.outlooks),
        tuple(page.roles),
    )


def readings() -> tuple[Reading, ...]:
    """Return four articles on three states."""
    supplied = ("Norwegen", "geliefert", EventType.AID, "Finnland")
    denied = ("Norwegen", "niemals geliefert", EventType.AID, "Finnland")
    told: tuple[tuple[date, tuple[_Told, ...]], ...] = (
        (
            date(2025, 3, 1),
            (expected("Norwegen", "liefern", EventType.AID, "Finnland"), said("Außenministerin", "Kari Lund")),
        ),
        (
            date(2025, 3, 20),
            (deed(*supplied, day=date(2025, 3, 18), boats=40), related("Finnland", "ist Partner von", "Schweden", 2)),
        ),
        (
            date(2025, 3, 22),
            (deed(*supplied, day=date(2025, 3, 21), boats=60), said("Regierungschefin", "Kari Lund")),
        ),
        (
            date(2025, 3, 19),
            (
                deed(*denied, day=date(2025, 3, 18), realis=Realis.NEG, confidence=0.7),
                deed("Schweden", "drohte", EventType.THREATEN, "Norwegen", day=date(2025, 3, 17)),
                said("Reederin", "Aino Virta"),
            ),
        ),
    )
    return tuple(made(f"https://paper.example/{at}", day, *sentences) for at, (day, sentences) in enumerate(told))
