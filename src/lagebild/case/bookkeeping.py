"""The tables a case keeps for itself: where articles came from, what was refused or removed, which version is newest.

They are declared like the tables of the contract and are not exported.
"""

from __future__ import annotations

from dataclasses import replace

from lagebild.case.declaring import Holding, Table, declared_columns
from lagebild.case.tables import CONTRACT
from lagebild.merging.events.reports import PACKED_COLUMNS

_DATINGS = next(table for table in CONTRACT if table.name == "datings")

BOOKS: tuple[Table, ...] = (
    # One row: the schema, who made the case, and two counters. `generation` rises with every change of what articles
    # say, `merged_generation` is the generation the merged tables were computed from, `merged_by` names the rules.
    Table(
        "case_info",
        Holding.KEPT,
        declared_columns(
            "schema_version INTEGER, created_by VARCHAR, created_at TIMESTAMP, generation BIGINT",
            "merged_generation BIGINT, merged_by VARCHAR",
        ),
        key=("schema_version",),
    ),
    # One row per file or address that was read to its end, whatever came of it.
    Table(
        "sources",
        Holding.KEPT,
        declared_columns(
            "uri VARCHAR, place VARCHAR, fetched_at TIMESTAMP, size BIGINT, articles INTEGER, refused INTEGER",
            "died BOOLEAN, reader_version VARCHAR",
        ),
        key=("uri",),
    ),
    Table(
        "refusals",
        Holding.KEPT,
        declared_columns("source_uri VARCHAR, place VARCHAR, reason VARCHAR"),
        key=("source_uri", "place", "reason"),
    ),
    # Where and when an article was seen: the newest sighting decides which version of an address is the newest.
    Table(
        "sightings",
        Holding.KEPT,
        declared_columns("article_id VARCHAR, source_uri VARCHAR, position INTEGER, seen_at TIMESTAMP"),
        key=("article_id", "source_uri"),
    ),
    Table(
        "versions",
        Holding.KEPT,
        declared_columns("article_id VARCHAR, uri VARCHAR, version_of VARCHAR, newest BOOLEAN"),
        key=("article_id",),
    ),
    Table(
        "removals",
        Holding.KEPT,
        declared_columns("uri VARCHAR, article_id VARCHAR, source_uri VARCHAR, removed_at TIMESTAMP"),
        key=("uri", "article_id"),
    ),
    # The articles that were added, replaced, removed or read anew since the actors were merged.
    Table(
        "unmerged",
        Holding.KEPT,
        declared_columns("article_id VARCHAR"),
        key=("article_id",),
    ),
    # What every entity is called across articles: entities of one block are compared with each other, those of one
    # type are alike. Where the entity decides alone, its actor, score and reason stand here.
    Table(
        "entity_names",
        Holding.MERGED,
        declared_columns(
            "entity_id VARCHAR, article_id VARCHAR, block VARCHAR, type VARCHAR, name VARCHAR, country VARCHAR",
            "sector VARCHAR, told VARCHAR, context VARCHAR[], alone BOOLEAN, actor_id VARCHAR, score DOUBLE",
            "reason VARCHAR",
        ),
        key=("entity_id",),
    ),
    # Names that an article ties together: a full name and the abbreviation beside it, or (not taught) its initials.
    Table(
        "name_ties",
        Holding.MERGED,
        declared_columns(
            "entity_id VARCHAR, article_id VARCHAR, block VARCHAR, other VARCHAR, country VARCHAR, taught BOOLEAN"
        ),
        key=("entity_id", "block", "other"),
    ),
    # What near-duplicates are found by, computed when an article is read.
    Table(
        "fingerprints",
        Holding.READ,
        declared_columns("article_id VARCHAR, fingerprint BLOB"),
        key=("article_id",),
    ),
    Table(
        "copies",
        Holding.MERGED,
        declared_columns("article_id VARCHAR, duplicate_of VARCHAR"),
        key=("article_id",),
    ),
    # Dates of articles that state none, found from their own words and the other articles of the case.
    Table(
        "inferred_dates",
        Holding.MERGED,
        declared_columns(
            "article_id VARCHAR, published DATE, published_earliest DATE, published_latest DATE",
            "published_basis VARCHAR, published_confidence DOUBLE",
        ),
        key=("article_id",),
    ),
    # The chains of evidence to those dates; the view `datings` shows them after what articles state themselves.
    replace(_DATINGS, name="inferred_chains", holding=Holding.MERGED),
    # Time expressions placed again once their article is dated so; the view `times` shows these values.
    Table(
        "resolutions",
        Holding.MERGED,
        declared_columns("row_id VARCHAR, value VARCHAR, earliest DATE, latest DATE"),
        key=("row_id",),
    ),
    # What the merge of events knows of every article: a hash of what its event mentions were compared by.
    Table(
        "linked",
        Holding.MERGED,
        declared_columns("article_id VARCHAR, stamp UBIGINT"),
        key=("article_id",),
    ),
    # Event mentions as columns of numbers (`merging/events/reports.py`) and the keys under which they meet others.
    Table(
        "event_columns",
        Holding.MERGED,
        declared_columns(
            "mention_id VARCHAR, article_id VARCHAR, sentence_id INTEGER",
            f"keys BIGINT[], columns BIGINT[{PACKED_COLUMNS}]",
        ),
        key=("mention_id",),
    ),
    # Pairs of event mentions that may report one event; the first has the lower id.
    Table(
        "event_links",
        Holding.MERGED,
        declared_columns("one VARCHAR, other VARCHAR, log_odds FLOAT, one_article VARCHAR, other_article VARCHAR"),
        key=("one", "other"),
    ),
    # Days of event mentions without a time of their own (`merging/events/days.py`), with the time they stand on.
    Table(
        "event_days",
        Holding.MERGED,
        declared_columns(
            "mention_id VARCHAR, article_id VARCHAR, rule VARCHAR, start INTEGER, end INTEGER, text VARCHAR",
            "earliest DATE, latest DATE, confidence DOUBLE, row_id VARCHAR",
        ),
        key=("mention_id",),
        evidence=("",),
    ),
    # The reports that are clustered together (`case/event_parts.py`): a hash of all of each part, and what cut it.
    Table(
        "event_parts",
        Holding.MERGED,
        declared_columns("mention_id VARCHAR, part UBIGINT, level INTEGER"),
        key=("mention_id",),
    ),
    # Event mentions whose links changed since events were made of them, whether what they tell did, and whether links
    # of theirs went or became weaker.
    Table(
        "unclustered",
        Holding.MERGED,
        declared_columns("mention_id VARCHAR, told_anew BOOLEAN, lost BOOLEAN"),
        key=("mention_id",),
    ),
    # What the steps of a merge have to look at again (`case/due.py`).
    Table(
        "due",
        Holding.MERGED,
        declared_columns("what VARCHAR, id VARCHAR"),
        key=("what", "id"),
    ),
    # What every article tells of exchanges (`merging/exchanges/told.py`), of which `exchanges` is made.
    Table(
        "transfers",
        Holding.MERGED,
        declared_columns(
            "article_id VARCHAR, start INTEGER, end INTEGER, giver VARCHAR, receiver VARCHAR, good VARCHAR",
            "good_start INTEGER, good_end INTEGER, low DOUBLE, high DOUBLE, unit VARCHAR, realis VARCHAR",
            "holder VARCHAR, speaker VARCHAR, event_id VARCHAR, earliest DATE, latest DATE, confidence DOUBLE",
            "good_text VARCHAR",
        ),
        key=("article_id", "start", "end", "good_start", "giver", "receiver"),
    ),
    # The actors that stood for states when transfers were read.
    Table(
        "transfer_states",
        Holding.MERGED,
        declared_columns("country VARCHAR, actor_id VARCHAR"),
        key=("country",),
    ),
    # The states that actors act for.
    Table(
        "acting",
        Holding.MERGED,
        declared_columns("actor_id VARCHAR, state VARCHAR"),
        key=("actor_id",),
    ),
    # What every two states did to each other (`system/evidence.py`): a row for each occasion, with how sure each
    # original article is of it and of its sides. Months are counted from the year 0.
    Table(
        "occasions",
        Holding.MERGED,
        declared_columns(
            "event_id VARCHAR, pair VARCHAR, a VARCHAR, b VARCHAR, directed BOOLEAN, points DOUBLE, first INTEGER",
            "last INTEGER, originals VARCHAR[], sure DOUBLE[], sure_of_sides DOUBLE[]",
        ),
        key=("event_id", "directed", "a", "b", "first"),
    ),
    # What the relation of every two states is said to be, with the article that each article is a copy of.
    Table(
        "sayings_on_states",
        Holding.MERGED,
        declared_columns(
            "row_id VARCHAR, article_id VARCHAR, start INTEGER, end INTEGER, actor_a VARCHAR, actor_b VARCHAR",
            "dimension VARCHAR, value INTEGER, change VARCHAR, holder VARCHAR, earliest DATE, latest DATE",
            "confidence DOUBLE, pair VARCHAR, a VARCHAR, b VARCHAR, original VARCHAR",
        ),
        key=("row_id",),
    ),
    # The month with which the series of dyads end.
    Table(
        "last_month",
        Holding.MERGED,
        declared_columns("last INTEGER"),
        key=("last",),
    ),
    # The states whose triads the case keeps.
    Table(
        "states_in_triads",
        Holding.MERGED,
        declared_columns("state VARCHAR"),
        key=("state",),
    ),
    # Figures with what they are compared by (`merging/disagreements/quantities.py`), and in which blocks.
    Table(
        "counted",
        Holding.MERGED,
        declared_columns(
            "article_id VARCHAR, start INTEGER, end INTEGER, value VARCHAR, first DATE, last DATE, holder VARCHAR",
            "voice VARCHAR, low DOUBLE, high DOUBLE, point DOUBLE, unit VARCHAR, measure VARCHAR, owner VARCHAR",
            "others VARCHAR[], words VARCHAR[], nouns VARCHAR[], events VARCHAR[], fate VARCHAR, is_dated BOOLEAN",
            "confidence DOUBLE, blocks VARCHAR[]",
        ),
        key=("article_id", "start", "end"),
    ),
    # Pairs of linked event mentions that differ in their days or in whether it happened.
    Table(
        "disputed",
        Holding.MERGED,
        declared_columns("one VARCHAR, other VARCHAR, log_odds FLOAT, one_article VARCHAR, other_article VARCHAR"),
        key=("one", "other"),
    ),
    # Quotations with who is credited with them, and the hashes of runs of their words.
    Table(
        "credited",
        Holding.MERGED,
        declared_columns(
            "key VARCHAR, quotation_id VARCHAR, article_id VARCHAR, start INTEGER, end INTEGER, value VARCHAR",
            "first DATE, last DATE, voice VARCHAR, words VARCHAR[], surnames VARCHAR[], confidence DOUBLE",
            "runs UBIGINT[]",
        ),
        key=("key", "value"),
    ),
    # Pairs of quotations with the same words, or nearly.
    Table(
        "alike_quotations",
        Holding.MERGED,
        declared_columns("one VARCHAR, other VARCHAR"),
        key=("one", "other"),
    ),
    # Quotations that repeat another one of the same text: a pull quote, a caption, a teaser. They count once.
    Table(
        "repeated_quotations",
        Holding.MERGED,
        declared_columns("quotation_id VARCHAR, repeats VARCHAR"),
        key=("quotation_id",),
    ),
    # What outlooks expect, deed by deed, with the keys under which they wait for reports (`merging/follow_ups.py`).
    Table(
        "expected",
        Holding.MERGED,
        declared_columns(
            "row_id VARCHAR, number INTEGER, article_id VARCHAR, voice VARCHAR, first DATE, last DATE, part VARCHAR",
            "type VARCHAR, realis VARCHAR, sides VARCHAR[], deed VARCHAR[], words VARCHAR[], sentence_id INTEGER",
            "keys BIGINT[]",
        ),
        key=("row_id", "number"),
    ),
    # The keys under which the reports of an article look for outlooks, and the first day it can be of.
    Table(
        "acting_under",
        Holding.MERGED,
        declared_columns("article_id VARCHAR, first DATE, keys BIGINT[]"),
        key=("article_id",),
    ),
    # The reports that tell of what outlooks expect, of which `follow_ups` is made.
    Table(
        "followed",
        Holding.MERGED,
        declared_columns(
            "row_id VARCHAR, article_id VARCHAR, event_id VARCHAR, part VARCHAR, as_expected BOOLEAN, score DOUBLE"
        ),
        key=("row_id", "article_id", "event_id", "part", "as_expected"),
    ),
    # What became of outlooks: `outlooks` shows it. An outlook without a row is open.
    Table(
        "follow_ups",
        Holding.MERGED,
        declared_columns("row_id VARCHAR, status VARCHAR, follow_up VARCHAR[], score DOUBLE"),
        key=("row_id",),
    ),
    # How many events of a dataset its dyads were computed from, and by the rules of which release.
    Table(
        "imported_dyads",
        Holding.KEPT,
        declared_columns("dataset VARCHAR, events BIGINT, merged_by VARCHAR"),
        key=("dataset",),
    ),
    # The characters a review was made on, so that it finds its row again when the article has been read anew.
    Table(
        "review_anchors",
        Holding.KEPT,
        declared_columns(
            "review_id VARCHAR, side VARCHAR, article_id VARCHAR, start INTEGER, end INTEGER, orphaned BOOLEAN"
        ),
        key=("review_id", "side"),
    ),
)

ALL_TABLES: tuple[Table, ...] = CONTRACT + BOOKS
TABLES: dict[str, Table] = {table.name: table for table in ALL_TABLES}
CONTRACT_NAMES: tuple[str, ...] = tuple(table.name for table in CONTRACT)
READ_TABLES: tuple[Table, ...] = tuple(table for table in ALL_TABLES if table.holding is Holding.READ)
"""The tables whose rows belong to one article and go with it."""
