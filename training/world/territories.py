"""Writes `src/lagebild/world/data/territories.csv` from CLDR (through babel) and ISO 3166 (through pycountry).

Run `python training/world/territories.py` after an update of either; the product reads the file, not the libraries.
"""

from __future__ import annotations

import csv
from pathlib import Path

import babel
import pycountry
from babel import Locale

TABLE = Path(__file__).parents[2] / "src/lagebild/world/data/territories.csv"
CODES_BESIDE_ISO = {"XK": "XKX"}
"""Codes that news data uses and ISO 3166 leaves to its users."""


def territory_rows() -> list[tuple[str, str, str, str]]:
    """Return (alpha-3, German name, English name, official English name) of every territory with a code."""
    german, english = Locale("de").territories, Locale("en").territories
    official = {c.alpha_2: getattr(c, "official_name", "") for c in pycountry.countries}
    codes = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | CODES_BESIDE_ISO
    rows = [(code, german[short], english[short], official.get(short, "")) for short, code in codes.items()]
    return sorted(rows)


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# Unicode CLDR through babel {babel.__version__}, ISO 3166 through pycountry: training/world.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "de", "en", "official_en"))
        writer.writerows(territory_rows())


if __name__ == "__main__":
    main()
