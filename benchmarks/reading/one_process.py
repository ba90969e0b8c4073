"""One reading process of the comparison: `python one_process.py READER`, by the Python that has READER.

READER is `lagebild` or the package of a spaCy pipeline. On standard input come two lines of JSON, texts to warm up with
and texts to read (`text`, `published`), and then a line to start. It answers with the seconds of import and until the
first texts were read, and when all are read with the processor time of that and the largest memory in MiB.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Read = Callable[[list[dict[str, Any]]], Iterable[object]]


def imported(reader: str) -> Any:
    return importlib.import_module("lagebild" if reader == "lagebild" else "spacy")


def loaded(reader: str, module: Any) -> Read:
    """Return what reads texts: Lagebild to the rows of the case, spaCy in its own batches to documents."""
    if reader != "lagebild":
        pipeline = importlib.import_module(reader).load()
        return lambda texts: pipeline.pipe([text["text"] for text in texts])
    from lagebild.case.rows import rows_of

    return lambda texts: (rows_of(module.read(text["text"], text["published"]), "", "") for text in texts)


def peak_mebibytes() -> float:
    """Return the largest resident memory of this program alone (Linux: what `getrusage` says includes its starter)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 2**10 for line in status.splitlines() if line.startswith("VmHWM"))


def read_all(read: Read, texts: list[dict[str, Any]]) -> None:
    for _ in read(texts):
        pass


def main() -> None:
    reader = sys.argv[1]
    first, texts = json.loads(sys.stdin.readline()), json.loads(sys.stdin.readline())
    started = time.perf_counter()
    module = imported(reader)
    imported_after = time.perf_counter() - started
    read = loaded(reader, module)
    read_all(read, first)
    print(json.dumps({"import": imported_after, "ready": time.perf_counter() - started}), flush=True)
    sys.stdin.readline()
    started = time.process_time()
    read_all(read, texts)
    print(json.dumps({"processor": time.process_time() - started, "peak": peak_mebibytes()}), flush=True)


if __name__ == "__main__":
    main()
