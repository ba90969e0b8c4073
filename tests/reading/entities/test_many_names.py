"""Whatever names are proposed, each gives one mention, also of many names and in long stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.entities import Antecedents, ProposedName, entities_of, roles_of
from lagebild.reading.marks import MentionKind, Sentence

WORDS = [
    "Kim",
    "Kims",
    "Präsident",
    "der",
    "USA",
    "Armee",
    ",",
    "(",
    "EU)",
    "Peking",
    "von",
    "al-",
    "’s",
    "s",
    "Dr.",
    "\u202eא",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.lists(st.sampled_from(list(MentionKind)), min_size=30, max_size=30),
)
def test_every_word_may_be_a_name_of_any_kind(words: list[str], kinds: list[MentionKind]) -> None:
    text, proposed = "", []
    for word, kind in zip(words, kinds, strict=False):
        proposed.append(ProposedName(len(text), len(text) + len(word), kind, None, 0.5))
        text += word + " "
    for lang in ("de", "en", "fr", None):
        sentences = [Sentence(0, len(text), 0)]
        mentions = entities_of(text, sentences, lang, proposed)
        assert [(m.start, m.end, m.kind) for m in mentions] == [(p.start, p.end, p.kind) for p in proposed]
        roles = roles_of(text, sentences, lang, mentions)
        known = {m.entity for m in mentions}
        assert all(text[r.start : r.end].strip() and r.entity in known for r in roles)
        antecedents = Antecedents(text, sentences, lang, mentions, roles)
        assert all(antecedents.antecedent_of(m.start, m.end) in known for m in mentions)


def test_ten_thousand_names_in_one_sentence_are_read() -> None:
    names = [f"Präsident Ivo{number % 3000} Kim" for number in range(10_000)]
    text = ", ".join(names)
    proposed, at = [], 0
    for number, name in enumerate(names):
        kind = MentionKind.PER if number % 2 else MentionKind.ORG
        proposed.append(ProposedName(at + 10, at + len(name), kind, None, 0.5))
        at += len(name) + 2
    mentions = entities_of(text, [Sentence(0, len(text), 0)], "de", proposed)
    roles_of(text, [Sentence(0, len(text), 0)], "de", mentions)
    assert len(mentions) == len(names)


def test_a_megabyte_without_a_stop_is_read() -> None:
    text = "Präsident Kim Dae-hyun und China " * 30_000
    proposed = [ProposedName(at + 10, at + 22, MentionKind.PER, None, 0.5) for at in range(0, len(text), 33 * 30)]
    mentions = entities_of(text, [Sentence(0, len(text), 0)], "de", proposed)
    assert len({m.entity for m in mentions}) == 1
