"""Pages saved as text, in the layouts of German and English papers; every sentence here is invented."""

# ruff: noqa: E501  (pages stand here as they were saved, one line a paragraph)
from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zoned_pages import in_zone, page_data

from lagebild.articles.article import Passage, Zone
from lagebild.articles.pagedata import PageData, page_data_of
from lagebild.articles.zones import zones_of

HARBOUR = (
    "Die Regierung von Norland hat am Montag angekündigt, den Hafen von Sandvik für fremde Schiffe zu schließen. Der Schritt "
    "kommt überraschend, denn noch im Mai hatte die Ministerin das Gegenteil versprochen.",
    "Aus dem Nachbarland hieß es, man habe von der Entscheidung aus der Zeitung erfahren. „Wir bedauern diesen Schritt sehr“, "
    "sagte der Botschafter, der seit drei Jahren in der Hauptstadt arbeitet und die Verhandlungen geführt hat.",
    "Fachleute halten die Begründung für vorgeschoben. Der Hafen sei weder überlastet noch baufällig, und die Zahl der Schiffe "
    "sei seit dem Frühjahr sogar leicht gesunken, wie aus den Listen der Behörde hervorgeht.",
    "Wie es nun weitergeht, ist offen. Die Reedereien prüfen eine Klage, und im Parlament will die Opposition schon in der "
    "kommenden Woche eine Sondersitzung beantragen, um die Ministerin zu befragen.",
)
RIVER = (
    "The two governments agreed on Tuesday to reopen the bridge over the Lorne, ending a dispute that had kept lorries "
    "waiting for weeks on both banks of the river and had soured relations since the spring.",
    "Officials on the eastern side said the customs posts would be staffed around the clock. “We have learned from our "
    "mistakes,” the transport minister told reporters after the talks, which lasted until well after midnight.",
    "Traders were less certain that the arrangement would hold. Several of them pointed out that a similar promise had been "
    "made two years ago and was quietly dropped as soon as the first election posters went up.",
    "The agreement still needs the approval of both parliaments, where smaller parties have already announced that they "
    "want to see the full text before they vote, and where the mood has turned against quick deals.",
)


def zones_by_text(text: str) -> dict[str, Zone]:
    return {text[p.start : p.end]: p.zone for p in zones_of(text)}


def assert_covers(text: str, passages: tuple[Passage, ...]) -> None:
    at = 0
    for passage in passages:
        assert at <= passage.start < passage.end
        assert not text[at : passage.start].strip()
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
        at = passage.end
    assert not text[at:].strip()


BUSINESS_DAILY = f"""1. Startseite
  2. Politik
  3. International
  4. Norland schließt seinen größten Hafen

WeltwirtschaftNorland sperrt den Hafen von Sandvik für fremde Schiffe

Die Sperrung trifft vor allem die Reedereien im Süden. Auch der Handel mit den Nachbarn leidet darunter.Anna Berg, Jan Oltmann 14.03.2026 - 09:30 Uhr Artikel anhören
Der Hafen von Sandvik am Montag: Nur noch wenige Schiffe liegen am Kai. Foto: AP

Oslo. {HARBOUR[0]}

{HARBOUR[1]}

Niemand will einen Streit um Fische und Öl führen, und doch stehen wir mitten darin.
Carla Winter
Hafenexpertin am Institut Nord

{HARBOUR[2]}

Reedereien bereiten eine Klage vor

Leere Kräne: Seit Montag wird in Sandvik kaum noch Ladung gelöscht. Foto: REUTERS
Verwandte Themen
Norland
Schifffahrt
Carla Winter

{HARBOUR[3]}

Mehr zum Thema
Unsere Partner
Anzeige
Stromfuchs
Jetzt den Tarif wechseln und dauerhaft sparen
Anzeige
STELLENMARKT
Mit unserem Portal die nächste Stelle finden
"""


def test_business_daily_with_breadcrumb_glued_kicker_and_partner_box() -> None:
    zones = zones_by_text(BUSINESS_DAILY)
    assert zones["Weltwirtschaft"] is Zone.KICKER
    assert zones["Norland sperrt den Hafen von Sandvik für fremde Schiffe"] is Zone.TITLE
    assert in_zone(BUSINESS_DAILY, Zone.TEASER)[0].endswith("Auch der Handel mit den Nachbarn leidet darunter.")
    assert zones["Anna Berg, Jan Oltmann 14.03.2026 - 09:30 Uhr"] is Zone.BYLINE
    assert zones["Artikel anhören"] is Zone.FURNITURE
    assert zones["Der Hafen von Sandvik am Montag: Nur noch wenige Schiffe liegen am Kai."] is Zone.CAPTION
    assert zones["Foto: AP"] is Zone.CREDIT
    assert zones["Reedereien bereiten eine Klage vor"] is Zone.HEADING
    assert in_zone(BUSINESS_DAILY, Zone.PULL_QUOTE) == [
        "Niemand will einen Streit um Fische und Öl führen, und doch stehen wir mitten darin.",
        "Carla Winter",
        "Hafenexpertin am Institut Nord",
    ]
    assert zones["Verwandte Themen\nNorland\nSchifffahrt\nCarla Winter"] is Zone.FURNITURE
    assert in_zone(BUSINESS_DAILY, Zone.BODY) == [f"Oslo. {HARBOUR[0]}", *HARBOUR[1:]]
    assert in_zone(BUSINESS_DAILY, Zone.FURNITURE)[-1].startswith("Mehr zum Thema\nUnsere Partner\nAnzeige")


def test_business_daily_states_title_authors_and_date() -> None:
    data = page_data(BUSINESS_DAILY)
    assert data.title == "Norland sperrt den Hafen von Sandvik für fremde Schiffe"
    assert data.authors == ("Anna Berg", "Jan Oltmann")
    assert data.published == date(2026, 3, 14)
    assert data.published_span is not None
    assert data.published_span.cut(BUSINESS_DAILY) == "14.03.2026"


BROADCASTER = f"""1. Direkt zum Inhalt
  2. Direkt zum Menü
  3. Zu weiteren Angeboten springen
PolitikNorland

Norland und seine Nachbarn streiten über einen Hafen

3. September 2025

Nach der Sperrung des Hafens von Sandvik suchen die Nachbarn nach Antworten. Ein Streit mit vielen Verlierern und ohne Aussicht auf ein Ende.

https://example.org/p/4abcd
Ein Schiff liegt vor der Küste von Sandvik
Warten auf die Einfahrt: ein Frachter vor der Küste von Sandvik Bild: Ole Berg/Agentur Nord/picture alliance

{HARBOUR[0]}

Kräne im Hafen von Sandvik
Stillstand im Hafen: die Kräne von SandvikBild: Mia Falk/Getty Images

{HARBOUR[1]}

Wer verliert am meisten?

{HARBOUR[2]}

{HARBOUR[3]}

Aus dem Englischen adaptiert von Lena Sund.

Porträt | Korrespondent Peter Lang
Peter Lang Korrespondent und Reporter in Oslo"""


def test_broadcaster_with_skip_links_alternative_texts_and_portrait() -> None:
    zones = zones_by_text(BROADCASTER)
    assert zones["Norland und seine Nachbarn streiten über einen Hafen"] is Zone.TITLE
    assert zones["3. September 2025"] is Zone.BYLINE
    assert zones["https://example.org/p/4abcd"] is Zone.FURNITURE
    assert zones["Ein Schiff liegt vor der Küste von Sandvik"] is Zone.CAPTION
    assert zones["Bild: Ole Berg/Agentur Nord/picture alliance"] is Zone.CREDIT
    assert zones["Kräne im Hafen von Sandvik"] is Zone.CAPTION
    assert zones["Stillstand im Hafen: die Kräne von Sandvik"] is Zone.CAPTION
    assert zones["Bild: Mia Falk/Getty Images"] is Zone.CREDIT
    assert zones["Wer verliert am meisten?"] is Zone.HEADING
    assert in_zone(BROADCASTER, Zone.BODY) == list(HARBOUR)
    assert "Peter Lang Korrespondent" in in_zone(BROADCASTER, Zone.FURNITURE)[-1]
    assert page_data(BROADCASTER) == PageData(
        title="Norland und seine Nachbarn streiten über einen Hafen",
        outlet=None,
        authors=("Peter Lang",),
        published=date(2025, 9, 3),
        published_span=page_data(BROADCASTER).published_span,
    )


REGIONAL = f"""Tokio. Norland sperrt einen Hafen: weniger Schiffe, weniger Handel. Die Nachbarn sind empört.

{HARBOUR[0]} {HARBOUR[1]}

Norland und der Hafen: Opposition verlangt Auskunft

{HARBOUR[2]} {HARBOUR[0]}

Ministerin und Botschafter trafen sich zuletzt im Frühjahr. © AFP | Ole Berg

{HARBOUR[3]} {HARBOUR[1]}

{HARBOUR[1]} {HARBOUR[2]}"""


def test_regional_paper_copied_without_its_title() -> None:
    zones = zones_by_text(REGIONAL)
    assert zones["© AFP | Ole Berg"] is Zone.CREDIT
    assert zones["Ministerin und Botschafter trafen sich zuletzt im Frühjahr."] is Zone.CAPTION
    assert zones["Norland und der Hafen: Opposition verlangt Auskunft"] is Zone.HEADING
    assert not in_zone(REGIONAL, Zone.FURNITURE)
    assert page_data(REGIONAL) == PageData(None, None, (), None, None)


ONE_LINE_A_PARAGRAPH = "\n".join(
    (
        "„Alte Nachbarn“: Norland und Sudland wollen ihren Streit beilegen",
        "Bei einem Treffen haben beide Seiten Gespräche vereinbart. Noch fehlt ein Termin.",
        f"{HARBOUR[0]} {HARBOUR[2]}",
        f"{HARBOUR[1]} {HARBOUR[3]}",
        "Warum der Hafen so wichtig ist",
        f"{HARBOUR[3]} {HARBOUR[2]}",
        f"{HARBOUR[2]} {HARBOUR[1]}",
    )
)


def test_text_with_one_line_a_paragraph() -> None:
    zones = [p.zone for p in zones_of(ONE_LINE_A_PARAGRAPH)]
    assert zones == [Zone.TITLE, Zone.TEASER, Zone.BODY, Zone.BODY, Zone.HEADING, Zone.BODY, Zone.BODY]


ENGLISH_BROADSHEET = f"""Skip to main content
Home
News
Politics
Sport
Subscribe
Sign in

Bridge over the Lorne to reopen after weeks of queues

Both governments promise faster customs checks, but traders on the river remain doubtful

By Jane Hollow and Peter Marsh | Nov 8, 2024

Share
Print

{RIVER[0]}

{RIVER[1]}

A promise made before

{RIVER[2]}

Lorries wait on the western bank of the river. (Photo: Mia Falk/Reuters)

{RIVER[3]}

Related stories
Ferry line to close for repairs
Minister denies secret talks
Five things to know about the river trade
Sign up to our newsletter
Comments
Be the first to comment
© 2024 The Lorne Courier. All rights reserved.
Privacy policy
Terms and conditions
"""


def test_english_broadsheet_with_menu_share_buttons_and_related_stories() -> None:
    zones = zones_by_text(ENGLISH_BROADSHEET)
    assert zones["Bridge over the Lorne to reopen after weeks of queues"] is Zone.TITLE
    assert zones["A promise made before"] is Zone.HEADING
    assert zones["By Jane Hollow and Peter Marsh | Nov 8, 2024"] is Zone.BYLINE
    assert zones["Lorries wait on the western bank of the river."] is Zone.CAPTION
    assert in_zone(ENGLISH_BROADSHEET, Zone.BODY) == list(RIVER)
    assert in_zone(ENGLISH_BROADSHEET, Zone.FURNITURE)[-1].startswith("Related stories")
    data = page_data(ENGLISH_BROADSHEET)
    assert data.authors == ("Jane Hollow", "Peter Marsh")
    assert data.published == date(2024, 11, 8)
    assert data.outlet == "The Lorne Courier"


ENGLISH_AGENCY = f"""Menu
World
Business
Markets
Search

WORLD NEWS

Lorne bridge deal ends border dispute

Updated 12:05 GMT, 3 March 2025
JANE HOLLOW

{RIVER[0]}
{RIVER[1]}
Advertisement
{RIVER[2]}
{RIVER[3]}
(Reporting by Jane Hollow; Editing by Peter Marsh)
Our Standards: The Principles of Trust.
Read next
Storm closes two airports
Read more
"""


def test_english_agency_page_without_blank_lines() -> None:
    assert in_zone(ENGLISH_AGENCY, Zone.BODY) == list(RIVER)
    assert in_zone(ENGLISH_AGENCY, Zone.TITLE) == ["Lorne bridge deal ends border dispute"]
    assert any("Advertisement" in piece for piece in in_zone(ENGLISH_AGENCY, Zone.FURNITURE))
    assert any("Reporting by" in piece for piece in in_zone(ENGLISH_AGENCY, Zone.FURNITURE))
    assert page_data(ENGLISH_AGENCY).published == date(2025, 3, 3)


MAGAZINE = f"""Menü
Suche
Abo
Politik
Kultur

KOMMENTAR

Ein Hafen ist kein Spielzeug

Ein Kommentar von Carla Winter

Stand: 08.11.2024, 12:22 Uhr
Lesezeit: 3 Min.

{HARBOUR[0]}

Lesen Sie auch
Der lange Streit um die Küste
{HARBOUR[1]}

{HARBOUR[2]}

{HARBOUR[3]}

Newsletter
Jetzt anmelden und nichts verpassen
Kommentare (12)
Impressum
Datenschutz
"""


def test_magazine_with_commentary_and_reading_hint_between_paragraphs() -> None:
    zones = zones_by_text(MAGAZINE)
    assert zones["Ein Hafen ist kein Spielzeug"] is Zone.TITLE
    assert zones["Ein Kommentar von Carla Winter"] is Zone.BYLINE
    assert in_zone(MAGAZINE, Zone.BODY) == list(HARBOUR)
    data = page_data(MAGAZINE)
    assert (data.authors, data.published) == (("Carla Winter",), date(2024, 11, 8))


COOKIE_PORTAL = f"""Wir verwenden Cookies, um Ihnen ein besseres Angebot zu machen. Mit einem Klick stimmen Sie der Nutzung zu.
Alle akzeptieren
Ablehnen
* Startseite
* Nachrichten
* Sport
* Wetter

Streit um Sandvik: Norland lässt keine fremden Schiffe mehr in den Hafen

von Peter Lang
2026-02-03T08:15:00+01:00

* Facebook
* WhatsApp
* E-Mail

{HARBOUR[0]}

{HARBOUR[1]}

{HARBOUR[2]}

{HARBOUR[3]}

Das könnte Sie auch interessieren
* Fischer protestieren vor dem Rathaus
* Brücke bleibt bis Mai gesperrt
* Neue Fähre nimmt Betrieb auf
Schreiben Sie einen Kommentar
Ihre E-Mail-Adresse wird nicht veröffentlicht.
* Impressum
* Datenschutz
"""


def test_portal_with_cookie_notice_bullets_and_comment_box() -> None:
    assert in_zone(COOKIE_PORTAL, Zone.BODY) == list(HARBOUR)
    data = page_data(COOKIE_PORTAL)
    assert data.title == "Streit um Sandvik: Norland lässt keine fremden Schiffe mehr in den Hafen"
    assert (data.authors, data.published) == (("Peter Lang",), date(2026, 2, 3))


HARD_WRAPPED = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in RIVER)


def test_hard_wrapped_paragraphs_become_one_passage_each() -> None:
    passages = zones_of(HARD_WRAPPED)
    assert [" ".join(HARD_WRAPPED[p.start : p.end].split()) for p in passages] == list(RIVER)
    assert Zone.FURNITURE not in {p.zone for p in passages}


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n\n\n", " "])
@pytest.mark.parametrize("paragraphs", [HARBOUR, RIVER])
def test_plain_text_loses_nothing(paragraphs: tuple[str, ...], separator: str) -> None:
    text = separator.join(paragraphs)
    passages = zones_of(text)
    assert {p.zone for p in passages} <= {Zone.BODY, Zone.TEASER}
    assert_covers(text, passages)


def test_date_of_an_event_is_no_date_of_publication() -> None:
    text = "\n\n".join(
        (*HARBOUR, "Am 12. April 2019 war der Hafen schon einmal gesperrt worden, damals nur für einen Tag.")
    )
    assert page_data(text).published is None


def test_name_of_a_person_in_a_topic_list_is_no_author() -> None:
    text = "\n".join((*HARBOUR, "Themen", "Carla Winter", "Peter Lang"))
    assert page_data(text).authors == ()


def test_publication_goes_before_update() -> None:
    text = f"Ein Hafen ist kein Spielzeug\n\nAktualisiert am 05.03.2026, 10:00 Uhr\nVeröffentlicht am 04.03.2026\n\n{HARBOUR[0]}"
    assert page_data(text).published == date(2026, 3, 4)


def test_brand_names_are_no_seams() -> None:
    text = f"YouTube und TikTok sperren die Kanäle der Hafenbehörde\n\n{HARBOUR[0]}\n\n{HARBOUR[1]}"
    assert in_zone(text, Zone.TITLE) == ["YouTube und TikTok sperren die Kanäle der Hafenbehörde"]


def test_empty_and_blank_texts_have_no_zones() -> None:
    assert zones_of("") == ()
    assert zones_of(" \n\t\n ") == ()


def test_one_line_of_a_megabyte_is_one_passage() -> None:
    text = "".join(HARBOUR) * 1500
    assert zones_of(text)[0].end == len(text)
    word = "x" * 1_000_000
    assert_covers(word, zones_of(word))


def test_many_short_lines_are_covered() -> None:
    text = "\n".join(f"Thema {number}" for number in range(5_000))
    assert_covers(text, zones_of(text))


PIECES = st.sampled_from(
    [
        *HARBOUR[:2],
        *RIVER[:2],
        "Anzeige",
        "Von Anna Berg",
        "3. Mai 2024",
        "* Politik",
        "Foto: AP",
        "Mehr zum Thema",
        "Ein Titel ohne Punkt",
    ]
)


@settings(max_examples=150)
@given(st.lists(st.one_of(st.text(), PIECES), max_size=30), st.sampled_from(["\n", "\n\n", " "]))
def test_zones_cover_any_text(pieces: list[str], separator: str) -> None:
    text = separator.join(pieces)
    passages = zones_of(text)
    assert_covers(text, passages)
    data = page_data_of(text, passages)
    if data.published_span is not None:
        assert any(p.start <= data.published_span.start and data.published_span.end <= p.end for p in passages)


@settings(max_examples=60)
@given(st.text(alphabet="ab A.\n\t:/©|0123„“", max_size=400))
def test_zones_cover_text_of_marks_and_spaces(text: str) -> None:
    assert_covers(text, zones_of(text))
