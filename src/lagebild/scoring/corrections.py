"""Reviewed articles as annotated ones: `docs/NAME.txt` and `out/NAME.ann`, with every row as it is after review.

The format is that of `corpus/GUIDE.md`. Sentences stand on one line each: every character of white space is a space
there, so that words keep their places. A record is written only if it reads back as what was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lagebild.case.case import Case
from lagebild.scoring.ann import AnnotationError, parse_annotation

_REVIEWED = """SELECT DISTINCT v.article_id FROM stored.review_anchors v JOIN stored.reviews r USING (review_id)
WHERE NOT v.orphaned AND v.article_id IN (SELECT article_id FROM articles_current)
    AND r.review_id NOT IN (SELECT target_row_id FROM stored.reviews WHERE decision = 'undo') ORDER BY 1"""

_ROWS = {
    "mentions": "text, start, kind, country, sector, entity_id",
    "event_mentions": "text, start, type, realis, source_entities, target_entities, time_text, place_text, object_text",
    "quotations": """text, start, "end", kind, speaker_text, speaker_start, speaker_entity_id, cue_text, cue_start,
        modality""",
    "times": "text, start, value",
    "quantities": "text, start, low, high, operator, unit, entity_id",
    "relations": "text, start, entity_a, entity_b, dimension, value, change, holder_entity_id",
    "outlooks": "text, start, kind, condition_text, consequence_text, holder_text, holder_start, holder_entity_id",
}
_SCHEMA = {"times": "stored"}


@dataclass(slots=True)
class Corrections:
    """What was written: articles, records, and a line for every row that the format cannot carry."""

    articles: int = 0
    records: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of an article on one line each, with the offset in the article at which each begins."""

    starts: tuple[int, ...]
    texts: tuple[str, ...]

    def at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def holds(self, number: int, words: str | None) -> bool:
        return words is not None and words != "" and _line(words) in self.texts[number]


def export_corrections(case: Case, folder: Path) -> Corrections:
    """Write every article with a decision in force into `folder/docs` and `folder/out`."""
    for name in ("docs", "out"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    done = Corrections()
    for (article_id,) in case.sql(_REVIEWED).fetchall():
        document, sentences = _document(case, article_id)
        lines = _annotation(case, article_id, sentences, done)
        (folder / "docs" / f"{article_id}.txt").write_text(document, encoding="utf-8", newline="\n")
        (folder / "out" / f"{article_id}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        done.articles += 1
        done.records += len(lines)
    return done


def _document(case: Case, article_id: str) -> tuple[str, _Sentences]:
    lang, published, title = case.sql(
        "SELECT lang, published::VARCHAR, title FROM articles_current WHERE article_id = ?", [article_id]
    ).fetchall()[0]
    rows = case.sql(
        """SELECT s.start, substr(a.text, s.start + 1, s."end" - s.start) FROM sentences s
        JOIN articles_current a USING (article_id) WHERE s.article_id = ? ORDER BY s.start""",
        [article_id],
    ).fetchall()
    sentences = _Sentences(tuple(start for start, _ in rows), tuple(_line(text) for _, text in rows))
    head = [f"#{key} {_line(words)}" for key, words in (("date", published), ("lang", lang), ("title", title)) if words]
    numbered = [f"s{number}\t{text}" for number, text in enumerate(sentences.texts)]
    return "".join(f"{line}\n" for line in (*head, *numbered)), sentences


def _annotation(case: Case, article_id: str, sentences: _Sentences, done: Corrections) -> list[str]:
    rows = {
        table: case.sql(
            f"SELECT {columns} FROM {_SCHEMA.get(table, 'judged')}.{table} WHERE article_id = ? ORDER BY start, row_id",
            [article_id],
        ).fetchall()
        for table, columns in _ROWS.items()
    }
    actors, lines = _actors(rows["mentions"], sentences)
    heads = "\n".join(lines)
    for record, words in _records(rows, sentences, actors):
        if record is not None and _reads_back(heads, record, words):
            lines.append(record)
        else:
            done.left_out.append(f"{article_id}: {' '.join(words[0].split())}")
    return lines


def _actors(mentions: Sequence[tuple[Any, ...]], sentences: _Sentences) -> tuple[dict[str, str], list[str]]:
    """Return the ids of the file by entity, and the records of the entities that have a name that stands by itself."""
    whole = "\n".join(sentences.texts)
    of: dict[str, list[tuple[Any, ...]]] = {}
    for mention in mentions:
        of.setdefault(mention[5], []).append(mention)
    ids: dict[str, str] = {}
    lines = []
    for entity, own in of.items():
        names = dict.fromkeys(_line(mention[0]).strip() for mention in own)
        surfaces = [n for n in names if n and " ; " not in n and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", whole)]
        if surfaces:
            ids[entity] = f"a{len(ids) + 1}"
            kind, country, sector = own[0][2:5]
            lines.append(f"ACT {ids[entity]} {kind} {country or '-'} {sector or '-'} :: {' ; '.join(surfaces)}")
    return ids, lines


def _records(
    rows: Mapping[str, Sequence[tuple[Any, ...]]], sentences: _Sentences, actors: Mapping[str, str]
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Yield every record, None where there is none for a row, and the words that must read back from it."""
    yield from _events(rows["event_mentions"], sentences, actors)
    for row in rows["quotations"]:
        yield from _quotation(row, sentences, actors)
    for text, start, value in rows["times"]:
        yield f'T s{sentences.at(start)} "{_line(text)}" = {value}', (_line(text),)
    for row in rows["quantities"]:
        yield _quantity(row, sentences, actors), (_line(row[0]),)
    for text, start, a, b, dimension, value, change, holder in rows["relations"]:
        number = sentences.at(start)
        held = f"@{actors[holder]}" if holder in actors else "author"
        said = f"{actors.get(a)} {actors.get(b)} {dimension} {value}"
        record = f'REL s{number} {said} :: "{_line(text)}"{f" change={change}" if change else ""} holder={held}'
        known = a in actors and b in actors
        yield record if known and sentences.holds(number, text) else None, (_line(text),)
    for row in rows["outlooks"]:
        yield _outlook(row, sentences, actors), tuple(_line(words) for words in (row[4] or row[0], row[3]) if words)


def _events(
    rows: Sequence[tuple[Any, ...]], sentences: _Sentences, actors: Mapping[str, str]
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    for number, (text, start, type_, realis, sources, targets, *parts) in enumerate(rows, 1):
        sentence = sentences.at(start)
        slots = [f'trigger="{_line(text)}"']
        for key, entities in (("from", sources), ("to", targets)):
            sides = [actors[entity] for entity in entities or () if entity in actors]
            slots += [f"{key}={','.join(sides)}"] if sides else []
        for key, words in zip(("time", "place", "what"), parts, strict=True):
            slots += [f'{key}="{_line(words)}"'] if sentences.holds(sentence, words) else []
        record = f"EV e{number} {type_} {realis} s{sentence} :: {' ; '.join(slots)}"
        yield record if sentences.holds(sentence, text) else None, (_line(text),)


def _quotation(
    row: tuple[Any, ...], sentences: _Sentences, actors: Mapping[str, str]
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """A quotation over several sentences is one record each (the guide)."""
    text, start, end, kind, speaker, speaker_start, entity, cue, cue_start, modality = row
    for number in range(sentences.at(start), sentences.at(end - 1) + 1):
        first = sentences.starts[number]
        part = _line(text)[max(first - start, 0) : max(first + len(sentences.texts[number]) - start, 0)].strip()
        slots = []
        if speaker and sentences.at(speaker_start) == number:
            slots.append(f'speaker="{_line(speaker)}"')
        elif entity in actors:
            slots.append(f"speaker=@{actors[entity]}")
        if cue and sentences.at(cue_start) == number:
            slots.append(f'cue="{_line(cue)}"')
        slots.append(f'text="{part}"')
        slots += [f"mod={modality}"] if modality else []
        yield f"Q {kind} s{number} :: {' ; '.join(slots)}" if part else None, (part or text,)


def _quantity(row: tuple[Any, ...], sentences: _Sentences, actors: Mapping[str, str]) -> str | None:
    text, start, low, high, operator, unit, entity = row
    if low is not None and high is not None and low != high:
        value = f"{_digits(low)}-{_digits(high)}"
    elif low is None and high is None:
        return None
    else:
        value = f"{operator or '='} {_digits(high if low is None else low)}"
    of = f" of={actors[entity]}" if entity in actors else ""
    return f'N s{sentences.at(start)} "{_line(text)}" = {value}{f" {unit}" if unit else ""}{of}'


def _outlook(row: tuple[Any, ...], sentences: _Sentences, actors: Mapping[str, str]) -> str | None:
    text, start, _, condition, consequence, holder, holder_start, entity = row
    number = sentences.at(start)
    if holder and sentences.at(holder_start) == number:
        held = f'holder="{_line(holder)}"'
    else:
        held = f"holder=@{actors[entity]}" if entity in actors else "holder=author"
    said = consequence or text
    if not sentences.holds(number, said) or (condition and not sentences.holds(number, condition)):
        return None
    if condition:
        return f'IF s{number} :: {held} ; if="{_line(condition)}" ; then="{_line(said)}"'
    return f'FC s{number} :: {held} ; text="{_line(said)}"'


def _reads_back(heads: str, record: str, words: Sequence[str]) -> bool:
    """Return whether the format carries these words: quotation marks before a semicolon, say, would end them."""
    try:
        read = parse_annotation(f"{heads}\n{record}\n", file="x.ann")
    except AnnotationError:
        return False
    found = [*read.events, *read.quotations, *read.times, *read.quantities, *read.relations, *read.outlooks]
    if len(found) != 1:
        return False
    values = [getattr(found[0], name) for name in ("trigger", "text", "condition") if hasattr(found[0], name)]
    return all(word in values for word in words)


def _digits(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _line(text: str) -> str:
    return re.sub(r"\s", " ", text)
