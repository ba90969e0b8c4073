"""Serving: an address that answers, a port that is taken, a case that is none."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from lagebild.app.serving import HOST, serve
from lagebild.case.case import Case
from lagebild.cli.app import app
from lagebild.errors import CaseError, UsageError


def test_a_free_port_is_taken_and_its_address_answers_only_to_itself(told_case: Case) -> None:
    """The server is a process of its own: a thread that is cut off inside the database would end the tests."""
    command = [str(Path(sys.executable).with_name("lagebild")), "serve", str(told_case.path), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[0]
        assert address.startswith(f"http://{HOST}:")
        with urlopen(address, timeout=60) as answer:
            assert answer.status == 200
            assert "waitress" not in str(answer.headers).lower()
        foreign = Request(address, headers={"Host": "evil.example"})
        with pytest.raises(OSError, match="403"):
            urlopen(foreign, timeout=60)
        server.send_signal(signal.SIGINT)
        assert "Ended" in server.stdout.read()
        assert server.wait(timeout=60) == 0


def test_a_port_in_use_is_an_error_in_words(told_case: Case) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot listen there"):
            serve([told_case.path], taken.getsockname()[1], "de", print)


def test_what_is_no_case_is_said_before_anything_is_served(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["serve", str(tmp_path / "nothing.case"), "--no-open"])
    assert isinstance(done.exception, CaseError)
