"""Events as people read them: who did what to whom and when, each with the sentences that report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagebild.views.queryable import QueryableCase, name_of, names_of


@dataclass(frozen=True, slots=True)
class EventReport:
    """A sentence that reports an event.

    `triggers` are half-open offsets in `sentence`; `mention_id` is the first of its reports. `speakers` are who says
    so, `""` for somebody without a name; none if the author does.
    """

    mention_id: str
    article_id: str
    sentence: str
    triggers: tuple[tuple[int, int], ...]
    realis: tuple[str, ...]
    speakers: tuple[str, ...]
    is_copy: bool


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """An event across articles; `trigger`, `what` and `sentence` are those of the report that stands for it."""

    event_id: str
    type: str
    realis: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    earliest: date | None
    latest: date | None
    place: str | None
    trigger: str
    what: str | None
    sentence: str
    n_articles: int
    n_independent: int
    confidence: float | None
    reports: tuple[EventReport, ...]


def timeline_events(case: QueryableCase, names: str, limit: int) -> list[TimelineEvent]:
    """Return the events of a case, at most `limit`: those that most articles report, among equals the latest.

    `names` is the column of actor names to prefer.
    """
    rows = case.sql(
        f"""
        SELECT e.event_id, e.type, e.realis, {names_of("e.sources", names)}, {names_of("e.targets", names)},
               e.earliest, e.latest, e.place, m.text, m.object_text,
               coalesce(substr(a.text, s.start + 1, s."end" - s.start), m.text),
               e.n_articles, e.n_independent, e.confidence
        FROM (SELECT * FROM events ORDER BY n_independent DESC, n_articles DESC,
              coalesce(latest, earliest) DESC NULLS LAST, event_id LIMIT ?) e
        JOIN event_mentions m ON m.mention_id = e.label_mention_id
        JOIN articles_current a ON a.article_id = m.article_id
        LEFT JOIN sentences s ON s.article_id = m.article_id AND s.sentence_id = m.sentence_id
        ORDER BY e.n_independent DESC, e.n_articles DESC, e.event_id""",
        [limit],
    ).fetchall()
    reports = _reports(case, names, [event_id for event_id, *_ in rows])
    return [
        TimelineEvent(*(event_id, type_, realis, tuple(who or ()), tuple(whom or ()), *rest, reports[event_id]))
        for event_id, type_, realis, who, whom, *rest in rows
    ]


def _reports(case: QueryableCase, names: str, event_ids: Sequence[str]) -> dict[str, tuple[EventReport, ...]]:
    rows = case.sql(
        f"""
        SELECT m.event_id, m.article_id, m.sentence_id, m.mention_id,
               coalesce(substr(a.text, s.start + 1, s."end" - s.start), m.text),
               m.start - coalesce(s.start, m.start), m."end" - coalesce(s.start, m.start), m.realis,
               CASE WHEN m.quotation_id IS NOT NULL
                   THEN coalesce({name_of("q.speaker_actor_id", names)}, q.speaker_text, '') END,
               a.duplicate_of IS NOT NULL
        FROM event_mentions m JOIN articles_current a ON a.article_id = m.article_id
        LEFT JOIN sentences s ON s.article_id = m.article_id AND s.sentence_id = m.sentence_id
        LEFT JOIN quotations q ON q.quotation_id = m.quotation_id
        WHERE m.event_id IN (SELECT unnest(?))
        ORDER BY coalesce(a.published, a.published_earliest) NULLS LAST, m.article_id, m.start, m.mention_id""",
        [list(event_ids)],
    ).fetchall()
    sentences: dict[tuple[str, str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for event_id, article_id, sentence_id, *told in rows:
        sentences[event_id, article_id, sentence_id].append(tuple(told))
    reports: dict[str, list[EventReport]] = defaultdict(list)
    for (event_id, article_id, _), told in sentences.items():
        ids, texts, starts, ends, realis, speakers, copies = zip(*told, strict=True)
        reports[event_id].append(
            EventReport(
                ids[0],
                article_id,
                texts[0],
                tuple(sorted(set(zip(starts, ends, strict=True)))),
                tuple(dict.fromkeys(realis)),
                tuple(dict.fromkeys(s for s in speakers if s is not None)),
                any(copies),
            )
        )
    return defaultdict(tuple, {event_id: tuple(own) for event_id, own in reports.items()})
