"""Scoring a corpus: every annotated article is read and compared layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lagebild.articles.article import Article, Passage, Zone
from lagebild.errors import UsageError
from lagebild.reading.reading import Reading
from lagebild.scoring.ann import AnnotationError, parse_annotation, parse_document
from lagebild.scoring.gold import GoldArticle, gold_of
from lagebild.scoring.intervals import Interval, f1_interval
from lagebild.scoring.layers import LAYERS
from lagebild.scoring.layers.comparison import Comparison, Difference
from lagebild.scoring.matching import Counts

ALL_LANGUAGES = "all"
"""The language of the rows that count every article."""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The comparison of one article, layer by layer, and how many words (between white space) it has."""

    name: str
    lang: str
    words: int
    layers: dict[str, Comparison]


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The counts of a corpus by (layer, measure, language), its articles by language, and every difference.

    `by_article` keeps what these were added up from.
    """

    counts: dict[tuple[str, str, str], Counts]
    articles: dict[str, int]
    differences: tuple[Difference, ...]
    by_article: tuple[ArticleScore, ...]

    def measures(self) -> list[tuple[str, str]]:
        """Return every layer with each of its measures, in the order of the table."""
        return list(dict.fromkeys((layer, measure) for layer, measure, _ in self.counts))

    def interval(self, layer: str, measure: str, lang: str) -> Interval | None:
        """Return the bootstrap interval of an F1 over the articles of a language (see `intervals`)."""
        scores = (score for score in self.by_article if lang in (score.lang, ALL_LANGUAGES))
        return f1_interval([score.layers[layer].counts[measure] for score in scores])


def score_corpus(path: Path, read: Callable[[Article], Reading]) -> ScoreCard:
    """Read every annotated article under `path` with `read` and return the counts, added up over articles (micro).

    `path` is a corpus (a folder with `docs/` and `out/`), a folder of corpora, or a list of article names (a text
    file beside `docs/`, one name a line). `read` gets the text, the date and the language of an article, no more.
    Raises UsageError if there is nothing to score and AnnotationError for a file that does not follow the format.
    """
    card = score_readings((gold, read(article_of(gold))) for gold in gold_articles(path))
    if not card.articles:
        raise UsageError("no annotated article: expected docs/NAME.txt with out/NAME.ann", place=str(path))
    return card


def score_readings(read: Iterable[tuple[GoldArticle, Reading]]) -> ScoreCard:
    """Return the counts of annotated articles and their readings, added up over the articles."""
    scores = tuple(score_article(gold, reading) for gold, reading in read)
    counts: dict[tuple[str, str, str], Counts] = {}
    articles: dict[str, int] = {}
    for score in scores:
        for lang in (score.lang, ALL_LANGUAGES):
            articles[lang] = articles.get(lang, 0) + 1
            for layer, comparison in score.layers.items():
                for measure, found in comparison.counts.items():
                    key = (layer, measure, lang)
                    counts[key] = counts.get(key, Counts()) + found
    differences = (d for score in scores for comparison in score.layers.values() for d in comparison.differences)
    return ScoreCard(counts, articles, tuple(differences), scores)


def score_article(gold: GoldArticle, reading: Reading) -> ArticleScore:
    """Return the comparison of one article with its reading in every layer."""
    compared = {layer: compare(gold, reading) for layer, compare in LAYERS.items()}
    return ArticleScore(gold.name, gold.lang, len(gold.text.split()), compared)


def article_of(gold: GoldArticle) -> Article:
    """Return the article a reader gets: the text as one body, the date and the language; no title, no sentences."""
    body = (Passage(0, len(gold.text), Zone.BODY),) if gold.text else ()
    return Article(
        uri=f"corpus:{gold.name}",
        text=gold.text,
        passages=body,
        lang=None if gold.lang == "und" else gold.lang,
        published=gold.published,
        published_basis="metadata" if gold.published else None,
    )


def gold_articles(path: Path) -> Iterator[GoldArticle]:
    """Yield the annotated articles under `path` in the order of their names (see `score_corpus`)."""
    for annotation_path in _annotation_paths(path):
        document_path = annotation_path.parent.parent / "docs" / f"{annotation_path.stem}.txt"
        document = parse_document(_content_of(document_path), file=str(document_path))
        annotation = parse_annotation(_content_of(annotation_path), file=str(annotation_path))
        yield gold_of(document, annotation)


def _annotation_paths(path: Path) -> list[Path]:
    if path.is_file():
        names = [line.strip() for line in _content_of(path).splitlines()]
        return [path.parent / "out" / f"{name}.ann" for name in names if name and not name.startswith("#")]
    if (path / "out").is_dir():
        return sorted((path / "out").glob("*.ann"))
    return sorted(path.glob("*/out/*.ann"))


def _content_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AnnotationError("no such file", place=str(path)) from None
    except UnicodeDecodeError as error:
        raise AnnotationError(f"not UTF-8 at byte {error.start}", place=str(path)) from None
