"""Moved to `lagebild.reading.model.tokenizer`."""

from lagebild.reading.model.tokenizer import SPACE_MARK, Subwords, SubwordTokenizer

__all__ = ["SPACE_MARK", "SubwordTokenizer", "Subwords"]
