"""The demo pages as articles: what the page states is found, the body is whole, and no furniture is read."""

import tomllib
from collections.abc import Iterable

import pytest

from lagebild.articles.article import UNREAD_ZONES, Article, Zone
from lagebild.articles.sources import articles_from, sources_in
from lagebild.demo import demo_gold, demo_pages

PAGES = {page["file"]: page for page in tomllib.loads(demo_gold())["page"]}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found: dict[str, Article] = {}
    for source in sources_in([demo_pages()]):
        (article,) = articles_from(source)
        assert isinstance(article, Article), article
        found[source.place.rsplit("/", 1)[-1]] = article
    return found


def words_in(article: Article, zones: Iterable[Zone]) -> str:
    wanted = set(zones)
    passages = (article.text[p.start : p.end] for p in article.passages if p.zone in wanted)
    return " ".join(" ".join(passages).split())


@pytest.mark.parametrize("name", PAGES)
def test_title_authors_date_and_language(name: str, articles: dict[str, Article]) -> None:
    article, page = articles[name], PAGES[name]
    assert article.title == page["title"]
    assert list(article.authors) == page["authors"]
    assert article.published == page.get("published")
    assert article.lang == page["lang"]


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page["format"] != "text"])
def test_outlet_and_address_where_metadata_states_them(name: str, articles: dict[str, Article]) -> None:
    assert (articles[name].outlet, articles[name].uri) == (PAGES[name]["outlet"], PAGES[name]["uri"])


@pytest.mark.parametrize("name", PAGES)
def test_the_body_is_whole_and_no_furniture_is_read(name: str, articles: dict[str, Article]) -> None:
    article, page = articles[name], PAGES[name]
    body = words_in(article, [Zone.BODY])
    assert body.startswith(page["body_first"])
    assert body.endswith(page["body_last"])
    read = words_in(article, set(Zone) - UNREAD_ZONES)
    assert [words for words in page["not_body"] if words in read] == []


@pytest.mark.parametrize("name", PAGES)
def test_kicker_teaser_headings_captions_and_pull_quotes(name: str, articles: dict[str, Article]) -> None:
    article, page = articles[name], PAGES[name]
    expected = {
        Zone.KICKER: [page.get("kicker", "")],
        Zone.TEASER: [page.get("teaser", "")],
        Zone.HEADING: page["headings"],
        Zone.CAPTION: page["captions"],
        Zone.PULL_QUOTE: page.get("pull_quotes", []),
    }
    found = {zone: words_in(article, [zone]) for zone in expected}
    assert found == {zone: " ".join(" ".join(words).split()) for zone, words in expected.items()}
