"""What analysts decided about pairs of mentions: `same` joins two actors, `different` keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb

from lagebild.case.ids import id_of
from lagebild.case.reviewed_rows import pairs_in_force, pairs_said

_PAIRS = pairs_said("mentions", "entity_id")


@dataclass(slots=True)
class Reviewed:
    """Actors by what moves to them: whole actors, all entities of a type, single entities; applied in this order."""

    actors: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)


def reviewed_blocks(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the blocks of all reviewed entities to the temporary table `touched`, those of undone reviews too."""
    connection.execute(
        f"""INSERT INTO touched SELECT DISTINCT block FROM current_entity_names
        WHERE entity_id IN (SELECT unnest([one, other]) FROM ({_PAIRS})) AND block NOT IN (FROM touched)"""
    )


def reviewed_memberships(connection: duckdb.DuckDBPyConnection) -> Reviewed:
    """Return what the reviews change in the temporary table `belonging`.

    Two actors said to be the same become one, unless that would join other mentions said to be different: then only the
    first mention's entity moves. Where both are said of one pair, it is different. Of two mentions said to be different
    in one actor, all entities named and read like the rarer one leave it, or the one entity where both are named alike.
    """
    pairs = connection.execute(f"{pairs_in_force('mentions', 'entity_id')} ORDER BY 1, 2, 3")
    decided = [(decision, *sorted((one, other))) for decision, one, other in pairs.fetchall()]
    if not decided:
        return Reviewed()
    rows = connection.execute(
        "SELECT entity_id, actor_id, type FROM belonging WHERE entity_id IN (SELECT unnest(?))",
        [[entity for _, *both in decided for entity in both]],
    ).fetchall()
    actor = {entity: actor_id for entity, actor_id, _ in rows}
    type_of = {entity: type_ for entity, _, type_ in rows}
    decided = [pair for pair in decided if pair[1] in actor and pair[2] in actor]
    apart = sorted((one, other) for decision, one, other in decided if decision == "different")
    top = {actor_id: actor_id for actor_id in actor.values()}
    found = Reviewed()
    for one, other in sorted((one, other) for decision, one, other in decided if decision == "same"):
        joined = {a: _joined(actor[one], actor[other], top).get(t, t) for a, t in top.items()}
        if (one, other) in apart:
            continue
        if any(joined[actor[a]] == joined[actor[b]] and top[actor[a]] != top[actor[b]] for a, b in apart):
            found.entities[one] = top[actor[other]]
        else:
            top = joined
    found.actors = {actor_id: first for actor_id, first in top.items() if actor_id != first}
    _set_apart(connection, apart, {entity: top[actor_id] for entity, actor_id in actor.items()}, type_of, found)
    return found


def _joined(one: str, other: str, top: dict[str, str]) -> dict[str, str]:
    """The first of two actors that become one by the other; one that the world knows stays."""
    first, second = sorted((top[one], top[other]), key=lambda actor_id: (_is_hashed(actor_id), actor_id))
    return {second: first}


def _is_hashed(actor_id: str) -> bool:
    prefix, _, digits = actor_id.rpartition("-")
    return prefix.islower() and len(digits) == 16


def _set_apart(
    connection: duckdb.DuckDBPyConnection,
    apart: list[tuple[str, str]],
    actor: dict[str, str],
    type_of: dict[str, str],
    found: Reviewed,
) -> None:
    for one, other in apart:
        now = [found.entities.get(e, found.types.get(type_of[e], actor[e])) for e in (one, other)]
        if now[0] != now[1]:
            continue
        prefix = now[0].partition("-")[0]
        if type_of[one] == type_of[other]:
            found.entities[other] = f"{prefix}-{id_of('apart', other)}"
            continue
        counts = dict(
            connection.execute(
                "SELECT type, count(*) FROM belonging WHERE type IN (?, ?) GROUP BY 1", [type_of[one], type_of[other]]
            ).fetchall()
        )
        rarer = min((type_of[one], type_of[other]), key=lambda type_: (counts[type_], type_))
        found.types[rarer] = f"{prefix}-{id_of('apart', rarer)}"
