"""What `lagebild info` prints."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.case.info import CaseInfo
from lagebild.views.labels import labels_in
from lagebild.views.languages import languages_words, names_only_remark
from lagebild.views.report.wording import Labels, number_words

REFUSALS_PRINTED = 10
"""Refused sources named; the JSON twin names all."""


def info_lines(facts: CaseInfo, slices: int, lang: str) -> list[str]:
    """Return a case's facts as lines, the most asked first; `slices` is the number of evidence slices verified."""
    t = labels_in(lang)
    rows = [*_contents(facts, slices, t, lang), *_sources(facts, t, lang), *_to_do(facts, t, lang)]
    width = max(len(t[f"case_{key}"]) for key, _ in rows if key) + 2
    size = number_words(round(facts.size / 1e6, 1), lang)
    made = t["case_made"].format(path=facts.path, size=size, schema=facts.schema_version, made_by=facts.created_by)
    return [made, *((t[f"case_{key}"] if key else "").ljust(width) + text for key, text in rows)]


def _contents(facts: CaseInfo, slices: int, t: Labels, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what the case holds, each line with the key of its label; a line that goes on has none."""
    articles = facts.rows["articles"]
    older = _said_of(t, "case_older_versions", facts.articles_stored - articles, lang)
    yield "articles", ", ".join([number_words(articles, lang), *older])
    if facts.languages:
        yield "languages", languages_words(facts.languages, lang)
    if remark := names_only_remark(facts.names_only, lang):
        yield "", remark
    period = t["case_from_to"].format(first=facts.earliest, last=facts.latest) if facts.earliest else t["case_no_date"]
    yield "period", ", ".join([period, *_said_of(t, "case_undated", facts.undated, lang)])
    filled = (f"{name} {number_words(n, lang)}" for name, n in facts.rows.items() if n and name != "articles")
    yield "tables", ", ".join(filled) or t["case_empty"]
    if facts.datasets:
        yield "datasets", ", ".join(f"{name} {number_words(n, lang)}" for name, n in facts.datasets.items())
    yield "evidence", t["case_slices"].format(n=number_words(slices, lang))


def _sources(facts: CaseInfo, t: Labels, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what was read, refused and removed."""
    refused = number_words(len(facts.refused), lang)
    yield "sources", t["case_sources_read"].format(n=number_words(facts.sources, lang), refused=refused)
    for place, reason in facts.refused[:REFUSALS_PRINTED]:
        yield "", t["case_refused"].format(place=place, reason=reason)
    for line in _said_of(t, "case_more_refused", len(facts.refused) - REFUSALS_PRINTED, lang):
        yield "", line
    for line in _said_of(t, "case_copies_how", facts.copies, lang):
        yield "copies", line
    for uri in facts.removed:
        yield "removed", uri


def _to_do(facts: CaseInfo, t: Labels, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what the case waits for."""
    if facts.outdated:
        number = number_words(facts.outdated, lang)
        yield "outdated", t["case_outdated_how"].format(n=number, path=facts.path)
    for line in _said_of(t, "case_reviews_how", facts.orphaned, lang):
        yield "reviews", line
    if not facts.merged:
        yield "unmerged", t["case_unmerged_how"].format(path=facts.path)


def _said_of(t: Labels, key: str, number: int, lang: str) -> list[str]:
    """Return a label with its number, nothing if there is nothing to count."""
    return [t[key].format(n=number_words(number, lang))] if number > 0 else []
