"""Exchanges: who gives what to whom, by all articles of a case.

Enters: sentences with the names, quantities, quotations and event mentions in them. Leaves: transfers, each with its
words, and exchanges, each with all the transfers that tell of it. Guaranteed: a pure function of the sentences, in time
that grows as their length; the words for goods (`goods.toml`) and for giving (`words.toml`) are declared.
"""

from lagebild.merging.exchanges.ledger import Exchange, exchanges_of
from lagebild.merging.exchanges.told import Amount, Happening, Named, Speech, ToldSentence, Transfer
from lagebild.merging.exchanges.transfers import transfers_of

__all__ = [
    "Amount",
    "Exchange",
    "Happening",
    "Named",
    "Speech",
    "ToldSentence",
    "Transfer",
    "exchanges_of",
    "transfers_of",
]
