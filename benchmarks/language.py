"""Measures the language identifier on an annotated corpus: `python -m benchmarks.language CORPUS_DIR`.

Prints, for whole articles, single sentences, titles and snippets of four words: how many get an answer, how many of
the answers are right, and words per second (loading the model excluded).
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from benchmarks.sentences import annotated

from lagebild.articles.language import language_of

SNIPPET_WORDS = 4


def title_of(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((line.removeprefix("#title ") for line in lines if line.startswith("#title ")), "")


def snippet_of(sentence: str, draw: random.Random) -> str:
    words = sentence.split()
    at = draw.randrange(max(1, len(words) - SNIPPET_WORDS))
    return " ".join(words[at : at + SNIPPET_WORDS])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    draw = random.Random(0)
    kinds: dict[str, list[tuple[str, str]]] = {"articles": [], "sentences": [], "titles": [], "snippets": []}
    for path in sorted(parser.parse_args().corpus.rglob("docs/*.txt")):
        lang, sentences = annotated(path)
        kinds["articles"].append((lang, " ".join(sentences)))
        kinds["titles"].append((lang, title_of(path)))
        kinds["sentences"] += [(lang, sentence) for sentence in sentences]
        kinds["snippets"] += [(lang, snippet_of(sentence, draw)) for sentence in sentences]
    language_of("Das Modell wird vor der Messung geladen.")
    print(f"{'texts':12}{'number':>8}{'answered':>10}{'right':>8}{'words/s':>12}")
    for kind, texts in kinds.items():
        started = time.perf_counter()
        answers = [(lang, language_of(text)) for lang, text in texts]
        seconds = time.perf_counter() - started
        answered = [(lang, answer) for lang, answer in answers if answer]
        right = sum(lang == answer for lang, answer in answered) / max(1, len(answered))
        rate = sum(len(text.split()) for _, text in texts) / seconds
        print(f"{kind:12}{len(texts):8}{len(answered) / len(texts):10.4f}{right:8.4f}{rate:12,.0f}")


if __name__ == "__main__":
    main()
