"""Which languages the reader knows."""

from __future__ import annotations

READ_LANGUAGES = frozenset({"de", "en"})
"""ISO 639-1 codes of the languages of which every layer is read. Of an article in another language, or in one that
cannot be told (None), only the names are read that German or English spells so."""
