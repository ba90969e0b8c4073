"""The versions written into a case: who read an article and with which knowledge of the world."""

from __future__ import annotations

from lagebild.version import __version__

RULES_VERSION = 1
"""Raised when rules or word lists of `reading/` change what is read."""

WORLD_VERSION = 1
"""Raised when the declared data of `world/` change."""

READER_VERSION_TEXT = f"{__version__}+rules.{RULES_VERSION}"
WORLD_VERSION_TEXT = f"{__version__}+world.{WORLD_VERSION}"
