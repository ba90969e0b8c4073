"""Sentences: passages of an article in, the spans of their sentences out.

What enters is the text and its passages; what leaves are spans without surrounding white space that never cross a
passage, in order, disjoint, and that together cover every character of the read passages that is not white space.
`boundaries` decides about one stop, `conventions.toml` declares what each language writes with a full stop.
"""

from lagebild.reading.sentences.splitting import sentences_of

__all__ = ["sentences_of"]
