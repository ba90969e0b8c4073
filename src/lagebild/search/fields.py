"""The full-text index: which words of a sentence it knows, and how those of a question are looked up in it.

A sentence's words and its article's title are kept as stems of the article's language, without stop words; unstemmed
where the language is neither German nor English. `exact` has every word as it stands, for phrases and beginnings.
`named` has the names of the actors named in the sentence in both languages, so that `Nordkorea` finds `Pyongyang`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from lagebild.search.question import WORD, Clause, Kind, Question, Term

STEMMED: Mapping[str, str] = {"de": "german", "en": "english"}
"""Languages whose words are stemmed, with tantivy's name for the Snowball stemmer."""

FURTHER_STOP_WORDS: Mapping[str, str] = {
    "de": "wer wen wem wessen wann warum weshalb wieso wofür womit woher wohin wieviel",
    "en": (
        "who whom whose what which when where why how am do does did doing done has have had having were been being "
        "i me my we us our you your he him his she her hers its them from about than can could would should may might "
        "must shall so very"
    ),
}
"""Words of questions and grammar that tantivy's lists lack (of English it has 33)."""

UNSTEMMED = "other"
"""Stands for every other language."""

LONGEST_WORD = 60
"""Bytes; a longer word is none that anybody types."""

TITLE_WEIGHT, NAME_WEIGHT, OUTLET_WEIGHT = 0.3, 0.6, 0.3
"""What a word weighs that stands in the title, the names or the outlet, when one in the sentence weighs 1: whole
articles share them, so they help a sentence up and do not carry it."""

LEAST_STOP_WORDS = 2
"""Stop words of a language that make a short question one of it; `war` alone may be English."""

TIE = 0.1
"""The share of its other finds that a word adds to its best one (tantivy's dismax)."""


_SENTENCE_FIELDS = frozenset({"exact", "named", *(f"text_{lang}" for lang in (*STEMMED, UNSTEMMED))})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of a sentence; `row` is its place in the cache."""

    row: int
    article_id: str
    text: str
    lang: str | None
    title: str | None
    outlet: str | None
    names: tuple[str, ...]
    actors: tuple[str, ...]


def family(lang: str | None) -> str:
    """Return whose fields hold the words of a language."""
    return lang if lang is not None and lang in STEMMED else UNSTEMMED


@cache
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", fast=True)
    for name in ("article", "actor"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="exact", index_option="position")
    for name in ("outlet", "named"):
        builder.add_text_field(name, tokenizer_name="exact", index_option="freq")
    for lang in (*STEMMED, UNSTEMMED):
        for name in ("text", "title"):
            builder.add_text_field(f"{name}_{lang}", tokenizer_name=_analyzer_name(lang), index_option="freq")
    return builder.build()


def _analyzer_name(lang: str) -> str:
    return f"stems_{lang}" if lang in STEMMED else "exact"


@cache
def analyzers() -> Mapping[str, TextAnalyzer]:
    """Return what cuts texts into words, by name."""
    found = {"exact": _words().filter(Filter.ascii_fold()).build()}
    for lang, name in STEMMED.items():
        telling = (
            _words().filter(Filter.stopword(name)).filter(Filter.custom_stopword(FURTHER_STOP_WORDS[lang].split()))
        )
        found[_analyzer_name(lang)] = telling.filter(Filter.stemmer(name)).filter(Filter.ascii_fold()).build()
    return found


def _words() -> TextAnalyzerBuilder:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    return builder.filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())


def index_at(folder: str) -> tantivy.Index:
    """Return the index in a folder, made if there is none; raises what tantivy raises for a broken one."""
    index = tantivy.Index(schema(), folder)
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)
    return index


def document_of(entry: Entry) -> tantivy.Document:
    """Return a sentence as the index takes it."""
    lang = family(entry.lang)
    document = tantivy.Document()
    document.add_unsigned("row", entry.row)
    document.add_text("article", entry.article_id)
    document.add_text("exact", entry.text)
    document.add_text(f"text_{lang}", entry.text)
    if entry.title:
        document.add_text(f"title_{lang}", entry.title)
    if entry.outlet:
        document.add_text("outlet", entry.outlet)
    for name in entry.names:
        document.add_text("named", name)
    for actor in entry.actors:
        document.add_text("actor", actor)
    return document


def actor_query(actors: Sequence[str]) -> Query:
    """Return the query for sentences that name one of the actors."""
    return Query.term_set_query(schema(), "actor", list(actors))


def words_query(question: Question, least_share: float = 0.0) -> Query | None:
    """Return the query whose finds are ranked; None where the question has no word to look for.

    `least_share` of the words that may occur have to, one of all of them in the sentence itself.
    """
    told = _told(question)
    if not told:
        return None
    must = [(Occur.Must, _clause_query(clause)) for clause in told if clause.required]
    may = [(Occur.Should, _clause_query(clause)) for clause in told if not clause.required]
    must.append((Occur.Must, _in_sentence(told)))
    must_not = [(Occur.MustNot, _term_query(term)) for term in question.excluded]
    least = math.ceil(len(may) * least_share)
    return Query.boolean_query([*must, *may, *must_not], minimum_number_should_match=least)


def _in_sentence(clauses: Iterable[Clause]) -> Query:
    """Return the query for any of the words in the sentence itself: its article's title helps it up, no more."""
    terms = [term for clause in clauses for term in clause.terms]
    any_of = Query.boolean_query([(Occur.Should, _term_query(term, in_sentence=True)) for term in terms])
    return Query.boost_query(any_of, 0.0)


def limits_query(question: Question) -> Query:
    """Return the query for the sentences that have what has to occur and nothing of what must not."""
    must = [(Occur.Must, _clause_query(clause)) for clause in question.clauses if clause.required]
    must_not = [(Occur.MustNot, _term_query(term)) for term in question.excluded]
    return Query.boolean_query([*(must or [(Occur.Must, Query.all_query())]), *must_not])


def language_asked(question: Question) -> str | None:
    """Return which of the stemmed languages a question is in, by its stop words where it is too short to tell else."""
    if question.lang in STEMMED:
        return question.lang
    words = [word for clause in question.clauses for term in clause.terms for word in term.words]
    counts = {lang: sum(not _stems(word, lang) for word in words) for lang in STEMMED}
    first, second = sorted(counts, key=lambda lang: -counts[lang])[:2]
    return first if counts[first] >= LEAST_STOP_WORDS and counts[first] > counts[second] else None


def _told(question: Question) -> tuple[Clause, ...]:
    """Return the clauses without those of stop words alone, unless there are no others."""
    asked_in = language_asked(question)
    langs = [asked_in] if asked_in is not None else list(STEMMED)
    telling = tuple(one for one in question.clauses if one.required or any(_tells(term, langs) for term in one.terms))
    return telling or question.clauses


def _tells(term: Term, langs: Iterable[str]) -> bool:
    return term.kind is not Kind.WORD or any(_stems(word, lang) for word in term.words for lang in langs)


def _clause_query(clause: Clause) -> Query:
    queries = [_term_query(term) for term in clause.terms]
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _term_query(term: Term, *, in_sentence: bool = False) -> Query:
    if term.kind is Kind.PHRASE:
        words = [form for word in term.words for form in _forms(word)]
        if len(words) > 1:
            return Query.phrase_query(schema(), "exact", list(words))
        return Query.term_query(schema(), "exact", words[0]) if words else Query.empty_query()
    if term.kind is Kind.BEGINNING:
        beginnings = [re.escape(form) + ".*" for form in _forms(term.words[0])]
        return Query.regex_query(schema(), "exact", beginnings[0]) if beginnings else Query.empty_query()
    queries = [_word_query(word, in_sentence=in_sentence) for word in term.words]
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _word_query(word: str, *, in_sentence: bool) -> Query:
    """Return the query for a word: as a stem of each language, among the names, in the outlet."""
    finds: list[tuple[str, str, float]] = []
    for lang in STEMMED:
        for stem in _stems(word, lang):
            finds += [(f"text_{lang}", stem, 1.0), (f"title_{lang}", stem, TITLE_WEIGHT)]
    is_stop_word = not finds
    for form in _forms(word):
        finds += [(f"text_{UNSTEMMED}", form, 1.0), (f"title_{UNSTEMMED}", form, TITLE_WEIGHT)]
        finds += [("exact", form, 1.0)] if is_stop_word else []
        finds += [("named", form, NAME_WEIGHT), ("outlet", form, OUTLET_WEIGHT)] if not is_stop_word else []
    finds = [one for one in finds if not (in_sentence and one[0] not in _SENTENCE_FIELDS)]
    if not finds:
        return Query.empty_query()
    queries = [Query.boost_query(Query.term_query(schema(), field, value), weight) for field, value, weight in finds]
    return Query.disjunction_max_query(queries, TIE)


def _stems(word: str, lang: str) -> list[str]:
    return analyzers()[_analyzer_name(lang)].analyze(word)


def _forms(word: str) -> list[str]:
    return analyzers()["exact"].analyze(word)


def matches(
    sentence: str, lang: str | None, question: Question, names: Iterable[tuple[int, int, str]] = ()
) -> tuple[tuple[int, int], ...]:
    """Return the characters `[start, end)` of a sentence that a question's words stand on, in their order.

    `names` are the places of actors in the sentence, each with what the actor is called in both languages.
    """
    terms = [term for clause in _told(question) for term in clause.terms]
    phrases = [[form for word in term.words for form in _forms(word)] for term in terms if term.kind is Kind.PHRASE]
    beginnings = tuple(form for term in terms if term.kind is Kind.BEGINNING for form in _forms(term.words[0]))
    words = [word for term in terms if term.kind is Kind.WORD for word in term.words]
    stems = {stem for word in words for stem in _keys(word, lang)}
    forms = {form for word in words for form in _forms(word) if not _is_stop_word(word)}
    places = [(match.start(), match.end(), match.group()) for match in WORD.finditer(sentence)]
    told = [_forms(word) for _, _, word in places]
    found = {
        (start, end)
        for (start, end, word), form in zip(places, told, strict=True)
        if stems.intersection(_keys(word, lang)) or (beginnings and any(one.startswith(beginnings) for one in form))
    }
    found.update(span for phrase in phrases for span in _phrase_spans(phrase, places, told))
    found.update((start, end) for start, end, called in names if forms.intersection(_forms(called)))
    return _apart(found)


def _keys(word: str, lang: str | None) -> list[str]:
    """Return what a word is found by in a sentence of a language; a stop word by itself where nothing else is."""
    if lang is not None and lang in STEMMED:
        return _stems(word, lang) or (_forms(word) if _is_stop_word(word) else [])
    return _forms(word)


def _is_stop_word(word: str) -> bool:
    return not any(_stems(word, lang) for lang in STEMMED)


def _phrase_spans(
    phrase: list[str], places: list[tuple[int, int, str]], told: list[list[str]]
) -> Iterable[tuple[int, int]]:
    flat = [(form, at) for at, forms in enumerate(told) for form in forms]
    for first in range(len(flat) - len(phrase) + 1 if phrase else 0):
        if [form for form, _ in flat[first : first + len(phrase)]] == phrase:
            yield places[flat[first][1]][0], places[flat[first + len(phrase) - 1][1]][1]


def _apart(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in their order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
