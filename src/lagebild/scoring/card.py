"""The score card for people and for programs."""

from __future__ import annotations

from rich.table import Table

from lagebild.scoring.score import ALL_LANGUAGES, ScoreCard


def card_table(card: ScoreCard) -> Table:
    """Return the table of a score card: a row per layer and measure, F1 per language, precision and recall of all."""
    langs = [*sorted(lang for lang in card.articles if lang != ALL_LANGUAGES), ALL_LANGUAGES]
    table = Table(title=f"{card.articles[ALL_LANGUAGES]} articles")
    table.add_column("layer")
    table.add_column("measure")
    for lang in langs:
        table.add_column(f"F1 {lang} ({card.articles[lang]})", justify="right")
    for heading in ("precision", "recall", "right", "read", "gold"):
        table.add_column(heading, justify="right")
    shown_before = None
    for layer, measure in card.measures():
        total = card.counts[layer, measure, ALL_LANGUAGES]
        shares = [_share(card.counts[layer, measure, lang].f1) for lang in langs]
        numbers = [_share(total.precision), _share(total.recall), *map(str, (total.right, total.read, total.gold))]
        table.add_row("" if layer == shown_before else layer, measure, *shares, *numbers)
        shown_before = layer
    return table


def card_record(card: ScoreCard) -> dict[str, object]:
    """Return the score card as plain data for JSON: `articles` by language, `scores` by layer, measure and language.

    `low` and `high` are the ends of the 90 % bootstrap interval of `f1`, null for fewer than two articles.
    """
    return {"articles": card.articles, "scores": [_score_record(card, *key) for key in card.counts]}


def _score_record(card: ScoreCard, layer: str, measure: str, lang: str) -> dict[str, object]:
    counts, interval = card.counts[layer, measure, lang], card.interval(layer, measure, lang)
    return {
        "layer": layer,
        "measure": measure,
        "lang": lang,
        "f1": counts.f1,
        "low": interval and interval.low,
        "high": interval and interval.high,
        "precision": counts.precision,
        "recall": counts.recall,
        "right": counts.right,
        "read": counts.read,
        "gold": counts.gold,
    }


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
