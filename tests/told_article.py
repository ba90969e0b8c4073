"""An invented article with marks of every layer, set by hand: for tests of what stands behind a reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.case import Case
from lagebild.reading.marks import (
    Dimension,
    EventMention,
    EventType,
    Mention,
    MentionKind,
    Modality,
    OutlookKind,
    OutlookStatement,
    Participant,
    Quantity,
    Quotation,
    QuotationKind,
    Realis,
    RelationStatement,
    RoleStatement,
    SentenceVector,
    TimeExpression,
    TimexType,
)
from lagebild.reading.reading import Reading
from lagebild.reading.sentences import sentences_of
from lagebild.scoring.merged import case_of

TEXT = (
    "Norwegen hat Finnland am Dienstag 40 Boote geliefert. "
    "Außenministerin Kari Lund sagte, die Lieferung könne bis zu 300 Menschen retten. "
    "Das Verhältnis zu Helsinki nannte sie so eng wie nie. "
    "Sollte Finnland weitere Boote verlangen, werde Oslo wohl zustimmen. "
    "Es hatte im Mai darum gebeten."
)


def _at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def _name(words: str, nth: int, kind: MentionKind, country: str, entity: str, world: str | None) -> Mention:
    return Mention(*_at(words, nth), kind, country, "GOV", entity, world, 0.9)


def _time(words: str, value: str, earliest: date, latest: date) -> TimeExpression:
    return TimeExpression(*_at(words), TimexType.DATE, value, earliest, latest, "published", None, "past", 0.9)


def _told(
    trigger: str,
    sentence: int,
    type: EventType,
    realis: Realis,
    source: Participant,
    target: Participant,
    what: str | None = None,
    time: str | None = None,
    day: date | None = None,
    quotation: int | None = None,
) -> EventMention:
    nothing = (None, None)
    return EventMention(
        *_at(trigger),
        sentence,
        type,
        realis,
        (source,),
        (target,),
        *(_at(what) if what else nothing),
        None,
        None,
        *(_at(time) if time else nothing),
        day,
        day,
        quotation,
        0.8,
    )


def reading_by_hand(uri: str = "https://blatt.example/boote", published: date | None = date(2025, 6, 4)) -> Reading:
    """Return the article with its marks."""
    passages = (Passage(0, len(TEXT), Zone.BODY),)
    sentences = sentences_of(TEXT, passages, "de")
    state = MentionKind.STATE
    norway = (
        _name("Norwegen", 0, state, "NOR", "norway", "state:NOR"),
        _name("Oslo", 0, state, "NOR", "norway", "state:NOR"),
    )
    finland = (
        _name("Finnland", 0, state, "FIN", "finland", "state:FIN"),
        _name("Helsinki", 0, state, "FIN", "finland", "state:FIN"),
        _name("Finnland", 1, state, "FIN", "finland", "state:FIN"),
    )
    lund = _name("Kari Lund", 0, MentionKind.PER, "NOR", "lund", None)
    sides = {mention: Participant(mention.start, mention.end, mention.entity) for mention in (*norway, *finland)}
    tuesday, may = date(2025, 6, 3), (date(2025, 5, 1), date(2025, 5, 31))
    return Reading(
        Article(uri, TEXT, passages, title="Boote", outlet="Das Blatt", lang="de", published=published),
        sentences,
        mentions=tuple(sorted((*norway, *finland, lund))),
        times=(_time("Dienstag", "2025-06-03", tuesday, tuesday), _time("Mai", "2025-05", *may)),
        quantities=(
            Quantity(*_at("40 Boote"), 40, 40, "=", "boat", "goods", *_at("Boote"), *_at("Norwegen"), 0.9),
            Quantity(*_at("bis zu 300 Menschen"), None, 300, "<=", "person", "people", None, None, None, None, 0.9),
        ),
        quotations=(
            Quotation(
                *_at("die Lieferung könne bis zu 300 Menschen retten"),
                QuotationKind.INDIRECT,
                Modality.HEDGED,
                *_at("sagte"),
                *_at("Kari Lund"),
                "lund",
                0.8,
            ),
            Quotation(
                *_at("so eng wie nie"), QuotationKind.FREE, Modality.ASSERTED, None, None, None, None, "lund", 0.6
            ),
        ),
        events=(
            _told(
                "geliefert",
                0,
                EventType.AID,
                Realis.REAL,
                sides[norway[0]],
                sides[finland[0]],
                "40 Boote",
                "am Dienstag",
                tuesday,
            ),
            _told("retten", 1, EventType.AID, Realis.HYPO, sides[norway[0]], sides[finland[0]], quotation=0),
            _told("verlangen", 3, EventType.REQUEST, Realis.HYPO, sides[finland[2]], sides[norway[1]]),
            _told("zustimmen", 3, EventType.AGREE, Realis.HYPO, sides[norway[1]], sides[finland[2]]),
            _told("gebeten", 4, EventType.REQUEST, Realis.REAL, sides[finland[2]], sides[norway[1]], None, "Mai"),
        ),
        relations=(
            RelationStatement(
                *_at("Das Verhältnis zu Helsinki nannte sie so eng wie nie"),
                "norway",
                "finland",
                Dimension.POLITICAL,
                2,
                "up",
                "lund",
                0.7,
            ),
        ),
        outlooks=(
            OutlookStatement(
                *_at("Sollte Finnland weitere Boote verlangen, werde Oslo wohl zustimmen"),
                OutlookKind.CONDITIONAL,
                *_at("Sollte Finnland weitere Boote verlangen"),
                *_at("werde Oslo wohl zustimmen"),
                None,
                None,
                None,
                (2,),
                (3,),
                0.7,
            ),
        ),
        roles=(RoleStatement(*_at("Außenministerin"), "lund", "foreign minister", "NOR", None, 0.8),),
        vectors=tuple(SentenceVector(s.sentence_id, bytes([s.sentence_id, 255] * 192), 0.01) for s in sentences),
    )


def case_with(path: Path, *readings: Reading) -> Case:
    """Return a merged case made of readings."""
    return Case.open(case_of(path, readings))
