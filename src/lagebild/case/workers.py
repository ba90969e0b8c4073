"""A pool of reading processes that survives them: one that dies takes nothing along but the source it was reading."""

from __future__ import annotations

import io
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from lagebild.case.messages import ArticlesAgain, ArticlesRead, ChunkFound, Order, Ready, SourceRead
from lagebild.errors import CaseError, RefusedSource

SILENCE_SECONDS = 600.0
"""A process that sends nothing for so long hangs and is ended; a chunk takes about a second."""

STDERR_SHOWN = 400
"""So many last characters of a dead process's standard error are quoted."""

Known = Callable[[Sequence[str]], set[str]]
"""Tells which of some article ids the case holds."""


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

    Raises:
        CaseError: a reading process cannot even be started.
    """
    pool = _Pool(sources, processes, known)
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Pool(Generic[OrderT]):
    """Threads that each mind one process; they share the sources and one bounded queue of results."""

    def __init__(self, sources: Iterator[OrderT], processes: int, known: Known) -> None:
        self._sources = sources
        self._known = known
        self._turn = threading.Lock()
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
        for minder in self._minders:
            while minder.is_alive():
                with suppress(queue.Empty):
                    self._queue.get_nowait()
                minder.join(timeout=0.02)

    def _mind(self) -> None:
        process: _Process | None = None
        try:
            while (source := self._next_source()) is not None:
                process = process or _Process()
                for message in process.messages_of(source, self._known):
                    self._put((source, message))
                    if isinstance(message, SourceDied):
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

    def _next_source(self) -> OrderT | None:
        with self._turn:
            return None if self._closed.is_set() else next(self._sources, None)

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
            start_new_session=True,  # Ctrl-C is for the build, which ends its processes itself
        )
        if not isinstance(self._receive(), Ready):
            raise CaseError(f"The reading process does not start: {self._end_of_life()}")

    def messages_of(self, source: Order, known: Known) -> Iterator[Outcome]:
        """Send a source and yield what comes back, to its end or the death of the process."""
        try:
            self._send(_portable(source))
        except RefusedSource as refusal:
            yield SourceRead(0, ((refusal.place or source.place, refusal.message),))
            return
        while True:
            message = self._receive()
            match message:
                case ChunkFound(article_ids):
                    self._send(set(article_ids) - known(article_ids))
                case ArticlesRead():
                    yield message
                case SourceRead():
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


def _portable(source: Order) -> Order:
    """Return a source that can be sent to another process: one that cannot is loaded here.

    Raises:
        RefusedSource: it cannot be loaded.
    """
    try:
        pickle.dumps(source)
    except (pickle.PicklingError, TypeError, AttributeError):
        if isinstance(source, ArticlesAgain):
            raise
        with source.load() as stream:
            return replace(source, load=partial(io.BytesIO, stream.read()))
    return source
