"""What the tests of zones ask of a page saved as text."""

from __future__ import annotations

from lagebild.articles.article import Zone
from lagebild.articles.pagedata import PageData, page_data_of
from lagebild.articles.zones import zones_of


def in_zone(text: str, zone: Zone) -> list[str]:
    return [text[p.start : p.end] for p in zones_of(text) if p.zone is zone]


def page_data(text: str) -> PageData:
    return page_data_of(text, zones_of(text))
