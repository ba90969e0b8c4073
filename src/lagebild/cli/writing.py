"""Writing a file whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from lagebild.errors import UsageError

HTML_START = b"<!doctype html>"


def write_page(path: Path, html: str) -> None:
    """Write a page to `path` so that no reader ever sees half of it.

    Raises `UsageError` if it cannot be written, or if there is a file that is no page, such as the case itself.
    """
    try:
        if path.exists() and _head_of(path).lower() != HTML_START:
            raise UsageError("there is a file that is no HTML page; name another one with -o", place=str(path))
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror or error}", place=str(path)) from error
    write_whole(path, html)


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that no reader ever sees half of it; raises UsageError if it cannot be written."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, newline="\n") as part:
            part.write(text)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(path)
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror or error}", place=str(path)) from error


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(HTML_START))
