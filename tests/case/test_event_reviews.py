"""What an analyst says of event mentions and other rows holds at every merge, and goes when it is undone."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.case.case import Case
from lagebild.case.connection import reading
from lagebild.case.event_links import link_events
from lagebild.case.event_rows import cluster_events
from lagebild.case.merging_step import merge_case
from lagebild.errors import UsageError
from lagebild.merging.events import Pairs, clusters_of, groups_said, joined, set_apart

TEXTS = {
    "a": "Am 3. September 2025 traf Präsident Wladimir Putin in Peking den Staatschef Xi Jinping. "
    "Russland lieferte im August Treibstoff an Nordkorea.",
    "b": "Wladimir Putin traf am 3. September 2025 in Peking den chinesischen Präsidenten Xi Jinping. "
    "China kritisierte die USA scharf.",
    "c": "Japan und Südkorea verhandelten am 5. Mai 2025 in Seoul. "
    "Tokio sei zufrieden, sagte der japanische Außenminister.",
}


def written(path: Path, texts: dict[str, str]) -> Path:
    rows = [{"text": t, "uri": f"https://{n}", "published": "2025-09-04", "lang": "de"} for n, t in texts.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def merged(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("reviews")
    case = Case.create(folder / "a.case")
    case.add(written(folder / "a.jsonl", TEXTS), processes=1)
    return case.path


@pytest.fixture
def case(merged, tmp_path) -> Case:
    copy = tmp_path / "a.case"
    copy.write_bytes(merged.read_bytes())
    return Case.open(copy)


def row(case: Case, article: str, trigger: str) -> str:
    return case.sql(
        "SELECT e.row_id FROM event_mentions e JOIN articles USING (article_id) WHERE uri = ? AND e.text = ?",
        [f"https://{article}", trigger],
    ).fetchall()[0][0]


def events(case: Case) -> dict[str, str]:
    return dict(case.sql("SELECT row_id, event_id FROM event_mentions").fetchall())


def everything(case: Case) -> list[list[tuple]]:
    return [case.sql(f"FROM {name} ORDER BY ALL").fetchall() for name in ("events", "event_members", "actor_members")]


def test_the_same_makes_two_events_one_until_it_is_undone(case):
    one, other = row(case, "a", "traf"), row(case, "c", "verhandelten")
    before = everything(case)
    assert events(case)[one] != events(case)[other]
    review = case.review("event_mentions", one, "same", other_row_id=other)
    assert merge_case(case.path)
    assert events(case)[one] == events(case)[other] == events(case)[row(case, "b", "traf")]
    reasons = case.sql("SELECT reason, count(*) FROM event_members GROUP BY 1").fetchall()
    assert ("review", 2) in reasons
    undone = case.review("reviews", review, "undo")
    merge_case(case.path)
    assert everything(case) == before
    with pytest.raises(UsageError, match="decided again"):
        case.review("reviews", undone, "undo")


def test_different_keeps_two_reports_apart_and_holds_after_reading_anew(case):
    one, other = row(case, "a", "traf"), row(case, "b", "traf")
    before = everything(case)
    assert events(case)[one] == events(case)[other]
    review = case.review("event_mentions", one, "different", other_row_id=other)
    merge_case(case.path)
    assert events(case)[one] != events(case)[other]
    decided = everything(case)
    case.reread(everything=True, processes=1)
    assert everything(case) == decided
    case.review("reviews", review, "undo")
    merge_case(case.path)
    assert everything(case) == before


def test_a_decision_on_a_pair_touches_the_two_mentions_alone(case):
    one, other = row(case, "a", "traf"), row(case, "b", "traf")
    case.review("event_mentions", one, "different", other_row_id=other)
    with reading(case.path) as connection:
        touched = connection.execute(
            "SELECT row_id FROM stored.unclustered JOIN stored.event_mentions USING (mention_id)"
        ).fetchall()
        assert sorted(touched) == sorted([(one,), (other,)])
    link_events(case.path)
    cluster_events(case.path)
    with reading(case.path) as connection:
        assert connection.execute("SELECT count(*) FROM stored.unclustered").fetchall() == [(0,)]


def test_a_rejected_report_leaves_the_events_and_comes_back_when_accepted(case):
    target = row(case, "c", "verhandelten")
    before, read = everything(case), case.sql("SELECT count(*) FROM events").fetchall()[0][0]
    case.review("event_mentions", target, "reject")
    merge_case(case.path)
    assert target not in events(case)
    assert case.sql("SELECT count(*) FROM events").fetchall() == [(read - 1,)]
    with reading(case.path) as connection:
        kept = connection.execute("SELECT count(*) FROM stored.event_mentions WHERE row_id = ?", [target]).fetchall()
    assert kept == [(1,)], "what was read stays"
    case.review("event_mentions", target, "accept")
    merge_case(case.path)
    assert everything(case) == before


def test_an_edit_counts_in_the_row_and_in_its_event(case):
    target = row(case, "c", "verhandelten")
    for value in ("type=AGREE", "realis=planned", "earliest=2025-05-06", "latest=2025-05-07"):
        last = case.review("event_mentions", target, "edit", value=value)
    merge_case(case.path)
    query = "SELECT type, realis, earliest::VARCHAR, latest::VARCHAR FROM {} WHERE event_id = ?"
    (event_id,) = (events(case)[target],)
    expected = [("AGREE", "planned", "2025-05-06", "2025-05-07")]
    assert case.sql(query.format("event_mentions"), [event_id]).fetchall() == expected
    assert case.sql(query.format("events"), [event_id]).fetchall() == expected
    case.review("reviews", last, "undo")
    merge_case(case.path)
    assert case.sql(query.format("event_mentions"), [event_id]).fetchall() == [(*expected[0][:3], "2025-05-05")]


def test_a_rejected_name_takes_its_actor_out_of_the_events(case):
    target = row(case, "c", "verhandelten")
    names = case.sql(
        "SELECT m.row_id FROM mentions m JOIN articles USING (article_id) WHERE uri = 'https://c' AND m.text = 'Japan'"
    ).fetchall()
    sides = "SELECT sources, targets FROM event_mentions WHERE row_id = ?"
    before = case.sql(sides, [target]).fetchall()
    assert "JPN" in str(before)
    reviews = [case.review("mentions", name, "reject") for (name,) in names]
    rest = case.sql("SELECT row_id, text FROM mentions WHERE country = 'JPN'").fetchall()
    reviews += [case.review("mentions", name, "reject") for name, _ in rest]
    merge_case(case.path)
    assert "JPN" not in str(case.sql(sides, [target]).fetchall())
    for review in reviews:
        case.review("reviews", review, "undo")
    merge_case(case.path)
    assert case.sql(sides, [target]).fetchall() == before


@pytest.mark.parametrize("value", [None, "type", "type=WAR", "text=anderes", "row_id=x", "earliest=gestern"])
def test_an_edit_is_a_column_and_a_value_it_can_have(case, value):
    with pytest.raises(UsageError):
        case.review("event_mentions", row(case, "c", "verhandelten"), "edit", value=value)


def pairs(n: int, *likely: tuple[int, int, float]) -> Pairs:
    left, right, odds = (np.array(column) for column in zip(*likely, strict=True))
    return Pairs(n, left.astype(np.int64), right.astype(np.int64), odds.astype(float))


def test_what_only_hangs_on_one_of_two_goes_with_it():
    linked = pairs(4, (0, 1, 2.0), (0, 2, 5.0), (1, 3, 5.0), (0, 3, 1.0), (1, 2, 1.0), (2, 3, 1.0))
    assert clusters_of(linked).tolist() == [0, 0, 0, 0]
    assert clusters_of(set_apart(linked, {(0, 1)})).tolist() == [0, 1, 0, 1]


def test_different_outweighs_the_same_through_others():
    linked = pairs(4, (0, 1, 5.0), (2, 3, 5.0))
    assert joined(clusters_of(linked), {(0, 2)}, set()).tolist() == [0, 0, 0, 0]
    apart = {(1, 3)}
    found = joined(clusters_of(set_apart(linked, apart)), {(0, 2)}, apart).tolist()
    assert found[0] == found[2] and found[1] != found[3]
    assert groups_said({(0, 1), (1, 2)}, {(0, 2)}) == [[0, 1]]


ROWS = st.integers(0, 7)
PAIRS = st.sets(st.tuples(ROWS, ROWS).filter(lambda pair: pair[0] < pair[1]), max_size=8)


@given(
    likely=st.dictionaries(st.tuples(ROWS, ROWS).filter(lambda p: p[0] < p[1]), st.floats(-4, 6)),
    same=PAIRS,
    apart=PAIRS,
)
def test_whatever_is_said_nothing_said_to_be_different_meets(likely, same, apart):
    linked = pairs(8, *((a, b, odds) for (a, b), odds in likely.items())) if likely else pairs(8, (0, 1, -4.0))
    found = joined(clusters_of(set_apart(linked, apart)), same, apart).tolist()
    assert all(found[one] != found[other] for one, other in apart)
    for group in groups_said(same, apart):
        assert len({found[row] for row in group}) == 1
    turned = pairs(8, *reversed(list(zip(linked.left, linked.right, linked.log_odds, strict=True))))
    again = joined(clusters_of(set_apart(turned, apart)), sorted(same, reverse=True), apart).tolist()
    assert [found.index(of) for of in found] == [again.index(of) for of in again]
