import gzip
import io
from datetime import UTC, datetime

import pytest
from built_pages import ADDRESS, STORY, archive, only_refusal, page, read, warc_record

from lagebild.articles.article import Article
from lagebild.articles.sources import Source, articles_from
from lagebild.errors import RefusedSource

HTML = page().encode()


def records(count):
    return [warc_record(f"https://www.ostseebote.example/artikel/{number}", HTML) for number in range(count)]


def addresses(found):
    return [item.uri.rsplit("/", 1)[1] if isinstance(item, Article) else "refused" for item in found]


@pytest.mark.parametrize("packed", [False, True])
def test_the_address_and_time_are_those_of_the_record(packed):
    found = read(archive(records(3), packed=packed), "seiten.warc")
    assert addresses(found) == ["0", "1", "2"]
    assert {item.fetched_at for item in found} == {datetime(2031, 3, 15, 6, 30, tzinfo=UTC)}
    assert {item.title for item in found} == {STORY.title}


def test_an_archive_packed_as_a_whole():
    assert addresses(read(gzip.compress(archive(records(3))), "x")) == ["0", "1", "2"]


def test_what_is_no_page_is_passed_over():
    others = [
        archive([warc_record(ADDRESS + "?1", HTML, status="404 Not Found")]),
        archive([warc_record(ADDRESS + "?2", b"\x89PNG", kind="image/png")]),
        archive([warc_record(ADDRESS + "?3", b"body {}", kind="text/css")]),
    ]
    assert addresses(read(others[0] + archive(records(1)) + others[1] + others[2])) == ["0"]
    assert only_refusal(b"".join(others)).message == "The archive holds no HTML page."


def test_a_page_packed_for_the_transport():
    record = warc_record(ADDRESS, b"")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    record.set_bytes_content(head + gzip.compress(HTML))
    (found,) = read(archive([record]))
    assert found.title == STORY.title


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("place", ["header", "body", "start"])
def test_one_broken_record_is_refused_alone(packed, place):
    parts = [archive([record], packed=packed) for record in records(5)]
    broken = bytearray(parts[2])
    at = {"start": 0, "header": 60, "body": len(broken) // 2}[place]
    broken[at : at + 30] = b"\x00" * 30 if packed or place == "start" else b"\r\n\r\n" + b"x" * 26
    found = read(b"".join([*parts[:2], bytes(broken), *parts[3:]]), "x.warc")
    assert [name for name in addresses(found) if name != "refused"][:2] == ["0", "1"]
    assert addresses(found)[-2:] == ["3", "4"]
    if packed or place != "body":
        assert "refused" in addresses(found)


def test_a_record_whose_length_is_wrong_does_not_swallow_the_next():
    parts = [archive([record]) for record in records(3)]
    length = str(len(parts[1].split(b"\r\n\r\n", 1)[1]) - 4).encode()
    for wrong in (b"10", b"9999999"):
        data = parts[0] + parts[1].replace(b"Content-Length: " + length, b"Content-Length: " + wrong) + parts[2]
        assert addresses(read(data)) == ["0", "refused", "2"]


@pytest.mark.parametrize("packed", [False, True])
def test_the_end_cut_off(packed):
    data = archive(records(3), packed=packed)
    assert addresses(read(data[:-400])) == ["0", "1", "refused"]


def test_an_archive_is_read_as_a_stream():
    class Counted(io.BytesIO):
        taken = 0

        def readinto(self, buffer):
            Counted.taken += (count := super().readinto(buffer))
            return count

    data = archive(records(400))
    first = next(articles_from(Source("file:///a.warc", "a.warc", lambda: Counted(data))))
    assert isinstance(first, Article)
    assert Counted.taken < len(data) / 4


def test_too_many_damaged_records_end_the_archive():
    found = read(b"WARC/1.0\r\n\r\n" * 1000)
    assert all(isinstance(item, RefusedSource) for item in found)
    assert "records are damaged" in found[-1].message
    assert len(found) < 300
