"""Reports of one event that differ: in its day, or in whether it happened.

What enters are pairs of reports that the merge of events has linked, with the log odds that they are of one event;
other pairs are never compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import exp

from lagebild.merging.disagreements.relations import (
    Compared,
    Days,
    Disagreement,
    Kind,
    Relation,
    Version,
    disagreement_of,
    hanging_together,
    is_after,
    is_later,
)
from lagebild.reading.marks import Modality, Realis

SURE_DAYS, SURE_DENIAL = 1.0, 1.5
"""Least log odds of a pair of reports whose days differ, and of one of which one denies: reports that only have actors
and time in common reach neither with triggers that mean different things."""
PRECISE_DAYS = 31
"""A report that names a longer time than a month does not say when."""
LONGEST_GAP = 60
"""Days that two dates of one event lie apart at most: those of look-alikes lie further apart."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report of an event: its place, the days it names in words (None if it names none), and how real it tells it.

    `published` are the days of its article, `modality` that of the quotation it stands in, `topic` what names its
    event in words for programs, `trigger` the features of the words that tell it, `sides` what its sides stand for.
    """

    mention_id: str
    article_id: str
    start: int
    end: int
    voice: str
    holder: str | None
    days: Days | None
    published: Days | None
    realis: str
    modality: str | None
    topic: str
    trigger: frozenset[str]
    sides: frozenset[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Linked:
    """Two reports that may be of one event, and the log odds that they are."""

    one: Report
    other: Report
    log_odds: float


_Differ = Callable[[Linked], Relation | None]


def date_disagreements_of(links: Iterable[Linked]) -> Iterator[Disagreement]:
    """Yield the different days of one event."""
    yield from _rows(links, Kind.DATE, _dates_differ)


def denials_of(links: Iterable[Linked]) -> Iterator[Disagreement]:
    """Yield the events that one tells as real and another denies."""
    yield from _rows(links, Kind.EVENT, _denied)


def differs(link: Linked) -> bool:
    """Return whether two reports tell of different days, or one of them denies what the other tells."""
    return _dates_differ(link) is not None or _denied(link) is not None


def _rows(links: Iterable[Linked], kind: Kind, differ: _Differ) -> Iterator[Disagreement]:
    found = [(link, relation) for link in links if (relation := differ(link)) is not None]
    reports = {r.mention_id: r for link, _ in found for r in (link.one, link.other)}
    ordered = sorted(reports.values(), key=lambda r: r.mention_id)
    place = {report.mention_id: at for at, report in enumerate(ordered)}
    versions = [_version(report, kind) for report in ordered]
    compared = [
        Compared(place[link.one.mention_id], place[link.other.mention_id], relation, _score(link))
        for link, relation in found
    ]
    for pairs in hanging_together(sorted(compared, key=lambda c: (c.one, c.other))):
        places = {at for pair in pairs for at in (pair.one, pair.other)}
        topic = min(ordered[at].topic for at in places)
        yield disagreement_of(kind, topic, ordered[min(places)].mention_id, versions, pairs)


def _dates_differ(link: Linked) -> Relation | None:
    a, b = link.one, link.other
    if link.log_odds < SURE_DAYS or a.voice == b.voice or a.days is None or b.days is None or not _same_deed(link):
        return None
    if not 1 <= a.days.gap(b.days) <= LONGEST_GAP or any(_length(r.days) > PRECISE_DAYS for r in (a, b)):
        return None
    realis = {a.realis, b.realis}
    if realis == {Realis.REAL}:
        return Relation.CONTRADICTS
    if Realis.PLANNED not in realis or not realis <= {Realis.PLANNED, Realis.REAL}:
        return None
    # What was planned for one day and told of another by a later article has been moved.
    return Relation.DEVELOPED if is_later(a.published, b.published) else Relation.CONTRADICTS


def _denied(link: Linked) -> Relation | None:
    told = {_told(link.one), _told(link.other)}
    a, b = link.one, link.other
    if link.log_odds < SURE_DENIAL or told != {Realis.REAL, Realis.NEG} or not _same_deed(link):
        return None
    # Of one article only what somebody is said to deny: what an author first tells and then negates is two things.
    if a.voice == b.voice and (a.holder == b.holder or Modality.DENIED not in (a.modality, b.modality)):
        return None
    denied, real = (a, b) if _told(a) is Realis.NEG else (b, a)
    # It had not happened yet when it was denied.
    return Relation.DEVELOPED if is_after(real.published, denied.published) else Relation.CONTRADICTS


def _same_deed(link: Linked) -> bool:
    """Return whether two reports tell of it in words of one meaning and have a side in common."""
    return bool(link.one.trigger & link.other.trigger) and bool(link.one.sides & link.other.sides)


def _told(report: Report) -> Realis | None:
    """Return whether a report says that its event happened or that it did not, None if neither."""
    realis = Realis(report.realis)
    if report.modality == Modality.DENIED:
        return Realis.NEG if realis is Realis.REAL else None
    return realis if realis in (Realis.REAL, Realis.NEG) else None


def _version(report: Report, kind: Kind) -> Version:
    told = _told(report) or Realis(report.realis)
    value = str(report.days) if kind is Kind.DATE else str(told)
    days = report.published if kind is Kind.DATE else report.days or report.published
    return Version(report.article_id, report.start, report.end, value, days, report.holder, report.voice)


def _length(days: Days | None) -> int:
    return 0 if days is None else (days.last - days.first).days


def _score(link: Linked) -> float:
    return min(link.one.confidence, link.other.confidence) / (1 + exp(-link.log_odds))
