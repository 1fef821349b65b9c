"""Probabilities to beats, for validation while training: the first half of section 6 of
`docs/reference/signal-to-beats.md`. The rest of it (confidence, rhythm, refinement) is the product's, and so are the
official scores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sinode_training.network import OUTPUT_STRIDE_SAMPLES
from sinode_training.preprocessing import CONTRACT

CENTROID_REACH = 2


VALIDATION_THRESHOLD = 0.4
"""Without the rhythm, a threshold in between serves best."""


@dataclass(frozen=True)
class Decoding:
    """The numbers of the contract, as they stand in the model's card."""

    threshold: float = 0.3
    refractory_seconds: float = 0.16
    beat_width_seconds: float = 0.06
    """Area under the target of a beat, 24 ms times the square root of 2 pi."""
    sure_confidence: float = 0.9
    doubtful_confidence: float = 0.45


def decode(probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """Positions of beats in seconds, ascending, from the probabilities of one lead."""
    step_seconds = OUTPUT_STRIDE_SAMPLES / CONTRACT.sampling_rate
    reach = int(Decoding.refractory_seconds / step_seconds)
    p = np.pad(probabilities.astype(np.float64), reach, constant_values=0.0)
    steps = []
    for k in np.flatnonzero(p > VALIDATION_THRESHOLD):
        before, after = p[k - reach : k], p[k + 1 : k + 1 + reach]
        if p[k] > before.max(initial=0.0) and p[k] >= after.max(initial=0.0):
            near = np.arange(k - CENTROID_REACH, k + CENTROID_REACH + 1)
            steps.append((near * p[near]).sum() / p[near].sum() - reach)
    centre = (OUTPUT_STRIDE_SAMPLES - 1) / 2
    return (np.array(steps) * OUTPUT_STRIDE_SAMPLES + centre) / CONTRACT.sampling_rate
