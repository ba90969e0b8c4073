"""Names across articles and languages: what two spellings of one name have in common, and what tells names apart.

Enters: a name as an article spells it. Leaves: a `PersonName` or the key of an organisation or group, and a judgement
of two of them. Guaranteed: pure functions of the names alone; all spellings are declared in the tables of this folder.
"""
