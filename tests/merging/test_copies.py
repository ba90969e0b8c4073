"""Given articles, these are the copies among them and their originals."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.articles.article import Passage, Zone
from lagebild.articles.duplicates import SHORT_WORDS, bands_of, digest_of, fingerprint_of, similarity_of
from lagebild.merging.copies import SAME_TEXT, Imprint, duplicates_among

DOCS = Path(__file__).parents[1] / "corpus" / "docs"
ARTICLES = {
    path.stem: [line.split("\t", 1)[1] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    for path in sorted(DOCS.glob("w*.txt"))
}
FIRST = next(iter(ARTICLES.values()))
LEAD = "Berlin. Die Meldung aus der Region hat am Abend auch hier Wellen geschlagen, wie unsere Zeitung erfuhr."


def body(text):
    return fingerprint_of(text, (Passage(0, len(text), Zone.BODY),))


def imprint(text, published=None):
    return Imprint(body(text), published)


def reworded(sentences, share, seed=0):
    draw = random.Random(seed)
    return " ".join("anders" if draw.random() < share else word for word in " ".join(sentences).split())


def test_an_agency_text_in_two_papers_is_linked():
    paper = LEAD + " " + reworded(FIRST[: len(FIRST) // 3] + FIRST[len(FIRST) // 3 + 4 :], 0.05)
    articles = {"b": imprint(" ".join(FIRST), date(2025, 5, 2)), "a": imprint(paper, date(2025, 5, 3))}
    assert duplicates_among(articles) == {"a": "b"}


def test_articles_about_the_same_events_are_not_linked():
    assert len(ARTICLES) >= 12
    assert duplicates_among({name: imprint(" ".join(sentences)) for name, sentences in ARTICLES.items()}) == {}


def test_quotation_marks_case_and_white_space_make_no_difference():
    one, other = body("„Wir gehen“, sagte Kim, " * 20), body('"wir  gehen" \n sagte KIM. ' * 20)
    assert one == other
    assert similarity_of(one, other) == 1.0


def test_only_the_body_counts():
    text = "Titel der einen Zeitung\n" + " ".join(FIRST)
    cut = text.index("\n")
    zones = (Passage(0, cut, Zone.TITLE), Passage(cut + 1, len(text), Zone.BODY))
    assert fingerprint_of(text, zones) == body(" ".join(FIRST))


def test_the_original_is_the_earliest_and_undated_articles_come_last():
    text = " ".join(FIRST)
    articles = {
        "a": imprint(text),
        "b": imprint(text, date(2025, 5, 3)),
        "c": imprint(text, date(2025, 5, 2)),
        "d": imprint(text, date(2025, 5, 2)),
    }
    assert duplicates_among(articles) == {"a": "c", "b": "c", "d": "c"}


def test_a_chain_has_one_original():
    versions = [FIRST[start : start + 14] for start in (0, 6, 12, 18)]
    articles = {str(at): imprint(" ".join(version)) for at, version in enumerate(versions)}
    assert similarity_of(articles["0"].fingerprint, articles["3"].fingerprint) < SAME_TEXT
    assert duplicates_among(articles) == {"1": "0", "2": "0", "3": "0"}


@pytest.mark.parametrize(
    ("one", "other", "linked"), [("Kim reist ab.", "Kim reist ab!", True), ("Kim.", "Putin.", False)]
)
def test_short_texts_are_the_same_only_if_equal(one, other, linked):
    assert bool(duplicates_among({"a": imprint(one), "b": imprint(other)})) is linked


def test_texts_without_words_equal_nothing():
    assert duplicates_among({"a": imprint(""), "b": imprint("…"), "c": imprint("")}) == {}
    assert digest_of(body(" — ")) is None


def test_a_standard_paragraph_in_all_articles_of_a_paper_links_nothing():
    standard = " ".join(FIRST[:3])
    others = [sentence for sentences in ARTICLES.values() for sentence in sentences[3:]]
    articles = {f"{at:03}": imprint(" ".join([*others[at * 9 : at * 9 + 20], standard])) for at in range(0, 40, 3)}
    assert duplicates_among(articles) == {}


@settings(max_examples=30)
@given(st.randoms(use_true_random=False), st.integers(2, 6))
def test_neither_order_nor_arrival_matter(draw, originals):
    names = draw.sample(sorted(ARTICLES), originals)
    articles = {}
    for name in names:
        for number in range(draw.randrange(1, 4)):
            text = reworded(ARTICLES[name], 0.1, seed=number)
            articles[f"{draw.randrange(10**6)}{name}{number}"] = imprint(text, draw.choice([None, date(2025, 1, 1)]))
    everything = duplicates_among(articles)
    shuffled = draw.sample(sorted(articles), len(articles))
    assert duplicates_among({name: articles[name] for name in shuffled}) == everything

    new, known = set(shuffled[:2]), set(shuffled[2:])
    links = duplicates_among({name: articles[name] for name in known})
    keys = {key for name in new for key in bands_of(articles[name].fingerprint)}
    near = {name for name in known if keys & set(bands_of(articles[name].fingerprint))}
    groups = {links.get(name, name) for name in near}
    touched = {name for name in known if links.get(name, name) in groups}
    later = duplicates_among({name: articles[name] for name in touched | new})
    assert {name: links[name] for name in links if name not in touched} | later == everything


@settings(max_examples=60)
@given(st.text(max_size=600))
def test_fingerprints_of_any_text(text):
    fingerprint = body(text)
    assert fingerprint == body(text)
    assert duplicates_among({"a": Imprint(fingerprint, None)}) == {}
    assert len(fingerprint) in (12, 12 + 4 * 128)


def test_a_megabyte_and_a_text_at_the_limit():
    assert similarity_of(body("wort " * 200_000), body("wort " * SHORT_WORDS)) == 1.0
    assert similarity_of(body("wort " * (SHORT_WORDS - 1)), body("wort " * SHORT_WORDS)) == 0.0
