from datetime import UTC, date, datetime

import pytest
from built_pages import ADDRESS, FURNITURE, STORY, check_passages, in_zone, only_article, only_refusal, page

from lagebild.articles.article import Zone


def test_zones_of_a_page_come_in_its_order_and_furniture_stays_out():
    article = only_article(page().encode(), "seite.html")
    check_passages(article)
    assert [p.zone for p in article.passages] == [
        Zone.KICKER,
        Zone.TITLE,
        Zone.TEASER,
        Zone.BYLINE,
        Zone.CAPTION,
        Zone.CREDIT,
        *[Zone.BODY] * 3,
        Zone.HEADING,
        *[Zone.BODY] * 2,
    ]
    assert in_zone(article, Zone.TITLE) == [STORY.title]
    assert in_zone(article, Zone.KICKER) == [STORY.kicker]
    assert in_zone(article, Zone.TEASER) == [STORY.teaser]
    assert in_zone(article, Zone.CAPTION) == [STORY.caption]
    assert in_zone(article, Zone.CREDIT) == [STORY.credit]
    assert in_zone(article, Zone.HEADING) == [STORY.heading]
    assert in_zone(article, Zone.BODY) == [*STORY.paragraphs, *STORY.after_heading]
    assert not [words for words in FURNITURE if words in article.text]


def test_metadata_of_a_page():
    changed = datetime(2031, 3, 20, 8, 0, tzinfo=UTC)
    article = only_article(page().encode(), fetched_at=changed)
    assert (article.uri, article.title, article.outlet) == (ADDRESS, STORY.title, "Ostseebote")
    assert (article.authors, article.lang) == ((STORY.author,), "de")
    assert (article.published, article.published_basis, article.published_span) == (date(2031, 3, 14), "metadata", None)
    assert article.fetched_at == changed


def test_without_a_canonical_link_the_file_is_the_address():
    assert only_article(page(address=None).encode(), "seite.html").uri == "file:///in/seite.html"


def test_a_canonical_link_to_the_front_page_names_no_article():
    text = page(address="https://www.ostseebote.example/")
    assert only_article(text.encode(), "seite.html").uri == "file:///in/seite.html"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_declared_encodings(charset):
    plain = page(charset=charset).replace("„", "»").replace("“", "«")
    article = only_article(plain.encode("cp1252" if charset == "windows-1252" else charset))
    assert in_zone(article, Zone.TITLE) == [STORY.title]
    assert "\ufffd" not in article.text


def test_a_wrong_extension_does_not_matter():
    for name in ("seite.txt", "seite.pdf", "seite.jsonl.bak", "seite"):
        assert only_article(page().encode(), name).title == STORY.title


@pytest.mark.parametrize(
    ("glued", "caption", "credit"),
    [
        ("Leere Kais in Hanko. Foto: Mika Salo/Baltpress", "Leere Kais in Hanko.", "Foto: Mika Salo/Baltpress"),
        ("Leere Kais in HankoBild: Mika Salo/Baltpress", "Leere Kais in Hanko", "Bild: Mika Salo/Baltpress"),
        ("Empty quays in Hanko © Baltpress", "Empty quays in Hanko", "© Baltpress"),
        ("Empty quays in Hanko (Photo: Baltpress)", "Empty quays in Hanko", "(Photo: Baltpress)"),
    ],
)
def test_credits_are_parted_from_captions(glued, caption, credit):
    figure = f"<figure><img src=x><figcaption>{glued}</figcaption></figure>"
    text = page().replace("<h2>", f"{figure}<h2>")
    article = only_article(text.encode())
    assert in_zone(article, Zone.CAPTION) == [STORY.caption, caption]
    assert in_zone(article, Zone.CREDIT) == [STORY.credit, credit]


def test_a_kicker_glued_to_the_title_is_told_by_the_metadata():
    text = page().replace('<span class="article-kicker">Ostseehandel</span> <span>', "Ostseehandel<span>")
    article = only_article(text.encode())
    assert in_zone(article, Zone.KICKER) == ["Ostseehandel"]
    assert in_zone(article, Zone.TITLE) == [STORY.title]


def test_a_quotation_set_apart_that_the_text_says_too_is_a_pull_quote():
    quote = "<blockquote>Wir holen den Handel von der Straße auf das Wasser</blockquote>"
    article = only_article(page().replace("<h2>", f"{quote}<h2>").encode())
    assert in_zone(article, Zone.PULL_QUOTE) == ["Wir holen den Handel von der Straße auf das Wasser"]


def test_the_day_is_the_one_the_paper_writes():
    text = page().replace("T18:20:00+02:00", "T00:10:00+02:00")
    assert only_article(text.encode()).published == date(2031, 3, 14)


@pytest.mark.parametrize(
    ("declared", "day"),
    [
        ('<meta property="article:published_time" content="2029-07-01T10:00:00Z">', date(2029, 7, 1)),
        ('<meta name="DC.date.issued" content="1.7.2029">', date(2029, 7, 1)),
        ('<meta name="date" content="Sun, 01 Jul 2029 23:30:00 +0200">', date(2029, 7, 1)),
        ('<meta property="article:modified_time" content="2029-07-01">', None),
        ('<meta name="date" content="2029-02-31">', None),
    ],
)
def test_declared_dates(declared, day):
    text = page(address=None).replace("NewsArticle", "WebSite").replace(", 14.3.2031", "")
    assert only_article(text.replace("<title>", f"{declared}<title>").encode()).published == day


def test_a_page_does_not_depend_on_the_pages_before():
    alone = only_article(page().encode())
    for _ in range(4):
        assert only_article(page().encode()) == alone


@pytest.mark.parametrize(
    "markup",
    ["<html></html>", "<html><body><script>var text = 'Ein Satz im Programm.'</script></body></html>", "<p></p>"],
)
def test_pages_without_text_are_refused(markup):
    assert only_refusal(markup.encode(), "leer.html").message in (
        "The page shows no article text.",
        "The page is empty.",
    )
