"""The mean of several trained readers: runs that began with one state agree on more than each of them knows alone.

`python -m training.reader.blend RUN/average.pt … --out FILE`. All must have begun with one state, or their units mean
different things. Averaging of fine-tuned models: Wortsman et al. 2022 ("Model soups").
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def blended(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of each number over the states, which have the same names and shapes."""
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the mean of the states given."""
    parser = argparse.ArgumentParser(description="Average trained readers.")
    parser.add_argument("states", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    torch.save(blended([torch.load(path, weights_only=True) for path in given.states]), given.out)


if __name__ == "__main__":
    main()
