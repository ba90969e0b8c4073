"""No figure and no page of the app is undocumented."""

from __future__ import annotations

from pathlib import Path

from lagebild.app.labels import own_labels
from lagebild.app.pages import PAGES

ROOT = Path(__file__).parent.parent.parent
FIGURES = ROOT / "src" / "lagebild" / "views" / "figures"


def test_every_figure_is_documented() -> None:
    text = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    missing = [file.stem for file in FIGURES.glob("*.py") if file.stem != "__init__" and f"`{file.stem}`" not in text]
    assert not missing


def test_every_page_of_the_app_is_documented() -> None:
    text = (ROOT / "docs" / "app.md").read_text(encoding="utf-8")
    missing = [page.key for page in PAGES if f"**{own_labels()[page.label_key]['en']}**" not in text]
    assert not missing
