"""Articles that come one by one, in any order, or go again: exchanges and events are those of one build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from lagebild.articles.article import Article, Passage, Zone
from lagebild.case import exchange_rows
from lagebild.case.connection import reading
from lagebild.case.merging_step import merge_case
from lagebild.case.removing import remove_article
from lagebild.case.schema import make_case
from lagebild.reading.marks import EventMention, EventType, Mention, MentionKind, Participant, Realis, Sentence
from lagebild.reading.reading import Reading
from lagebild.scoring.merged import write_readings

STATES = {"Norwegen": "NOR", "Finnland": "FIN", "Schweden": "SWE", "Lettland": "LVA"}
TEXTS = (
    "Norwegen hat Finnland 40 Boote geliefert.",
    "Norwegen hat Finnland auch 60 Boote geliefert.",
    "Schweden hat Lettland Munition geliefert.",
)
COMPARED = ("actors", "actor_members", "events", "event_members", "exchanges", "disagreements", "dyads", "triads")


def told(number: int) -> Reading:
    """An article of one sentence with its states and the delivery as an event, told three days after the one before."""
    text = TEXTS[number]
    names = sorted((text.index(name), name) for name in STATES if name in text)
    mentions = tuple(
        Mention(at, at + len(name), MentionKind.STATE, STATES[name], "GOV", name, f"state:{STATES[name]}", 0.9)
        for at, name in names
    )
    sides = [Participant(m.start, m.end, m.entity) for m in mentions]
    verb = text.index("geliefert")
    where = (None,) * 6
    deed = (0, EventType.AID, Realis.REAL, (sides[0],), (sides[1],), *where, None, None, None, 0.8)
    article = Article(
        f"https://paper.example/{number}",
        text,
        (Passage(0, len(text), Zone.BODY),),
        lang="de",
        published=date(2025, 3, 1 + 3 * number),
    )
    event = EventMention(verb, verb + len("geliefert"), *deed)
    return Reading(article, (Sentence(0, len(text), 0),), mentions, events=(event,))


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with reading(path) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY row_id").fetchall() for name in COMPARED}


def built(path: Path, *parts: list[int]) -> Path:
    """Make a case, merged after each part."""
    make_case(path)
    for part in parts:
        write_readings(path, [told(number) for number in part])
        merge_case(path)
    return path


ORDERS = ((2, 1, 0),)
"""More were tried when this was written, and parts of every size; each article is a merge, which waits for the disk."""


def test_an_exchange_gathers_its_reports_in_whatever_order_they_come(tmp_path: Path) -> None:
    whole = rows(built(tmp_path / "whole.case", [0, 1, 2]))
    assert len(whole["exchanges"]) == 2
    for number, order in enumerate(ORDERS):
        assert rows(built(tmp_path / f"{number}.case", *([one] for one in order))) == whole


def test_what_an_article_told_goes_with_it(tmp_path: Path) -> None:
    path = built(tmp_path / "x.case", [0, 1, 2])
    remove_article(path, "https://paper.example/1")
    merge_case(path)
    assert rows(path) == rows(built(tmp_path / "never.case", [0, 2]))


def test_only_what_changed_is_read_for_exchanges_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = built(tmp_path / "x.case", [0, 2])
    asked: list[str] = []
    read = exchange_rows._told

    def noted(connection: DuckDBPyConnection, articles: Sequence[str], states: dict[str, str]) -> Iterator[Any]:
        asked.extend(articles)
        return read(connection, articles, states)

    monkeypatch.setattr(exchange_rows, "_told", noted)
    write_readings(path, [told(1)])
    merge_case(path)
    assert told(1).article.article_id in asked
    assert told(2).article.article_id not in asked
