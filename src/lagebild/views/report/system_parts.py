"""The figures of the system in the report: the best told triangle with its sides, the network, flows,
dependence, numbers that sources tell differently, and voices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from lagebild.system.dependence import Tie, ties_of
from lagebild.system.facts import Facts
from lagebild.system.state_system import ToldSystem
from lagebild.system.swings import swing_of
from lagebild.system.triads import Triad
from lagebild.views.dependence import dependence_table, places_of
from lagebild.views.dyads import dyad_of
from lagebild.views.evidence import told_at
from lagebild.views.figures.dependence_matrix import dependence_matrix
from lagebild.views.figures.disagreement_ranges import disagreement_picture
from lagebild.views.figures.dyad_series import dyad_picture
from lagebild.views.figures.exchange_flows import exchange_flows
from lagebild.views.figures.picture import Picture
from lagebild.views.figures.signed_network import network_picture
from lagebild.views.figures.swing_chart import swing_chart
from lagebild.views.figures.triangle import triangle_picture
from lagebild.views.figures.voices_chart import voices_picture
from lagebild.views.labels import labels_in
from lagebild.views.numbers_side_by_side import number_topics
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.figure_part import FigurePart, part_of
from lagebild.views.swings import heading_of, swing_table
from lagebild.views.triad_evidence import decided_sides, sentences_of_sides, triad_evidence_table
from lagebild.views.voices import voices_in, voices_tables

FEWEST_IN_NETWORK = 3
"""Ties that make a network worth drawing."""


def system_parts(
    case: QueryableCase, facts: Facts, system: ToldSystem, names: Mapping[str, str], lang: str
) -> list[FigurePart]:
    """Return the figures of the system that the case has something to show in."""
    t = labels_in(lang)
    triads = system.best_told(1)
    ties = ties_of(facts)
    parts = [part for triad in triads for part in _triad_parts(case, facts, triad, ties, names, lang)]
    if periods := system.periods():
        (shown,) = system.networks(periods[-1], periods[-1])
        if sum(1 for tie in shown.ties.values() if tie.sign in ("+", "-")) >= FEWEST_IN_NETWORK:
            parts.append(part_of("network", t["signed_network_heading"], network_picture(shown, names, lang)))
    if ties:
        table = dependence_table(ties, facts, names, told_at(case, places_of(ties)), lang)
        matrix = Picture(dependence_matrix(ties, facts, names, lang), table, t["matrix_how"])
        flows = Picture(exchange_flows(ties, facts, names, lang), table, t["flows_how"])
        parts += [part_of("flows", t["flows_heading"], flows)] if flows.figure.data else []
        parts += [part_of("dependence", t["dependence_heading"], matrix)] if matrix.figure.data else []
    if topics := number_topics(case, lang):
        parts.append(part_of("number-ranges", t["numbers_heading"], disagreement_picture(topics, lang)))
    voices = voices_in(case, facts, names, lang)
    if any(voice.n_quotations for voice in voices.voices):
        behind = [table for table in voices_tables(voices, lang)[1:] if table.rows]
        parts.append(part_of("voices", t["voices_heading"], voices_picture(voices, lang), further=behind))
    return parts


def _triad_parts(
    case: QueryableCase, facts: Facts, triad: Triad, ties: Sequence[Tie], names: Mapping[str, str], lang: str
) -> Iterator[FigurePart]:
    t = labels_in(lang)
    sides = decided_sides(facts, triad.months)
    sentences = triad_evidence_table(sides, sentences_of_sides(case, sides), names, lang)
    yield part_of("triangle", t["triad_heading"], triangle_picture(triad.months, names, lang), further=[sentences])
    for a, b in combinations(triad.corners, 2):
        heading = t["dyad_heading"].format(a=names.get(a, a), b=names.get(b, b))
        yield part_of(f"dyad-{a}-{b}", heading, dyad_picture(dyad_of(case, facts, a, b), names, lang))
    client = _client(triad.corners, ties)
    if client is not None:
        swing = swing_of(facts, client, [corner for corner in triad.corners if corner != client])
        picture = Picture(swing_chart(swing, names, lang), swing_table(swing, names, lang), t["swing_how"])
        yield part_of("swing", heading_of(swing, names, lang), picture)


def _client(corners: Sequence[str], ties: Sequence[Tie]) -> str | None:
    """Return the corner that has a told share of its trade from another, None without any."""
    return next((tie.receiver for tie in ties if tie.is_share and {tie.receiver, tie.giver} <= set(corners)), None)
