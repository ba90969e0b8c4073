"""Voices as people read them: who is quoted on what and how sure, and whether voices agree on a relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from lagebild.reading.marks import Modality
from lagebild.system.voices import Agreement, Voice
from lagebild.views.labels import labels_in
from lagebild.views.system_table import SystemTable

MOST_TOPICS = 4
"""States named in a row of what somebody speaks of."""
STATUSES = ("open", "borne_out", "overtaken")


def voices_table(voices: Sequence[Voice], names: Mapping[str, str], lang: str) -> SystemTable:
    """Return who is quoted, in the order given."""
    t = labels_in(lang)
    keys = ("voice", "n_quotations_of_voice", "n_articles")
    columns = (
        *(t[key] for key in keys),
        *(t[f"modality_{modality.value}"] for modality in Modality),
        t["speaks_of"],
        t["expectations_of_voice"],
    )
    rows = tuple(_line(voice, names, t) for voice in voices)
    evidence = tuple((*voice.quotations, *voice.expectations) for voice in voices)
    return SystemTable(t["voices_heading"], t["voices_how"] if rows else t["no_voice"], columns, rows, evidence)


def agreements_table(agreements: Sequence[Agreement], names: Mapping[str, str], lang: str) -> SystemTable:
    """Return where voices agree or not, those that can be compared first."""
    t = labels_in(lang)
    ordered = sorted(agreements, key=lambda one: one.verdict is None)

    def called(holders: Sequence[str | None]) -> str:
        return ", ".join(t["situation_author"] if one is None else names.get(one, one) for one in holders)

    rows = tuple(
        (
            " – ".join(names.get(actor, actor) for actor in one.pair),
            called(one.friendly),
            called(one.hostile),
            t[f"voices_{one.verdict}"] if one.verdict else "",
        )
        for one in ordered
    )
    columns = tuple(t[key] for key in ("side", "calls_friendly", "calls_hostile", "voices_verdict"))
    evidence = tuple(one.statements for one in ordered)
    return SystemTable(t["agreements_heading"], t["agreements_how"], columns, rows, evidence)


def voices_record(voices: Sequence[Voice], agreements: Sequence[Agreement], names: Mapping[str, str]) -> object:
    """Return everything of the voices with its places and rows, for JSON."""
    return {
        "voices": [{"name": _name(one, names), **asdict(one)} for one in voices],
        "agreements": [{**asdict(one), "verdict": one.verdict} for one in agreements],
    }


def _name(voice: Voice, names: Mapping[str, str]) -> str:
    return voice.called if voice.speaker is None else names.get(voice.speaker, voice.speaker)


def _line(voice: Voice, names: Mapping[str, str], t: Mapping[str, str]) -> tuple[str, ...]:
    expected = (f"{voice.statuses[key]} {t[f'status_{key}']}" for key in STATUSES if voice.statuses.get(key))
    return (
        _name(voice, names),
        str(voice.n_quotations),
        str(voice.n_articles),
        *(str(voice.modalities.get(modality.value, 0)) for modality in Modality),
        ", ".join(names.get(actor, actor) for actor in voice.topics[:MOST_TOPICS]),
        ", ".join(expected),
    )
