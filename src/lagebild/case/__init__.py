"""One DuckDB file with every row and its evidence.

Enters: readings, merged rows, reviews. Leaves: tables as relations, and files on export.
Guaranteed: no row whose text is not the slice of its article; ids depend on content alone, so building again changes
nothing; a process may be killed at any moment and the file still opens with whole batches only; nobody keeps the file
open longer than one request or one batch.
"""
