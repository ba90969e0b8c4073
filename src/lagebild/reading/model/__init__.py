"""The reader model: one small encoder that says something of every subword, and the file it lives in.

Enters: the sentences of an article as texts. Leaves: for every sentence its subwords, and of each subword a row of
scores and the encoder's state (`session.ReaderSession.token_outputs`).
Guaranteed: a window of text is read alone, so what comes out depends on its own characters and nothing else; no
network, no torch. Nothing is loaded before the first article is read.
"""
