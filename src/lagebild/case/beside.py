"""A second process that computes half of a merge's work beside this one: the work is Python's, which uses one core.

It opens the case itself, for reading. It is started when there is enough to do and ends with the merge. Should it die,
its half is computed here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

FEWEST = 200
"""Of fewer items the halves take less time than sending them."""

Item = TypeVar("Item")
Made = TypeVar("Made")


@contextmanager
def in_two_processes() -> Iterator[None]:
    """Let `in_halves` use a second process, where the machine has a second core."""
    second = _Beside() if (os.cpu_count() or 1) > 1 else None
    token = _SECOND.set(second)
    try:
        yield
    finally:
        _SECOND.reset(token)
        if second is not None:
            second.end()


def in_halves(
    work: Callable[..., Made], path: Path, items: Sequence[Item], *given: Any, fewest: int = FEWEST
) -> list[Made]:
    """Return what `work` makes of a case and its items, in one part or in two that are computed at the same time.

    `work` is a function of a module and gets the path, the items of a part and what is `given`. Nobody may hold the
    case open meanwhile: a writer who waits for it would keep the other process out.
    """
    second = _SECOND.get()
    if second is None or len(items) < fewest:
        return [work(path, items, *given)]
    middle = (len(items) + 1) // 2
    second.send((work, (path, items[middle:], *given)))
    try:
        first = work(path, items[:middle], *given)
    except BaseException:
        second.end()
        raise
    answer = second.receive()
    if answer is None:
        return [first, work(path, items[middle:], *given)]
    if isinstance(answer, Exception):
        raise answer
    return [first, answer[0]]


class _Beside:
    """The second process; started with the first order, and anew after it was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def send(self, order: tuple[Callable[..., Any], tuple[Any, ...]]) -> None:
        """Send a function with what it is called with."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "lagebild.case.process_beside"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the merge, which ends it
            )
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # its death shows when the answer is read
            pickle.dump(order, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def receive(self) -> Any:
        """Return what it made, in a tuple, or what it raised; None if it died."""
        assert self._process is not None and self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            self.end()
            return None

    def end(self) -> None:
        """End the process at once."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        self._process = None


_SECOND: ContextVar[_Beside | None] = ContextVar("beside", default=None)
