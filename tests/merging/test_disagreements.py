"""Versions of one thing side by side: what figures, offices, quotations and reports are to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.merging.disagreements import Days, Kind, Relation, Version, bounds_of, quantities, roles, speakers, told
from lagebild.merging.disagreements.bounds import comparable
from lagebild.merging.disagreements.quantities import Counted
from lagebild.merging.disagreements.roles import Held, office_of
from lagebild.merging.disagreements.speakers import Credited, words_of
from lagebild.merging.disagreements.told import Linked, Report

MAY = date(2025, 5, 1)


def day(number: int) -> Days:
    """The day so many days after the first of May."""
    return Days(MAY + timedelta(number), MAY + timedelta(number))


def version(value: str, article: str = "a", days: Days | None = None, holder: str | None = None) -> Version:
    return Version(article, 0, 1, value, days or day(0), holder, article)


FIGURES = [
    (("=", 10_000, 10_000), ("=", 15_000, 15_000), False),
    ((">=", 10_000, None), ("~", 12_000, 12_000), True),
    ((">=", 10_000, None), ("=", 8_000, 8_000), False),
    (("~", 10_000, 10_000), ("~", 11_000, 11_000), True),
    (("~", 10_000, 10_000), ("~", 15_000, 15_000), False),
    (("<=", None, 500), ("=", 480, 480), True),
    (("<=", None, 500), (">", 600, None), False),
    (("=", 80, 90), ("=", 85, 85), True),
    (("=", 80, 90), ("=", 98, 98), False),
    (("=", 2, 2), ("=", 3, 3), False),
    (("=", 10_000, 10_000), ("=", 10_120, 10_120), True),
]


@pytest.mark.parametrize(("one", "other", "compatible"), FIGURES)
def test_figures_are_compatible_if_one_value_fulfils_both(one, other, compatible) -> None:
    a, b = (bounds_of(low, high, operator) for operator, low, high in (one, other))
    assert a is not None and b is not None
    assert comparable(a, b)
    assert a.overlaps(b) is compatible


def test_an_open_bound_is_not_meant_of_a_value_far_beyond_it() -> None:
    at_least, far = bounds_of(100, None, ">="), bounds_of(5_000, 5_000, "=")
    assert at_least is not None and far is not None
    assert at_least.overlaps(far) and not comparable(at_least, far)


values = st.floats(0.01, 1e12, allow_nan=False)
operators = st.sampled_from(("=", "~", ">=", "<=", ">", "<"))


@given(values, operators, values, operators)
def test_bounds_are_symmetric_and_hold_what_they_name(one, operator, other, second) -> None:
    a, b = bounds_of(one, one, operator), bounds_of(other, other, second)
    assert a is not None and b is not None
    assert a.low <= a.point <= a.high
    assert a.overlaps(a) and comparable(a, a)
    assert a.overlaps(b) == b.overlaps(a) and comparable(a, b) == comparable(b, a)


def soldiers(value: float, operator: str = "=", **changed) -> Counted:
    """A figure of Norwegian soldiers sent to Latvia, with another version."""
    given = version(f"{operator}{value:.0f} soldier", **changed)
    bounds = bounds_of(value, value, operator)
    assert bounds is not None
    return Counted(
        given,
        bounds,
        "soldier",
        "troops",
        "state-NOR",
        frozenset({"state-LVA"}),
        frozenset({"e:deploy"}),
        frozenset({"e:army"}),
        frozenset(),
        None,
        False,
        0.9,
    )


def relations(*counted: Counted) -> list[tuple[Relation, list[str]]]:
    rows = quantities.disagreements_of(counted)
    return [(row.relation, [v.value for v in row.versions]) for row in rows]


def test_two_exact_figures_for_one_day_contradict() -> None:
    one, other = soldiers(10_000), soldiers(15_000, article="b")
    assert relations(one, other) == [(Relation.CONTRADICTS, ["=10000 soldier", "=15000 soldier"])]


def test_at_least_and_about_stand_side_by_side_as_compatible_and_name_their_holders() -> None:
    one = soldiers(10_000, ">=", article="a", holder="org-LVA-spies")
    other = replace(soldiers(12_000, "~", article="b", days=day(30)), unit="fighter")
    (row,) = quantities.disagreements_of([other, one])
    assert (row.kind, row.relation) == (Kind.QUANTITY, Relation.COMPATIBLE)
    assert row.topic == "thing=troops:soldier of=state-NOR with=state-LVA"
    assert [(v.holder, v.article_id) for v in row.versions] == [("org-LVA-spies", "a"), (None, "b")]
    assert 0.5 < row.confidence <= 0.9


def test_a_later_figure_for_a_later_time_has_developed() -> None:
    assert relations(soldiers(3_000), soldiers(6_000, article="b", days=day(20))) == [
        (Relation.DEVELOPED, ["=3000 soldier", "=6000 soldier"])
    ]


def test_copies_of_an_agency_text_speak_with_one_voice() -> None:
    copy = replace(version("=15000 soldier", "c"), voice="b")
    (row,) = quantities.disagreements_of(
        [soldiers(10_000), soldiers(15_000, article="b"), replace(soldiers(15_000), version=copy)]
    )
    assert [v.article_id for v in row.versions] == ["a", "b"]


NOT_ONE_THING = {
    "another owner": {"owner": "state-SWE"},
    "another receiver and other words": {"others": frozenset({"state-MLI"}), "words": frozenset({"e:war"})},
    "another measure": {"measure": "people"},
    "nothing but owner and time in common": {"others": frozenset(), "words": frozenset()},
}


@pytest.mark.parametrize("changed", NOT_ONE_THING.values(), ids=NOT_ONE_THING)
def test_figures_of_two_things_are_not_compared(changed) -> None:
    assert relations(soldiers(10_000), replace(soldiers(15_000, article="b"), **changed)) == []


def test_who_gives_two_figures_in_one_breath_counts_two_things() -> None:
    assert relations(soldiers(10_000), soldiers(15_000)) == []


def test_who_gives_the_other_figure_too_counts_something_else_with_his_own() -> None:
    offered, again, shipped = soldiers(6_000), soldiers(6_000, article="b"), soldiers(1_500, article="b")
    assert relations(offered, replace(again, version=replace(again.version, start=9)), shipped) == []
    claims = soldiers(6_000, holder="state-NOR"), soldiers(5_000, holder="state-LVA")
    assert [relation for relation, _ in relations(*claims)] == [Relation.CONTRADICTS]


def test_tonnes_of_two_goods_are_two_things() -> None:
    wheat = {"unit": "tonne", "measure": "weight", "nouns": frozenset({"wheat"})}
    one, other = (replace(soldiers(n, article=a), **wheat) for n, a in ((60_000, "a"), (20_000, "b")))
    assert relations(one, other)[0][0] is Relation.CONTRADICTS
    assert relations(one, replace(other, nouns=frozenset({"coal"}))) == []


def test_tolls_of_two_events_are_kept_apart_and_a_toll_does_not_fall() -> None:
    toll = {"measure": "casualties", "fate": "killed", "words": frozenset({"e:dead"})}
    first, later = (
        replace(soldiers(n, article=a, days=d), **toll) for n, a, d in ((30, "a", day(0)), (45, "b", day(5)))
    )
    assert relations(first, later) == []
    same = {"events": frozenset({"raid"})}
    assert relations(replace(first, **same), replace(later, **same))[0][0] is Relation.DEVELOPED
    fallen = replace(later, bounds=bounds_of(8, 8, "="), **same)
    assert relations(replace(first, **same), fallen) == []


def test_the_number_of_compared_figures_does_not_grow_with_the_square() -> None:
    many = [soldiers(1_000 + n, article=f"{n:05}", days=day(n // 100)) for n in range(20_000)]
    assert len(list(quantities.disagreements_of(many))) >= 1


@given(st.permutations([soldiers(n * 1_000, article=f"a{n}", days=day(n % 3)) for n in range(1, 8)]))
def test_the_order_of_the_figures_does_not_matter(shuffled) -> None:
    ordered = sorted(shuffled, key=lambda c: c.version.article_id)
    assert list(quantities.disagreements_of(shuffled)) == list(quantities.disagreements_of(ordered))


OFFICES = [
    ("Regierungschef", "", {"head_of_government"}, None),
    ("Parteichef", "Chinas Staats- und ", {"head_of_state", "party_leader"}, None),
    ("Staats- und Parteichefin", "", {"head_of_state", "party_leader"}, None),
    ("designierter US-Präsident", "", {"head_of_state"}, "coming"),
    ("president-elect", "", {"head_of_state"}, "coming"),
    ("Norwegian prime minister", "", {"head_of_government"}, None),
    ("foreign minister", "Norway's former ", {"foreign_minister"}, "former"),
    ("foreign minister", "will travel next week. ", {"foreign_minister"}, None),
    ("deputy foreign minister", "", {"foreign_minister"}, "deputy"),
    ("Außenamtssprecherin", "", {"spokesperson"}, None),
    ("Diktator", "", None, None),
    ("working group on banking", "", None, None),
    ("summoned the Norwegian ambassador and demanded an answer", "", None, None),
]


@pytest.mark.parametrize(("role", "before", "offices", "standing"), OFFICES)
def test_a_role_stands_for_the_offices_that_its_words_name(role, before, offices, standing) -> None:
    office = office_of(role, before, None, None)
    if offices is None:
        assert office is None
    else:
        assert office is not None and (office.offices, office.standing) == (offices, standing)


def held(role: str, article: str, days: Days | None = None, country: str | None = None, at: str | None = None) -> Held:
    office = office_of(role, "", country, at)
    assert office is not None
    return Held("person-1", version(role, article, days), office, 0.9)


ROLES = [
    ("Regierungschef", "Staats- und Parteichef", "CHN", 3, Relation.CONTRADICTS),
    ("prime minister", "Staatschef", "NOR", 0, Relation.CONTRADICTS),
    ("Regierungschef", "Präsident", "USA", 3, None),
    ("Staatschef", "Parteichef", "CHN", 3, None),
    ("Präsidentin", "president", "EST", 3, None),
    ("designierte Präsidentin", "Präsidentin", "EST", 70, Relation.DEVELOPED),
    ("foreign minister", "Ministerpräsident", "KGZ", 300, Relation.DEVELOPED),
    ("Innenminister", "früherer Innenminister", "CZE", 90, Relation.DEVELOPED),
    ("Innenminister", "Außenminister", "CZE", 900, None),
]


@pytest.mark.parametrize(("one", "other", "country", "later", "relation"), ROLES)
def test_offices_of_one_person_are_compared_not_paraphrases(one, other, country, later, relation) -> None:
    rows = list(roles.disagreements_of([held(one, "a", country=country), held(other, "b", day(later), country)]))
    assert [row.relation for row in rows] == ([] if relation is None else [relation])


def test_one_office_at_two_organisations_contradicts_at_one_name_spelt_longer_it_does_not() -> None:
    oslo = held("professor", "a", at="Universität Oslo")
    assert not list(roles.disagreements_of([oslo, held("Professor", "b", at="Institute at Universität Oslo")]))
    (row,) = roles.disagreements_of([oslo, held("Professor", "b", at="Kyung Hee University")])
    assert row.relation is Relation.CONTRADICTS


def credited(text: str, speaker: str, article: str = "a", start: int = 0) -> Credited:
    given = Version(article, start, start + len(text), speaker, day(0), None, article)
    return Credited(f"{article}{start}", given, words_of(text), words_surnames(speaker), 0.9)


def words_surnames(speaker: str) -> frozenset[str]:
    return frozenset(speaker.lower().split())


LONG = "Wer das Eis im Hafen nicht bricht, der bekommt im Frühjahr kein Schiff mehr hinaus, das weiß jeder hier"
SHORT = "Wer das Eis im Hafen nicht bricht, der bekommt im Frühjahr kein Schiff mehr hinaus."


def test_a_quotation_credited_to_two_speakers_is_one_disagreement_and_counts_once() -> None:
    body, pulled = credited(LONG, "Aino Virta", start=200), credited(SHORT, "Kari Lund")
    (row,) = speakers.disagreements_of([body, pulled])
    assert (row.kind, row.relation) == (Kind.SPEAKER, Relation.CONTRADICTS)
    assert [v.value for v in row.versions] == ["Kari Lund", "Aino Virta"]
    assert list(speakers.repeated([body, pulled])) == [("a0", "a200")]


def test_copies_of_one_text_never_disagree_on_a_speaker() -> None:
    copy = credited(LONG, "Kari Lund", "b")
    copy = replace(copy, version=replace(copy.version, voice="a"))
    assert not list(speakers.disagreements_of([credited(LONG, "Aino Virta"), copy]))


def test_two_spellings_of_a_speaker_other_words_and_idioms_are_no_disagreement() -> None:
    assert not list(speakers.disagreements_of([credited(LONG, "Aino Virta"), credited(LONG, "A. Virta", "b")]))
    other = "Das Eis bricht von selbst, wenn die Sonne im Mai wieder auf den alten Hafen scheint"
    assert not list(speakers.disagreements_of([credited(LONG, "Aino Virta"), credited(other, "Kari Lund", "b")]))
    idiom = "Ende gut, alles gut"
    assert not list(speakers.disagreements_of([credited(idiom, "Aino Virta"), credited(idiom, "Kari Lund", "b")]))


def report(name: str, days: Days | None = None, realis: str = "real", **changed) -> Report:
    given = Report(
        *(name, name, 0, 1, name, None, days, day(0), realis, None, "type=AGREE of=state-LVA,state-NOR"),
        frozenset({"e:sign"}),
        frozenset({"state-NOR", "state-LVA"}),
        0.9,
    )
    return replace(given, **changed)


def test_two_days_of_one_event_contradict_a_moved_plan_has_developed() -> None:
    (row,) = told.date_disagreements_of([Linked(report("a", day(3)), report("b", day(5)), 2.0)])
    assert (row.kind, row.relation) == (Kind.DATE, Relation.CONTRADICTS)
    assert [v.value for v in row.versions] == ["2025-05-04", "2025-05-06"]
    moved = report("b", day(30), published=day(25))
    (row,) = told.date_disagreements_of([Linked(report("a", day(3), "planned"), moved, 2.0)])
    assert row.relation is Relation.DEVELOPED


def test_a_month_and_a_day_in_it_a_hardly_likely_pair_and_another_deed_are_no_disagreement() -> None:
    month = Days(date(2025, 5, 1), date(2025, 5, 31))
    for one, other, odds in (
        (report("a", month), report("b", day(5)), 2.0),
        (report("a", day(3)), report("b", day(5)), 0.5),
        (report("a", day(3)), report("b", day(5), trigger=frozenset({"e:meet"})), 2.0),
    ):
        assert not list(told.date_disagreements_of([Linked(one, other, odds)]))


def test_what_one_tells_and_another_denies_contradicts() -> None:
    (row,) = told.denials_of([Linked(report("a"), report("b", realis="neg"), 2.0)])
    assert (row.kind, row.relation, [v.value for v in row.versions]) == (
        *(Kind.EVENT, Relation.CONTRADICTS),
        ["real", "neg"],
    )
    denied = report("b", modality="denied", holder="state-NOR", article_id="a", voice="a", start=5)
    (row,) = told.denials_of([Linked(report("a"), denied, 2.0)])
    assert [v.holder for v in row.versions] == [None, "state-NOR"]


def test_what_had_not_happened_yet_has_developed() -> None:
    (row,) = told.denials_of([Linked(report("a", realis="neg"), report("b", published=day(9)), 2.0)])
    assert row.relation is Relation.DEVELOPED
