"""From one article to every mark in it.

Enters: one `Article`. Leaves: one `Reading`.
Guaranteed: a pure function of the article; no database, no other article, no clock, no batch neighbour. Every mark
lies inside a passage that is read, and marks of one kind are ordered by their offsets.
"""
