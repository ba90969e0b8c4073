"""What stands above an article and what a page says of itself, in invented layouts: headlines, kickers, teasers, papers."""

# ruff: noqa: E501  (pages stand here as they were saved, one line a paragraph)
from __future__ import annotations

from datetime import date

import pytest
from zoned_pages import in_zone, page_data

from lagebild.articles.article import Zone
from lagebild.articles.pagedata import PageData

QUARRY = (
    "The owners of the quarry above Milbridge told the council on Thursday that they would stop blasting at night, after "
    "months of complaints from the villages along the old mineral railway.",
    "Residents who had collected signatures since the winter were not convinced. “They promised us the same in March,” said "
    "the chairwoman of their group, who has lived below the western wall for thirty years.",
    "The council's own measurements, which were published last week, show that the limits were exceeded on eleven nights. The "
    "company disputes the figures and has ordered measurements of its own, to be made before the autumn.",
    "A decision about the extension of the quarry is not expected before the new year, when a new council will have been "
    "elected, and two of the parties have already said that they will vote against it.",
)
FERRY = (
    "Die Fähre über den Sund von Almborg fährt seit Dienstag wieder, nachdem die Behörden der beiden Städte ihren Streit über die "
    "Gebühren vorläufig beigelegt haben. Drei Wochen lang hatten die Pendler den Umweg über Land nehmen müssen.",
    "Der Bürgermeister von Almborg sprach von einem Erfolg der Vernunft. Die Gegenseite habe eingesehen, dass ein leerer Hafen "
    "niemandem nützt, sagte er vor dem Rathaus, wo sich am Nachmittag rund hundert Menschen versammelt hatten.",
    "In der Nachbarstadt klingt das anders. Dort verweist man auf ein Gutachten, nach dem die Gebühren seit Jahren zu niedrig "
    "waren, und erwartet, dass im Herbst neu verhandelt wird, wenn beide Räte aus den Ferien zurück sind.",
    "Für die Pendler ändert sich vorerst nichts. Eine Karte für den Monat kostet weiterhin so viel wie im vergangenen Jahr, und "
    "die erste Fähre legt nach dem alten Fahrplan um kurz nach fünf Uhr ab.",
)


SHOUTED_KICKER = f"""Skip to main content
The Milbridge Examiner
News
Business
Weather
Home / Regions / North

ECONOMYQuarry owners promise quiet nights above Milbridge

The company gives in to the villages, but the dispute over the extension goes on.By Rowan Tarvers 14 May 2025 - 07:40 Listen to this article

Share
Email

The western wall of the quarry in April. Photo: Ines Falk/Examiner

{QUARRY[0]}

{QUARRY[1]}

READ MORE: Why the mineral railway may come back

{QUARRY[2]}

{QUARRY[3]}

Related topics
Milbridge
Mining
© The Milbridge Examiner (Pty) Ltd
"""


def test_page_with_a_shouted_kicker_and_a_byline_stuck_to_its_teaser() -> None:
    assert in_zone(SHOUTED_KICKER, Zone.KICKER) == ["ECONOMY"]
    assert in_zone(SHOUTED_KICKER, Zone.TITLE) == ["Quarry owners promise quiet nights above Milbridge"]
    assert in_zone(SHOUTED_KICKER, Zone.TEASER) == [
        "The company gives in to the villages, but the dispute over the extension goes on."
    ]
    assert in_zone(SHOUTED_KICKER, Zone.BYLINE) == ["By Rowan Tarvers 14 May 2025 - 07:40"]
    assert in_zone(SHOUTED_KICKER, Zone.BODY) == list(QUARRY)
    assert in_zone(SHOUTED_KICKER, Zone.HEADING) == []
    assert page_data(SHOUTED_KICKER) == PageData(
        "Quarry owners promise quiet nights above Milbridge",
        "The Milbridge Examiner",
        ("Rowan Tarvers",),
        date(2025, 5, 14),
        page_data(SHOUTED_KICKER).published_span,
    )


KICKER_AFTER_LINKS = f"""Zum Hauptinhalt
SUNDBOTE
Startseite
Welt
Wirtschaft
Abo ab 2 Euro
Wirtschaft > Verkehr
Hafenstreit
Almborg und die Fähre: Der Streit, den keiner gewinnen konnte

Drei Wochen Stillstand am Sund sind vorbei. Bezahlt haben ihn die Pendler.

Von Mareike Sollund
2. Juni 2025, 18:20

Teilen

{FERRY[0]}

{FERRY[1]}

LESEN SIE AUCH
Ein Sommer ohne Wind

{FERRY[2]}

Neue Gebühren im Herbst

{FERRY[3]}

Mehr zu diesem Thema
Impressum
"""


def test_kicker_between_a_list_of_links_and_the_headline() -> None:
    assert in_zone(KICKER_AFTER_LINKS, Zone.KICKER) == ["Hafenstreit"]
    assert in_zone(KICKER_AFTER_LINKS, Zone.TITLE) == ["Almborg und die Fähre: Der Streit, den keiner gewinnen konnte"]
    assert in_zone(KICKER_AFTER_LINKS, Zone.HEADING) == ["Neue Gebühren im Herbst"]
    assert in_zone(KICKER_AFTER_LINKS, Zone.BODY) == list(FERRY)


def test_last_link_of_a_list_is_no_kicker() -> None:
    text = KICKER_AFTER_LINKS.replace("Wirtschaft > Verkehr\nHafenstreit", "Verkehr\nWetter")
    assert in_zone(text, Zone.KICKER) == []


TWO_TEXTS = "\n".join(
    (
        "Menü", "Startseite", "Politik", "Sport", "Der Streit um die Fähre", "Von Mareike Sollund | 2. Juni 2025", *FERRY[:2],
        "Teilen", "Drucken", "Newsletter abonnieren", "Anzeige", "Mehr zum Thema", "Wetter", "Sport", "Archiv", "Facebook", "Twitter",
        "Der Blick zurück", *QUARRY, "Impressum", "Datenschutz", "Kontakt",
    )
)  # fmt: skip


def test_short_text_above_a_longer_one_is_kept() -> None:
    read = [*in_zone(TWO_TEXTS, Zone.BODY), *in_zone(TWO_TEXTS, Zone.TEASER)]
    assert sorted(read) == sorted((*FERRY[:2], *QUARRY))


def test_headline_goes_before_the_line_under_it() -> None:
    text = "\n\n".join(
        ("Menu", "News", "Business", "Quarry owners promise quiet nights", "Villages doubt the word of a company that broke it before",
         "By Rowan Tarvers | May 14, 2025", "Share", *QUARRY, "Most read", "Subscribe")
    )  # fmt: skip
    assert in_zone(text, Zone.TITLE) == ["Quarry owners promise quiet nights"]


def test_page_without_a_headline_gets_none() -> None:
    text = "\n".join(("Startseite", "Politik", "Sport", "Abo", *FERRY, "Impressum", "Datenschutz"))
    assert page_data(text).title is None
    assert in_zone(text, Zone.BODY) == list(FERRY)


@pytest.mark.parametrize(
    ("head", "foot", "outlet"),
    [
        ("", "SB-Porträt | Korrespondentin\nMareike Sollund Korrespondentin am Sund", "SB"),
        ("Sundbote", "© 2025 Sundbote. Alle Rechte vorbehalten", "Sundbote"),
        ("", "© 2025 Sundbote Medien GmbH", None),
        ("", "© 2025 Mareike Sollund", None),
        ("Der Streit um die Fähre | Sundbote", "", "Sundbote"),
        ("", "", None),
    ],
)
def test_paper_where_the_page_names_it(head: str, foot: str, outlet: str | None) -> None:
    title = "Der Streit um die Fähre"
    text = "\n".join(
        ("Menü", head, "Startseite", "", title, "2. Juni 2025, 18:20", "", *FERRY, "Mehr zum Thema", "Wetter", foot)
    )
    assert page_data(text).outlet == outlet
    assert page_data(text).title == title
