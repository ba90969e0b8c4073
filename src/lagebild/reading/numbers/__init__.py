"""Numbers in running text: digits and number words of German and English.

Enters: tokens, an index and a language. Leaves: a `NumberMatch` (bounds of the value, the token it ends at) or None.
Guaranteed: bounded local work per call, whatever the text; the words of a language are data (`de.toml`, `en.toml`).
"""

from lagebild.reading.numbers.read import NumberKind, NumberMatch, number_at, ordinal_at
from lagebild.reading.numbers.words import LANGUAGES, NumberWords, number_words

__all__ = ["LANGUAGES", "NumberKind", "NumberMatch", "NumberWords", "number_at", "number_words", "ordinal_at"]
