"""A figure of the system with what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from lagebild.views.system_table import SystemTable


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, the table behind it, and one sentence that says how to read the figure and whose method it is."""

    figure: go.Figure
    table: SystemTable
    how: str
