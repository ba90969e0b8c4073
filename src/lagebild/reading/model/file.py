"""The one file that holds the reader: a zip archive, stored without compression.

| member | holds |
| --- | --- |
| `card.json` | format, window length, layout of the scores, thresholds, calibration, and where all of it comes from |
| `vocabulary.json`, `scores.npy` | pieces, special ids and normalisation; the pieces' log probabilities |
| `words.npy` | word embeddings in four-bit blocks (`embeddings`) |
| `encoder.onnx` | encoder and head: `words` (1, subwords, width) to `scores` and `states` |
| `saturation.onnx` | a product that a processor without wide 8-bit instructions gets wrong |
| `arrays.npz` | the weights of everything that is judged in numpy |
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import ModelFileError
from lagebild.reading.model.vocabulary import Vocabulary

FORMAT = 1
"""Counted up when older code cannot read a newer file."""
SATURATION = ((64, 1), 255, 127)
"""The shape of the matrix in `saturation.onnx`, and the byte that every activation and every weight is."""
SHIPPED = Path(__file__).with_name("reader.zip")
_MADE = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same file."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Card:
    """What decoding needs to know, and what a person should.

    `longest` is the most subwords of a window, start and end marks included. `layout` names the columns `[first, last)`
    of a row of scores. `temperatures` divide logits; `calibration` has slope and intercept on the log odds of each
    layer's confidence. `facts` has provenance, licence and scores.
    """

    longest: int
    layout: Mapping[str, tuple[int, int]]
    thresholds: Mapping[str, float] = field(default_factory=dict)
    temperatures: Mapping[str, float] = field(default_factory=dict)
    calibration: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        """The length of a row of scores."""
        return max((last for _, last in self.layout.values()), default=0)


@dataclass(frozen=True, slots=True)
class ReaderModel:
    """The content of the file; `words` is (pieces, blocks, 18 bytes), `encoder` and `saturation` are ONNX models."""

    card: Card
    vocabulary: Vocabulary
    words: NDArray[np.uint8]
    encoder: bytes
    saturation: bytes
    arrays: Mapping[str, Floats]


@cache
def reader_model() -> ReaderModel:
    """Return the model that the package ships, loaded once; raises ModelFileError."""
    return model_in(SHIPPED)


def model_in(path: Path) -> ReaderModel:
    """Return the model in a file.

    Raises:
        ModelFileError: the file is missing, damaged, or of another format.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        return _model_of(members)
    except FileNotFoundError:
        raise ModelFileError(
            "The reader's model file is missing: install the package again, or make it with `make reader CORPUS=…`.",
            place=str(path),
        ) from None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ModelFileError(f"This is no readable model file ({reason}).", place=str(path)) from error


def _model_of(members: Mapping[str, bytes]) -> ReaderModel:
    card = json.loads(members["card.json"])
    if (found := card.pop("format")) != FORMAT:
        raise ValueError(f"format {found}, this release reads {FORMAT}")
    card["layout"] = {name: (int(first), int(last)) for name, (first, last) in card["layout"].items()}
    card["calibration"] = {name: (float(slope), float(at)) for name, (slope, at) in card["calibration"].items()}
    vocabulary = json.loads(members["vocabulary.json"])
    vocabulary |= {"pieces": tuple(vocabulary["pieces"]), "scores": tuple(_array(members["scores.npy"]).tolist())}
    with np.load(io.BytesIO(members["arrays.npz"])) as arrays:
        named = dict(arrays.items())
    return ReaderModel(
        card=Card(**card),
        vocabulary=Vocabulary(**vocabulary),
        words=_array(members["words.npy"]),
        encoder=members["encoder.onnx"],
        saturation=members["saturation.onnx"],
        arrays=named,
    )


def write_model(model: ReaderModel, path: Path) -> None:
    """Write a model to a file, in one move; the same model gives the same bytes."""
    vocabulary = asdict(model.vocabulary)
    scores = np.array(vocabulary.pop("scores"), np.float32)
    arrays = io.BytesIO()
    np.savez(arrays, allow_pickle=False, **model.arrays)
    members = {
        "card.json": _json({"format": FORMAT, **asdict(model.card)}, indent=1),
        "vocabulary.json": _json(vocabulary),
        "scores.npy": _bytes(scores),
        "words.npy": _bytes(model.words),
        "encoder.onnx": model.encoder,
        "saturation.onnx": model.saturation,
        "arrays.npz": arrays.getvalue(),
    }
    unfinished = path.with_suffix(".new")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content)
    unfinished.replace(path)


def _json(content: Mapping[str, Any], indent: int | None = None) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=indent).encode()


def _bytes(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _array(content: bytes) -> NDArray[Any]:
    found: NDArray[Any] = np.load(io.BytesIO(content), allow_pickle=False)
    return found
