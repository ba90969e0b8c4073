"""What tells the date of a long text is sought in its beginning, so that the merge does not wait for it."""

from __future__ import annotations

from lagebild import read
from lagebild.case.dating_rows import CHARACTERS_WEIGHED, dating_rows

BEGINNING = "Am Montag, dem 3. März 2025, sprach der Minister in Oslo. Gestern war er in Helsinki.\n\n"


def inferred(text):
    reading = read(text, lang="de")
    article = (("a", text, "de", None, None),)
    sentences = [("a", s.start, s.end) for s in reading.sentences]
    times = [
        ("a", t.start, t.end, f"t{n}", str(t.type), t.value, t.earliest, t.latest, t.anchor, None, None)
        for n, t in enumerate(reading.times)
    ]
    return dating_rows(article, sentences, times, [], [], [])["inferred_dates"], len(times)


def test_what_stands_behind_the_beginning_of_a_long_text_is_not_weighed():
    start = BEGINNING + "Die Lage blieb ruhig. " * (CHARACTERS_WEIGHED // 20)
    alone, few = inferred(start)
    longer, many = inferred(start + "Am 5. Mai 2026 und am Dienstag kam er wieder. " * 500)
    assert few < 5 and many > 900
    assert longer == alone
