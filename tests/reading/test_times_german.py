"""German time expressions: given a sentence and the article's date, these rows.

The article is of Thursday, 16 May 2013, unless a test says otherwise.
"""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.marks import Sentence, TimeExpression
from lagebild.reading.times import resolved, times_of
from lines_and_names import line_sentences

THURSDAY = date(2013, 5, 16)


def read(text: str, published: date | None = THURSDAY, lang: str = "de") -> tuple[TimeExpression, ...]:
    """Read a text whose sentences stand on lines of their own."""
    return times_of(text, line_sentences(text), lang, published)


def rows(text: str, published: date | None = THURSDAY) -> list[tuple[str, str, str]]:
    return [(text[t.start : t.end], t.type.value, t.value) for t in read(text, published)]


def values(text: str, published: date | None = THURSDAY) -> dict[str, str]:
    return {text[t.start : t.end]: t.value for t in read(text, published)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam am 3. September 2025 an.", [("3. September 2025", "DATE", "2025-09-03")]),
        (
            "Am 08.11.2024 war Wahl, am 1. 3. 99 auch.",
            [("08.11.2024", "DATE", "2024-11-08"), ("1. 3. 99", "DATE", "1999-03-01")],
        ),
        ("Sie tagte am Mittwoch, dem 8. Mai 2013.", [("Mittwoch, dem 8. Mai 2013", "DATE", "2013-05-08")]),
        (
            "Vom 16. bis 17. Juni 2012 ruhten die Waffen.",
            [("16.", "DATE", "2012-06-16"), ("17. Juni 2012", "DATE", "2012-06-17")],
        ),
        ("Im Herbst 2011 tauchte er auf.", [("Herbst 2011", "DATE", "2011-FA")]),
        ("Von 1950 bis 1953 tobte der Krieg.", [("1950", "DATE", "1950"), ("1953", "DATE", "1953")]),
        ("Das war Ende der 1990er-Jahre so.", [("Ende der 1990er-Jahre", "DATE", "199")]),
        ("Seit Mitte der Siebzigerjahre wird gestritten.", [("Mitte der Siebzigerjahre", "DATE", "197")]),
        ("Im 20. Jahrhundert starb der Brauch aus.", [("20. Jahrhundert", "DATE", "19")]),
        (
            "Im ersten Halbjahr 2012 und im dritten Quartal 2012.",
            [("ersten Halbjahr 2012", "DATE", "2012-H1"), ("dritten Quartal 2012", "DATE", "2012-Q3")],
        ),
        (
            "Rom brannte 64 n. Chr. und wurde 387 v. Chr. geplündert.",
            [("64 n. Chr.", "DATE", "0064"), ("387 v. Chr.", "DATE", "BC0387")],
        ),
    ],
)
def test_absolute_dates(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(text) == expected
    assert rows(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Heute reist sie ab, gestern kam er, morgen tagt der Rat.",
            {"Heute": "2013-05-16", "gestern": "2013-05-15", "morgen": "2013-05-17"},
        ),
        ("Der Rat tagt in der kommenden Woche.", {"der kommenden Woche": "2013-W21"}),
        ("Im vergangenen Jahr stieg der Export.", {"vergangenen Jahr": "2012"}),
        ("Anfang nächster Woche wird gewählt.", {"Anfang nächster Woche": "2013-W21"}),
        ("Der Gipfel war vergangenen Freitag.", {"vergangenen Freitag": "2013-05-10"}),
        ("Sie treffen sich kommenden Montag.", {"kommenden Montag": "2013-05-20"}),
        ("Die Sitzung war Mittwoch vergangener Woche.", {"Mittwoch vergangener Woche": "2013-05-08"}),
        ("Freitagnacht brannte das Depot.", {"Freitagnacht": "2013-05-10TNI"}),
        ("In der Nacht zum Donnerstag fielen Schüsse.", {"der Nacht zum Donnerstag": "2013-05-15TNI"}),
        (
            "Gestern Abend sprach er, heute früh flog er.",
            {"Gestern Abend": "2013-05-15TEV", "heute früh": "2013-05-16TMO"},
        ),
        ("Heuer fällt das Fest aus, im Vorjahr war es groß.", {"Heuer": "2013", "Vorjahr": "2012"}),
        ("Das geschah im Juli vergangenen Jahres.", {"Juli vergangenen Jahres": "2012-07"}),
        ("Am vergangenen Wochenende schneite es.", {"vergangenen Wochenende": "2013-W19-WE"}),
    ],
)
def test_times_relative_to_the_article(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Mittwoch traf der Minister ein.", "2013-05-15"),
        ("Am Mittwoch wird der Minister eintreffen.", "2013-05-22"),
        ("Am Montag hat das Gericht geurteilt.", "2013-05-13"),
        ("Am Montag findet die Anhörung statt.", "2013-05-20"),
        ("Der Rat beschloss, dass am Montag gewählt werden soll.", "2013-05-20"),
        ("Im November fand die Messe statt.", "2012-11"),
        ("Im November findet die Messe statt.", "2013-11"),
        ("Am 19. Juni wird gefeiert.", "2013-06-19"),
        ("Am 19. April wurde gefeiert.", "2013-04-19"),
    ],
)
def test_the_tense_of_the_clause_decides_the_direction(text: str, value: str) -> None:
    (only,) = read(text)
    assert only.value == value
    assert only.direction in ("past", "future")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Im Jahr 1996 wurde er Minister.\nIm selben Jahr trat er zurück.",
            {"Jahr 1996": "1996", "selben Jahr": "1996"},
        ),
        (
            "Am 3. Juni 2012 fiel die Stadt. Zwei Tage später floh er.",
            {"3. Juni 2012": "2012-06-03", "Zwei Tage später": "2012-06-05"},
        ),
        (
            "Im März 2010 begann es. Ein halbes Jahr später war es vorbei.",
            {"März 2010": "2010-03", "Ein halbes Jahr später": "2010-09"},
        ),
        ("Am 1. Mai 2010 kam er, am Vortag war er krank.", {"1. Mai 2010": "2010-05-01", "Vortag": "2010-04-30"}),
        ("Gestern begann die Tagung. Am Abend sprach sie.", {"Gestern": "2013-05-15", "Abend": "2013-05-15TEV"}),
    ],
)
def test_times_relative_to_the_story(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


def test_damals_stands_for_the_time_told_before() -> None:
    _, then = read("1989 fiel die Mauer. Damals war er zehn.")
    assert then.value == "PAST_REF"
    assert (then.earliest, then.latest) == (date(1989, 1, 1), date(1989, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er wartet seit zehn Jahren.", ("zehn Jahren", "DURATION", "P10Y")),
        ("Der Streik dauerte zweieinhalb Stunden.", ("zweieinhalb Stunden", "DURATION", "PT2H30M")),
        ("Sie blieb ein halbes Jahr.", ("ein halbes Jahr", "DURATION", "P6M")),
        ("Mehrere Monate lang geschah nichts.", ("Mehrere Monate", "DURATION", "PXM")),
        ("Seit Jahrzehnten wird verhandelt.", ("Jahrzehnten", "DURATION", "PXDE")),
        ("In den vergangenen zwei Jahrzehnten kamen viele.", ("den vergangenen zwei Jahrzehnten", "DURATION", "P2DE")),
        ("In den vergangenen Jahren kamen viele.", ("den vergangenen Jahren", "DURATION", "PXY")),
        ("Es war ein dreitägiger Besuch.", ("dreitägiger", "DURATION", "P3D")),
        ("Die 14-Tage-Frist läuft.", ("14-Tage", "DURATION", "P14D")),
        ("Der jahrelange Streit ist beigelegt.", ("jahrelange", "DURATION", "PXY")),
        ("Er sprach fast drei Stunden.", ("fast drei Stunden", "DURATION", "PT3H")),
        ("Die Steuer wird jährlich erhoben.", ("jährlich", "SET", "P1Y")),
        ("Alle zwei Jahre wird gewählt.", ("Alle zwei Jahre", "SET", "P2Y")),
        ("Jeden Montag gibt es Proteste.", ("Jeden Montag", "SET", "XXXX-WXX-1")),
        ("Montags ist Ruhetag.", ("Montags", "SET", "XXXX-WXX-1")),
        ("Er kommt jetzt.", ("jetzt", "DATE", "PRESENT_REF")),
        ("Kürzlich war er hier.", ("Kürzlich", "DATE", "PAST_REF")),
        ("Das will er in Zukunft lassen.", ("Zukunft", "DATE", "FUTURE_REF")),
        ("Der Ex-Minister schwieg.", ("Ex", "DATE", "PAST_REF")),
    ],
)
def test_durations_sets_and_references(text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [expected]


def test_a_duration_with_vor_or_in_is_placed_but_stays_a_duration() -> None:
    ago, ahead = read("Vor drei Jahren fing es an, in zwei Wochen hört es auf.")
    assert (ago.value, ago.earliest, ago.latest) == ("P3Y", date(2010, 1, 1), date(2010, 12, 31))
    assert (ahead.value, ahead.earliest, ahead.latest) == ("P2W", date(2013, 5, 27), date(2013, 6, 2))


def test_since_reaches_from_then_to_now() -> None:
    (since,) = read("Er sitzt seit drei Monaten in Haft.")
    assert (since.earliest, since.latest) == (date(2013, 2, 16), THURSDAY)


def test_clock_times_take_the_day_of_their_sentence() -> None:
    assert rows("Am Samstag wird von 14.30-18 Uhr und um 20:15 Uhr gespielt.") == [
        ("Samstag", "DATE", "2013-05-18"),
        ("14.30", "TIME", "2013-05-18T14:30"),
        ("18 Uhr", "TIME", "2013-05-18T18:00"),
        ("20:15 Uhr", "TIME", "2013-05-18T20:15"),
    ]


def test_named_days_are_computed() -> None:
    assert values("Am Karfreitag ruhte die Arbeit, zu Ostern 2014 nicht.") == {
        "Karfreitag": "2013-03-29",
        "Ostern 2014": "2014-04-20",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Rund 2000 Menschen und 1500 Polizisten kamen.",
        "Der 14-jährige Schüler und die 47-Jährige blieben unverletzt.",
        "Wählen dürfen alle ab 16 Jahren.",
        "Sie ist 30 Jahre alt.",
        "Er lief 300 Kilometer pro Stunde.",
        "Frau Angela Mai und Herr Ernst August lachten.",
        "Nun sieht er, dass dann mehr Zeit fehlt.",
        "Er zahlte 1.999,50 Euro für Zimmer 12.",
        "Anna Winter gewann 3:2.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert rows(text) == []


def test_without_a_date_relative_times_stay_open_and_absolute_ones_do_not() -> None:
    text = "Am Mittwoch, vor drei Jahren, gestern, am 19. Juni, im Sommer und am 3. Mai 2011."
    found = read(text, None)
    assert [t.value for t in found] == ["XXXX-WXX-3", "P3Y", "XXXX-XX-XX", "XXXX-06-19", "XXXX-SU", "2011-05-03"]
    assert [t.earliest for t in found[:-1]] == [None] * 5
    assert found[-1].earliest == date(2011, 5, 3)


def test_resolving_again_gives_what_reading_with_the_date_gives() -> None:
    text = (
        "Am Mittwoch traf er ein.\nVor drei Jahren war das anders, in den nächsten Tagen wird es besser.\n"
        "Im November wird gewählt.\nGestern Abend gab es Streit; in der Nacht zum Montag brannte es.\nHeuer nicht.\n"
    )
    undated, dated = read(text, None), read(text)
    assert [resolved(t, THURSDAY, None) for t in undated] == list(dated)


def test_resolving_again_follows_the_story() -> None:
    text = "Am Mittwoch traf er ein. Zwei Tage später ging er."
    first, later = read(text, None)
    assert later.anchor == "previous"
    assert later.earliest is None
    first = resolved(first, THURSDAY, None)
    assert resolved(later, THURSDAY, first).value == "2013-05-17"


def test_an_absolute_time_is_not_moved_by_another_date() -> None:
    (only,) = read("Am 3. Mai 2011 regnete es.")
    assert resolved(only, date(1999, 1, 1), None) == only


WORDS = """
am im vor seit bis von und der den letzten nächsten drei 3 . - / 2013 12 30 Uhr Jahren Woche Mai Mittwoch
Nacht auf zum 1990 er Jahre ersten Ende des 20 Jahrhunderts heute Abend , : ( ) gestern jeden zwei später halb
Ex Christi
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]), st.one_of(st.none(), st.dates()))
def test_any_words_give_rows_in_order_inside_the_text(pieces: list[str], glue: str, published: date | None) -> None:
    text = glue.join(pieces)
    found = times_of(text, [Sentence(0, len(text), 0)], "de", published)
    ends = [0]
    for t in found:
        assert ends[-1] <= t.start < t.end <= len(text)
        assert t.value
        assert t.earliest is None or t.latest is None or t.earliest <= t.latest
        assert 0 <= t.confidence <= 1
        assert replace(resolved(t, published, None), value="") is not None
        ends.append(t.end)


def test_a_language_without_rules_has_no_times() -> None:
    assert read("Le 3 mai 2013", lang="fr") == ()


SPARSE = ("der ", "am ", "und ", "x", "1", "letzten ", "Ende der ", "3. ", "12-", "bis 3 ", "ab 3.")
DENSE = ("1990 ", "Mai ", "Nacht auf ", "am Mittwoch ")


@pytest.mark.parametrize(
    ("piece", "size"), [(piece, 1_000_000) for piece in SPARSE] + [(piece, 160_000) for piece in DENSE]
)
def test_a_long_sentence_of_one_thing_is_read_in_linear_time(piece: str, size: int) -> None:
    seconds = []
    for length in (size // 16, size):
        text = (piece * (length // len(piece) + 1))[:length]
        begun = time.process_time()
        times_of(text, [Sentence(0, len(text), 0)], "de", THURSDAY)
        seconds.append(time.process_time() - begun)
    # 16 times the text: a quadratic rule would need some 256 times as long.
    assert seconds[1] < 64 * max(seconds[0], 0.02)
