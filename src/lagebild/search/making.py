"""Bringing caches up to date beside other work, as the app needs it: whoever asks is told how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from lagebild.errors import LagebildError
from lagebild.search.cache import followed_cache


@dataclass(slots=True)
class Making:
    """How far a cache is: `done` of `total` articles; `failed` says why nothing came of it."""

    done: int = 0
    total: int = 0
    failed: LagebildError | None = None
    ended: threading.Event = field(default_factory=threading.Event)


_now: dict[Path, Making] = {}
_lock = threading.Lock()


def making_of(path: Path) -> Making:
    """Return how far the cache of the case at `path` is, begun now if nobody is at it."""
    with _lock:
        if path not in _now:
            making = _now[path] = Making()
            threading.Thread(target=_make, args=(path, making)).start()
        return _now[path]


def _make(path: Path, making: Making) -> None:
    def told(done: int, total: int) -> None:
        making.done, making.total = done, total

    try:
        followed_cache(path, told)
    except LagebildError as error:
        making.failed = error
    finally:
        with _lock:
            _now.pop(path, None)
        making.ended.set()
