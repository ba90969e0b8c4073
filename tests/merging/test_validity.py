"""Given a sentence, a role in it and the article's date: since when and until when the role is held."""

from datetime import date

import pytest

from lagebild.merging.validity import Placed, Validity, validity_of

DAY = date(2025, 1, 10)
YEAR = (date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("text", "role", "time", "expected"),
    [
        ("Der ehemalige Minister Aal reist.", "ehemalige Minister", None, (None, DAY)),
        ("Ex-Minister Aal reist.", "Ex-Minister", None, (None, DAY)),
        ("Former minister Aal travels.", "Former minister", None, (None, DAY)),
        ("Der designierte Präsident Aal reist.", "designierte Präsident", None, (DAY, None)),
        ("President-elect Aal travels.", "President-elect", None, (DAY, None)),
        ("Aal, Präsident seit 2019, reist.", "Präsident", "2019", (YEAR[0], None)),
        ("Aal, president since early 2019, travels.", "president", "2019", (YEAR[0], None)),
        ("Aal war bis 2019 Präsident.", "Präsident", "2019", (None, YEAR[1])),
        ("Präsident Aal reiste 2019 nach Oslo.", "Präsident", "2019", (None, None)),
        ("Präsident Aal reist.", "Präsident", None, (None, None)),
    ],
)
def test_words_beside_a_role_tell_its_sides(text, role, time, expected):
    start = text.index(role)
    times = [Placed(text.index(time), text.index(time) + len(time), *YEAR)] if time else []
    assert validity_of(text, start, start + len(role), (0, len(text)), times, DAY) == Validity(*expected)


def test_a_time_far_from_the_role_says_nothing_of_it():
    text = "Präsident Aal sprach lange über die Lage im Norden und über die Häfen, die dort seit 2019 wachsen."
    at = text.index("2019")
    found = validity_of(text, 0, 9, (0, len(text)), [Placed(at, at + 4, *YEAR)], DAY)
    assert found == Validity(None, None)
