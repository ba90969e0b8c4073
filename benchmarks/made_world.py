"""Made readings of a world that is reported as news is: for measuring the merge without reading.

A few states, persons and organisations are in every tenth article, most in one or two. A story is of two states; it is
told by one article or by dozens, on the days after it, in German and English. An article has 16 event mentions: half
of its own story, some of older ones, some of its own; half of them with a day. It quotes, counts, gives goods, names
offices, says what relations are and what is expected, with the marks a reader would give.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pycountry
from benchmarks.actors import Pool, made_word

from lagebild.articles.article import Article, Passage, Zone
from lagebild.reading import marks
from lagebild.reading.marks import EventType, MentionKind, Realis
from lagebild.reading.reading import Reading
from lagebild.world import entry

MENTIONS = 16
OF_THE_STORY, RECALLED = 8, 4
FIRST_DAY, DAYS = date(2015, 1, 1), 3_650
DATED = 0.5
ARTICLES_OF_A_STORY = 6
EVENTS_OF_A_STORY = 12
LONGEST_TOLD = 12
"""Days after a story on which articles tell it."""
BLUR = 0.5
RANKED = 1.0
"""Exponent of Zipf's law by which states are in the news."""

_STATES = [
    *("USA", "CHN", "RUS", "UKR", "DEU", "FRA", "GBR", "ISR", "IRN", "IND", "JPN", "PRK", "KOR", "TUR", "SYR", "POL"),
    *("ITA", "ESP", "SAU", "EGY", "PAK", "AFG", "IRQ", "TWN", "BRA", "CAN", "AUS", "MEX", "VEN", "BLR", "SRB", "HUN"),
]
STATES = [
    *_STATES,
    *(c.alpha_3 for c in pycountry.countries if c.alpha_3 not in _STATES and entry(f"state:{c.alpha_3}")),
]
DEEDS: dict[EventType, tuple[str, str]] = {
    EventType.AGREE: ("signed a pact with", "vereinbarte einen Pakt mit"),
    EventType.CONSULT: ("met envoys of", "traf Gesandte aus"),
    EventType.SUPPORT: ("praised", "lobte"),
    EventType.COOPERATE: ("held exercises with", "übte gemeinsam mit"),
    EventType.AID: ("sent {goods} to", "lieferte {goods} an"),
    EventType.CONCEDE: ("gave way to", "gab nach gegenüber"),
    EventType.REQUEST: ("urged", "forderte Gespräche von"),
    EventType.ACCUSE: ("accused", "beschuldigte"),
    EventType.REJECT: ("turned down a plan of", "verwarf einen Plan von"),
    EventType.THREATEN: ("threatened", "drohte"),
    EventType.PROTEST: ("protested against", "protestierte gegen"),
    EventType.SANCTION: ("imposed sanctions on", "verhängte Sanktionen gegen"),
    EventType.MOBILIZE: ("moved troops towards", "verlegte Truppen gegen"),
    EventType.COERCE: ("seized a ship of", "beschlagnahmte ein Schiff von"),
    EventType.ASSAULT: ("fired missiles at", "feuerte Raketen auf"),
}
GOODS = (("shells", "Granaten"), ("drones", "Drohnen"), ("soldiers", "Soldaten"), ("rockets", "Raketen"))
UNITS = ("shell", "drone", "soldier", "rocket")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the made world; `good` is what is given and `amount` how much of it."""

    number: int
    sides: tuple[str, str]
    type: EventType
    day: date
    words: tuple[str, str]
    good: int
    amount: int


@dataclass(slots=True)
class _Writer:
    """An article as it is written: its text so far and the marks in it."""

    lang: str
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
        """Add words; return where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, text: str, kind: MentionKind, country: str | None, sector: str | None, world: str | None) -> str:
        """Add a name; return its entity."""
        entity = world or f"{kind}:{text}"
        self.mentions.append(marks.Mention(*self.add(text), kind, country, sector, entity, world, 0.9))
        return entity

    def state(self, code: str) -> marks.Participant:
        """Add the name of a state; return it as a side."""
        known = entry(f"state:{code}")
        assert known is not None
        name = known.name_de if self.lang == "de" else known.name_en
        entity = self.name(name, MentionKind.STATE, code, "GOV", f"state:{code}")
        return marks.Participant(self.mentions[-1].start, self.mentions[-1].end, entity)

    def end_sentence(self, start: int) -> None:
        """Close the sentence that began at `start`."""
        self.sentences.append(marks.Sentence(start, self.add(".")[1], len(self.sentences)))
        self.add(" ")


class MadeWorld:
    """The world that so many articles tell of: the number of its stories and of its names grows with them."""

    def __init__(self, articles: int, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._pool = Pool(seed, articles)
        self._stories = max(1, articles // ARTICLES_OF_A_STORY)
        weights = np.array([1 / (rank + 1) ** RANKED for rank in range(len(STATES))])
        self._weights = weights / weights.sum()

    def readings(self, number: int, first: int = 0) -> Iterator[Reading]:
        """Yield so many readings, numbered from `first`."""
        for at in range(first, first + number):
            yield self._reading(at)

    def _story(self, number: int) -> list[Happening]:
        """The events of a story: always the same."""
        numbers = np.random.default_rng([7, number])
        day = FIRST_DAY + timedelta(int(numbers.integers(DAYS)))
        sides = tuple(numbers.choice(STATES, 3, replace=False, p=self._weights).tolist())
        told = []
        for at in range(EVENTS_OF_A_STORY):
            pair = sides[:2] if numbers.random() < 0.7 else (sides[2], sides[0])
            pair = pair if numbers.random() < 0.6 else pair[::-1]
            type_ = list(DEEDS)[int(numbers.integers(len(DEEDS)))]
            draw = random.Random(number * 100 + at)
            words = (made_word(draw, 3), made_word(draw, 2))
            own_day = day + timedelta(int(numbers.integers(5)))
            amount = int(numbers.integers(2, 90)) * 100
            told.append(Happening(number * 100 + at, pair, type_, own_day, words, at % len(GOODS), amount))
        return told

    def _drawn_story(self) -> int:
        """A story; the k-th in every block of 16 about as often as 1/k: one article or dozens tell it."""
        block = self._draw.randrange((self._stories + 15) // 16)
        return min(self._stories - 1, block * 16 + min(15, int(16 ** self._draw.random()) - 1))

    def _reading(self, at: int) -> Reading:
        story, other = self._story(self._drawn_story()), self._story(self._drawn_story())
        alone = self._story(10_000_000 + at)
        published = max(h.day for h in story) + timedelta(self._draw.randrange(LONGEST_TOLD))
        told = [
            *self._draw.sample(story, OF_THE_STORY),
            *self._draw.sample(other, RECALLED),
            *alone[: MENTIONS - OF_THE_STORY - RECALLED],
        ]
        out = _Writer("de" if at % 2 else "en")
        vectors = [self._told(out, happening, published) for happening in told]
        vectors += [self._spoken(out, story[0]), self._named(out)]
        article = Article(
            f"https://made.example/{at}",
            out.text,
            (Passage(0, len(out.text.rstrip()), Zone.BODY),),
            outlet=f"paper {at % 40}",
            lang=out.lang,
            published=published,
        )
        return Reading(
            article,
            tuple(out.sentences),
            tuple(out.mentions),
            tuple(out.times),
            tuple(out.quantities),
            tuple(out.quotations),
            tuple(out.events),
            tuple(out.relations),
            tuple(out.outlooks),
            tuple(out.roles),
            tuple(marks.SentenceVector(s.sentence_id, v, 1 / 600) for s, v in zip(out.sentences, vectors, strict=True)),
        )

    def _told(self, out: _Writer, happening: Happening, published: date) -> bytes:
        """Write a sentence that reports an event; return its vector."""
        begin, number = len(out.text), len(out.sentences)
        when, days = None, (None, None)
        if self._draw.random() < DATED:
            day = happening.day
            when = out.add(day.strftime("%d.%m.%Y" if out.lang == "de" else "%Y-%m-%d"))
            days = (day, day)
            value = (marks.TimexType.DATE, day.isoformat(), day, day, None, None, None, 0.95)
            out.times.append(marks.TimeExpression(*when, *value))
            out.add(": ")
        source = out.state(happening.sides[0])
        out.add(" ")
        trigger, thing = self._deed(out, happening)
        out.add(" ")
        target = out.state(happening.sides[1])
        out.add(f", {happening.words[0]} {happening.words[1]}")
        out.events.append(
            marks.EventMention(
                *trigger,
                number,
                happening.type,
                self._draw.choices((Realis.REAL, Realis.PLANNED, Realis.NEG), (85, 12, 3))[0],
                (source,),
                (target,),
                *(thing or (None, None)),
                *(None, None),
                *(when or (None, None)),
                *days,
                None,
                round(0.6 + 0.3 * self._draw.random(), 3),
            )
        )
        out.end_sentence(begin)
        return self._vector(happening.number)

    def _deed(self, out: _Writer, happening: Happening) -> tuple[tuple[int, int], tuple[int, int] | None]:
        """Write the words for a deed with its goods; return where the verb and the goods stand."""
        before, found, after = DEEDS[happening.type][out.lang == "de"].partition("{goods}")
        start, end = out.add(before.strip())
        if not found:
            return (start, end), None
        out.add(" ")
        amount = happening.amount + self._draw.choice((0, 0, 0, 100))
        figure = out.add(f"{amount}")
        out.add(" ")
        thing = out.add(GOODS[happening.good][out.lang == "de"])
        bounds = (float(amount), float(amount), "=", UNITS[happening.good], None)
        out.quantities.append(marks.Quantity(*figure, *bounds, *thing, None, None, 0.8))
        out.add(after)
        return (start, end), thing

    def _spoken(self, out: _Writer, happening: Happening) -> bytes:
        """Write what a person says of a relation and expects; return the vector."""
        begin, number = len(out.text), len(out.sentences)
        name, _, country, _, _ = self._person()
        role = out.add("Präsident" if out.lang == "de" else "President")
        out.add(" ")
        who = out.name(name, MentionKind.PER, country, "GOV", None)
        spoke = out.mentions[-1].start, out.mentions[-1].end
        out.roles.append(marks.RoleStatement(*role, who, "Präsident", country, None, 0.8))
        out.add(" ")
        cue = out.add("sagte" if out.lang == "de" else "said")
        out.add(": ")
        first = len(out.text)
        one = out.state(happening.sides[0])
        out.add(" wird Partner von " if out.lang == "de" else " will be a partner of ")
        other = out.state(happening.sides[1])
        out.add(f", {happening.words[0]} {made_word(self._draw, 3)} {made_word(self._draw, 3)}")
        last = len(out.text)
        kinds = (marks.QuotationKind.INDIRECT, marks.Modality.ASSERTED)
        out.quotations.append(marks.Quotation(first, last, *kinds, *cue, *spoke, who, 0.8))
        value = self._draw.choice((-2, -1, 0, 1, 2))
        stated = (one.entity, other.entity, marks.Dimension.POLITICAL, value, None, who, 0.7)
        out.relations.append(marks.RelationStatement(first, last, *stated))
        expected = (None, None, first, last, *spoke, who, (), (), 0.7)
        out.outlooks.append(marks.OutlookStatement(first, last, marks.OutlookKind.FORECAST, *expected))
        out.end_sentence(begin)
        assert len(out.sentences) == number + 1
        return self._vector(happening.number)

    def _named(self, out: _Writer) -> bytes:
        """Write a sentence of names; return its vector."""
        begin = len(out.text)
        for name, kind, country, sector, world in dict.fromkeys(self._pool.entity() for _ in range(8)):
            if kind is not MentionKind.STATE:
                out.name(name, kind, country, sector, world)
                out.add(", ")
        out.add("und andere" if out.lang == "de" else "and others")
        out.end_sentence(begin)
        return self._vector(self._draw.randrange(2**31))

    def _person(self) -> tuple[str, MentionKind, str | None, str | None, str | None]:
        while (found := self._pool.entity())[1] is not MentionKind.PER:
            pass
        return found

    def _vector(self, number: int) -> bytes:
        meaning = np.random.default_rng(number).normal(size=384) + BLUR * self._numbers.normal(size=384)
        return np.clip(meaning * 30, -127, 127).astype(np.int8).tobytes()
