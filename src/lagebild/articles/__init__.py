"""From bytes to articles.

Enters: files, pages, feeds, archives, addresses, JSON lines.
Leaves: `Article` values: normalised text, its zones, and what the page says of itself.
Guaranteed: passages are in order, do not overlap and lie inside the text; a source that cannot be read raises
`RefusedSource` with its place and reason and never stops the batch.
"""
