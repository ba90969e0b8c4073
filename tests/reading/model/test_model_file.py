"""The model file comes back as it was written, and a damaged one says so."""

from pathlib import Path

import numpy as np
import pytest

from lagebild.errors import ModelFileError
from lagebild.reading.model.embeddings import BLOCK_BYTES, rows_of
from lagebild.reading.model.file import SHIPPED, Card, ReaderModel, model_in, write_model
from lagebild.reading.model.vocabulary import Vocabulary

MOST_BYTES = 64_000_000


@pytest.fixture
def model() -> ReaderModel:
    draw = np.random.default_rng(1)
    return ReaderModel(
        card=Card(
            longest=128,
            layout={"name": (0, 13), "votes": (13, 16)},
            thresholds={"name": 0.4},
            temperatures={"dyad": 1.5},
            calibration={"events": (0.9, -0.2)},
            facts={"licence": "Apache-2.0"},
        ),
        vocabulary=Vocabulary((" start", "▁ä"), (0.0, -2.5), 0, 0, 0, 0, {"ﬁ": "fi", "\u200b": ""}),
        words=draw.integers(0, 255, (2, 3, BLOCK_BYTES), np.uint8),
        encoder=b"encoder",
        saturation=b"saturation",
        arrays={"scorers.role.one.weight": draw.normal(size=(4, 6)).astype(np.float32)},
    )


def test_what_is_written_comes_back(model: ReaderModel, tmp_path: Path) -> None:
    write_model(model, tmp_path / "reader.zip")
    found = model_in(tmp_path / "reader.zip")
    assert found.card == model.card
    assert found.card.columns == 16
    assert found.vocabulary == model.vocabulary
    assert (found.encoder, found.saturation) == (model.encoder, model.saturation)
    assert np.array_equal(found.words, model.words)
    assert found.arrays.keys() == model.arrays.keys()
    assert all(np.array_equal(found.arrays[name], values) for name, values in model.arrays.items())


def test_the_same_model_gives_the_same_bytes(model: ReaderModel, tmp_path: Path) -> None:
    write_model(model, tmp_path / "a.zip")
    write_model(model, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="make reader") as caught:
        model_in(tmp_path / "reader.zip")
    assert caught.value.place == str(tmp_path / "reader.zip")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_cut_off_file_is_refused(model: ReaderModel, tmp_path: Path, share: float) -> None:
    path = tmp_path / "reader.zip"
    write_model(model, path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(ModelFileError, match="no readable model file"):
        model_in(path)


def test_a_changed_byte_is_found(model: ReaderModel, tmp_path: Path) -> None:
    path = tmp_path / "reader.zip"
    write_model(model, path)
    path.write_bytes(path.read_bytes().replace(b"encoder\x50", b"encodeR\x50"))
    with pytest.raises(ModelFileError, match="CRC"):
        model_in(path)


def test_another_format_is_refused(model: ReaderModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.reading.model.file.FORMAT", 99)
    write_model(model, tmp_path / "reader.zip")
    monkeypatch.undo()
    with pytest.raises(ModelFileError, match="format 99"):
        model_in(tmp_path / "reader.zip")


def test_rows_are_the_blocks_values() -> None:
    """Scale 0.5; the first nibble is 9 (one step up), the seventeenth 7 (one step down), all others 8 (zero)."""
    block = np.full((1, 1, BLOCK_BYTES), 0x88, np.uint8)
    block[0, 0, :2] = np.frombuffer(np.float16(0.5).tobytes(), np.uint8)
    block[0, 0, 2] = 0x79
    blocks = np.concatenate([block, np.where(np.arange(BLOCK_BYTES) < 2, block, 0x88)])
    rows = rows_of(blocks, np.array([1, 0, 0], np.int32))
    assert rows.shape == (3, 32)
    assert not rows[0].any()
    assert rows[1].tolist() == rows[2].tolist() == [0.5, *[0.0] * 15, -0.5, *[0.0] * 15]


@pytest.mark.skipif(not SHIPPED.exists(), reason="no model file yet")
def test_the_shipped_file_is_small() -> None:
    assert SHIPPED.stat().st_size <= MOST_BYTES
