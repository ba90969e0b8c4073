"""Scoring: the reading measured against annotated articles.

What enters: a folder with `docs/NAME.txt` (an article in sentences) and `out/NAME.ann` (its annotation), and a reader.
What leaves: a `ScoreCard` with one-to-one matches counted per layer, measure and language. The reader is given the
text, the article's date and its language and nothing else. `ann` parses, `gold` puts the records on offsets,
`actors` says which annotated actor a read entity is, `layers` compares each layer, `score` goes over a corpus, `card`
and `page` show the result, the page with the `intervals` of each F1 and the `reliability` of confidences.
"""
