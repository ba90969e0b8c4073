"""The names of a sentence as possible givers and receivers: those who act for a state are that state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lagebild.merging.events.reports import Side, stood_for
from lagebild.merging.exchanges.goods import goods_in
from lagebild.merging.exchanges.told import Amount, Named
from lagebild.reading.marks import MentionKind
from lagebild.reading.tokens import tokens_of
from lagebild.world import Role, lookup, names_in

_NAMING = frozenset({Role.NAME, Role.CAPITAL, Role.SEAT, Role.ADJECTIVE})


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention of the sentence, with the actor it is."""

    start: int
    end: int
    text: str
    kind: str
    country: str | None
    sector: str | None
    actor_id: str


def side_of(mention: Mentioned, states: Mapping[str, str]) -> str | None:
    """Return the actor a mention stands for; `states` are the actors of states by country. None for what is no side."""
    if mention.kind == MentionKind.MISC or (mention.kind == MentionKind.LOC and mention.country is None):
        return None
    stands_for = stood_for(Side(mention.actor_id, mention.kind, mention.country, mention.sector))
    return states.get(stands_for, mention.actor_id)


def names_of(
    text: str,
    start: int,
    lang: str,
    mentions: Sequence[Mentioned],
    amounts: Iterable[Amount],
    states: Mapping[str, str],
) -> tuple[Named, ...]:
    """Return the names of the sentence `text`, which starts at `start` of its article.

    To the mentions come the names of states that the tables of the world know, adjectives too.
    """
    counted = [(a.start, a.end) for a in amounts]
    named = [n for m in mentions if (n := _named(m, lang, counted, states)) is not None]
    taken = sorted((n.start, n.end) for n in named)
    for match in names_in(text, lang):
        first, last = start + match.start, start + match.end
        side = states.get(match.name.entry.country or "")
        if side is None or match.name.role not in _NAMING or any(a < last and first < b for a, b in taken):
            continue
        named.append(Named(first, last, side, side, match.name.role is Role.ADJECTIVE))
    return tuple(sorted(named, key=lambda n: (n.start, n.end)))


def _named(m: Mentioned, lang: str, counted: Sequence[tuple[int, int]], states: Mapping[str, str]) -> Named | None:
    side = side_of(m, states)
    if side is None:
        return None
    tokens = tokens_of(m.text)
    goods = goods_in(tokens, lang)
    end = m.end
    if goods and m.kind == MentionKind.GROUP:
        # `russische Soldaten` is a good with the name of its state before it.
        words = m.text[: tokens.starts[goods[0].first]].rstrip()
        end = m.start + len(words)
        if not words or (any(a < end and m.start < b for a, b in counted) and lookup(words, lang) is None):
            return None
    elif m.kind == MentionKind.GROUP and len(tokens) == 1 and lookup(m.text, lang) is None:
        # One word for a group is mostly a description: `Beobachter`.
        return None
    found = lookup(m.text[: end - m.start], lang)
    return Named(m.start, end, m.actor_id, side, found is not None and found.role is Role.ADJECTIVE)
