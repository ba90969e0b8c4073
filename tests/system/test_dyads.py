"""Dyads: given deeds and words between two states, what a month's cooperation, conflict, interval and sign are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from made_facts import article, deed, facts, flow, loner, report, state, statement

from lagebild.system.dyads import DyadMonth, all_dyads, dyad_series
from lagebild.system.facts import Evidence, Facts, Membership, Saying
from lagebild.system.intervals import DRAWINGS, drawings
from lagebild.system.scale import SCORES
from lagebild.system.series import HALF_LIFE_MONTHS, decayed


def month(told: Facts, period: str, a: str = "A", b: str = "B", *, directed: bool = False) -> DyadMonth:
    found = {one.period: one for one in dyad_series(told, a, b, directed=directed)}
    return found[period]


def test_a_deed_counts_its_points_in_its_month_as_far_as_its_report_is_sure() -> None:
    one = month(facts("AB", deeds=[deed("e", "A", "AID", "B", "2025-03-01", confidence=0.8)]), "2025-03")
    assert one.cooperation == pytest.approx(0.8 * SCORES["AID"])
    assert (one.conflict, one.net, one.n_events, one.n_articles) == (0.0, one.cooperation, 1, 1)
    assert (one.events, one.new_events, one.origin, one.directed) == (("e",), ("e",), "text", False)


def test_independent_reports_make_a_deed_surer_and_never_count_it_twice() -> None:
    papers = [article(name) for name in ("n1", "n2", "n3")]
    told = facts("AB", papers, [deed("e", "A", "ASSAULT", "B", "2025-03-01", ("n1", "n2", "n3"), confidence=0.5)])
    assert month(told, "2025-03").conflict == pytest.approx(-SCORES["ASSAULT"] * (1 - 0.5**3))


def test_a_copy_of_an_article_adds_nothing() -> None:
    papers = [article("n1"), article("n2", copy_of="n1")]
    once = facts("AB", papers, [deed("e", "A", "AID", "B", "2025-03-01", ["n1"], confidence=0.5)])
    twice = facts("AB", papers, [deed("e", "A", "AID", "B", "2025-03-01", ["n1", "n2"], confidence=0.5)])
    assert dyad_series(once, "A", "B") == dyad_series(twice, "A", "B")


def test_what_happened_fades_by_half_in_every_half_life() -> None:
    told = facts("AB", [article("n1", "2026-03-01")], [deed("e", "A", "AID", "B", "2025-03-05")])
    values = {one.period: one.cooperation for one in dyad_series(told, "A", "B")}
    assert values["2025-09"] == pytest.approx(values["2025-03"] / 2)
    assert values["2026-03"] == pytest.approx(values["2025-03"] / 4)
    assert "2026-04" not in values  # nothing is known of a month after the last article


def test_a_deed_told_of_several_months_is_spread_over_them() -> None:
    told = facts("AB", [article("n1", "2025-06-01")], [deed("e", "A", "AID", "B", "2025-03/2025-04", confidence=0.5)])
    assert month(told, "2025-03").cooperation == pytest.approx(0.5 * SCORES["AID"] / 2)
    assert month(told, "2025-04").new_events == ("e",)


@pytest.mark.parametrize("realis", ["planned", "hypo", "neg"])
def test_what_is_planned_possible_or_denied_is_no_deed(realis: str) -> None:
    assert dyad_series(facts("AB", deeds=[deed("e", "A", "AID", "B", "2025-03", realis=realis)]), "A", "B") == ()


def test_only_reports_that_say_it_happened_make_an_event_sure() -> None:
    sides = ("A", "AID", "B", "2025-03-01")
    reports = [
        report("n1", *sides, confidence=0.5),
        report("n2", *sides, realis="hypo"),
        report("n3", *sides, published="2025-02-01"),  # out before the deed
    ]
    told = facts("AB", [article(n) for n in ("n1", "n2", "n3")], [deed("e", *sides, reports=reports)])
    assert month(told, "2025-03").cooperation == pytest.approx(0.5 * SCORES["AID"])
    assert month(told, "2025-03").n_articles == 1


def test_what_somebody_only_denies_is_no_deed() -> None:
    told = deed("e", "A", "ASSAULT", "B", "2025-03-01", holder="A")
    (quotation,) = [one.quotation_id for one in told.reports]
    assert quotation is not None
    denial = Saying(quotation, Evidence("n1", 0, 50), "indirect", "A", "A", "denied", 0.9)
    assert dyad_series(facts("AB", deeds=[told], sayings=[denial]), "A", "B") == ()
    assert month(facts("AB", deeds=[told], sayings=[replace(denial, modality="asserted")]), "2025-03").events == ("e",)


def test_troops_given_to_a_state_are_not_mobilised_against_it() -> None:
    sent = deed("sent", "A", "MOBILIZE", "B", "2025-03-01")
    assert month(facts("AB", deeds=[sent]), "2025-03").conflict > 0
    assert dyad_series(facts("AB", deeds=[sent], flows=[flow("x", "A", "B", "troops.advisers")]), "A", "B") == ()
    assert month(facts("AB", deeds=[sent], flows=[flow("x", "B", "A", "troops")]), "2025-03").conflict > 0


def test_an_event_is_between_those_whom_one_sentence_names() -> None:
    """Reports joined to one event name A and B, and B and C; none says anything of A and C."""
    reports = [report("n1", "A", "AID", "B"), report("n2", "B", "AID", "C")]
    told = facts("ABC", ["n1", "n2"], [deed("e", ["A", "B"], "AID", ["B", "C"], None, reports=reports)])
    assert set(all_dyads(told)) == {("A", "B"), ("B", "C")}


def test_an_undated_deed_counts_half_where_it_is_told_and_again_when_it_is_told_much_later() -> None:
    reports = [report("n1", "A", "AID", "B", told="2025-03-10"), report("n2", "A", "AID", "B", told="2025-11-02")]
    papers = [article("n1", "2025-03-10"), article("n2", "2025-11-02")]
    told = facts("AB", papers, [deed("e", "A", "AID", "B", None, reports=reports)])
    series = {one.period: one for one in dyad_series(told, "A", "B")}
    assert series["2025-03"].cooperation == pytest.approx(0.99 * SCORES["AID"] / 2)
    assert series["2025-11"].new_events == ("e",) and series["2025-11"].n_events == 1


def test_an_undated_deed_of_an_unknown_time_counts_nowhere() -> None:
    assert not all_dyads(facts("AB", deeds=[deed("e", "A", "AID", "B", None, told=None)]))


def test_whoever_acts_for_a_state_is_that_state_and_who_acts_alone_is_not() -> None:
    actors = [state("A"), state("B"), state("minister", "A", acts_for="A", kind="PER"), loner("expert")]
    deeds = [deed("e", "minister", "THREATEN", "B", "2025-03"), deed("f", "expert", "ACCUSE", "B", "2025-03")]
    told = facts(actors, deeds=deeds)
    assert month(told, "2025-03").events == ("e",)
    assert [one.events for one in dyad_series(told, "expert", "B")] == [("f",)]


def test_a_group_is_itself_and_its_members() -> None:
    """G's members are A and, since 2020, B; D left."""
    members = [
        Membership("G", "A", None, None),
        Membership("G", "B", date(2020, 1, 1), None),
        Membership("G", "D", None, date(2019, 12, 31)),
    ]
    deeds = [deed(actor, actor, "SANCTION", "C", "2025-03") for actor in "ABDG"]
    told = facts([*map(state, "ABCD"), loner("G", "ORG")], deeds=deeds, memberships=members)
    assert month(told, "2025-03", "C", "G").events == ("A", "B", "G")


def test_directed_rows_say_who_does_it_and_what_partners_do_together_each_does() -> None:
    deeds = [deed("e", "A", "COERCE", "B", "2025-03"), deed("talks", ["A", "B"], "CONSULT", (), "2025-03")]
    told = facts("AB", deeds=deeds)
    assert month(told, "2025-03", directed=True).events == ("e", "talks")
    assert month(told, "2025-03", "B", "A", directed=True).events == ("talks",)
    assert month(told, "2025-03").events == ("e", "talks")


def test_under_three_articles_there_is_no_interval_but_a_thin_month() -> None:
    names = ["n1", "n2", "n3"]
    deeds = [deed(f"e{name}", "A", "AID", "B", "2025-03", [name]) for name in names]
    thin, firm = facts("AB", names[:2], deeds[:2]), facts("AB", names, deeds)
    assert (month(thin, "2025-03").low, month(thin, "2025-03").thin) == (None, True)
    one = month(firm, "2025-03")
    assert not one.thin
    assert (one.low, one.high) == pytest.approx((one.net, one.net))  # three articles say the very same


def test_the_interval_is_that_of_drawing_articles_one_drawing_at_a_time() -> None:
    """Each article tells of one deed; n1 and n3, equally sure, share another."""
    names = ["n1", "n2", "n3", "n4"]
    kinds = ["AID", "ACCUSE", "CONSULT", "ASSAULT"]
    deeds = [deed(f"e{n}", "A", k, "B", "2025-03-02", [n], confidence=0.6) for n, k in zip(names, kinds, strict=True)]
    deeds.append(deed("both", "A", "SUPPORT", "B", "2025-03-02", ["n1", "n3"], confidence=0.5))
    shared = SCORES["SUPPORT"] * (1 - 0.5**2) / 2
    nets = []
    for drawn in drawings(4):
        often = dict(zip(names, drawn, strict=True))
        alone = sum(0.6 * SCORES[kind] * often[name] for name, kind in zip(names, kinds, strict=True))
        nets.append(alone + shared * (often["n1"] + often["n3"]))
    one = month(facts("AB", names, deeds), "2025-03")
    assert len(nets) == DRAWINGS
    assert (one.low, one.high) == pytest.approx(tuple(np.percentile(nets, (5, 95))))


def test_what_is_said_stands_beside_what_is_done() -> None:
    said = [
        statement("s1", "A", "B", 2, "2025-03-01", confidence=0.9),
        statement("s2", "B", "A", -1, "2025-03-20", "n2", confidence=0.5),
    ]
    one = month(facts("AB", ["n1", "n2"], statements=said), "2025-03")
    sure, unsure = np.log(2 * 0.9 / 0.1), np.log(2 * 0.5 / 0.5)
    assert one.stated_value == pytest.approx((2 * sure - unsure) / (sure + unsure))
    assert (one.cooperation, one.n_events, one.n_statements, one.statements) == (0.0, 0, 2, ("s1", "s2"))


def test_a_statement_on_another_time_counts_there_and_one_on_long_years_nowhere() -> None:
    said = [statement("then", "A", "B", -2, "2023-05"), statement("long", "A", "B", 2, "1990/1999")]
    series = dyad_series(facts("AB", statements=said), "A", "B")
    assert {name for one in series for name in one.statements} == {"then"}
    assert (series[0].period, series[-1].period) == ("2023-05", "2024-05")


def test_rows_are_the_same_whatever_the_order_of_articles_and_actors() -> None:
    names = ["n1", "n2", "n3", "n4"]
    deeds = [
        deed("e1", "A", "AID", "B", "2025-01", ["n1", "n2"], confidence=0.7),
        deed("e2", ["B", "C"], "CONSULT", (), "2025-02", ["n3", "n1"], confidence=0.4),
        deed("e3", "C", "ASSAULT", "A", None, ["n4", "n2"], confidence=0.6),
    ]
    said = [statement("s1", "A", "B", 1, article_id="n2"), statement("s2", "A", "C", -2, article_id="n4")]
    one = facts("ABC", names, deeds, said)
    other = facts("CBA", names[::-1], deeds[::-1], said[::-1])
    assert all_dyads(one) == all_dyads(other) != {}
    for pair in (("A", "B"), ("C", "A")):
        assert dyad_series(one, *pair, directed=True) == dyad_series(other, *pair, directed=True) != ()


def test_all_dyads_are_the_dyads_of_each_two_states() -> None:
    deeds = [deed("e1", "A", "AID", "B", "2025-01"), deed("e2", ["B", "C"], "AGREE", "A", "2025-02")]
    told = facts("ABC", deeds=deeds, statements=[statement("s", "C", "A", 1)])
    assert all_dyads(told) == {pair: dyad_series(told, *pair) for pair in (("A", "B"), ("A", "C"), ("B", "C"))}


def test_sums_of_another_dataset_fade_in_the_same_way() -> None:
    sums = np.zeros((2, 3, 14))
    sums[1, 2, 0] = 8.0
    faded = decayed(sums)
    assert faded[1, 2, [0, int(HALF_LIFE_MONTHS), 2 * int(HALF_LIFE_MONTHS)]] == pytest.approx([8.0, 4.0, 2.0])
    assert not faded[0].any()
