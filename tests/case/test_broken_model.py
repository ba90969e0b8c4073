"""Given a broken model file, a build stops before it touches an article, and the next one reads them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.case.case import Case
from lagebild.errors import ModelFileError
from lagebild.reading.model import file


def test_a_build_without_a_model_refuses_nothing_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("Norwegen und Finnland haben am 4. März 2025 in Oslo verhandelt.", "utf-8")
    broken = tmp_path / "reader.zip"
    broken.write_bytes(b"no archive")
    case = Case.create(tmp_path / "a.case")
    with monkeypatch.context() as patch:
        patch.setattr(file, "SHIPPED", broken)
        file.reader_model.cache_clear()
        with pytest.raises(ModelFileError, match="no readable model file"):
            case.add(tmp_path / "one.txt", processes=1)
    file.reader_model.cache_clear()
    assert case.add(tmp_path / "one.txt", processes=1).new == 1
