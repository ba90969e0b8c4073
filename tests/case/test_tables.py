"""The tables keep what the design promises: columns in their order, evidence with its offsets."""

from __future__ import annotations

import pytest

from lagebild.case.tables import CONTRACT

DESIGN = {
    "articles": "article_id uri outlet title authors lang published published_earliest published_latest "
    "published_basis published_confidence text content_hash fetched_at version_of duplicate_of "
    "reader_version world_version",
    "datings": "article_id step rule start end text other_article_id other_start other_end",
    "passages": "article_id zone start end",
    "sentences": "article_id sentence_id start end",
    "vectors": "article_id sentence_id vector scale",
    "mentions": "article_id start end text kind country sector entity_id actor_id",
    "actors": "actor_id name name_de name_en kind country sector aliases n_articles n_mentions",
    "actor_members": "entity_id actor_id score reason",
    "roles": "actor_id role country organisation since until article_id start end text",
    "times": "article_id start end text type value earliest latest anchor direction",
    "quantities": "article_id start end text low high operator unit noun_text measure actor_id other_actor_id "
    "holder_actor_id quotation_id earliest latest",
    "quotations": "quotation_id article_id start end text kind speaker_text speaker_actor_id cue_text modality",
    "event_mentions": "mention_id article_id start end text sentence_id type realis sources targets source_spans "
    "target_spans object_text place_text time_text earliest latest quotation_id event_id",
    "event_members": "mention_id event_id score reason",
    "events": "event_id type realis sources targets earliest latest place label_mention_id n_articles n_independent "
    "n_mentions",
    "relations": "article_id start end text actor_a actor_b dimension value change holder_actor_id",
    "outlooks": "article_id start end text kind condition_text condition_mention_ids consequence_text "
    "consequence_mention_ids holder_text holder_actor_id status follow_up",
    "exchanges": "giver receiver good good_text low high unit realis holder_actor_id since until evidence",
    "disagreements": "kind relation topic versions",
    "imported_events": "dataset version record_id file line date type sources targets weight",
    "groups": "group_id name_de name_en actor_id since until",
    "dyads": "actor_a actor_b directed period origin cooperation conflict net low high stated_value n_statements "
    "n_events n_articles thin",
    "triads": "a b c period origin sign_ab sign_bc sign_ac basis_ab basis_bc basis_ac figure pivot balanced",
    "reviews": "review_id table_name target_row_id other_row_id decision value by at",
}


def test_the_tables_are_those_of_the_design_in_its_order():
    assert [table.name for table in CONTRACT] == list(DESIGN)


@pytest.mark.parametrize("table", CONTRACT, ids=lambda table: table.name)
def test_a_table_has_the_columns_of_the_design_in_its_order(table):
    promised = DESIGN[table.name].split()
    assert [name for name in table.shown if name in promised] == promised
    assert table.shown[-1] == "row_id"


@pytest.mark.parametrize("table", CONTRACT, ids=lambda table: table.name)
def test_every_text_column_has_its_offsets_and_is_checked(table):
    texts = [name for name in table.shown if name == "text" or name.endswith("_text")]
    if table.name == "articles":
        texts.remove("text")  # the source of all slices
    for text in texts:
        prefix = text.removesuffix("text")
        assert prefix.removesuffix("_") in table.evidence
        assert {f"{prefix}start", f"{prefix}end"} <= set(table.shown)
    assert all(name in table.stored_names for name in table.key if name != "row_id")
