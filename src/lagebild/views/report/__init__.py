"""The report: one HTML file that needs no network, German or English.

Enters: a case. Leaves: HTML as text. Guaranteed: everything that comes from an article is escaped, the page asks no
host for anything, and every highlighted run is a row of the case.
"""
