"""Annotation files: what each record becomes, and what is said of a line that is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.scoring.ann import AnnotationError, parse_annotation, parse_document

ACTORS = "ACT a1 PER MRT GOV :: Ahmedou Ould Sabar ; Ould Sabar\nACT a2 STATE DZA GOV :: Algerien ; Algier\n"


def test_a_document_is_its_head_and_its_sentences() -> None:
    document = parse_document("#date 2025-04-23\n#lang de\n#title Pakt\ns0\tEins.\ns1\tZwei.\n", file="docs/x_1.txt")
    assert (document.name, document.published, document.lang) == ("x_1", date(2025, 4, 23), "de")
    assert document.sentences == {0: "Eins.", 1: "Zwei."}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("#date 23.4.2025\n", "docs/x.txt:1"),
        ("s0\tEins.\nEin Satz ohne Nummer\n", "docs/x.txt:2"),
        ("s0\tEins.\ns0\tNoch einmal.\n", "docs/x.txt:2"),
    ],
)
def test_a_bad_line_of_a_document_is_named(content: str, place: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        parse_document(content, file="docs/x.txt")
    assert caught.value.place == place


def test_actors_have_kind_country_sector_and_surfaces() -> None:
    first, second = parse_annotation(ACTORS + "# a remark\n", file="x.ann").actors
    assert first.surfaces == ("Ahmedou Ould Sabar", "Ould Sabar")
    assert (second.kind, second.country, second.sector) == ("STATE", "DZA", "GOV")


def test_an_event_names_its_actors_by_id() -> None:
    line = 'EV e1 AID planned s2 :: trigger="liefern" ; from=a2 ; to=a1 ; what="40 Fahrzeuge" ; time="Ende Juni"'
    (event,) = parse_annotation(ACTORS + line, file="x.ann").events
    assert (event.sources, event.targets, event.what, event.time) == (("a2",), ("a1",), "40 Fahrzeuge", "Ende Juni")
    assert event.place is None


def test_quotation_marks_inside_quoted_words_do_not_end_them() -> None:
    line = 'Q indirect s1 :: speaker=@a1 ; cue="said" ; text="the treaty was "directed against nobody", he said"'
    (quotation,) = parse_annotation(ACTORS + line, file="x.ann").quotations
    assert quotation.text == 'the treaty was "directed against nobody", he said'
    assert (quotation.speaker, quotation.speaker_actor) == (None, "a1")


@pytest.mark.parametrize(
    ("value", "operator", "low", "high"),
    [
        ("= 40 vehicle", "=", 40, 40),
        ("40 vehicle", "=", 40, 40),
        ("~ 5000 soldier", "~", 5000, 5000),
        (">= 4000 soldier", ">=", 4000, None),
        ("<= 6000 soldier of=a1", "<=", None, 6000),
        ("< 33.3 percent", "<", None, 33.3),
        ("150-200 instructor", "=", 150, 200),
    ],
)
def test_a_quantity_has_bounds(value: str, operator: str, low: float | None, high: float | None) -> None:
    (quantity,) = parse_annotation(f'{ACTORS}N s0 "so viele" = {value}', file="x.ann").quantities
    assert (quantity.operator, quantity.low, quantity.high) == (operator, low, high)


def test_relations_and_outlooks() -> None:
    content = (
        ACTORS
        + 'REL s0 a1 a2 political -1 :: "frostig" change=down\n'
        + 'IF s1 :: holder="Tschirner" ; if="Wenn er kommt" ; then="wird es ernst"\n'
        + 'FC s2 :: holder=author ; text="bald"\n'
    )
    annotation = parse_annotation(content, file="x.ann")
    assert (annotation.relations[0].value, annotation.relations[0].change) == (-1, "down")
    conditional, forecast = annotation.outlooks
    assert (conditional.condition, conditional.text, conditional.holder) == (
        "Wenn er kommt",
        "wird es ernst",
        "Tschirner",
    )
    assert (forecast.condition, forecast.holder) == (None, None)


def test_a_quotation_may_say_how_its_speaker_stands_to_the_words() -> None:
    line = 'Q indirect s1 :: speaker=@a1 ; cue="denied" ; text="that talks had failed"'
    plain, denied = parse_annotation(f"{ACTORS}{line}\n{line} ; mod=denied", file="x.ann").quotations
    assert (plain.modality, denied.modality) == (None, "denied")
    assert denied.text == plain.text == "that talks had failed"


@pytest.mark.parametrize(
    ("ending", "change", "holder", "holder_actor"),
    [
        ("", None, None, None),
        (" holder=author", None, None, None),
        (" holder=@a1", None, None, "a1"),
        (' change=down holder="der Sprecher"', "down", "der Sprecher", None),
    ],
)
def test_a_relation_may_say_who_holds_it(
    ending: str, change: str | None, holder: str | None, holder_actor: str | None
) -> None:
    line = f'REL s0 a1 a2 political -1 :: "kühl wie "nie" zuvor"{ending}'
    (relation,) = parse_annotation(ACTORS + line, file="x.ann").relations
    assert relation.text == 'kühl wie "nie" zuvor'
    assert (relation.change, relation.holder, relation.holder_actor) == (change, holder, holder_actor)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("NOTE s1 nothing", "unknown record"),
        ("ACT a9 KING MRT GOV :: Ould Sabar", "unknown kind KING"),
        ("ACT a9 PER MRT GOV", "not a well-formed ACT record"),
        ('EV e1 AID maybe s2 :: trigger="liefern"', "unknown realis maybe"),
        ("EV e1 AID real s2 :: from=a1", "no trigger"),
        ('EV e1 AID real s2 :: trigger="liefern" ; from=a7', "unknown actor a7"),
        ('N s0 "viele" = ~ many soldier', "not a well-formed N record"),
        ('REL s0 a1 a2 cultural 1 :: "nah"', "unknown dimension cultural"),
        ('IF s1 :: if="Wenn er kommt"', "no then"),
        ('Q direct s1 :: text="nein" ; mod=maybe', "unknown modality maybe"),
        ('REL s0 a1 a2 political 1 :: "nah" holder=@a7', "unknown actor a7"),
    ],
)
def test_a_line_that_is_no_record_is_named_with_its_file_and_number(line: str, message: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        parse_annotation(ACTORS + line, file="out/x.ann")
    assert caught.value.place == "out/x.ann:3"
    assert caught.value.message.startswith(message)


RECORD_PARTS = ("ACT ", "EV ", "Q ", "T ", "N ", "REL ", "IF ", "a1 ", "s1 ", "s99999999999 ", ":: ", '"', " = ", ">= ")
WORDS = (
    "1e9 ",
    "PER ",
    "real ",
    "direct ",
    "political ",
    "trigger=",
    "text=",
    "of=",
    "\n",
    "\t",
    "#date ",
    "2025-02-30",
    "٣",
)
PIECES = st.sampled_from((*RECORD_PARTS, *WORDS, "\u2028"))


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_is_parsed_or_refused_with_its_place(content: str) -> None:
    for parse in (parse_document, parse_annotation):
        try:
            parse(content, file="x.ann")
        except AnnotationError as error:
            assert error.place is not None and error.place.startswith("x.ann:")
