"""Takes the pictures of the documentation: `make pictures`, on the demo case, with Debian's Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from lagebild.case.case import Case
from lagebild.demo import NOTICE, demo_pages
from lagebild.views.report.report import report_html

FOLDER = Path(__file__).parent / "pictures"
SIZE = {"width": 1280, "height": 860}
PAGES = ("situation", "timeline", "triangle", "network", "exchanges", "voices", "numbers", "review", "search?q=Algier")
"""What the tour shows of the app; the name of a picture is the page's key."""


def main() -> None:
    """Write every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "demo.case"
        Case.create(case).add(demo_pages(), processes=1)
        report = Path(folder) / "report.html"
        heading = "Mauritania between Algiers and Rabat"
        report.write_text(report_html(Case(case), heading=heading, lang="en", notices=[NOTICE["en"]]), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("lagebild")), "serve", str(case), "--no-open", "--lang", "en"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
            assert server.stdout is not None
            address = server.stdout.readline().split()[0]
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE)
            page.goto(report.as_uri())
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / "report.png")
            _of_app(page, address)
            browser.close()
            server.terminate()


def _of_app(page: Page, address: str) -> None:
    for name in PAGES:
        page.goto(f"{address}{name}", wait_until="networkidle")
        page.wait_for_selector("#page h1")
        page.wait_for_timeout(2500)
        page.screenshot(path=FOLDER / f"{name.split('?')[0]}.png")
    page.goto(f"{address}situation", wait_until="networkidle")
    page.locator("button.evidence-link").first.click()
    page.wait_for_selector("ol.evidence li")
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / "evidence.png")
    page.locator("ol.evidence a").first.click()
    page.wait_for_selector("#place")
    page.wait_for_timeout(1200)
    page.screenshot(path=FOLDER / "article.png")


if __name__ == "__main__":
    main()
