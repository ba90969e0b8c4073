"""Where the cache of a case lies, and who may change it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lagebild.errors import CaseError

try:
    import fcntl
except ImportError:  # Windows: two processes may both build, the later one counts
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".search"
"""What a cache is called after its case: `korea.case.search`."""

_LOCK = "lock"


def cache_folder(case: Path) -> Path:
    """Return the folder of the cache of a case: beside it, or among temporary files where nothing can be written there.

    Raises CaseError where there is no room for it at all.
    """
    beside = case.resolve().with_name(case.name + SUFFIX)
    if _is_writable(beside):
        return beside
    key = hashlib.sha256(str(case.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    apart = _own_temporary_folder() / f"{key}{SUFFIX}"
    if _is_writable(apart):
        return apart
    raise CaseError("There is no folder that the search index can be written to.", place=str(case))


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the cache for changing it; whoever comes meanwhile waits."""
    with (folder / _LOCK).open("ab") as lock:
        if fcntl is not None:
            with suppress(OSError):  # a file system without locks: two may build, the later one counts
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
        (folder / _LOCK).open("ab").close()
    except OSError:
        return False
    return True


def _own_temporary_folder() -> Path:
    """Return a temporary folder that is this user's alone: a foreign one of that name could hold a prepared index."""
    owner = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    folder = Path(tempfile.gettempdir()) / f"lagebild-search-{owner}"
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not folder.is_symlink() and (not hasattr(os, "getuid") or found.st_uid == owner):
            folder.chmod(0o700)
            return folder
    return Path(tempfile.mkdtemp(prefix="lagebild-search-"))
