"""The words of the app, German and English: its own in `labels.toml`, and all others of the interface."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lagebild.views.labels import labels_in


@cache
def own_labels() -> dict[str, dict[str, str]]:
    """Return the words of the app alone, by key and language."""
    return tomllib.loads(files("lagebild.app").joinpath("labels.toml").read_text(encoding="utf-8"))


@cache
def words_in(lang: str) -> dict[str, str]:
    """Return every word that a page may say in a language."""
    return labels_in(lang) | {key: words[lang] for key, words in own_labels().items()}
