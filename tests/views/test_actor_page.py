"""Given a merged case, the page of an actor: names, roles with their time, members with reasons, near misses."""

from __future__ import annotations

import json
from datetime import date

import pytest
from rich.console import Console

from lagebild.views.actor_page import actor_pages
from lagebild.views.terminal.actor_page import page_lines, pages_json
from lagebild.views.terminal.listings import listing_of
from named_articles import merged_case, naming, org, per


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    minister = "ehemaliger norwegischer Minister"
    return merged_case(
        tmp_path_factory.mktemp("page") / "a.case",
        [
            naming("a", per("Sergej Lasutin", "Lasutins", country="RUS"), published=date(2025, 1, 5)),
            naming("b", per("Sergey Lasutin", country="RUS"), lang="en", published=date(2025, 2, 5)),
            naming("c", per("Igor Lasutin", country="RUS")),
            naming("d", per("Lasutin", country="NOR", role=minister), published=date(2025, 3, 1)),
            naming("e", org("Nordische Friedensstiftung", "NFS", country="NOR")),
            naming("f", org("NFS", country="BRA")),
        ],
    )


def test_a_page_tells_names_and_why_each_article_means_the_actor(case):
    (page,) = actor_pages(case, "sergey lasutin", "de")
    assert (page.actor["actor"], page.actor["n_articles"]) == ("Sergej Lasutin", 2)
    assert [(r["text"], r["n_mentions"]) for r in page.aliases] == [
        *(("Lasutins", 1), ("Sergej Lasutin", 1), ("Sergey Lasutin", 1)),
    ]
    assert [(m["names"], m["score"], m["reason"]) for m in page.members] == [
        (["Lasutins", "Sergej Lasutin"], 0.95, "full name"),
        (["Sergey Lasutin"], 0.9, "spelling"),
    ]


def test_near_misses_say_why_they_stayed_apart(case):
    (page,) = actor_pages(case, "Sergej Lasutin", "de")
    assert {(n["actor"], n["why"]) for n in page.near_misses} == {
        ("Igor Lasutin", "other given name"),
        ("Lasutin", "surname fits nobody well enough"),
    }
    (foundation,) = actor_pages(case, "Nordische Friedensstiftung", "de")
    assert [(n["actor"], n["country"]) for n in foundation.near_misses] == [("NFS", "BRA")]


def test_roles_carry_their_time_and_evidence(case):
    (page,) = actor_pages(case, "Lasutin", "de")
    (role,) = page.roles
    assert (role["since"], role["until"], role["n_articles"]) == (None, date(2025, 3, 1), 1)
    (place,) = role["evidence"]
    (article,) = case.sql("SELECT text FROM articles WHERE article_id = ?", [place["article_id"]]).fetchall()
    assert article[0][place["start"] : place["end"]] == place["text"] == "ehemaliger norwegischer Minister"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("de", ("andere Schreibweise", "anderer Vorname")), ("en", ("another spelling", "another given name"))],
)
def test_the_terminal_speaks_both_languages(case, lang, words):
    (page,) = actor_pages(case, "Sergej Lasutin", lang)
    mentions = listing_of(case, "actor", [str(page.actor["id"])], lang)
    console = Console(width=400, record=True)
    with console.capture() as printed:
        for part in page_lines(page, mentions, lang):
            console.print(part)
    assert all(word in printed.get() for word in words)


def test_json_holds_every_section(case):
    (page,) = actor_pages(case, "Sergej Lasutin", "en")
    (record,) = json.loads(pages_json([(page, listing_of(case, "actor", [str(page.actor["id"])], "en"))]))
    assert set(record) == {"actor", "aliases", "roles", "members", "near_misses", "mentions"}
