"""Puts training batches together.

Batch `step` of a seed is always the same, so a resumed training sees what it would have seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from sinode_training.preprocessing import Floats
from sinode_training.rhythm_augmentation import insert_pause, paste_wide_beats, reshape_waves
from sinode_training.signal_augmentation import (
    add_electrode_motion,
    add_motion_noise,
    add_muscle_noise,
    disturb,
    faint_noise,
)
from sinode_training.sources import Source
from sinode_training.windows import (
    DATASET_SHARES,
    NEGATIVE_SHARE,
    Example,
    Window,
    draw_window,
    empty_window,
    finish,
)

CLEAN_SHARE = 0.1
RESHAPE_PROBABILITY = 0.45
PASTE_PROBABILITY = 0.15
PAUSE_PROBABILITY = 0.12
INPUT_GAIN_PROBABILITY = 0.5
INPUT_GAIN_SPREAD = 0.25
"""The scale of the contract looks at 31 s, a window only at 15: the network must bear a somewhat different height."""


@dataclass(frozen=True)
class Batch:
    """Tensors of shape (size, 1, time) and, at the output's step, (size, 1, time / 4)."""

    ecg: torch.Tensor
    target: torch.Tensor
    mask: torch.Tensor


class BatchMaker:
    """Makes the batches of one training."""

    def __init__(self, sources: list[Source], size: int, seed: int) -> None:
        self._by_dataset = {d: [s for s in sources if s.dataset == d] for d in DATASET_SHARES}
        self._by_dataset = {d: s for d, s in self._by_dataset.items() if s}
        shares = np.array([DATASET_SHARES[d] for d in self._by_dataset])
        self._shares = shares / shares.sum()
        self._datasets = list(self._by_dataset)
        self._by_record: dict[tuple[str, str], list[Source]] = {}
        for source in sources:
            self._by_record.setdefault((source.dataset, source.record), []).append(source)
        self._templates: Floats = np.concatenate([s.templates for s in sources]).astype(np.float64)
        self._size = size
        self._seed = seed

    def make(self, step: int) -> Batch:
        """Batch number `step`."""
        rng = np.random.default_rng((self._seed, step))
        examples = [self._example(rng) for _ in range(self._size)]
        return Batch(
            ecg=torch.from_numpy(np.stack([e.ecg for e in examples])[:, None]),
            target=torch.from_numpy(np.stack([e.target for e in examples])[:, None]),
            mask=torch.from_numpy(np.stack([e.mask for e in examples])[:, None]),
        )

    def _example(self, rng: np.random.Generator) -> Example:
        window = negative_window(rng) if rng.random() < NEGATIVE_SHARE else self._ecg_window(rng)
        gain = float(np.exp(rng.normal(0, INPUT_GAIN_SPREAD))) if rng.random() < INPUT_GAIN_PROBABILITY else 1.0
        return finish(window, gain)

    def _ecg_window(self, rng: np.random.Generator) -> Window:
        candidates = self._by_dataset[self._datasets[rng.choice(len(self._datasets), p=self._shares)]]
        source = candidates[rng.integers(len(candidates))]
        mates = [s for s in self._by_record[source.dataset, source.record] if s is not source]
        window = draw_window(rng, source, mates)
        if rng.random() < RESHAPE_PROBABILITY:
            reshape_waves(rng, window)
        if len(self._templates) and rng.random() < PASTE_PROBABILITY:
            paste_wide_beats(rng, window, self._templates)
        if rng.random() < PAUSE_PROBABILITY:
            insert_pause(rng, window)
        if rng.random() < 0.5:
            window.signal_mv = -window.signal_mv
        if rng.random() >= CLEAN_SHARE:
            disturb(rng, window, severity=float(rng.uniform(0.2, 1.0)))
        window.signal_mv = window.signal_mv * np.exp(rng.uniform(np.log(0.3), np.log(3)))
        return window


def negative_window(rng: np.random.Generator) -> Window:
    """A lead without a heart: flat, or noise of every kind and strength."""
    window = empty_window(rng)
    length = len(window.signal_mv)
    kind = rng.random()
    if kind < 0.25:
        window.signal_mv = window.signal_mv + faint_noise(rng, length)
    elif kind < 0.45:
        add_motion_noise(rng, window)
    elif kind < 0.7:
        add_electrode_motion(rng, window)
    elif kind < 0.85:
        add_muscle_noise(rng, window)
    disturb(rng, window, severity=1.0)
    window.signal_mv = window.signal_mv * np.exp(rng.uniform(np.log(1e-3), np.log(3)))
    return window
