"""How well times are read: against TIMEX3 gold beside HeidelTime, and against the annotated corpus.

    python -m benchmarks.time TEMPORAL_DIR [CORPUS_DIR] [--errors] [--only LIST]

TEMPORAL_DIR holds `gold/*.tml` and, with the same names, `heideltime/*.tml`. Extents are compared by their non-blank
characters; strict asks for the same extent, relaxed for an overlap, value for an overlap with the same value, type for
one with the same type; matching is one to one, F1 micro. CORPUS_DIR is an annotated corpus (`*/docs/*.txt` and
`*/out/*.ann`): a leading determiner is ignored, and a gold date is also right that equals the days read.
"""

from __future__ import annotations

import argparse
import html
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lagebild.articles.article import Passage, Zone
from lagebild.reading.calendar import period_spelled
from lagebild.reading.marks import Sentence, TimeExpression
from lagebild.reading.sentences import sentences_of
from lagebild.reading.times import times_of
from lagebild.scoring.score import gold_articles

DETERMINERS = re.compile(r"(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|the|a|an)\s+", re.IGNORECASE)
MEASURES = ("strict", "relaxed", "value", "type")


@dataclass(frozen=True)
class Timex:
    """An expression over `[start, end)` of whatever the two sides agree to count in."""

    start: int
    end: int
    type: str
    value: str
    text: str
    days: tuple[date | None, date | None] = (None, None)


class Tally(Counter[str]):
    """Hits per measure, and how many gold and read expressions there were."""

    def f1(self, measure: str) -> float:
        """Return the F1 of a measure."""
        total = self["gold"] + self["read"]
        return 2 * self[measure] / total if total else 0.0

    def line(self, name: str, measures: tuple[str, ...] = MEASURES) -> str:
        """Return one line of the report."""
        scores = "  ".join(f"{measure} {self.f1(measure):.3f}" for measure in measures)
        return f"{name:28} {scores}  gold {self['gold']} read {self['read']}"


def compared(gold: list[Timex], read: list[Timex], tally: Tally, errors: list[str] | None = None) -> None:
    """Add one text's matches to the tally: first equal extents, then overlaps from left to right."""
    tally["gold"] += len(gold)
    tally["read"] += len(read)
    free = list(read)
    pairs: list[tuple[Timex, Timex]] = []
    open_gold: list[Timex] = []
    for expected in gold:
        same = next((r for r in free if (r.start, r.end) == (expected.start, expected.end)), None)
        if same is None:
            open_gold.append(expected)
            continue
        free.remove(same)
        pairs.append((expected, same))
        tally["strict"] += 1
    for expected in open_gold:
        over = next((r for r in free if r.start < expected.end and expected.start < r.end), None)
        if over is None:
            _note(errors, "MISS", expected, None)
            continue
        free.remove(over)
        pairs.append((expected, over))
        _note(errors, "EXT", expected, over)
    for expected, match in pairs:
        tally["relaxed"] += 1
        tally["type"] += expected.type == match.type
        if _same_value(expected, match):
            tally["value"] += 1
        else:
            _note(errors, "VAL", expected, match)
    for extra in free:
        _note(errors, "EXTRA", None, extra)


def _same_value(gold: Timex, read: Timex) -> bool:
    if _spelling(gold.value) == _spelling(read.value):
        return True
    if read.days == (None, None):
        return False
    period = period_spelled(re.sub(r"T.*", "", gold.value))
    return period is not None and (period.first, period.last) == read.days


def _spelling(value: str) -> str:
    return re.sub(r"(T\d\d)\.(\d\d)", r"\1:\2", re.sub(r"^(\d{3})X$", r"\1", value))


def _note(errors: list[str] | None, kind: str, gold: Timex | None, read: Timex | None) -> None:
    if errors is not None:
        told = [f"{t.text!r} {t.type} {t.value}" if t else "-" for t in (gold, read)]
        errors.append(f"{kind:5} gold {told[0]:55} read {told[1]}")


def tml(path: Path) -> tuple[str, list[Timex], date]:
    """Return the text of a TimeML file, its expressions by offsets into the text, and the date it was made."""
    source = path.read_text(encoding="utf-8")
    made = re.search(r'<DCT>.*?value="(\d{4}-\d{2}-\d{2})"', source, re.DOTALL)
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    text, found, open_tags = "", [], []
    for piece in re.finditer(r"<TIMEX3([^>]*)>|</TIMEX3>|<[^>]*>|[^<]+", body):
        if piece.group().startswith("<TIMEX3"):
            open_tags.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', piece[1]))))
        elif piece.group() == "</TIMEX3>":
            start, attributes = open_tags.pop()
            found.append(Timex(start, len(text), attributes["type"], attributes.get("value", ""), text[start:]))
        elif not piece.group().startswith("<"):
            text += html.unescape(piece.group())
    if made is None:
        raise ValueError(f"{path}: no date of creation")
    return text, found, date.fromisoformat(made[1])


def dense(text: str, times: list[Timex]) -> list[Timex]:
    """Return the expressions with offsets that count only non-blank characters."""
    before = [0]
    for char in text:
        before.append(before[-1] + (not char.isspace()))
    return [Timex(before[t.start], before[t.end], t.type, t.value, t.text, t.days) for t in times]


def read_times(text: str, lang: str, published: date | None, sentences: Sequence[Sentence] = ()) -> list[Timex]:
    """Return what `times_of` reads."""
    told = times_of(text, sentences or sentences_of_text(text, lang), lang, published)
    return [_timex(text, t) for t in told]


def _timex(text: str, t: TimeExpression) -> Timex:
    return Timex(t.start, t.end, t.type.value, t.value, text[t.start : t.end], (t.earliest, t.latest))


def sentences_of_text(text: str, lang: str) -> list[Sentence]:
    """Return the sentences of a text that is all body."""
    return list(sentences_of(text, (Passage(0, len(text), Zone.BODY),), lang))


def bare(text: str, t: Timex) -> Timex:
    """Return the expression without a leading determiner."""
    match = DETERMINERS.match(text, t.start, t.end)
    start = match.end() if match and match.end() < t.end else t.start
    return Timex(start, t.end, t.type, t.value, text[start : t.end], t.days)


def temporal_scores(folder: Path, only: set[str] | None, errors: list[str] | None) -> None:
    """Print ours beside HeidelTime's on TimeML files."""
    ours, theirs = Tally(), Tally()
    for path in sorted((folder / "gold").glob("*.tml")):
        if only is not None and path.name not in only:
            continue
        text, gold, made = tml(path)
        if errors is not None:
            errors.append(f"## {path.name} {made}")
        read = [Timex(t.start, t.end, t.type, t.value, t.text) for t in read_times(text, "de", made)]
        compared(dense(text, gold), dense(text, read), ours, errors)
        if (folder / "heideltime" / path.name).exists():
            other, tagged, _ = tml(folder / "heideltime" / path.name)
            compared(dense(text, gold), dense(other, tagged), theirs)
    print(ours.line("Lagebild"))
    print(theirs.line("HeidelTime"))


def corpus_scores(corpus: Path, errors: list[str] | None) -> None:
    """Print the scores on an annotated corpus by language, all articles and those held out, and the speed."""
    tallies: dict[str, Tally] = {}
    words, seconds = Counter[str](), Counter[str]()
    for lang in ("de", "en"):
        read_times("", lang, None, [Sentence(0, 0, 0)])
    dev = {name for file in corpus.glob("*/dev.txt") for name in file.read_text().split()}
    for article in gold_articles(corpus):
        text, lang = article.text, article.lang
        begun = time.process_time()
        read = read_times(text, lang, article.published, article.marked_sentences())
        seconds[lang] += time.process_time() - begun
        words[lang] += len(text.split())
        held_out = article.name in dev
        notes = None if errors is None or held_out else errors
        if notes is not None:
            notes.append(f"## {article.name} {lang} {article.published}")
        gold = [Timex(t.span.start, t.span.end, "", t.value, t.span.cut(text)) for t in article.times]
        left, right = [bare(text, t) for t in gold], [bare(text, t) for t in read]
        for key in (f"{lang} all", *((f"{lang} held out",) if held_out else ())):
            compared(left, right, tallies.setdefault(key, Tally()), notes if key.endswith("all") else None)
    for key, tally in sorted(tallies.items()):
        print(tally.line(f"corpus {key}", MEASURES[:3]))
    for lang in sorted(words):
        print(f"{lang}: {words[lang] / seconds[lang]:,.0f} words a second on one core ({words[lang]} words)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("temporal", type=Path)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--errors", action="store_true", help="list what differs from the gold")
    parser.add_argument("--only", type=Path, help="a file naming the .tml files to use")
    options = parser.parse_args()
    errors: list[str] | None = [] if options.errors else None
    only = set(options.only.read_text().split()) if options.only else None
    temporal_scores(options.temporal, only, errors)
    if options.corpus is not None:
        corpus_scores(options.corpus, errors)
    if errors is not None:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
