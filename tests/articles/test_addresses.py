import httpx
import pytest
from built_pages import ADDRESS, STORY, page

from lagebild.articles.addresses import DELAY_SECONDS, Fetcher, addresses_in, fetched_sources
from lagebild.articles.article import Article
from lagebild.articles.sources import articles_from
from lagebild.errors import RefusedSource

HOST = "https://www.ostseebote.example"


class Site:
    """An invented site: answers by path, and what was asked of it."""

    def __init__(self, **answers):
        self.answers = {f"/{name.replace('__', '.')}": answer for name, answer in answers.items()}
        self.asked = []

    def __call__(self, request):
        self.asked.append(str(request.url))
        assert request.headers["user-agent"].startswith("Lagebild/")
        answer = self.answers.get(request.url.path, 404)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, int):
            return httpx.Response(answer)
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, content=answer, headers={"content-type": "text/html; charset=utf-8"})


def fetched(tmp_path, site, *paths):
    pauses = []
    list_file = tmp_path / "adressen.txt"
    list_file.write_text("\n".join(["# Adressen", *(HOST + path for path in paths), ""]), encoding="utf-8")
    client = httpx.Client(transport=httpx.MockTransport(site), headers={"User-Agent": "Lagebild/test"})
    found = list(fetched_sources(list_file, fetcher=Fetcher(client, pause=pauses.append)))
    return found, pauses


def read(source):
    (item,) = articles_from(source)
    return item


def test_a_page_is_fetched_and_read(tmp_path):
    (source,), _ = fetched(tmp_path, Site(a=page().encode()), "/a")
    article = read(source)
    assert isinstance(article, Article)
    assert (article.uri, article.title) == (f"{HOST}/a", STORY.title)
    assert article.fetched_at == source.fetched_at


def test_robots_are_obeyed_and_asked_for_once(tmp_path):
    site = Site(robots__txt=b"User-agent: *\nDisallow: /privat", a=page().encode(), privat=page().encode())
    found, _ = fetched(tmp_path, site, "/a", "/privat", "/a")
    assert [getattr(read(item), "message", "read") for item in found] == [
        "read",
        "The host's robots.txt forbids fetching it.",
    ]
    assert site.asked == [f"{HOST}/robots.txt", f"{HOST}/a"]


def test_there_is_a_pause_between_requests_and_robots_may_ask_for_more(tmp_path):
    _, pauses = fetched(tmp_path, Site(a=b"<p>x", b=b"<p>x"), "/a", "/b")
    assert len(pauses) == 2
    assert all(DELAY_SECONDS * 0.8 < pause <= DELAY_SECONDS for pause in pauses)
    slow = Site(robots__txt=b"User-agent: *\nCrawl-delay: 9", a=b"<p>x", b=b"<p>x")
    _, pauses = fetched(tmp_path, slow, "/a", "/b")
    assert all(8 < pause <= 9 for pause in pauses)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (404, "status 404"),
        (httpx.ConnectError("no route"), "are you offline?"),
        (httpx.ReadTimeout("slow"), "does not answer in time"),
        (httpx.RemoteProtocolError("bad"), "cannot be fetched"),
        (httpx.Response(302, headers={"location": "/a"}), "redirects more than 5 times"),
        (httpx.Response(302, headers={"location": "ftp://x.example/"}), "no http or https address"),
        (b"x" * 5000, "larger than"),
    ],
)
def test_what_cannot_be_fetched_is_named(tmp_path, monkeypatch, answer, reason):
    monkeypatch.setattr("lagebild.articles.addresses.MAX_DOCUMENT_BYTES", 4000)
    (source,), _ = fetched(tmp_path, Site(a=answer), "/a")
    refusal = read(source)
    assert refusal.place == f"{HOST}/a"
    assert reason in refusal.message


def test_a_redirect_leads_to_the_address_of_the_article(tmp_path):
    site = Site(a=httpx.Response(301, headers={"location": "/b"}), b=page().encode())
    (source,), _ = fetched(tmp_path, site, "/a")
    assert source.uri == f"{HOST}/b"


def test_a_host_whose_rules_cannot_be_read_is_left_alone(tmp_path):
    site = Site(robots__txt=503, a=page().encode())
    (source,), _ = fetched(tmp_path, site, "/a")
    refusal = read(source)
    assert "robots.txt cannot be read" in refusal.message
    assert site.asked == [f"{HOST}/robots.txt"]


def test_lists():
    assert addresses_in(f"# x\n\n{ADDRESS} Anmerkung\n{ADDRESS}\nmailto:x@y.example\n") == (
        ADDRESS,
        "mailto:x@y.example",
    )


def test_lists_and_addresses_that_cannot_be_read(tmp_path):
    (source,) = fetched_sources(tmp_path / "fehlt.txt")
    assert "list of addresses cannot be read" in read(source).message
    (tmp_path / "l.txt").write_text("mailto:x@y.example\nhttp://[::1\n", encoding="utf-8")
    refusals = [read(source) for source in fetched_sources(tmp_path / "l.txt")]
    assert [type(refusal) for refusal in refusals] == [RefusedSource, RefusedSource]
