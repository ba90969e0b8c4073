"""Body words of real pages rendered to text: these zones, trafilatura on the HTML, and keeping everything.

    python -m benchmarks.zones PATH_TO_TRAFILATURA [--worst N]

Counted are word tokens as a multiset. Article text is what `gold` says, headings included; the headline, captions,
alternative texts and the page's own description count neither for nor against anybody. Of the zones, body, heading,
teaser and pull quote are the answer. Also printed: how often title, date and authors agree with the annotation where
the rendered page shows them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import trafilatura
from benchmarks.zones.gold import GoldPage, folded, gold_pages

from lagebild.articles.article import Zone
from lagebild.articles.datelines import printed_dates
from lagebild.articles.decoding import cleaned
from lagebild.articles.pagedata import page_data_of
from lagebild.articles.zones import zones_of

ARTICLE_ZONES = frozenset({Zone.BODY, Zone.HEADING, Zone.TEASER, Zone.PULL_QUOTE})
SYSTEMS = ("zones", "trafilatura", "everything")

_WORD = re.compile(r"\w+")
_NAME_JOINT = re.compile(r", | und | and | & ")


@dataclass(frozen=True, slots=True)
class Counts:
    """Words found, found too many, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of the answer that is article text."""
        return self.right / (self.right + self.extra) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of the article text that is in the answer."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (2 * self.right + self.extra + self.missed) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one page brought: counts by system (None without gold), and whether title, date and authors agree."""

    name: str
    lang: str
    is_held_out: bool
    words: dict[str, Counts] | None
    facts: dict[str, str]


def outcome_of(page: GoldPage) -> Outcome:
    """Return the outcome of one page; `facts` holds right, wrong or none for each annotated fact the page shows."""
    text = cleaned(page.text)
    passages = zones_of(text)
    answer = " ".join(text[p.start : p.end] for p in passages if p.zone in ARTICLE_ZONES)
    words = None
    if page.is_body is not None:
        html = trafilatura.extract(page.html, include_comments=False, include_tables=False) or ""
        answers = {"zones": answer, "trafilatura": html, "everything": text}
        words = {system: _counts(page, given) for system, given in answers.items()}
    return Outcome(page.name, page.lang, page.is_held_out, words, _facts(page, text))


def _counts(page: GoldPage, answer: str) -> Counts:
    assert page.is_body is not None
    flags = list(zip(page.lines, page.is_body, page.is_neutral, strict=True))
    gold = _words(line.text for line, is_body, is_neutral in flags if is_body and not is_neutral)
    neutral = _words(line.text for line, _, is_neutral in flags if is_neutral)
    given = _words([answer])
    right = (given & gold).total()
    return Counts(right, (given - gold - neutral).total(), gold.total() - right)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text.casefold()))


def _facts(page: GoldPage, text: str) -> dict[str, str]:
    passages = zones_of(text)
    data = page_data_of(text, passages)
    key = folded(text)
    facts: dict[str, str] = {}
    if page.title and folded(page.title) in key:
        given, gold = folded(data.title or ""), folded(page.title)
        facts["title"] = "none" if not given else _verdict(given in gold or gold in given)
    if page.published and (shown := _shown_date(page.published, text)):
        facts["date"] = "none" if data.published is None else _verdict(data.published == shown)
    if page.authors and folded(page.authors[0]) in key:
        # The annotation writes several names as one: `Anna Berg und Jan Oltmann`.
        gold_authors = {folded(name) for author in page.authors for name in _NAME_JOINT.split(author)}
        given_authors = {folded(author) for author in data.authors}
        facts["authors"] = "none" if not given_authors else _verdict(bool(gold_authors & given_authors))
    return facts


def _verdict(is_right: bool) -> str:
    return "right" if is_right else "wrong"


def _shown_date(annotated: str, text: str) -> date | None:
    try:
        value = date.fromisoformat(annotated[:10])
    except ValueError:
        return None
    return value if any(found.value == value for found in printed_dates(text)) else None


def _table(outcomes: Sequence[Outcome]) -> None:
    groups: dict[str, Callable[[Outcome], bool]] = {
        "all languages": lambda _: True,
        "German": lambda o: o.lang == "de",
        "English": lambda o: o.lang == "en",
    }
    print(f"{'pages':<28}{'system':<14}{'n':>5}{'precision':>11}{'recall':>9}{'F1':>8}{'mean F1':>9}")
    for half, held_out in (("development", False), ("held out", True)):
        for group, belongs in groups.items():
            chosen = [o.words for o in outcomes if o.words and o.is_held_out == held_out and belongs(o)]
            for system in SYSTEMS:
                counts = [words[system] for words in chosen]
                total = sum(counts, Counts())
                mean = sum(c.f1 for c in counts) / max(len(counts), 1)
                row = f"{total.precision:>11.3f}{total.recall:>9.3f}{total.f1:>8.3f}{mean:>9.3f}"
                print(f"{half + ', ' + group:<28}{system:<14}{len(counts):>5}{row}")


def _fact_table(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{'fact shown on the page':<28}{'half':<14}{'n':>5}{'right':>8}{'wrong':>8}{'none':>8}")
    for fact in ("title", "date", "authors"):
        for half, held_out in (("development", False), ("held out", True)):
            told = Counter(
                o.facts[fact]
                for o in outcomes
                if fact in o.facts and o.is_held_out == held_out and o.lang in ("de", "en")
            )
            n = max(told.total(), 1)
            shares = "".join(f"{told[verdict] / n:>8.3f}" for verdict in ("right", "wrong", "none"))
            print(f"{fact:<28}{half:<14}{told.total():>5}{shares}")


def _checkout_of(path: Path, folder: Path) -> Path:
    """Return a directory with the files of `path`: a checkout itself, or the files of a bare repository unpacked."""
    if (path / "tests/evaldata.json").exists():
        return path
    archive = subprocess.run(["git", "-C", str(path), "archive", "HEAD", "tests"], check=True, capture_output=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the zones of pages saved as text.")
    parser.add_argument("path", type=Path, help="a checkout or a git directory of trafilatura's repository")
    parser.add_argument("--worst", type=int, default=0, help="also list the N worst development pages")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as workers:
        pages = list(gold_pages(_checkout_of(arguments.path, Path(folder))))
        outcomes = list(workers.map(outcome_of, pages, chunksize=16))
    print(f"{len(pages)} annotated pages, {sum(o.words is not None for o in outcomes)} with agreed article text\n")
    _table(outcomes)
    _fact_table(outcomes)
    seen = [o for o in outcomes if o.words and not o.is_held_out]
    for outcome in sorted(seen, key=lambda o: o.words["zones"].f1 if o.words else 0.0)[: arguments.worst]:
        print(f"{outcome.words['zones'].f1:.3f} {outcome.lang} {outcome.name}" if outcome.words else "")


if __name__ == "__main__":
    main()
