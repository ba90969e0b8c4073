"""Given a stretch of news, these are its sentences (shown by ` | ` where one ends)."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.articles.article import Passage, Zone
from lagebild.reading.sentences import sentences_of


def split(text: str, lang: str | None) -> list[str]:
    return [text[s.start : s.end] for s in sentences_of(text, (Passage(0, len(text), Zone.BODY),), lang)]


GERMAN = [
    # ordinals, dates, numbers
    "Am 19. Juni trafen sie sich. | Am 3. Oktober 2024 ging er.",
    "Das endet erst im 21. Jahrhundert. | Zum 75. Jahrestag kam niemand.",
    "Der Vertrag vom 3. 10. 2024 gilt. | Er wurde bis zum 12. und 13. Mai verlängert.",
    "So war es im Jahr 2024. | Nordkorea schwieg. | So blieb es bis 2025. | 20 Menschen flohen.",
    "Sein Land liegt auf Platz 5. | Russland folgt.",
    "Beginn ist um 18.30 Uhr. | Der Anteil stieg um 3,5 Prozent auf 1.200.000.",
    "Er sprach auf dem „22. Parteitag“ in Hanoi.",
    "1. Nordkorea liefert.",
    # Roman numerals and initials
    "König Karl II. reiste ab. | Ihm folgte Papst Urban XII. | Er blieb.",
    "George K. Walde und J. R. Lindt kamen. | Das war Plan B. | Russland lehnte ab.",
    # abbreviations
    "Dr. Meier traf Prof. Dr. h. c. Lang, z. B. Die Linke war dort.",
    "Laut Art. 51 gilt das. | Diese Art. | Jene Art.",
    "Es kostet 5 Mrd. Euro bzw. 6 Mio. Dollar. | Davon fehlen 3 Mrd. | Das weiß jeder.",
    "Generalleutnant a. D. Brandt kam aus St. Georgen u. a. mit Helfern.",
    "Das ist wahr. | Er fiel 44 v. Chr. | Danach gab es Kohl, Kraut usw. | Niemand aß.",
    # quotations
    "„Es reicht. | Wir gehen.“ | Er ging.",
    "„Es reicht.“, sagte er. | „Wer kommt?“ fragte sie. | „Nein!“ | Kim lachte.",
    "Er rief: „Halt!“ | Sie blieben stehen (so der Bericht.) Mitten im Weg.",
    "(Das war alles.) | Nun schweigt er.",
    "»Wer geht?« | Er nicht. | Wir, die Partei En Marche! Kandidaten und alle.",
    # ellipses, omissions, footnotes
    "Er wollte … nichts. | Wirklich nicht… | Er blieb. | […] Wir auch.",
    "Das steht fest.[3] | Danach begann es.",
    "Was?! | Ja. | Mehr unter https://nachrichten.example/a.B und www.beispiel.de heute.",
    # agency lines, colons
    "Schanghai, Tokio. | Nordkorea rüstet auf.",
    "Er sagte nur eines: Nichts geht mehr; alles ist gesagt.",
]

ENGLISH = [
    "Mr. Hale of the U.S. Navy met Sen. J. R. Cole at 5 p.m. Monday.",
    "He lives in the U.S. | The others left for No. 10 Elm St. yesterday.",
    "On Oct. 3 it ended. | It rose 3.5 percent in Jan. | The rest is unknown.",
    '"It is over. | We leave." | He said so. | "Stop!" she cried.',
    "“It is over.” | He left… | Nobody asked.",
    "The war ended in 1953. | Seoul rebuilt. | Prices rose by 12. | Moscow cheered.",
    "Gen. Stone, Gov. Reed and Rep. Lane met vs. the advice of Acme Corp. lawyers.",
    "That was World War I. | Russia left it. | He said no. | Twelve people stayed.",
]


@pytest.mark.parametrize("marked", GERMAN)
def test_german(marked):
    assert split(marked.replace(" | ", " "), "de") == marked.split(" | ")


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked):
    assert split(marked.replace(" | ", " "), "en") == marked.split(" | ")


def test_a_missing_space_is_seen_between_plain_words_only():
    text = "So endete der Krieg.Danach kam Ruhe.„Endlich“, meldet Lenta.Ru am z.B.Sonntag."
    assert split(text, "de") == [
        "So endete der Krieg.",
        "Danach kam Ruhe.",
        "„Endlich“, meldet Lenta.Ru am z.B.Sonntag.",
    ]


def test_without_a_language_the_rules_of_all_hold():
    assert split("Mrs. Low came on Oct. 3. Am 3. Oktober ging Dr. Lau. Ende.", None) == [
        "Mrs. Low came on Oct. 3.",
        "Am 3. Oktober ging Dr. Lau.",
        "Ende.",
    ]


def test_blank_lines_and_list_marks_end_sentences_and_line_breaks_do_not():
    text = "Keine Einigung\n\nDie Gespräche\nendeten. Es bleibt:\n• Öl\n• Gas\nEnde."
    assert split(text, "de") == ["Keine Einigung", "Die Gespräche\nendeten.", "Es bleibt:", "• Öl", "• Gas\nEnde."]


def test_a_sentence_stays_in_its_passage_and_furniture_has_none():
    text = "Neue Lage in Asien Mehr dazu. Die Lage ist neu. "
    passages = (Passage(0, 18, Zone.TITLE), Passage(19, 29, Zone.FURNITURE), Passage(30, 47, Zone.BODY))
    found = sentences_of(text, passages, "de")
    assert [text[s.start : s.end] for s in found] == ["Neue Lage in Asien", "Die Lage ist neu."]
    assert [s.sentence_id for s in found] == [0, 1]


PIECES = st.sampled_from(
    [".", "!", "?", "…", " ", "\n", "\n\n", "„", "“", '"', "(", ")", "[", "]", "z. B. ", "19. ", "II. ",
     "Dr. ", "Krieg", "Danach", "U.S. ", "• ", "- ", "[1]", "。", "\u2029", "\xa0", "http://a.b/C", "a", "B", "7", ":",
     "»", "«"]
)  # fmt: skip


@st.composite
def texts_with_passages(draw):
    text = draw(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)) | {0, len(text)})
    zones = draw(st.lists(st.sampled_from(Zone), min_size=len(cuts), max_size=len(cuts)))
    return text, tuple(Passage(a, b, z) for a, b, z in zip(cuts, cuts[1:], zones, strict=False))


@settings(max_examples=400)
@given(texts_with_passages(), st.sampled_from(["de", "en", "fr", None]))
def test_sentences_cover_what_is_read_and_nothing_else(case, lang):
    text, passages = case
    read = [p for p in passages if p.zone not in {Zone.FURNITURE, Zone.CREDIT}]
    sentences = sentences_of(text, passages, lang)
    assert [s.sentence_id for s in sentences] == list(range(len(sentences)))
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    for s in sentences:
        assert text[s.start : s.end] == text[s.start : s.end].strip() != ""
        assert any(p.start <= s.start and s.end <= p.end for p in read)
    covered = {at for s in sentences for at in range(s.start, s.end)}
    assert all(at in covered or text[at].isspace() for p in read for at in range(p.start, p.end))


@pytest.mark.parametrize(
    "piece", [".", ". ", "A. ", "a", "(", "?“", "a.) ", "1. ", "[1]", ".A", "a.Ab ", "\n", "a\n \n"]
)
def test_a_megabyte_of_anything_is_read(piece):
    assert split(piece * (300_000 // len(piece)), "de") is not None
