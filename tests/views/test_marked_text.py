"""Given a text, its passages and its marks: this HTML."""

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.article import Passage, Zone
from lagebild.views.report.marked_text import Mark, article_html, marked_run, shown

ZONES = {zone.value: zone.value for zone in Zone}


class _Visible(HTMLParser):
    """Collects the text a browser would show and the tags it would open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_a_mark_becomes_one_run_with_its_tip() -> None:
    html = marked_run("Peking schweigt.", 0, 16, [Mark(0, 6, "mention", "STATE", "China")])
    assert html == '<mark class="mention STATE" data-tip="China" tabindex="0">Peking</mark> schweigt.'


def test_overlapping_marks_are_cut_into_flat_runs() -> None:
    marks = [Mark(0, 10, "timex", "time", "A"), Mark(5, 15, "number", "quantity", "B")]
    html = marked_run("0123456789abcdefgh", 0, 18, marks)
    assert ">01234</mark>" in html
    assert 'data-tip="A · B" tabindex="0">56789</mark>' in html
    assert ">abcde</mark>fgh" in html


def test_markup_in_an_article_is_shown_as_text() -> None:
    html = marked_run("<script>alert('x')</script>", 0, 27, [Mark(1, 7, "mention", "ORG", '"><img>')])
    parsed = _Visible()
    parsed.feed(html)
    assert parsed.tags == ["mark"]
    assert parsed.text == "<script>alert('x')</script>"


def test_direction_overrides_are_made_visible() -> None:
    assert shown("a\u202eb\u2066c") == "a[U+202E]b[U+2066]c"


def test_furniture_is_folded_away_after_the_text() -> None:
    text = "Menü\nEin Satz."
    html = article_html(text, [Passage(0, 4, Zone.FURNITURE), Passage(5, 14, Zone.BODY)], [], ZONES)
    assert html.index("Ein Satz.") < html.index("<details") < html.index("Menü")


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12),
)
def test_no_mark_changes_what_is_read(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(a, b, "mention", "ORG", "tip") for a, b in spans if a < b <= len(text)]
    parsed = _Visible()
    parsed.feed(f"<p>{marked_run(text, 0, len(text), marks)}</p>")
    parsed.close()
    bare = _Visible()
    bare.feed(f"<p>{shown(text)}</p>")
    bare.close()
    assert parsed.text == bare.text
    assert unescape(shown(text)) == parsed.text or "\r" in text or "\x00" in text
