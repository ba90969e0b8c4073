"""The versions written into a case: who read an article and with which knowledge of the world."""

from __future__ import annotations

from lagebild.version import __version__

RULES_VERSION = 9
"""Raised when rules or word lists of `reading/` change what is read."""

MODEL_VERSION = 4
"""The version in the card of the model file (`facts.version`): raised with every new file."""

WORLD_VERSION = 1
"""Raised when the declared data of `world/` change."""

MERGE_VERSION = 16
"""Raised when rules of `merging/` or `system/` change: a case is merged anew then."""

READER_VERSION_TEXT = f"{__version__}+rules.{RULES_VERSION}+model.{MODEL_VERSION}"
WORLD_VERSION_TEXT = f"{__version__}+world.{WORLD_VERSION}"
MERGE_VERSION_TEXT = f"{WORLD_VERSION_TEXT}+merge.{MERGE_VERSION}"
