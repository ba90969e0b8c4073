"""Articles that come one by one in any order, go, or whose merge is interrupted: the tables are those of one merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from shutil import copy

import pytest
from made_readings import readings

from lagebild.case import merging_step
from lagebild.case.connection import reading
from lagebild.case.facts import facts_of
from lagebild.case.merging_step import merge_case
from lagebild.case.removing import remove_article
from lagebild.case.schema import make_case
from lagebild.scoring.merged import write_readings
from lagebild.system.balance import Pair
from lagebild.system.dyads import DyadMonth, all_dyads
from lagebild.system.triads import rows_of

SHOWN = ("actors", "events", "event_members", "exchanges", "disagreements", "dyads", "triads", "outlooks")
GONE = 2
"""The number of the article that goes or comes last."""
Rows = dict[str, list[tuple[object, ...]]]


def rows(path: Path) -> Rows:
    """The merged tables, in the order of their rows."""
    with reading(path) as connection:
        found = {name: connection.execute(f"FROM {name} ORDER BY row_id").fetchall() for name in SHOWN}
        repeated = connection.execute("FROM stored.repeated_quotations ORDER BY ALL").fetchall()
        return found | {"repeated": repeated}


def built(path: Path, *parts: Sequence[int]) -> Path:
    """Make a case of the articles of these numbers, merged after each part."""
    made = readings()
    make_case(path)
    for part in parts:
        write_readings(path, [made[number] for number in part])
        merge_case(path)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of all articles, merged once."""
    return built(tmp_path_factory.mktemp("whole") / "whole.case", range(len(readings())))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of all articles but one."""
    numbers = [number for number in range(len(readings())) if number != GONE]
    return built(tmp_path_factory.mktemp("others") / "others.case", numbers)


def test_the_articles_make_rows_of_every_merged_table(whole: Path) -> None:
    found = rows(whole)
    assert all(found[name] for name in SHOWN)
    with reading(whole) as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM disagreements").fetchall()}
        became = connection.execute("SELECT status, len(follow_up) FROM outlooks").fetchall()
        assert connection.execute("SELECT * FROM stored.due").fetchall() == []
    assert kinds == {"quantity", "date", "role", "speaker", "event"}
    assert became == [("borne_out", 1)]


def test_dyads_and_triads_of_a_case_are_those_of_all_its_facts(whole: Path) -> None:
    with reading(whole) as connection:
        facts = facts_of(connection)
        dyads = connection.execute(
            """SELECT actor_a, actor_b, period, round(net, 4), n_statements, n_events, n_articles FROM dyads
            WHERE NOT directed ORDER BY ALL"""
        ).fetchall()
        triads = connection.execute("SELECT a, b, c, period, figure, balanced FROM triads ORDER BY ALL").fetchall()
    series: dict[Pair, tuple[DyadMonth, ...]] = defaultdict(tuple, all_dyads(facts))
    months = [month for own in series.values() for month in own]
    assert dyads == sorted(
        (m.actor_a, m.actor_b, m.period, round(m.net, 4), m.n_statements, m.n_events, m.n_articles) for m in months
    )
    assert triads == sorted((m.a, m.b, m.c, m.period, m.triangle.figure, m.triangle.balanced) for m in rows_of(series))


def test_articles_that_come_in_another_order_leave_the_tables_of_one_merge(tmp_path: Path, whole: Path) -> None:
    """Other orders, and parts of other sizes, were tried when this was written; each part is a merge."""
    assert rows(built(tmp_path / "x.case", [3], [2, 0], [1])) == rows(whole)


def test_an_article_that_goes_leaves_the_tables_of_the_others(tmp_path: Path, whole: Path, others: Path) -> None:
    path = Path(copy(whole, tmp_path / "x.case"))
    remove_article(path, f"https://paper.example/{GONE}")
    merge_case(path)
    assert rows(path) == rows(others)


STEPS = ("put_exchanges", "follow_outlooks", "_finish")


def test_a_merge_that_is_killed_in_any_step_goes_on(
    tmp_path: Path, whole: Path, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(copy(others, tmp_path / "x.case"))
    write_readings(path, [readings()[GONE]])
    for step in STEPS:
        with monkeypatch.context() as patched:
            patched.setattr(merging_step, step, _killed)
            with pytest.raises(InterruptedError):
                merge_case(path)
    merge_case(path)
    assert rows(path) == rows(whole)


def _killed(*_given: object) -> None:
    raise InterruptedError
