"""The signed network for network programs: actors and what is between any two states, as GraphML and dynamic GEXF.

GraphML has the last month of every tie as attributes and all months as JSON; GEXF 1.2 has the months as spells and
dynamic attributes, so that a slider shows the network of any month.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lagebild.exports.material import Material
from lagebild.system.dyads import DyadMonth, Series, all_dyads
from lagebild.system.evidence import Pair
from lagebild.system.periods import number_of
from lagebild.system.signs import sign_of

if TYPE_CHECKING:
    from networkx import Graph

_DYNAMIC = ("sign", "basis", "net", "stated_value")
"""Attributes of an edge that change by month in GEXF."""
_DECIMALS = 4
"""Of points of cooperation and conflict; more say nothing."""


def graphml_of(material: Material) -> tuple[bytes, dict[str, int]]:
    """Return the network as GraphML and how many actors and ties it has."""
    import networkx  # takes 0.3 s to load

    dyads = all_dyads(material.facts)
    graph = _graph(material, dyads)
    for (a, b), series in dyads.items():
        graph.edges[a, b].update(_last(series[-1]), months=json.dumps([_month(one) for one in series]))
    file = BytesIO()
    networkx.write_graphml_xml(graph, file)
    return file.getvalue(), _counts(graph)


def gexf_of(material: Material) -> tuple[bytes, dict[str, int]]:
    """Return the network by month as dynamic GEXF 1.2 and how many actors and ties it has."""
    from networkx.readwrite.gexf import GEXFWriter

    dyads = all_dyads(material.facts)
    graph = _graph(material, dyads)
    graph.graph["mode"] = "dynamic"
    for (a, b), series in dyads.items():
        months = [_month(one) for one in series]
        dynamic = {name: list(_values(months, name)) for name in _DYNAMIC}
        graph.edges[a, b].update({name: values for name, values in dynamic.items() if values}, spells=_spells(series))
    for actor in graph:
        spells = [spell for other in graph[actor] for spell in graph.edges[actor, other]["spells"]]
        graph.nodes[actor].update(start=min(begin for begin, _ in spells), end=max(end for _, end in spells))
    writer = GEXFWriter(version="1.2draft")
    writer.xml.find("meta").attrib.pop("lastmodifieddate")  # the day of the export: equal cases give equal files
    writer.add_graph(graph)
    file = BytesIO()
    writer.write(file)
    return file.getvalue(), _counts(graph)


def _graph(material: Material, dyads: Mapping[Pair, Series]) -> Graph[str]:
    """Return the actors that have a tie, with what is known of them, and the ties with the rows they stand on."""
    import networkx

    graph: Graph[str] = networkx.Graph(name="Lagebild")
    for (a, b), series in dyads.items():
        for actor in (a, b):
            graph.add_node(actor, **_actor(material, actor))
        events = dict.fromkeys(row for month in series for row in month.new_events)
        statements = dict.fromkeys(row for month in series for row in month.new_statements)
        graph.add_edge(a, b, id=f"{a}--{b}", events=" ".join(events), statements=" ".join(statements))
    return graph


def _actor(material: Material, actor_id: str) -> dict[str, Any]:
    one = material.facts.actors[actor_id]
    known = {"label": material.name(actor_id), "kind": one.kind, "country": one.country, "sector": one.sector}
    return {**_told(known), "n_articles": one.n_articles}


def _last(month: DyadMonth) -> dict[str, Any]:
    counted = ("cooperation", "conflict", "low", "high", "n_events", "n_statements", "n_articles", "thin")
    return _told({**_month(month), **{name: _rounded(getattr(month, name)) for name in counted}})


def _month(month: DyadMonth) -> dict[str, Any]:
    sign, basis = sign_of(month)
    net = month.net if month.n_events else None
    values = {"net": net, "stated_value": month.stated_value}
    return _told(
        {"period": month.period, "sign": sign, "basis": basis, **{name: _rounded(one) for name, one in values.items()}}
    )


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Return what is known: neither format has a word for nothing."""
    return {name: value for name, value in values.items() if value is not None}


def _rounded(value: Any) -> Any:
    return round(value, _DECIMALS) + 0.0 if isinstance(value, float) else value


def _values(months: Sequence[dict[str, Any]], name: str) -> Iterator[tuple[Any, str, str]]:
    """Yield each value with the first and last day of the months in a row that have it."""
    for run in _runs([month for month in months if name in month], lambda month: month[name]):
        yield run[0][name], _first_day(run[0]["period"]), _last_day(run[-1]["period"])


def _spells(series: Series) -> list[tuple[str, str]]:
    """Return the first and last days of the times without a gap in which anything of a tie is remembered."""
    runs = _runs([{"period": month.period} for month in series], lambda month: None)
    return [(_first_day(run[0]["period"]), _last_day(run[-1]["period"])) for run in runs]


def _runs(
    months: Iterable[dict[str, Any]], value_of: Callable[[dict[str, Any]], object]
) -> Iterator[list[dict[str, Any]]]:
    """Yield months that follow each other and have one value."""
    alike = groupby(enumerate(months), key=lambda one: (number_of(one[1]["period"]) - one[0], value_of(one[1])))
    for _, run in alike:
        yield [month for _, month in run]


def _first_day(period: str) -> str:
    return f"{period}-01"


def _last_day(period: str) -> str:
    year, month = map(int, period.split("-"))
    return f"{period}-{monthrange(year, month)[1]}"


def _counts(graph: Graph[str]) -> dict[str, int]:
    return {"actors": graph.number_of_nodes(), "dyads": graph.number_of_edges()}
