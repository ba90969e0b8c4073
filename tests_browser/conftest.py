"""Real pages in a real Chromium: what every browser test shares.

Every page is watched: an error on its console, an exception or a request to another host fails the test.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from lagebild.case.case import Case
from lagebild.demo import demo_pages

DESKTOP, PHONE = (1440, 900), (390, 844)
"""Widths and heights in CSS pixels that every page has to serve."""

PATIENT = 60_000
"""Milliseconds that a page may take on a busy machine."""

expect.set_options(timeout=30_000)
"""Milliseconds that a page may take to show something on a busy machine; a test that waits longer has failed."""

START_SECONDS = 60.0
"""So long a server may take to answer its first request on a busy machine."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which `make test-browser` installs."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail("no chromium on this machine; `make test-browser` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, serving: Callable[..., str]) -> Iterator[Callable[..., Page]]:
    """Return a way to open watched pages; what went wrong on any of them fails the test at its end.

    It stands on `serving` so that a test's own servers end after its pages: one that loads still would say so.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(size: tuple[int, int] = DESKTOP, *, offline: bool = False, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            offline=offline,
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(f"exception: {error}"))
        page.on("request", lambda request: wrong.append(f"request: {request.url}") if _leaves(request.url) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, wrong


@pytest.fixture
def visit(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a way to open an address of the app in a watched page of its own, or in one that is open, until it is
    there."""

    def visited(address: str, size: tuple[int, int] = DESKTOP, *, page: Page | None = None, dark: bool = False) -> Page:
        page = page or new_page(size, dark=dark)
        page.goto(address)
        expect(page.locator("#page h1")).to_be_visible(timeout=PATIENT)
        return page

    return visited


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's eight articles as a case; tests that write copy it."""
    path = tmp_path_factory.mktemp("demo") / "demo.case"
    Case.create(path).add(demo_pages(), processes=1)
    return path


@pytest.fixture(scope="session")
def served(demo_case: Path) -> Iterator[str]:
    """The address of the app on the demo case; tests that write serve a copy of their own with `serving`."""
    with _server(demo_case) as address:
        yield address


@pytest.fixture
def serving() -> Iterator[Callable[..., str]]:
    """Return a way to serve cases of a test's own."""
    with ExitStack() as servers:
        yield lambda *cases: servers.enter_context(_server(*cases))


@contextmanager
def _server(*cases: Path) -> Iterator[str]:
    """Serve cases as long as the block lasts; its value is the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("lagebild")), "serve", *map(str, cases)]
    process = subprocess.Popen([*command, "--port", str(port), "--no-open"])
    try:
        address = f"http://127.0.0.1:{port}/"
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _leaves(url: str) -> bool:
    """Return whether a request goes to another machine."""
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "file", "about") and not re.fullmatch(
        r"127\.0\.0\.1|localhost", parts.hostname or ""
    )


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"lagebild serve ended with exit code {process.returncode}")
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    process.kill()
    pytest.fail("lagebild serve did not answer")
