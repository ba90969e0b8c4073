"""Runs the benchmarks that need nothing but the repository: `make bench`.

The others take a corpus: `python -m benchmarks.sentences CORPUS`, `.time`, `.quantity`, `.zones`, `.duplicates`,
`.language`, `.entities`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"

RUNS: tuple[tuple[str, ...], ...] = (
    ("benchmarks.ingestion", str(CORPUS), "--articles", "2000"),
    ("benchmarks.reading.layers", str(CORPUS)),
    ("benchmarks.reading",),
    ("benchmarks.growth",),
)


def main() -> None:
    for module, *arguments in RUNS:
        print(f"\n{module}", flush=True)
        subprocess.run([sys.executable, "-m", module, *arguments], check=True)


if __name__ == "__main__":
    main()
