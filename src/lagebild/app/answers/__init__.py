"""Answers for programs: rows of a case with the sentences they stand on, for the JSON API and the assistant's tools.

Enters: a case opened for one request, with what was computed of its present state, and what is asked. Leaves: records
for JSON, a page of rows each, made by the same functions as `lagebild show --json`. Nothing is written, and whole
articles are never told: sentences only, none longer than a paragraph.
"""
