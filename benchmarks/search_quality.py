"""Measures whether search finds the sentence that answers: `python -m benchmarks.search_quality [--stories FOLDER]`.

Reads the invented stories of `corpus/stories` into a case (a minute on two cores) and asks the questions of
`search_questions.toml`: by words, by meaning, and both; once among the sentences of the language that is asked for,
once in the whole case. Prints how often an answering sentence is among the first five, and the mean reciprocal rank.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.sentences import annotated

from lagebild.case.case import Case
from lagebild.search.search import MOST_ANSWERS, Limits, Way, search

STORIES = Path(__file__).parent.parent / "corpus" / "stories"
QUESTIONS = Path(__file__).with_name("search_questions.toml")
FIRST = 5


def case_of_stories(stories: Path, folder: Path) -> Case:
    source = folder / "stories.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for path in sorted(stories.rglob("*.txt")):
            lang, sentences = annotated(path)
            record = {"uri": f"https://stories.example/{path.stem}", "lang": lang, "text": " ".join(sentences)}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    case = Case.create(folder / "stories.case")
    case.add(source)
    return case


def rank_of(case: Case, question: dict[str, Any], way: Way, limits: Limits) -> int | None:
    found = search(case, question["asked"], way=way, limits=limits, limit=MOST_ANSWERS)
    ranks = (
        rank
        for rank, answer in enumerate(found.answers, 1)
        if any(words in answer.sentence for words in question["answers"])
    )
    return next(ranks, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path, default=STORIES)
    questions = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    with tempfile.TemporaryDirectory() as folder:
        case = case_of_stories(parser.parse_args().stories, Path(folder))
        for whole in (False, True):
            print("in the whole case" if whole else "among the sentences of the language asked for")
            for way in Way:
                ranks: dict[str, list[int | None]] = defaultdict(list)
                for question in questions:
                    asked, wanted = question["from"], question["to"]
                    limits = Limits() if whole else Limits(langs=(wanted,))
                    direction = "same language" if asked == wanted else f"{asked} → {wanted}"
                    ranks[direction].append(rank_of(case, question, way, limits))
                told = (
                    f"{direction} {sum(rank is not None and rank <= FIRST for rank in some)}/{len(some)} "
                    f"(MRR {sum(1 / rank for rank in some if rank) / len(some):.2f})"
                    for direction, some in ranks.items()
                )
                print(f"  {way.value}: {', '.join(told)}")


if __name__ == "__main__":
    main()
