"""What a click opens: the rows it stands on as sentences in their articles, the words of the rows marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from lagebild.case.pairs_kept import UNDER_DYADS
from lagebild.system.facts import Evidence
from lagebild.views.queryable import REPORTS, QueryableCase, opening_of

MOST_SHOWN = 60
"""Sentences a click shows; the rest is counted, and the page behind them has all."""
MOST_ASKED = 2_000
"""Rows and places of one click that are looked up."""
LONGEST_SHOWN = 1_600
"""Characters of a sentence or quotation that are shown around its first mark, about twenty lines of the drawer."""
_PLACE = "@"
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids of rows of any table, and places in articles."""

    rows: tuple[str, ...] = ()
    places: tuple[Evidence, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.rows or self.places)

    @property
    def words(self) -> str:
        """The words in which a page carries it; `asked_of` reads them."""
        at = (f"{_PLACE}{one.article_id}:{one.start}:{one.end}" for one in self.places)
        return _BETWEEN.join([*self.rows, *at])


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """Characters of an article that belong to a row, and the layer whose colour they have."""

    start: int
    end: int
    layer: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its characters, what kind of row it is, how sure it is, and the characters of its parts."""

    row_id: str
    kind: str
    article_id: str
    start: int
    end: int
    confidence: float | None
    parts: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Sentences of an article with the marks of the rows that stand in them.

    `start` is the offset of `text` in the article, marks have offsets in the article; `before` and `after` are the
    neighbouring sentences.
    """

    article_id: str
    start: int
    text: str
    before: str
    after: str
    marks: tuple[Marked, ...]
    kinds: tuple[str, ...]
    confidence: float | None
    outlet: str | None
    title: str
    published: date | None
    lang: str | None

    @property
    def first_mark(self) -> Marked:
        """The characters a link leads to: those of a row rather than of its parts."""
        own = [mark for mark in self.marks if mark.layer in self.kinds]
        return min(own or self.marks, default=Marked(self.start, self.start + len(self.text), ""))


@dataclass(frozen=True, slots=True)
class Found:
    """What a click opens, in the order of publication; `n_sentences` and `n_articles` count also what is not shown."""

    shown: tuple[Shown, ...]
    n_sentences: int
    n_articles: int


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of a kind, found by a column of ids: their view, and prefixes of parts with their layers.

    `stored` is the table that knows the ids and is asked first, for it costs a tenth of asking the views.
    """

    kind: str
    view: str
    id: str
    stored: str
    parts: tuple[tuple[str, str], ...] = ()
    sides: tuple[str, ...] = ()
    is_judged: bool = True
    places: str = ""
    """The column with a list of places, for rows that stand in several."""


_EVENT_PARTS = ("place", "LOC"), ("time", "time")
_SIDES = "source_spans", "target_spans"
_OUTLOOK_PARTS = ("condition", "condition"), ("consequence", "consequence")
_KINDS = (
    _Kind("event", REPORTS, "event_id", "events", _EVENT_PARTS, _SIDES),
    _Kind("event", REPORTS, "mention_id", "event_mentions", _EVENT_PARTS, _SIDES),
    _Kind("relation", "relations", "row_id", "relations"),
    _Kind("quotation", "quotations", "quotation_id", "quotations", (("speaker", "PER"), ("cue", "cue"))),
    _Kind("quantity", "quantities", "row_id", "quantities", (("noun", "noun"),)),
    _Kind("outlook", "outlooks", "row_id", "outlooks", _OUTLOOK_PARTS),
    _Kind("exchange", "exchanges", "row_id", "exchanges", places="evidence"),
    _Kind("disagreement", "disagreements", "row_id", "disagreements", places="versions"),
    _Kind("mention", "mentions", "actor_id", "actors"),
    _Kind("mention", "mentions", "row_id", "mentions"),
    _Kind("time", "times", "row_id", "times"),
    _Kind("role", "roles", "row_id", "roles"),
    _Kind("dating", "datings", "row_id", "datings"),
    _Kind("dating", "datings", "row_id", "inferred_chains"),
    _Kind("passage", "passages", "row_id", "passages", is_judged=False),
    _Kind("sentence", "sentences", "row_id", "sentences", is_judged=False),
)
_WHICH = " UNION ALL ".join(
    f"SELECT {at}, {kind.id} FROM stored.{kind.stored} WHERE {kind.id} IN (SELECT unnest(?1))"
    for at, kind in enumerate(_KINDS)
)
_OPENINGS = """SELECT article_id, 0, least(len(text), 1)::INTEGER FROM articles_current
    WHERE article_id IN (SELECT unnest(?))"""


def asked_of(words: str) -> Asked:
    """Return what a page asks for; what cannot be read is left out, and what is more than `MOST_ASKED`."""
    rows: list[str] = []
    places: list[Evidence] = []
    for word in words.split(_BETWEEN)[:MOST_ASKED]:
        if word.startswith(_PLACE):
            article_id, _, span = word[len(_PLACE) :].partition(":")
            start, _, end = span.partition(":")
            if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(span) < 24:
                places.append(Evidence(article_id, int(start), int(end)))
        elif word:
            rows.append(word)
    return Asked(tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(places)))


def found_of(case: QueryableCase, asked: Asked, limit: int = MOST_SHOWN) -> Found:
    """Return the sentences that rows and places stand in; an article asked for by its id is shown by its opening."""
    places = [*places_of(case, asked.rows), *(_plain(place) for place in asked.places)]
    by_sentence = _by_sentence(case, places)
    first = [place for some in list(by_sentence.values())[:limit] for place in some]
    return Found(tuple(_shown(case, first)), len(by_sentence), len({article_id for article_id, _ in by_sentence}))


def places_of(case: QueryableCase, rows: Sequence[str]) -> list[Place]:
    """Return where rows of any table stand; events by their reports, actors by their mentions, articles by their start.

    Of an id that several tables know, the first of `_KINDS` tells.
    """
    if not rows:
        return []
    rows = _without_dyads(case, rows)
    told: dict[str, int] = {}
    for at, row_id in case.sql(_WHICH, [list(rows)]).fetchall():
        told[row_id] = min(at, told.get(row_id, at))
    found: list[Place] = []
    for at, kind in enumerate(_KINDS):
        if wanted := sorted(row_id for row_id, own in told.items() if own == at):
            found += _of_list(case, kind, wanted) if kind.places else _of_kind(case, kind, wanted)
    if unknown := sorted(set(rows) - told.keys()):
        articles = case.sql(_OPENINGS, [unknown]).fetchall()
        found += [Place(key, "article", key, start, end, None) for key, start, end in articles]
    return found


def _without_dyads(case: QueryableCase, rows: Sequence[str]) -> list[str]:
    """Return rows with what the months of two states stand on in the place of these months."""
    told = case.sql(UNDER_DYADS, [list(rows)]).fetchall()
    dyads = {row_id for row_id, _ in told}
    return [*(row for row in rows if row not in dyads), *dict.fromkeys(under for _, under in told if under)]


def _plain(place: Evidence) -> Place:
    return Place("", "place", place.article_id, place.start, place.end, None)


def _of_kind(case: QueryableCase, kind: _Kind, wanted: Sequence[str]) -> Iterator[Place]:
    columns = [f"t.{prefix}_start, t.{prefix}_end" for prefix, _ in kind.parts] + [f"t.{name}" for name in kind.sides]
    confidence = "t.confidence" if kind.is_judged else "NULL"
    rows = case.sql(
        f'SELECT t.{kind.id}, t.article_id, t.start, t."end", {confidence} {"".join(", " + one for one in columns)} '
        f"FROM {kind.view} t WHERE t.{kind.id} IN (SELECT unnest(?)) AND t.start IS NOT NULL",
        [list(wanted)],
    ).fetchall()
    for row_id, article_id, start, end, sure, *parts in rows:
        yield Place(row_id, kind.kind, article_id, start, end, sure, tuple(_parts(kind, parts)))


def _of_list(case: QueryableCase, kind: _Kind, wanted: Sequence[str]) -> Iterator[Place]:
    rows = case.sql(
        f"SELECT row_id, confidence, unnest({kind.places}) FROM {kind.view} WHERE row_id IN (SELECT unnest(?))",
        [list(wanted)],
    ).fetchall()
    for row_id, sure, place in rows:
        yield Place(row_id, kind.kind, place["article_id"], place["start"], place["end"], sure)


def _parts(kind: _Kind, values: Sequence[Any]) -> Iterator[Marked]:
    for at, (_, layer) in enumerate(kind.parts):
        start, end = values[2 * at : 2 * at + 2]
        if start is not None and end is not None:
            yield Marked(start, end, layer)
    for spans in values[2 * len(kind.parts) :]:
        for span in spans or ():
            yield Marked(span["start"], span["end"], "side")


_NEIGHBOURS = """LEFT JOIN sentences b ON b.article_id = h.article_id AND b.sentence_id = h.first - 1
    LEFT JOIN sentences c ON c.article_id = h.article_id AND c.sentence_id = h.last + 1"""
_HELD = """WITH asked AS (
        SELECT unnest(?1) AS n, unnest(?2) AS article_id, unnest(?3) AS start, unnest(?4) AS "end"),
    held AS (SELECT p.n, p.article_id, any_value(p.start) AS own_start, any_value(p."end") AS own_end,
            min(s.sentence_id) AS first, max(s.sentence_id) AS last, min(s.start) AS start, max(s."end") AS "end"
        FROM asked p LEFT JOIN sentences s ON s.article_id = p.article_id
            AND s.start < greatest(p."end", p.start + 1) AND s."end" > p.start
        GROUP BY p.n, p.article_id)"""
_IN_ORDER = """FROM held h JOIN articles_current a USING (article_id)
    {further}
    WHERE coalesce(h.start, h.own_start) < len(a.text)
    ORDER BY coalesce(a.published, a.published_earliest) DESC NULLS LAST, h.article_id, first_char, h.n"""
_WHERE = f"""{_HELD}
    SELECT h.n, coalesce(h.start, h.own_start) AS first_char {_IN_ORDER.format(further="")}"""
_SENTENCES = f"""{_HELD}
    SELECT h.n, coalesce(h.start, h.own_start) AS first_char,
        substr(a.text, coalesce(h.start, h.own_start) + 1,
            (coalesce(h."end", h.own_end) - coalesce(h.start, h.own_start))::BIGINT),
        substr(a.text, b.start + 1, b."end" - b.start), substr(a.text, c.start + 1, c."end" - c.start),
        a.outlet, coalesce(nullif(a.title, ''), {opening_of("a")}), coalesce(a.published, a.published_earliest), a.lang
    {_IN_ORDER.format(further=_NEIGHBOURS)}"""


def _by_sentence(case: QueryableCase, places: Sequence[Place]) -> dict[tuple[str, int], list[Place]]:
    """Return places by the article and first character of the sentence they stand in, the newest articles first."""
    found: dict[tuple[str, int], list[Place]] = {}
    if places:
        for n, start in case.sql(_WHERE, _columns(places)).fetchall():
            found.setdefault((places[n].article_id, start), []).append(places[n])
    return found


def _columns(places: Sequence[Place]) -> list[list[Any]]:
    return [
        list(range(len(places))),
        [one.article_id for one in places],
        [one.start for one in places],
        [one.end for one in places],
    ]


def _shown(case: QueryableCase, places: Sequence[Place]) -> list[Shown]:
    """Return the sentences of places, the newest articles first, those of one sentence together."""
    if not places:
        return []
    together: dict[tuple[str, int], Shown] = {}
    for n, start, text, before, after, outlet, title, published, lang in case.sql(
        _SENTENCES, _columns(places)
    ).fetchall():
        place = places[n]
        key = place.article_id, start
        own = Shown(
            *(place.article_id, start, text, before or "", after or "", tuple(_marks(place))),
            *((place.kind,), place.confidence, outlet, title, published, lang),
        )
        together[key] = _joined(together[key], own) if key in together else own
    return [_cut(one) for one in together.values()]


def _marks(place: Place) -> Iterator[Marked]:
    if place.kind != "article":
        yield Marked(place.start, place.end, place.kind)
        yield from place.parts


def _joined(one: Shown, other: Shown) -> Shown:
    sures = [sure for sure in (one.confidence, other.confidence) if sure is not None]
    longer = one if len(one.text) >= len(other.text) else other
    return replace(
        longer,
        marks=tuple(sorted({*one.marks, *other.marks})),
        kinds=tuple(dict.fromkeys((*one.kinds, *other.kinds))),
        confidence=max(sures, default=None),
    )


def _cut(one: Shown) -> Shown:
    """Return what is shown of text without end: what stands around its first mark."""
    if len(one.text) <= LONGEST_SHOWN:
        return one
    start = max(one.start, one.first_mark.start - LONGEST_SHOWN // 4)
    text = one.text[start - one.start : start - one.start + LONGEST_SHOWN]
    return replace(one, start=start, text=text, before="", after="")


def pieces_of(one: Shown) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the text in pieces with the layers that mark each, the longest mark first."""
    end = one.start + len(one.text)
    marks = [mark for mark in one.marks if mark.start < end and mark.end > one.start]
    cuts = sorted({one.start, end, *_inside((m.start for m in marks), one.start, end), *_ends(marks, one.start, end)})
    for left, right in pairwise(cuts):
        layers = [mark for mark in marks if mark.start <= left and right <= mark.end]
        ordered = sorted(layers, key=lambda mark: (mark.start - mark.end, mark.layer))
        yield one.text[left - one.start : right - one.start], tuple(dict.fromkeys(mark.layer for mark in ordered))


def _inside(places: Iterable[int], start: int, end: int) -> Iterator[int]:
    return (place for place in places if start < place < end)


def _ends(marks: Sequence[Marked], start: int, end: int) -> Iterator[int]:
    return _inside((mark.end for mark in marks), start, end)
