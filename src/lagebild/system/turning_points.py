"""Turning points: the months at which whom somebody deals with changes, found as changes of a multinomial share.

Method: exact penalised change points by PELT (R. Killick, P. Fearnhead and I. A. Eckley, Optimal Detection of
Changepoints With a Linear Computational Cost, Journal of the American Statistical Association 107 (2012), 1590-1598) in
the `ruptures` library (C. Truong, L. Oudre and N. Vayatis, Selective review of offline change point detection methods,
Signal Processing 167 (2020), 107299). The cost of a stretch is minus twice the log-likelihood of its votes; the penalty
is the modified Bayes information criterion (N. R. Zhang and D. O. Siegmund, A Modified Bayes Information Criterion with
Applications to the Analysis of Comparative Genomic Hybridization Data, Biometrics 63 (2007), 22-32), its leading term.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

FEWEST_MONTHS = 3
"""A stretch between two turning points has deeds in three months at least, so that one busy month is no turn."""

Floats = NDArray[np.float64]


def turning_points(votes: Floats, articles: Sequence[frozenset[str]], fewest_articles: int) -> tuple[int, ...]:
    """Return the months (rows) at which the shares of the columns change, in order; () if they never do.

    `votes` are months by choices, none negative, months without any left out; `articles` tell of each month. A turning
    point is claimed only where as many as `fewest_articles` tell of the stretch before it and of the one after it.
    """
    months, choices = votes.shape
    if months < 2 * FEWEST_MONTHS or choices < 2 or not votes.any():
        return ()
    import ruptures  # takes a second to load

    from lagebild.system.share_costs import MultinomialCost

    search = ruptures.Pelt(custom_cost=MultinomialCost(), min_size=FEWEST_MONTHS, jump=1)
    found = search.fit(votes).predict(pen=penalty(months, choices))
    return _supported([int(at) for at in found[:-1]], months, articles, fewest_articles)


def penalty(months: int, choices: int) -> float:
    """Return what a turning point must gain: the logarithm of the months, once a share but one, twice for its place.

    A place costs more than a share, for chance has as many places as months to lead astray (Zhang and Siegmund).
    """
    return (choices + 1) * log(months)


def gain_of(votes: Floats, at: int) -> float:
    """Return twice the log-likelihood that a turn at a month adds over none."""
    from lagebild.system.share_costs import cost_of

    return cost_of(votes.sum(axis=0)) - cost_of(votes[:at].sum(axis=0)) - cost_of(votes[at:].sum(axis=0))


def _supported(
    found: list[int], months: int, articles: Sequence[frozenset[str]], fewest_articles: int
) -> tuple[int, ...]:
    """Return the turning points without those beside a thin stretch, the thinnest given up first."""
    while found:
        limits = [0, *found, months]
        told = [len(frozenset().union(*articles[a:b])) for a, b in pairwise(limits)]
        support = [min(pair) for pair in pairwise(told)]
        weakest = min(range(len(found)), key=lambda i: (support[i], i))
        if support[weakest] >= fewest_articles:
            break
        del found[weakest]
    return tuple(found)
