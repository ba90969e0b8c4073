"""Deterministic ids: hashes of what a row says, never of when or in which order it was written."""

from __future__ import annotations

import xxhash


def id_of(*parts: object) -> str:
    """Return 16 hex digits (xxh3-64) of the parts in their order; equal parts give equal ids, None is a part too."""
    key = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return xxhash.xxh3_64_hexdigest(key.encode("utf-8", "surrogatepass"))


class RowIds:
    """Ids for the rows of one table and article; rows with equal keys are told apart by their order."""

    def __init__(self, table: str, article_id: str) -> None:
        self._scope = (table, article_id)
        self._seen: dict[tuple[object, ...], int] = {}

    def next(self, *key: object) -> str:
        """Return the id of the next row with this key."""
        count = self._seen.get(key, 0)
        self._seen[key] = count + 1
        return id_of(*self._scope, *key, *((count,) if count else ()))
