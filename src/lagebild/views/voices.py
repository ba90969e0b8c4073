"""Voices as people read them: who is quoted on what and how sure, who expects what, and who agrees on a relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from lagebild.reading.marks import Modality
from lagebild.system.facts import Evidence, Facts, Statement
from lagebild.system.voices import Agreement, Expected, Voice, agreements_of, expected_of, voices_of
from lagebild.views.dependence import THIN_SIGN
from lagebild.views.evidence import Told, told_at, words_at
from lagebild.views.labels import labels_in
from lagebild.views.queryable import QueryableCase
from lagebild.views.report.wording import interval_words
from lagebild.views.speakers import Speaker, speakers_of
from lagebild.views.system_table import SystemTable

MOST_TOPICS = 4
"""States, types of events and relations each that are named of what somebody speaks of: the most frequent."""
MOST_FOLLOWED = 2
"""Sentences of what followed that an expectation is shown with."""
LEAST_SURE_OUTLOOK = 0.6
"""From this confidence on what is read as an outlook was one in two of three cases or more (docs/reader.md)."""
STATUSES = ("open", "borne_out", "overtaken")


@dataclass(frozen=True, slots=True)
class Voices:
    """All that voices say: who they are, what they expect, what they call relations, and where it stands."""

    voices: tuple[Voice, ...]
    expected: tuple[Expected, ...]
    agreements: tuple[Agreement, ...]
    statements: Mapping[str, Statement]
    speakers: Mapping[str, Speaker]
    names: Mapping[str, str]
    told: Mapping[Evidence, Told]
    words: Mapping[Evidence, str]

    def name(self, holder: str | None, called: str | None, lang: str) -> str:
        """Return who holds something: the name of an actor, the words for somebody, or that it is the author."""
        if holder is not None:
            return self.names.get(holder, holder)
        return " ".join(called.split()) if called else labels_in(lang)["situation_author"]


def voices_in(
    case: QueryableCase, facts: Facts, names: Mapping[str, str], lang: str, only: str | None = None
) -> Voices:
    """Return the voices of a case, or those of the one actor of this id."""
    voices, expected, agreements = voices_of(facts), expected_of(facts), agreements_of(facts)
    if only is not None:
        voices = tuple(one for one in voices if one.speaker == only)
        expected = tuple(one for one in expected if one.holder == only)
        agreements = tuple(one for one in agreements if only in (*one.friendly, *one.hostile))
    statements = {one.row_id: one for one in facts.statements}
    places = [one.expectation.evidence for one in expected]
    places += [deed.reports[0].evidence for one in expected for deed in one.follow_up if deed.reports]
    places += [statements[key].evidence for one in agreements for key in one.statements]
    parts = (part for one in expected for part in (one.expectation.condition, one.expectation.consequence) if part)
    return Voices(
        *(voices, expected, agreements, statements),
        *(speakers_of(case, facts, lang), names, told_at(case, places), words_at(case, parts)),
    )


def voices_tables(found: Voices, lang: str) -> tuple[SystemTable, ...]:
    """Return who is quoted, who expects what, and who agrees on a relation with the statements."""
    tables = (
        voices_table(found, lang),
        expected_table(found, lang),
        agreements_table(found, lang),
        statements_table(found, lang),
    )
    return tuple(table for at, table in enumerate(tables) if table.rows or at == 0)


def voices_table(found: Voices, lang: str) -> SystemTable:
    """Return who is quoted, in the order given."""
    t = labels_in(lang)
    keys = ("voice", "who_is_it", "n_quotations_of_voice", "n_articles", "modalities", "speaks_of")
    columns = (*(t[key] for key in keys), t["expectations_of_voice"])
    rows = tuple(_line(voice, found, t, lang) for voice in found.voices)
    evidence = tuple((*voice.quotations, *voice.expectations) for voice in found.voices)
    return SystemTable(t["voices_heading"], t["voices_how"] if rows else t["no_voice"], columns, rows, evidence)


def expected_table(found: Voices, lang: str) -> SystemTable:
    """Return who expects what as of when, on which condition, and what became of it."""
    t = labels_in(lang)
    columns = tuple(t[key] for key in ("as_of", "voice", "if_so", "expects", "status", "followed"))
    rows = tuple(_expected_line(one, found, t, lang) for one in found.expected)
    evidence = tuple((one.expectation.row_id, *(deed.event_id for deed in one.follow_up)) for one in found.expected)
    return SystemTable(t["expected_heading"], t["expected_how"] if rows else t["no_expected"], columns, rows, evidence)


def agreements_table(found: Voices, lang: str) -> SystemTable:
    """Return where voices agree or not, those that can be compared first."""
    t = labels_in(lang)
    ordered = sorted(found.agreements, key=lambda one: one.verdict is None)

    def called(holders: Sequence[str | None]) -> str:
        return ", ".join(found.name(one, None, lang) for one in holders)

    rows = tuple(
        (
            _pair(one.pair, found.names),
            called(one.friendly),
            called(one.hostile),
            t[f"voices_{one.verdict}"] if one.verdict else "",
        )
        for one in ordered
    )
    columns = tuple(t[key] for key in ("side", "calls_friendly", "calls_hostile", "voices_verdict"))
    evidence = tuple(one.statements for one in ordered)
    return SystemTable(t["agreements_heading"], t["agreements_how"], columns, rows, evidence)


def statements_table(found: Voices, lang: str) -> SystemTable:
    """Return what is said of every relation that two or more speak of, statement by statement."""
    t = labels_in(lang)
    lines = [
        (one, statement, found.told[statement.evidence])
        for one in found.agreements
        if one.verdict
        for statement in sorted(
            (found.statements[key] for key in one.statements), key=lambda said: (said.holder or "", -said.value)
        )
        if statement.evidence in found.told
    ]
    rows = tuple(
        (
            _pair(one.pair, found.names),
            found.name(statement.holder, None, lang),
            t[f"relation_{statement.value}"],
            told.sentence,
            told.source(lang),
        )
        for one, statement, told in lines
    )
    columns = tuple(t[key] for key in ("side", "holder", "calls_it", "sentence", "sentence_source"))
    return SystemTable(
        t["said_of_relations_heading"],
        t["said_of_relations_how"],
        columns,
        rows,
        tuple((statement.row_id,) for _, statement, _ in lines),
        tuple(told.article_id for _, _, told in lines),
    )


def voices_record(found: Voices) -> dict[str, object]:
    """Return everything of the voices with its places and rows, for JSON."""
    return {
        "voices": [
            {
                "name": _name(one, found),
                **asdict(one),
                "who": asdict(who) if (who := found.speakers.get(one.speaker or "")) else None,
                "decided": one.n_decided,
                "thin": one.is_record_thin,
            }
            for one in found.voices
        ],
        "expected": [
            {
                **asdict(one.expectation),
                "name": found.names.get(one.holder or "", one.called),
                "earliest": one.earliest,
                "latest": one.latest,
                "sentence": _sentence(one.expectation.evidence, found),
                "followed": [_sentence(deed.reports[0].evidence, found) for deed in one.follow_up if deed.reports],
            }
            for one in found.expected
        ],
        "agreements": [
            {
                **asdict(one),
                "verdict": one.verdict,
                "said": [
                    {**asdict(found.statements[key]), "sentence": _sentence(found.statements[key].evidence, found)}
                    for key in one.statements
                ],
            }
            for one in found.agreements
        ],
    }


def topic_words(voice: Voice, names: Mapping[str, str], t: Mapping[str, str]) -> str:
    """Return what somebody speaks of: `Norway, Finland · aid, talks · Norway – Finland`."""
    parts = (
        [names.get(actor, actor) for actor in voice.topics],
        [t[f"type_{kind}"] for kind in voice.deeds],
        [_pair(pair, names) for pair in voice.relations],
    )
    return " · ".join(", ".join(part[:MOST_TOPICS]) for part in parts if part)


def modality_words(voice: Voice) -> str:
    """Return how often somebody asserts, hedges and denies: `11 / 2 / 0`."""
    return " / ".join(str(voice.modalities.get(modality.value, 0)) for modality in Modality)


def _line(voice: Voice, found: Voices, t: Mapping[str, str], lang: str) -> tuple[str, ...]:
    speaker = found.speakers.get(voice.speaker or "")
    return (
        _name(voice, found),
        speaker.words() if speaker else "",
        str(voice.n_quotations),
        str(voice.n_articles),
        modality_words(voice),
        topic_words(voice, found.names, t),
        _record_words(voice, t),
    )


def _record_words(voice: Voice, t: Mapping[str, str]) -> str:
    """Return what became of somebody's expectations: `2 open; 1 of 2 borne out°`."""
    told = [f"{voice.statuses['open']} {t['status_open']}"] if voice.statuses.get("open") else []
    if voice.n_decided:
        n = voice.statuses.get("borne_out", 0)
        words = t["borne_out_of"].format(n=n, of=voice.n_decided)
        told.append(words + (THIN_SIGN if voice.is_record_thin else ""))
    return "; ".join(told)


def _expected_line(one: Expected, found: Voices, t: Mapping[str, str], lang: str) -> tuple[str, ...]:
    own = one.expectation
    condition = found.words.get(own.condition, "") if own.condition else ""
    sentence = _sentence(own.evidence, found)
    told = found.words.get(own.consequence, sentence) if own.condition and own.consequence else sentence
    followed = [
        f"{place.sentence} ({place.source(lang)})"
        for deed in one.follow_up[:MOST_FOLLOWED]
        if deed.reports and (place := found.told.get(deed.reports[0].evidence))
    ]
    return (
        interval_words(one.earliest, one.latest, lang),
        found.name(one.holder, one.called, lang),
        _plain(condition),
        _plain(told) + ("" if own.confidence >= LEAST_SURE_OUTLOOK else f" ({t['unsurely_read']})"),
        t[f"status_{own.status}"],
        "\n".join(map(_plain, followed)),
    )


def _sentence(place: Evidence, found: Voices) -> str:
    told = found.told.get(place)
    return "" if told is None else told.sentence


def _plain(words: str) -> str:
    return " ".join(words.split())


def _pair(pair: Iterable[str], names: Mapping[str, str]) -> str:
    return " – ".join(names.get(actor, actor) for actor in pair)


def _name(voice: Voice, found: Voices) -> str:
    return voice.called if voice.speaker is None else found.names.get(voice.speaker, voice.speaker)
