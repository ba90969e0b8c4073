"""The reader's torch model read through the package's own decoders and scored by the package's own rules."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from training.reader.model import ReaderModel, layout
from training.reader.train import LENGTHS, loaded_model
from training.reader.unpack import packed_model, unpacked
from training.reader.vocabulary import cut_checkpoint
from training.reader.windows import padded

from lagebild.articles.article import Article
from lagebild.reading.marks import Quantity, Sentence, TimeExpression
from lagebild.reading.model.calibration import Calibration
from lagebild.reading.model.decoding.thresholds import Thresholds
from lagebild.reading.model.marking import judged_reading
from lagebild.reading.model.outputs import TokenOutputs
from lagebild.reading.model.pairs import PairScorer, scorer_of
from lagebild.reading.model.tokenizer import SubwordTokenizer
from lagebild.reading.quantities import quantities_of
from lagebild.reading.reading import Reading
from lagebild.reading.sentences import sentences_of
from lagebild.reading.times import times_of
from lagebild.scoring.gold import GoldArticle
from lagebild.scoring.score import ScoreCard, article_of, gold_articles, score_readings

WINDOW = 128


def arrays_of(model: ReaderModel) -> dict[str, np.ndarray]:
    """Return the weights of everything that is judged in numpy."""
    names = ("scorers.", "vector.", "dyad.")
    return {k: v.float().numpy() for k, v in model.state_dict().items() if k.startswith(names)}


@torch.no_grad()
def outputs_of(
    model: ReaderModel,
    article: Article,
    bounds: Sequence[tuple[int, int]],
    tokenizer: SubwordTokenizer,
    window: int = WINDOW,
) -> TokenOutputs:
    """Return what the model says of an article whose sentences are `bounds`."""
    cuts = tokenizer.subwords([article.text[a:b] for a, b in bounds])
    spans = [np.stack([c.starts, c.ends], 1).astype(np.int64) + a for c, (a, _) in zip(cuts, bounds, strict=True)]
    windows: list[list[np.ndarray]] = []
    for cut in cuts:
        for at in range(0, max(1, len(cut.ids)), window - 2):
            ids = cut.ids[at : at + window - 2].astype(np.int64)
            if not windows or sum(map(len, windows[-1])) + len(ids) > window - 2:
                windows.append([])
            windows[-1].append(ids)
    rows = [np.concatenate(parts) for parts in windows if parts]
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for row in rows:
        ids, real = padded([row], next(n for n in LENGTHS if n >= len(row) + 2))
        states, scores = model(torch.from_numpy(ids), torch.from_numpy(real))
        found.append((states[0, 1 : len(row) + 1].numpy(), scores[0, 1 : len(row) + 1].numpy()))
    return TokenOutputs(
        article.text,
        np.concatenate(spans),
        np.cumsum([0, *(len(c.ids) for c in cuts)]),
        np.concatenate([s for _, s in found]),
        np.concatenate([s for s, _ in found]),
        layout(),
    )


@dataclass(frozen=True, slots=True)
class Unjudged:
    """An annotated article with everything that needs no thresholds."""

    gold: GoldArticle
    article: Article
    sentences: tuple[Sentence, ...]
    outputs: TokenOutputs
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]


class Judge:
    """Reads and scores articles; what the model says of each is kept, so that thresholds are tried quickly."""

    def __init__(self, model: ReaderModel, tokenizer: SubwordTokenizer, paths: Iterable[Path]) -> None:
        self.scorers: dict[str, PairScorer] = {
            name: scorer_of(arrays_of(model), name) for name in ("role", "time", "speaker", "owner", "relation")
        }
        self.read: list[Unjudged] = []
        for path in paths:
            for gold in gold_articles(path):
                article = article_of(gold)
                sentences = sentences_of(article.text, article.passages, article.lang)
                outputs = outputs_of(model, article, [(s.start, s.end) for s in sentences], tokenizer)
                times = times_of(article.text, sentences, article.lang, article.published)
                quantities = quantities_of(article.text, sentences, article.lang or "")
                self.read.append(Unjudged(gold, article, sentences, outputs, times, quantities))

    def card(self, thresholds: Thresholds) -> ScoreCard:
        """Return the scores with these thresholds."""
        return score_readings((unjudged.gold, self.reading(unjudged, thresholds)) for unjudged in self.read)

    def reading(self, unjudged: Unjudged, thresholds: Thresholds) -> Reading:
        """Return the reading of one article; its confidences are as the model gives them."""
        return judged_reading(
            unjudged.article,
            unjudged.sentences,
            unjudged.times,
            unjudged.quantities,
            unjudged.outputs,
            self.scorers,
            thresholds,
            Calibration({}),
        )


def shown(card: ScoreCard) -> str:
    """Return a line a layer: precision, recall and F1 by language."""
    lines = []
    keys = sorted({(layer, measure) for layer, measure, _ in card.counts if layer not in ("sentences", "times")})
    for layer, measure in keys:
        parts = []
        for lang in ("de", "en"):
            counts = card.counts.get((layer, measure, lang))
            if counts and counts.gold:
                parts.append(
                    f"{lang} {counts.precision or 0:.3f} {counts.recall or 0:.3f} {counts.f1 or 0:.3f} ({counts.gold})"
                )
        lines.append(f"{layer:11} {measure:16} " + " | ".join(parts))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Score a state on annotated articles."""
    parser = argparse.ArgumentParser(description="Score the torch model.")
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--thresholds", type=json.loads, default={})
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    tokenizer = SubwordTokenizer(cut_checkpoint(unpacked(packed_model())).vocabulary)
    judge = Judge(loaded_model(given.run, given.state), tokenizer, given.paths)
    print(shown(judge.card(replace(Thresholds(), **given.thresholds))))


if __name__ == "__main__":
    main()
