"""Stories told by several articles: annotated articles with the clusters of their actors and events across articles.

A story is a folder with `docs/*.txt`, `out/*.ann` (see `lagebild.scoring.ann`) and `clusters.tsv`: a line a record,
`article<TAB>record id<TAB>cluster`. Records of one cluster are one actor or one event in the story's world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lagebild.articles.article import Article
from lagebild.errors import LagebildError
from lagebild.reading.entities import ProposedName, entities_of, roles_of
from lagebild.reading.marks import EventMention, EventType, Mention, Participant, Realis, Sentence, TimeExpression
from lagebild.reading.model.decoding.directed import directed
from lagebild.reading.model.decoding.vectors import vectors_in
from lagebild.reading.model.session import reader_session
from lagebild.reading.reading import Reading
from lagebild.reading.sentences import sentences_of
from lagebild.reading.times import times_of
from lagebild.scoring.ann import Annotation, Document, EventRecord, parse_annotation, parse_document
from lagebild.scoring.gold import GoldActor, GoldArticle, first_unused, gold_of
from lagebild.scoring.score import article_of
from lagebild.spans import Span, offsets_of


class StoryError(LagebildError):
    """A story's files do not fit together."""


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article of a story: its gold, and the cluster of each actor and event record by its id."""

    name: str
    document: Document
    annotation: Annotation
    gold: GoldArticle
    clusters: dict[str, str]

    @property
    def article(self) -> Article:
        """The article as the reader gets it, under an address of its own."""
        return replace(article_of(self.gold), uri=f"story:{self.name}")

    def event_spans(self) -> dict[str, Span]:
        """Return the characters of every event's trigger by the event's id."""
        found: dict[str, Span] = {}
        taken: list[Span] = []
        for record in self.annotation.events:
            span = first_unused(record.trigger, self.gold.text, self.sentence(record.sentence), taken)
            if span is not None:
                taken.append(span)
                found[record.event] = span
        return found

    def sentence(self, number: int) -> Span:
        """Return the characters of the sentence that the annotation calls `number`."""
        return self.gold.sentences[list(self.document.sentences).index(number)]

    def actor_clusters(self) -> dict[tuple[int, int], str]:
        """Return the cluster of every name by its characters, of those that name one actor."""
        found = {}
        for name in self.gold.names:
            actors = {self.clusters[a] for a in name.actors if a in self.clusters}
            if len(actors) == 1:
                found[name.span.start, name.span.end] = actors.pop()
        return found


def story_in(folder: Path) -> tuple[ToldArticle, ...]:
    """Return the articles of a story, ordered by name.

    Raises:
        StoryError: an article has no annotation or a cluster names an unknown record.
        AnnotationError: a file is not in its format.
    """
    clusters: dict[str, dict[str, str]] = {}
    listed = folder / "clusters.tsv"
    for number, line in enumerate(listed.read_text(encoding="utf-8").splitlines(), 1):
        article, _, rest = line.partition("\t")
        record, _, cluster = rest.partition("\t")
        if not cluster:
            raise StoryError("A line is: article, record, cluster, with tabs between.", place=f"{listed}:{number}")
        clusters.setdefault(article, {})[record] = cluster
    return tuple(_told(path, clusters.get(path.stem, {})) for path in sorted(folder.glob("docs/*.txt")))


def story_folders(path: Path) -> list[Path]:
    """Return the folders of stories at or under `path`, ordered by name; none if it holds no clusters."""
    if (path / "clusters.tsv").is_file():
        return [path]
    return sorted(found.parent for found in path.glob("*/clusters.tsv"))


def gold_reading_of(told: ToldArticle) -> Reading:
    """Return the reading in which names, events and their sides are as annotated and all else is the reader's own."""
    article, gold = told.article, told.gold
    sentences = sentences_of(article.text, article.passages, article.lang)
    times = times_of(article.text, sentences, article.lang, article.published)
    sectors = {record.actor: record.sector for record in told.annotation.actors}
    names = [ProposedName(n.span.start, n.span.end, min(n.kinds), sectors.get(min(n.actors)), 1.0) for n in gold.names]
    mentions = entities_of(article.text, sentences, article.lang, names)
    session = reader_session()
    outputs = session.token_outputs(article.text, [(s.start, s.end) for s in sentences])
    found = [_event(told, record, span, mentions, times, sentences) for record, span in _placed_events(told)]
    times, events = directed(times, found, article.published)
    return Reading(
        article,
        sentences,
        mentions,
        times,
        events=tuple(sorted(events)),
        roles=roles_of(article.text, sentences, article.lang, mentions),
        vectors=vectors_in(outputs, session.model.arrays),
    )


def _told(path: Path, clusters: dict[str, str]) -> ToldArticle:
    out = path.parents[1] / "out" / f"{path.stem}.ann"
    if not out.exists():
        raise StoryError("The article has no annotation.", place=str(out))
    document = parse_document(path.read_text(encoding="utf-8"), file=str(path))
    annotation = parse_annotation(out.read_text(encoding="utf-8"), file=str(out))
    known = {r.actor for r in annotation.actors} | {r.event for r in annotation.events}
    unknown = sorted(set(clusters) - known)
    if unknown:
        raise StoryError(f"clusters.tsv names {unknown[0]}, which the annotation does not have.", place=str(out))
    return ToldArticle(path.stem, document, annotation, gold_of(document, annotation), clusters)


def _placed_events(told: ToldArticle) -> list[tuple[EventRecord, Span]]:
    spans = told.event_spans()
    return [(record, spans[record.event]) for record in told.annotation.events if record.event in spans]


def _event(
    told: ToldArticle,
    record: EventRecord,
    span: Span,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
) -> EventMention:
    gold, own = told.gold, told.sentence(record.sentence)
    sources, targets = (
        tuple(sorted({_participant(gold.actors[a], mentions, span) for a in side if _named(gold.actors[a], mentions)}))
        for side in (record.sources, record.targets)
    )
    what, place, when = (
        first_unused(words, gold.text, own, []) if words else None for words in (record.what, record.place, record.time)
    )
    time = next((t for t in times if when and t.start < when.end and when.start < t.end), None)
    at = next(s.sentence_id for s in reversed(sentences) if s.start <= span.start)
    days = (time.earliest, time.latest) if time else (None, None)
    words = (*offsets_of(what), *offsets_of(place), *offsets_of(Span(time.start, time.end) if time else None))
    kind = (EventType(record.type), Realis(record.realis))
    return EventMention(*(span.start, span.end, at, *kind, sources, targets, *words, *days, None, 1.0))


def _named(actor: GoldActor, mentions: Sequence[Mention]) -> bool:
    return any(_is_at(m, span) for span in actor.spans for m in mentions)


def _participant(actor: GoldActor, mentions: Sequence[Mention], trigger: Span) -> Participant:
    """The mention of an actor that is read as a side: the last before the trigger's end, else the first."""
    places = [m for m in mentions if any(_is_at(m, span) for span in actor.spans)]
    before = [m for m in places if m.start < trigger.end]
    chosen = max(before, key=lambda m: m.start) if before else min(places, key=lambda m: m.start)
    return Participant(chosen.start, chosen.end, chosen.entity)


def _is_at(mention: Mention, span: Span) -> bool:
    return (mention.start, mention.end) == (span.start, span.end)
