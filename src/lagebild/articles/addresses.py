"""Pages fetched from a list of addresses, politely: one after another, as each host's robots.txt allows."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx
from protego import Protego

from lagebild.articles.decoding import decoded
from lagebild.articles.legible import legible
from lagebild.articles.sources import Source
from lagebild.articles.streams import MAX_DOCUMENT_BYTES, MEBIBYTE
from lagebild.errors import RefusedSource
from lagebild.version import __version__

USER_AGENT = f"Lagebild/{__version__} (news reader for research; fetches single pages on request)"
ROBOT_NAME = "Lagebild"
DELAY_SECONDS = 2.0
"""Pause between two requests to one host, unless its robots.txt asks for a longer one."""

MAX_DELAY_SECONDS = 60.0
"""Longest pause a robots.txt can ask for; a host that wants more is refused."""

TIMEOUT_SECONDS = 20.0
"""Time to connect, and for each piece of an answer."""

MAX_ANSWER_SECONDS = 120.0
"""Time for a whole answer: a host that drips bytes must not hold up the batch."""

MAX_REDIRECTS = 5
MAX_ROBOTS_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB of a robots.txt to be read."""


@dataclass(slots=True)
class _Host:
    """What is known of a host: its rules, and when it was last asked."""

    rules: Protego | None = None
    refusal: str | None = None
    last_request: float | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one by one; `pause` waits for a number of seconds and is replaced in tests."""

    client: httpx.Client
    pause: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def source_at(self, address: str) -> Source:
        """Return the page at an address; raises `RefusedSource` if it may not or cannot be fetched."""
        place = address
        for _ in range(MAX_REDIRECTS + 1):
            host = self._host_of(address, place)
            if host.refusal is not None:
                raise RefusedSource(host.refusal, place=place)
            if host.rules is not None and not host.rules.can_fetch(address, ROBOT_NAME):
                raise RefusedSource("The host's robots.txt forbids fetching it.", place=place)
            self._wait_for(host)
            response, data = self._answer(address, MAX_DOCUMENT_BYTES, place)
            if response.next_request is None:
                return _source_of(response, data, place)
            address = str(response.next_request.url)
        raise RefusedSource(f"It redirects more than {MAX_REDIRECTS} times.", place=place)

    def _host_of(self, address: str, place: str) -> _Host:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusedSource("It is no http or https address.", place=place)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._hosts:
            self._hosts[root] = self._asked_host(root)
        return self._hosts[root]

    def _asked_host(self, root: str) -> _Host:
        """Return a host with its rules (RFC 9309): no robots.txt allows all, one that cannot be read forbids all."""
        host = _Host(last_request=time.monotonic())
        address = f"{root}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response, data = self._answer(address, MAX_ROBOTS_BYTES, root)
            except RefusedSource as refusal:
                return _Host(refusal=refusal.message)
            if response.next_request is None:
                break
            address = str(response.next_request.url)
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            return _Host(refusal=f"The host's robots.txt cannot be read (status {response.status_code}).")
        if response.status_code == httpx.codes.OK:
            host.rules = Protego.parse(data[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"))
            if (host.rules.crawl_delay(ROBOT_NAME) or 0) > MAX_DELAY_SECONDS:
                host.refusal = f"The host's robots.txt asks for pauses longer than {MAX_DELAY_SECONDS:.0f} s."
        return host

    def _wait_for(self, host: _Host) -> None:
        asked = host.rules.crawl_delay(ROBOT_NAME) if host.rules is not None else None
        delay = max(DELAY_SECONDS, asked or 0)
        now = time.monotonic()
        if host.last_request is not None and now - host.last_request < delay:
            self.pause(delay - (now - host.last_request))
        host.last_request = time.monotonic()

    def _answer(self, address: str, limit: int, place: str) -> tuple[httpx.Response, bytes]:
        """Return the answer of an address, not following redirects, with its first `limit` bytes and one more."""
        started = time.monotonic()
        data = bytearray()
        try:
            with self.client.stream("GET", address, follow_redirects=False) as response:
                for part in response.iter_bytes():
                    data += part
                    if len(data) > limit:
                        break
                    if time.monotonic() - started > MAX_ANSWER_SECONDS:
                        raise RefusedSource(f"The answer takes longer than {MAX_ANSWER_SECONDS:.0f} s.", place=place)
        except httpx.TimeoutException:
            raise RefusedSource("The host does not answer in time.", place=place) from None
        except httpx.ConnectError as error:
            raise RefusedSource(
                f"There is no connection to the host; are you offline? ({error})", place=place
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise RefusedSource(f"It cannot be fetched ({error}).", place=place) from None
        return response, bytes(data)


def fetched_sources(list_file: Path, *, fetcher: Fetcher | None = None) -> Iterator[Source]:
    """Yield a source for each address in a file: one address a line, `#` begins a comment.

    The pages are fetched as the iterator advances. What cannot be fetched, the list itself too, is a source whose
    reading gives a `RefusedSource`, like a path that does not exist.
    """
    try:
        addresses = addresses_in(decoded(list_file.read_bytes(), place=str(list_file)))
    except OSError as error:
        yield _refused(f"The list of addresses cannot be read ({error.strerror}).", str(list_file))
        return
    except RefusedSource as refusal:
        yield _refused(refusal.message, str(list_file))
        return
    if fetcher is not None:
        yield from _fetched(addresses, fetcher)
        return
    headers = {"User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5"}
    with httpx.Client(headers=headers, timeout=TIMEOUT_SECONDS) as client:
        yield from _fetched(addresses, Fetcher(client))


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the addresses of a list, each once, in order."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return tuple(dict.fromkeys(line.split()[0] for line in lines if line and not line.startswith("#")))


def _fetched(addresses: Sequence[str], fetcher: Fetcher) -> Iterator[Source]:
    for address in addresses:
        try:
            yield fetcher.source_at(address)
        except RefusedSource as refusal:
            yield _refused(refusal.message, address)
        except ValueError as error:
            yield _refused(f"It is no address ({error}).", address)


def _refused(reason: str, place: str) -> Source:
    """Return a source whose reading is refused for a reason known beforehand."""
    shown = legible(place)
    return Source(uri=shown, place=shown, load=partial(_refuse, reason, shown))


def _refuse(reason: str, place: str) -> BinaryIO:
    raise RefusedSource(reason, place=place)


def _source_of(response: httpx.Response, data: bytes, place: str) -> Source:
    if response.status_code != httpx.codes.OK:
        raise RefusedSource(f"The host answers with status {response.status_code}.", place=place)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise RefusedSource(f"The answer is larger than {MAX_DOCUMENT_BYTES // MEBIBYTE} MiB.", place=place)
    return Source(
        uri=str(response.url),
        place=legible(place),
        load=partial(io.BytesIO, data),
        fetched_at=datetime.now(UTC).replace(microsecond=0),
        content_type=response.headers.get("content-type"),
        charset=response.charset_encoding,
    )
