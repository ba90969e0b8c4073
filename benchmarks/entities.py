"""How well names become entities: `python -m benchmarks.entities CORPUS_DIR… [--part dev] [--sectors] [--errors WORD]`.

A CORPUS_DIR holds `docs/`, `out/` and maybe `dev.txt`. The annotated names with their kinds are what is proposed;
names that stand for two entities are left out. Printed per language and kind: pairs of names that share an entity
(precision, recall, F1 against the annotation's), and the share of entities with the annotated country and sector,
with the precision where one is given. `--sectors` proposes the annotated sector too. `--errors` lists errors:
`merged`, `split`, `country` or `sector`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lagebild.reading.entities import ProposedName, entities_of
from lagebild.reading.marks import Mention
from lagebild.scoring.ann import ActorRecord, parse_annotation, parse_document
from lagebild.scoring.gold import GoldArticle, gold_of

CONTEXT = 50
"""Characters of text shown on each side of an error."""
ALL = "all"


@dataclass
class Share:
    """Entities with a value in the annotation or the reading."""

    entities: int = 0
    right: int = 0
    given: int = 0
    right_given: int = 0

    def add(self, read: str | None, annotated: str | None) -> None:
        """Count one entity."""
        self.entities += 1
        self.right += read == annotated
        self.given += read is not None
        self.right_given += read is not None and read == annotated

    def __str__(self) -> str:
        """Return accuracy, share given and precision."""
        n = max(self.entities, 1)
        precision = self.right_given / max(self.given, 1)
        return f"n {self.entities:5}  right {self.right / n:.3f}  given {self.given / n:.3f}  precise {precision:.3f}"


@dataclass
class Tally:
    """Pairs that are in both, in the reading and in the annotation; countries and sectors."""

    both: int = 0
    read: int = 0
    annotated: int = 0
    country: Share = field(default_factory=Share)
    sector: Share = field(default_factory=Share)


@dataclass(frozen=True)
class Case:
    """One article: its gold, the record, the proposed name and the mention of each name."""

    gold: GoldArticle
    rows: list[tuple[ActorRecord, Mention]]

    def shown(self, mention: Mention) -> str:
        """Return the words around a mention."""
        text = self.gold.text
        before, after = text[max(0, mention.start - CONTEXT) : mention.start], text[mention.end :][:CONTEXT]
        return f"{before}[{text[mention.start : mention.end]}]{after}"


def main() -> None:
    """Run over the corpora named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--part", choices=["dev", "train", "all"], default="all")
    parser.add_argument("--sectors", action="store_true")
    parser.add_argument("--errors", choices=["merged", "split", "country", "sector"], nargs="*", default=[])
    options = parser.parse_args()
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for corpus in options.corpora:
        for case in cases_of(corpus, options.part, sectors=options.sectors):
            count(case, tallies)
            for kind in options.errors:
                print(*errors(case, kind), sep="\n", end="\n")
    for (lang, kind), tally in sorted(tallies.items()):
        precision, recall = tally.both / max(tally.read, 1), tally.both / max(tally.annotated, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{lang:4} {kind:6} pairs P {precision:.3f} R {recall:.3f} F {f1:.3f} ({tally.annotated})")
        print(f"            country {tally.country}\n            sector  {tally.sector}")


def cases_of(corpus: Path, part: str, *, sectors: bool) -> Iterator[Case]:
    """Yield the articles of a part of a corpus with what was read."""
    listed = corpus / "dev.txt"
    dev = set(listed.read_text(encoding="utf-8").split()) if listed.exists() else set()
    for document in sorted((corpus / "docs").glob("*.txt")):
        annotated = corpus / "out" / f"{document.stem}.ann"
        if annotated.exists() and (part == "all" or (document.stem in dev) == (part == "dev")):
            yield case_of(document, annotated, sectors=sectors)


def case_of(document: Path, annotated: Path, *, sectors: bool) -> Case:
    """Return one article with what was read of its annotated names."""
    annotation = parse_annotation(annotated.read_text(encoding="utf-8"), file=str(annotated))
    gold = gold_of(parse_document(document.read_text(encoding="utf-8"), file=str(document)), annotation)
    records = {record.actor: record for record in annotation.actors}
    own = [(name, records[next(iter(name.actors))]) for name in gold.names if len(name.actors) == 1]
    proposed = [ProposedName(n.span.start, n.span.end, r.kind, r.sector if sectors else None, 1.0) for n, r in own]
    sentences = gold.marked_sentences()
    mentions = entities_of(gold.text, sentences, gold.lang, proposed)
    return Case(gold, [(record, mention) for (_, record), mention in zip(own, mentions, strict=True)])


def count(case: Case, tallies: dict[tuple[str, str], Tally]) -> None:
    """Add one article to the tallies."""
    lang = case.gold.lang
    for kind in {ALL, *(str(record.kind) for record, _ in case.rows)}:
        rows = [(r, m) for r, m in case.rows if kind in {ALL, str(r.kind)}]
        both = Counter((r.actor, m.entity) for r, m in rows)
        for key in ((lang, kind), (ALL, kind)):
            tallies[key].both += pairs(both)
            tallies[key].read += pairs(Counter(m.entity for _, m in rows))
            tallies[key].annotated += pairs(Counter(r.actor for r, _ in rows))
    for record, mention in first_mentions(case):
        for key in ((lang, ALL), (lang, str(record.kind)), (ALL, ALL), (ALL, str(record.kind))):
            tallies[key].country.add(mention.country, record.country)
            tallies[key].sector.add(mention.sector, record.sector)


def pairs(sizes: Counter[tuple[str, str]] | Counter[str]) -> int:
    """Return how many pairs groups of these sizes have."""
    return sum(size * (size - 1) // 2 for size in sizes.values())


def first_mentions(case: Case) -> Iterator[tuple[ActorRecord, Mention]]:
    """Yield the first mention of each annotated entity."""
    seen = set()
    for record, mention in case.rows:
        if record.actor not in seen:
            seen.add(record.actor)
            yield record, mention


def errors(case: Case, kind: str) -> Iterator[str]:
    """Yield a line for each error of a kind."""
    name = case.gold.name
    if kind in {"merged", "split"}:
        groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for record, m in case.rows:
            one, other = (m.entity, record.actor) if kind == "merged" else (record.actor, m.entity)
            groups[one].add((other, case.gold.text[m.start : m.end]))
        for one, others in groups.items():
            if len({other for other, _ in others}) > 1:
                yield f"{kind} {name} {one} {sorted(others)}"
        return
    for record, m in first_mentions(case):
        read, wanted = (m.country, record.country) if kind == "country" else (m.sector, record.sector)
        if read != wanted:
            yield f"{kind} {name} {record.kind} read {read} is {wanted} | {case.shown(m)}"


if __name__ == "__main__":
    main()
