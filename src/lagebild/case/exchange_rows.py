"""Exchanges as a merge that goes on where it stopped: sentences with their marks in, the rows of `exchanges` out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from lagebild.case.arrow_rows import arrow_of, insert, insert_arrow, replace_all
from lagebild.case.beside import in_halves
from lagebild.case.connection import reading, writing
from lagebild.case.due import Due, cross_out, note_due, some_due
from lagebild.case.evidence import Row
from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import JUDGED
from lagebild.case.shown import STORED
from lagebild.merging.exchanges import (
    Amount,
    Exchange,
    Happening,
    Speech,
    ToldSentence,
    Transfer,
    exchanges_of,
    transfers_of,
)
from lagebild.merging.exchanges.sides import Mentioned, names_of, side_of
from lagebild.reading.marks import Modality, QuotationKind

ARTICLES_AT_ONCE = 1_000
"""So many articles are read for transfers at a time: some 40,000 sentences with their marks."""

_STATES = f"""SELECT country, arg_min(actor_id, (-n_mentions, actor_id)) FROM {STORED}.actors
    WHERE kind = 'STATE' AND country IS NOT NULL GROUP BY country"""
_SENTENCES = f"""SELECT s.article_id, s.sentence_id, s.start, substr(a.text, s.start + 1, s."end" - s.start), a.lang
    FROM {STORED}.sentences s JOIN {STORED}.articles a USING (article_id)
    WHERE s.article_id IN (SELECT unnest(?)) AND a.lang IS NOT NULL
    AND s.article_id IN (SELECT article_id FROM {STORED}.versions WHERE newest) ORDER BY s.article_id, s.start"""
_MENTIONS = f"""SELECT m.article_id, start, "end", text, kind, country, sector, actor_id, entity_id
    FROM {JUDGED}.mentions m JOIN {STORED}.actor_members USING (entity_id)
    WHERE m.article_id IN (SELECT unnest(?)) ORDER BY 1, 2, 3"""
_AMOUNTS = f"""SELECT article_id, start, "end", low, high, unit, measure FROM {JUDGED}.quantities
    WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id, start"""
_SPEECHES = f"""SELECT q.article_id, start, "end", m.actor_id, coalesce(speaker_text, ''), speaker_start, speaker_end,
        modality
    FROM {JUDGED}.quotations q LEFT JOIN {STORED}.actor_members m ON m.entity_id = q.speaker_entity_id
    WHERE q.article_id IN (SELECT unnest(?)) AND q.kind <> '{QuotationKind.REPORTED}' ORDER BY 1, 2"""
_HAPPENINGS = f"""SELECT article_id, start, "end", type, realis, source_entities, target_entities, object_start,
        object_end, coalesce(r.earliest, e.earliest), coalesce(r.latest, e.latest), m.event_id, confidence
    FROM {JUDGED}.event_mentions e LEFT JOIN {STORED}.event_members m USING (mention_id)
    LEFT JOIN {STORED}.resolutions r ON r.row_id = e.time_row_id
    WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id, start, mention_id"""


def put_exchanges(path: Path) -> None:
    """Bring `exchanges` up to date with the articles, their actors and events.

    What an article tells is read again only where its marks, actors or events changed, and only
    the exchanges of givers, receivers and goods that it tells of, or told of, are put together again.
    """
    with writing(path) as connection:
        states = dict(connection.execute(_STATES).fetchall())
        _let_all_be_read_if_changed(connection, states)
    while True:
        with reading(path) as connection:
            some = some_due(connection, Due.TRANSFERS, ARTICLES_AT_ONCE)
        if not some:
            return
        transfers = pa.concat_tables(in_halves(transfers_told, path, some, states))
        with reading(path) as connection:
            exchanges = arrow_of("exchanges", _exchange_rows(connection, some, transfers))
        with writing(path) as connection:
            _put(connection, some, transfers, exchanges)


def transfers_told(path: Path, articles: Sequence[str], states: dict[str, str]) -> pa.Table:
    """Return the rows of `transfers` of some articles."""
    with reading(path) as connection:
        told = _told(connection, articles, states)
        return arrow_of("transfers", [row for sentences in told for row in _rows_of(sentences)])


def _let_all_be_read_if_changed(connection: duckdb.DuckDBPyConnection, states: Mapping[str, str]) -> None:
    """Let all articles be read again if another actor stands for a state now: a name can stand for it anywhere."""
    known = dict(connection.execute(f"SELECT country, actor_id FROM {STORED}.transfer_states").fetchall())
    if known == states:
        return
    note_due(
        connection,
        (Due.TRANSFERS, Due.SYSTEM),
        f"SELECT article_id FROM {STORED}.versions UNION SELECT article_id FROM {STORED}.transfers",
    )
    connection.execute(f"DELETE FROM {STORED}.transfer_states")
    insert(connection, "transfer_states", sorted(states.items()))


def _rows_of(sentences: Sequence[ToldSentence]) -> Iterator[Row]:
    """Yield the rows of `transfers` of an article."""
    for transfer in dict.fromkeys(transfers_of(sentences)):
        sentence = next(s for s in sentences if s.start <= transfer.good_start < s.start + len(s.text))
        words = sentence.text[transfer.good_start - sentence.start : transfer.good_end - sentence.start]
        yield (*astuple(transfer), words)


def _exchange_rows(connection: duckdb.DuckDBPyConnection, articles: Sequence[str], transfers: pa.Table) -> list[Row]:
    """Return the exchanges of all givers, receivers and goods that these articles tell of now or told of before."""
    _register_touched(connection, articles, transfers)
    rows = connection.execute(
        f"""FROM (FROM told_anew UNION ALL FROM {STORED}.transfers WHERE article_id NOT IN (SELECT unnest(?)))
        WHERE (giver, receiver, good) IN (FROM touched_flows)""",
        [list(articles)],
    ).fetchall()
    words = {(row[0], row[6]): row[-1] for row in rows}
    found = exchanges_of(Transfer(*row[:-1]) for row in rows)
    connection.unregister("told_anew")
    return [_row(e, words[e.stated.article_id, e.stated.good_start]) for e in found]


def _register_touched(connection: duckdb.DuckDBPyConnection, articles: Sequence[str], transfers: pa.Table) -> None:
    connection.register("told_anew", transfers)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE touched_flows AS SELECT giver, receiver, good FROM told_anew UNION
        SELECT giver, receiver, good FROM {STORED}.transfers WHERE article_id IN (SELECT unnest(?))""",
        [list(articles)],
    )


def _put(
    connection: duckdb.DuckDBPyConnection, articles: Sequence[str], transfers: pa.Table, exchanges: pa.Table
) -> None:
    _register_touched(connection, articles, transfers)
    connection.unregister("told_anew")
    connection.execute(f"DELETE FROM {STORED}.transfers WHERE article_id IN (SELECT unnest(?))", [list(articles)])
    cross_out(connection, Due.TRANSFERS, articles)
    insert_arrow(connection, "transfers", transfers)
    replace_all(connection, "exchanges", exchanges, "(here.giver, here.receiver, here.good) IN (FROM touched_flows)")


def _told(
    connection: duckdb.DuckDBPyConnection, articles: Sequence[str], states: dict[str, str]
) -> Iterator[list[ToldSentence]]:
    """Yield the sentences of each article with their marks."""
    marks = {
        name: _by_article(connection.execute(query, [list(articles)]).fetchall())
        for name, query in (
            ("mentions", _MENTIONS),
            ("amounts", _AMOUNTS),
            ("speeches", _SPEECHES),
            ("happenings", _HAPPENINGS),
        )
    }
    for article, sentences in _by_article(connection.execute(_SENTENCES, [list(articles)]).fetchall()).items():
        own = {name: found.get(article, []) for name, found in marks.items()}
        yield _told_sentences(article, sentences, own, states)


def _by_article(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for article, *rest in rows:
        found[article].append(tuple(rest))
    return found


def _told_sentences(
    article: str, sentences: Sequence[tuple[Any, ...]], marks: dict[str, list[tuple[Any, ...]]], states: dict[str, str]
) -> list[ToldSentence]:
    by_entity = {row[7]: side for row in marks["mentions"] if (side := side_of(Mentioned(*row[:7]), states))}
    # A quotation may run over several sentences, other marks stand in one; both lists are in the order of the text.
    cut = {name: _Following(rows) for name, rows in marks.items()}
    told = []
    for sentence_id, start, text, lang in sentences:
        inside = {name: following.until(start, start + len(text)) for name, following in cut.items()}
        amounts = tuple(Amount(*row) for row in inside["amounts"])
        mentions = [Mentioned(*row[:7]) for row in inside["mentions"]]
        told.append(
            ToldSentence(
                article,
                sentence_id,
                start,
                text,
                lang,
                names_of(text, start, lang, mentions, amounts, states),
                amounts,
                tuple(map(_speech, inside["speeches"])),
                tuple(_happening(row, by_entity) for row in inside["happenings"]),
            )
        )
    return told


class _Following:
    """Marks in the order of the text, handed out sentence by sentence."""

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._at = 0

    def until(self, start: int, end: int) -> list[tuple[Any, ...]]:
        """Return the marks that start before `end` and end after `start`; to be asked in the order of the text."""
        while self._at < len(self._rows) and self._rows[self._at][1] <= start:
            self._at += 1
        found, at = [], self._at
        while at < len(self._rows) and self._rows[at][0] < end:
            found.append(self._rows[at])
            at += 1
        return found


def _speech(row: tuple[Any, ...]) -> Speech:
    start, end, holder, speaker, speaker_start, speaker_end, modality = row
    return Speech(start, end, holder, speaker, speaker_start, speaker_end, modality == Modality.DENIED)


def _happening(row: tuple[Any, ...], sides: dict[str, str]) -> Happening:
    start, end, type_, realis, sources, targets, *rest = row
    givers, receivers = (tuple(dict.fromkeys(sides[e] for e in s or () if e in sides)) for s in (sources, targets))
    return Happening(start, end, type_, realis, givers, receivers, *rest)


def _row(e: Exchange, words: str) -> Row:
    places = [{"article_id": article, "start": start, "end": end} for article, start, end in e.evidence]
    stated = (words, e.stated.good_start, e.stated.good_end, e.stated.article_id)
    key = (e.giver, e.receiver, e.good, e.realis, e.holder, e.evidence)
    days = (e.since, e.until)
    amount = (e.low, e.high, e.unit)
    sides = (e.giver, e.receiver, e.good)
    return (*sides, *stated, *amount, e.realis, e.holder, *days, places, e.confidence, id_of("exchanges", *key))
