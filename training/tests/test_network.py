import numpy as np
import pytest
import torch

from sinode_training.network import (
    LENGTH_MULTIPLE_SAMPLES,
    OUTPUT_STRIDE_SAMPLES,
    BeatNetwork,
    margin_samples,
    padded,
    without_margin,
)

LENGTH = 8192


@pytest.fixture
def network() -> BeatNetwork:
    """In double precision and with all weights positive, so that no influence is rounded or cancelled away."""
    torch.manual_seed(0)
    network = BeatNetwork().double().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.abs_()
    return network


@torch.no_grad()
def influence(network: BeatNetwork, sample: int) -> np.ndarray:
    """Output steps that change with one input sample."""
    still = torch.ones(1, 1, LENGTH, dtype=torch.float64)
    moved = still.clone()
    moved[0, 0, sample] += 1
    return np.flatnonzero((network(still) != network(moved)).numpy()[0, 0])


def test_an_output_depends_on_nothing_beyond_the_margin(network: BeatNetwork) -> None:
    margin = margin_samples(network)
    furthest = 0
    for sample in range(4096, 4096 + LENGTH_MULTIPLE_SAMPLES):
        steps = influence(network, sample)
        first_sample, last_sample = steps[0] * OUTPUT_STRIDE_SAMPLES, steps[-1] * OUTPUT_STRIDE_SAMPLES + 3
        assert first_sample >= sample - margin - 3
        assert last_sample <= sample + margin + 3
        furthest = max(furthest, sample - last_sample + 3, first_sample - sample, last_sample - 3 - sample)
    # The margin is not much larger than it has to be either.
    assert furthest > margin - 2 * LENGTH_MULTIPLE_SAMPLES


def test_pieces_with_margins_give_what_the_whole_gives(network: BeatNetwork) -> None:
    margin = margin_samples(network)
    ecg = torch.from_numpy(np.random.default_rng(0).standard_normal((1, 1, LENGTH)))
    with torch.no_grad():
        whole = network(ecg)[0, 0]
        piece = network(ecg[..., 3072 - margin : 5120 + margin])[0, 0]
    expected = whole[3072 // OUTPUT_STRIDE_SAMPLES : 5120 // OUTPUT_STRIDE_SAMPLES]
    torch.testing.assert_close(without_margin(piece, margin), expected)


def test_there_is_one_output_for_four_samples(network: BeatNetwork) -> None:
    assert network(torch.zeros(3, 1, 320, dtype=torch.float64)).shape == (3, 1, 80)


def test_padding_reaches_a_whole_number_of_steps() -> None:
    ecg = padded(np.ones(100, dtype=np.float32), margin=32)
    assert ecg.shape == (1, 1, 128 + 64)
    assert ecg[0, 0, 32:132].sum() == ecg.sum() == 100
