"""Work in two processes: what comes out is what one process would make of it."""

from __future__ import annotations

import os
from operator import getitem
from pathlib import Path
from typing import Any

import pytest

from lagebild.case import beside
from lagebild.case.beside import in_halves, in_two_processes


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def test_the_halves_come_back_in_order() -> None:
    with in_two_processes():
        assert in_halves(os.path.join, Path("folder"), "ab", fewest=2) == ["folder/a", "folder/b"]


def test_little_work_is_done_in_one_part() -> None:
    with in_two_processes():
        assert in_halves(os.path.join, Path("folder"), "ab") == ["folder/ab"]


def test_a_process_that_dies_takes_nothing_along() -> None:
    with in_two_processes():
        in_halves(os.path.join, Path("folder"), "ab", fewest=2)
        running = beside._SECOND.get()
        assert running is not None and running._process is not None
        running._process.kill()
        running._process.wait()
        assert in_halves(os.path.join, Path("folder"), "ab", fewest=2) == ["folder/a", "folder/b"]


def test_what_goes_wrong_there_is_raised_here() -> None:
    numbers: Any = {"a": 1}
    with in_two_processes():
        with pytest.raises(KeyError):
            in_halves(getitem, numbers, "ab", fewest=2)
        running = beside._SECOND.get()
        assert running is not None and running._process is not None
        assert running._process.poll() is None
