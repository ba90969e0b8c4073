"""Why two actors with much in common are two, as the key of a label."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.merging.names.persons import Likeness, PersonName, likeness, name_of_parts
from lagebild.reading.marks import MentionKind

OTHER_COUNTRY_AND_ROLE = "other country and role"
SURNAME_NOT_SURE = "surname fits nobody well enough"
OTHER_COUNTRY = "other or no country"
TEACHES_NOTHING = "no article says that they are one"


def why_apart(kind: str, own: Sequence[str], other: Sequence[str], *, alone: bool) -> str:
    """Return why an actor with `own` names and one with `other` names stayed apart; `alone`: only surnames stand there.

    Names are those of `entity_names`.
    """
    if kind == MentionKind.PER:
        return _why_apart_as_persons(own, other, alone=alone)
    return OTHER_COUNTRY if set(own) & set(other) else TEACHES_NOTHING


def _why_apart_as_persons(own: Sequence[str], other: Sequence[str], *, alone: bool) -> str:
    full = [[name for name in map(_parsed, names) if name.given] for names in (own, other)]
    if alone or not full[0] or not full[1]:
        return SURNAME_NOT_SURE
    found = [likeness(one, two) for one in full[0] for two in full[1]]
    apart = [like for like in found if not like.is_one_person]
    # The name they share most of says most: another middle name before another given name.
    nearest = (Likeness.OTHER_MIDDLE, Likeness.OTHER_GIVEN, Likeness.OTHER_SURNAME)
    return next((str(like) for like in nearest if like in apart), OTHER_COUNTRY_AND_ROLE)


def _parsed(name: str) -> PersonName:
    return name_of_parts(name.split())
