"""The colours of marks, shared by report, figures and app."""

from __future__ import annotations

LAYER_COLOURS = {
    "PER": "#7a4fbf",
    "STATE": "#1f6fb2",
    "ORG": "#0f8a7e",
    "GROUP": "#a3632a",
    "LOC": "#6b7a3a",
    "MISC": "#7d6b7d",
    "time": "#c2410c",
    "quantity": "#b0246a",
    "event": "#b91c1c",
    "quotation": "#856404",
    "relation": "#2b7a35",
    "outlook": "#4653b8",
}
"""One colour a layer, chosen to be told apart on white and on near-black at 4.5:1 or better against white."""

OUTLET_COLOURS = (
    "#1f6fb2",
    "#c2410c",
    "#0f8a7e",
    "#7a4fbf",
    "#b0246a",
    "#6b7a3a",
    "#a3632a",
    "#4b5563",
)
"""The order in which outlets take their colours; further outlets start again."""

FAMILY_COLOURS = {
    "aid": "#0f8a7e",
    "talk": "#1f6fb2",
    "demand": "#b45309",
    "force": "#b91c1c",
}
"""One colour a family of event types: cold for those for each other, warm for those against."""

SIDE_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4b5563")
"""The order in which states take their colours; further ones start again. Told apart without red or green.

Source: M. Okabe and K. Ito, Color Universal Design (2008); their black and yellow, which are lost on dark or on light
pages, are left out for a grey.
"""

SHARE_COLOURS = ((0.0, "#e5f0f7"), (1.0, "#0072b2"))
"""A share from nothing to all: one hue, so that it also reads in grey print, and opaque, so that words on it do too."""
SHARE_INKS = ("#111827", "#ffffff")
"""What is written in on light shares and on those from `WHITE_FROM` per cent on: at 4:1 or better."""
WHITE_FROM = 88.0
COUNT_COLOUR = "rgba(128,128,128,0.16)"
"""The ground of a cell that counts things where no share is told."""

SIGN_COLOURS = {"+": "#009e73", "-": "#d55e00", "0": "#6b7280", None: "#9ca3af"}
"""Friendly, hostile, neither, not told: bluish green and vermilion of the same set; in grey print dashes tell."""
SIGN_DASHES = {"+": "solid", "-": "dash", "0": "dot", None: "dot"}

RELATION_COLOURS = {"contradicts": "#d55e00", "developed": "#0072b2", "compatible": "#6b7280"}
"""What versions of a number are to each other: vermilion, blue and grey; the word stands beside it."""
MODALITY_COLOURS = {"asserted": "#0072b2", "hedged": "#56b4e9", "denied": "#d55e00"}
"""How sure somebody speaks: blue, light blue, vermilion; in print hatching tells too."""
