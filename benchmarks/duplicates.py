"""Measures near-duplicates: `python -m benchmarks.duplicates CORPUS_DIR [--articles N]`.

Copies are made from the articles of a corpus: words changed at random, a paragraph cut, another lead. Prints how many
copies are linked, the similarity of different articles (all pairs, and those of one constellation), words per second
of the fingerprint and the time to compare N articles made by varying the corpus.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import combinations
from pathlib import Path

from benchmarks.sentences import annotated

from lagebild.articles.article import Passage, Zone
from lagebild.articles.duplicates import Fingerprint, fingerprint_of, similarity_of
from lagebild.merging.copies import SAME_TEXT, Imprint, duplicates_among

LEAD_WORDS = 40


def fingerprint(text: str) -> Fingerprint:
    return fingerprint_of(text, (Passage(0, len(text), Zone.BODY),))


def copy_of(sentences: list[str], share: float, cut: float, lead: bool, words: list[str], draw: random.Random) -> str:
    gone = int(len(sentences) * cut)
    at = draw.randrange(len(sentences) - gone) if gone else 0
    kept = " ".join(sentences[:at] + sentences[at + gone :]).split()
    changed = [draw.choice(words) if draw.random() < share else word for word in kept]
    return " ".join([draw.choice(words) for _ in range(LEAD_WORDS if lead else 0)] + changed)


def print_copies(articles: dict[str, list[str]], words: list[str], draw: random.Random) -> None:
    originals = {name: fingerprint(" ".join(sentences)) for name, sentences in articles.items()}
    print(f"{'copies':36}{'linked':>8}{'p5':>8}{'median':>8}")
    plans = [(share, 0.0, False) for share in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)]
    plans += [(0.05, cut, True) for cut in (0.2, 0.4, 0.5, 0.6)]
    for share, cut, lead in plans:
        found = sorted(
            similarity_of(originals[name], fingerprint(copy_of(sentences, share, cut, lead, words, draw)))
            for name, sentences in articles.items()
        )
        linked = sum(value >= SAME_TEXT for value in found) / len(found)
        name = f"{share:.0%} changed, {cut:.0%} cut{', other lead' if lead else ''}"
        print(f"{name:36}{linked:8.3f}{found[len(found) // 20]:8.3f}{found[len(found) // 2]:8.3f}")
    pairs = [(similarity_of(originals[a], originals[b]), a, b) for a, b in combinations(originals, 2)]
    related = [pair for pair in pairs if pair[1].split("_")[0] == pair[2].split("_")[0]]
    for title, some in (("different articles", pairs), ("of one constellation", related)):
        wrong = sum(value >= SAME_TEXT for value, _, _ in some)
        print(f"{title}: {len(some):,} pairs, largest {max(some, default=(0.0, '', ''))}, linked {wrong}")


def print_speed(articles: dict[str, list[str]], number: int, words: list[str], draw: random.Random) -> None:
    texts = [" ".join(sentences) for sentences in articles.values()]
    started = time.perf_counter()
    for text in texts:
        fingerprint(text)
    rate = sum(len(text.split()) for text in texts) / (time.perf_counter() - started)
    print(f"fingerprints: {rate:,.0f} words/s")
    pool = [sentence for sentences in articles.values() for sentence in sentences]
    imprints: dict[str, Imprint] = {}
    made: list[str] = []
    for at in range(number):
        if at % 10 == 9:  # every tenth is a copy of the one before
            text = copy_of(made, 0.05, 0.2, True, words, draw)
        else:
            made = [copy_of([draw.choice(pool)], 0.3, 0.0, False, words, draw) for _ in range(15)]
            text = " ".join(made)
        imprints[f"{at:06}"] = Imprint(fingerprint(text), None)
    for size in sorted({number // 100, number // 10, number} - {0}):
        some = dict(list(imprints.items())[:size])
        started = time.perf_counter()
        links = duplicates_among(some)
        seconds = time.perf_counter() - started
        copies = {f"{at:06}": f"{at - 1:06}" for at in range(9, size, 10)}
        right = sum(links.get(copy) == original for copy, original in copies.items())
        print(
            f"{size:>8,} articles: {seconds:7.2f} s, {right} of {len(copies)} copies, {len(links) - right} wrong links"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    arguments = parser.parse_args()
    articles = {path.stem: annotated(path)[1] for path in sorted(arguments.corpus.rglob("docs/*.txt"))}
    articles = {name: sentences for name, sentences in articles.items() if len(" ".join(sentences).split()) >= 100}
    words = " ".join(" ".join(sentences) for sentences in articles.values()).split()
    draw = random.Random(0)
    print_copies(articles, words, draw)
    print_speed(articles, arguments.articles, words, draw)


if __name__ == "__main__":
    main()
