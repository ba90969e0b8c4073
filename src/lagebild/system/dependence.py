"""Who depends on whom for what, and who could hurt whom by stopping what.

Method: asymmetrical interdependence. Hirschman (1945), National Power and the Structure of Foreign Trade: power comes
from a trade that the partner can do without less easily than oneself. Keohane and Nye (1977), Power and
Interdependence: what counts is the difference of both dependences, and whether what is stopped can be had elsewhere.
Figures of different holders or days stand side by side and are never averaged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lagebild.system.facts import Evidence, Facts, Flow, Share

SAME_TIME = timedelta(days=183)
"""Figures told within half a year before the newest are of the same time: statistics of trade come by the half year."""
THIN_BELOW = 3
"""A tie that fewer independent articles tell of is thin: as for dyads, there is no interval below three."""


class Standing(StrEnum):
    """How far a thing given is a fact: told by an author, only claimed by somebody, planned, possible or denied."""

    DELIVERED = "delivered"
    CLAIMED = "claimed"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


_STANDINGS = {"planned": Standing.PLANNED, "hypo": Standing.POSSIBLE, "neg": Standing.DENIED}
"""The standing of each realis but `real`, which is delivered or claimed."""
ORDER = {standing: place for place, standing in enumerate(Standing)}
"""What is surer goes first."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one holder says of a tie; `holder` is an actor, `speaker` words for one unknown, both None for the author.

    `row_id` is that of a row of `table`; bounds are in `unit`, None for open or not told. `earliest` and `latest` are
    the days it speaks of, as far as known, `told_earliest` and `told_latest` those of `article_id`, the article of its
    first evidence; copies of an article are no evidence.
    """

    table: str
    row_id: str
    called: str | None
    low: float | None
    high: float | None
    operator: str | None
    unit: str | None
    standing: Standing
    holder: str | None
    speaker: str | None
    earliest: date | None
    latest: date | None
    told_earliest: date | None
    told_latest: date | None
    article_id: str
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What a receiver has from a giver: a `good`, or with `is_share` a part of the receiver's trade in per cent.

    Words are newest first: `now` those of the newest time, `earlier` those before, `undated` those without days.
    `low` and `high` span the words of now (without days, all) in one unit, None if there are several or none, and
    only those of the `standing` of the tie, the surest; `earlier_low` and `earlier_high` those of the words
    before in the same unit.
    """

    giver: str
    receiver: str
    good: str
    is_share: bool
    standing: Standing
    low: float | None
    high: float | None
    unit: str | None
    earlier_low: float | None
    earlier_high: float | None
    now: tuple[Word, ...]
    earlier: tuple[Word, ...]
    undated: tuple[Word, ...]
    n_articles: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Everything said of it."""
        return self.now + self.earlier + self.undated

    @property
    def thin(self) -> bool:
        """Whether too few independent articles tell of it."""
        return self.n_articles < THIN_BELOW


class Unknown(StrEnum):
    """What the case does not tell of a lever, so that nobody takes silence for a zero."""

    AMOUNT = "amount"
    GIVER_SHARE = "giver_share"
    RECEIVER_SHARE = "receiver_share"
    OTHER_GIVERS = "other_givers"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Lever:
    """What a giver could hurt a receiver with by stopping it.

    `others` are further givers of the same good, `returned` the goods that come back, `receiver_share` and
    `giver_share` what part of each side's trade is with the other. `low` to `high` is the receiver's share less the
    giver's, in points; `stronger` is the side that depends less, None where the shares overlap or one is not told.
    """

    tie: Tie
    others: tuple[str, ...]
    returned: tuple[str, ...]
    receiver_share: Tie | None
    giver_share: Tie | None
    low: float | None
    high: float | None
    stronger: str | None
    unknown: tuple[Unknown, ...]


def ties_of(facts: Facts) -> tuple[Tie, ...]:
    """Return every tie of the case: shares first, the greatest first, then what is surest and told most often.

    Who acts for a state stands for it; a good is its family (`weapons.tanks` is `weapons`), called as each word does.
    """
    told: dict[tuple[str, str, str, bool], list[Word]] = defaultdict(list)
    for share in facts.shares:
        word = _word_of_share(share, facts)
        told[*_sides(facts, share.other, share.owner), kind_of_share(share), True].append(word)
    # What no article tells any more, as where one is left out, is no flow.
    for flow in (flow for flow in facts.flows if flow.evidence):
        word = _word_of_flow(flow, facts)
        told[*_sides(facts, flow.giver, flow.receiver), family_of(flow.good), False].append(word)
    ties = [_tie(*key, words, facts) for key, words in told.items() if key[0] != key[1]]
    return tuple(sorted(ties, key=_rank))


def levers_of(ties: Iterable[Tie]) -> tuple[Lever, ...]:
    """Return who could hurt whom by stopping what, in the order of the ties; what is denied is no lever."""
    real = [tie for tie in ties if tie.standing is not Standing.DENIED]
    shares = {(tie.giver, tie.receiver): tie for tie in reversed(real) if tie.is_share}
    delivered: dict[tuple[str, str], set[str]] = defaultdict(set)
    givers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in real:
        if tie.standing is Standing.DELIVERED and not tie.is_share:
            delivered[tie.giver, tie.receiver].add(tie.good)
        if tie.standing is Standing.DELIVERED or tie.is_share:
            givers[tie.receiver, tie.good].add(tie.giver)
    return tuple(
        _lever(
            tie,
            givers[tie.receiver, tie.good] - {tie.giver},
            delivered.get((tie.receiver, tie.giver), set()),
            shares.get((tie.giver, tie.receiver)),
            shares.get((tie.receiver, tie.giver)),
        )
        for tie in real
    )


def ties_with(ties: Iterable[Tie], client: str) -> tuple[Tie, ...]:
    """Return the ties of one actor: what it has from others, then what others have from it."""
    own = tuple(ties)
    return (*(t for t in own if t.receiver == client), *(t for t in own if t.giver == client))


def family_of(good: str) -> str:
    """Return the family of a good: `weapons` for `weapons.tanks`."""
    return good.partition(".")[0]


def _sides(facts: Facts, giver: str, receiver: str) -> tuple[str, str]:
    return state_of(facts, giver), state_of(facts, receiver)


def state_of(facts: Facts, actor_id: str) -> str:
    """Return the state that an actor acts for, itself if for none."""
    actor = facts.actors.get(actor_id)
    return actor.acts_for or actor_id if actor is not None else actor_id


_IMPORTS = re.compile(r"import|einfuhr|\bim-|\bein-", re.IGNORECASE)
_EXPORTS = re.compile(r"export|ausfuhr|\bex-|\baus-", re.IGNORECASE)


def kind_of_share(share: Share) -> str:
    """Return what a share is of: `trade`, only `imports` or only `exports`, for shares of these are not comparable."""
    if share.measure == "trade_share":
        imports, exports = (bool(words.search(share.noun or "")) for words in (_IMPORTS, _EXPORTS))
        if imports != exports:
            return "imports" if imports else "exports"
    return share.measure.removesuffix("_share")


def _word_of_share(share: Share, facts: Facts) -> Word:
    return Word(
        "quantities",
        share.row_id,
        share.noun,
        share.low,
        share.high,
        share.operator,
        "percent",
        Standing.DELIVERED,
        share.holder,
        share.speaker,
        share.earliest,
        share.latest,
        *_published(share.evidence.article_id, facts),
        share.evidence.article_id,
        _without_copies((share.evidence,), facts),
        share.confidence,
    )


def _word_of_flow(flow: Flow, facts: Facts) -> Word:
    is_claim = flow.holder is not None or flow.speaker is not None
    evidence = _without_copies(flow.evidence, facts)
    article_id = evidence[0].article_id
    published = _published(article_id, facts)
    has_days = flow.since is not None or flow.until is not None
    return Word(
        "exchanges",
        flow.row_id,
        flow.called,
        flow.low,
        flow.high,
        flow.operator or _operator(flow.low, flow.high),
        flow.unit,
        _STANDINGS.get(flow.realis, Standing.CLAIMED if is_claim else Standing.DELIVERED),
        flow.holder,
        flow.speaker,
        flow.since if has_days else published[0],
        flow.until if has_days else published[1],
        *published,
        article_id,
        evidence,
        flow.confidence,
    )


def _published(article_id: str, facts: Facts) -> tuple[date | None, date | None]:
    article = facts.articles.get(article_id)
    return (None, None) if article is None else (article.earliest, article.latest)


def _operator(low: float | None, high: float | None) -> str | None:
    """Return how bounds are meant, None where there are none."""
    if low is None and high is None:
        return None
    return ">=" if high is None else "<=" if low is None else "="


def _original(article_id: str, facts: Facts) -> str:
    article = facts.articles.get(article_id)
    return article_id if article is None else article.original


def _without_copies(places: Sequence[Evidence], facts: Facts) -> tuple[Evidence, ...]:
    """Return the places in originals; a copy stays only where the case does not have the words of its original."""
    originals = {place.article_id for place in places}
    kept: dict[str, list[Evidence]] = defaultdict(list)
    for place in places:
        original = _original(place.article_id, facts)
        if place.article_id == original or original not in originals:
            kept[original].append(place)
    first = {original: min(p.article_id for p in own) for original, own in kept.items()}
    return tuple(
        sorted(
            (p for original, own in kept.items() for p in own if p.article_id == first[original]),
            key=lambda p: (p.article_id, p.start, p.end),
        )
    )


def _tie(giver: str, receiver: str, good: str, is_share: bool, told: Sequence[Word], facts: Facts) -> Tie:
    words = list(_once(told, facts))
    words.sort(key=lambda w: (-(w.latest or date.min).toordinal(), ORDER[w.standing], w.table, w.row_id))
    standing = min((w.standing for w in words), key=ORDER.__getitem__)
    dated = [w for w in words if w.latest is not None]
    # A plan is not news of what is delivered: only words as sure as the tie say what is so now.
    newest = max((w.latest for w in dated if w.latest and w.standing is standing), default=None)
    limit = date.min if newest is None else newest - SAME_TIME
    now = tuple(w for w in dated if w.latest is not None and w.latest >= limit)
    undated = tuple(w for w in words if w.latest is None)
    earlier = tuple(w for w in dated if w.latest is not None and w.latest < limit)
    low, high, unit = _span([w for w in now or undated if w.standing is standing])
    before = _span([w for w in earlier if w.standing is standing])
    earlier_low, earlier_high = before[:2] if unit in (None, before[2]) else (None, None)
    return Tie(
        giver,
        receiver,
        good,
        is_share,
        standing,
        low,
        high,
        unit,
        earlier_low,
        earlier_high,
        now,
        earlier,
        undated,
        len({_original(place.article_id, facts) for w in words for place in w.evidence}),
    )


def _once(words: Iterable[Word], facts: Facts) -> Iterator[Word]:
    """Yield the words that are no copies: of what an article and its copies say alike, that of the original."""

    def alike(word: Word) -> tuple[object, ...]:
        originals = tuple(sorted({_original(p.article_id, facts) for p in word.evidence}))
        said = (word.called, word.low, word.high, word.operator, word.unit, word.standing, word.holder, word.speaker)
        return originals, said

    found: dict[tuple[object, ...], Word] = {}
    for word in sorted(words, key=lambda w: (w.article_id != _original(w.article_id, facts), w.row_id)):
        found.setdefault(alike(word), word)
    yield from found.values()


def _span(words: Sequence[Word]) -> tuple[float | None, float | None, str | None]:
    """Return the range over all words with an amount, open where one is; nothing if they count in several units."""
    told = [w for w in words if w.low is not None or w.high is not None]
    units = {w.unit for w in told}
    if len(units) != 1:
        return None, None, None
    lows, highs = [w.low for w in told], [w.high for w in told]
    low = None if None in lows else min(value for value in lows if value is not None)
    high = None if None in highs else max(value for value in highs if value is not None)
    return low, high, units.pop()


def _rank(tie: Tie) -> tuple[object, ...]:
    size = -(tie.low or 0.0) if tie.is_share else 0.0
    return (not tie.is_share, size, ORDER[tie.standing], -tie.n_articles, tie.giver, tie.receiver, tie.good)


def _lever(
    tie: Tie, others: Collection[str], returned: Collection[str], receiver_share: Tie | None, giver_share: Tie | None
) -> Lever:
    low, high = _difference(receiver_share, giver_share)
    stronger = None
    if low is not None and low > 0:
        stronger = tie.giver
    elif high is not None and high < 0:
        stronger = tie.receiver
    missing = {
        Unknown.AMOUNT: tie.low is None and tie.high is None,
        Unknown.RECEIVER_SHARE: receiver_share is None,
        Unknown.GIVER_SHARE: giver_share is None,
        Unknown.OTHER_GIVERS: not others,
        Unknown.RETURN: not returned,
    }
    return Lever(
        tie,
        tuple(sorted(others)),
        tuple(sorted(returned)),
        receiver_share,
        giver_share,
        low,
        high,
        stronger,
        tuple(what for what, is_missing in missing.items() if is_missing),
    )


def _difference(receiver: Tie | None, giver: Tie | None) -> tuple[float | None, float | None]:
    """Return the receiver's share less the giver's at least and at most, only if both are shares of the same."""
    if receiver is None or giver is None or receiver.good != giver.good:
        return None, None
    low = None if receiver.low is None or giver.high is None else receiver.low - giver.high
    high = None if receiver.high is None or giver.low is None else receiver.high - giver.low
    return low, high
