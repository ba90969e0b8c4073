"""Small files in the formats of the datasets, made up for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence


def gdelt_line(
    record: int | str = 1,
    day: str = "20200115",
    source: tuple[str, str] = ("USA", "GOV"),
    target: tuple[str, str] = ("CHN", ""),
    code: str = "042",
    points: str = "1.9",
) -> str:
    """Return an event as a line of GDELT 2.0."""
    cells = [""] * 61
    cells[0], cells[1], cells[26], cells[30] = str(record), day, code, points
    cells[7], cells[12] = source
    cells[17], cells[22] = target
    return "\t".join(cells) + "\n"


POLECAT_HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tActor Name\tActor Country\tPrimary Actor Sector\t"
    "Recipient Name\tRecipient Country\tPrimary Recipient Sector\tLanguage\n"
)


def polecat_line(
    record: str = "P1",
    day: str = "2023-05-02",
    kind: str = "CONSULT",
    source: tuple[str, str] = ("RUS", "GOV"),
    target: tuple[str, str] = ("CHN", "GOV"),
    points: str = "3.0",
) -> str:
    """Return an event as a line of POLECAT."""
    return "\t".join((record, day, kind, "visit", points, "a", *source, "b", *target, "en")) + "\n"


ICEWS_HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\n"
)


def icews_line(
    record: str = "100",
    day: str = "2014-03-01",
    source: tuple[str, str, str] = ("Vladimir Putin", "Executive,Government", "Russian Federation"),
    target: tuple[str, str, str] = ("Ukraine", "", "Ukraine"),
    code: str = "138",
    points: str = "-7.0",
) -> str:
    """Return an event as a line of ICEWS."""
    return "\t".join((record, day, *source, "text", code, points, *target, "7")) + "\n"


ACLED_HEADER = "event_id_cnty,event_date,year,event_type,sub_event_type,actor1,actor2,country,notes,fatalities\n"


def acled_line(
    record: str = "UKR1",
    day: str = "24 February 2022",
    kind: tuple[str, str] = ("Battles", "Armed clash"),
    source: str = "Military Forces of Russia (2000-)",
    target: str = "Military Forces of Ukraine (2019-)",
    notes: str = "shelling, then a clash",
) -> str:
    """Return an event as a line of an ACLED export."""
    return f'{record},"{day}",2022,{kind[0]},{kind[1]},{source},{target},Ukraine,"{notes}",3\n'


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip archive of named members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()
