"""Builds pages, documents, archives and feeds from one invented story, with the furniture real ones have."""

from __future__ import annotations

import gzip
import html
import io
import json
from dataclasses import dataclass
from functools import partial

from fastwarc.warc import WarcRecord, WarcRecordType
from fpdf import FPDF

from lagebild.articles.article import Article, Zone
from lagebild.articles.sources import Source, articles_from
from lagebild.errors import RefusedSource


@dataclass(frozen=True)
class Story:
    """An invented article."""

    kicker: str
    title: str
    teaser: str
    author: str
    day: str
    caption: str
    credit: str
    paragraphs: tuple[str, ...]
    heading: str
    after_heading: tuple[str, ...]


STORY = Story(
    kicker="Ostseehandel",
    title="Lettland und Finnland vereinbaren neue Fährlinie",
    teaser="Nach zwei Jahren Verhandlungen steht der Vertrag. Strittig bleibt, wer die Eisbrecher im Winter bezahlt.",
    author="Hanna Vierling",
    day="2031-03-14",
    caption="Der Hafen von Ventspils im Februar: Bis zu sechs Schiffe sollen hier täglich anlegen.",
    credit="Foto: Jonas Kalnins/Baltpress",
    paragraphs=(
        "Riga, Helsinki. Die Verkehrsminister Lettlands und Finnlands haben am Freitag in Riga einen Vertrag über eine "
        "neue Fährlinie unterzeichnet. Die Schiffe sollen vom 1. Mai an zwischen Ventspils und Hanko verkehren und "
        "jährlich rund 400.000 Lastwagen befördern.",
        "„Wir holen den Handel von der Straße auf das Wasser“, sagte die finnische Ministerin Aino Kettunen nach der "
        "Unterzeichnung. Ihr lettischer Amtskollege sprach von einem guten Tag für beide Häfen.",
        "Die Kosten teilen sich beide Staaten je zur Hälfte. Offen ist noch, wer im Winter für die Eisbrecher zahlt; "
        "darüber wollen die Regierungen im Juni in Tallinn weiter verhandeln.",
    ),
    heading="Estland sieht sich übergangen",
    after_heading=(
        "In Estland stößt der Vertrag auf Kritik. Das Wirtschaftsministerium in Tallinn teilte mit, man sei erst am "
        "Vorabend unterrichtet worden und prüfe nun die Folgen für die eigenen Häfen.",
        "Falls die Linie wie geplant startet, dürfte der Umschlag in Muuga nach Schätzung des Hafenverbands um bis zu "
        "acht Prozent sinken. Die Gewerkschaften fordern deshalb Gespräche vor dem Sommer.",
    ),
)

FURNITURE = (
    "Zum Inhalt springen",
    "Abo testen",
    "Artikel teilen",
    "Mehr zum Thema",
    "Zölle: Was der Streit um Holz bedeutet",
    "Impressum",
    "Wir verwenden Cookies",
)

ADDRESS = "https://www.ostseebote.example/wirtschaft/faehrlinie-ventspils-hanko-4711.html"


def page(story: Story = STORY, *, address: str | None = ADDRESS, charset: str = "utf-8") -> str:
    """Return the story as a page of an invented paper."""
    paragraph = "".join(f"<p>{html.escape(text)}</p>" for text in story.paragraphs)
    rest = "".join(f"<p>{html.escape(text)}</p>" for text in story.after_heading)
    canonical = f'<link rel="canonical" href="{address}">' if address else ""
    published = {"@type": "NewsArticle", "datePublished": f"{story.day}T18:20:00+02:00", "headline": story.title}
    return f"""<!DOCTYPE html>
<html lang="de"><head><meta charset="{charset}"><title>{story.title} - Ostseebote</title>{canonical}
<meta property="og:title" content="{story.title}"><meta property="og:site_name" content="Ostseebote">
<meta name="description" content="{html.escape(story.teaser)}"><meta name="author" content="{story.author}">
<script type="application/ld+json">{json.dumps(published)}</script></head>
<body><a class="skip" href="#main">Zum Inhalt springen</a>
<nav><ul><li><a href="/">Startseite</a></li><li><a href="/abo">Abo testen</a></li></ul></nav>
<main><article><header><h1><span class="article-kicker">{story.kicker}</span> <span>{story.title}</span></h1>
<p class="article-teaser">{story.teaser}</p>
<p class="article-byline">Von <a href="/autor">{story.author}</a>, 14.3.2031</p></header>
<div class="share"><button>Artikel teilen</button></div>
<figure><img src="hafen.jpg" alt="Hafen">
<figcaption>{story.caption} <span class="credit">{story.credit}</span></figcaption></figure>
<div class="article-body">{paragraph}<h2>{story.heading}</h2>{rest}</div></article>
<aside class="related"><h3>Mehr zum Thema</h3><ul>
<li><a href="/holz">Zölle: Was der Streit um Holz bedeutet</a></li></ul></aside></main>
<footer><a href="/impressum">Impressum</a>
<div class="cookie-banner">Wir verwenden Cookies</div></footer></body></html>"""


def saved_page(story: Story = STORY) -> str:
    """Return the story as a page saved as text."""
    parts = [
        "1. Zum Inhalt springen\n2. Startseite\n3. Wirtschaft",
        story.kicker,
        story.title,
        story.teaser,
        f"{story.author} 14.03.2031 - 18:20 Uhr",
        f"{story.caption} {story.credit}",
        *story.paragraphs,
        story.heading,
        *story.after_heading,
        "Mehr zum Thema",
        "Impressum\nDatenschutz",
    ]
    return "\n\n".join(parts)


def document(story: Story = STORY, *, pages: int = 3) -> bytes:
    """Return the story as a PDF with a head and a page number on every page."""

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=9)
            self.cell(0, 8, "Ostseebote Wirtschaft am Sonntag", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 8, f"Seite {self.page_no()} von {pages}")

    paper = Paper()
    paper.set_title(story.title)
    paper.add_page()
    paper.set_font("helvetica", style="B", size=18)
    paper.multi_cell(0, 9, story.title, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("helvetica", size=11)
    texts = [*story.paragraphs, *story.after_heading]
    for number in range(pages):
        if number:
            paper.add_page()
            paper.set_font("helvetica", size=11)
        for text in texts[number::pages]:
            # The core fonts know Latin-1 only.
            plain = text.replace("„", '"').replace("“", '"')
            paper.multi_cell(0, 6, plain, new_x="LMARGIN", new_y="NEXT", align="L")
            paper.ln(4)
    return bytes(paper.output())


def warc_record(
    address: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8"
) -> WarcRecord:
    """Return a response record."""
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = address
    record.headers["WARC-Date"] = "2031-03-15T06:30:00Z"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
    return record


def archive(records: list[WarcRecord], *, packed: bool = False) -> bytes:
    """Return records as a WARC file, each in its own gzip member if packed."""
    out = b""
    for record in records:
        buffer = io.BytesIO()
        record.write(buffer)
        out += gzip.compress(buffer.getvalue(), mtime=0) if packed else buffer.getvalue()
    return out


def rss(entries: str) -> bytes:
    """Return a feed with these items."""
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ostseebote</title><link>https://www.ostseebote.example</link>
{entries}</channel></rss>""".encode()


def read(data: bytes, name: str = "page", **given: object) -> list[Article | RefusedSource]:
    """Return what the bytes of a file of this name give."""
    source = Source(f"file:///in/{name}", name, partial(io.BytesIO, data), **given)  # type: ignore[arg-type]
    return list(articles_from(source))


def only_article(data: bytes, name: str = "page", **given: object) -> Article:
    """Return the one article the bytes give."""
    (found,) = read(data, name, **given)
    assert isinstance(found, Article), found
    return found


def only_refusal(data: bytes, name: str = "page", **given: object) -> RefusedSource:
    """Return the one refusal the bytes give."""
    (found,) = read(data, name, **given)
    assert isinstance(found, RefusedSource), found
    return found


def in_zone(article: Article, zone: Zone) -> list[str]:
    """Return the texts of one zone."""
    return [article.text[p.start : p.end] for p in article.passages if p.zone == zone]


def check_passages(article: Article) -> None:
    """Assert what every article guarantees of its passages."""
    last = 0
    for passage in article.passages:
        assert last <= passage.start < passage.end <= len(article.text)
        text = article.text[passage.start : passage.end]
        assert text == text.strip()
        last = passage.end
