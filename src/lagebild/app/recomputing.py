"""Bringing cases up to date after decisions: merges in the background, one a case, again if more was decided."""

from __future__ import annotations

import threading
from pathlib import Path

from lagebild.case.merging_step import merge_case
from lagebild.errors import LagebildError


class Recomputing:
    """The merges under way."""

    def __init__(self) -> None:
        self._wanted: dict[Path, bool] = {}
        """The cases that are merged, and whether they have to be merged once more."""
        self._errors: dict[Path, str] = {}
        self._lock = threading.Lock()

    def begin(self, path: Path) -> None:
        """Merge a case in the background; what is decided meanwhile is merged after it."""
        with self._lock:
            is_running = path in self._wanted
            self._wanted[path] = is_running
            self._errors.pop(path, None)
        if not is_running:
            threading.Thread(target=self._merge, args=(path,)).start()

    def is_running(self, path: Path) -> bool:
        """Return whether a case is being merged."""
        return path in self._wanted

    def error(self, path: Path) -> str:
        """Return why the last merge of a case failed, nothing if it did not."""
        return self._errors.get(path, "")

    def _merge(self, path: Path) -> None:
        again = True
        while again:
            try:
                merge_case(path)
            except LagebildError as error:
                self._errors[path] = str(error)
            with self._lock:
                again = self._wanted[path]
                self._wanted[path] = False
                if not again:
                    del self._wanted[path]
