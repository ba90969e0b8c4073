"""Quantities: how many of what, and about whom.

Enters: an article's text, its sentences and its language. Leaves: `Quantity` marks ordered by offset.
Guaranteed: a pure function, linear in the text: number words and digits trigger bounded local work. The words of a
language (`de.toml`, `en.toml`), the counted nouns (`nouns.csv`) and the units (`units.csv`) are data.
"""

from lagebild.reading.quantities.read import quantities_of

__all__ = ["quantities_of"]
