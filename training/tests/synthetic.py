"""Leads made of Gaussians, so that tests know every beat and need no recording."""

from __future__ import annotations

import numpy as np

from sinode_training.recordings import Lead


def synthetic_lead(dataset: str = "cpsc2019", seconds: float = 12.0, rate: float = 500.0, seed: int = 0) -> Lead:
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * rate)) / rate
    beats = np.arange(0.5, seconds - 0.3, rng.uniform(0.6, 1.0))
    qrs = sum(np.exp(-0.5 * ((t - b) / 0.012) ** 2) for b in beats)
    t_waves = sum(0.25 * np.exp(-0.5 * ((t - b - 0.28) / 0.05) ** 2) for b in beats)
    noise = 0.01 * rng.standard_normal(len(t))
    return Lead(
        dataset=dataset,
        record=str(seed),
        name="ecg",
        sampling_rate=rate,
        millivolts=(qrs + t_waves + noise).astype(np.float32),
        beat_seconds=beats,
        wide=np.arange(len(beats)) % 3 == 0,
        labelled_seconds=(0.0, seconds),
    )
