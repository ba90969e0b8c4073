"""What the tests of the reader's making share: the unpacked file and the package's own engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.reader.tests.original import Original
from training.reader.unpack import Checkpoint, packed_model, unpacked


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """The package's engine."""
    return Original(Path(tmp_path_factory.mktemp("engine")))


@pytest.fixture(scope="session")
def checkpoint() -> Checkpoint:
    """The model of the package, unpacked."""
    return unpacked(packed_model())
