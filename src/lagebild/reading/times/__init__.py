"""Time expressions: TIMEX3 marks of a text with their values and the days they can mean.

Enters: a text, its sentences, its language and the date of the article, if known. Leaves: `TimeExpression` marks.
Guaranteed: pure and linear in the length of the text.

Extents, types and values follow TimeML as the German corpus KRAUTS applies it: a determiner belongs to the expression
(`in [der kommenden Woche]`), a preposition does not; `vor [drei Jahren]` is a DURATION `P3Y` whose days are those of
the year three years ago.

`anchor` is "published" (the article's date), "previous" (the time told before it in the text), "unknown" (something
the text does not place) or None (absolute). `offset` says how the value follows from the anchor; its steps are
described in `placing.py`. With both, `resolved` places an expression again.

A language is two tables of data, `words.toml` and `rules.toml`, and its verb forms in `tense.toml`.
"""

from lagebild.reading.times.find import resolved, times_of

__all__ = ["resolved", "times_of"]
