"""Who is quoted how often: a bar a voice, parted into what is asserted, hedged and denied."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import plotly.graph_objects as go

from lagebild.reading.marks import Modality
from lagebild.system.voices import Voice
from lagebild.views.figures.layout import laid_out, shortened
from lagebild.views.figures.picture import Picture
from lagebild.views.labels import labels_in
from lagebild.views.palette import MODALITY_COLOURS
from lagebild.views.voices import Voices, topic_words, voices_table

MOST_VOICES = 25
"""Voices drawn, who is quoted in most articles first: a screen or a printed page; the table has them all."""
ROW_HEIGHT, HEAD_HEIGHT = 26, 92  # pixels
NAME_LENGTH = 34  # characters
HOVER_WIDTH = 60  # characters of a line
PATTERNS = {Modality.ASSERTED.value: "", Modality.HEDGED.value: "/", Modality.DENIED.value: "x"}


def voices_picture(found: Voices, lang: str) -> Picture:
    """Return the bars with the table of all voices."""
    return Picture(voices_chart(found, lang), voices_table(found, lang), labels_in(lang)["voices_figure_how"])


def voices_chart(found: Voices, lang: str) -> go.Figure:
    """Return the figure; bars have the ids of their quotations as `customdata`, who it is stands in the hover."""
    t = labels_in(lang)
    shown = [voice for voice in found.voices if voice.n_quotations][:MOST_VOICES]
    names = [_name(voice, found) for voice in shown]
    places = list(range(len(shown)))
    hovers = [_hover(voice, found, lang) for voice in shown]
    figure = go.Figure()
    for modality in Modality:
        counts = [voice.modalities.get(modality.value, 0) for voice in shown]
        figure.add_bar(
            x=counts,
            y=places,
            orientation="h",
            name=t[f"modality_{modality.value}"],
            marker={
                "color": MODALITY_COLOURS[modality.value],
                "line": {"width": 0},
                "pattern": {
                    "shape": PATTERNS[modality.value],
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255,255,255,0.8)",
                    "size": 6,
                    "solidity": 0.35,
                },
            },
            customdata=[voice.by_modality.get(modality.value, ()) for voice in shown],
            text=[
                f"{t[f'modality_{modality.value}']}: {count}<br>{told}"
                for count, told in zip(counts, hovers, strict=True)
            ],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        yaxis={
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [shortened(name, NAME_LENGTH) for name in names],
            "range": [len(shown) - 0.5, -0.5],
            "showgrid": False,
        },
        xaxis={"title": {"text": t["n_quotations_of_voice"], "font": {"size": 12}}, "rangemode": "tozero"},
    )
    return laid_out(figure, height=HEAD_HEIGHT + ROW_HEIGHT * max(1, len(shown)), legend=True).update_layout(
        margin={"t": 36, "b": 44}, legend={"traceorder": "normal"}
    )


def _name(voice: Voice, found: Voices) -> str:
    return voice.called if voice.speaker is None else found.names.get(voice.speaker, voice.speaker)


def _hover(voice: Voice, found: Voices, lang: str) -> str:
    t = labels_in(lang)
    who = found.speakers.get(voice.speaker or "")
    lines = [
        f"<b>{shortened(_name(voice, found), HOVER_WIDTH)}</b>",
        *_wrapped(", ".join(part for part in ((who.words(), who.sector) if who else ()) if part)),
        f"{t['n_articles']}: {voice.n_articles}",
        *_wrapped(topic_words(voice, found.names, t)),
    ]
    return "<br>".join(lines)


def _wrapped(words: str) -> Sequence[str]:
    return wrap(shortened(words, 200), HOVER_WIDTH) if words else ()
