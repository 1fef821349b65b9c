"""The network: a small one-dimensional U-Net of five scales.

Every output depends on a bounded stretch of input (no pooling over time, no attention, no normalisation over the
window), so that a recording of any length can be cut into overlapping pieces and put together without seams.

All convolutions are two-dimensional ones of height 1: ONNX Runtime has its fast blocked layout for those only, which
makes the network a quarter faster than with one-dimensional convolutions. For the same reason steps are doubled by
repeating them, not by transposed convolutions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

Series = TypeVar("Series", Tensor, NDArray[np.float32])

OUTPUT_STRIDE_SAMPLES = 4
SCALES = 5
LENGTH_MULTIPLE_SAMPLES = OUTPUT_STRIDE_SAMPLES << (SCALES - 1)
"""The stem's stride, then four halvings."""


@dataclass(frozen=True)
class Architecture:
    """Shape of a network at its five scales of 62.5, 31.25, 15.6, 7.8 and 3.9 steps a second.

    Attributes:
        channels: width of each scale.
        down_dilations: dilations of the residual units of each scale, on the way down.
        up_dilations: the same on the way up; the coarsest scale has none.
        kernel: width of the convolutions over time, each of which works on one channel alone.
    """

    channels: tuple[int, ...] = (16, 32, 32, 64, 96)
    down_dilations: tuple[tuple[int, ...], ...] = ((1,), (1, 1), (1, 2), (1, 2), (1, 2, 4, 1))
    up_dilations: tuple[tuple[int, ...], ...] = ((1,), (1,), (1,), (1,))
    kernel: int = 5
    stem_kernel: int = 16


class Convolution(nn.Conv2d):
    """A convolution over time that keeps the length but for its stride, without a bias: normalisation follows."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        *,
        stride: int = 1,
        padding: int | None = None,
        dilation: int = 1,
        groups: int = 1,
    ) -> None:
        super().__init__(
            inputs,
            outputs,
            (1, kernel),
            stride=(1, stride),
            padding=(0, dilation * (kernel // 2) if padding is None else padding),
            dilation=(1, dilation),
            groups=groups,
            bias=False,
        )

    @property
    def reach_steps(self) -> int:
        """Steps of its input, on either side, beyond those that an output step stands for."""
        return int(self.padding[1])


class ResidualUnit(nn.Module):
    """A dilated convolution over time and one over the channels (depthwise separable), added to what came in."""

    def __init__(self, channels: int, dilation: int, architecture: Architecture) -> None:
        super().__init__()
        self.spread = Convolution(channels, channels, architecture.kernel, dilation=dilation, groups=channels)
        self.spread_norm = nn.BatchNorm2d(channels)
        self.mix = Convolution(channels, channels, 1)
        self.mix_norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        """Keeps the shape."""
        spread = torch.relu(self.spread_norm(self.spread(x)))
        return torch.relu(x + self.mix_norm(self.mix(spread)))


class Stem(nn.Sequential):
    """From samples to channels, at a quarter of the rate."""

    def __init__(self, outputs: int, kernel: int) -> None:
        # Reaches equally far to both sides of the samples that an output step stands for.
        reach = (kernel - OUTPUT_STRIDE_SAMPLES) // 2
        conv = Convolution(1, outputs, kernel, stride=OUTPUT_STRIDE_SAMPLES, padding=reach)
        super().__init__(conv, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))
        self.reach_samples = reach


class Down(nn.Sequential):
    """Half the steps and other channels: first over time, then over the channels."""

    KERNEL = 4
    REACH_STEPS = 1

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(
            Convolution(inputs, inputs, self.KERNEL, stride=2, padding=self.REACH_STEPS, groups=inputs),
            nn.BatchNorm2d(inputs),
            Convolution(inputs, outputs, 1),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
        )


class Up(nn.Module):
    """Twice the steps, added to the skip connection."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.mix = Convolution(inputs, outputs, 1)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """`x` has half as many steps as `skip`."""
        doubled = functional.interpolate(self.norm(self.mix(x)), scale_factor=(1.0, 2.0), mode="nearest")
        return torch.relu(skip + doubled)


class BeatNetwork(nn.Module):
    """`ecg` [batch, 1, time] to logits [batch, 1, time / 4].

    Strided kernels have an even length and reach equally far to both sides of their output's centre, so step `k` is
    centred on input sample `4k + 1.5`.
    """

    def __init__(self, architecture: Architecture | None = None) -> None:
        super().__init__()
        architecture = architecture or Architecture()
        channels, scales = architecture.channels, range(SCALES)
        self.stem: Stem = Stem(channels[0], architecture.stem_kernel)
        self.down = nn.ModuleList(Down(channels[i], channels[i + 1]) for i in scales[:-1])
        self.up = nn.ModuleList(Up(channels[i + 1], channels[i]) for i in scales[:-1])

        def units(scale: int, dilations: Iterable[int]) -> nn.Sequential:
            return nn.Sequential(*(ResidualUnit(channels[scale], d, architecture) for d in dilations))

        self.on_the_way_down = nn.ModuleList(units(i, architecture.down_dilations[i]) for i in scales)
        self.on_the_way_up = nn.ModuleList(units(i, architecture.up_dilations[i]) for i in scales[:-1])
        self.head = nn.Conv2d(channels[0], 1, 1)

    def forward(self, ecg: Tensor) -> Tensor:
        """Logits for input whose length is a multiple of `LENGTH_MULTIPLE_SAMPLES`."""
        x = self.stem(ecg.unsqueeze(2))
        skips = []
        for units, down in zip(self.on_the_way_down[:-1], self.down, strict=True):
            skips.append(units(x))
            x = down(skips[-1])
        x = self.on_the_way_down[-1](x)
        for scale in reversed(range(SCALES - 1)):
            x = self.on_the_way_up[scale](self.up[scale](x, skips[scale]))
        logits: Tensor = self.head(x)
        return logits.squeeze(2)


def margin_samples(network: BeatNetwork) -> int:
    """How far, at most, an output looks beyond the four input samples it stands for, rounded up to whole steps of
    `LENGTH_MULTIPLE_SAMPLES`.

    Adds up the layers' reach back from output to input; that of a step is counted from the first and the last input
    sample that it stands for.
    """

    def reach_of(stack: nn.Module) -> int:
        return sum(unit.spread.reach_steps for unit in stack.children() if isinstance(unit, ResidualUnit))

    reach = network.stem.reach_samples
    for scale in range(SCALES):
        step = OUTPUT_STRIDE_SAMPLES << scale
        reach += step * reach_of(network.on_the_way_down[scale])
        if scale < SCALES - 1:
            # A doubled step draws on the whole coarser step that it lies in: one step of this scale more.
            reach += step * (reach_of(network.on_the_way_up[scale]) + 1 + Down.REACH_STEPS)
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
