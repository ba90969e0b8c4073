"""Entities: from proposed names to mentions, so that mentions of one thing are known to be one and belong to a country.

What enters: an article's text, its sentences, its language, and the names that were proposed with their kinds. What
leaves: a `Mention` for every name, `RoleStatement`s, and the antecedents of pronouns and role descriptions.
Guaranteed: a pure function of these; every proposed name gives one mention; linear in the text and the names.
"""

from lagebild.reading.entities.antecedents import Antecedents
from lagebild.reading.entities.proposed import ProposedName
from lagebild.reading.entities.read import entities_of
from lagebild.reading.entities.roles import roles_of

__all__ = ["Antecedents", "ProposedName", "entities_of", "roles_of"]
