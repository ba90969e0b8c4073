"""Quotations: what a reading of this invented article loses with each kind of mistake."""

from dataclasses import replace

import pytest
from gold_reading import counts_of, gold_article, gold_reading

from lagebild.reading.marks import Modality, Quotation, QuotationKind
from lagebild.reading.reading import Reading
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.layers.quotations import compare_quotations


@pytest.fixture
def gold() -> GoldArticle:
    return gold_article(
        ["Envoy Mira Solt said the talks may fail.", "“We wait”, she added.", "Prague denied that it had paid."],
        "ACT a1 PER CZE GOV :: Mira Solt\nACT a2 STATE CZE GOV :: Prague\n"
        'Q indirect s0 :: speaker="Envoy Mira Solt" ; cue="said" ; text="the talks may fail" ; mod=hedged\n'
        'Q direct s1 :: speaker=@a1 ; cue="added" ; text="We wait"\n'
        'Q indirect s2 :: speaker="Prague" ; cue="denied" ; text="that it had paid" ; mod=denied',
    )


@pytest.fixture
def perfect(gold: GoldArticle) -> Reading:
    return gold_reading(gold)


def with_first(reading: Reading, **changes: object) -> Reading:
    first, *others = reading.quotations
    return replace(reading, quotations=(replace(first, **changes), *others))  # type: ignore[arg-type]


def test_the_perfect_reading(gold: GoldArticle, perfect: Reading) -> None:
    comparison = compare_quotations(gold, perfect)
    assert counts_of(comparison) == {
        "tokens": (10, 10, 10),
        "extent": (3, 3, 3),
        "kind": (3, 3, 3),
        "speaker": (3, 3, 3),
        "modality": (2, 2, 2),
        "cue": (3, 3, 3),
    }
    assert comparison.differences == ()
    assert [j.right for j in comparison.judgements] == [True, True, True]


def test_a_quotation_cut_short_loses_tokens_only(gold: GoldArticle, perfect: Reading) -> None:
    comparison = compare_quotations(gold, with_first(perfect, end=perfect.quotations[0].end - len(" may fail")))
    assert counts_of(comparison)["tokens"] == (8, 8, 10)
    assert counts_of(comparison)["extent"] == (3, 3, 3)
    assert [(d.gold, d.read) for d in comparison.differences] == [
        ("indirect hedged by Envoy Mira Solt", "indirect hedged by Envoy Mira Solt 'the talks'")
    ]


def test_a_quotation_not_read_loses_all_its_tokens_and_leaves_the_shares(gold: GoldArticle, perfect: Reading) -> None:
    counts = counts_of(compare_quotations(gold, replace(perfect, quotations=perfect.quotations[1:])))
    assert (counts["tokens"], counts["extent"], counts["cue"]) == ((6, 6, 10), (2, 2, 3), (2, 2, 3))
    assert (counts["speaker"], counts["modality"]) == ((2, 2, 2), (1, 1, 1))


def test_a_quotation_read_where_none_is_costs_precision(gold: GoldArticle, perfect: Reading) -> None:
    start = gold.text.index("Envoy")
    extra = replace(perfect.quotations[0], start=start, end=start + 5, cue_start=None, cue_end=None, confidence=0.4)
    comparison = compare_quotations(gold, replace(perfect, quotations=(extra, *perfect.quotations)))
    assert counts_of(comparison)["tokens"] == (10, 11, 10)
    assert counts_of(comparison)["extent"] == (3, 4, 3)
    assert (comparison.judgements[0].confidence, comparison.judgements[0].right) == (0.4, False)


@pytest.mark.parametrize(
    ("measure", "changes", "left"),
    [
        ("kind", {"kind": QuotationKind.FREE}, (2, 3, 3)),
        ("modality", {"modality": Modality.ASSERTED}, (1, 2, 2)),
        ("speaker", {"speaker": "a2", "speaker_start": None, "speaker_end": None}, (2, 3, 3)),
        ("speaker", {"speaker": None, "speaker_start": None, "speaker_end": None}, (2, 3, 3)),
        ("cue", {"cue_start": None, "cue_end": None}, (2, 2, 3)),
    ],
)
def test_each_wrong_part_costs_its_own_measure(
    gold: GoldArticle, perfect: Reading, measure: str, changes: dict[str, object], left: tuple[int, int, int]
) -> None:
    before, after = (counts_of(compare_quotations(gold, r)) for r in (perfect, with_first(perfect, **changes)))
    assert after[measure] == left
    assert {m: c for m, c in after.items() if m != measure} == {m: c for m, c in before.items() if m != measure}


def test_a_speaker_is_right_by_words_without_an_entity_and_by_entity_without_words(
    gold: GoldArticle, perfect: Reading
) -> None:
    by_words = with_first(perfect, speaker=None)
    by_entity = with_first(perfect, speaker_start=None, speaker_end=None)
    for reading in (by_words, by_entity):
        assert compare_quotations(gold, reading).counts["speaker"].f1 == 1.0


def test_a_speaker_whom_the_text_does_not_name_is_not_asked_for(perfect: Reading) -> None:
    gold = gold_article(["“Nobody knows.”"], 'Q direct s0 :: text="Nobody knows."')
    read = Quotation(1, 14, QuotationKind.DIRECT, Modality.ASSERTED, None, None, None, None, None, 1.0)
    counts = counts_of(compare_quotations(gold, Reading(perfect.article, (), quotations=(read,))))
    assert (counts["extent"], counts["speaker"], counts["modality"]) == ((1, 1, 1), (0, 0, 0), (0, 0, 0))


def test_cue_and_speaker_stand_beside_the_quotation_they_belong_to() -> None:
    gold = gold_article(
        ["He said he said so, he said."],
        'Q indirect s0 :: speaker="he" ; cue="said" ; text="he said so"',
    )
    (quotation,) = gold.quotations
    assert quotation.cue is not None
    assert quotation.cue.start == gold.text.index("said he")
    assert quotation.speaker is not None
    assert quotation.speaker.words is not None
    assert quotation.speaker.words.start == gold.text.index("he said.")
