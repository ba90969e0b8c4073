"""Measures the merge of actors against the size of a case: `python -m benchmarks.actors [--sizes 1000 4000 16000]`.

Made articles (no text to read, 20 entities each) draw persons, organisations, groups and states from pools that grow
with the case as news does: a few are in every tenth article, most in one or two; a fifth of the persons come by their
surname alone. Prints for each size the seconds of the whole merge, processor seconds per 1,000 articles, the largest
block, and how long one more article takes: description, blocks, memberships and actors, committed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import date
from pathlib import Path

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case.actor_rows import actor_change, descriptions_of, named_entities, put_actors, put_descriptions
from lagebild.case.case import Case
from lagebild.case.connection import first_row, reading, writing
from lagebild.case.merging_step import ARTICLES_AT_ONCE, DESCRIBED_AT_ONCE
from lagebild.reading.marks import Mention, MentionKind
from lagebild.reading.reading import Reading
from lagebild.scoring.merged import write_readings

SIZES = (1_000, 4_000, 16_000)
ENTITIES = 20
ADDED = 5
BATCH = 2_000
ONSETS, VOWELS, CODAS = (
    ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "sch", "tsch", "br", "kr", "st"],
    ["a", "e", "i", "o", "u", "au", "ei"],
    ["n", "r", "l", "s", "k", "t", "nd", "rg", ""],
)
COUNTRIES = [
    "PRK",
    "KOR",
    "CHN",
    "RUS",
    "USA",
    "DEU",
    "FRA",
    "GBR",
    "JPN",
    "UKR",
    "IRN",
    "TUR",
    "IND",
    "BRA",
    "NOR",
    "SWE",
    "POL",
]
FORMS = ("Institut für {}forschung", "{} Foundation", "{}bank", "{} Group", "Bund {}", "Zentrum {}", "{} Shipping")


def made_word(draw: random.Random, syllables: int) -> str:
    parts = (draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS) for _ in range(syllables))
    return "".join(parts).capitalize()


class Pool:
    """Names drawn by rank: the k-th of them about as often as 1/k, new ones as the case grows."""

    def __init__(self, seed: int, articles: int) -> None:
        self.draw = random.Random(seed)
        self.given = [made_word(self.draw, 2) for _ in range(300)]
        self.surnames = [made_word(self.draw, 2) for _ in range(200 + articles)]
        number = 100 + 2 * articles
        self.persons = [
            (self.draw.choice(self.given), self._ranked(self.surnames), self.draw.choice(COUNTRIES))
            for _ in range(number)
        ]
        self.organisations = [
            (self.draw.choice(FORMS).format(made_word(self.draw, 2)), self.draw.choice(COUNTRIES))
            for _ in range(number)
        ]

    def _ranked(self, items: list) -> object:  # type: ignore[type-arg]
        return items[min(int(len(items) ** self.draw.random()), len(items)) - 1]

    def entity(self) -> tuple[str, MentionKind, str | None, str | None, str | None]:
        """Return a name with kind, country, sector and the entry of the world."""
        kind = self.draw.random()
        if kind < 0.35:
            code = self._ranked(COUNTRIES)
            return str(code), MentionKind.STATE, str(code), "GOV", f"state:{code}"
        if kind < 0.65:
            given, surname, country = self._ranked(self.persons)  # type: ignore[misc]
            name = surname if self.draw.random() < 0.2 else f"{given} {surname}"
            return name, MentionKind.PER, country if self.draw.random() < 0.7 else None, None, None
        if kind < 0.85:
            name, country = self._ranked(self.organisations)  # type: ignore[misc]
            return name, MentionKind.ORG, country if self.draw.random() < 0.7 else None, None, None
        return "Soldaten", MentionKind.GROUP, str(self._ranked(COUNTRIES)), "MIL", None


def made_reading(pool: Pool, number: int) -> Reading:
    text, mentions = "", []
    for name, kind, country, sector, world in {pool.entity() for _ in range(ENTITIES)}:
        facts = (kind, country, sector, world or f"{kind}:{name}", world)
        mentions.append(Mention(len(text), len(text) + len(name), *facts, 0.9))
        text += f"{name}, "
    article = Article(
        f"https://made.example/{number}",
        text,
        (Passage(0, len(text), Zone.BODY),),
        lang="de",
        published=date(2025, 1, 1),
    )
    return Reading(article, (), mentions=tuple(sorted(mentions, key=lambda m: m.start)))


def write(case: Case, readings: list[Reading]) -> list[str]:
    write_readings(case.path, readings)
    return [made.article.article_id for made in readings]


def merge(case: Case, article_ids: list[str]) -> float:
    """Merge the actors of these articles as the case does; return seconds."""
    started = time.monotonic()
    for at in range(0, len(article_ids), ARTICLES_AT_ONCE):
        some = article_ids[at : at + ARTICLES_AT_ONCE]
        parts = [some[first : first + DESCRIBED_AT_ONCE] for first in range(0, len(some), DESCRIBED_AT_ONCE)]
        with reading(case.path) as connection:
            descriptions = [descriptions_of(part, named_entities(connection, part)) for part in parts]
            change = actor_change(connection, descriptions)
        for described in descriptions:
            with writing(case.path) as connection:
                put_descriptions(connection, described)
        with writing(case.path) as connection:
            put_actors(connection, change)
    return time.monotonic() - started


def measured(articles: int, seed: int) -> str:
    pool = Pool(seed, articles)
    with tempfile.TemporaryDirectory() as folder:
        case = Case.create(Path(folder) / "made.case")
        article_ids: list[str] = []
        for at in range(0, articles, BATCH):
            article_ids += write(case, [made_reading(pool, at + n) for n in range(min(BATCH, articles - at))])
        begun = time.process_time()
        whole = merge(case, article_ids)
        processor = time.process_time() - begun
        more = [merge(case, write(case, [made_reading(pool, articles + n)])) for n in range(ADDED)]
        with reading(case.path) as connection:
            largest = first_row(
                connection,
                """SELECT count(DISTINCT type) FROM stored.entity_names WHERE actor_id IS NULL
                GROUP BY block ORDER BY 1 DESC LIMIT 1""",
            )
            actors = first_row(connection, "SELECT count(*) FROM stored.actors")
    assert largest and actors
    per_thousand = 1000 * processor / articles
    return (
        f"{articles:>8,} {actors[0]:>9,} {largest[0]:>9,} {whole:>9.1f} {per_thousand:>15.2f} "
        f"{sorted(more)[len(more) // 2]:>11.2f} {max(more):>7.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    print("articles    actors  block, types  merge, s  cpu s per 1,000  one more, s  worst")
    for size in wanted.sizes:
        print(measured(size, wanted.seed), flush=True)


if __name__ == "__main__":
    main()
