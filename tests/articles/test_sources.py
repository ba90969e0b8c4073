import gzip
import os
import pickle
from datetime import UTC, datetime

import pytest
from built_pages import STORY, archive, document, only_article, only_refusal, page, read, rss, saved_page, warc_record

from lagebild.articles.article import Article
from lagebild.articles.kinds import Kind, kind_of
from lagebild.articles.sources import articles_from, sources_in


def test_folders_are_read_in_sorted_order_without_hidden_files(tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".hidden/x.txt", "b/.x.txt", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Ein Text.", encoding="utf-8")
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    found = [os.path.relpath(source.place, tmp_path) for source in sources_in([tmp_path])]
    assert found == ["a.txt", "b/10.txt", "b/2.txt", "c/d/e.txt", "c/loop"]


def test_a_file_is_its_address_and_its_time(tmp_path):
    path = tmp_path / "größe 1.txt"
    path.write_text(saved_page(), encoding="utf-8")
    os.utime(path, (1_900_000_000, 1_900_000_000))
    (source,) = sources_in([path])
    (article,) = articles_from(pickle.loads(pickle.dumps(source)))
    assert article.uri == path.as_uri()
    assert article.fetched_at == datetime.fromtimestamp(1_900_000_000, UTC)
    assert article.title == STORY.title


def test_what_cannot_be_read_is_named(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    missing = tmp_path / "missing.txt"
    (tmp_path / "empty.txt").touch()
    refused = {r.place: r.message for s in sources_in([missing, tmp_path]) for r in articles_from(s)}
    assert refused == {
        str(missing): "There is no such file or folder.",
        str(pipe): "It is not a regular file.",
        str(tmp_path / "empty.txt"): "It is empty.",
    }


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        (b"PK\x03\x04" + bytes(50), "office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "office document"),
        (b"{\\rtf1 Text}", "rich text"),
        (gzip.compress(gzip.compress(b"Text", mtime=0), mtime=0), "gzip inside gzip"),
        (b'<?xml version="1.0"?><TEI><text>Text</text></TEI>', "neither a page nor a feed"),
        (os.urandom(4000), "binary"),
    ],
)
def test_foreign_formats_are_refused_by_name(data, what):
    assert what in only_refusal(data, "datei.txt").message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (page().encode(), Kind.HTML),
        (page().encode("utf-16"), Kind.HTML),
        (b"<!-- saved -->\n<html><p>Text", Kind.HTML),
        (b"<p>Ein Text</p>", Kind.HTML),
        (b"<3 ist kein Markup", Kind.PLAIN),
        (b"[dpa] Ein Text", Kind.PLAIN),
        (rss(""), Kind.FEED),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", Kind.FEED),
        (b'{"text": "x"}\n', Kind.JSONL),
        (document(), Kind.PDF),
        (archive([warc_record("https://x.example/", b"")]), Kind.WARC),
    ],
)
def test_the_content_tells_the_kind_whatever_the_name(data, kind):
    assert kind_of(data, "datei.bin", None, "datei.bin") == kind


def test_packed_files_of_every_kind():
    for data in (page().encode(), saved_page().encode(), document()):
        assert only_article(gzip.compress(data), "x.gz").title == STORY.title


def test_text_without_a_letter_is_refused():
    for data in (b" \n\t ", b"--- 123 ---", "\u200b\u00ad\ufeff".encode()):
        assert only_refusal(data).message == "It holds no readable text."


def test_files_that_are_too_large(monkeypatch):
    monkeypatch.setattr("lagebild.articles.streams.MAX_DOCUMENT_BYTES", 1000)
    assert "larger than" in only_refusal(b"wort " * 1000).message


def test_a_gzip_bomb_is_stopped():
    assert "200 times its size" in only_refusal(gzip.compress(b"a" * 30_000_000)).message


def test_bytes_behind_a_packed_file_do_not_hide_it():
    assert isinstance(read(gzip.compress(saved_page().encode()) + bytes(512))[0], Article)
