"""Terminal tables and their JSON twins for `lagebild show`.

Enters: a case and what is asked. Leaves: a `Listing`: named columns and rows, printed or given as JSON.
"""
