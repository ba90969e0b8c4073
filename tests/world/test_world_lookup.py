"""Given a name in any case, this entry; given a text, these names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.world import Role, lookup, names_in
from lagebild.world.german import adjective_forms, name_forms, organisation_forms, people_forms
from lagebild.world.matcher import NameMatcher


@pytest.mark.parametrize(
    ("name", "lang", "entry_id", "role"),
    [
        ("Nordkorea", "de", "state:PRK", Role.NAME),
        ("Nordkoreas", "de", "state:PRK", Role.NAME),
        ("Demokratischen Volksrepublik Korea", "de", "state:PRK", Role.NAME),
        ("DVRK", "de", "state:PRK", Role.NAME),
        ("DPRK", "en", "state:PRK", Role.NAME),
        ("Nordkoreanerinnen", "de", "state:PRK", Role.PEOPLE),
        ("North Koreans", "en", "state:PRK", Role.PEOPLE),
        ("nordkoreanisches", "de", "state:PRK", Role.ADJECTIVE),
        ("Pjöngjangs", "de", "city:PRK:Pjöngjang", Role.CAPITAL),
        ("Pyongyang", "en", "city:PRK:Pjöngjang", Role.CAPITAL),
        ("Peking", "de", "city:CHN:Peking", Role.CAPITAL),
        ("Beijing", "en", "city:CHN:Peking", Role.CAPITAL),
        ("Kremls", "de", "state:RUS", Role.SEAT),
        ("Weißen Hauses", "de", "state:USA", Role.SEAT),
        ("Downing Street", "en", "state:GBR", Role.SEAT),
        ("Élysée-Palastes", "de", "state:FRA", Role.SEAT),
        ("Vereinigten Staaten", "de", "state:USA", Role.NAME),
        ("Vereinten Nationen", "de", "org:UN", Role.NAME),
        ("Internationalen Gerichtshofes", "de", "org:ICJ", Role.NAME),
        ("Sicherheitsrats der Vereinten Nationen", "de", "org:UNSC", Role.NAME),
        ("IAEA", "de", "org:IAEA", Role.NAME),
        ("IAEO", "de", "org:IAEA", Role.NAME),
        ("Shanghai Cooperation Organisation", "en", "org:SCO", Role.NAME),
        ("OVKS", "de", "org:CSTO", Role.NAME),
        ("KCNA", "en", "org:PRK-KCNA", Role.NAME),
        ("Xinhua", "de", "org:CHN-XINHUA", Role.NAME),
        ("UdSSR", "de", "state:soviet-union", Role.NAME),
        ("Roten Meeres", "de", "place:Rotes Meer", Role.NAME),
        ("Französinnen", "de", "state:FRA", Role.PEOPLE),
        ("Kosovos", "de", "state:XKX", Role.NAME),
        ("RUSSLAND", "de", "state:RUS", Role.NAME),
    ],
)
def test_a_name_leads_to_its_entry(name, lang, entry_id, role):
    found = lookup(name, lang)
    assert found is not None
    assert (found.entry.id, found.role) == (entry_id, role)


def names(text, lang):
    return [(text[m.start : m.end], m.name.entry.id) for m in names_in(text, lang) if m.name.role is not Role.OTHER]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Nigeria und Niger schweigen.", "de", [("Nigeria", "state:NGA"), ("Niger", "state:NER")]),
        ("Papua-Neuguinea und Guinea-Bissau", "de", [("Papua-Neuguinea", "state:PNG"), ("Guinea-Bissau", "state:GNB")]),
        ("Malik und Chinakohl", "de", []),
        ("The turkey was cold, Turkey was not.", "en", [("Turkey", "state:TUR")]),
        ("Michael Jordan met no one in Jordan.", "en", [("Jordan", "state:JOR")]),
        ("Jordan wohnt auf einer Insel.", "de", []),
        ("Island liegt im Meer.", "de", [("Island", "state:ISL")]),
        ("An Island in the sea", "en", []),
        ("They told us and Us nothing, US officials did.", "en", [("US", "state:USA")]),
        ("Die Washington Post fragt Washington.", "de", [("Washington Post", "org:USA-WAPO"), ("Washington", None)]),
        ("Paris Hilton flog ab.", "de", []),
        ("Vor dem Golf von Oman liegt Oman.", "de", [("Golf von Oman", "place:Golf von Oman"), ("Oman", "state:OMN")]),
        ("Russia's offer", "en", [("Russia", "state:RUS")]),
        ("Vereinigte\nStaaten", "de", [("Vereinigte\nStaaten", "state:USA")]),
        ("Vereinigte\n\nStaaten", "de", []),
        ("EU - Kommission", "de", [("EU", "org:EU")]),
        ("EU-Kommission", "de", [("EU-Kommission", "org:EC")]),
    ],
)
def test_names_are_the_longest_at_word_limits_and_nothing_in_longer_names(text, lang, expected):
    found = names(text, lang)
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert all(wanted is None or got == wanted for (_, got), (_, wanted) in zip(found, expected, strict=True))


def test_without_a_language_the_names_of_both_are_found():
    assert [i for _, i in names("Russland, Russia", None)] == ["state:RUS", "state:RUS"]


def test_offsets_count_from_the_start_of_the_whole_text():
    text = "Iran. Irak. Iran."
    assert [(m.start, m.end) for m in names_in(text, "de", 6, 11)] == [(6, 10)]


def test_a_name_is_not_found_when_the_stretch_ends_inside_it():
    assert list(names_in("Russland", "de", 0, 4)) == []


def test_german_rules_give_the_cases():
    assert set(adjective_forms("russisch")) >= {"russische", "Russischer", "russischem"}
    assert set(name_forms("Niederlande")) >= {"Niederlande", "Niederlanden"}
    assert "Indes" not in name_forms("Inde")[:1] + name_forms("Indien")
    assert set(organisation_forms("Deutscher Bundestag")) >= {"Deutschen Bundestages", "Deutsche Bundestag"}
    assert "Organisation für Zusammenarbeits" not in organisation_forms("Organisation für Zusammenarbeit")
    assert people_forms("Chinese") == ("Chinese", "Chinesen", "Chinesin", "Chinesinnen")


forms = st.lists(st.text("ab-. ", min_size=1, max_size=6).filter(lambda f: f[0] in "ab" and f == f.strip()), max_size=8)


@given(forms, st.text("ab-. ", max_size=60))
def test_the_matcher_finds_what_a_slow_search_finds(given_forms, text):
    wanted = [" ".join(form.split()) for form in given_forms]
    spaced = " ".join(text.split())
    matcher = NameMatcher((form, form) for form in wanted)
    found = [(start, end, meaning) for start, end, meaning in matcher.matches_in(spaced)]
    assert found == list(slow_matches(wanted, spaced))


def slow_matches(wanted, text):
    at = 0
    while at < len(text):
        fits = [f for f in wanted if text.startswith(f, at) and stands_alone(text, at, at + len(f))]
        if fits and (at == 0 or text[at - 1] not in "ab"):
            longest = max(fits, key=len)
            yield at, at + len(longest), longest
            at += len(longest)
        else:
            at += 1


def stands_alone(text, start, end):
    return not (text[end - 1 : end] in ("a", "b") and text[end : end + 1] in ("a", "b") and end < len(text))


@given(st.text(max_size=300))
def test_any_text_has_names_in_order_that_do_not_overlap(text):
    found = list(names_in(text, None))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= m.start < m.end <= len(text) for m in found)


@pytest.mark.parametrize(
    ("name", "shown"), [("Neues China", "Xinhua"), ("tageszeitung", "taz"), ("BBC News", "BBC"), ("Xinhua", "Xinhua")]
)
def test_media_are_shown_under_the_name_they_are_known_by(name, shown):
    found = lookup(name, "de")
    assert found is not None
    assert (found.entry.name_de, found.entry.name_en) == (shown, shown)
