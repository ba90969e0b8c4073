"""Actors, events and articles as entities of FollowTheMoney, one JSON object a line; the mapping is `entities.toml`.

Events stand on articles (`proof`) and sentences (`summary`); who does it is `organizer`, to whom `involved`.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from lagebild.exports.calendar import sentences_of, summary_of
from lagebild.exports.clean import clean
from lagebild.exports.material import Cited, Material, places_of
from lagebild.system.facts import Actor, Deed

Entity = dict[str, object]

_ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.\-]*[0-9A-Za-z])?")
"""What FollowTheMoney takes as an id."""
_COUNTRIES = {"EUR": "eu", "XKX": "xk"}
"""Codes of FollowTheMoney for what has none in ISO 3166; an intergovernmental organisation is of no country."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an actor of a kind is: its schema and the property of its country, or what its name is of an event."""

    schema: str | None = None
    country: str = "country"
    as_property: str | None = None
    sectors: Mapping[str, str] = field(default_factory=dict)


@cache
def kinds() -> dict[str, Kind]:
    """Return the mapping by the kind of an actor."""
    declared = tomllib.loads(files("lagebild.exports").joinpath("entities.toml").read_text(encoding="utf-8"))
    return {
        name: Kind(row.get("schema"), row.get("country", "country"), row.get("as"), row.get("sectors", {}))
        for name, row in declared.items()
    }


def entities_of(material: Material) -> tuple[bytes, dict[str, int], dict[str, int]]:
    """Return the entities as JSON lines, their numbers, and how much is left out for what reason."""
    deeds = material.happening()
    actors = [one for one in material.facts.actors.values() if kinds()[one.kind].schema is not None]
    entities = (
        *(_article(one) for one in material.articles.values()),
        *(_actor(material, one) for one in actors),
        *(_event(material, deed) for deed in deeds),
    )
    lines = "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities)
    told = {"articles": len(material.articles), "actors": len(actors), "events": len(deeds)}
    left_out = {
        "actors that are no legal entities": len(material.facts.actors) - len(actors),
        "events that are only possible or denied": len(material.facts.deeds) - len(deeds),
    }
    return lines.encode(), told, left_out


def _article(article: Cited) -> Entity:
    return _entity(
        _id("article", article.article_id),
        "Article",
        title=[article.title],
        publisher=[article.outlet],
        author=article.authors,
        language=[_language(article.lang)],
        publishedAt=_point(article.earliest, article.latest),
        sourceUrl=[article.link],
    )


def _actor(material: Material, actor: Actor) -> Entity:
    kind = kinds()[actor.kind]
    schema = kind.sectors.get(actor.sector or "", kind.schema) or ""
    names = [clean(name) for name in (actor.name_de, actor.name_en, actor.name) if name]
    main = material.name(actor.actor_id)
    others = (*names, *material.aliases.get(actor.actor_id, ()))
    properties: dict[str, Iterable[str | None]] = {
        "name": [main],
        "alias": [name for name in dict.fromkeys(others) if name != main],
        kind.country: [_country(actor.country)],
        "sector": [actor.sector],
    }
    if schema == "Person":
        properties["position"] = material.roles.get(actor.actor_id, ())
    return _entity(_id("actor", actor.actor_id), schema, **properties)


def _event(material: Material, deed: Deed) -> Entity:
    articles = [material.articles[place.article_id] for place in places_of(deed) if place in material.told]
    point = _point(deed.earliest, deed.latest)
    interval = [] if point else [deed.earliest, deed.latest]
    begin, end = interval or (None, None)
    sides = {"organizer": deed.sources, "involved": deed.targets}
    properties: dict[str, Iterable[str | None]] = {
        "name": [summary_of(material, deed)],
        "date": point,
        "startDate": [begin.isoformat() if begin else None],
        "endDate": [end.isoformat() if end else None],
        "location": dict.fromkeys([material.places.get(deed.event_id), *_named_as("location", material, deed)]),
        "summary": sentences_of(material, deed),
        "keywords": [deed.type, deed.realis],
        "recordId": [deed.event_id],
        "proof": [_id("article", one.article_id) for one in articles],
        "publisher": dict.fromkeys(one.outlet for one in articles),
        "sourceUrl": dict.fromkeys(one.link for one in articles),
        **{name: [_id("actor", one) for one in side if _is_entity(material, one)] for name, side in sides.items()},
    }
    return _entity(_id("event", deed.event_id), "Event", **properties)


def _named_as(name: str, material: Material, deed: Deed) -> Iterator[str]:
    """Yield the names of sides that are no legal entities but another property of an event."""
    for actor_id in (*deed.sources, *deed.targets):
        actor = material.facts.actors.get(actor_id)
        if actor is not None and kinds()[actor.kind].as_property == name:
            yield material.name(actor_id)


def _is_entity(material: Material, actor_id: str) -> bool:
    actor = material.facts.actors.get(actor_id)
    return actor is not None and kinds()[actor.kind].schema is not None


def _entity(key: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    told = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _id(what: str, key: str) -> str:
    """Return an id that is the same in every export of a row; one with other characters is a hash of itself."""
    plain = key if _ID.fullmatch(key) else hashlib.sha256(key.encode()).hexdigest()[:16]
    return f"{what}-{plain}"


def _point(earliest: date | None, latest: date | None) -> list[str]:
    """Return a day, whole month or whole year as FollowTheMoney writes it, nothing for any other interval."""
    if earliest is None or latest is None:
        return []
    if earliest == latest:
        return [earliest.isoformat()]
    if (earliest.year, earliest.day) == (latest.year, 1) and latest.day == monthrange(latest.year, latest.month)[1]:
        if earliest.month == latest.month:
            return [f"{earliest.year}-{earliest.month:02}"]
        if (earliest.month, latest.month) == (1, 12):
            return [str(earliest.year)]
    return []


@cache
def _country(code: str | None) -> str | None:
    """Return the code of a country in two letters."""
    import pycountry

    if code is None or code in _COUNTRIES:
        return _COUNTRIES.get(code or "")
    found = pycountry.countries.get(alpha_3=code)
    return None if found is None else str(found.alpha_2).lower()


@cache
def _language(code: str | None) -> str | None:
    """Return the code of a language in three letters."""
    import pycountry

    found = pycountry.languages.get(alpha_2=code) if code else None
    return None if found is None else str(found.alpha_3)
