"""A pool of reading processes that survives them: one that dies takes nothing along but the source it was reading."""

from __future__ import annotations

import io
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from lagebild.case.messages import (
    REFUSALS_NAMED,
    ArticlesAgain,
    ArticlesRead,
    ChunkCut,
    ChunkFound,
    Order,
    OrderDone,
    Ready,
    RecordsCut,
    Refusal,
)
from lagebild.errors import CaseError, RefusedSource
from lagebild.reading.model.file import reader_model

SILENCE_SECONDS = 600.0
"""A process that sends nothing for so long hangs and is ended; a chunk takes about a second."""

STDERR_SHOWN = 400
"""So many last characters of a dead process's standard error are quoted."""

Known = Callable[[Sequence[str]], set[str]]
"""Tells which of some article ids the case holds."""


@dataclass(frozen=True, slots=True)
class SourceRead:
    """The source was read to its end: its number of articles, and what of it was refused (place, reason)."""

    articles: int
    refusals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceDied:
    """The process that read the source died; what it had handed over before stays."""

    reason: str


Outcome = ArticlesRead | SourceRead | SourceDied
OrderT = TypeVar("OrderT", bound="Order")


def read_in_processes(
    sources: Iterator[OrderT], processes: int, known: Known
) -> Generator[tuple[OrderT, Outcome], None, None]:
    """Yield what `processes` reading processes make of `sources`, as it comes; closing the iterator ends them.

    A large container is cut into records by one process, which reads those itself that no other process has time for.
    The last that comes of a source is what came of it as a whole.

    Raises:
        CaseError: a reading process cannot even be started.
        ModelFileError: the reader model is missing or broken; no source is touched then.
    """
    reader_model()
    pool = _Pool(sources, processes, known)
    try:
        yield from pool.results()
    finally:
        pool.close()


@dataclass(slots=True)
class _Work(Generic[OrderT]):
    """A source under way, with what has come of its parts so far; `parts` are those not done."""

    source: OrderT
    parts: int = 1
    articles: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)

    def note(self, outcome: OrderDone | SourceDied) -> None:
        """Count a part as done."""
        self.parts -= 1
        if isinstance(outcome, SourceDied):
            self.deaths.append(outcome.reason)
            return
        self.articles += outcome.articles
        self.refused += outcome.refused
        self.refusals = sorted((*self.refusals, *outcome.refusals), key=lambda r: r.number)[:REFUSALS_NAMED]

    def outcome(self) -> SourceRead | SourceDied:
        """Return what came of the source as a whole."""
        if self.deaths:
            return SourceDied(min(self.deaths))
        named = [(refusal.place, refusal.reason) for refusal in self.refusals]
        if self.refused > len(named):
            named.append((self.source.place, f"{self.refused - len(named)} further records were refused."))
        return SourceRead(self.articles, tuple(named))


class _Pool(Generic[OrderT]):
    """Threads that each mind one process; they share the sources, the parts of containers and one queue of results.

    The queue and the parts that wait are bounded, and so is memory.
    """

    def __init__(self, sources: Iterator[OrderT], processes: int, known: Known) -> None:
        self._sources = sources
        self._known = known
        self._turn = threading.Lock()  # whose turn it is to ask for the next source, which may take its time
        self._changed = threading.Condition()
        self._parts: deque[tuple[_Work[OrderT], RecordsCut]] = deque()
        self._most_parts = processes - 1
        self._under_way = 0
        self._exhausted = False
        self._closed = threading.Event()
        self._queue: queue.Queue[tuple[OrderT, Outcome] | BaseException | None] = queue.Queue(maxsize=2 * processes)
        self._minders = [threading.Thread(target=self._mind, daemon=True) for _ in range(processes)]

    def results(self) -> Iterator[tuple[OrderT, Outcome]]:
        for minder in self._minders:
            minder.start()
        running = len(self._minders)
        while running:
            item = self._queue.get()
            if item is None:
                running -= 1
            elif isinstance(item, BaseException):
                raise item
            else:
                yield item

    def close(self) -> None:
        """End all processes and wait for their minders."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()
        for minder in self._minders:
            while minder.is_alive():
                with suppress(queue.Empty):
                    self._queue.get_nowait()
                minder.join(timeout=0.02)

    def _mind(self) -> None:
        process: _Process | None = None
        try:
            while (task := self._next_task()) is not None:
                work, order = task
                process = process or _Process()
                if not self._follow(process, work, order):
                    process = None
        except _Closed:
            pass
        except BaseException as error:
            with suppress(_Closed):
                self._put(error)
        finally:
            if process is not None:
                process.end()
            with suppress(_Closed):
                self._put(None)

    def _follow(self, process: _Process, work: _Work[OrderT], order: Order | RecordsCut) -> bool:
        """Pass on what a process makes of an order; return whether it is alive after that."""
        for message in process.messages_of(order, self._known, self._has_room):
            match message:
                case ArticlesRead():
                    self._put((work.source, message))
                case RecordsCut():
                    with self._changed:
                        work.parts += 1
                        self._parts.append((work, message))
                        self._changed.notify_all()
                case _:
                    self._note(work, message)
                    return isinstance(message, OrderDone)
        raise AssertionError("an order ends with its outcome")

    def _note(self, work: _Work[OrderT], message: OrderDone | SourceDied) -> None:
        with self._changed:
            work.note(message)
            done = work.parts == 0
        if done:
            self._put((work.source, work.outcome()))
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _has_room(self) -> bool:
        """Whether another process will soon have time for a part of a container."""
        with self._changed:
            return len(self._parts) < self._most_parts

    def _next_task(self) -> tuple[_Work[OrderT], Order | RecordsCut] | None:
        """Return a waiting part, else the next source; None when no source can bring a part any more."""
        while not self._closed.is_set():
            with self._changed:
                if self._parts:
                    return self._parts.popleft()
                if self._exhausted:
                    if not self._under_way:
                        return None
                    self._changed.wait()
                    continue
            source = self._next_source()
            if source is not None:
                return _Work(source), source
        return None

    def _next_source(self) -> OrderT | None:
        with self._turn:
            source = None if self._closed.is_set() or self._exhausted else next(self._sources, None)
            with self._changed:
                if source is None:
                    self._exhausted = True
                    self._changed.notify_all()
                else:
                    self._under_way += 1
            return source

    def _put(self, item: tuple[OrderT, Outcome] | BaseException | None) -> None:
        while not self._closed.is_set():
            with suppress(queue.Full):
                return self._queue.put(item, timeout=0.1)
        raise _Closed


class _Closed(Exception):
    """The pool was closed; nobody waits for results any more."""


class _Process:
    """One reading process, started and ready."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the process)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "lagebild.case.reading_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={"OPENBLAS_NUM_THREADS": "1", **os.environ},  # one process reads on one core
            start_new_session=True,  # Ctrl-C is for the build, which ends its processes itself
        )
        if not isinstance(self._receive(), Ready):
            raise CaseError(f"The reading process does not start: {self._end_of_life()}")

    def messages_of(
        self, order: Order | RecordsCut, known: Known, has_room: Callable[[], bool]
    ) -> Iterator[ArticlesRead | RecordsCut | OrderDone | SourceDied]:
        """Send an order and yield what comes back, to its end or the death of the process."""
        try:
            self._send(_portable(order))
        except RefusedSource as refusal:
            yield OrderDone(0, (Refusal(0, refusal.place or order.place, refusal.message),), 1)
            return
        while True:
            message = self._receive()
            match message:
                case ChunkFound(article_ids):
                    self._send(set(article_ids) - known(article_ids))
                case ChunkCut():
                    self._send(has_room())
                case ArticlesRead() | RecordsCut():
                    yield message
                case OrderDone():
                    yield message
                    return
                case _:
                    yield SourceDied(f"The process reading it died ({self._end_of_life()}).")
                    return

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # its death shows when the answer is read
            pickle.dump(message, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def _receive(self) -> Any:
        """Return the next message, or None if the process is dead or was ended for its silence."""
        assert self._process.stdout is not None
        watch = threading.Timer(SILENCE_SECONDS, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError):
            return None
        finally:
            watch.cancel()

    def _end_of_life(self) -> str:
        try:
            code = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._errors.seek(0)
        last_words = self._errors.read().decode(errors="replace").strip()[-STDERR_SHOWN:]
        self.end()
        cause = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return f"{cause}: {last_words}" if last_words else cause


def _portable(order: Order | RecordsCut) -> Order | RecordsCut:
    """Return an order that can be sent to another process: a source that cannot is loaded here.

    Raises:
        RefusedSource: it cannot be loaded.
    """
    if isinstance(order, ArticlesAgain | RecordsCut):
        return order
    try:
        pickle.dumps(order)
    except (pickle.PicklingError, TypeError, AttributeError):
        with order.load() as stream:
            return replace(order, load=partial(io.BytesIO, stream.read()))
    return order
