"""Draws training windows: which recording, where, how fast; and turns a finished window into input, target and mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sinode_training.preprocessing import CONTRACT, Floats, Mask, bridge_gaps, find_gaps, network_input
from sinode_training.sources import DENSITY, RATE, Source

WINDOW_SAMPLES = 2560
STRIDE = 4
TARGET_SIGMA_SAMPLES = 6.0
"""24 ms."""
DATASET_SHARES = {"cpsc2019": 0.35, "ludb": 0.30, "mitdb": 0.35}
NEGATIVE_SHARE = 0.06
RATE_CHANGE = (0.55, 1.9)
RATE_CHANGE_PROBABILITY = 0.7
OVERHANG_PROBABILITY = 0.3
OVERHANG_SAMPLES = 375
"""A window may reach this far beyond the recording, as it does at its start and end when a recording is analysed."""


@dataclass
class Window:
    """A stretch of ECG under construction, at the network's rate; positions in samples.

    `signal_mv` is NaN outside the recording. `labelled` is False where beats may be that nobody marked.
    """

    signal_mv: Floats
    beats: Floats
    heights_mv: Floats
    labelled: Mask

    @property
    def height_mv(self) -> float:
        """Typical height of a QRS in the window."""
        return float(np.median(self.heights_mv)) if len(self.heights_mv) else 1.0


@dataclass(frozen=True)
class Example:
    """What the network sees (`ecg`, length n) and should say (`target` and loss mask, length n / 4)."""

    ecg: NDArray[np.float32]
    target: NDArray[np.float32]
    mask: NDArray[np.float32]


def cut_window(source: Source, start: float, rate_change: float, length: int = WINDOW_SAMPLES) -> Window:
    """A window of `source` from sample `start`, its heart rate multiplied by `rate_change`."""
    position = start + rate_change * np.arange(length)
    dense = np.clip(position * DENSITY, 0, len(source.dense_mv) - 1.001)
    whole = dense.astype(np.int64)
    fraction = dense - whole
    signal = source.dense_mv[whole] * (1 - fraction) + source.dense_mv[whole + 1] * fraction
    outside = (position < 0) | (position > source.length - 1)
    signal[outside] = np.nan

    labelled = outside.copy()
    for stretch_start, stretch_end in source.labelled:
        labelled |= (position >= stretch_start) & (position <= stretch_end)
    first, last = np.searchsorted(source.beats, (position[0], position[-1]))
    beats = (source.beats[first:last] - start) / rate_change
    return Window(signal, beats, source.heights_mv[first:last].copy(), labelled)


def draw_window(rng: np.random.Generator, source: Source) -> Window:
    """A window of `source` at a random place and heart rate."""
    change = 1.0
    if rng.random() < RATE_CHANGE_PROBABILITY:
        change = float(np.exp(rng.uniform(np.log(RATE_CHANGE[0]), np.log(RATE_CHANGE[1]))))
    low, high = sorted((0.0, source.length - change * WINDOW_SAMPLES))
    if rng.random() < OVERHANG_PROBABILITY:
        low, high = low - OVERHANG_SAMPLES, high + OVERHANG_SAMPLES
    # At an unchanged rate, whole samples keep the recording as the resampling of the contract gave it.
    start = float(np.rint(rng.uniform(low, high)))
    return cut_window(source, start, change)


def empty_window(rng: np.random.Generator) -> Window:
    """A window without ECG, for noise to be laid on."""
    nothing = np.empty(0)
    signal = 1e-3 * rng.standard_normal(WINDOW_SAMPLES)
    return Window(signal, nothing, nothing.copy(), np.ones(WINDOW_SAMPLES, dtype=bool))


def finish(window: Window, gain: float = 1.0) -> Example:
    """Preprocesses as at inference and draws the target: a Gaussian round each beat."""
    gap = find_gaps(window.signal_mv, RATE, CONTRACT.gap_seconds)
    ecg = network_input(bridge_gaps(window.signal_mv, gap), gap)
    if gain != 1.0:
        ecg = np.clip(ecg * np.float32(gain), -CONTRACT.clip, CONTRACT.clip)
    centres = np.arange(len(ecg) // STRIDE) * STRIDE + (STRIDE - 1) / 2
    beats = window.beats
    target = np.zeros(len(centres))
    if len(beats):
        after = np.searchsorted(beats, centres)
        to_next = np.abs(beats[np.minimum(after, len(beats) - 1)] - centres)
        to_last = np.abs(beats[np.maximum(after - 1, 0)] - centres)
        target = np.exp(-0.5 * (np.minimum(to_next, to_last) / TARGET_SIGMA_SAMPLES) ** 2)
    return Example(ecg, target.astype(np.float32), window.labelled[::STRIDE].astype(np.float32))
