"""Annotated leads made ready to draw training windows from: at the network's rate, with aligned beats and heights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sinode_training.preprocessing import CONTRACT, Floats, baseline, bridge_gaps, find_gaps, resample
from sinode_training.recordings import Lead

RATE = CONTRACT.sampling_rate
DENSITY = 2
"""The stored samples stand this many times closer than the network's, so that linear interpolation at any heart-rate
change stays faithful."""
ALIGN_SECONDS = 0.05
"""MITDB's annotations come from one lead and a threshold detector; the peak of each lead lies within this distance."""
HEIGHT_SECONDS = 0.06
TEMPLATE_REACH = 75
"""Half length of a stored wide beat, in samples."""
TEMPLATES_PER_LEAD = 40
MINIMUM_HEIGHT_MV = 0.02


@dataclass(frozen=True)
class Source:
    """A lead to draw windows from; positions are in samples at the network's rate.

    Attributes:
        dense_mv: the lead at `DENSITY` times the network's rate.
        beats: positions of the R-peaks, ascending.
        heights_mv: height of each QRS over the baseline.
        labelled: stretches `(start, end)` inside which every beat is known.
    """

    dataset: str
    record: str
    length: int
    dense_mv: NDArray[np.float32]
    beats: Floats
    heights_mv: Floats
    labelled: tuple[tuple[float, float], ...]
    templates: NDArray[np.float32]


def make_source(lead: Lead) -> Source:
    """Brings a lead to the network's rate and puts each beat on its peak."""
    samples = lead.millivolts.astype(np.float64)
    gap = find_gaps(samples, lead.sampling_rate, CONTRACT.gap_seconds)
    resampled = resample(bridge_gaps(samples, gap), lead.sampling_rate, RATE)
    y = resampled - baseline(resampled)
    beats = lead.beat_seconds * RATE
    if lead.dataset == "mitdb":
        beats = align_to_peaks(y, beats, round(ALIGN_SECONDS * RATE))
    return Source(
        dataset=lead.dataset,
        record=lead.record,
        length=len(resampled),
        dense_mv=resample(resampled, RATE, DENSITY * RATE).astype(np.float32),
        beats=beats,
        heights_mv=np.maximum(peak_heights(y, beats, round(HEIGHT_SECONDS * RATE)), MINIMUM_HEIGHT_MV),
        labelled=_labelled_stretches(lead),
        templates=_wide_beat_templates(y, beats[lead.wide]),
    )


def align_to_peaks(y: Floats, beats: Floats, reach: int) -> Floats:
    """Moves each position to the largest |y| within `reach` samples."""
    around, values = _around(y, beats, reach)
    aligned: Floats = around[np.arange(len(beats)), np.argmax(values, axis=1)].astype(np.float64)
    return aligned


def peak_heights(y: Floats, beats: Floats, reach: int) -> Floats:
    """The largest |y| within `reach` samples of each position."""
    heights: Floats = _around(y, beats, reach)[1].max(axis=1, initial=0.0)
    return heights


def _around(y: Floats, beats: Floats, reach: int) -> tuple[NDArray[np.int64], Floats]:
    index = np.clip(np.rint(beats).astype(np.int64)[:, None] + np.arange(-reach, reach + 1), 0, len(y) - 1)
    return index, np.abs(y[index])


def _labelled_stretches(lead: Lead) -> tuple[tuple[float, float], ...]:
    start, end = (seconds * RATE for seconds in lead.labelled_seconds)
    stretches = []
    for hole_start, hole_end in lead.unlabelled_seconds:
        stretches.append((start, hole_start * RATE))
        start = hole_end * RATE
    return (*stretches, (start, end))


def _wide_beat_templates(y: Floats, beats: Floats) -> NDArray[np.float32]:
    """A few wide beats of the lead, tapered to zero at both ends and 1 high."""
    chosen = beats[(beats > TEMPLATE_REACH) & (beats < len(y) - TEMPLATE_REACH - 1)]
    chosen = chosen[:: max(1, len(chosen) // TEMPLATES_PER_LEAD)]
    index = np.rint(chosen).astype(np.int64)[:, None] + np.arange(-TEMPLATE_REACH, TEMPLATE_REACH + 1)
    pieces = y[index] * np.hanning(2 * TEMPLATE_REACH + 1) ** 0.5
    centre = slice(TEMPLATE_REACH - 15, TEMPLATE_REACH + 16)
    heights = np.maximum(np.abs(pieces[:, centre]).max(axis=1, keepdims=True, initial=0.0), 1e-3)
    templates: NDArray[np.float32] = (pieces / heights).astype(np.float32)
    return templates
