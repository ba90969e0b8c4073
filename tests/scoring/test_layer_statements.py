"""Relation and outlook statements, owners of quantities, classes of names: what each kind of mistake costs."""

from dataclasses import replace

import pytest
from gold_reading import counts_of, gold_article, gold_reading

from lagebild.reading.marks import Dimension, MentionKind, OutlookKind
from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.layers.names import compare_names
from lagebild.scoring.layers.outlooks import compare_outlooks
from lagebild.scoring.layers.quantities import compare_quantities
from lagebild.scoring.layers.relations import compare_relations


@pytest.fixture
def gold() -> GoldArticle:
    return gold_article(
        [
            "Oslo and Riga are close friends, says Jon Vik.",
            "Oslo distrusts Minsk.",
            "If Minsk moves, Riga will answer with 400 troops.",
            "Vik expects a cold winter.",
        ],
        "ACT a1 STATE NOR GOV :: Oslo\nACT a2 STATE LVA GOV :: Riga\nACT a3 STATE BLR GOV :: Minsk\n"
        "ACT a4 PER NOR EDU :: Jon Vik ; Vik\n"
        'N s2 "400 troops" = 400 soldier of=a2\n'
        'REL s0 a1 a2 political 2 :: "close friends" holder=@a4\n'
        'REL s1 a1 a3 political -1 :: "Oslo distrusts Minsk" change=down holder=author\n'
        'IF s2 :: holder=author ; if="If Minsk moves" ; then="Riga will answer with 400 troops"\n'
        'FC s3 :: holder="Vik" ; text="a cold winter"',
    )


@pytest.fixture
def perfect(gold: GoldArticle) -> Reading:
    return gold_reading(gold)


def with_relation(reading: Reading, **changes: object) -> Reading:
    first, *others = reading.relations
    return replace(reading, relations=(replace(first, **changes), *others))  # type: ignore[arg-type]


def with_outlook(reading: Reading, place: int, **changes: object) -> Reading:
    outlooks = list(reading.outlooks)
    outlooks[place] = replace(outlooks[place], **changes)  # type: ignore[arg-type]
    return replace(reading, outlooks=tuple(outlooks))


def test_the_perfect_reading(gold: GoldArticle, perfect: Reading) -> None:
    for compare in (compare_relations, compare_outlooks, compare_quantities, compare_names):
        comparison = compare(gold, perfect)
        assert {m for m, c in comparison.counts.items() if c.f1 not in (1.0, None)} == set()
        assert comparison.differences == ()
    assert counts_of(compare_relations(gold, perfect))["holder"] == (2, 2, 2)
    assert counts_of(compare_outlooks(gold, perfect))["sentence"] == (2, 2, 2)


def test_the_order_of_a_pair_does_not_matter(gold: GoldArticle, perfect: Reading) -> None:
    turned = with_relation(perfect, entity_a="a2", entity_b="a1")
    assert compare_relations(gold, turned).counts["pair"].f1 == 1.0


def test_a_wrong_pair_is_missed_and_one_too_many(gold: GoldArticle, perfect: Reading) -> None:
    comparison = compare_relations(gold, with_relation(perfect, entity_b="a3"))
    counts = counts_of(comparison)
    assert (counts["pair"], counts["sign"]) == ((1, 2, 2), (1, 1, 1))
    assert [(d.gold, d.read) for d in comparison.differences] == [
        ("Oslo, Riga: political +2  says Jon Vik", None),
        (None, "Oslo, Minsk: political +2  says Jon Vik"),
    ]
    assert [j.right for j in comparison.judgements] == [False, True]


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({"value": 1}, {"value"}),
        ({"value": -2}, {"value", "sign"}),
        ({"value": 0}, {"value", "sign"}),
        ({"dimension": Dimension.MILITARY}, {"dimension"}),
        ({"change": "up"}, {"change"}),
        ({"holder": None}, {"holder"}),
        ({"holder": "a1"}, {"holder"}),
        ({"start": 0, "end": 4}, {"extent"}),
    ],
)
def test_each_wrong_part_of_a_relation_costs_its_own_share(
    gold: GoldArticle, perfect: Reading, changes: dict[str, object], lost: set[str]
) -> None:
    counts = counts_of(compare_relations(gold, with_relation(perfect, **changes)))
    assert {measure for measure, count in counts.items() if count == (1, 2, 2)} == lost
    assert counts["pair"] == (2, 2, 2)


def test_a_relation_whose_holder_the_annotation_leaves_open_is_not_asked_for_it(perfect: Reading) -> None:
    gold = gold_article(
        ["Oslo likes Riga."],
        'ACT a1 STATE NOR GOV :: Oslo\nACT a2 STATE LVA GOV :: Riga\nREL s0 a1 a2 political 1 :: "likes"',
    )
    assert counts_of(compare_relations(gold, gold_reading(gold)))["holder"] == (0, 0, 0)


def test_conditionals_and_forecasts_are_counted_by_sentence_and_kind(gold: GoldArticle, perfect: Reading) -> None:
    counts = counts_of(compare_outlooks(gold, with_outlook(perfect, 1, kind=OutlookKind.CONDITIONAL)))
    assert counts["sentence"] == (1, 2, 2)
    assert counts["conditional"] == (1, 2, 1)
    assert counts["forecast"] == (0, 0, 1)


@pytest.mark.parametrize(
    ("place", "changes", "lost"),
    [
        (0, {"condition_start": None, "condition_end": None}, {"parts"}),
        (0, {"holder": "a4"}, {"holder"}),
        (1, {"holder": None, "holder_start": None, "holder_end": None}, {"holder"}),
        (1, {"holder_start": None, "holder_end": None}, set()),
        (1, {"holder": None}, set()),
    ],
)
def test_each_wrong_part_of_an_outlook_costs_its_own_share(
    gold: GoldArticle, perfect: Reading, place: int, changes: dict[str, object], lost: set[str]
) -> None:
    comparison = compare_outlooks(gold, with_outlook(perfect, place, **changes))
    assert {measure for measure, counts in comparison.counts.items() if counts.f1 != 1.0} == lost
    assert bool(comparison.differences) == bool(lost)


def test_an_owner_is_right_by_any_words_for_it(gold: GoldArticle, perfect: Reading) -> None:
    (quantity,) = perfect.quantities
    first, second = (gold.text.index("Riga"), gold.text.index("Riga", 20))
    oslo = gold.text.index("Oslo")
    for start, right in ((first, 1), (second, 1), (oslo, 0)):
        read = replace(perfect, quantities=(replace(quantity, owner_start=start, owner_end=start + 4),))
        assert counts_of(compare_quantities(gold, read))["owner"] == (right, 1, 1)
    without = replace(perfect, quantities=(replace(quantity, owner_start=None, owner_end=None),))
    comparison = compare_quantities(gold, without)
    assert counts_of(comparison)["owner"] == (0, 0, 1)
    assert [(d.gold, d.read) for d in comparison.differences] == [("of Riga", None)]


def test_a_state_read_as_a_place_is_wrong_in_kind_but_right_in_its_class(gold: GoldArticle, perfect: Reading) -> None:
    mentions = (replace(perfect.mentions[0], kind=MentionKind.LOC), *perfect.mentions[1:])
    counts = counts_of(compare_names(gold, replace(perfect, mentions=mentions)))
    assert (counts["kind"], counts["STATE+LOC"], counts["main"]) == ((7, 8, 8), (6, 6, 6), (8, 8, 8))


def test_a_state_read_as_an_organisation_is_wrong_in_both_classes(gold: GoldArticle, perfect: Reading) -> None:
    mentions = (replace(perfect.mentions[0], kind=MentionKind.ORG), *perfect.mentions[1:])
    comparison = compare_names(gold, replace(perfect, mentions=mentions))
    counts = counts_of(comparison)
    assert (counts["STATE+LOC"], counts["ORG"], counts["main"]) == ((5, 5, 6), (0, 1, 0), (7, 8, 8))
    assert [j.right for j in comparison.judgements] == [False, *[True] * 7]


def test_groups_and_other_names_do_not_count_among_the_main_names(gold: GoldArticle, perfect: Reading) -> None:
    mentions = (replace(perfect.mentions[0], kind=MentionKind.GROUP), *perfect.mentions[1:])
    counts = counts_of(compare_names(gold, replace(perfect, mentions=mentions)))
    assert (counts["GROUP"], counts["main"]) == ((0, 1, 0), (7, 7, 8))
