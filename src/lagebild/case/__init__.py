"""One DuckDB file with every row and its evidence."""
