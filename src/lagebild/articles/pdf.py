"""PDF documents: their text, without repeated page heads and with broken words joined."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from lagebild.articles.article import Article
from lagebild.articles.decoding import has_words
from lagebild.articles.markup import laid_out
from lagebild.articles.origin import Origin, refuse_too_long
from lagebild.articles.plain import article_of_text
from lagebild.errors import RefusedSource

MAX_PAGES = 300
"""Pages of one document: a newspaper has under 100, a report 200; more is a book."""

MAX_SECONDS = 60.0
"""Time for one document, looked at between pages; a page of text takes 0.02 to 0.3 s."""

MAX_PAGE_CHARACTERS = 200_000
"""Characters of one page: a full broadsheet page holds 25,000."""

EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which repeated ones are looked for."""

REPEATED_ON = 0.5
"""Share of pages on which a line must stand to be a page head or foot; left and right pages may differ."""

FULL_WITHIN_SENTENCE = 0.6
"""Share of the usual line length below which a line ends its paragraph though its sentence has no end: a heading."""

FULL_AFTER_SENTENCE = 0.9
"""Share of the usual line length below which a line that ends a sentence ends its paragraph too."""

WORDS_WORTH_KEEPING = 3
"""Words of a page head from which on its first occurrence stays."""

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN_WORD = re.compile(r"[^\W\d_]+-$")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_SENTENCE_ENDS = (".", "!", "?", ":", '"', "\u201c", "\u201d", "\u00bb", "\u00ab", "\u2026", ")")
_CONJUNCTION = re.compile(r"(?:und|oder|bzw|and|or|bis|sowie)\b")

# pypdf reports every oddity of a damaged file; the refusal says what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def article_from(data: bytes, origin: Origin) -> Article:
    """Return the article a PDF holds; raises `RefusedSource` if it is encrypted, damaged or holds no text.

    Title, authors and date come from the text, as for a page saved as text: the document's own metadata name the
    program and the day of printing more often than the article's. The title there counts if the text shows it.
    """
    pages, stated_title = _pages_of(data, origin.place)
    text = text_of_pages(pages)
    if not has_words(text):
        raise RefusedSource("It holds no text; scanned pages are not recognised.", place=origin.place)
    article = article_of_text(text, origin)
    if article.title is None and stated_title and has_words(stated_title) and stated_title in text:
        return replace(article, title=stated_title)
    return article


def text_of_pages(pages: Sequence[str]) -> str:
    """Return the running text of pages: paragraphs with an empty line between, broken words and lines joined."""
    lines_of_pages = [[laid_out(line) for line in page.split("\n")] for page in pages]
    hyphenated = frozenset(word for page in pages for word in _HYPHENATED.findall(page))
    paragraphs: list[list[str]] = []
    last, usual = "", 0
    for lines in _without_repeated_edges(lines_of_pages):
        usual = _usual_length(lines) or usual
        for line in lines:
            if not line:
                last = ""
                continue
            if last and _goes_on(last, line, usual):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
            last = line
    return "\n\n".join(_joined(lines, hyphenated) for lines in paragraphs)


def _pages_of(data: bytes, place: str) -> tuple[list[str], str | None]:
    """Return the text of each page and the title the document states."""
    started = time.monotonic()
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedSource("It is encrypted and needs a password.", place=place)
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise RefusedSource(f"It has {count} pages; up to {MAX_PAGES} are read.", place=place)
        for page in reader.pages:
            pages.append(page.extract_text()[:MAX_PAGE_CHARACTERS])
            refuse_too_long(sum(map(len, pages)), place)
            if time.monotonic() - started > MAX_SECONDS:
                raise RefusedSource(f"Reading its pages takes longer than {MAX_SECONDS:.0f} s.", place=place)
        title = reader.metadata.title if reader.metadata is not None else None
    except (FileNotDecryptedError, DependencyError):
        raise RefusedSource("It is encrypted in a way that cannot be read.", place=place) from None
    except PyPdfError as error:
        raise RefusedSource("The PDF is damaged.", place=place) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # How pypdf stumbles over objects that are not what the document says they are.
        raise RefusedSource("The PDF is damaged.", place=place) from error
    return pages, laid_out(title) if isinstance(title, str) else None


def _without_repeated_edges(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the lines of each page without heads and feet.

    A line that stands at the edge of many pages, whatever its numbers, is dropped; where it has words enough to be
    the only place of a title or date its first occurrence stays.
    """
    edges = [_edge_places(lines) for lines in pages]
    counts = Counter(
        key
        for lines, places in zip(pages, edges, strict=True)
        for key in {_without_numbers(lines[place]) for place in places}
    )
    least = max(2.0, REPEATED_ON * len(pages))
    shown: set[str] = set()
    for lines, places in zip(pages, edges, strict=True):
        kept = []
        for place, line in enumerate(lines):
            key = _without_numbers(line)
            repeated = place in places and counts[key] >= least
            if not repeated or (key not in shown and len(_WORD.findall(key)) >= WORDS_WORTH_KEEPING):
                kept.append(line)
            if repeated:
                shown.add(key)
        yield kept


def _edge_places(lines: Sequence[str]) -> frozenset[int]:
    filled = [place for place, line in enumerate(lines) if line]
    return frozenset(filled[:EDGE_LINES] + filled[-EDGE_LINES:])


def _without_numbers(line: str) -> str:
    return _DIGITS.sub("#", line)


def _usual_length(lines: Sequence[str]) -> int:
    """Return the upper quartile of the lengths of lines: the width of the column they are set in."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _goes_on(last: str, line: str, usual: int) -> bool:
    """Return whether `line` continues the paragraph of the line before it."""
    if line[0].islower():
        return True
    least = FULL_AFTER_SENTENCE if last.endswith(_SENTENCE_ENDS) else FULL_WITHIN_SENTENCE
    return len(last) >= least * usual


def _joined(lines: Sequence[str], hyphenated: frozenset[str]) -> str:
    """Return lines as one paragraph; a hyphen at a line's end goes where the word is broken."""
    pieces = [lines[0]]
    for line in lines[1:]:
        last = pieces[-1]
        broken = _BROKEN_WORD.search(last)
        if broken is None or not line[0].isalpha() or _CONJUNCTION.match(line):
            pieces.append(" ")
        elif line[0].islower():
            rest = _WORD.match(line)
            whole = broken[0] + (rest[0] if rest else "")
            pieces[-1] = last if whole in hyphenated else last[:-1]
        pieces.append(line)
    return "".join(pieces)
