"""The articles that come with the package: one story in eight pages, for `lagebild demo` and the tests.

Fiction about real states: the states and some institutions exist, every person, medium and event is invented. Five
invented papers and agencies tell from April to September 2025 how Mauritania stands between Algeria and Morocco. Two
pages state no date: `04-donaublatt-botschafter.html` (an event the others date exactly is told as "am Mittwoch",
followed by "am Donnerstag") and `07-meridian-feature.jsonl` (only an interval can be said). Pages 02 and 03 print one
agency text. `pages/` holds HTML, whole pages saved as text and a JSON lines file; `gold.toml` says for each page what
a reader has to find.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

NOTICE: dict[str, str] = {
    "de": "Erfundene Beispiele: Die Staaten sind wirklich, alle Personen, Medien und Ereignisse sind erfunden.",
    "en": "Invented examples: the states are real, all persons, media and events are invented.",
}
"""The note that is shown wherever the demo is shown, by language."""


def demo_pages() -> Path:
    """Return the folder of the demo pages (the package is installed unpacked, never run from an archive)."""
    return Path(str(files(__name__) / "pages"))


def demo_gold() -> str:
    """Return the text of `gold.toml`, the truth about the demo pages."""
    return (files(__name__) / "gold.toml").read_text(encoding="utf-8")
