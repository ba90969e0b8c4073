"""What is known beforehand: states, their names, organisations, places. Declared data with sources, one lookup.

What enters: the tables in `world/data`. What leaves: `lookup(name)` and `names_in(text)`, linear in the text.
Guaranteed: a name is found only at word limits and never inside a longer known name.
"""

from lagebild.world.entries import Entry, EntryKind, Name, NameMatch, Role
from lagebild.world.lookup import entry, lookup, names_in
from lagebild.world.tables import WORLD_VERSION

__all__ = ["WORLD_VERSION", "Entry", "EntryKind", "Name", "NameMatch", "Role", "entry", "lookup", "names_in"]
