"""How sure a mention is: the measured precision of the rule that made it."""

from __future__ import annotations

from lagebild.reading.marks import MentionKind
from lagebild.reading.mentions.candidates import Candidate, Shape
from lagebild.world import Role

PRECISION: dict[tuple[Role, Shape, MentionKind], float] = {
    (Role.NAME, Shape.FREE, MentionKind.STATE): 0.88,
    (Role.NAME, Shape.FREE, MentionKind.LOC): 0.80,
    (Role.NAME, Shape.FREE, MentionKind.ORG): 0.90,
    (Role.CAPITAL, Shape.FREE, MentionKind.STATE): 0.85,
    (Role.CAPITAL, Shape.FREE, MentionKind.LOC): 0.76,
    (Role.CAPITAL, Shape.FREE, MentionKind.ORG): 0.86,
    (Role.SEAT, Shape.FREE, MentionKind.STATE): 0.78,
    (Role.PEOPLE, Shape.FREE, MentionKind.GROUP): 0.63,
    (Role.ADJECTIVE, Shape.INSTITUTION, MentionKind.STATE): 0.85,
    (Role.ADJECTIVE, Shape.INSTITUTION, MentionKind.ORG): 0.76,
    (Role.NAME, Shape.INSTITUTION, MentionKind.ORG): 0.90,
}
"""Share of mentions with the right span and kind, by rule, on the training part of the annotated corpus (240 articles,
3,300 mentions); the last, seen nine times, is set to that of organisations' own names."""

RAREST_PRECISION = 0.63
"""For combinations that the training part does not have: the lowest of the measured values."""

PERSON_PRECISION = 0.95
"""Share of right persons' spans on the same articles, 490 mentions."""


def confidence_of(candidate: Candidate, kind: MentionKind) -> float:
    """Return the precision that the candidate's rule had on the training part of the annotated corpus."""
    return PRECISION.get((candidate.name.role, candidate.shape, kind), RAREST_PRECISION)
