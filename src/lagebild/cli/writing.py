"""Writing a file whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from lagebild.errors import UsageError


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that no reader ever sees half of it; raises `UsageError` if it cannot be written."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, newline="\n") as part:
            part.write(text)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(path)
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror or error}", place=str(path)) from error
