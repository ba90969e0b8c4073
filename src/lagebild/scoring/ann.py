"""Annotated articles: the files `docs/NAME.txt` and `out/NAME.ann`, parsed line by line.

`parse_document` and `parse_annotation` take text and give frozen records; whatever does not follow the format raises
an `AnnotationError` that names file and line. No offsets here: see `lagebild.scoring.gold`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from lagebild.errors import LagebildError
from lagebild.reading.marks import Dimension, MentionKind, Modality, QuotationKind, Realis

REALIS = frozenset(map(str, Realis))
MODALITIES = frozenset(map(str, Modality))
QUOTATION_KINDS = frozenset(map(str, QuotationKind))
DIMENSIONS = frozenset(map(str, Dimension))


class AnnotationError(LagebildError):
    """A line of an annotated corpus that does not follow the format; `place` is `file:line`."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the corpus: its sentences by their number, and what its head says."""

    name: str
    published: date | None
    lang: str | None
    title: str | None
    sentences: dict[int, str]


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """`ACT`: one entity and every surface by which the text names it."""

    line: int
    actor: str
    kind: MentionKind
    country: str | None
    sector: str | None
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """`EV`: one sentence's report of an event; `sources` and `targets` are actor ids of the file."""

    line: int
    event: str
    type: str
    realis: str
    sentence: int
    trigger: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    time: str | None
    place: str | None
    what: str | None


@dataclass(frozen=True, slots=True)
class QuotationRecord:
    """`Q`: quoted words; the speaker is given by words of the sentence or by an actor id, or not at all.

    `modality` is None where the file does not say how the speaker stands to the words.
    """

    line: int
    kind: str
    sentence: int
    text: str
    speaker: str | None
    speaker_actor: str | None
    cue: str | None
    modality: str | None = None


@dataclass(frozen=True, slots=True)
class TimeRecord:
    """`T`: a time expression and its TIMEX3 value."""

    line: int
    sentence: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    """`N`: a quantity; `low` and `high` bound the value, None is open."""

    line: int
    sentence: int
    text: str
    operator: str
    low: float | None
    high: float | None
    unit: str
    owner: str | None


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """`REL`: what the text says the relation of two actors is; `holder_known` tells the author from no statement."""

    line: int
    sentence: int
    actor_a: str
    actor_b: str
    dimension: str
    value: int
    text: str
    change: str | None
    holder: str | None = None
    holder_actor: str | None = None
    holder_known: bool = False


@dataclass(frozen=True, slots=True)
class OutlookRecord:
    """`IF` and `FC`: a conditional (`condition` and `text`, its consequence) or a forecast (`condition` is None)."""

    line: int
    sentence: int
    condition: str | None
    text: str
    holder: str | None
    holder_actor: str | None


Record = ActorRecord | EventRecord | QuotationRecord | TimeRecord | QuantityRecord | RelationRecord | OutlookRecord


@dataclass(frozen=True, slots=True)
class Annotation:
    """All records of one file, each kind in the order of the file."""

    name: str
    actors: tuple[ActorRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    quotations: tuple[QuotationRecord, ...] = ()
    times: tuple[TimeRecord, ...] = ()
    quantities: tuple[QuantityRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    outlooks: tuple[OutlookRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file with its place, so that whoever finds it wrong can say where."""

    text: str
    number: int
    file: str

    def error(self, message: str) -> AnnotationError:
        return AnnotationError(f"{message}: {self.text[:120]!r}", place=f"{self.file}:{self.number}")


_DOCUMENT_SENTENCE = re.compile(r"s([0-9]{1,6})\t(.*)")
_HEAD = re.compile(r"#(\w+)\s+(.*)")


def parse_document(content: str, *, file: str) -> Document:
    """Return the article in `content`; `file` names it in errors and, without folder and ending, in the result.

    Raises AnnotationError for a line that is neither head nor sentence, a sentence number used twice, or a bad date.
    """
    head: dict[str, str] = {}
    published: date | None = None
    sentences: dict[int, str] = {}
    for line in _lines_of(content, file):
        if match := _DOCUMENT_SENTENCE.fullmatch(line.text):
            number = int(match[1])
            if number in sentences:
                raise line.error(f"sentence s{number} stands twice")
            sentences[number] = match[2]
        elif match := _HEAD.fullmatch(line.text):
            head[match[1]] = match[2].strip()
            if match[1] == "date":
                published = _date_of(match[2].strip(), line)
        elif not line.text.startswith("#"):
            raise line.error("neither a head line nor a sentence")
    return Document(_stem_of(file), published, head.get("lang"), head.get("title"), sentences)


def parse_annotation(content: str, *, file: str) -> Annotation:
    """Return the records in `content`; `file` names it in errors and, without folder and ending, in the result.

    Raises AnnotationError for a line that is no record of the annotation guide and for an unknown actor id.
    """
    lines = (replace(line, text=line.text.strip()) for line in _lines_of(content, file))
    records = [(line, _record_of(line)) for line in lines if not line.text.startswith("#")]
    known = {record.actor for _, record in records if isinstance(record, ActorRecord)}
    for line, record in records:
        unknown = sorted(set(_actors_named_by(record)) - known)
        if unknown:
            raise line.error(f"unknown actor {', '.join(unknown)}")
    found = [record for _, record in records]
    return Annotation(
        _stem_of(file),
        tuple(r for r in found if isinstance(r, ActorRecord)),
        tuple(r for r in found if isinstance(r, EventRecord)),
        tuple(r for r in found if isinstance(r, QuotationRecord)),
        tuple(r for r in found if isinstance(r, TimeRecord)),
        tuple(r for r in found if isinstance(r, QuantityRecord)),
        tuple(r for r in found if isinstance(r, RelationRecord)),
        tuple(r for r in found if isinstance(r, OutlookRecord)),
    )


def _lines_of(content: str, file: str) -> Iterator[_Line]:
    for number, text in enumerate(content.removeprefix("\ufeff").split("\n"), 1):
        if text.strip():
            yield _Line(text.rstrip("\r"), number, file)


def _stem_of(file: str) -> str:
    return re.split(r"[/\\]", file)[-1].rsplit(".", 1)[0]


def _date_of(text: str, line: _Line) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise line.error("not a date like 2025-09-03") from None


_ACT = re.compile(r"ACT (\S+) (\S+) (\S+) (\S+) :: (.+)")
_EV = re.compile(r"EV (\S+) (\S+) (\S+) s([0-9]{1,6}) :: (.+)")
_Q = re.compile(r"Q (\S+) s([0-9]{1,6}) :: (.+)")
_T = re.compile(r'T s([0-9]{1,6}) "(.+)" = (\S+)')
_NUMBER = r"[0-9]{1,18}(?:\.[0-9]{1,18})?"
_N = re.compile(
    rf'N s([0-9]{{1,6}}) "(.+)" = (?:(~|>=|<=|>|<|=)? ?)({_NUMBER})(?:-({_NUMBER}))?(?: (?!of=)(\S+))?(?: of=(\S+))?'
)
_REL = re.compile(
    r'REL s([0-9]{1,6}) (\S+) (\S+) (\S+) ([+-]?[012]) :: "(.+?)"'
    r'(?: change=(up|down))?(?: holder=(?:"(.+)"|(@\S+|author)))?'
)
_OUTLOOK = re.compile(r"(?:IF|FC) s([0-9]{1,6}) :: (.+)")


def _record_of(line: _Line) -> Record:
    tag = line.text.split(None, 1)[0]
    if tag not in _PARSERS:
        raise line.error("unknown record")
    pattern, parse = _PARSERS[tag]
    match = pattern.fullmatch(line.text)
    if match is None:
        raise line.error(f"not a well-formed {tag} record")
    return parse(match, line)


def _actor_record(match: re.Match[str], line: _Line) -> ActorRecord:
    if match[2] not in MentionKind.__members__:
        raise line.error(f"unknown kind {match[2]}")
    surfaces = tuple(s for s in (surface.strip() for surface in match[5].split(" ; ")) if s)
    if not surfaces:
        raise line.error("no surface")
    return ActorRecord(line.number, match[1], MentionKind(match[2]), _given(match[3]), _given(match[4]), surfaces)


def _event_record(match: re.Match[str], line: _Line) -> EventRecord:
    if match[3] not in REALIS:
        raise line.error(f"unknown realis {match[3]}")
    slots = _slots_of(match[5])
    return EventRecord(
        line.number,
        match[1],
        match[2],
        match[3],
        int(match[4]),
        _required(slots, "trigger", line),
        _ids_of(slots.get("from")),
        _ids_of(slots.get("to")),
        slots.get("time"),
        slots.get("place"),
        slots.get("what"),
    )


def _quotation_record(match: re.Match[str], line: _Line) -> QuotationRecord:
    if match[1] not in QUOTATION_KINDS:
        raise line.error(f"unknown kind of quotation {match[1]}")
    slots = _slots_of(match[3])
    words, actor = _words_or_actor(slots.get("speaker"))
    modality = slots.get("mod")
    if modality is not None and modality not in MODALITIES:
        raise line.error(f"unknown modality {modality}")
    text = _required(slots, "text", line)
    return QuotationRecord(line.number, match[1], int(match[2]), text, words, actor, slots.get("cue"), modality)


def _time_record(match: re.Match[str], line: _Line) -> TimeRecord:
    return TimeRecord(line.number, int(match[1]), match[2], match[3])


def _quantity_record(match: re.Match[str], line: _Line) -> QuantityRecord:
    operator, first, second = match[3] or "=", float(match[4]), match[5]
    low, high = (first, float(second)) if second is not None else _bounds_of(operator, first)
    return QuantityRecord(line.number, int(match[1]), match[2], operator, low, high, match[6] or "", match[7])


def _bounds_of(operator: str, value: float) -> tuple[float | None, float | None]:
    if operator in (">", ">="):
        return value, None
    if operator in ("<", "<="):
        return None, value
    return value, value


def _relation_record(match: re.Match[str], line: _Line) -> RelationRecord:
    if match[4] not in DIMENSIONS:
        raise line.error(f"unknown dimension {match[4]}")
    holder = match[8] or match[9]
    words, actor = _words_or_actor(holder)
    said = (int(match[1]), match[2], match[3], match[4], int(match[5]), match[6], match[7])
    return RelationRecord(line.number, *said, words, actor, holder is not None)


def _conditional_record(match: re.Match[str], line: _Line) -> OutlookRecord:
    slots = _slots_of(match[2])
    holder, actor = _words_or_actor(slots.get("holder"))
    condition, consequence = _required(slots, "if", line), _required(slots, "then", line)
    return OutlookRecord(line.number, int(match[1]), condition, consequence, holder, actor)


def _forecast_record(match: re.Match[str], line: _Line) -> OutlookRecord:
    slots = _slots_of(match[2])
    holder, actor = _words_or_actor(slots.get("holder"))
    return OutlookRecord(line.number, int(match[1]), None, _required(slots, "text", line), holder, actor)


_PARSERS: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str], _Line], Record]]] = {
    "ACT": (_ACT, _actor_record),
    "EV": (_EV, _event_record),
    "Q": (_Q, _quotation_record),
    "T": (_T, _time_record),
    "N": (_N, _quantity_record),
    "REL": (_REL, _relation_record),
    "IF": (_OUTLOOK, _conditional_record),
    "FC": (_OUTLOOK, _forecast_record),
}

_SLOT = re.compile(r'(\w+)=(?:"((?:[^"]|"(?!\s*(?:;|$)))*)"|([^;]+))')
"""`key="words"` or `key=words`; a quotation mark inside the words does not end them unless `;` or the end follows."""


def _slots_of(text: str) -> dict[str, str]:
    return {m[1]: m[2] if m[2] is not None else m[3].strip() for m in _SLOT.finditer(text)}


def _required(slots: dict[str, str], key: str, line: _Line) -> str:
    if not slots.get(key):
        raise line.error(f"no {key}")
    return slots[key]


def _given(text: str) -> str | None:
    return None if text == "-" else text


def _ids_of(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _words_or_actor(text: str | None) -> tuple[str | None, str | None]:
    if not text or text == "author":
        return None, None
    return (None, text[1:]) if text.startswith("@") else (text, None)


def _actors_named_by(record: Record) -> tuple[str, ...]:
    match record:
        case EventRecord():
            return record.sources + record.targets
        case RelationRecord():
            return (record.actor_a, record.actor_b, *((record.holder_actor,) if record.holder_actor else ()))
        case QuotationRecord():
            return (record.speaker_actor,) if record.speaker_actor else ()
        case OutlookRecord():
            return (record.holder_actor,) if record.holder_actor else ()
        case QuantityRecord():
            return (record.owner,) if record.owner else ()
    return ()
