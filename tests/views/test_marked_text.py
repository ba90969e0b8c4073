"""Given a text, its passages and its marks: this HTML."""

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from lagebild.articles.article import Passage, Zone
from lagebild.views.report.marked_text import LAYERS, Mark, Note, article_html, marked_run, shown

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
    html = marked_run("Peking schweigt.", 0, 16, [Mark(0, 6, "STATE", "China")])
    assert html == '<mark class="STATE" data-tip="China" tabindex="0">Peking</mark> schweigt.'


def test_a_name_inside_a_quotation_stands_inside_its_mark() -> None:
    marks = [Mark(6, 12, "STATE", "China"), Mark(0, 12, "quotation", "Kari Lund")]
    html = marked_run("gegen Peking.", 0, 13, marks)
    assert html == (
        '<mark class="quotation" data-tip="Kari Lund" tabindex="0">gegen '
        '<mark class="STATE" data-tip="China" tabindex="0">Peking</mark></mark>.'
    )


def test_what_links_lead_to_stands_before_the_words_it_begins_with_even_the_first() -> None:
    notes = [Note(0, (), ("first",)), Note(4, (), ("second",)), Note(9, (), ("next",))]
    html = marked_run("Ja. Nein.", 0, 9, [], notes)
    assert html == '<a id="first"></a>Ja. <a id="second"></a>Nein.'


def test_marks_that_cross_are_cut_in_two_and_reached_once() -> None:
    marks = [Mark(0, 10, "quotation", "A"), Mark(5, 15, "outlook", "B")]
    html = marked_run("0123456789abcdefgh", 0, 18, marks)
    assert html == (
        '<mark class="quotation" data-tip="A" tabindex="0">01234</mark>'
        '<mark class="outlook" data-tip="B" tabindex="0">'
        '<mark class="quotation" data-tip="A">56789</mark>abcde</mark>fgh'
    )


def test_a_note_stands_after_its_sentence_and_outside_of_marks() -> None:
    html = marked_run("Ja. Nein.", 0, 9, [Mark(0, 9, "outlook", "x")], [Note(3, ("A → B", "<C>"))])
    assert html.split('<span class="gloss">') == [
        '<mark class="outlook" data-tip="x" tabindex="0">Ja.</mark>',
        '<span>A → B</span><span>&lt;C&gt;</span></span><mark class="outlook" data-tip="x"> Nein.</mark>',
    ]


def test_an_event_names_the_places_of_its_sides() -> None:
    marks = [
        Mark(0, 4, "STATE", "Norwegen", is_side=True),
        Mark(5, 8, "event", "hilft", sources=(0,), targets=(9, 14)),
    ]
    html = marked_run("Oslo gab Rom Paris", 0, 18, marks)
    assert '<mark class="STATE" data-tip="Norwegen" data-at="0" tabindex="0">Oslo</mark>' in html
    assert 'data-from="0" data-to="9 14"' in html


def test_markup_in_an_article_is_shown_as_text() -> None:
    html = marked_run("<script>alert('x')</script>", 0, 27, [Mark(1, 7, "ORG", '"><img>')])
    parsed = _Visible()
    parsed.feed(html)
    assert parsed.tags == ["mark"]
    assert parsed.text == "<script>alert('x')</script>"


def test_direction_overrides_are_made_visible() -> None:
    assert shown("a\u202eb\u2066c") == "a[U+202E]b[U+2066]c"


def test_furniture_is_folded_away_after_the_text() -> None:
    text = "Menü\nEin Satz."
    html = article_html(text, [Passage(0, 4, Zone.FURNITURE), Passage(5, 14, Zone.BODY)], [], [], ZONES)
    assert html.index("Ein Satz.") < html.index("<details") < html.index("Menü")


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(LAYERS)), max_size=12),
    st.sets(st.integers(0, 60)),
)
def test_no_mark_changes_what_is_read(text: str, spans: list[tuple[int, int, str]], places: set[int]) -> None:
    marks = [Mark(a, b, layer, "tip") for a, b, layer in spans if a < b <= len(text)]
    notes = [Note(place, ("note",)) for place in sorted(places)]
    html = marked_run(text, 0, len(text), marks, notes).replace('<span class="gloss"><span>note</span></span>', "")
    parsed = _Visible()
    parsed.feed(f"<p>{html}</p>")
    parsed.close()
    bare = _Visible()
    bare.feed(f"<p>{shown(text)}</p>")
    bare.close()
    assert parsed.text == bare.text
    assert unescape(shown(text)) == parsed.text or "\r" in text or "\x00" in text
    assert html.count("<mark ") == html.count("</mark>")
