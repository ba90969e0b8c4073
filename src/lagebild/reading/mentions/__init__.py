"""Mentions: the names in an article of states, organisations and places, and of persons named with their office.

What enters: an article. What leaves: its mentions in the order of the text. Guaranteed: a pure function of the
article; no two mentions overlap; mentions of one thing share `entity`; what stays ambiguous is left out.
"""

from lagebild.reading.mentions.read import mentions_of

__all__ = ["mentions_of"]
