"""The network: a small one-dimensional U-Net of plain convolutions.

Every output depends on a bounded stretch of input (no pooling over time, no attention, no normalisation over the
window), so that a recording of any length can be cut into overlapping pieces and put together without seams.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

Series = TypeVar("Series", Tensor, NDArray[np.float32])

OUTPUT_STRIDE_SAMPLES = 4
LENGTH_MULTIPLE_SAMPLES = 32
"""Stem stride 4, then three halvings."""


@dataclass(frozen=True)
class Architecture:
    """Widths at 62.5, 31.25, 15.6 and 7.8 steps a second, and the dilations of the residual stacks at the last two."""

    channels: tuple[int, int, int, int] = (16, 32, 64, 96)
    coarse_dilations: tuple[int, ...] = (1, 2)
    rhythm_dilations: tuple[int, ...] = (1, 2, 4, 8, 16)
    stem_kernel: int = 16


class ConvUnit(nn.Sequential):
    """Convolution, batch normalisation, ReLU."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int, *, stride: int = 1, padding: int | None = None, dilation: int = 1
    ) -> None:
        super().__init__(
            nn.Conv1d(
                inputs,
                outputs,
                kernel,
                stride=stride,
                padding=dilation * (kernel // 2) if padding is None else padding,
                dilation=dilation,
                bias=False,
            ),
            nn.BatchNorm1d(outputs),
            nn.ReLU(inplace=True),
        )

    @property
    def conv(self) -> nn.Conv1d:
        """The convolution, whose padding tells its reach."""
        conv = self[0]
        assert isinstance(conv, nn.Conv1d)
        return conv


class ResidualUnit(nn.Module):
    """A dilated convolution and a 1-wide one, added to what came in."""

    def __init__(self, channels: int, kernel: int, dilation: int = 1) -> None:
        super().__init__()
        self.spread = ConvUnit(channels, channels, kernel, dilation=dilation)
        self.mix = nn.Conv1d(channels, channels, 1, bias=False)
        self.norm = nn.BatchNorm1d(channels)

    def forward(self, x: Tensor) -> Tensor:
        """Keeps the shape."""
        return torch.relu(x + self.norm(self.mix(self.spread(x))))


class Up(nn.Module):
    """Twice the steps, added to the skip connection."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.expand = nn.ConvTranspose1d(inputs, outputs, 2, stride=2, bias=False)
        self.norm: nn.Module = nn.BatchNorm1d(outputs)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """`x` has half as many steps as `skip`."""
        return torch.relu(skip + self.norm(self.expand(x)))


class BeatNetwork(nn.Module):
    """`ecg` [batch, 1, time] to logits [batch, 1, time / 4].

    All strided kernels have an even length and reach equally far to both sides of their output's centre, so step `k`
    is centred on input sample `4k + 1.5`.
    """

    def __init__(self, architecture: Architecture | None = None) -> None:
        super().__init__()
        a = architecture or Architecture()
        fine, middle, coarse, rhythm = a.channels
        self.architecture = a
        self.stem = ConvUnit(1, fine, a.stem_kernel, stride=4, padding=a.stem_kernel // 2 - 2)
        self.fine_in = ConvUnit(fine, fine, 5)
        self.down_middle = ConvUnit(fine, middle, 4, stride=2, padding=1)
        self.middle_in = ConvUnit(middle, middle, 5)
        self.down_coarse = ConvUnit(middle, coarse, 4, stride=2, padding=1)
        self.coarse_in = nn.Sequential(*(ResidualUnit(coarse, 3, d) for d in a.coarse_dilations))
        self.down_rhythm = ConvUnit(coarse, rhythm, 4, stride=2, padding=1)
        self.rhythm = nn.Sequential(*(ResidualUnit(rhythm, 3, d) for d in a.rhythm_dilations))
        self.up_coarse = Up(rhythm, coarse)
        self.coarse_out = ConvUnit(coarse, coarse, 5)
        self.up_middle = Up(coarse, middle)
        self.middle_out = ConvUnit(middle, middle, 5)
        self.up_fine = Up(middle, fine)
        self.fine_out = ConvUnit(fine, fine, 5)
        self.head = nn.Conv1d(fine, 1, 5, padding=2)

    def forward(self, ecg: Tensor) -> Tensor:
        """Logits for input whose length is a multiple of `LENGTH_MULTIPLE_SAMPLES`."""
        fine = self.fine_in(self.stem(ecg))
        middle = self.middle_in(self.down_middle(fine))
        coarse = self.coarse_in(self.down_coarse(middle))
        rhythm = self.rhythm(self.down_rhythm(coarse))
        coarse = self.coarse_out(self.up_coarse(rhythm, coarse))
        middle = self.middle_out(self.up_middle(coarse, middle))
        fine = self.fine_out(self.up_fine(middle, fine))
        logits: Tensor = self.head(fine)
        return logits


def margin_samples(network: BeatNetwork) -> int:
    """How far, at most, an output looks beyond the four input samples it stands for, rounded up to whole steps of
    `LENGTH_MULTIPLE_SAMPLES`.

    Follows the layers' reach back from output to input. The reach of a step of stride `s` is counted from the first
    and the last input sample that it stands for.
    """
    fine_step = OUTPUT_STRIDE_SAMPLES
    middle_step, coarse_step, rhythm_step = 2 * fine_step, 4 * fine_step, 8 * fine_step

    def spreads(stack: nn.Sequential) -> tuple[nn.Conv1d, ...]:
        return tuple(unit.spread.conv for unit in stack.children() if isinstance(unit, ResidualUnit))

    same_length = {
        fine_step: (network.head, network.fine_out.conv, network.fine_in.conv),
        middle_step: (network.middle_out.conv, network.middle_in.conv),
        coarse_step: (network.coarse_out.conv, *spreads(network.coarse_in)),
        rhythm_step: spreads(network.rhythm),
    }
    reach = sum(step * int(conv.padding[0]) for step, convs in same_length.items() for conv in convs)
    # A strided kernel of even length reaches `padding` of its input's steps beyond what its output stands for; and an
    # upsampled step draws on the whole coarser step that it lies in.
    reach += int(network.stem.conv.padding[0])
    reach += fine_step * (int(network.down_middle.conv.padding[0]) + 1)
    reach += middle_step * (int(network.down_coarse.conv.padding[0]) + 1)
    reach += coarse_step * (int(network.down_rhythm.conv.padding[0]) + 1)
    return -(-reach // LENGTH_MULTIPLE_SAMPLES) * LENGTH_MULTIPLE_SAMPLES


def padded(network_input: NDArray[np.float32], margin: int) -> NDArray[np.float32]:
    """One lead as `ecg` [1, 1, time], with `margin` zeros at both ends and as many more as the length needs."""
    length = -(-len(network_input) // LENGTH_MULTIPLE_SAMPLES) * LENGTH_MULTIPLE_SAMPLES
    ecg = np.zeros((1, 1, length + 2 * margin), dtype=np.float32)
    ecg[0, 0, margin : margin + len(network_input)] = network_input
    return ecg


def without_margin(steps: Series, margin: int) -> Series:
    """The steps of `padded` input that lie over the lead."""
    edge = margin // OUTPUT_STRIDE_SAMPLES
    return steps[edge : len(steps) - edge]
