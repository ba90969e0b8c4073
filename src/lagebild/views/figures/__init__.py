"""Plotly figures, shared by report, app and notebook.

Enters: rows of a case. Leaves: `plotly.graph_objects.Figure`, worth printing, in German or English.
"""
