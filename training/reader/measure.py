"""How near a student comes to the teacher: states on held-out articles, and German to English retrieval.

`python -m training.reader.measure --corpus CORPUS RUN…` prints one line for the teacher and for each run's student.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from training.reader.distil import Targets, agreement, loaded_student, on
from training.reader.encoder import Encoder, sentence_vectors, teacher
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint
from training.reader.windows import article_files, padded, texts_of

from lagebild.reading.model.tokenizer import SubwordTokenizer

PAIRS = Path(__file__).parent / "data/pairs.tsv"
LONGEST_PAIR = 64
"""Subwords with marks that hold the longest sentence of the pairs."""


def pairs_in(file: Path) -> list[tuple[str, str]]:
    """Return (German, English) sentences of a table."""
    lines = file.read_text(encoding="utf-8").splitlines()
    german_english = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(german, english) for german, english in german_english]


@torch.no_grad()
def vectors_of(encoder: Encoder, tokenizer: SubwordTokenizer, sentences: Sequence[str]) -> Tensor:
    """Return e5's sentence vectors."""
    windows = [s.ids.astype("int64") for s in tokenizer.subwords([f"query: {sentence}" for sentence in sentences])]
    ids, real = on(encoder, padded(windows, LONGEST_PAIR))
    return sentence_vectors(encoder(ids, real)[-1], real)


def recall(encoder: Encoder, tokenizer: SubwordTokenizer, pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the share of sentences whose translation is the nearest of all, both ways, and the mean margin to others.

    The margin is the cosine to the translation less that to the nearest other sentence.
    """
    german, english = (vectors_of(encoder, tokenizer, side) for side in zip(*pairs, strict=True))
    cosines = german @ english.T
    right = cosines.diagonal()
    others = cosines - 2 * torch.eye(len(pairs), device=cosines.device)
    return {
        "de_en": round(float((right > others.max(1).values).float().mean()), 4),
        "en_de": round(float((right > others.max(0).values).float().mean()), 4),
        "margin": round(float((right - others.max(1).values).mean()), 4),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the teacher and the runs."""
    parser = argparse.ArgumentParser(description="Compare students with their teacher.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("runs", type=Path, nargs="*")
    given = parser.parse_args(arguments)
    torch.set_flush_denormal(True)
    checkpoint = cut_checkpoint(unpacked(packed_model()))
    tokenizer, original, pairs = SubwordTokenizer(checkpoint.vocabulary), teacher(checkpoint), pairs_in(PAIRS)
    print(json.dumps({"run": "teacher", **recall(original, tokenizer, pairs)}))
    dev = texts_of(article_files(given.corpus, dev=True), tokenizer)
    targets = Targets(original, texts_of(article_files(given.corpus, dev=False), tokenizer), seed=0)
    for run in given.runs:
        pupil = loaded_student(run)
        print(json.dumps({"run": run.name, **recall(pupil, tokenizer, pairs), **agreement(pupil, targets, dev)}))


if __name__ == "__main__":
    main()
