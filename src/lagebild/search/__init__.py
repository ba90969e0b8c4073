"""Searching a case: the sentences that words or their meaning are found in, with the rows that stand in them.

Enters: a case file and what a person typed. Leaves: sentences in an order, each with its article, the words found in
it and its rows; no text is made. Guaranteed: beside the case lies only a cache (`NAME.case.search`) that may be deleted
at any time, follows the case by what changed, and is never needed to open the case.
"""
