"""Scoring: the reading measured against annotated articles.

What enters: a folder with `docs/NAME.txt` (an article in sentences) and `out/NAME.ann` (its annotation), and a reader.
What leaves: a `ScoreCard` with one-to-one matches counted per layer, measure and language. The reader is given the
text, the article's date and its language and nothing else. `ann` parses, `gold` puts the records on offsets,
`layers` compares each layer, `score` goes over a corpus, `card` shows the result.
"""
