"""Quantities in German sentences: given this sentence, these rows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lagebild
from lagebild.reading.marks import Sentence
from lagebild.reading.quantities import quantities_of
from lagebild.reading.tokens import tokens_of


def quantities_in(*sentences, lang="de"):
    text = " ".join(sentences)
    spans, start = [], 0
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(start, start + len(sentence), number))
        start += len(sentence) + 1
    return text, quantities_of(text, tuple(spans), lang)


def rows(*sentences, lang="de"):
    text, quantities = quantities_in(*sentences, lang=lang)
    return [(text[q.start : q.end], q.operator, q.low, q.high, q.unit) for q in quantities]


def row(*sentences, lang="de"):
    (only,) = rows(*sentences, lang=lang)
    return only


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Im Grenzgebiet stehen 8.000 Soldaten.", ("8.000 Soldaten", "=", 8000, 8000, "soldier")),
        ("Dort stehen rund 8.000 Soldaten.", ("rund 8.000 Soldaten", "~", 8000, 8000, "soldier")),
        ("Dort stehen etwa zwölftausend Mann.", ("etwa zwölftausend Mann", "~", 12000, 12000, "soldier")),
        ("Der Ort zählt ca. 300 Einwohner.", ("ca. 300 Einwohner", "~", 300, 300, "inhabitant")),
        ("Sie schickten mindestens 900 Kämpfer.", ("mindestens 900 Kämpfer", ">=", 900, None, "fighter")),
        ("Nicht weniger als 900 Kämpfer kamen.", ("Nicht weniger als 900 Kämpfer", ">=", 900, None, "fighter")),
        ("Sie schickten mehr als 900 Kämpfer.", ("mehr als 900 Kämpfer", ">", 900, None, "fighter")),
        ("Sie schickten über 900 Kämpfer.", ("über 900 Kämpfer", ">", 900, None, "fighter")),
        ("Sie schickten bis zu 900 Kämpfer.", ("bis zu 900 Kämpfer", "<=", None, 900, "fighter")),
        ("Sie schickten höchstens 900 Kämpfer.", ("höchstens 900 Kämpfer", "<=", None, 900, "fighter")),
        ("Sie schickten knapp 900 Kämpfer.", ("knapp 900 Kämpfer", "<", None, 900, "fighter")),
        ("Sie schickten fast 900 Kämpfer.", ("fast 900 Kämpfer", "<", None, 900, "fighter")),
        ("Sie schickten weniger als 900 Kämpfer.", ("weniger als 900 Kämpfer", "<", None, 900, "fighter")),
        ("Es waren insgesamt gut 900 Kämpfer.", ("insgesamt gut 900 Kämpfer", ">", 900, None, "fighter")),
        ("Es kamen bis zu etwa 900 Kämpfer.", ("bis zu etwa 900 Kämpfer", "<=", None, 900, "fighter")),
        ("Es fehlen zwei oder mehr Brücken.", ("zwei oder mehr Brücken", ">=", 2, None, "bridge")),
    ],
)
def test_the_words_before_a_number_bound_it(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Von dort kommen 60 bis 70 Prozent.", ("60 bis 70 Prozent", "=", 60, 70, "percent")),
        ("Von dort kommen 60-70 Prozent.", ("60-70 Prozent", "=", 60, 70, "percent")),
        ("Er nennt zwischen 60 und 70 Prozent.", ("zwischen 60 und 70 Prozent", "=", 60, 70, "percent")),
        ("Erwartet werden zwei oder drei Frachter.", ("zwei oder drei Frachter", "=", 2, 3, "merchant-ship")),
        ("Sie besitzen eine oder zwei Bomben.", ("eine oder zwei Bomben", "=", 1, 2, "bomb")),
        ("Das kostet 15 bis 16 Millionen Euro.", ("15 bis 16 Millionen Euro", "=", 15e6, 16e6, "EUR")),
        (
            "Das kostet 600 Millionen bis zwei Milliarden Euro.",
            ("600 Millionen bis zwei Milliarden Euro", "=", 6e8, 2e9, "EUR"),
        ),
        (
            "Dort leben zwischen 20 Familien und 40 Familien.",
            ("zwischen 20 Familien und 40 Familien", "=", 20, 40, "family"),
        ),
    ],
)
def test_a_range_is_one_quantity(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tausende Menschen flohen.", ("Tausende Menschen", ">=", 1000, None, "person")),
        ("Hunderttausende flohen.", ("Hunderttausende", ">=", 100_000, None, "person")),
        ("Hunderte Bauern protestierten.", ("Hunderte Bauern", ">=", 200, None, "farmer")),
        ("Sie verloren Dutzende von Panzern.", ("Dutzende von Panzern", ">=", 24, None, "tank")),
        ("Sie verloren mehrere Dutzend Panzer.", ("mehrere Dutzend Panzer", ">=", 24, None, "tank")),
        ("Sie verloren ein Dutzend Panzer.", ("ein Dutzend Panzer", "=", 12, 12, "tank")),
        (
            "Der Handel wuchs um einen zweistelligen Millionenbetrag.",
            ("zweistelligen Millionenbetrag", "=", 1e7, 9.9e7, "money"),
        ),
    ],
)
def test_vague_counts_are_lower_bounds(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Er hält ein Drittel der Sitze.", ("ein Drittel", "=", 33.3, 33.3, "percent")),
        ("Fast zwei Drittel der Sitze sind leer.", ("Fast zwei Drittel", "<", None, 66.7, "percent")),
        ("Mehr als die Hälfte der Sitze ist leer.", ("Mehr als die Hälfte", ">", 50, None, "percent")),
        ("Mindestens ein Viertel seiner Ernte ging verloren.", ("Mindestens ein Viertel", ">=", 25, None, "percent")),
        ("Höchstens ein Prozent ging verloren.", ("Höchstens ein Prozent", "<=", None, 1, "percent")),
        ("Sie halten einen 20-prozentigen Anteil.", ("20-prozentigen", "=", 20, 20, "percent")),
        ("Die Quote stieg auf 2,5 %.", ("2,5 %", "=", 2.5, 2.5, "percent")),
    ],
)
def test_shares_are_told_in_percent(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Das kostet höchstens 1,2 Milliarden US-Dollar.",
            ("höchstens 1,2 Milliarden US-Dollar", "<=", None, 1.2e9, "USD"),
        ),
        ("Das kostet 1,5 Mrd. Euro.", ("1,5 Mrd. Euro", "=", 1.5e9, 1.5e9, "EUR")),
        ("Das kostet 300 €.", ("300 €", "=", 300, 300, "EUR")),
        ("Das kostet eine halbe Million Rubel.", ("eine halbe Million Rubel", "=", 5e5, 5e5, "RUB")),
        ("Das kostet fast 20 Cent.", ("fast 20 Cent", "<", None, 0.2, "EUR")),
        ("Das kostet drei Millionen kanadische Dollar.", ("drei Millionen kanadische Dollar", "=", 3e6, 3e6, "CAD")),
        ("Das kostet 40 Millionen norwegische Kronen.", ("40 Millionen norwegische Kronen", "=", 4e7, 4e7, "NOK")),
        ("Sie lehnte das 40-Milliarden-US-Dollar-Paket ab.", ("40-Milliarden-US-Dollar", "=", 4e10, 4e10, "USD")),
        ("Er bekam ein 3.000-Euro-Geschenk.", ("3.000-Euro", "=", 3000, 3000, "EUR")),
    ],
)
def test_money_is_counted_in_iso_codes(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Die Rakete fliegt bis zu 15.000 Kilometer weit.",
            ("bis zu 15.000 Kilometer", "<=", None, 15000, "kilometre"),
        ),
        ("Sie lieferten 400 Tonnen Weizen.", ("400 Tonnen Weizen", "=", 400, 400, "tonne")),
        (
            "Sie pumpten 2,5 Milliarden Kubikmeter Gas.",
            ("2,5 Milliarden Kubikmeter Gas", "=", 2.5e9, 2.5e9, "cubic-metre"),
        ),
        ("Dort liegt ein 40 Hektar großer Park.", ("40 Hektar", "=", 40, 40, "hectare")),
        ("Ihm blieb ein Liter Wasser.", ("ein Liter Wasser", "=", 1, 1, "litre")),
        ("Der Wind blies mit 90 Kilometern pro Stunde.", ("90 Kilometern pro Stunde", "=", 90, 90, "km/h")),
        ("Der Park leistet 800 MW.", ("800 MW", "=", 800, 800, "megawatt")),
    ],
)
def test_units_of_measure(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("Kampfflugzeuge", "aircraft"),
        ("Luftabwehrsysteme", "system"),
        ("US-Soldaten", "soldier"),
        ("Friedenssoldaten", "peacekeeper"),
        ("Atomsprengköpfe", "warhead"),
        ("F-16-Kampfjets", "aircraft"),
        ("Handelsschiffen", "merchant-ship"),
        ("Iraker", "person"),
        ("Filzhüte", "Filzhüte"),
    ],
)
def test_the_unit_is_one_english_noun_or_the_original(noun, unit):
    assert row(f"Gezählt wurden 17 {noun}.") == (f"17 {noun}", "=", 17, 17, unit)


def test_adjectives_stand_between_number_and_noun():
    text, (quantity,) = quantities_in("Es kamen 40 schwer bewaffnete malische Soldaten.")
    assert text[quantity.noun_start : quantity.noun_end] == "Soldaten"
    assert text[quantity.owner_start : quantity.owner_end] == "malische"


def test_a_part_of_a_counted_whole_is_one_quantity():
    assert row("Gewählt wurden 12 der 15 Mitglieder.") == ("12 der 15 Mitglieder", "=", 12, 12, "member")
    assert row("Die Partei hat 61 von 99 Sitzen.") == ("61 von 99 Sitzen", "=", 61, 61, "seat")


def test_a_number_without_a_noun_takes_the_unit_of_its_neighbours():
    assert rows("Drei türkische und zwei emiratische Firmen sind dabei.") == [
        ("Drei", "=", 3, 3, "company"),
        ("zwei emiratische Firmen", "=", 2, 2, "company"),
    ]
    assert rows("Der Anteil stieg von 20 auf 30 Prozent.") == [
        ("20", "=", 20, 20, "percent"),
        ("30 Prozent", "=", 30, 30, "percent"),
    ]
    assert rows("Sie haben 40 Panzer.", "Mindestens 25 sind alt.")[1] == ("Mindestens 25", ">=", 25, None, "tank")
    assert rows("Zwei Wachleute starben, elf weitere wurden verletzt.")[1] == ("elf weitere", "=", 11, 11, "guard")


def test_an_article_counts_where_it_tells_of_a_victim():
    assert row("Bei dem Angriff wurde ein Polizist getötet.") == ("ein Polizist", "=", 1, 1, "policeman")
    assert row("Es fehlt mindestens eine Person.") == ("mindestens eine Person", ">=", 1, None, "person")
    assert rows("Ein Polizist sprach mit einer Frau.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Am 3. September 2025 trafen sie sich.",
        "Im Jahr 2014 Soldaten zu schicken war ein Fehler.",
        "Das 2019 beschlossene Gesetz gilt.",
        "Von 1980 bis 1989 war er Präsident.",
        "Er ist 57 Jahre alt.",
        "Die 47-Jährige schwieg.",
        "Sie blieben zwei Wochen.",
        "Sie kamen um 12:30 Uhr.",
        "Der 20. Wahlkreis ist groß.",
        "Die Hwasong-20 und die T-62 fuhren vorbei.",
        "Die Su-35 und der G7 sind Namen.",
        "Das verbietet Resolution 1325 seit langem.",
        "Es steht in Artikel 5 und auf Seite 12.",
        "Das Spiel endete 3:2 für die Gäste.",
        "Eine Regierung sprach mit einem Minister.",
        "Die beiden Staaten und die zwei Präsidenten schwiegen.",
        "Der Ort liegt 40 Kilometer nördlich der Hauptstadt.",
        "Die ersten 100 Unternehmen der Liste wuchsen.",
        "Ali Karimi (19) wurde entlassen.",
        "Rufen Sie 030-1234567 an.",
        "Die 1990er-Jahre waren ruhig.",
        "Sie stellte 155-Millimeter-Granaten her.",
    ],
)
def test_what_is_no_quantity(sentence):
    assert rows(sentence) == []


def test_over_is_no_operator_after_a_verb_that_takes_it():
    assert row("Die Koalition verfügt über 210 Sitze.") == ("210 Sitze", "=", 210, 210, "seat")
    assert row("Sie sprachen über drei Abkommen.") == ("drei Abkommen", "=", 3, 3, "agreement")
    assert row("Sie hat über zehn Prozent.") == ("über zehn Prozent", ">", 10, None, "percent")


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Sie schickten 900 Soldaten an die Grenze.", "troops"),
        ("Gestern wurden 12 Soldaten getötet.", "casualties"),
        ("Gestern wurden 12 Menschen verletzt.", "casualties"),
        ("Auf China entfallen 90 Prozent des Außenhandels.", "trade_share"),
        ("Auf ihn entfallen 90 Prozent der Stimmen.", "share"),
        ("Die Rakete hat eine Reichweite von 900 Kilometern.", "range"),
        ("Das kostet 900 Euro.", "money"),
        ("Sie gründeten 9 Zeitungen.", "count"),
    ],
)
def test_what_a_quantity_measures(sentence, measure):
    _, (quantity,) = quantities_in(sentence)
    assert quantity.measure == measure


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Es kamen 40 irakische Soldaten.", "irakische"),
        ("Es kamen 40 Soldaten der libanesischen Armee.", "libanesischen Armee"),
        ("Es kamen 40 US-Soldaten.", "US"),
        ("Verhaftet wurden 30 Briten.", "Briten"),
        ("Kuba zahlte 40 Millionen Euro.", "Kuba"),
        ("Es kamen 40 müde Soldaten.", None),
        ("Das kostet 40 Millionen US-Dollar.", None),
    ],
)
def test_whose_quantity_it_is(sentence, owner):
    text, (quantity,) = quantities_in(sentence)
    read = None if quantity.owner_start is None else text[quantity.owner_start : quantity.owner_end]
    assert read == owner


def test_the_noun_of_a_share_is_what_it_is_a_share_of():
    text, (quantity,) = quantities_in("Rund 70 Prozent der Stimmen fehlen.")
    assert text[quantity.start : quantity.end] == "Rund 70 Prozent"
    assert text[quantity.noun_start : quantity.noun_end] == "Stimmen"


def test_tokens_of_the_caller_give_the_same():
    text, quantities = quantities_in("Vier Schiffe sanken.", "Acht blieben.")
    sentences = (Sentence(0, 20, 0), Sentence(21, len(text), 1))
    assert quantities_of(text, sentences, "de", tokens_of(text)) == quantities


def test_text_outside_the_sentences_is_not_read():
    text = "Vier Schiffe sanken. Acht Boote blieben."
    assert [q.low for q in quantities_of(text, (Sentence(21, len(text), 0),), "de")] == [8]
    assert quantities_of(text, (Sentence(0, len(text), 0),), "fr") == ()


WORDS = [
    *(
        "zwei",
        "10.000",
        "rund",
        "bis",
        "zu",
        "der",
        "die",
        "von",
        "Prozent",
        "$",
        "€",
        "-",
        "„",
        "(",
        ")",
        ".",
        ",",
        "und",
    ),
    *(
        "Soldaten",
        "ein",
        "Drittel",
        "Hälfte",
        "Millionen",
        "2014",
        "weitere",
        "getötet",
        "mindestens",
        "Mrd.",
        "zwischen",
    ),
]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_are_read_without_an_error_in_order_and_inside_the_text(words):
    text, quantities = quantities_in(" ".join(words))
    assert all(0 <= q.start < q.end <= len(text) for q in quantities)
    assert all(one.end <= other.start for one, other in pairwise(quantities))
    assert all(q.low is None or q.high is None or q.low <= q.high for q in quantities)


@pytest.mark.parametrize(
    "text", ["1" * 1_000_000, "rund " * 200_000, "A-" * 500_000, "tausend" * 140_000, "und " * 250_000]
)
def test_a_million_characters_without_a_quantity_are_read_through(text):
    assert rows(text) == []


def test_four_digits_count_people_where_an_operator_or_round_number_says_so():
    texts = {
        "Nach seinen Angaben starben etwa 2000 ausländische Soldaten.": ["etwa 2000 ausländische Soldaten"],
        "Das Land schickte 2000 ausländische Soldaten.": ["2000 ausländische Soldaten"],
        "Als 2014 ausländische Soldaten kamen, floh er.": [],
        "Im Jahr 2000 Soldaten zu schicken, war teuer.": [],
    }
    for text, read in texts.items():
        assert [text[q.start : q.end] for q in lagebild.read(text, lang="de").quantities] == read


def test_what_happened_in_another_clause_is_not_what_is_measured():
    text = "Bislang seien 300 Soldaten gefallen, insgesamt habe der Präsident 8.000 Kämpfer entsandt."
    assert [q.measure for q in lagebild.read(text, lang="de").quantities] == ["casualties", "troops"]
    text = "Getötet wurden 12 Soldaten, 3 Polizisten und 5 Zivilisten."
    assert {q.measure for q in lagebild.read(text, lang="de").quantities} == {"casualties"}
