from datetime import date

import pytest
from built_pages import STORY, in_zone, only_article, only_refusal, read, rss

from lagebild.articles.article import Article, Zone
from lagebild.errors import RefusedSource

CONTENT = "".join(f"<p>{text}</p>" for text in STORY.paragraphs)
ENTRY = f"""<item><title>{STORY.title}</title><link>https://www.ostseebote.example/4711</link>
<dc:creator>{STORY.author}</dc:creator><pubDate>Fri, 14 Mar 2031 00:20:00 +0200</pubDate>
<description>{STORY.teaser}</description><content:encoded><![CDATA[{CONTENT}<h2>{STORY.heading}</h2>
<figure><figcaption>{STORY.caption}</figcaption></figure>
<p>Der Beitrag <a href="/x">{STORY.title}</a> erschien zuerst auf <a href="/">Ostseebote</a>.</p>]]>
</content:encoded></item>"""


def test_an_entry_with_its_text():
    article = only_article(rss(ENTRY), "feed.xml")
    assert article.uri == "https://www.ostseebote.example/4711"
    assert (article.title, article.outlet, article.authors) == (STORY.title, "Ostseebote", (STORY.author,))
    assert (article.published, article.published_basis, article.lang) == (date(2031, 3, 14), "metadata", "de")
    assert in_zone(article, Zone.TITLE) == [STORY.title]
    assert in_zone(article, Zone.TEASER) == [STORY.teaser]
    assert in_zone(article, Zone.BODY) == list(STORY.paragraphs)
    assert in_zone(article, Zone.HEADING) == [STORY.heading]
    assert in_zone(article, Zone.CAPTION) == [STORY.caption]
    assert len(in_zone(article, Zone.FURNITURE)) == 1


def test_an_entry_with_a_summary_only_and_one_with_nothing():
    both = f"""<item><title>Eins</title><guid>x1</guid>
    <description>&lt;p&gt;{STORY.teaser}&lt;/p&gt;</description></item>
    <item><title>Zwei</title><link>https://www.ostseebote.example/2</link></item>"""
    first, second = read(rss(both), "feed.xml")
    assert isinstance(first, Article)
    assert in_zone(first, Zone.BODY) == [STORY.teaser]
    assert first.uri == "file:///in/feed.xml#1"
    assert isinstance(second, RefusedSource)
    assert (second.place, second.message) == ("feed.xml entry 2", "The entry holds no text, only a title or link.")


def test_atom():
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Baltic Post</title><entry><title>{STORY.title}</title>
    <link href="https://baltic.example/1"/>
    <published>2031-03-14T23:59:00+02:00</published><author><name>A. Berg</name></author>
    <content type="html">&lt;p&gt;The line opens in May.&lt;/p&gt;</content>
    </entry></feed>"""
    article = only_article(atom.encode(), "atom")
    assert (article.outlet, article.published) == ("Baltic Post", date(2031, 3, 14))
    assert in_zone(article, Zone.BODY) == ["The line opens in May."]


def test_a_feed_without_entries():
    assert only_refusal(rss(""), "feed.xml").message == "The feed holds no entries."


@pytest.mark.parametrize("target", ["file:///etc/hostname", "http://127.0.0.1:9/x"])
def test_entities_are_never_followed(target):
    data = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "%s">]>' % target.encode()
    data += b"<rss version='2.0'><channel><item><description>Vorher &x; nachher</description></item></channel></rss>"
    article = only_article(data)
    assert article.text.startswith("Vorher")
    assert len(article.text) < 25
