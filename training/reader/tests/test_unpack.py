"""The unpacked encoder gives the sentence vectors of the package it comes from."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from training.reader.encoder import Encoder, sentence_vectors, teacher
from training.reader.tests.original import Original
from training.reader.unpack import Checkpoint, packed_model, word_blocks

from lagebild.reading.model.embeddings import weights_of

SENTENCES = (
    "Die Außenministerin reiste am Mittwoch nach Windhuk, um über den Hafen zu verhandeln.",
    "Nach Angaben des Ministeriums wurden mindestens 40 Boote beschlagnahmt.",
    "„Wir geben keinen Meter nach“, sagte der Sprecher der Fischer in Lüderitz.",
    "Sollte das Parlament zustimmen, würde die Brücke schon im Mai gesperrt.",
    "The envoy flew to Lima on Tuesday, but the talks ended without a result.",
    "“We were never asked,” said the mayor of Arica, who had opposed the railway.",
    "If the lower house agrees, the tariff on copper would fall to 4.5% next year.",
    "Xi Jinping, Recep Tayyip Erdoğan, Łódź, Çanakkale, Việt Nam",
    "Nein.",
)


@pytest.fixture(scope="module")
def encoder(checkpoint: Checkpoint) -> Encoder:
    """The unpacked encoder."""
    return teacher(checkpoint)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_vector_is_the_package_s_own(sentence: str, encoder: Encoder, original: Original) -> None:
    """Cosine at least 0.9998; the engine rounds activations to eight bits, the unpacked encoder does not."""
    ids = torch.tensor([[0, *original.ids("passage: " + sentence), 2]])
    with torch.no_grad():
        ours = sentence_vectors(encoder(ids, torch.ones_like(ids))[-1], torch.ones_like(ids))[0].numpy()
    assert float(ours @ original.vector(sentence, query=False)) > 0.9998


def test_padding_changes_nothing(encoder: Encoder, original: Original) -> None:
    """A row's states are the same beside a longer row."""
    ids = torch.tensor([[0, *original.ids(SENTENCES[0]), 2]])
    wide = torch.nn.functional.pad(ids, (0, 9), value=1)
    with torch.no_grad():
        alone = encoder(ids, torch.ones_like(ids))[-1].numpy()
        padded = encoder(wide, (wide != 1).long())[-1][:, : ids.shape[1]].numpy()
    assert np.allclose(alone, padded, atol=1e-4)


def test_stored_word_embeddings_are_the_weights(checkpoint: Checkpoint) -> None:
    """Rows read from the stored blocks are those of the matrix, so the blocks can be shipped as they are."""
    drawn = np.random.default_rng(3).integers(0, checkpoint.shape.pieces, 500)
    rows = weights_of(word_blocks(packed_model())[drawn]).reshape(500, -1)
    assert np.array_equal(rows, checkpoint.tensors["emb.word"][drawn])
