"""What a search answers with: sentences of the case, as they stand there, with what was read in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.search.fields import matches
from lagebild.search.question import Question
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase, opening_of
from lagebild.views.terminal.printing import shown_cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row that stands in a sentence: its table and id, its characters `[start, end)` of the article, and a short
    wording of it in the language of the interface; `actors` are those it is about, `event_id` the event of a report."""

    table: str
    row_id: str
    start: int
    end: int
    wording: str
    actors: tuple[str, ...] = ()
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence `[start, end)` of an article, with its article.

    `matches` are the characters of the article that the words asked for stand on. `by_words` and `by_meaning` are its
    ranks in the two orders, from 1, `likeness` the cosine of its meaning with that of the question, and `score` its
    place in both together. `published` is the first day of the interval where the day is not known. `copies` are the
    articles that have the same sentence and are copies of this article, or it of one of them.
    """

    article_id: str
    sentence_id: int
    start: int
    end: int
    sentence: str
    lang: str | None
    outlet: str | None
    published: date | None
    title: str
    uri: str
    matches: tuple[tuple[int, int], ...]
    by_words: int | None
    by_meaning: int | None
    likeness: float | None
    score: float
    copies: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found, before the case is asked for its words."""

    article_id: str
    sentence_id: int
    by_words: int | None
    by_meaning: int | None
    likeness: float | None
    score: float


@dataclass(slots=True)
class _Folded:
    hit: Hit
    row: tuple[Any, ...]
    copies: list[str] = field(default_factory=list)


_ASKED = "asked AS (SELECT unnest($1) AS article_id, unnest($2) AS first, unnest($3) AS last)"

_SENTENCES = f"""WITH asked AS (SELECT unnest($1) AS article_id, unnest($2) AS sentence_id)
SELECT s.article_id, s.sentence_id, s.start, s."end", substr(a.text, s.start + 1, s."end" - s.start), a.lang, a.outlet,
    coalesce(a.published, a.published_earliest), coalesce(nullif(a.title, ''), {opening_of("a")}), a.uri, a.duplicate_of
FROM sentences s JOIN asked USING (article_id, sentence_id)
JOIN articles_current a ON a.article_id = s.article_id AND a.article_id IN (SELECT unnest($1))"""

_NAMES = f"""WITH asked AS (SELECT unnest($1) AS article_id),
told AS (SELECT m.article_id, m.start, m."end", m.entity_id FROM {JUDGED}.mentions m JOIN asked USING (article_id))
SELECT t.article_id, t.start, t."end", concat_ws(' ', n.name, n.name_de, n.name_en)
FROM told t JOIN {STORED}.actor_members USING (entity_id) JOIN actors n USING (actor_id)"""

_INSIDE = 'JOIN asked q ON q.article_id = t.article_id AND t.start < q.last AND t."end" > q.first'
_STANDING = {
    # Not the view `event_mentions`: it finds the actors of every row of the case, which takes a second of 60,000.
    "event_mentions": f"""WITH {_ASKED}, told AS (SELECT t.* FROM {JUDGED}.event_mentions t {_INSIDE}),
        acting AS (SELECT DISTINCT entity_id, actor_id FROM {STORED}.actor_members WHERE entity_id IN
            (SELECT unnest(source_entities) FROM told UNION SELECT unnest(target_entities) FROM told))
        SELECT t.row_id, t.article_id, t.start, t."end", t.text,
            list_distinct((SELECT list(a.actor_id ORDER BY a.actor_id) FROM acting a
                WHERE list_contains(t.source_entities, a.entity_id))),
            list_distinct((SELECT list(a.actor_id ORDER BY a.actor_id) FROM acting a
                WHERE list_contains(t.target_entities, a.entity_id))),
            t.type, t.realis, e.event_id
        FROM told t LEFT JOIN {STORED}.event_members e USING (mention_id)""",
    "quotations": f"""WITH {_ASKED} SELECT t.row_id, t.article_id, t.start, t."end", t.speaker_actor_id,
        t.speaker_text, t.modality FROM quotations t {_INSIDE}""",
    "relations": f"""WITH {_ASKED} SELECT t.row_id, t.article_id, t.start, t."end", t.actor_a, t.actor_b, t.dimension,
        t.value FROM relations t {_INSIDE}""",
    "outlooks": f"""WITH {_ASKED} SELECT t.row_id, t.article_id, t.start, t."end", t.holder_actor_id, t.holder_text,
        t.kind, t.status FROM outlooks t {_INSIDE}""",
    "quantities": f"""WITH {_ASKED} SELECT t.row_id, t.article_id, t.start, t."end", t.text, t.actor_id
        FROM quantities t {_INSIDE}""",
}


def answers_of(
    case: QueryableCase,
    hits: Sequence[Hit],
    question: Question,
    lang: str,
    offset: int,
    limit: int,
) -> tuple[tuple[Answer, ...], bool]:
    """Return the answers `[offset, offset + limit)` to hits in their order, and whether there are more.

    A sentence that copies of an article share is one answer: that of the original where the hits have it.
    """
    folded = _folded(case, hits)
    page = folded[offset : offset + limit]
    if not page:
        return (), False
    answers = list(_answers(case, page, question))
    standing = _standing_in(case, answers, lang)
    told = tuple(_with_rows(answer, standing) for answer in answers)
    return told, len(folded) > offset + limit


def _folded(case: QueryableCase, hits: Sequence[Hit]) -> list[_Folded]:
    """Return the hits with their sentences, copies of one as one, in the order of the hits."""
    asked = [[hit.article_id for hit in hits], [hit.sentence_id for hit in hits]]
    rows = {(row[0], row[1]): row for row in case.sql(_SENTENCES, asked).fetchall()} if hits else {}
    found: dict[tuple[str, str], _Folded] = {}
    for hit in hits:
        row = rows.get((hit.article_id, hit.sentence_id))
        if row is None:
            continue
        original = row[10] or row[0]
        one = found.setdefault((original, " ".join(row[4].split()).casefold()), _Folded(hit, row))
        if row[0] == one.row[0]:
            continue
        if row[0] == original:
            one.copies.append(one.row[0])
            one.row = row
        else:
            one.copies.append(row[0])
    return list(found.values())


def _answers(case: QueryableCase, page: Sequence[_Folded], question: Question) -> Iterator[Answer]:
    named: dict[str, list[tuple[int, int, str]]] = {}
    for article, *name in case.sql(_NAMES, [sorted({one.row[0] for one in page})]).fetchall():
        named.setdefault(article, []).append((name[0], name[1], name[2]))
    for one in page:
        article, sentence_id, start, end, sentence, lang, outlet, published, title, uri, _ = one.row
        names = [(a - start, b - start, called) for a, b, called in named.get(article, ()) if start <= a and b <= end]
        yield Answer(
            article_id=article,
            sentence_id=sentence_id,
            start=start,
            end=end,
            sentence=sentence,
            lang=lang,
            outlet=outlet,
            published=published,
            title=title,
            uri=uri,
            matches=tuple((start + a, start + b) for a, b in matches(sentence, lang, question, names)),
            by_words=one.hit.by_words,
            by_meaning=one.hit.by_meaning,
            likeness=one.hit.likeness,
            score=one.hit.score,
            copies=tuple(dict.fromkeys(copy for copy in one.copies if copy != article)),
        )


@dataclass(frozen=True, slots=True)
class _Standing:
    row: Row
    article_id: str


def _standing_in(case: QueryableCase, answers: Sequence[Answer], lang: str) -> list[_Standing]:
    asked = [[one.article_id for one in answers], [one.start for one in answers], [one.end for one in answers]]
    told = {table: case.sql(query, asked).fetchall() for table, query in _STANDING.items()}
    actors = sorted({actor for table, rows in told.items() for row in rows for actor in _actors_in(table, row)})
    named = f"SELECT actor_id, coalesce(name_{lang}, name) FROM actors WHERE actor_id IN (SELECT unnest($1))"
    names = dict(case.sql(named, [actors]).fetchall())
    labels = labels_in(lang)
    return [
        _Standing(
            Row(
                table=table,
                row_id=row[0],
                start=row[2],
                end=row[3],
                wording=_wording(table, row, names, labels),
                actors=tuple(dict.fromkeys(_actors_in(table, row))),
                event_id=row[9] if table == "event_mentions" else None,
            ),
            row[1],
        )
        for table, rows in told.items()
        for row in sorted(set(map(_hashable, rows)), key=lambda row: (row[1], row[2], row[3], row[0]))
    ]


def _hashable(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


def _with_rows(answer: Answer, standing: Sequence[_Standing]) -> Answer:
    rows = (
        one.row
        for one in standing
        if one.article_id == answer.article_id and one.row.start < answer.end and one.row.end > answer.start
    )
    return replace(answer, rows=tuple(rows))


def _actors_in(table: str, row: Sequence[Any]) -> list[str]:
    match table:
        case "event_mentions":
            return [*(row[5] or ()), *(row[6] or ())]
        case "quotations" | "outlooks":
            return [row[4]] if row[4] else []
        case "relations":
            return [actor for actor in (row[4], row[5]) if actor]
    return [row[5]] if row[5] else []


def _wording(table: str, row: Sequence[Any], names: dict[str, str], labels: dict[str, str]) -> str:
    def called(actors: Iterable[str | None]) -> str:
        return ", ".join(names.get(actor, actor) for actor in actors if actor)

    match table:
        case "event_mentions":
            sides = " → ".join(filter(None, (called(row[5] or ()), called(row[6] or ()))))
            what = f"{labels.get(f'type_{row[7]}', row[7])}, {labels.get(f'realis_{row[8]}', row[8])}"
            return f"{sides}: {what}" if sides else what
        case "quotations":
            who = called([row[4]]) or shown_cell(row[5]) or "?"
            return f"{labels['quotation']}: {who}, {labels.get(f'modality_{row[6]}', row[6])}"
        case "relations":
            value = labels.get(f"relation_{row[7]}", str(row[7]))
            return f"{called([row[4]])} – {called([row[5]])}: {value} ({labels.get(f'dimension_{row[6]}', row[6])})"
        case "outlooks":
            kind = str(labels.get(f"kind_{row[6]}", row[6]))
            who = called([row[4]]) or shown_cell(row[5])
            return f"{kind}: {who}" if who else kind
    return shown_cell(row[4])
