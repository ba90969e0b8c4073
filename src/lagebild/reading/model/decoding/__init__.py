"""From what the model says of subwords to marks of the article, one file a layer.

What enters: `TokenOutputs` of an article and, for what has sides, its mentions. What leaves: the marks of
`lagebild.reading.marks`, ordered by offset. Pure: no model, no session, only numbers.
"""
