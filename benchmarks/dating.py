"""How well articles that state no date are dated, and how the work grows with the case.

    python benchmarks/dating.py [--stories FOLDER …] [--size ARTICLES]

Prints for the articles of `tests/merging/stories*` with all dates hidden, story by story and as one case, and for
these and each FOLDER of stories (`STORY/docs/*.txt` with `#date`, `#lang`, `#title`, sentences) with every second date
of a story hidden, then the others: how many got their day, a wrong day, a wrong interval, a right one of three days at
most, a wider right interval or bound, nothing. Copies are left out, as a case leaves them out. `held out`
chooses the constants of the matcher on five stories and counts the sixth. `days since` counts how many days after the
newest weekday of their lead the articles were published, which is what `SINCE_TOLD` and `SINCE_PRINTED` stand for.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from lagebild.articles.article import Article
from lagebild.articles.duplicates import fingerprint_of
from lagebild.articles.jsonl import body_passages
from lagebild.merging.copies import Imprint, duplicates_among
from lagebild.merging.dating import DatedText, Deed, Name, Sentence, Time, datings_of, matching
from lagebild.merging.dating.claims import claims_of
from lagebild.merging.dating.own_words import days_since_told
from lagebild.merging.dating.wording import Wording
from lagebild.reading.marks import MentionKind
from lagebild.reading.read import read_article
from lagebild.reading.reading import Reading
from lagebild.scoring.ann import parse_document

TESTS = Path(__file__).parent.parent / "tests" / "merging"
OUTCOMES = ("day", "wrong day", "wrong interval", "days", "interval", "nothing")
NARROW = 3
"""Days of an interval that counts as `days`."""
CHOICES = tuple(itertools.product((20, 40, 80), (1.5, 2.0, 2.5)))
"""`BACKGROUND` and `NONE` to choose from in `held out`."""

Known = dict[str, date]


def article_from(path: Path) -> tuple[DatedText, date]:
    """Return the article in a file as if it stated no date, and the date it states."""
    document = parse_document(path.read_text(encoding="utf-8"), file=str(path))
    text = " ".join(document.sentences.values())
    return read_undated(path.stem, text, document.lang, document.title), document.published


def read_stories(paths: Iterable[Path]) -> tuple[list[tuple[DatedText, date]], dict[str, list[DatedText]], Known]:
    """Return the articles of stories with their dates, by story (what stands before `_` in their names), and the dates.

    Copies of other articles are left out.
    """
    read = [article_from(path) for path in sorted(paths)]
    marks = {a.article_id: Imprint(fingerprint_of(a.text, body_passages(a.text)), day) for a, day in read}
    copies = duplicates_among(marks)
    read = [(article, day) for article, day in read if article.article_id not in copies]
    stories: dict[str, list[DatedText]] = {}
    for article, _ in read:
        stories.setdefault(article.article_id.split("_")[0], []).append(article)
    return read, stories, {article.article_id: day for article, day in read}


def read_undated(name: str, text: str, lang: str | None, title: str | None) -> DatedText:
    """Return an article as the merge gets it from the case."""
    reading = read_article(Article(name, text, body_passages(text), title, lang=lang))
    return DatedText(
        name,
        text,
        lang,
        title,
        None,
        tuple(Sentence(s.start, s.end) for s in reading.sentences),
        tuple(
            Time(
                *(t.start, t.end, f"{name}:{t.start}", str(t.type), t.value, t.earliest, t.latest),
                *(t.anchor, t.offset, t.direction),
            )
            for t in reading.times
        ),
        tuple(
            Name(
                m.start,
                m.end,
                (m.country or m.entity_world) if m.entity_world and m.kind is not MentionKind.PER else None,
            )
            for m in reading.mentions
        ),
        tuple(deeds_of(reading)),
    )


def deeds_of(reading: Reading) -> Iterator[Deed]:
    """Yield the events of a reading as the merge gets them from the case."""
    states = {(m.start, m.end): m.country for m in reading.mentions}
    for event in reading.events:
        sides = {states.get((side.start, side.end)) for side in (*event.sources, *event.targets)}
        yield Deed(event.start, tuple(sorted(state for state in sides if state)))


def outcomes(articles: Iterable[DatedText], truth: Mapping[str, date]) -> Counter[str]:
    """Return how the articles of `truth` fared."""
    found = {dating.article_id: dating for dating in datings_of(tuple(articles))}
    counts: Counter[str] = Counter()
    for name, day in truth.items():
        dating = found.get(name)
        if dating is None:
            counts["nothing"] += 1
        elif dating.published is not None:
            counts["day" if dating.published == day else "wrong day"] += 1
        else:
            right = (dating.earliest or date.min) <= day <= (dating.latest or date.max)
            is_narrow = dating.earliest and dating.latest and (dating.latest - dating.earliest).days < NARROW
            counts[("days" if is_narrow else "interval") if right else "wrong interval"] += 1
    return counts


def line(label: str, counts: Mapping[str, int]) -> str:
    """Return the counts and shares as one line."""
    total = sum(counts.get(name, 0) for name in OUTCOMES) or 1
    shares = "  ".join(f"{name} {counts.get(name, 0)} ({counts.get(name, 0) / total:.2f})" for name in OUTCOMES)
    return f"{label:<28}{total:>4}  {shares}"


def held_out(stories: Mapping[str, Sequence[DatedText]], truth: Known) -> Counter[str]:
    """Return the outcomes of each story with the constants that are best on the others."""
    kept = matching.BACKGROUND, matching.NONE
    by_choice: dict[tuple[int, float], dict[str, Counter[str]]] = {}
    for choice in CHOICES:
        matching.BACKGROUND, matching.NONE = choice
        by_choice[choice] = {
            name: outcomes(articles, {a.article_id: truth[a.article_id] for a in articles})
            for name, articles in stories.items()
        }
    matching.BACKGROUND, matching.NONE = kept
    total: Counter[str] = Counter()
    for name in stories:
        others = {c: sum((n for s, n in by_choice[c].items() if s != name), Counter[str]()) for c in CHOICES}
        best = max(
            CHOICES, key=lambda c: others[c]["day"] - 5 * others[c]["wrong day"] - 5 * others[c]["wrong interval"]
        )
        total += by_choice[best][name]
    return total


def half_hidden(stories: Mapping[str, Sequence[DatedText]], truth: Known) -> Counter[str]:
    """Return the outcomes with every second date of each story hidden, and with the others hidden."""
    total: Counter[str] = Counter()
    for articles in stories.values():
        shown = {a.article_id: stating(a, truth[a.article_id]) for a in articles}
        names = sorted(shown)
        for hidden in (names[::2], names[1::2]):
            case = [a if a.article_id in hidden else shown[a.article_id] for a in articles]
            total += outcomes(case, {name: truth[name] for name in hidden})
    return total


def days_since(articles: Iterable[DatedText], truth: Mapping[str, date]) -> Counter[int]:
    """Return how many days after the newest weekday told as past in their lead the articles were published."""
    counts: Counter[int] = Counter()
    for article in articles:
        wording = Wording(article)
        days = days_since_told(wording, claims_of(wording), truth[article.article_id])
        counts.update(() if days is None else (days,))
    return counts


def made_up(size: int) -> Iterator[DatedText]:
    """Yield a case of `size` short articles, one in twenty without a date, each other dated one telling its event."""
    random = Random(1)
    places = [
        f"{a}{b}{c}" for a in ("Bel", "Dor", "Kas", "Lim", "Nor", "Tar") for b in "aeiou" for c in ("go", "mar", "ven")
    ]
    things = ["Brücke", "Fabrik", "Schule", "Mühle", "Werft", "Halle", "Kirche", "Mine", "Zeche", "Bahn"]
    days = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
    start = date(2015, 1, 1)
    for number in range(size):
        day = start + timedelta(days=random.randrange(3650))
        place, thing = random.choice(places), random.choice(things)
        firm = f"{random.choice(places)}{random.choice(places).lower()}"
        text = (
            f"In {place} ist am {days[day.weekday()]} die {thing} der Firma {firm} eingestürzt. "
            f"Der Bürgermeister von {place} sprach von einem Unglück. "
            f"Schon am {day.day}. März {day.year - 2} hatte es dort gebrannt."
        )
        article = read_undated(f"a{number:06}", text, "de", None)
        yield article if number % 20 == 0 else stating(article, day)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", nargs="*", type=Path, default=[])
    parser.add_argument("--size", type=int, default=10_000)
    options = parser.parse_args()

    read, stories, truth = read_stories(TESTS.glob("stories*/s*.txt"))
    each = [outcomes(s, {a.article_id: truth[a.article_id] for a in s}) for s in stories.values()]
    print(line("stories, each a case", sum(each, Counter[str]())))
    for name, counts in zip(stories, each, strict=True):
        print(line(f"  {name}", counts))
    print(line("stories, half hidden", half_hidden(stories, truth)))
    print(line("stories, one case", outcomes([a for a, _ in read], truth)))
    print(line("stories, held out", held_out(stories, truth)))
    print("days since", sorted(days_since([a for a, _ in read], truth).items()))
    for folder in options.stories:
        read, stories, truth = read_stories(folder.glob("*/docs/*.txt"))
        print(line(f"{folder.name}, half hidden", half_hidden(stories, truth)))
        print("days since", sorted(days_since([a for a, _ in read], truth).items()))
    for size in (options.size // 4, options.size):
        case = tuple(made_up(size))
        begun = time.perf_counter()
        found = datings_of(case)
        taken = time.perf_counter() - begun
        days = sum(dating.published is not None for dating in found)
        print(f"{size:,} articles, {size // 20:,} undated: {taken:.1f} s, {days} days")


def stating(article: DatedText, day: date) -> DatedText:
    """Return the article as if it stated its date."""
    reading = read_article(
        Article(
            article.article_id,
            article.text,
            body_passages(article.text),
            article.title,
            lang=article.lang,
            published=day,
        )
    )
    times = tuple(
        Time(*(t.start, t.end, "", str(t.type), t.value, t.earliest, t.latest), *(t.anchor, t.offset, t.direction))
        for t in reading.times
    )
    return replace(article, published=day, times=times)


if __name__ == "__main__":
    main()
