"""What a relation is said to be, holder by holder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lagebild.system.dyads import DyadMonth
from lagebild.system.evidence import vote_of
from lagebild.system.facts import Facts, Statement


@dataclass(frozen=True, slots=True)
class Held:
    """What one holder (None for authors) says a relation is, -2 hostile to 2 allied, in so many statements."""

    holder: str | None
    value: float
    statements: tuple[str, ...]


def held_of(facts: Facts, month: DyadMonth) -> tuple[Held, ...]:
    """Return what each holder says in the statements that a month stands on, who says most first."""
    by_holder: dict[str | None, list[Statement]] = defaultdict(list)
    standing = set(month.statements)
    for statement in facts.statements:
        if statement.row_id in standing:
            by_holder[statement.holder].append(statement)
    held = [Held(holder, _mean(said), tuple(one.row_id for one in said)) for holder, said in by_holder.items()]
    return tuple(sorted(held, key=lambda one: (-len(one.statements), one.holder or "")))


def _mean(said: list[Statement]) -> float:
    votes = [vote_of(one.confidence) for one in said]
    if sum(votes) == 0:
        return sum(one.value for one in said) / len(said)
    return sum(vote * one.value for vote, one in zip(votes, said, strict=True)) / sum(votes)
