"""The recipes of docs/cookbook.md run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lagebild.case.case import Case

COOKBOOK = (Path(__file__).parent.parent.parent / "docs" / "cookbook.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(python|sql)\n(.*?)```", COOKBOOK, re.DOTALL)


@pytest.mark.parametrize("kind,code", BLOCKS, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(BLOCKS)])
def test_a_recipe_runs(kind: str, code: str, told_case: Case) -> None:
    if kind == "sql":
        assert told_case.sql(code).columns
    else:
        exec(compile(code.replace("korea.case", str(told_case.path)), "cookbook", "exec"), {})


def test_there_are_recipes_for_both() -> None:
    assert {kind for kind, _ in BLOCKS} == {"python", "sql"}
