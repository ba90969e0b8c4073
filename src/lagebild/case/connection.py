"""Opening a case for one request or one batch: nobody keeps it open, whoever finds it locked waits.

DuckDB locks the file between processes: many readers or one writer. A reader holds it for one request, a writer for
one batch. Whoever finds it locked tries again for `PATIENCE_SECONDS` and then says who holds it. Readers that come one
after the other could keep a writer out for ever; so a writer that waits shuts the door of the folder (an advisory
lock on it, where the system has such a thing), and readers pass through that door on their way in.

Opening takes 20 to 30 ms. A chain of short requests may share an opening (`kept_open`) as long as one batch may take.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from textwrap import shorten
from typing import Any

import duckdb

from lagebild.errors import CaseError, CaseLocked

try:
    import fcntl
except ImportError:  # Windows: waiting alone has to do
    fcntl = None  # type: ignore[assignment]

PATIENCE_SECONDS = 30.0
"""How long a locked case is tried again (the design)."""

RETRY_SECONDS = (0.005, 0.05)
"""The shortest and longest pause between two tries; drawn at random, so that waiting processes do not march in step."""

KEPT_SECONDS = 1.0
"""So long an opening is shared at most before others are let in: with the request under way well under the 2 s of one
batch (the design)."""

BLOCK_BYTES = 65_536
"""The block size of a new case. DuckDB's own 256 KiB give 4.2 MB for five articles and 13.6 MB for 1,000, these 1.3 and
7.9 MB in the same time; 32 KiB save little more, and a copy of 5,000 articles takes 2.0 s with them instead of 1.3."""

DATABASE_MEMORY = "1500MB"
"""What DuckDB may hold of a case at a time; what a query needs beyond goes to disk. 1500 MB lowered the peak of the
merge of 20,000 articles from 3.31 to 2.66 GiB and slowed nothing down."""

COMMAND_SHOWN = 160
"""So many characters of the command that holds the case are shown."""

_CONNECTING = threading.Lock()
"""Held while a connection is made. A database opened already is shared by all threads, and DuckDB 2.0 gives it the
functions that read Arrow tables only after others can share it: they would find them missing."""

_LOCK_MESSAGES = (
    "Could not set lock",
    "with a different configuration",
    "Unique file handle conflict",
    "being used by another process",
)
_FILE_TROUBLE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)
"""What DuckDB raises when the file cannot be read or written, as on a full disk."""

_SYSTEM_REASONS = {
    "No space left": "The disk is full",
    "File too large": "The file has reached the size the system allows",
    "Disk quota": "The disk quota is used up",
    "Permission denied": "Opening it is not permitted",
    "Read-only file system": "Its file system cannot be written to",
}
_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
_HOLDER = re.compile(r"\(PID (\d+)\)")


@contextmanager
def reading(path: Path, patience: float = PATIENCE_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
    """Hold the case open for reading, for one request.

    Raises:
        CaseError: there is no such file or it is not a case.
        CaseLocked: somebody wrote to it for longer than `patience` seconds.
    """
    _require_file(path)
    connection = _shared(path, patience)
    if connection is None:
        deadline = time.monotonic() + patience
        with _door(path, deadline):
            pass
        connection = _patiently(path, lambda: _connected(path, read_only=True), deadline)
    try:
        yield connection
    except _FILE_TROUBLE as error:
        raise case_error_of(error, path) from error
    finally:
        connection.close()


@contextmanager
def writing(
    path: Path, patience: float = PATIENCE_SECONDS, *, new: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Hold the case open for one transaction: committed at the end, rolled back whole if anything is raised.

    Raises:
        CaseError: there is no such file (unless `new`) or it is not a case.
        CaseLocked: others held it for longer than `patience` seconds.
    """
    if new:
        _require_place(path)
    else:
        _require_file(path)
    connection = _shared(path, patience) or _opened_to_write(path, patience, new=new)
    try:
        connection.execute("BEGIN TRANSACTION")
        yield connection
        connection.execute("COMMIT")
    except _FILE_TROUBLE as error:
        raise case_error_of(error, path) from error
    finally:
        connection.close()


@contextmanager
def kept_open(path: Path, seconds: float = KEPT_SECONDS) -> Iterator[None]:
    """Let all `reading` and `writing` of this case in this thread share an opening, a new one every so many seconds.

    Each still has a transaction of its own and temporary tables of its own. Only for work whose requests follow each
    other closely: others wait as long as the case is open.
    """
    kept = _Kept(path, seconds)
    token = _KEPT.set(kept)
    try:
        yield
    finally:
        _KEPT.reset(token)
        kept.close()


class _Kept:
    """An opening that is shared; opened when it is first asked for, and anew when its time is over."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path = path
        self._seconds = seconds
        self._until = 0.0
        self._connection: duckdb.DuckDBPyConnection | None = None

    def cursor(self, patience: float) -> duckdb.DuckDBPyConnection:
        """Return a connection of its own to the case."""
        if time.monotonic() > self._until:
            self.close()
        if self._connection is None:
            self._connection = _opened_to_write(self.path, patience)
            self._until = time.monotonic() + self._seconds
        return self._connection.cursor()

    def close(self) -> None:
        """Let others in."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


_KEPT: ContextVar[_Kept | None] = ContextVar("kept", default=None)


def _shared(path: Path, patience: float) -> duckdb.DuckDBPyConnection | None:
    """Return a connection of the opening that this thread shares for the case, None if it shares none."""
    kept = _KEPT.get()
    return kept.cursor(patience) if kept is not None and kept.path == path else None


def _opened_to_write(path: Path, patience: float, *, new: bool = False) -> duckdb.DuckDBPyConnection:
    config: dict[str, Any] = {"default_block_size": str(BLOCK_BYTES)} if new else {}
    deadline = time.monotonic() + patience
    with _door(path, deadline):
        return _patiently(path, lambda: _connected(path, config=config), deadline)


def _connected(path: Path, **settings: Any) -> duckdb.DuckDBPyConnection:
    with _CONNECTING:
        connection = duckdb.connect(path, **settings)
    connection.execute(f"SET memory_limit = '{DATABASE_MEMORY}'")
    return connection


def first_row(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
) -> tuple[Any, ...] | None:
    """Return the first row of an answer, or None; the answer is read to its end, which DuckDB asks for."""
    rows = connection.execute(query, parameters).fetchall()
    return rows[0] if rows else None


@contextmanager
def snapshot(path: Path) -> Iterator[Path]:
    """Give a copy of the case as it is now, for work that would hold the case too long; it is deleted afterwards.

    Another process copies: when a process closes a file, the system drops all locks it has on it, DuckDB's too.
    """
    with tempfile.TemporaryDirectory(prefix="lagebild-") as folder:
        copy = Path(folder) / path.name
        copy_case(path, copy)
        yield copy


def copy_case(path: Path, copy: Path) -> None:
    """Copy the case, and the log of a killed writer if there is one, while nobody writes to it."""
    with reading(path):
        for suffix in ("", ".wal"):
            if Path(f"{path}{suffix}").exists():
                command = [sys.executable, "-ISc", _COPY, f"{path}{suffix}", f"{copy}{suffix}"]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    raise CaseError(f"It cannot be copied to {copy}: {done.stderr.strip()[-200:]}", place=str(path))


def _require_place(path: Path) -> None:
    if path.is_dir():
        raise CaseError("It is a folder; a case is one file.", place=str(path))
    if not path.absolute().parent.is_dir():
        raise CaseError("There is no such folder to make the case in.", place=str(path.parent))


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise CaseError("It is a folder; a case is one file.", place=str(path))
    if not path.is_file():
        raise CaseError("There is no such case; `lagebild build PATH --case FILE` makes one.", place=str(path))


def _patiently(
    path: Path, opened: Callable[[], duckdb.DuckDBPyConnection], deadline: float
) -> duckdb.DuckDBPyConnection:
    while True:
        try:
            return opened()
        except duckdb.Error as error:
            if not any(message in str(error) for message in _LOCK_MESSAGES):
                raise case_error_of(error, path) from error
            if time.monotonic() > deadline:
                raise CaseLocked(
                    f"It is in use by {_holder_in(str(error))}; try again later.", place=str(path)
                ) from error
        time.sleep(random.uniform(*RETRY_SECONDS))


def case_error_of(error: duckdb.Error, path: Path) -> CaseError:
    """Return what a person should read when DuckDB cannot open or read the file."""
    message = str(error)
    reason = next((reason for words, reason in _SYSTEM_REASONS.items() if words in message), None)
    if reason is not None:
        return CaseError(f"{reason}; what was written before stays.", place=str(path))
    if "not a valid DuckDB database" in message:
        return CaseError("It is not a Lagebild case (not a DuckDB file).", place=str(path))
    if "Could not read enough bytes" in message:
        return CaseError("It is no case, or a damaged one: the file ends too early.", place=str(path))
    if "Corrupt database file" in message:
        return CaseError("It is no case, or a damaged one: its content is not what was written.", place=str(path))
    if "newer version of DuckDB" in message or "storage version" in message:
        return CaseError(f"It was written by another version of DuckDB: {message}", place=str(path))
    if isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.SerializationException):
        return CaseError(f"It is damaged or cannot be read ({message.splitlines()[0]}).", place=str(path))
    return CaseError(message.splitlines()[0], place=str(path))


def _holder_in(message: str) -> str:
    found = _HOLDER.search(message)
    if found is None:
        return "another part of this program"
    pid = int(found.group(1))
    command = _command_of(pid)
    return f"process {pid} ({command})" if command else f"process {pid}"


def _command_of(pid: int) -> str | None:
    """Return the command line of a process, or None where the system does not tell."""
    with suppress(OSError):
        return _one_line(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    with suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, timeout=5)
        return _one_line(answer.stdout) or None
    return None


def _one_line(command: str) -> str:
    """Return a command as one line that fits into a message."""
    return shorten(" ".join(command.split()), COMMAND_SHOWN, placeholder=" …")


@contextmanager
def _door(path: Path, deadline: float) -> Iterator[None]:
    """Hold the door of the case's folder; readers let go of it at once, a writer when the case is his.

    The door only makes waiting fair; DuckDB's own lock keeps the file whole. So it stands open where a folder cannot be
    locked, and after the deadline.
    """
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except OSError:
        folder = None
    if fcntl is None or folder is None:
        yield
        return
    try:
        while not _locked(folder) and time.monotonic() < deadline:
            time.sleep(random.uniform(*RETRY_SECONDS))
        yield
    finally:
        os.close(folder)


def _locked(folder: int) -> bool:
    """Return whether the folder is locked by us now, or cannot be locked at all."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
