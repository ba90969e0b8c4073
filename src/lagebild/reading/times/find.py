"""Finding the time expressions of a text, and resolving one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lagebild.reading.marks import Sentence, TimeExpression, TimexType
from lagebild.reading.times.found import Found, Meaning, Story
from lagebild.reading.times.makers import MAKERS
from lagebild.reading.times.placing import graded, placed
from lagebild.reading.times.rules import Rules, rules_of
from lagebild.reading.times.tense import tense_of
from lagebild.reading.times.words import FOLDERS, letters_of, refined, time_words
from lagebild.reading.tokens import Tokens, tokens_of

ABSOLUTE, RELATIVE, PAST, FUTURE, LENGTH, REFERENCE, STORY, UNPLACED = 0.97, 0.88, 0.93, 0.85, 0.83, 0.7, 0.66, 0.3
"""Confidence that the extent and the value are right: dates that need no anchor, those counted from the article's date,
those whose direction a verb or nothing told, durations and sets, references (`jetzt`), times counted from the story,
and what the text does not place. Shares measured on the annotated corpus and the German news with TIMEX3."""


def times_of(
    text: str, sentences: Sequence[Sentence], lang: str | None, published: date | None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the sentences, in order, none overlapping; none for a language without rules.

    Offsets are those of `text`. Without `published` what is relative to it keeps an open value (`XXXX-WXX-3`) and no
    days; `resolved` places it later. Linear in the length of the text.
    """
    if lang not in FOLDERS:
        return ()
    words, rules, letter = time_words(lang), rules_of(lang), letters_of(lang)
    story = Story()
    times: list[TimeExpression] = []
    for sentence in sentences:
        tokens = tokens_of(text, sentence.start, sentence.end)
        if tokens.words and tokens.words[0] in words.lists["lowered_first"]:
            tokens.words[0] = tokens.words[0].lower()
        letters = "".join(map(letter.__getitem__, tokens.words))
        if words.trigger.search(letters) is None:
            continue
        letters = refined(letters, tokens, words)
        position = 0
        while (match := rules.first.search(letters, position)) is not None:
            found = _meant(Found(rules.rules[0], match, tokens, words, letters, story, sentence.sentence_id), rules)
            if found is None:
                position = match.start() + 1
                continue
            end, meaning = found
            time = _read(tokens, match.start(), end, meaning, published, story, lang)
            position = match.start() + 1 if time is None else end
            if time is not None:
                times.append(time)
                _tell(story, time, sentence.sentence_id)
    return tuple(times)


def resolved(time: TimeExpression, published: date | None, previous: TimeExpression | None) -> TimeExpression:
    """Return `time` placed anew for an article of that date, after the expression `previous` in its text.

    An absolute time comes back unchanged, as does one whose anchor is still unknown.
    """
    if time.offset is None or time.anchor is None or time.anchor == "unknown":
        return time
    if time.anchor == "previous":
        first, last = (previous.earliest, previous.latest) if previous is not None else (None, None)
    else:
        first = last = published
    place = placed(time.offset, first, last, time.direction)
    if place is None:
        return time
    return replace(time, value=place.value or time.value, earliest=place.earliest, latest=place.latest)


def _meant(found: Found, rules: Rules) -> tuple[int, Meaning] | None:
    """Return where the expression ends and what it means, by the first rule there that makes sense."""
    start = found.match.start()
    first = int((found.match.lastgroup or "r0")[1:])
    for rule in rules.rules[first:]:
        match = rule.pattern.match(found.letters, start)
        if match is None:
            continue
        meaning = MAKERS[rule.make](replace(found, rule=rule, match=match))
        if meaning is not None:
            return match.end(), meaning
    return None


def _read(
    tokens: Tokens,
    start: int,
    end: int,
    meaning: Meaning,
    published: date | None,
    story: Story,
    lang: str,
) -> TimeExpression | None:
    direction, anchor, offset = None, meaning.anchor, meaning.offset
    if meaning.tensed and offset is not None:
        direction, grade = tense_of(lang).direction(tokens.words, start, end)
        offset = graded(offset, grade)
    confidence = _confidence(meaning, direction)
    value, earliest, latest = meaning.value, None, None
    if offset is not None:
        anchored = {"published": (published, published), "previous": (story.first, story.last)}
        first, last = anchored.get(anchor or "", (None, None))
        place = placed(offset, first, last, direction)
        if place is None:
            return None
        value, earliest, latest = meaning.value or place.value, place.earliest, place.latest
    if value is None:
        return None
    begin, stop = tokens.starts[start], tokens.ends[end - 1]
    return TimeExpression(begin, stop, meaning.type, value, earliest, latest, anchor, offset, direction, confidence)


def _confidence(meaning: Meaning, direction: str | None) -> float:
    if meaning.type in (TimexType.DURATION, TimexType.SET):
        return LENGTH
    if meaning.value is not None and meaning.value.endswith("_REF"):
        return REFERENCE
    if meaning.tensed:
        return FUTURE if direction == "future" else PAST
    return {None: ABSOLUTE, "published": RELATIVE, "previous": STORY}.get(meaning.anchor, UNPLACED)


def _tell(story: Story, time: TimeExpression, sentence: int) -> None:
    """Let the story move on to a date that is known; durations, references and bare times of the day move nothing."""
    if time.type not in (TimexType.DATE, TimexType.TIME) or (time.offset or "").startswith("D+0 @"):
        return
    if not time.value.endswith("_REF") and time.earliest is not None:
        story.first, story.last, story.sentence = time.earliest, time.latest, sentence
