"""Serving the app on this machine alone."""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from waitress.server import create_server

from lagebild.app.ahead import compute_ahead
from lagebild.app.cases import OpenCases
from lagebild.app.server import app_of
from lagebild.errors import UsageError

HOST = "127.0.0.1"
THREADS = 8
"""Requests answered at once: a browser asks for six things of a page at a time."""
RARELY = (50_000, 20, 50)
"""When Python looks for garbage that holds itself (`gc.set_threshold`): facts are many objects and none of it. With its
own numbers it looks at all of them again and again, a sixth of the time of a page."""


def serve(paths: Sequence[Path], port: int, lang: str, started: Callable[[str], None]) -> None:
    """Serve cases until interrupted; `started` is told the address once it answers. Port 0 takes any that is free.

    Raises `UsageError` if the port cannot be had.
    """
    cases = OpenCases(paths)
    app = app_of(cases, lang)
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise UsageError(f"cannot listen there: {error.strerror or error}", place=f"{HOST}:{port}") from error
    server = create_server(app, sockets=[listening], threads=THREADS, ident=None, clear_untrusted_proxy_headers=True)
    gc.set_threshold(*RARELY)
    is_over = threading.Event()
    threading.Thread(target=compute_ahead, args=(cases, lang, is_over)).start()
    try:
        with closing(server):
            started(f"http://{HOST}:{listening.getsockname()[1]}/")
            server.run()
    finally:
        is_over.set()
