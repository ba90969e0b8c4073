"""Measures the app in a real browser by the size of a case: `python -m benchmarks.app [--articles N] [--case X]
[--after SECONDS]`.

The case is made of made readings (`benchmarks/made_world.py`) and merged, or given; `lagebild serve` serves it to
Chromium. Prints the seconds from starting the server to its first page in the browser, from opening an address to its
page in a browser that has the app already, the milliseconds of interactions (median, 95th percentile, worst): pages
for the first time, with the parts that come after them, and again, a filter on each page, evidence of rows; and the
server's largest resident memory.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.request import urlopen

from benchmarks.made_world import MadeWorld
from benchmarks.merging import written
from playwright.sync_api import Page, sync_playwright

from lagebild.app.pages import PAGES
from lagebild.case.merging_step import merge_case
from lagebild.case.schema import make_case

ARTICLES = 1_000
DESKTOP = {"width": 1440, "height": 900}
START_SECONDS, PATIENT = 300.0, 300_000  # the latter in milliseconds
WITH_ROWS = ("timeline", "actors", "dyad", "exchanges", "numbers")
ROWS = 5
FILTER = "since=2018-01-01&until=2019-12-31"
_TIMED = """async ([start, end]) => {
    const begun = performance.now();
    new Function(start)();
    const done = new Function("return " + end);
    while (!done()) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - begun;
}"""
"""Runs what a person does and returns the milliseconds until its result stands on the page, in frames."""
_GO = "history.pushState({{}}, '', '{address}'); dispatchEvent(new CustomEvent('_dashprivate_pushstate'));"
_THERE = (
    "document.querySelector('.page-{key} h1') && "
    "document.querySelectorAll('.filter-bar .chip:not(.quiet)').length === {chips}"
)


def made_case(path: Path, articles: int) -> None:
    """Make a case of made articles."""
    make_case(path)
    written(path, MadeWorld(articles).readings(articles))
    merge_case(path)


def timed(page: Page, start: str, end: str) -> float:
    return float(page.evaluate(_TIMED, [start, end]))


def parted(page: Page, key: str, query: str, chips: int) -> tuple[float, float]:
    """Go to a page inside the app; return the milliseconds until it is there, and until its last part is."""
    begun = time.monotonic()
    there = to_page(page, key, query, chips)
    page.wait_for_function("!document.querySelector('.part[aria-busy=true]')", timeout=PATIENT)
    return there, (time.monotonic() - begun) * 1000


def to_page(page: Page, key: str, query: str, chips: int) -> float:
    """Go to a page inside the app; return the milliseconds until it is there."""
    return timed(page, _GO.format(address=f"/{key}?{query}"), _THERE.format(key=key, chips=chips))


def evidence_of_rows(page: Page, key: str) -> list[float]:
    """Open the evidence of some rows of a page; return the milliseconds of each."""
    to_page(page, key, "lang=en", 0)
    page.locator(".grid .ag-row").first.wait_for(timeout=PATIENT)
    found = []
    for at in range(min(ROWS, page.locator(".grid .ag-row").count())):
        row = f"document.querySelectorAll('.grid .ag-row')[{at}]"
        click = f"{row}.querySelector('.ag-cell:last-child').click()"
        found.append(timed(page, click, "document.querySelector('ol.evidence > li')"))
        page.keyboard.press("Escape")
        page.locator("ol.evidence").wait_for(state="detached")
    return found


def shown(what: str, measured: Iterable[tuple[str, float]]) -> str:
    """Return a line of the table: of these pages, how many, the middle, the 95th percentile and the worst page."""
    ordered = sorted(measured, key=lambda one: one[1])
    milliseconds = [one for _, one in ordered]
    p95 = milliseconds[round(0.95 * (len(ordered) - 1))]
    middle, (worst, most) = statistics.median(milliseconds), ordered[-1]
    return f"{what:30} {len(ordered):5} {middle:9.0f} {p95:9.0f} {most:9.0f} {worst}"


def measure(path: Path, after: float) -> None:
    """Serve a case and print what the browser measured; other pages are opened so many seconds after the first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.monotonic()
    lagebild = str(Path(sys.executable).with_name("lagebild"))
    server = subprocess.Popen([lagebild, "serve", str(path), "--port", str(port), "--no-open"])
    try:
        address = f"http://127.0.0.1:{port}/"
        answered(address)
        started = time.monotonic() - begun
        with sync_playwright() as playwright:
            executable = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_context(viewport=DESKTOP, bypass_csp=True).new_page()
            first, again = opened(page, address), opened(page, address)
            print(f"server answers after {started:.1f} s; first view {first:.2f} s, opened again {again:.2f} s")
            time.sleep(after)
            keys = [one.key for one in PAGES if not one.hidden]
            print(f"{'milliseconds':30} {'n':>5} {'median':>9} {'p95':>9} {'worst':>9}")
            first_times = {key: parted(page, key, "lang=en", 0) for key in keys}
            print(shown("pages, first time", [(key, there) for key, (there, _) in first_times.items()]), flush=True)
            print(shown("with their last part", [(key, whole) for key, (_, whole) in first_times.items()]), flush=True)
            print(shown("pages again", [(key, to_page(page, key, "lang=en", 0)) for key in keys * 2]), flush=True)
            filtered = [(key, parted(page, key, f"lang=en&{FILTER}", 2)[0]) for key in keys]
            print(shown("a period chosen", filtered), flush=True)
            print(shown("evidence of a row", [(key, ms) for key in WITH_ROWS for ms in evidence_of_rows(page, key)]))
            browser.close()
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
        peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
        print(f"largest resident memory of the server: {int(peak) / 1024:.0f} MiB", flush=True)
    finally:
        server.terminate()
        server.wait(timeout=60)


def answered(address: str) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(address, timeout=START_SECONDS):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def opened(page: Page, address: str) -> float:
    """Open the first page; return the seconds until its words stand there."""
    begun = time.monotonic()
    page.goto(f"{address}?lang=en")
    page.locator(".clauses li").first.wait_for(timeout=PATIENT)
    return time.monotonic() - begun


def main() -> None:
    """Make the case, or take the one given, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--case", type=Path, help="measure this case instead of a made one")
    parser.add_argument("--after", type=float, default=0.0, help="seconds between the first view and the next page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.case or Path(folder) / "made.case"
        if not given.case:
            made_case(path, given.articles)
        print("load", *(f"{one:.1f}" for one in os.getloadavg()), flush=True)
        measure(path, given.after)


if __name__ == "__main__":
    main()
