"""Given these sentences, these mentions: kind, country, sector, and which of them are one thing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.article import Article, Passage, Zone
from lagebild.reading.marks import MentionKind
from lagebild.reading.mentions import mentions_of


def article(text, lang="de", passages=None):
    return Article("test:mentions", text, passages or (Passage(0, len(text), Zone.BODY),), lang=lang)


def rows(text, lang="de"):
    return [(text[m.start : m.end], str(m.kind), m.country, m.sector) for m in mentions_of(article(text, lang))]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Nordkorea droht Südkorea.",
            "de",
            [("Nordkorea", "STATE", "PRK", "GOV"), ("Südkorea", "STATE", "KOR", "GOV")],
        ),
        ("Das Erdbeben traf Dörfer in Nepal.", "de", [("Nepal", "LOC", "NPL", None)]),
        ("Das Treffen fand in der Türkei statt.", "de", [("Türkei", "LOC", "TUR", None)]),
        ("The flood hit villages in Nepal.", "en", [("Nepal", "LOC", "NPL", None)]),
        (
            "Peking und Pjöngjang nähern sich an.",
            "de",
            [("Peking", "STATE", "CHN", "GOV"), ("Pjöngjang", "STATE", "PRK", "GOV")],
        ),
        ("Das Konzert in Peking fiel aus.", "de", [("Peking", "LOC", "CHN", None)]),
        ("Beijing rejected the offer.", "en", [("Beijing", "STATE", "CHN", "GOV")]),
        ("A concert in Beijing was called off.", "en", [("Beijing", "LOC", "CHN", None)]),
        ("Der Kreml schweigt.", "de", [("Kreml", "STATE", "RUS", "GOV")]),
        ("Brüssel verhängt Zölle.", "de", [("Brüssel", "ORG", "EUR", "IGO")]),
        ("Die Vereinten Nationen warnen.", "de", [("Vereinten Nationen", "ORG", "IGO", "IGO")]),
        ("Russische Truppen rücken vor.", "de", []),
        ("Die chinesische Regierung schweigt.", "de", [("chinesische Regierung", "STATE", "CHN", "GOV")]),
        ("The Turkish Foreign Ministry objected.", "en", [("Turkish Foreign Ministry", "ORG", "TUR", "GOV")]),
        ("Vor der US-Botschaft brennt es.", "de", [("US-Botschaft", "ORG", "USA", "GOV")]),
        ("Die Nordkoreaner jubeln.", "de", [("Nordkoreaner", "GROUP", "PRK", "CVL")]),
        ("Der Ukraine-Krieg dauert an.", "de", []),
        ("Die Sowjetunion zerfiel.", "de", [("Sowjetunion", "STATE", "RUS", "GOV")]),
        ("In Hongkong regnet es.", "de", [("Hongkong", "LOC", "HKG", None)]),
        ("KCNA meldet einen Test.", "de", [("KCNA", "ORG", "PRK", "MED")]),
    ],
)
def test_names_are_read_with_kind_country_and_sector(text, lang, expected):
    assert rows(text, lang) == expected


def test_one_acting_mention_makes_the_country_a_state_in_the_whole_article():
    text = "In Nepal bebte die Erde. Nepal bat Indien um Hilfe."
    nepal = [m for m in mentions_of(article(text)) if m.country == "NPL"]
    assert [m.kind for m in nepal] == [MentionKind.STATE, MentionKind.STATE]


def test_mentions_of_one_thing_share_their_entity_and_a_city_as_a_place_has_its_own():
    text = "Nordkorea schweigt, die DVRK wartet, und im Zentrum von nichts liegt ein Kino in Pjöngjang."
    assert [m.entity for m in mentions_of(article(text))] == ["state:PRK", "state:PRK", "city:PRK:Pjöngjang"]
    acting = "Nordkorea schweigt. Pjöngjang droht."
    assert {m.entity for m in mentions_of(article(acting))} == {"state:PRK"}


def test_nothing_is_read_in_furniture_and_credits():
    text = "China handelt.\nMehr zu Japan\nFoto: Iran\nTitel Peru"
    zones = [(0, 14, Zone.BODY), (15, 28, Zone.FURNITURE), (29, 39, Zone.CREDIT), (40, 50, Zone.TITLE)]
    passages = tuple(Passage(*zone) for zone in zones)
    assert [text[m.start : m.end] for m in mentions_of(article(text, passages=passages))] == ["China", "Peru"]


def test_a_name_does_not_reach_over_the_end_of_a_passage():
    text = "Vereinigte Staaten"
    passages = (Passage(0, 10, Zone.TITLE), Passage(11, 18, Zone.BODY))
    assert mentions_of(article(text, passages=passages)) == ()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Der russische Außenminister Jegor Malachow kam. Malachow lächelte.",
            "de",
            [("Jegor Malachow", "RUS", "GOV"), ("Malachow", "RUS", "GOV")],
        ),
        ("US-Präsident Walter Hargrove kam.", "de", [("Walter Hargrove", "USA", "GOV")]),
        ("Chinas Präsident Liang Weimin kam.", "de", [("Liang Weimin", "CHN", "GOV")]),
        ("Präsident Adham Zohdi kam.", "de", [("Adham Zohdi", None, "GOV")]),
        (
            "Die Rede des Präsidenten Adham Zohdis. Zohdi kam.",
            "de",
            [("Adham Zohdis", None, "GOV"), ("Zohdi", None, "GOV")],
        ),
        (
            "French President Luc Armand met General Otto van der Berg.",
            "en",
            [("Luc Armand", "FRA", "GOV"), ("Otto van der Berg", None, "MIL")],
        ),
        ("Der Nordkorea-Experte Adham Zohdi warnt.", "de", [("Adham Zohdi", None, "EDU")]),
        ("Minister Otto trat ab.", "de", []),
        ("Der Präsident Russland schweigt.", "de", []),
        (
            "Präsident Adham Zohdi und Minister Karim Zohdi. Zohdi kam.",
            "de",
            [("Adham Zohdi", None, "GOV"), ("Karim Zohdi", None, "GOV")],
        ),
    ],
)
def test_persons_are_read_by_their_office_and_then_by_surname(text, lang, expected):
    found = [m for m in mentions_of(article(text, lang)) if m.kind is MentionKind.PER]
    assert [(text[m.start : m.end], m.country, m.sector) for m in found] == expected


def test_mentions_carry_the_entry_they_were_read_as():
    china, person = mentions_of(article("China ehrt Präsident Adham Zohdi."))
    assert (china.entity_world, person.entity_world) == ("state:CHN", None)
    assert all(0 < m.confidence < 1 for m in (china, person))


WORDS = [
    "Präsident",
    "Minister",
    "Adham",
    "Zohdi",
    "Russland",
    "russische",
    "Regierung",
    "US",
    "-",
    "in",
    "der",
    "Peking",
]
words = st.sampled_from([*WORDS, "Vereinigte", "Staaten", ".", "\n", "Ä", "ß", "🚀"])


@given(st.lists(words, max_size=40).map(" ".join) | st.text(max_size=200), st.sampled_from(["de", "en", "fr", None]))
def test_mentions_lie_in_the_text_in_order_and_apart(text, lang):
    found = mentions_of(article(text, lang))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == mentions_of(article(text, lang))
