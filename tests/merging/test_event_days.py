"""Days of events told without a time of their own: given an article of one day, the rule and days of its events."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lagebild.merging.events.days import Narrative, Reported, Said, Timed, days_inferred
from lagebild.reading.marks import EventType, Realis

PUBLISHED = date(2019, 1, 23)
"""A Wednesday."""
DAYS = {"Montag": date(2019, 1, 21), "Monday": date(2019, 1, 21), "Dienstag": date(2019, 1, 22)} | {
    "am 2. Mai 2011": date(2011, 5, 2),
    "heute": PUBLISHED,
    "Freitag": date(2019, 1, 25),
}


def told(article: str, lang: str = "de", realis: Realis = Realis.REAL) -> dict[str, tuple[str, str]]:
    """Return rule and days by trigger of an article: a sentence a line, `[trigger@its time]`, `[!statement]`."""
    text, mentions, sentences = "", [], []
    for line in article.split("\n"):
        start = len(text)
        for part in re.split(r"(\[[^\]]+\])", line):
            word, _, time = part.strip("[]").partition("@")
            is_trigger = part.startswith("[")
            if is_trigger:
                kind = EventType.ACCUSE if word.startswith("!") else EventType.COERCE
                word = word.removeprefix("!")
                mentions.append((len(text), len(text) + len(word), kind, time))
            text += word if is_trigger else part
        sentences.append(Said(start, len(text), running=True, summary=False))
        text += "\n"
    times = [
        Timed(m.start(), m.end(), "DATE", day, day) for words, day in DAYS.items() for m in re.finditer(words, text)
    ]
    reported = []
    for number, (start, end, kind, time) in enumerate(mentions):
        at = text.index(time) if time else None
        reported.append(Reported(str(number), start, end, kind, realis, bool(time), at, at and at + len(time)))
    narrative = Narrative(
        text, lang, PUBLISHED, PUBLISHED, tuple(sentences), tuple(sorted(times, key=lambda t: t.start)), tuple(reported)
    )
    trigger = {str(n): text[start:end] for n, (start, end, *_) in enumerate(mentions)}
    return {
        trigger[day.mention_id]: (day.rule.value, f"{day.earliest:%d.%m.}-{day.latest:%d.%m.}")
        for day in days_inferred(narrative)
    }


LEAD = "Die Armee hat am Montag den Hafen [besetzt@Montag].\n"
NEWS = ("news", "21.01.-23.01.")


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (LEAD + "Soldaten [sperrten] die Straßen.", {"sperrten": ("next", "21.01.-21.01.")}),
        (LEAD + "Es regnete.\nSoldaten [sperrten] die Straßen.", {"sperrten": NEWS}),
        (LEAD + "Paris [!warf] dem Land Raub vor.", {"warf": NEWS}),
        (LEAD + "Paris [!wies] die Drohung zurück, die Tunis am 2. Mai 2011 ausgesprochen habe.", {"wies": NEWS}),
        ("Sie drangen am Montag [ein@Montag] und [nahmen] ihn mit.", {"nahmen": ("joined", "21.01.-21.01.")}),
        ("Das Schiff, das er am Dienstag auf einer [Parade] zeigte, ist neu.", {"Parade": ("clause", "22.01.-22.01.")}),
        (
            LEAD + "Am Dienstag hatte er ihn [getroffen@Dienstag].\nDabei [!dankte] er ihm.",
            {"dankte": ("next", "22.01.-22.01.")},
        ),
    ],
)
def test_what_an_article_tells_around_an_event_dates_it(article: str, expected: dict[str, tuple[str, str]]) -> None:
    assert told(article) == expected


@pytest.mark.parametrize(
    "article",
    [
        LEAD + "Zuvor hatten Soldaten die Straßen [gesperrt].",
        LEAD + "Soldaten, die die Straßen [sperrten], schwiegen.",
        LEAD + "Nach dem [Angriff] war es still.",
        LEAD + "Er habe Truppen [geschickt].",
        LEAD + "Am 2. Mai 2011 regnete es, Soldaten [sperrten] die Straßen.".replace("Am", "am"),
        LEAD + "Es regnete.\n" * 12 + "Soldaten [sperrten] die Straßen.",
        "Es ist heute kalt.\nSoldaten [sperrten] die Straßen.",
        "Die Armee [besetzte@am 2. Mai 2011] den Hafen am 2. Mai 2011.\nSoldaten [sperrten] die Straßen.",
        "Sie [besetzten@Freitag] den Hafen bis Freitag und [sperrten] die Straßen.",
    ],
)
def test_background_and_what_has_no_recent_day_stays_open(article: str) -> None:
    assert told(article) == {}


def test_plans_have_no_days() -> None:
    assert told(LEAD + "Soldaten [sperrten] die Straßen.", realis=Realis.PLANNED) == {}


def test_a_live_report_is_of_its_day() -> None:
    lines = ["08.10 Uhr: Paris [schickt] Polizisten.", *(f"0{hour}.00 Uhr: Es regnet." for hour in (8, 9, 9))]
    assert told("\n".join(lines)) == {"schickt": ("ticker", "23.01.-23.01.")}
    assert told("\n".join(lines[:2])) == {}


def test_english_news() -> None:
    lead = "Troops [seized@Monday] the port on Monday.\n"
    assert told(lead + "It rained.\nParis [!denied] it.", "en") == {"denied": NEWS}
    assert told(lead + "It rained.\nThey had long [threatened] to do so.", "en") == {}
    assert told(lead + "It rained.\nParis [!denied] it.", "fr") == {}
