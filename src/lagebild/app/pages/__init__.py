"""The pages of the app, one file each, in the order of the navigation."""

from __future__ import annotations

from lagebild.app.page import Page
from lagebild.app.pages import (
    actor,
    actors,
    add,
    article,
    articles,
    compare,
    dyad,
    exchanges,
    network,
    numbers,
    out,
    outlook,
    review,
    search,
    situation,
    timeline,
    triangle,
    voices,
    whatif,
)

PAGES: tuple[Page, ...] = (
    situation.PAGE,
    timeline.PAGE,
    actors.PAGE,
    dyad.PAGE,
    triangle.PAGE,
    network.PAGE,
    exchanges.PAGE,
    voices.PAGE,
    numbers.PAGE,
    outlook.PAGE,
    whatif.PAGE,
    articles.PAGE,
    review.PAGE,
    search.PAGE,
    add.PAGE,
    compare.PAGE,
    out.PAGE,
    actor.PAGE,
    article.PAGE,
)

PAGE_OF_KEY: dict[str, Page] = {page.key: page for page in PAGES}
