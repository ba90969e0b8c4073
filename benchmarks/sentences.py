"""Measures sentence boundaries against a corpus: `python -m benchmarks.sentences CORPUS_DIR [--errors N]`.

A corpus folder holds `docs/NAME.txt` with `#lang` and one `sK<TAB>sentence` a line (or has such folders below it). The
sentences of a file are joined by one space and split again; what is compared is where sentences end inside the text,
so the last end of a file, which is always right, does not count. Prints precision, recall and F1 for each folder and
language, the same without the ends that no stop marks (headings, colons, semicolons), and words per second.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from lagebild.articles.article import Passage, Zone
from lagebild.reading.sentences import sentences_of
from lagebild.scoring.ann import parse_document

STOPS = ".!?…"
CLOSING = "\"“”»«’'‘)]"


@dataclass
class Count:
    """Ends found, ends in the corpus, and ends in both."""

    both: int = 0
    found: int = 0
    gold: int = 0
    words: int = 0
    seconds: float = 0.0
    stopped_gold: int = 0
    errors: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """Return the line of the table."""
        precision = self.both / max(1, self.found)
        recall = self.both / max(1, self.gold)
        f1 = 2 * self.both / max(1, self.found + self.gold)
        at_stops = 2 * self.both / max(1, self.found + self.stopped_gold)
        rate = self.words / max(1e-9, self.seconds)
        return f"{name:18}{self.gold:7}{precision:8.4f}{recall:8.4f}{f1:8.4f}{at_stops:14.4f}{rate:12,.0f}"


def annotated(path: Path) -> tuple[str, list[str]]:
    document = parse_document(path.read_text(encoding="utf-8"), file=str(path))
    sentences = (sentence.strip() for sentence in document.sentences.values())
    return document.lang or "de", [sentence for sentence in sentences if sentence]


def measure(path: Path, count: Count, lang: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    ends, at = set(), -1
    for sentence in sentences:
        at += len(sentence) + 1
        ends.add(at)
    started = time.perf_counter()
    spans = sentences_of(text, (Passage(0, len(text), Zone.BODY),), lang)
    count.seconds += time.perf_counter() - started
    found = {span.end for span in spans} - {len(text)}
    ends -= {len(text)}
    count.words += len(text.split())
    count.both += len(found & ends)
    count.found += len(found)
    count.gold += len(ends)
    count.stopped_gold += sum(text[:end].rstrip(CLOSING)[-1:] in tuple(STOPS) for end in ends)
    for end in sorted(found ^ ends):
        kind = "extra" if end in found else "missed"
        count.errors.append(f"{kind:7}{path.stem}: {text[max(0, end - 50) : end]} | {text[end + 1 : end + 40]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many differences to print for each row")
    arguments = parser.parse_args()
    counts: dict[str, Count] = defaultdict(Count)
    for path in sorted(arguments.corpus.rglob("docs/*.txt")):
        lang, sentences = annotated(path)
        measure(path, counts[f"{path.parents[1].name} {lang}"], lang, sentences)
    print(f"{'corpus':18}{'ends':>7}{'P':>8}{'R':>8}{'F1':>8}{'F1 at stops':>14}{'words/s':>12}")
    for name, count in counts.items():
        print(count.row(name))
    for name, count in counts.items():
        for error in count.errors[: arguments.errors]:
            print(f"{name}  {error}")


if __name__ == "__main__":
    main()
