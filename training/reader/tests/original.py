"""The package's own engine, compiled from the source beside it: what the unpacked model is compared with."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.reader.unpack import packed_model

MOST_SUBWORDS = 1 << 16


class Original:
    """The engine `e5.c` with its sentence vectors and subword ids."""

    def __init__(self, folder: Path) -> None:
        model, library = packed_model(), folder / "original.so"
        source = Path(__file__).parent / "content_ids.c"
        flags = ["-O2", "-march=native", "-fopenmp", "-shared", "-fPIC", f"-I{model.parent}"]
        subprocess.run(["gcc", *flags, str(source), "-o", str(library), "-lm"], check=True, capture_output=True)
        self.engine = ctypes.CDLL(str(library))
        self.engine.e5_load.restype = ctypes.c_void_p
        self.model = ctypes.c_void_p(self.engine.e5_load(str(model).encode()))

    def ids(self, text: str) -> list[int]:
        """Return the subword ids of `text` without the marks of start and end."""
        found = (ctypes.c_int * MOST_SUBWORDS)()
        count = self.engine.content_ids(self.model, text.encode(), found, MOST_SUBWORDS)
        return list(found[:count])

    def vector(self, text: str, *, query: bool) -> NDArray[np.float32]:
        """Return the sentence vector, with the prefix `query: ` or `passage: `."""
        found = np.empty(384, np.float32)
        self.engine.e5_embed(self.model, text.encode(), int(query), found.ctypes.data_as(ctypes.c_void_p))
        return found
