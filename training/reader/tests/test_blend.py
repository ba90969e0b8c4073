"""Given the states of two runs, their mean."""

import torch
from training.reader.blend import blended


def test_every_number_is_the_mean_of_its_runs() -> None:
    """Two runs weigh alike, one is itself."""
    one, other = {"a": torch.tensor([1.0, 3.0])}, {"a": torch.tensor([3.0, 5.0])}
    assert blended([one, other])["a"].tolist() == [2.0, 4.0]
    assert blended([one])["a"].tolist() == [1.0, 3.0]
