"""Weights of the likeness of two reports, fitted on stories with gold clusters.

`PYTHONPATH=src python -m training.merging.events STORY… --out FILE` (the package's `weights.toml`) builds a case of
each story with annotated names and events, compares what the merge compares, and fits a logistic regression (Newton's
method, L2), beside the weights that are given (`GIVEN`). It prints B³ of every story with weights fitted on the others,
and of a baseline that joins equal type, day and sides.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from lagebild.case.connection import reading
from lagebild.case.event_reports import reports_told
from lagebild.case.told_events import told_events
from lagebild.merging.events import (
    LINKED,
    Comparable,
    Pairs,
    Told,
    clusters_of,
    comparable,
    completed,
    components,
    keys_of,
    pairs_of,
)
from lagebild.merging.events.clusters import NEVER
from lagebild.merging.events.likeness import FEATURES, compared, told_apart
from lagebild.merging.events.reports import stood_for
from lagebild.scoring.clusters import BCubed, b_cubed
from lagebild.scoring.merged import case_of
from lagebild.scoring.stories import gold_reading_of, story_in

Floats = NDArray[np.float64]

DECAY = 3.0
"""Weight of the squares of the weights, the bias apart."""
GIVEN = {"without a time and seasons apart": -0.7}
"""Weights that are not fitted. Each story comes back to one affair for months, while papers that tell of the same
actors a season later mostly tell of something new."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A story: its reports with the gold cluster of each, and the compared pairs with their features."""

    name: str
    told: tuple[Told, ...]
    gold: dict[str, str]
    reports: Comparable
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    features: Floats

    @property
    def same(self) -> NDArray[np.bool_]:
        """Whether each pair is of one event."""
        clusters = np.array([self.gold[t.mention_id] for t in self.told])
        return np.asarray(clusters[self.left] == clusters[self.right])


def compared_story(folder: Path) -> Compared:
    """Return a story with the pairs that the merge compares, in a case of its own."""
    articles = story_in(folder)
    with TemporaryDirectory() as work:
        path = case_of(Path(work) / "x.case", [gold_reading_of(a) for a in articles])
        with reading(path) as connection:
            ids = connection.execute("SELECT article_id, uri FROM articles_current").fetchall()
            told = [m.told for m in told_events(connection, [i for i, _ in ids])]
            places = connection.execute(
                "SELECT mention_id, uri, m.start FROM event_mentions m JOIN articles USING (article_id)"
            )
            at = {mention: (uri, start) for mention, uri, start in places.fetchall()}
            reports = comparable(reports_told(connection, told))
    gold_at = {
        (a.article.uri, s.start): a.clusters.get(e, f"{a.name} {e}")
        for a in articles
        for e, s in a.event_spans().items()
    }
    gold = {t.mention_id: gold_at[at[t.mention_id]] for t in told}
    left, right = pairs_of(keys_of(reports.reports), reports)
    return Compared(folder.name, tuple(told), gold, reports, left, right, compared(reports, left, right))


def fitted(stories: Sequence[Compared]) -> Floats:
    """Return the weights that make what is one event in the stories likeliest, and those given beside them."""
    free = [name not in GIVEN for name in FEATURES]
    x = np.concatenate([s.features[:, free] for s in stories])
    y = np.concatenate([s.same for s in stories]).astype(float)
    found = np.zeros(x.shape[1])
    decay = np.full(x.shape[1], DECAY)
    decay[FEATURES.index("bias")] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ found))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(decay), x.T @ (p - y) + decay * found)
        found -= step
    weights = np.array([GIVEN.get(name, 0.0) for name in FEATURES])
    weights[free] = found
    return weights


def _odds(story: Compared, left: NDArray[np.int64], right: NDArray[np.int64], weights: Floats) -> Floats:
    odds = compared(story.reports, left, right) @ weights
    return np.where(told_apart(story.reports.reports, left, right), NEVER, odds)


def score(story: Compared, weights: Floats) -> BCubed:
    """Return B³ of a story's events with these weights."""
    odds = _odds(story, story.left, story.right, weights)
    pairs = Pairs(len(story.told), story.left, story.right, odds)
    linked = pairs.log_odds >= LINKED
    labels = components(pairs.n, pairs.left[linked], pairs.right[linked])
    parts = (np.flatnonzero(labels == part) for part in range(int(labels.max()) + 1))
    whole = completed(pairs.n, parts, lambda one, other: _odds(story, one, other, weights))
    clusters = clusters_of(whole)
    return b_cubed(story.gold, {t.mention_id: int(c) for t, c in zip(story.told, clusters, strict=True)})


def baseline(story: Compared) -> BCubed:
    """Return B³ if what has equal type, day and sides is one event."""

    def key(t: Told) -> tuple[object, ...]:
        sides = frozenset(stood_for(s) for s in (*t.sources, *t.targets))
        return (t.type, t.earliest or t.published_latest, sides)

    return b_cubed(story.gold, {t.mention_id: key(t) for t in story.told})


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description="Fit the likeness of reports.")
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    stories = [compared_story(folder) for folder in given.stories]
    apart, simple = BCubed(), BCubed()
    for story in stories:
        others = [s for s in stories if s is not story] or stories
        one, base = score(story, fitted(others)), baseline(story)
        gold = {}
        for mention, cluster in story.gold.items():
            gold.setdefault(cluster, []).append(mention)
        linked = int(story.same.sum())
        possible = sum(len(m) * (len(m) - 1) // 2 for m in gold.values())
        print(
            f"{story.name}: {len(story.told)} reports, {len(gold)} events, {linked} of {possible} pairs met, "
            f"{len(story.left)} compared, B3 {one.precision:.3f} {one.recall:.3f} {one.f1:.3f}, baseline {base.f1:.3f}"
        )
        apart, simple = apart + one, simple + base
    print(f"each by the others: B3 {apart.precision:.3f} {apart.recall:.3f} {apart.f1:.3f}, baseline {simple.f1:.3f}")
    weights = fitted(stories)
    if given.out:
        lines = [f'"{name}" = {weight:.3f}' for name, weight in zip(FEATURES, weights, strict=True)]
        head = "# Log odds by feature, see likeness.py; written by `python -m training.merging.events`.\n[weights]\n"
        given.out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
