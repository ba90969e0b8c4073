"""The articles for reference managers: BibTeX and CSL-JSON, without their texts."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lagebild.exports.material import Cited, Material

if TYPE_CHECKING:
    from pybtex.database import Entry

_INFERRED = "date told by other articles, not by itself"
_BRACES = str.maketrans("{}\\", "()/")
"""Braces and backslashes are BibTeX's own: in words of an article they would open or run something."""
_SAFE_IN_URL = ":/?#[]@!$&'()*+,;=%~-._"


def bibtex_of(material: Material) -> tuple[bytes, dict[str, int]]:
    """Return the articles as BibTeX and their number; names are written `{as they stand}`, they are not taken apart."""
    from pybtex.database import BibliographyData
    from pybtex.database.output.bibtex import Writer

    class Verbatim(Writer):  # type: ignore[misc]
        """Writes addresses as they are: LaTeX's escapes would change where they lead."""

        def _write_field(self, stream: Any, type: str, value: str) -> None:
            if type == "url":
                stream.write(f",\n    {type} = {self.quote(value)}")
            else:
                super()._write_field(stream, type, value)

    entries = {f"lagebild-{one.article_id}": _entry(one) for one in material.articles.values()}
    text: str = Verbatim(encoding="UTF-8").to_string(BibliographyData(entries))
    return text.encode(), {"articles": len(entries)}


def csl_of(material: Material) -> tuple[bytes, dict[str, int]]:
    """Return the articles as CSL-JSON 1.0 and their number."""
    items = [_item(one) for one in material.articles.values()]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode(), {"articles": len(items)}


def _entry(article: Cited) -> Entry:
    from pybtex.database import Entry, Person

    fields: dict[str, str | None] = {
        "title": _braced(article.title),
        "journal": _braced(article.outlet) if article.outlet else None,
        "date": "/".join(dict.fromkeys(day.isoformat() for day in _days(article))) or None,
        **_year(article),
        "url": quote(article.link, safe=_SAFE_IN_URL) if article.link else None,
        "language": article.lang,
        "note": _INFERRED if article.is_inferred else None,
    }
    persons = [Person(last=_braced(name)) for name in article.authors]
    kind = "article" if article.outlet else "misc"
    return Entry(kind, {name: value for name, value in fields.items() if value}, {"author": persons} if persons else {})


def _braced(words: str) -> str:
    """Return words that BibTeX keeps as they are: capitals, names with `and` and commas in them."""
    return "{" + words.translate(_BRACES) + "}"


def _year(article: Cited) -> dict[str, str]:
    days = _days(article)
    if len({day.year for day in days}) != 1:
        return {}
    is_of_month = len({day.month for day in days}) == 1
    return {"year": str(days[0].year), **({"month": str(days[0].month)} if is_of_month else {})}


def _days(article: Cited) -> tuple[date, ...]:
    """Return the first and last day an article may be of; none if one of them is not known."""
    if article.earliest is None or article.latest is None:
        return ()
    return article.earliest, article.latest


def _item(article: Cited) -> dict[str, object]:
    days = [[day.year, day.month, day.day] for day in _days(article)]
    parts = days[:1] if days[:1] == days[1:] else days
    issued = {"date-parts": parts, **({"circa": True} if article.is_inferred else {})} if parts else None
    fields = {
        "id": article.article_id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.outlet,
        "author": [{"literal": name} for name in article.authors] or None,
        "issued": issued,
        "URL": article.link,
        "language": article.lang,
    }
    return {name: value for name, value in fields.items() if value is not None}
