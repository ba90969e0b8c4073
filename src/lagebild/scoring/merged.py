"""A case made of given readings, and how its actors and events compare with the clusters of a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from lagebild.case.connection import reading
from lagebild.case.merging_step import merge_case
from lagebild.case.rows import rows_of
from lagebild.case.schema import make_case
from lagebild.case.versions import READER_VERSION_TEXT, WORLD_VERSION_TEXT
from lagebild.case.writing import Batch, write_batch
from lagebild.reading.read import read_article
from lagebild.reading.reading import Reading
from lagebild.scoring.clusters import BCubed, b_cubed
from lagebild.scoring.days import DayScore, Interval, day_score, days_in
from lagebild.scoring.stories import ToldArticle, gold_reading_of, story_in


@dataclass(frozen=True, slots=True)
class StoryScore:
    """B³ of the actors and of the events of a story, and how right the days of its events are."""

    actors: BCubed = field(default_factory=BCubed)
    events: BCubed = field(default_factory=BCubed)
    days: DayScore = field(default_factory=DayScore)

    def __add__(self, other: StoryScore) -> StoryScore:
        return StoryScore(self.actors + other.actors, self.events + other.events, self.days + other.days)


@dataclass(frozen=True, slots=True)
class MergeScore:
    """How the merge does on stories: with names and events as annotated, and on the reader's own."""

    annotated: StoryScore
    read: StoryScore
    stories: int

    def as_record(self) -> dict[str, object]:
        """Return the figures for JSON."""
        rows = {"annotated": self.annotated, "read": self.read}
        return {"stories": self.stories} | {
            name: {
                layer: {"precision": b.precision, "recall": b.recall, "f1": b.f1, "mentions": b.mentions}
                for layer, b in (("actors", score.actors), ("events", score.events))
            }
            | {"days": asdict(score.days)}
            for name, score in rows.items()
        }


def merge_score(folders: Iterable[Path]) -> MergeScore:
    """Merge every story by itself, once as annotated and once as read, and add up B³.

    Raises:
        StoryError, AnnotationError: a story's files are wrong.
    """
    annotated, read, stories = StoryScore(), StoryScore(), 0
    for folder in folders:
        told, days = story_in(folder), days_in(folder)
        annotated += story_score(told, [gold_reading_of(t) for t in told], days)
        read += story_score(told, [read_article(t.article) for t in told], days)
        stories += 1
    return MergeScore(annotated, read, stories)


def case_of(path: Path, readings: Iterable[Reading]) -> Path:
    """Make a merged case of readings at `path`; return it."""
    make_case(path)
    write_readings(path, readings)
    merge_case(path)
    return path


def write_readings(path: Path, readings: Iterable[Reading]) -> None:
    """Write readings into the case at `path`, each from the address of its article, without merging."""
    batch = Batch()
    for one in readings:
        batch.add_article(rows_of(one, READER_VERSION_TEXT, WORLD_VERSION_TEXT), one.article.uri, 0, None)
    write_batch(path, batch)


def story_score(
    told: Sequence[ToldArticle], readings: Sequence[Reading], days: Mapping[str, Interval] | None = None
) -> StoryScore:
    """Return how the merge of readings (one for each article, in its order) compares with the story.

    `days` are those of its events by cluster.
    """
    with TemporaryDirectory() as folder, reading(case_of(Path(folder) / "story.case", readings)) as connection:
        return _score(connection, told, days or {})


def _score(
    connection: duckdb.DuckDBPyConnection, told: Sequence[ToldArticle], days: Mapping[str, Interval]
) -> StoryScore:
    gold_names = {f"{t.name} {s} {e}": cluster for t in told for (s, e), cluster in t.actor_clusters().items()}
    gold_events = {
        f"{t.name} {span.start} {span.end}": t.clusters[event]
        for t in told
        for event, span in t.event_spans().items()
        if event in t.clusters
    }
    names = _by_place(connection, 'SELECT uri, m.start, m."end", actor_id FROM mentions m', told)
    mentions = _by_place(connection, 'SELECT uri, m.start, m."end", event_id FROM event_mentions m', told)
    rows = connection.execute(
        "SELECT event_id, earliest, latest FROM events WHERE earliest IS NOT NULL AND latest IS NOT NULL"
    ).fetchall()
    dated = {event_id: (earliest, latest) for event_id, earliest, latest in rows}
    gold_days = {place: days[cluster] for place, cluster in gold_events.items() if cluster in days}
    given = {place: dated[event] for place, event in mentions.items() if event in dated}
    return StoryScore(b_cubed(gold_names, names), b_cubed(gold_events, mentions), day_score(gold_days, given))


def _by_place(connection: duckdb.DuckDBPyConnection, query: str, told: Sequence[ToldArticle]) -> dict[str, str]:
    names = {t.article.uri: t.name for t in told}
    rows = connection.execute(f"{query} JOIN articles_current a USING (article_id)").fetchall()
    return {f"{names[uri]} {start} {end}": cluster for uri, start, end, cluster in rows if cluster is not None}
