"""The words of the interface, German and English: `labels.toml`, for what marks say `mark_labels.toml`,
for what is said of a case `case_labels.toml`, for the page of an actor `actor_labels.toml`, for where sources disagree
`disagreement_labels.toml`, for the ledger of exchanges `exchange_labels.toml`, for the timeline of events
`timeline_labels.toml`, for who depends on whom `dependence_labels.toml`, for two
actors by month `dyad_labels.toml`, for the answers of a search `search_labels.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lagebild.errors import UsageError

LANGUAGES = ("de", "en")
_FILES = (
    *("labels.toml", "mark_labels.toml", "case_labels.toml", "actor_labels.toml"),
    *("disagreement_labels.toml", "exchange_labels.toml", "timeline_labels.toml", "dependence_labels.toml"),
    "swing_labels.toml",
    *("dyad_labels.toml", "triad_labels.toml", "situation_labels.toml", "whatif_labels.toml", "voices_labels.toml"),
    "search_labels.toml",
)


@cache
def all_labels() -> dict[str, dict[str, str]]:
    """Return every word of the interface by key and language."""
    folder = files("lagebild.views")
    labels: dict[str, dict[str, str]] = {}
    for name in _FILES:
        labels |= tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    return labels


@cache
def labels_in(lang: str) -> dict[str, str]:
    """Return every label of the interface in one language; raises `UsageError` for a language it does not speak."""
    if lang not in LANGUAGES:
        raise UsageError(f"the interface speaks {' and '.join(LANGUAGES)}, not {lang!r}")
    return {key: words[lang] for key, words in all_labels().items()}
