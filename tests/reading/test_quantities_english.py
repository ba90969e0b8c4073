"""Quantities in English sentences: given this sentence, these rows."""

import pytest

from lagebild.reading.marks import Sentence
from lagebild.reading.quantities import quantities_of


def rows(sentence):
    quantities = quantities_of(sentence, (Sentence(0, len(sentence), 0),), "en")
    return [(sentence[q.start : q.end], q.operator, q.low, q.high, q.unit) for q in quantities]


def row(sentence):
    (only,) = rows(sentence)
    return only


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They sent 3,000 soldiers.", ("3,000 soldiers", "=", 3000, 3000, "soldier")),
        ("They sent more than 3,000 troops.", ("more than 3,000 troops", ">", 3000, None, "soldier")),
        ("They sent over 3,000 troops.", ("over 3,000 troops", ">", 3000, None, "soldier")),
        ("They sent at least 3,000 troops.", ("at least 3,000 troops", ">=", 3000, None, "soldier")),
        ("They sent up to 3,000 troops.", ("up to 3,000 troops", "<=", None, 3000, "soldier")),
        ("They sent no more than 3,000 troops.", ("no more than 3,000 troops", "<=", None, 3000, "soldier")),
        ("They sent nearly 3,000 troops.", ("nearly 3,000 troops", "<", None, 3000, "soldier")),
        ("They sent fewer than 3,000 troops.", ("fewer than 3,000 troops", "<", None, 3000, "soldier")),
        ("They sent about 3,000 troops.", ("about 3,000 troops", "~", 3000, 3000, "soldier")),
        ("They sent an estimated 3,000 troops.", ("an estimated 3,000 troops", "~", 3000, 3000, "soldier")),
        ("They sent a total of roughly 3,000 troops.", ("a total of roughly 3,000 troops", "~", 3000, 3000, "soldier")),
    ],
)
def test_the_words_before_a_number_bound_it(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They sent 2,000 to 3,000 troops.", ("2,000 to 3,000 troops", "=", 2000, 3000, "soldier")),
        ("It takes between 30 and 40 percent.", ("between 30 and 40 percent", "=", 30, 40, "percent")),
        ("It costs 15 to 16 million euros.", ("15 to 16 million euros", "=", 15e6, 16e6, "EUR")),
        ("It costs $15m to $20m.", ("$15m to $20m", "=", 15e6, 20e6, "USD")),
        ("Two or three ferries sank.", ("Two or three ferries", "=", 2, 3, "ship")),
    ],
)
def test_a_range_is_one_quantity(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It cost $1.2bn.", ("$1.2bn", "=", 1.2e9, 1.2e9, "USD")),
        ("It signed a $3.5-billion deal.", ("$3.5-billion", "=", 3.5e9, 3.5e9, "USD")),
        ("It cost €300m.", ("€300m", "=", 3e8, 3e8, "EUR")),
        ("It cost up to US$60 million.", ("up to US$60 million", "<=", None, 6e7, "USD")),
        ("It cost 200 million dollars.", ("200 million dollars", "=", 2e8, 2e8, "USD")),
        ("It cost half a million pounds.", ("half a million pounds", "=", 5e5, 5e5, "GBP")),
        ("It cost EUR 40 million.", ("EUR 40 million", "=", 4e7, 4e7, "EUR")),
        ("It cost two million Canadian dollars.", ("two million Canadian dollars", "=", 2e6, 2e6, "CAD")),
    ],
)
def test_money_is_counted_in_iso_codes(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Prices rose by up to 20%.", ("up to 20%", "<=", None, 20, "percent")),
        ("Prices rose by 20 per cent.", ("20 per cent", "=", 20, 20, "percent")),
        ("It holds a third of the seats.", ("a third", "=", 33.3, 33.3, "percent")),
        ("It holds almost two-thirds of the seats.", ("almost two-thirds", "<", None, 66.7, "percent")),
        ("More than half of the seats are empty.", ("More than half", ">", 50, None, "percent")),
    ],
)
def test_shares_are_told_in_percent(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dozens of tanks burned.", ("Dozens of tanks", ">=", 24, None, "tank")),
        ("Tens of thousands of people fled.", ("Tens of thousands of people", ">=", 10_000, None, "person")),
        ("Several hundred farmers came.", ("Several hundred farmers", ">=", 200, None, "farmer")),
        ("A dozen villages burned.", ("A dozen villages", "=", 12, 12, "village")),
    ],
)
def test_vague_counts_are_lower_bounds(sentence, expected):
    assert row(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They sold 50 armoured vehicles.", ("50 armoured vehicles", "=", 50, 50, "vehicle")),
        ("They sold 20 F-35 jets.", ("20 F-35 jets", "=", 20, 20, "aircraft")),
        ("They closed six border crossings.", ("six border crossings", "=", 6, 6, "crossing")),
        ("They shipped 10,000 tonnes of maize.", ("10,000 tonnes of maize", "=", 10_000, 10_000, "tonne")),
        ("They pumped 2 billion cubic metres.", ("2 billion cubic metres", "=", 2e9, 2e9, "cubic-metre")),
        ("They counted 17 zeppelins.", ("17 zeppelins", "=", 17, 17, "zeppelin")),
        ("They freed four of the sailors.", ("four of the sailors", "=", 4, 4, "sailor")),
        ("About 2.3m people fled.", ("About 2.3m people", "~", 2.3e6, 2.3e6, "person")),
        ("It has a 300-km range.", ("300-km", "=", 300, 300, "kilometre")),
        ("They wrote a 1,200-page report.", ("1,200-page", "=", 1200, 1200, "page")),
        ("They have 20 to 30 more tanks.", ("20 to 30 more tanks", "=", 20, 30, "tank")),
        ("The blast killed 14 on Monday.", ("14", "=", 14, 14, "person")),
        ("They named 23 Iranians.", ("23 Iranians", "=", 23, 23, "person")),
        ("A soldier was wounded on Monday.", ("A soldier", "=", 1, 1, "soldier")),
    ],
)
def test_what_is_counted(sentence, expected):
    assert row(sentence) == expected


def test_a_change_from_one_value_to_another_is_no_range():
    assert rows("Trade rose from $1bn to $3bn.") == [
        ("$1bn", "=", 1e9, 1e9, "USD"),
        ("$3bn", "=", 3e9, 3e9, "USD"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "They met on 3 September 2025.",
        "The 2025 elections were fair.",
        "The two leaders met.",
        "No one knew.",
        "He is 57 years old.",
        "The boy, aged 12, slept.",
        "They waited for almost four years.",
        "It lasted more than half a century.",
        "A third man waited outside.",
        "The F-35 and the G7 are names.",
        "It cites resolution 1325 again.",
        "It begins at 12:30 today.",
        "The village lies 30 miles north of here.",
        "The first 100 companies grew.",
        "A soldier spoke.",
        "One in five voters agreed.",
    ],
)
def test_what_is_no_quantity(sentence):
    assert rows(sentence) == []
