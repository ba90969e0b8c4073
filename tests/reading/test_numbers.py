"""Numbers in running text: given these words, this value and this extent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from lagebild.reading.numbers import NumberKind, number_at, number_words, ordinal_at
from lagebild.reading.tokens import tokens_of

GERMAN = [
    ("zwölftausend Soldaten", "zwölftausend", 12_000, 12_000),
    ("ein Dutzend Panzer", "ein Dutzend", 12, 12),
    ("ein halbes Dutzend Panzer", "ein halbes Dutzend", 6, 6),
    ("1,2 Milliarden Euro", "1,2 Milliarden", 1.2e9, 1.2e9),
    ("1,5 Mrd. Euro", "1,5 Mrd.", 1.5e9, 1.5e9),
    ("10.000 Kämpfer", "10.000", 10_000, 10_000),
    ("1 400 Kämpfer", "1 400", 1_400, 1_400),
    ("1.234.567,89 Franken", "1.234.567,89", 1_234_567.89, 1_234_567.89),
    ("2,5 Prozent", "2,5", 2.5, 2.5),
    ("2½ Tonnen", "2½", 2.5, 2.5),
    ("1500,- Euro", "1500,-", 1500, 1500),
    ("eineinhalb Tonnen", "eineinhalb", 1.5, 1.5),
    ("anderthalb Meter", "anderthalb", 1.5, 1.5),
    ("dreieinhalb Millionen Tonnen", "dreieinhalb Millionen", 3.5e6, 3.5e6),
    ("zwei Millionen dreihunderttausend Euro", "zwei Millionen dreihunderttausend", 2.3e6, 2.3e6),
    ("eine halbe Milliarde Euro", "eine halbe Milliarde", 5e8, 5e8),
    ("eine Viertelmillion Menschen", "eine", 1, 1),
    ("Viertelmillion Menschen", "Viertelmillion", 250_000, 250_000),
    ("hundert Leute", "hundert", 100, 100),
    ("mehrere Dutzend Panzer", "mehrere Dutzend", 24, None),
    ("ein paar Tausend Leute", "ein paar Tausend", 2_000, None),
    ("Hunderte Menschen", "Hunderte", 200, None),
    ("Hunderte von Millionen Euro", "Hunderte von Millionen", 2e8, None),
    ("Hunderttausende flohen", "Hunderttausende", 100_000, None),
    ("Zehntausenden Menschen", "Zehntausenden", 10_000, None),
    ("zweistellig gewachsen", "zweistellig", 10, 99),
]

ENGLISH = [
    ("10,000 people", "10,000", 10_000, 10_000),
    ("2.5 percent", "2.5", 2.5, 2.5),
    ("3.5-billion deal", "3.5-billion", 3.5e9, 3.5e9),
    ("1.2bn euros", "1.2bn", 1.2e9, 1.2e9),
    ("a dozen tanks", "a dozen", 12, 12),
    ("half a dozen tanks", "half a dozen", 6, 6),
    ("half a million people", "half a million", 500_000, 500_000),
    ("two and a half tonnes", "two and a half", 2.5, 2.5),
    ("two and a half million tonnes", "two and a half million", 2.5e6, 2.5e6),
    ("one hundred and five people", "one hundred and five", 105, 105),
    ("two million five hundred thousand people", "two million five hundred thousand", 2.5e6, 2.5e6),
    ("five hundred and two hundred", "five hundred", 500, 500),
    ("sixty-five thousand tonnes", "sixty-five thousand", 65_000, 65_000),
    ("twelve hundred men", "twelve hundred", 1_200, 1_200),
    ("several hundred men", "several hundred", 200, None),
    ("a few thousand men", "a few thousand", 2_000, None),
    ("tens of thousands of people", "tens of thousands", 10_000, None),
    ("dozens of tanks", "dozens", 24, None),
    ("double-digit growth", "double-digit", 10, 99),
]

FRACTIONS = [
    ("ein Drittel der Sitze", "de", "ein Drittel", 1 / 3),
    ("zwei Drittel der Sitze", "de", "zwei Drittel", 2 / 3),
    ("Hälfte der Sitze", "de", "Hälfte", 1 / 2),
    ("Dreiviertel der Sitze", "de", "Dreiviertel", 3 / 4),
    ("ein halbes Jahr", "de", "ein halbes", 1 / 2),
    ("two-thirds of the seats", "en", "two-thirds", 2 / 3),
    ("a quarter of the seats", "en", "a quarter", 1 / 4),
    ("half of the seats", "en", "half", 1 / 2),
]


def number_in(text, lang, read=number_at):
    tokens = tokens_of(text)
    match = read(tokens, 0, lang)
    return match, None if match is None else text[: tokens.ends[match.end - 1]]


@pytest.mark.parametrize(("text", "extent", "low", "high"), GERMAN)
def test_german_numbers(text, extent, low, high):
    match, read = number_in(text, "de")
    assert (read, match.low, match.high) == (extent, low, high)


@pytest.mark.parametrize(("text", "extent", "low", "high"), ENGLISH)
def test_english_numbers(text, extent, low, high):
    match, read = number_in(text, "en")
    assert (read, match.low, match.high) == (extent, low, high)


@pytest.mark.parametrize(("text", "lang", "extent", "part"), FRACTIONS)
def test_a_part_of_a_whole_is_a_fraction(text, lang, extent, part):
    match, read = number_in(text, lang)
    assert (read, match.kind) == (extent, NumberKind.FRACTION)
    assert match.low == pytest.approx(part)


def test_an_article_alone_is_marked_as_such():
    assert number_in("eine Brücke", "de")[0].kind is NumberKind.ARTICLE
    assert number_in("an envoy", "en")[0].kind is NumberKind.ARTICLE


@pytest.mark.parametrize("text", ["mehrere Panzer", "Panzer", "Tausendsassa", "Einheit", "Achtung", "tausendfach"])
def test_words_that_only_look_like_numbers(text):
    assert number_in(text, "de")[0] is None


def test_a_date_is_not_read_as_a_decimal():
    assert number_in("3.9.2025", "de")[1] == "3"


@pytest.mark.parametrize(
    ("text", "lang", "extent", "value"),
    [
        ("dritten Tag", "de", "dritten", 3),
        ("19. Juni", "de", "19.", 19),
        ("einundzwanzigste", "de", "einundzwanzigste", 21),
        ("siebten", "de", "siebten", 7),
        ("third", "en", "third", 3),
        ("21st", "en", "21st", 21),
        ("twenty-first", "en", "twenty-first", 21),
    ],
)
def test_ordinals_are_read_apart(text, lang, extent, value):
    match, read = number_in(text, lang, ordinal_at)
    assert (read, match.low, match.kind) == (extent, value, NumberKind.ORDINAL)


def test_cardinals_are_no_ordinals():
    assert number_in("drei", "de", ordinal_at)[0] is None


ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
ONES += ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def below_hundred(n):
    if n < 20:
        return ONES[n]
    return f"{ONES[n % 10]}und{TENS[n // 10]}" if n % 10 else TENS[n // 10]


def spelled(n):
    thousands, n = divmod(n, 1000)
    hundreds, rest = divmod(n, 100)
    head = f"{spelled(thousands)}tausend" if thousands else ""
    return head + (f"{ONES[hundreds]}hundert" if hundreds else "") + below_hundred(rest)


@given(st.integers(2, 999_999).filter(lambda n: n % 100 != 1))
def test_every_german_number_in_one_word_is_read_as_text2num_reads_it(n):
    word = spelled(n)
    assert number_words("de").cardinal(word) == n == text2num(word, "de")


@given(st.integers(0, 10**15))
def test_grouped_digits_are_read_back(n):
    assert number_in(f"{n:,}".replace(",", "."), "de")[0].low == n
    assert number_in(f"{n:,}", "en")[0].low == n


@given(st.text(alphabet="zweihundrtausmillo 1230.,-½", max_size=80))
def test_any_text_is_read_without_an_error_and_within_its_tokens(text):
    tokens = tokens_of(text)
    for lang in ("de", "en"):
        for i in range(len(tokens)):
            for read in (number_at, ordinal_at):
                match = read(tokens, i, lang)
                assert match is None or (i < match.end <= len(tokens) and match.low >= 0)


@pytest.mark.parametrize("text", ["1" * 1_000_000, "zwei" * 250_000, "tausend" * 150_000])
def test_a_token_of_a_million_characters_is_no_number(text):
    assert number_in(text, "de")[0] is None
