import io

import pytest
from built_pages import STORY, document, only_article, only_refusal
from pypdf import PdfReader, PdfWriter

from lagebild.articles.pdf import text_of_pages


def test_paragraphs_run_over_lines_and_page_heads_are_gone():
    article = only_article(document(), "seite.pdf")
    for paragraph in (*STORY.paragraphs, *STORY.after_heading):
        assert paragraph.replace("„", '"').replace("“", '"') in article.text
    assert article.text.count("Ostseebote Wirtschaft am Sonntag") <= 1
    assert article.text.count("Seite ") <= 1
    assert article.title == STORY.title


def test_broken_words_are_joined():
    pages = [
        "Die Verkehrsminister beider Länder haben am Freitag die lang erwar-\n"
        "tete Linie eröffnet. Das freut die Ein- und Ausfuhr sowie den Nord-\n"
        "Ostsee-Verkehr, wie der deutsch-lettische Verband sagt; das deutsch-\n"
        "lettische Geschäft wächst."
    ]
    text = text_of_pages(pages)
    assert "die lang erwartete Linie" in text
    assert "Ein- und Ausfuhr" in text
    assert "Nord-Ostsee-Verkehr" in text
    assert "das deutsch-lettische Geschäft" in text
    assert "\n" not in text


def test_a_paragraph_goes_on_over_the_page_and_a_heading_does_not():
    first = (
        "Neue Linie\n"
        "Der Vertrag über die Fährlinie ist am Freitag von den\n"
        "Ministern unterzeichnet worden, nachdem die beiden Seiten"
    )
    second = (
        "lange verhandelt hatten. Nun beginnt der Bau der neuen Kais\n"
        "im Hafen.\n"
        "Kritik aus Tallinn\n"
        "In Estland stößt der Vertrag auf wenig Gegenliebe, denn die"
    )
    assert [part[:14] for part in text_of_pages([first, second]).split("\n\n")] == [
        "Neue Linie",
        "Der Vertrag üb",
        "Kritik aus Tal",
        "In Estland stö",
    ]


def test_heads_and_feet_that_differ_in_numbers_only():
    bodies = ["Alpha beta gamma delta.", "Epsilon zeta eta theta.", "Iota kappa lambda mu."]
    pages = [f"Bote, {n}. Mai\n{body}\nSeite {n} von 3" for n, body in enumerate(bodies, start=1)]
    text = text_of_pages(pages)
    assert "Seite" not in text
    assert all(body in text for body in bodies)


def test_encrypted_documents_are_refused():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document())))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert only_refusal(out.getvalue(), "x.pdf").message == "It is encrypted and needs a password."


@pytest.mark.parametrize("data", [document()[:200], b"%PDF-1.7\n" + b"\x00" * 500])
def test_damaged_documents_are_refused(data):
    assert "damaged" in only_refusal(data, "x.pdf").message


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr("lagebild.articles.pdf.MAX_PAGES", 2)
    assert only_refusal(document(pages=3)).message == "It has 3 pages; up to 2 are read."


def test_a_document_of_pictures_only():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    assert "holds no text" in only_refusal(out.getvalue()).message
