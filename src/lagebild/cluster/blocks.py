"""Blocks for datatrove: `Sources` finds articles, `Readings` reads them into shards.

A pipeline of the two reads what `lagebild build` reads. `Readings` also takes the documents of datatrove's own readers
and filters. The executor is datatrove's: local, Slurm and Ray run the same pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.io import DataFolderLike, get_datafolder
from datatrove.pipeline.base import PipelineStep

from lagebild.articles.article import Article
from lagebild.articles.jsonl import article_of_fields
from lagebild.articles.legible import legible
from lagebild.articles.origin import Origin, Record, article_or_refusal
from lagebild.articles.sources import Source, records_from, sources_in
from lagebild.case.article_rows import flaw_of, rows_or_refusal
from lagebild.case.rows import utc_of
from lagebild.cluster.shards import SUFFIX, ReadRecord, ShardWriter
from lagebild.errors import RefusedSource

FOUND = "lagebild"
"""The key under which a document of `Sources` carries what was found."""

ADDRESSES = ("uri", "url")
"""The fields of a document that may hold its address, the first that does; else its id is."""


class Sources(PipelineStep):  # type: ignore[misc]
    """Finds the articles in files and folders, the formats that `lagebild build` reads; each task takes its share.

    A source is read by one task whole: cut archives that are far larger than the others.
    """

    type = "📖 - READER"
    name = "📰 Lagebild sources"

    def __init__(self, *paths: str | Path) -> None:
        super().__init__()
        self.paths = tuple(map(str, paths))

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield a document for each record of the sources of this task; refused ones have no text."""
        yield from data or ()
        for number, source in enumerate(sources_in([Path(path) for path in self.paths])):
            if number % world_size == rank:
                yield from self._documents_in(source)

    def _documents_in(self, source: Source) -> Iterator[Document]:
        for position, item in enumerate(records_from(source)):
            article = item.article() if isinstance(item, Record) else item
            where = (source.uri, source.place, position, source.fetched_at)
            text = article.text if isinstance(article, Article) else ""
            yield Document(text, f"{source.uri}#{position}", metadata={FOUND: (where, article)})


class Readings(PipelineStep):  # type: ignore[misc]
    """Reads the documents of a task into one shard of a folder, which `lagebild build --readings` takes.

    Documents that do not come from `Sources` are read by their text and these fields of their metadata: `uri` or `url`
    (else the id of the document is its address), `title`, `published` (an ISO date), `lang`, `outlet`, `authors`. The
    `date` that datatrove's WARC reader gives is that of the crawl and is left alone.
    """

    type = "💽 - WRITER"
    name = "🗞 Lagebild readings"

    def __init__(self, folder: DataFolderLike) -> None:
        super().__init__()
        self.folder = get_datafolder(folder)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Read every document; pass it on."""
        shard = f"{rank:05d}-of-{world_size:05d}{SUFFIX}"
        unfinished = f".{shard}.part"
        with self.folder.open(unfinished, "wb") as file:
            writer = ShardWriter(file)
            for position, document in enumerate(data):
                with self.track_time():
                    record = _read(document, position)
                    writer.add(record)
                self.stat_update("refused" if record.refused else "read")
                yield document
            writer.close()
        self.folder.mv(unfinished, shard)


def _read(document: Document, position: int) -> ReadRecord:
    where, article = document.metadata.get(FOUND) or _found_of(document, position)
    uri, place, number, fetched_at = where
    if isinstance(article, Article):
        flaw = flaw_of(article)
        article = rows_or_refusal(article) if flaw is None else RefusedSource(flaw, place=article.uri)
    if isinstance(article, RefusedSource):
        reason = legible(article.message)
        return ReadRecord(uri, legible(article.place or place), number, utc_of(fetched_at), refused=reason)
    return ReadRecord(uri, legible(place), number, utc_of(fetched_at), article)


def _found_of(document: Document, position: int) -> tuple[tuple[str, str, int, None], Article | RefusedSource]:
    """Return where a document of another reader was found, and its article."""
    told: dict[str, Any] = document.metadata
    uri = next((str(told[name]) for name in ADDRESSES if told.get(name)), document.id)
    fields = {**told, "uri": uri, "text": document.text}
    article = article_or_refusal(lambda: article_of_fields(fields, Origin(uri, uri), uri), uri)
    return (uri, uri, position, None), article
