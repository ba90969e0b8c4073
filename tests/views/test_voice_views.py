"""Given quotations, expectations and statements, these tables and bars."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from made_facts import article, deed, facts, loner, report, state, statement

from lagebild.reading.marks import Modality
from lagebild.system.facts import Evidence, Expectation, Facts, Saying
from lagebild.views.evidence import Told
from lagebild.views.figures.voices_chart import MOST_VOICES, voices_picture
from lagebild.views.speakers import Speaker
from lagebild.views.terminal.printing import plain_of
from lagebild.views.voices import Voices, expected_table, statements_table, voices_in, voices_record, voices_table

NAMES = {"A": "Aland", "B": "Beland", "kim": "Kim Berg", "lee": "Lee Dahl"}
SENTENCES = {10: "Aland will help Beland, Berg said.", 30: "If Beland asks, Aland may answer.", 0: "They are friends."}


@dataclass
class _Rows:
    rows: list[tuple[object, ...]]
    columns: Sequence[str] = ()

    def fetchall(self) -> list[tuple[object, ...]]:
        return self.rows


class NoRows:
    """A case without texts and roles."""

    def sql(self, query: str, parameters: Sequence[object] = ()) -> _Rows:
        return _Rows([])


def saying(key: str, speaker: str, article_id: str = "n1", modality: str = "asserted") -> Saying:
    return Saying(key, Evidence(article_id, 10, 20), "direct", speaker, None, modality, 0.9)


def expectation(key: str, status: str, confidence: float = 0.9, follow_up: tuple[str, ...] = ()) -> Expectation:
    whole, condition, consequence = Evidence("n1", 30, 40), Evidence("n1", 30, 34), Evidence("n1", 35, 40)
    return Expectation(
        key, whole, "conditional", condition, (), consequence, (), "kim", None, status, follow_up, confidence
    )


@pytest.fixture
def made() -> Facts:
    helped = report("n1", "A", "AID", "B", "2025-03-01", holder="kim", start=12)
    told = replace(helped, quotation_id="q1")
    later = deed(
        "f", "A", "CONSULT", "B", "2025-05-02", reports=[report("n2", "A", "CONSULT", "B", "2025-05-02", start=10)]
    )
    return replace(
        facts(
            [state("A"), state("B"), loner("kim"), loner("lee")],
            [article("n1", "2025-03-10"), article("n2", "2025-05-10")],
            deeds=[deed("e", "A", "AID", "B", "2025-03-01", reports=[told]), later],
            statements=[
                statement("r1", "A", "B", 1, holder="kim"),
                statement("r2", "A", "B", -1, "2025-05-10", "n2", holder="lee"),
            ],
        ),
        sayings=(saying("q1", "kim"), saying("q2", "kim", "n2", "hedged"), saying("q3", "lee", "n2", "denied")),
        expectations=(
            expectation("o1", "borne_out", follow_up=("f",)),
            expectation("o2", "overtaken"),
            expectation("o3", "open", 0.4),
        ),
    )


@pytest.fixture
def found(made: Facts) -> Voices:
    bare = voices_in(NoRows(), made, NAMES, "en")
    places = [
        *(one.expectation.evidence for one in bare.expected),
        *(one.evidence for one in bare.statements.values()),
        *(deed.reports[0].evidence for deed in made.deeds),
    ]
    told = {
        place: Told(
            SENTENCES.get(place.start, "?"),
            "Daily",
            date(2025, 3, 10),
            "T",
            place.article_id,
            0,
            None,
            date(2025, 3, 10),
        )
        for place in places
    }
    words = {Evidence("n1", 30, 34): "If Beland asks", Evidence("n1", 35, 40): "Aland may answer"}
    who = {"kim": Speaker("professor at Oslo", "Norway", "research")}
    return replace(bare, told=told, words=words, speakers=who)


def test_who_is_quoted_is_told_with_who_it_is_on_what_and_what_became_of_its_expectations(found: Voices) -> None:
    kim, lee = voices_table(found, "en").rows
    assert kim == (
        *("Kim Berg", "professor at Oslo, Norway", "2", "2", "1 / 1 / 0", "Aland, Beland · aid"),
        "1 open; 1 of 2 borne out°",
    )
    assert lee[:5] == ("Lee Dahl", "", "1", "1", "0 / 0 / 1")


def test_expectations_have_their_day_condition_status_and_what_followed(found: Voices) -> None:
    lines = expected_table(found, "en").rows
    assert lines[0] == (
        *("10 Mar 2025", "Kim Berg", "If Beland asks", "Aland may answer", "borne out"),
        "Aland will help Beland, Berg said. (Daily · 10 Mar 2025)",
    )
    assert lines[2][3:5] == ("Aland may answer (unsurely read)", "open")


def test_what_voices_say_of_a_relation_stands_beside_each_other_with_its_sentence(found: Voices) -> None:
    table = statements_table(found, "en")
    assert [row[:3] for row in table.rows] == [
        ("Aland – Beland", "Kim Berg", "friendly"),
        ("Aland – Beland", "Lee Dahl", "strained"),
    ]
    assert table.rows[0][3:] == ("They are friends.", "Daily · 10 Mar 2025")
    assert table.articles == ("n1", "n2")


def test_bars_part_what_is_asserted_hedged_and_denied_and_lead_to_the_quotations(found: Voices) -> None:
    picture = voices_picture(found, "en")
    bars = dict(zip(Modality, picture.figure.data, strict=True))
    assert list(bars[Modality.ASSERTED].x) == [1, 0]
    assert list(bars[Modality.HEDGED].x) == [1, 0]
    assert list(bars[Modality.DENIED].x) == [0, 1]
    assert list(bars[Modality.HEDGED].customdata[0]) == ["q2"]
    assert "professor at Oslo" in bars[Modality.ASSERTED].text[0]
    assert list(picture.figure.layout.yaxis.ticktext) == ["Kim Berg", "Lee Dahl"]
    assert len(picture.table.rows) == 2


def test_of_many_voices_only_the_first_are_drawn_and_all_are_in_the_table(made: Facts) -> None:
    many = replace(made, sayings=tuple(saying(f"q{at}", f"person-{at:03}") for at in range(MOST_VOICES + 5)))
    picture = voices_picture(voices_in(NoRows(), many, {}, "de"), "de")
    assert len(picture.figure.data[0].y) == MOST_VOICES
    assert len(picture.table.rows) > MOST_VOICES


def test_one_voice_alone_is_shown_with_its_own_expectations(made: Facts) -> None:
    lee = voices_in(NoRows(), made, NAMES, "en", "lee")
    assert ([one.speaker for one in lee.voices], lee.expected, len(lee.agreements)) == (["lee"], (), 1)


def test_the_record_has_everything_as_json(found: Voices) -> None:
    record = json.loads(json.dumps(voices_record(found), default=plain_of))
    assert record["voices"][0]["who"]["role"] == "professor at Oslo"
    assert (record["voices"][0]["decided"], record["voices"][0]["thin"]) == (2, True)
    assert record["expected"][0]["followed"] == ["Aland will help Beland, Berg said."]
    assert [one["sentence"] for one in record["agreements"][0]["said"]] == ["They are friends."] * 2
