"""The shipped model reads a text alike alone, in any order and on any threads, and no text stops it."""

import subprocess
import sys

import numpy as np
import pytest

from lagebild.errors import UsageError
from lagebild.reading.model.file import SHIPPED, reader_model
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.reading.model.session import THREADS_VARIABLE, ReaderSession, reader_session

needs_model = pytest.mark.skipif(not SHIPPED.exists(), reason="no model file yet")

SENTENCES = (
    "Die Regierung in Windhuk sagte dem Nachbarn am Montag weitere Hilfe zu.",
    "„Wir werden nicht warten“, sagte Ministerin Nangolo.",
    "The two governments signed nothing, officials in Luanda said on Tuesday.",
    "Sollte der Hafen schließen, drohen 300 Arbeiter mit Streik.",
)
TEXTS = tuple(" ".join(SENTENCES[i:] + SENTENCES[:i]) * (3 * i + 1) for i in range(4))


ODD_TEXTS = (
    *("", " ", "\n\n", "\x00\x01", "x" * 3000, "— " * 400),
    *("😀" * 300, "شاهد الوزير الميناء", "漢字かな交じり文", "a\u0301\u200d" * 50),
)


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the sentences above in a text made of them."""
    found = [(at, at + len(s)) for s in SENTENCES for at in range(len(text)) if text.startswith(s, at)]
    return sorted(found)


def read(session: ReaderSession, text: str) -> TokenOutputs:
    return session.token_outputs(text, sentences_in(text))


def same(one: TokenOutputs, other: TokenOutputs) -> bool:
    pairs = ((one.spans, other.spans), (one.bounds, other.bounds), (one.scores, other.scores))
    return all(np.array_equal(a, b) for a, b in (*pairs, (one.states, other.states)))


@needs_model
def test_rows_for_every_subword_of_every_sentence() -> None:
    outputs = read(reader_session(), TEXTS[2])
    sentences = sentences_in(TEXTS[2])
    assert len(outputs.spans) == len(outputs.scores) == len(outputs.states) == outputs.bounds[-1]
    assert outputs.scores.shape[1] == reader_model().card.columns
    assert np.isfinite(outputs.scores).all()
    assert np.isfinite(outputs.states).all()
    for (start, end), first, last in zip(sentences, outputs.bounds[:-1], outputs.bounds[1:], strict=True):
        assert outputs.spans[first:last].min() >= start
        assert outputs.spans[first:last].max() == end


@needs_model
def test_bit_equal_in_any_order_and_on_two_threads() -> None:
    one, two = reader_session(), ReaderSession(reader_model(), threads=2)
    forwards = [read(one, text) for text in TEXTS]
    backwards = [read(one, text) for text in reversed(TEXTS)][::-1]
    threads = [read(two, text) for text in TEXTS]
    assert all(map(same, forwards, backwards))
    assert all(map(same, forwards, threads))


@needs_model
@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_is_read(text: str) -> None:
    outputs = reader_session().token_outputs(text, [(0, len(text))])
    assert len(outputs.spans) == len(outputs.scores) == outputs.bounds[-1]
    assert np.isfinite(outputs.scores).all()


@needs_model
def test_no_sentences_give_no_rows() -> None:
    outputs = reader_session().token_outputs("", [])
    assert outputs.bounds.tolist() == [0]
    assert len(outputs.spans) == len(outputs.states) == 0


@needs_model
def test_what_is_too_long_ends_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.reading.model.session.MOST_SUBWORDS", 20)
    outputs = read(reader_session(), TEXTS[0])
    assert len(outputs.spans) == len(outputs.scores) == outputs.bounds[-1] == 20
    assert len(outputs.bounds) == len(sentences_in(TEXTS[0])) + 1


@pytest.mark.parametrize("threads", ["0", "-1", "two", "1.5", ""])
def test_threads_are_a_number(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS_VARIABLE, threads)
    monkeypatch.setattr("lagebild.reading.model.session.reader_model", lambda: None)
    reader_session.cache_clear()
    with pytest.raises(UsageError, match=THREADS_VARIABLE):
        reader_session()


def test_importing_the_package_loads_no_model() -> None:
    code = "import lagebild.reading.read, sys; print(sorted({'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
