"""Given a sentence, who gives what to whom: sides as ISO codes, goods by key, amounts with open bounds as None."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.merging.exchanges import Amount, Speech, ToldSentence, Transfer, exchanges_of, transfers_of
from lagebild.merging.exchanges.goods import good_keys, goods_in
from lagebild.merging.exchanges.sides import Mentioned, names_of
from lagebild.reading.marks import Sentence
from lagebild.reading.quantities import quantities_of
from lagebild.reading.tokens import tokens_of
from lagebild.views.labels import LANGUAGES, labels_in

_CODES = """ARG ARM BEL BGR BRA CAN CHE CHL CHN CUB DEU DNK EGY ESP EST FIN FRA GRC HUN IND IRN ISL ITA JPN KEN MEX MNG
NOR NZL PER POL PRT ROU RUS SWE THA TUR UKR USA VNM ZAF"""
STATES = {code: code for code in _CODES.split()}


def told(*texts: str, lang: str = "de", speeches: tuple[Speech, ...] = ()) -> list[ToldSentence]:
    """Return sentences of one article as rules alone read them: names of states, and quantities."""
    sentences, start = [], 0
    for number, text in enumerate(texts):
        found = quantities_of(" " * start + text, (Sentence(start, start + len(text), number),), lang)
        amounts = tuple(Amount(q.start, q.end, q.low, q.high, q.unit, q.measure) for q in found)
        names = names_of(text, start, lang, [], amounts, STATES)
        sentences.append(ToldSentence("a", number, start, text, lang, names, amounts, speeches))
        start += len(text) + 1
    return sentences


def read(*texts: str, lang: str = "de") -> set[tuple[object, ...]]:
    return {(t.giver, t.receiver, t.good, t.low, t.high, str(t.realis)) for t in transfers_of(told(*texts, lang=lang))}


def plain(giver: str, receiver: str, good: str, realis: str = "real") -> tuple[object, ...]:
    return giver, receiver, good, None, None, realis


GERMAN = {
    "Norwegen hat 40 Panzer nach Finnland geliefert.": {("NOR", "FIN", "weapons.tanks", 40, 40, "real")},
    "Schweden schickt Finnland Artilleriemunition.": {plain("SWE", "FIN", "weapons.artillery_ammunition")},
    "Peru bezieht Weizen aus Argentinien.": {plain("ARG", "PER", "food.grain")},
    "Mexiko kauft kubanisches Öl.": {plain("CUB", "MEX", "fuel.oil")},
    "Die Mongolei wird von China mit Strom versorgt.": {plain("CHN", "MNG", "electricity")},
    "Von Brasilien wurden mindestens 300 Ärzte nach Chile entsandt.": {
        ("BRA", "CHL", "medical_staff", 300, None, "real")
    },
    "Norwegens Lieferung von Luftabwehrsystemen an Polen verzögert sich.": {plain("NOR", "POL", "air_defence")},
    "Die finnischen Waffenlieferungen an Estland sind umstritten.": {plain("FIN", "EST", "weapons")},
    "Spanien, an das Portugal Strom liefert, dankte.": {plain("PRT", "ESP", "electricity")},
    "Kanada will Island fünf Hubschrauber überlassen.": {("CAN", "ISL", "aircraft", 5, 5, "planned")},
    "Dänemark könnte Estland Haubitzen schicken.": {plain("DNK", "EST", "weapons.artillery", "hypo")},
    "Ungarn liefert Rumänien keine Munition.": {plain("HUN", "ROU", "weapons.ammunition", "neg")},
    "Thailand hat die Gaslieferungen an Vietnam eingestellt.": {plain("THA", "VNM", "fuel.gas", "neg")},
    "Kenia bat Südafrika, Impfstoff nach Ägypten zu liefern.": {plain("ZAF", "EGY", "medicine", "hypo")},
    "Der chilenische Präsident schickte Peru Zelte, Decken und Medikamente.": {
        plain("CHL", "PER", "aid"),
        plain("CHL", "PER", "medicine"),
    },
    "Italien lieferte Griechenland Waffen im Wert von 300 Millionen Euro.": {
        ("ITA", "GRC", "weapons", 3e8, 3e8, "real")
    },
    "Japan zahlt der Mongolei 20 Millionen Dollar.": {("JPN", "MNG", "money", 2e7, 2e7, "real")},
}

ENGLISH = {
    "Norway sent 40 tanks to Finland.": {("NOR", "FIN", "weapons.tanks", 40, 40, "real")},
    "Sweden has supplied Finland with artillery shells.": {plain("SWE", "FIN", "weapons.artillery_ammunition")},
    "Peru imports wheat from Argentina.": {plain("ARG", "PER", "food.grain")},
    "Mexico buys Cuban oil.": {plain("CUB", "MEX", "fuel.oil")},
    "At least 300 doctors were sent to Chile by Brazil.": {("BRA", "CHL", "medical_staff", 300, None, "real")},
    "Norway's delivery of air defence systems to Poland is late.": {plain("NOR", "POL", "air_defence")},
    "French arms sales to Greece have doubled.": {plain("FRA", "GRC", "weapons")},
    "Canada plans to sell Iceland five helicopters.": {("CAN", "ISL", "aircraft", 5, 5, "planned")},
    "Denmark could send howitzers to Estonia.": {plain("DNK", "EST", "weapons.artillery", "hypo")},
    "Hungary has not delivered any ammunition to Romania.": {plain("HUN", "ROU", "weapons.ammunition", "neg")},
    "Russia failed to deliver tanks to Armenia.": {plain("RUS", "ARM", "weapons.tanks", "neg")},
    "Thailand halted gas deliveries to Vietnam.": {plain("THA", "VNM", "fuel.gas", "neg")},
    "Egypt received 20,000 tonnes of rice and medicines from India.": {
        ("IND", "EGY", "food.rice", 20_000, 20_000, "real"),
        plain("IND", "EGY", "medicine"),
    },
    "Italy sold Greece weapons worth 300 million euros.": {("ITA", "GRC", "weapons", 3e8, 3e8, "real")},
    "Spain accused Portugal of supplying drones to Brazil.": {plain("PRT", "BRA", "weapons.drones")},
}

NOTHING = {
    "de": [
        "Norwegen unterstützt Finnland in den Vereinten Nationen.",
        "In Peru gibt es viele Waffen aus Argentinien.",
        "Der finnische Präsident bekannte sich zu Schweden.",
        "Norwegen lieferte Waffen.",
        "Chile gibt für Waffen mehr Geld aus als Peru.",
    ],
    "en": [
        "Norway backed Finland in the United Nations.",
        "Brazil sent back two military planes from Peru.",
        "Norway delivered weapons.",
        "Estonia granted the writer asylum and put two battalions on alert near Finland.",
    ],
}


@pytest.mark.parametrize("text", GERMAN)
def test_a_german_sentence_tells_who_gives_what_to_whom(text: str) -> None:
    assert read(text) == GERMAN[text]


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_sentence_tells_who_gives_what_to_whom(text: str) -> None:
    assert read(text, lang="en") == ENGLISH[text]


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in NOTHING.items() for text in texts])
def test_what_is_no_exchange_gives_no_row(lang: str, text: str) -> None:
    assert read(text, lang=lang) == set()


def test_what_is_given_in_return_goes_the_other_way() -> None:
    assert read(
        "Kuba schickte Venezuela nichts, Peru aber Ärzte.",
        "Chile lieferte Peru Kohle.",
        "Im Gegenzug erhielt Chile Kupfer.",
    ) >= {plain("CHL", "PER", "fuel.coal"), plain("PER", "CHL", "raw_materials.metals")}
    assert plain("PER", "CHL", "raw_materials.metals") in read(
        "Chile shipped coal to Peru.", "In return, Chile received copper.", lang="en"
    )


def test_the_words_of_a_transfer_are_those_of_the_article() -> None:
    texts = ("Norwegen handelt.", "Schweden hat Finnland 40 GPS-Störsender geschickt.")
    (transfer,) = transfers_of(told(*texts))
    text = " ".join(texts)
    assert text[transfer.good_start : transfer.good_end] == "GPS-Störsender"
    assert text[transfer.start : transfer.end] == "Schweden hat Finnland 40 GPS-Störsender geschickt"


def test_who_acts_for_a_state_is_that_state_and_its_soldiers_are_a_good() -> None:
    text = "Kari Lund schickte finnische Soldaten nach Polen."
    mentions = [
        Mentioned(0, 9, "Kari Lund", "PER", "FIN", "GOV", "lund"),
        Mentioned(19, 37, "finnische Soldaten", "GROUP", "FIN", "MIL", "soldiers"),
    ]
    names = names_of(text, 0, "de", mentions, [], STATES)
    assert [(n.side, n.is_adjective) for n in names] == [("FIN", False), ("FIN", True), ("POL", False)]
    (transfer,) = transfers_of([ToldSentence("a", 0, 0, text, "de", names)])
    assert (transfer.giver, transfer.receiver, transfer.good) == ("FIN", "POL", "troops")


def test_a_claim_has_its_holder_and_a_denial_is_negated() -> None:
    text = "Peru habe Chile Waffen geschickt, sagt Lima."
    claim = Speech(0, 32, "minister", "Lima", 39, 43)
    (transfer,) = transfers_of(told(text, speeches=(claim,)))
    assert (transfer.holder, transfer.realis) == ("minister", "real")
    denial = Speech(0, 32, None, "Beobachter", None, None, is_denied=True)
    (transfer,) = transfers_of(told(text, speeches=(denial,)))
    assert (transfer.holder, transfer.speaker, transfer.realis) == (None, "Beobachter", "neg")


def test_goods_are_known_by_the_end_of_compounds_and_keep_their_words() -> None:
    tokens = tokens_of("Mittelstreckenraketen, Luftabwehrgeschütze und die Luftwaffe")
    assert [(tokens.words[g.first], g.key) for g in goods_in(tokens, "de")] == [
        ("Mittelstreckenraketen", "weapons.missiles"),
        ("Luftabwehrgeschütze", "air_defence"),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_good_has_a_name(lang: str) -> None:
    assert all(f"good_{key}" in labels_in(lang) for key in good_keys())


def transfer(
    article: str,
    *,
    low: float | None = None,
    high: float | None = None,
    realis: str = "real",
    holder: str | None = None,
    event: str | None = None,
    day: date | None = None,
) -> Transfer:
    place = (article, 0, 9, "PRT", "BRA", "troops", 3, 6)
    return Transfer(*place, low, high, "soldier", realis, holder, None, event, day, day, 0.8)


def test_reports_of_one_event_are_one_exchange_with_a_range_and_all_evidence() -> None:
    reports = [transfer("a", low=900, high=900, event="e"), transfer("b", low=1_200, high=1_200, event="e")]
    (exchange,) = exchanges_of(reports)
    assert (exchange.low, exchange.high, exchange.evidence) == (900, 1_200, (("a", 0, 9), ("b", 0, 9)))


def test_claims_plans_and_other_amounts_stay_apart() -> None:
    reports = [
        transfer("a", low=900, high=900),
        transfer("b", low=900, high=900),
        transfer("c", low=1_200, high=None, holder="ministry"),
        transfer("d", realis="planned"),
        transfer("e", low=5_000, high=5_000),
    ]
    rows = [(e.low, e.high, e.realis, e.holder, len(e.evidence)) for e in exchanges_of(reversed(reports))]
    assert rows == [
        (None, None, "planned", None, 1),
        (900, 900, "real", None, 2),
        (5_000, 5_000, "real", None, 1),
        (1_200, None, "real", "ministry", 1),
    ]


def test_reports_years_apart_are_two_exchanges() -> None:
    reports = [transfer("a", day=date(1990, 5, 1)), transfer("b", day=date(2025, 5, 1)), transfer("c")]
    assert [len(e.evidence) for e in exchanges_of(reports)] == [1, 1, 1]
    assert [(e.since, e.until) for e in exchanges_of(reports[1:])] == [(date(2025, 5, 1), date(2025, 5, 1))]


_WORDS = """Norwegen Schweden liefert , und an von nach Waffen 40 Panzern geschickt wird das die nicht zu mit US - %
US-Öl sent to from Norway arms sales"""
words = st.sampled_from(_WORDS.split())


@settings(max_examples=80)
@given(st.lists(words, max_size=25).map(" ".join), st.sampled_from(["de", "en", "fr"]))
def test_any_words_give_transfers_that_stand_on_them(text: str, lang: str) -> None:
    for t in transfers_of(told(text, lang=lang)):
        assert 0 <= t.start <= t.good_start < t.good_end <= t.end <= len(text)
        assert t.giver != t.receiver
