"""Sources made for the tests of the case: small invented articles, in files and in one container."""

from __future__ import annotations

import json
from pathlib import Path

_PLACES = ("Oslo", "Helsinki", "Lissabon", "Ankara", "Tokio", "Warschau", "Nairobi", "Ottawa")
_NUMBERS = ("zwölf", "rund 300", "mindestens 4000", "80 bis 90", "höchstens zwei Millionen")


def german_article(number: int) -> str:
    """An article of a few sentences; different numbers give different words, not near-duplicates."""
    place, other = _PLACES[number % 8], _PLACES[(number * 3 + 1) % 8]
    lines = [f"Am {1 + number % 28}. März 2025 traf Delegation {number} in {place} ein."]
    for step in range(4 + number % 3):
        amount = _NUMBERS[(number + step) % 5]
        lines.append(
            f"Vorgang {number * 7 + step} betraf {amount} Tonnen Fracht Klasse K{number}x{step} aus {other}, "
            f"meldete Büro {number + step} der Behörde {number * 11 + step}."
        )
    return "\n\n".join((" ".join(lines[:2]), " ".join(lines[2:]))) + "\n"


def write_container(path: Path, numbers: range) -> Path:
    """JSON lines, one article each, at stable addresses."""
    with path.open("w", encoding="utf-8") as out:
        for number in numbers:
            record = {
                "text": german_article(number),
                "uri": f"https://blatt.example/{number}",
                "title": f"Meldung {number}",
                "published": f"2025-03-{1 + number % 28:02d}",
                "lang": "de",
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def write_folder(folder: Path, files: int, records: int) -> Path:
    """A folder of text files, a container, and a file that is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        (folder / f"artikel-{number:03d}.txt").write_text(german_article(1000 + number), encoding="utf-8")
    write_container(folder / "meldungen.jsonl", range(records))
    (folder / "leer.txt").write_bytes(b"")
    return folder
