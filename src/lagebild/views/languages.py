"""Languages of articles by name, and what is said of those the reader does not know."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.views.labels import labels_in
from lagebild.views.report.wording import number_words


def language_name(code: str | None, lang: str) -> str:
    """Return what a language is called in `lang`, the code itself if it has no name there; None is undetermined."""
    from babel import Locale  # its tables take a moment to load, and most cases are in two languages

    if code is None:
        return labels_in(lang)["language_undetermined"]
    return str(Locale(lang).languages.get(code, code))


def names_only_remark(articles: Mapping[str | None, int], lang: str) -> str | None:
    """Return what is read of `articles`, counted by languages the reader does not know; None if there are none."""
    if not articles:
        return None
    number = number_words(sum(articles.values()), lang)
    return labels_in(lang)["names_only_how"].format(n=number, languages=languages_words(articles, lang))


def languages_words(articles: Mapping[str | None, int], lang: str) -> str:
    """Return the languages with their numbers of articles: `German 8, English 3, undetermined 1`."""
    return ", ".join(f"{language_name(code, lang)} {number_words(n, lang)}" for code, n in articles.items())
