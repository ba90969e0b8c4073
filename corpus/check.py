"""Say of each annotation file whether it follows GUIDE.md: `python corpus/check.py corpus/held_out/out/*.ann`.

Beyond what the product's own parser demands, every quoted string must stand in its sentence and every code must be one
of the guide's. Exit status 1 if any file has an error.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lagebild.scoring.ann import Annotation, AnnotationError, Document, parse_annotation, parse_document

SECTORS = frozenset(["GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "REB", "BUS", "MED", "EDU", "NGO", "IGO", "CVL"])
EVENT_TYPES = frozenset(
    [
        *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    ]
)


def document_of(path: Path) -> Document:
    """Return the article that the annotation file `path` is about."""
    document = path.parent.parent / "docs" / f"{path.stem}.txt"
    return parse_document(document.read_text(encoding="utf-8"), file=str(document))


def bad_codes(annotation: Annotation) -> Iterator[tuple[int, str]]:
    """Yield line and code for every country, sector and event type that the guide does not know."""
    for actor in annotation.actors:
        if actor.country is not None and not re.fullmatch("[A-Z]{3}", actor.country):
            yield actor.line, f"country {actor.country}"
        if actor.sector is not None and actor.sector not in SECTORS:
            yield actor.line, f"sector {actor.sector}"
    for event in annotation.events:
        if event.type not in EVENT_TYPES:
            yield event.line, f"event type {event.type}"


def quoted_strings(annotation: Annotation) -> Iterator[tuple[int, int, str | None]]:
    """Yield line, sentence and words for every string that a record quotes from its sentence."""
    for e in annotation.events:
        yield from ((e.line, e.sentence, words) for words in (e.trigger, e.time, e.place, e.what))
    for q in annotation.quotations:
        yield from ((q.line, q.sentence, words) for words in (q.text, q.speaker, q.cue))
    yield from ((t.line, t.sentence, t.text) for t in annotation.times)
    yield from ((n.line, n.sentence, n.text) for n in annotation.quantities)
    for r in annotation.relations:
        yield from ((r.line, r.sentence, words) for words in (r.text, r.holder))
    for o in annotation.outlooks:
        yield from ((o.line, o.sentence, words) for words in (o.condition, o.text, o.holder))


def errors_of(document: Document, annotation: Annotation) -> list[str]:
    """Return what is wrong with the annotation of an article, each with its line."""
    errors = [f"{line}: unknown {code}" for line, code in bad_codes(annotation)]
    for line, sentence, words in quoted_strings(annotation):
        if words and words not in document.sentences.get(sentence, ""):
            errors.append(f"{line}: not in s{sentence}: {words!r}")
    full = "\n".join(document.sentences.values())
    for actor in annotation.actors:
        for surface in actor.surfaces:
            if not re.search(rf"(?<!\w){re.escape(surface)}(?!\w)", full):
                errors.append(f"{actor.line}: surface not in the text: {surface!r}")
    return errors


def main(paths: list[str]) -> int:
    """Print the verdict on each file; return the exit status."""
    status = 0
    for path in map(Path, paths):
        try:
            errors = errors_of(document_of(path), parse_annotation(path.read_text(encoding="utf-8"), file=str(path)))
        except AnnotationError as error:
            errors = [str(error)]
        print(path.name, "OK" if not errors else f"{len(errors)} errors", *errors, sep="\n    " if errors else " ")
        status = status or int(bool(errors))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
