"""What first visits need, computed after the start while nobody asks: as the pages compute it, one after the other."""

from __future__ import annotations

import logging
import threading

from lagebild.app.address import Address
from lagebild.app.cases import OpenCases
from lagebild.app.labels import words_in
from lagebild.app.page import View
from lagebild.app.pages import PAGES

PAUSE_SECONDS = 0.05
"""So often it is looked whether requests are answered."""
_log = logging.getLogger(__name__)


def compute_ahead(cases: OpenCases, lang: str, is_over: threading.Event) -> None:
    """Compute what the pages of the first case show without filters, in the order of the navigation, until it is over.

    The case is opened anew for each part, of a second at most, and none begins while a request is answered.
    """
    for page in PAGES:
        for body in () if page.hidden else (page.body, *page.parts.values()):
            while cases.is_open and not is_over.is_set():
                is_over.wait(PAUSE_SECONDS)
            if is_over.is_set():
                return
            try:
                with cases.opened("") as (snapshot, case):
                    body(View(Address(lang, page.key), cases, snapshot, case, words_in(lang)))
            except Exception:  # whoever opens the page is told; what comes after it is none the worse
                _log.debug("page %s failed ahead of its first visit", page.key, exc_info=True)
