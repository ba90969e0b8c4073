"""The tables of a case, declared: what `lagebild export` promises, and the few tables the case keeps for itself.

Offsets are Python string indices into `articles.text`, half open. Tables are stored in the DuckDB schema `stored`;
the schema `main` holds one view per table of the contract, which shows only the newest version of every article and
joins in the ids of actors and events from the membership tables.
"""

from __future__ import annotations

from lagebild.case.declaring import Column, Holding, Table, declared_columns

SCHEMA_VERSION = 10
"""Raised whenever a table or column changes; see `lagebild.case.schema` for the steps between versions."""

_SPAN = "start INTEGER, end INTEGER"
_EVIDENCE = "start INTEGER, end INTEGER, text VARCHAR"
_INTERVAL = "earliest DATE, latest DATE"
_JUDGED = "confidence DOUBLE"
_READ_BY = "reader_version VARCHAR"
_ROW = "row_id VARCHAR"


def _text(prefix: str) -> str:
    return f"{prefix}_text VARCHAR, {prefix}_start INTEGER, {prefix}_end INTEGER"


def _struct_list(name: str, fields: str) -> Column:
    return Column(name, f"STRUCT({fields})[]")


_ENTITY_SPANS = 'mention_id VARCHAR, "start" INTEGER, "end" INTEGER'
_PLACES = 'article_id VARCHAR, "start" INTEGER, "end" INTEGER'
_VERSIONS = f'"value" VARCHAR, "date" VARCHAR, holder VARCHAR, {_PLACES}'

CONTRACT: tuple[Table, ...] = (
    Table(
        "articles",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR, uri VARCHAR, outlet VARCHAR, title VARCHAR, authors VARCHAR[], lang VARCHAR",
            "published DATE, published_earliest DATE, published_latest DATE, published_basis VARCHAR",
            "published_confidence DOUBLE, text VARCHAR, content_hash VARCHAR, fetched_at TIMESTAMP",
            "version_of VARCHAR, duplicate_of VARCHAR, reader_version VARCHAR, world_version VARCHAR",
            _ROW,
        ),
        key=("article_id",),
        spans=("published",),
        joined=("version_of", "duplicate_of"),
        private=declared_columns("published_start INTEGER, published_end INTEGER"),
    ),
    Table(
        "datings",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR, step INTEGER, rule VARCHAR",
            _EVIDENCE,
            "other_article_id VARCHAR, other_start INTEGER, other_end INTEGER",
            _INTERVAL,
            _JUDGED,
            _ROW,
        ),
        key=("article_id", "step"),
        evidence=("",),
        spans=("other",),
        evidence_article={"other": "other_article_id"},
    ),
    Table(
        "passages",
        Holding.READ,
        declared_columns("article_id VARCHAR, zone VARCHAR", _SPAN, _ROW),
        key=("article_id", "start"),
        spans=("",),
    ),
    Table(
        "sentences",
        Holding.READ,
        declared_columns("article_id VARCHAR, sentence_id INTEGER", _SPAN, _ROW),
        key=("article_id", "sentence_id"),
        spans=("",),
    ),
    Table(
        "vectors",
        Holding.READ,
        declared_columns("article_id VARCHAR, sentence_id INTEGER, vector TINYINT[384], scale FLOAT", _READ_BY, _ROW),
        key=("article_id", "sentence_id"),
    ),
    Table(
        "mentions",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR",
            _EVIDENCE,
            "kind VARCHAR, country VARCHAR, sector VARCHAR, entity_id VARCHAR, actor_id VARCHAR",
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end", "kind"),
        evidence=("",),
        actors={"actor_id": "entity_id"},
        private=declared_columns("world_entry VARCHAR"),
    ),
    Table(
        "actors",
        Holding.MERGED,
        declared_columns(
            "actor_id VARCHAR, name VARCHAR, name_de VARCHAR, name_en VARCHAR, kind VARCHAR, country VARCHAR",
            "sector VARCHAR, aliases VARCHAR[], n_articles INTEGER, n_mentions INTEGER",
            _ROW,
        ),
        key=("actor_id",),
    ),
    Table(
        "actor_members",
        Holding.MERGED,
        declared_columns("entity_id VARCHAR, actor_id VARCHAR, score DOUBLE, reason VARCHAR", _ROW),
        key=("entity_id",),
        private=declared_columns("article_id VARCHAR"),
    ),
    Table(
        "roles",
        Holding.READ,
        declared_columns(
            "actor_id VARCHAR, role VARCHAR, country VARCHAR, organisation VARCHAR, since DATE, until DATE",
            "article_id VARCHAR",
            _EVIDENCE,
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end", "row_id"),
        evidence=("",),
        actors={"actor_id": "entity_id"},
        private=declared_columns("entity_id VARCHAR"),
    ),
    Table(
        "times",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR",
            _EVIDENCE,
            "type VARCHAR, value VARCHAR",
            _INTERVAL,
            "anchor VARCHAR, direction VARCHAR, shift VARCHAR",
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end"),
        evidence=("",),
    ),
    Table(
        "quantities",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR",
            _EVIDENCE,
            "low DOUBLE, high DOUBLE, operator VARCHAR, unit VARCHAR",
            _text("noun"),
            "measure VARCHAR",
            _text("owner"),
            "actor_id VARCHAR, other_actor_id VARCHAR, holder_actor_id VARCHAR, quotation_id VARCHAR",
            _INTERVAL,
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end"),
        evidence=("", "noun", "owner"),
        actors={
            "actor_id": "entity_id",
            "other_actor_id": "other_entity_id",
            "holder_actor_id": "holder_entity_id",
        },
        private=declared_columns("entity_id VARCHAR, other_entity_id VARCHAR, holder_entity_id VARCHAR"),
    ),
    Table(
        "quotations",
        Holding.READ,
        declared_columns(
            "quotation_id VARCHAR, article_id VARCHAR",
            _EVIDENCE,
            "kind VARCHAR",
            _text("speaker"),
            "speaker_actor_id VARCHAR",
            _text("cue"),
            "modality VARCHAR",
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end"),
        evidence=("", "speaker", "cue"),
        actors={"speaker_actor_id": "speaker_entity_id"},
        private=declared_columns("speaker_entity_id VARCHAR"),
    ),
    Table(
        "event_mentions",
        Holding.READ,
        (
            *declared_columns(
                "mention_id VARCHAR, article_id VARCHAR",
                _EVIDENCE,
                "sentence_id INTEGER, type VARCHAR, realis VARCHAR, sources VARCHAR[], targets VARCHAR[]",
            ),
            _struct_list("source_spans", _ENTITY_SPANS),
            _struct_list("target_spans", _ENTITY_SPANS),
            *declared_columns(
                _text("object"),
                _text("place"),
                _text("time"),
                _INTERVAL,
                "quotation_id VARCHAR, event_id VARCHAR",
                _JUDGED,
                _READ_BY,
                _ROW,
            ),
        ),
        key=("article_id", "start", "end", "type", "mention_id"),
        evidence=("", "object", "place", "time"),
        span_lists=("source_spans", "target_spans"),
        actor_lists={"sources": "source_entities", "targets": "target_entities"},
        joined=("event_id",),
        private=declared_columns("source_entities VARCHAR[], target_entities VARCHAR[], time_row_id VARCHAR"),
    ),
    Table(
        "event_members",
        Holding.MERGED,
        declared_columns("mention_id VARCHAR, event_id VARCHAR, score DOUBLE, reason VARCHAR", _ROW),
        key=("mention_id",),
    ),
    Table(
        "events",
        Holding.MERGED,
        declared_columns(
            "event_id VARCHAR, type VARCHAR, realis VARCHAR, sources VARCHAR[], targets VARCHAR[]",
            _INTERVAL,
            "days_basis VARCHAR",
            "place VARCHAR, label_mention_id VARCHAR, n_articles INTEGER, n_independent INTEGER, n_mentions INTEGER",
            _JUDGED,
            _ROW,
        ),
        key=("event_id",),
        private=declared_columns("known DATE"),
    ),
    Table(
        "relations",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR",
            _EVIDENCE,
            "actor_a VARCHAR, actor_b VARCHAR, dimension VARCHAR, value INTEGER, change VARCHAR",
            "holder_actor_id VARCHAR",
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end", "dimension", "row_id"),
        evidence=("",),
        actors={"actor_a": "entity_a", "actor_b": "entity_b", "holder_actor_id": "holder_entity_id"},
        private=declared_columns("entity_a VARCHAR, entity_b VARCHAR, holder_entity_id VARCHAR"),
    ),
    Table(
        "outlooks",
        Holding.READ,
        declared_columns(
            "article_id VARCHAR",
            _EVIDENCE,
            "kind VARCHAR",
            _text("condition"),
            "condition_mention_ids VARCHAR[]",
            _text("consequence"),
            "consequence_mention_ids VARCHAR[]",
            _text("holder"),
            "holder_actor_id VARCHAR, status VARCHAR, follow_up VARCHAR[]",
            _JUDGED,
            _READ_BY,
            _ROW,
        ),
        key=("article_id", "start", "end", "kind"),
        evidence=("", "condition", "consequence", "holder"),
        actors={"holder_actor_id": "holder_entity_id"},
        private=declared_columns("holder_entity_id VARCHAR"),
    ),
    Table(
        "exchanges",
        Holding.MERGED,
        (
            *declared_columns(
                "giver VARCHAR, receiver VARCHAR, good VARCHAR",
                _text("good"),
                "good_article_id VARCHAR, low DOUBLE, high DOUBLE, unit VARCHAR, realis VARCHAR",
                "holder_actor_id VARCHAR, since DATE, until DATE",
            ),
            _struct_list("evidence", _PLACES),
            *declared_columns(_JUDGED, _ROW),
        ),
        key=("giver", "receiver", "good", "row_id"),
        evidence=("good",),
        evidence_article={"good": "good_article_id"},
        span_lists=("evidence",),
    ),
    Table(
        "disagreements",
        Holding.MERGED,
        (
            *declared_columns("kind VARCHAR, relation VARCHAR, topic VARCHAR"),
            _struct_list("versions", _VERSIONS),
            *declared_columns(_JUDGED, _ROW),
        ),
        key=("kind", "topic", "row_id"),
        private=declared_columns("block VARCHAR"),
        span_lists=("versions",),
    ),
    Table(
        "imported_events",
        Holding.KEPT,
        declared_columns(
            "dataset VARCHAR, version VARCHAR, record_id VARCHAR, file VARCHAR, line INTEGER, date DATE, type VARCHAR",
            "sources VARCHAR[], targets VARCHAR[], weight DOUBLE",
            _ROW,
        ),
        key=("dataset", "version", "record_id"),
    ),
    Table(
        "groups",
        Holding.KEPT,
        declared_columns(
            "group_id VARCHAR, name_de VARCHAR, name_en VARCHAR, actor_id VARCHAR, since DATE, until DATE",
            _ROW,
        ),
        key=("group_id", "actor_id", "since"),
    ),
    Table(
        "dyads",
        Holding.MERGED,
        declared_columns(
            "actor_a VARCHAR, actor_b VARCHAR, directed BOOLEAN, period VARCHAR, origin VARCHAR, cooperation DOUBLE",
            "conflict DOUBLE, net DOUBLE, low DOUBLE, high DOUBLE, stated_value DOUBLE, n_statements INTEGER",
            "n_events INTEGER, n_articles INTEGER, thin BOOLEAN",
            _ROW,
        ),
        key=("actor_a", "actor_b", "directed", "period", "origin"),
        private=declared_columns("sign VARCHAR, basis VARCHAR"),
    ),
    Table(
        "triads",
        Holding.MERGED,
        declared_columns(
            "a VARCHAR, b VARCHAR, c VARCHAR, period VARCHAR, origin VARCHAR",
            "sign_ab VARCHAR, sign_bc VARCHAR, sign_ac VARCHAR, basis_ab VARCHAR, basis_bc VARCHAR, basis_ac VARCHAR",
            "figure VARCHAR, pivot VARCHAR, balanced BOOLEAN",
            _ROW,
        ),
        key=("a", "b", "c", "period", "origin"),
    ),
    Table(
        "reviews",
        Holding.KEPT,
        declared_columns(
            "review_id VARCHAR, table_name VARCHAR, target_row_id VARCHAR, other_row_id VARCHAR, decision VARCHAR",
            "value VARCHAR, by VARCHAR, at TIMESTAMP",
            _ROW,
        ),
        key=("at", "review_id"),
    ),
)
"""The tables of the design, in its order."""
