"""What several folders of tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

from lagebild.case.case import Case
from lagebild.reading.reading import Reading
from told_article import case_with, reading_by_hand

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
"""How long a test takes hangs on what else the machine does; speed is measured in `benchmarks/`."""


@pytest.fixture(scope="session")
def told() -> Reading:
    """The article with its marks."""
    return reading_by_hand()


@pytest.fixture(scope="session")
def told_case(told: Reading, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A merged case with that article; no test may change it."""
    return case_with(tmp_path_factory.mktemp("told") / "told.case", told)
