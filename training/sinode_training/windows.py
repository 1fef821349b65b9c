"""Draws training windows: which recording, where, how fast; and turns a finished window into input, target and mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sinode_training.preprocessing import CONTRACT, Floats, Mask, baseline, bridge_gaps, find_gaps, network_input
from sinode_training.sources import DENSITY, RATE, Source, align_to_peaks, peak_heights

WINDOW_SAMPLES = 3840
"""15.36 s: longer than the 10 s recordings, so that the network learns what their ends look like between zeros."""
STRIDE = 4
TARGET_SIGMA_SAMPLES = 6.0
"""24 ms."""
DATASET_SHARES = {"cpsc2019": 0.35, "ludb": 0.30, "mitdb": 0.35, "corrections": 0.15}
"""Relative to each other, of those that are there."""
NEGATIVE_SHARE = 0.1
RATE_CHANGE = (0.55, 1.9)
RATE_CHANGE_PROBABILITY = 0.7
RETIMING_PROBABILITY = 0.2
FAST_BPM = (140.0, 300.0)
SLOW_BPM = (20.0, 50.0)
KEPT_FAST_SECONDS = (0.06, 0.06)
"""What keeps its length before and after a beat when the heart is made to race: the QRS."""
KEPT_SLOW_SECONDS = (0.22, 0.4)
"""What keeps its length when it is made to crawl: P wave to T wave."""
SPEED_LIMITS = (0.04, 10.0)
OVERHANG_PROBABILITY = 0.3
OVERHANG_SAMPLES = 375
"""A window may reach this far beyond the recording, as it does at its start and end when a recording is analysed."""
MIXED_LEADS_PROBABILITY = 0.25
MIXED_PEAK_SECONDS = 0.05
MIXED_LEAST_HEIGHT = 0.3
"""A mixture in which the QRS nearly cancels out is not used."""


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


def cut_window(source: Source, position: Floats) -> Window:
    """The window whose samples stand at these ascending positions of `source`."""
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
    beats = np.interp(source.beats[first:last], position, np.arange(len(position)))
    return Window(signal, beats, source.heights_mv[first:last].copy(), labelled)


def draw_window(rng: np.random.Generator, source: Source, mates: list[Source]) -> Window:
    """A window of `source` at a random place and heart rate, sometimes mixed with another lead of its record."""
    position = draw_positions(rng, source)
    window = cut_window(source, position)
    if mates and rng.random() < MIXED_LEADS_PROBABILITY:
        mix_leads(rng, window, cut_window(mates[rng.integers(len(mates))], position))
    return window


def draw_positions(rng: np.random.Generator, source: Source) -> Floats:
    """Where the samples of a window come from: evenly spaced, or faster or slower between the beats."""
    change = 1.0
    if rng.random() < RATE_CHANGE_PROBABILITY:
        change = float(np.exp(rng.uniform(np.log(RATE_CHANGE[0]), np.log(RATE_CHANGE[1]))))
    low, high = sorted((0.0, source.length - change * WINDOW_SAMPLES))
    if rng.random() < OVERHANG_PROBABILITY:
        low, high = low - OVERHANG_SAMPLES, high + OVERHANG_SAMPLES
    # At an unchanged rate, whole samples keep the recording as the resampling of the contract gave it.
    start = float(np.rint(rng.uniform(low, high)))
    if len(source.beats) > 2 and rng.random() < RETIMING_PROBABILITY:
        return _retimed(rng, source, start, change)
    return start + change * np.arange(WINDOW_SAMPLES, dtype=np.float64)


def _retimed(rng: np.random.Generator, source: Source, start: float, change: float) -> Floats:
    """Positions that bring the heart to a very high or very low rate, but keep each beat about as long as it was."""
    is_fast = rng.random() < 0.5
    bpm = np.exp(rng.uniform(*np.log(FAST_BPM if is_fast else SLOW_BPM)))
    before, after = (RATE * s for s in (KEPT_FAST_SECONDS if is_fast else KEPT_SLOW_SECONDS))
    rr = float(np.median(np.diff(source.beats)))
    kept = before + after
    # An interval becomes kept / change + (rr - kept) / (change * speed).
    wanted = max(change * 60 * RATE / bpm - kept, 1.0)
    speed = float(np.clip((rr - kept) / wanted, *SPEED_LIMITS)) if rr > kept else 1.0
    at = start + np.arange(int(WINDOW_SAMPLES * change * max(speed, 1.0)) + 2)
    next_beat = np.searchsorted(source.beats, at)
    to_next = source.beats[np.minimum(next_beat, len(source.beats) - 1)] - at
    to_last = at - source.beats[np.maximum(next_beat - 1, 0)]
    near = ((to_next >= 0) & (to_next < before)) | ((to_last >= 0) & (to_last < after))
    pace = change * np.where(near, 1.0, speed)
    time = np.concatenate(([0.0], np.cumsum(1 / pace)[:-1]))
    position: Floats = np.interp(np.arange(WINDOW_SAMPLES), time, at)
    return position


def mix_leads(rng: np.random.Generator, window: Window, other: Window) -> None:
    """Looks at the heart from between two leads; the beats move to the peaks that are seen from there."""
    angle = rng.uniform(-np.pi / 2, np.pi / 2)
    mixed = np.cos(angle) * window.signal_mv + np.sin(angle) * other.signal_mv
    if len(window.beats) == 0:
        window.signal_mv = mixed
        return
    bridged = np.nan_to_num(mixed)
    y = bridged - baseline(bridged)
    beats = align_to_peaks(y, window.beats, round(MIXED_PEAK_SECONDS * RATE))
    heights = peak_heights(y, beats, 0)
    if np.median(heights) >= MIXED_LEAST_HEIGHT * window.height_mv and (np.diff(beats) > 0).all():
        window.signal_mv, window.beats, window.heights_mv = mixed, beats, heights


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
