"""Reads news articles and builds the system of states they describe, with the evidence for every row."""

from typing import TYPE_CHECKING, Any

from lagebild.version import __version__

if TYPE_CHECKING:
    from lagebild.reading.read import read

__all__ = ["__version__", "read"]

_HOMES = {"read": "lagebild.reading.read"}


def __getattr__(name: str) -> Any:
    """Return a public name, imported at its first use so that importing the package stays fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
