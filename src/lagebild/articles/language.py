"""The language a text is written in.

Method: the naive Bayes classifier py3langid over byte n-grams, asked about a bounded sample instead of the whole text.
On the annotated corpus (280 German and English articles) samples from 300 characters on are all told right;
`benchmarks/language.py` prints that, and what happens with single sentences, titles and snippets.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SAMPLE_CHARS = 320
"""Characters the classifier sees: on the corpus 300 already tell all articles, and each costs the same again."""

_SAMPLE_LINES = 4
"""Lines the sample is taken from, so that one foreign quotation does not decide about the article."""

_SCANNED_CHARS = 20_000
"""Characters around the middle of the text in which the longest lines are sought: bounds the work for books."""

_FEWEST_WORDS = 4
"""Words a text needs: of three words a name or two leave nothing to tell the language by."""

_FEWEST_IDEOGRAPHS = 8
"""Characters a text needs in a script that writes no spaces between words."""

_LEAST_CONFIDENCE = 0.7
"""Probability under which no language is given: above it 99.9 % of the answers for the corpus's four-word snippets are
right (94 % without the limit), and 98 % of its sentences and 82 % of its titles still get one, all of them right."""

_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""

CODES = frozenset(_ISO_639_1.split())
"""The codes of ISO 639-1."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")


@cache
def _identifier() -> Any:
    """Return the classifier over the languages that have an ISO 639-1 code; loading takes about half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier


def _sample(text: str) -> str:
    """Return the middles of the longest lines around the middle of the text, in the order of the text."""
    if len(text) <= _SAMPLE_CHARS:
        return text
    start = max(0, (len(text) - _SCANNED_CHARS) // 2)
    lines = [line for line in text[start : start + _SCANNED_CHARS].splitlines() if line]
    longest = sorted(range(len(lines)), key=lambda at: (-len(lines[at]), at))[:_SAMPLE_LINES]
    chosen: list[tuple[int, str]] = []
    left = _SAMPLE_CHARS
    for rank, at in enumerate(reversed(longest)):  # the shortest first: what it leaves goes to the longer ones
        share = left // (len(longest) - rank)
        line = lines[at]
        middle = max(0, (len(line) - share) // 2)
        chosen.append((at, line[middle : middle + share]))
        left -= min(share, len(line))
    return "\n".join(line for _, line in sorted(chosen))


def _is_enough(sample: str) -> bool:
    if len(_UNSPACED.findall(sample)) >= _FEWEST_IDEOGRAPHS:
        return True
    return len(_WORD.findall(sample)) >= _FEWEST_WORDS


def language_code_of(tag: str) -> str | None:
    """Return the ISO 639-1 code of a BCP 47 language tag ("de" for "de-AT"), or None if it begins with none."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    return code if code in CODES else None


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, None if it is too short or the classifier is not sure.

    Deterministic and safe to call from several threads; the model is loaded by the first call.
    """
    sample = _sample(text)
    if not _is_enough(sample):
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _LEAST_CONFIDENCE else None
