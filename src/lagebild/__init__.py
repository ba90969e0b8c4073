"""Reads news articles and builds the system of states they describe, with the evidence for every row."""

from importlib import import_module
from typing import TYPE_CHECKING

from lagebild.version import __version__

if TYPE_CHECKING:
    from lagebild.case.case import Case
    from lagebild.errors import UnreadLanguageWarning
    from lagebild.reading.dyad import code_dyad
    from lagebild.reading.read import read

__all__ = ["Case", "UnreadLanguageWarning", "__version__", "code_dyad", "read"]

_HOMES = {
    "Case": "lagebild.case.case",
    "UnreadLanguageWarning": "lagebild.errors",
    "code_dyad": "lagebild.reading.dyad",
    "read": "lagebild.reading.read",
}


def __getattr__(name: str) -> object:
    """Load what is public when it is first asked for, so that importing the package costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
