"""The words of the interface, German and English, from `labels.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lagebild.errors import UsageError

LANGUAGES = ("de", "en")


@cache
def _all_labels() -> dict[str, dict[str, str]]:
    text = files("lagebild.views").joinpath("labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def labels_in(lang: str) -> dict[str, str]:
    """Return every label of the interface in one language; raises `UsageError` for a language it does not speak."""
    if lang not in LANGUAGES:
        raise UsageError(f"the interface speaks {' and '.join(LANGUAGES)}, not {lang!r}")
    return {key: words[lang] for key, words in _all_labels().items()}
