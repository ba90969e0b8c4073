"""Given what the model says of each pair of trigger and name, who is on which side of an event."""

from __future__ import annotations

import re
from typing import cast

import numpy as np

from lagebild.reading.entities.standins import StandIn
from lagebild.reading.marks import Mention, MentionKind, Modality, Participant, Quotation, QuotationKind
from lagebild.reading.model.decoding.named import NamedInOrder
from lagebild.reading.model.decoding.sides import PLACE, SOURCE, TARGET, Sides, who_only_speaks
from lagebild.reading.model.outputs import Floats, TokenOutputs
from lagebild.reading.model.pairs import Ints, PairScorer, Side

Told = dict[str, tuple[int, float]]
"""The role that the model gives a word, and how probable it is."""


class Saying:
    """A scorer that says of each word what it was told; a word's state is its place in the text."""

    def __init__(self, words: list[str], told: Told) -> None:
        self._words, self._told = words, told

    def scores(self, one: Side, other: Side, place: Ints, context: Side | None = None) -> Floats:
        rows = []
        for state in other.states[other.marks][:, 0]:
            role, share = self._told.get(self._words[round(float(state))], (0, 0.97))
            rest = (1 - share) / 3
            rows.append([share if at == role else rest for at in range(4)])
        return np.log(np.array(rows, np.float32))


def sides_of(text: str, told: Told, stand_ins: dict[str, str] | None = None, speaking: str | None = None) -> Sides:
    """The sides of the event `*word`; one sentence a line, capitalised words are names of themselves."""
    found = list(re.finditer(r"[\w*]+", text))
    words = [word.group() for word in found]
    lines = [0, *(sum(w.start() < end for w in found) for end in (m.end() for m in re.finditer(r"\n|\Z", text)))]
    spans = np.array([word.span() for word in found], np.int64)
    states = np.arange(len(words), dtype=np.float32)[:, None]
    outputs = TokenOutputs(text, spans, np.array(lines), np.zeros((len(words), 1), np.float32), states, {})
    mentions = [mention_of(word) for word in found if word.group()[0].isupper()]
    trigger = next(at for at, word in enumerate(words) if word.startswith("*"))
    run = (trigger, trigger + 1)
    meant = [
        StandIn(*found[words.index(word)].span(), tuple(m for m in mentions if m.entity == name))
        for word, name in (stand_ins or {}).items()
    ]
    scorer = cast(PairScorer, Saying(words, told))
    return Sides(outputs, NamedInOrder(outputs, mentions), meant, [run], [outputs.sentence_of(run)], [speaking], scorer)


def mention_of(word: re.Match[str]) -> Mention:
    return Mention(*word.span(), MentionKind.STATE, None, None, word.group(), None, 0.9)


def names(sides: tuple[Participant, ...]) -> list[str]:
    return [side.entity for side in sides]


def test_whom_the_sentence_names_is_a_side_rather_than_whom_one_before_names() -> None:
    told = {"Peru": (SOURCE, 0.95), "Chile": (SOURCE, 0.6), "Malta": (TARGET, 0.8)}
    sides = sides_of("dort war Peru\nChile *droht Malta", told)
    assert (names(sides.of(0, SOURCE, 0.5)), names(sides.of(0, TARGET, 0.5))) == (["Chile"], ["Malta"])


def test_whom_only_a_sentence_before_names_must_be_quite_sure() -> None:
    assert names(sides_of("dort war Peru\nspäter *droht es", {"Peru": (SOURCE, 0.9)}).of(0, SOURCE, 0.5)) == ["Peru"]
    assert names(sides_of("dort war Peru\nspäter *droht es", {"Peru": (SOURCE, 0.6)}).of(0, SOURCE, 0.5)) == []


def test_nobody_is_on_both_sides() -> None:
    told = {"Peru": (SOURCE, 0.9), "Chile": (TARGET, 0.6)}
    sides = sides_of("Peru *droht Chile", told)
    assert (names(sides.of(0, SOURCE, 0.5)), names(sides.of(0, TARGET, 0.5))) == (["Peru"], ["Chile"])
    told = {"Peru": (SOURCE, 0.9), "dem": (TARGET, 0.6)}
    sides = sides_of("Peru *droht dem", told, {"dem": "Peru"})
    assert (names(sides.of(0, SOURCE, 0.5)), names(sides.of(0, TARGET, 0.5))) == (["Peru"], [])


def test_a_word_that_stands_in_brings_the_name_it_means() -> None:
    text = "dort war Peru\nspäter *droht es"
    (side,) = sides_of(text, {"es": (SOURCE, 0.6)}, {"es": "Peru"}).of(0, SOURCE, 0.5)
    assert text[side.start : side.end] == "Peru"


def test_a_place_is_named_in_the_sentence_itself() -> None:
    text = "dort war Peru\nspäter *droht es Chile"
    sides = sides_of(text, {"es": (PLACE, 0.9), "Chile": (PLACE, 0.7)}, {"es": "Peru"})
    assert sides.place(0, 0.5) == (text.index("Chile"), len(text))


def test_who_only_speaks_is_on_no_side() -> None:
    told = {"Peru": (SOURCE, 0.9), "Chile": (SOURCE, 0.9)}
    assert names(sides_of("Peru *droht sagt Chile", told, speaking="Chile").of(0, SOURCE, 0.5)) == ["Peru"]


def test_who_speaks_of_us_may_be_meant() -> None:
    text = "„Sie drohen“, sagte Marek. „Wir drohen“, sagte Holt. „Marek droht“, sagte Marek."

    def said(words: str, speaker: str, kind: QuotationKind = QuotationKind.DIRECT) -> Quotation:
        start = text.index(words)
        end = start + len(words)
        return Quotation(start, end, kind, Modality.ASSERTED, None, None, None, None, speaker, 0.9)

    marek = Mention(0, 5, MentionKind.PER, None, None, "Marek", None, 0.9)
    assert who_only_speaks(text, said("Sie drohen", "Marek"), []) == "Marek"
    assert who_only_speaks(text, said("Wir drohen", "Holt"), []) is None
    assert who_only_speaks(text, said("Marek droht", "Marek"), [marek]) is None
    assert who_only_speaks(text, said("Sie drohen", "Marek", QuotationKind.INDIRECT), []) is None
    assert who_only_speaks(text, None, []) is None


def test_a_deed_in_a_relative_clause_is_aimed_at_whom_it_stands_behind() -> None:
    told = {"Ada": (SOURCE, 0.9), "Ben": (SOURCE, 0.8)}
    sides = sides_of("Ada, gegen das Ben lange *kämpfte, gibt nach", told)
    assert names(sides.of(0, SOURCE, 0.4)) == ["Ben"]
    assert names(sides.of(0, TARGET, 0.4)) == ["Ada"]
    later = sides_of("Ada, gegen das Ben ist, *kämpfte lange", told)
    assert names(later.of(0, SOURCE, 0.4)) == ["Ada", "Ben"]
