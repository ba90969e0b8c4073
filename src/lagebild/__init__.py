"""Reads news articles and builds the system of states they describe, with the evidence for every row."""

from lagebild.version import __version__

__all__ = ["__version__"]
