"""Across articles: what belongs together. Adds membership rows, never rewrites evidence."""
