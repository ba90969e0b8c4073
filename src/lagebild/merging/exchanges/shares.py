"""Shares of trade: whose they are, with whom and by whose word, from the clause they stand in."""

from __future__ import annotations

from lagebild.merging.exchanges.clauses import ADJECTIVE, BARE, GENITIVE, Clauses, Participant
from lagebild.merging.exchanges.told import Amount, ToldSentence
from lagebild.merging.exchanges.transfers import LONGEST_SENTENCE
from lagebild.merging.exchanges.words import LANGUAGES


def parties_of(sentence: ToldSentence, amount: Amount, owner: str | None) -> tuple[str | None, str | None, str | None]:
    """Return whose trade a share is of, with whom, and who is cited for it, None for what the clause does not say.

    `owner` is the side whose it is as far as known; the parties returned are actors as they are named. The partner is
    the one name that the clause goes on to with `über`, `mit`, `nach`, `aus` and the like, or the subject of a verb
    such as `account for`.
    """
    if sentence.lang not in LANGUAGES or len(sentence.text) > LONGEST_SENTENCE:
        return owner, None, None
    c = Clauses(sentence)
    place = next(((first, end) for first, end, a in c.amounts if a is amount), None)
    if place is None or place[0] >= place[1]:
        return owner, None, None
    first, end = place
    told = [p for p in c.participants if p.clause == c.clause[first]]
    names, cited = [p for p in told if not _is_cited(c, p)], {p.actor_id for p in told if _is_cited(c, p)}
    before = [p for p in names if p.end <= first and p.cue == BARE]
    after = [p for p in names if p.first >= end]
    named = _owner(c, first, end, before, after) if owner is None else None
    owner = named.side if named is not None else owner
    through = [p for p in after if p.cue in c.words.of("share.partner")]
    if not through and c.words.of("share.bearing") & {*c.words_in(c.clause[first])}:
        through = before or [p for p in after if p.cue == BARE]
    partners = [p for p in through if p.side != owner]
    is_one = len({p.side for p in partners}) == 1
    return (
        named.actor_id if named is not None else owner,
        partners[0].actor_id if is_one else None,
        cited.pop() if len(cited) == 1 else None,
    )


def _owner(c: Clauses, first: int, end: int, before: list[Participant], after: list[Participant]) -> Participant | None:
    """Return whose share it is: a genitive or adjective right after it, or the subject a possessive goes back to."""
    genitive = [p for p in after if p.cue in (GENITIVE, ADJECTIVE, "of") and p.first - end <= _NEAR]
    if genitive:
        return genitive[0]
    possessive = c.words.of("share.possessive") & {*c.lower[end : end + _NEAR]}
    subjects = before or [p for p in after if p.cue == BARE]
    return subjects[0] if possessive and subjects else None


_NEAR = 4
"""Tokens between a share and the words for whose it is."""


def _is_cited(c: Clauses, p: Participant) -> bool:
    """Return whether a name only says where a figure comes from: `laut Seoul`, `Schätzungen aus Südkorea zufolge`."""
    return p.cue in ("laut", "according") or "zufolge" in c.lower[p.end : p.end + 1]
