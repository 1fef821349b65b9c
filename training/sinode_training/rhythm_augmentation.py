"""Changes to the heart itself: pauses, ectopic beats, the shapes of the waves. Beats and labels move along.

Each function changes the window it is given.
"""

from __future__ import annotations

import numpy as np

from sinode_training.noise import band_noise, bell, shape_train
from sinode_training.preprocessing import Floats, baseline
from sinode_training.sources import RATE, TEMPLATE_REACH
from sinode_training.windows import Window

P_WAVE_SECONDS = (0.28, 0.07)
"""A P wave lies between these distances before its R-peak."""
MINIMUM_RR_SECONDS = 0.28
"""Pasted beats keep this distance from others."""


def insert_pause(rng: np.random.Generator, window: Window) -> None:
    """Opens a gap of seconds after a T wave, filled with quiet noise and sometimes with lone P waves."""
    beats, length = window.beats, len(window.signal_mv)
    if len(beats) < 3:
        return
    i = int(rng.integers(0, len(beats) - 1))
    rr = beats[i + 1] - beats[i]
    cut = int(beats[i] + rng.uniform(0.55, 0.72) * rr)
    if (
        not 1 < cut < length - RATE
        or not window.labelled[cut]
        or not np.isfinite(window.signal_mv[cut - 1 : cut + 1]).all()
    ):
        return
    pause = int(rng.uniform(1.5, 6.0) * RATE)
    before, after = window.signal_mv[cut - 1], window.signal_mv[cut]
    low, high = sorted(rng.uniform(0.5, 40, size=2))
    filling = np.linspace(before, after, pause)
    filling += 10 ** rng.uniform(-2.5, -0.9) * window.height_mv * band_noise(rng, pause, low, high + 1)
    if rng.random() < 0.5:
        filling += _lone_p_waves(rng, window, i + 1, rr, pause)
    window.signal_mv = np.concatenate((window.signal_mv[:cut], filling, window.signal_mv[cut:]))[:length]
    window.labelled = np.insert(window.labelled, cut, np.ones(pause, dtype=bool))[:length]
    window.beats = np.where(beats >= cut, beats + pause, beats)
    _keep(window, window.beats < length)


def _lone_p_waves(rng: np.random.Generator, window: Window, donor: int, rr: float, length: int) -> Floats:
    """P waves that no QRS follows, as in high-grade block: the window's own, or a drawn one up to QRS height."""
    if rng.random() < 0.5:
        start, stop = (int(window.beats[donor] - s * RATE) for s in P_WAVE_SECONDS)
        shape = np.nan_to_num(window.signal_mv[max(start, 0) : max(stop, 1)])
        shape = (shape - np.linspace(shape[0], shape[-1], len(shape))) * np.hanning(len(shape)) ** 0.5
        shape, centre = shape * rng.uniform(0.6, 2.0), len(shape) // 2
    else:
        shape, centre = bell(rng.uniform(0.018, 0.04))
        shape = shape * window.height_mv * rng.uniform(0.05, 0.9) * rng.choice((-1, 1))
    period = rr * rng.uniform(0.7, 1.2)
    positions = np.arange(rng.uniform(0, period), length, max(period, 0.3 * RATE))
    positions = positions + rng.normal(0, 0.02 * RATE, len(positions))
    return shape_train(length, positions, np.ones(len(positions)), shape, centre)


def reshape_waves(rng: np.random.Generator, window: Window) -> None:
    """Gives all beats a taller T or P wave, or a smaller QRS."""
    beats, length, height = window.beats, len(window.signal_mv), window.height_mv
    if len(beats) < 2:
        return
    vary = np.exp(rng.uniform(0, 0.3) * rng.standard_normal(len(beats)))
    rr = float(np.median(np.diff(beats)))
    if rng.random() < 0.5:
        _shrink_qrs(rng, window)
    if rng.random() < 0.6:
        shape, centre = bell(min(rng.uniform(0.03, 0.075), 0.12 * rr / RATE))
        delay = np.clip(rng.uniform(0.18, 0.38) * RATE, 0, 0.5 * rr)
        tall = height * rng.uniform(0.1, 1.4) * rng.choice((-1, 1))
        window.signal_mv = window.signal_mv + shape_train(length, beats + delay, tall * vary, shape, centre)
    if rng.random() < 0.4:
        shape, centre = bell(rng.uniform(0.014, 0.03))
        lead_time = np.clip(rng.uniform(0.12, 0.24) * RATE, 0, 0.4 * rr)
        tall = height * rng.uniform(0.05, 0.7) * rng.choice((-1, 1))
        window.signal_mv = window.signal_mv + shape_train(length, beats - lead_time, tall * vary, shape, centre)


def _shrink_qrs(rng: np.random.Generator, window: Window) -> None:
    """Lowers the QRS against everything else; sometimes beat by beat, so that heights alternate or wander."""
    count = len(window.beats)
    keep = rng.uniform(0.3, 1.0) * np.ones(count)
    kind = rng.random()
    if kind < 0.3:
        keep *= np.where(np.arange(count) % 2, rng.uniform(0.5, 1), 1)
    elif kind < 0.6:
        keep = np.clip(keep * np.exp(0.35 * rng.standard_normal(count)), 0.25, 1.3)
    shape = np.hanning(int(0.14 * RATE) | 1)
    envelope = shape_train(len(window.signal_mv), window.beats, 1 - keep, shape, len(shape) // 2)
    bridged = np.nan_to_num(window.signal_mv)
    window.signal_mv = window.signal_mv - np.clip(envelope, -0.3, 0.75) * (bridged - baseline(bridged))
    window.heights_mv = window.heights_mv * keep


def paste_wide_beats(rng: np.random.Generator, window: Window, templates: Floats) -> None:
    """Adds wide beats from other recordings where there is room between beats."""
    length = len(window.signal_mv)
    height = window.height_mv
    for _ in range(rng.integers(1, 5)):
        at = float(np.rint(rng.uniform(TEMPLATE_REACH, length - TEMPLATE_REACH - 1)))
        near = np.abs(window.beats - at).min(initial=np.inf) < MINIMUM_RR_SECONDS * RATE
        start, stop = int(at) - TEMPLATE_REACH, int(at) + TEMPLATE_REACH + 1
        if near or not window.labelled[start:stop].all() or not np.isfinite(window.signal_mv[start:stop]).all():
            continue
        tall = height * rng.uniform(0.6, 2.5) * rng.choice((-1, 1))
        window.signal_mv[start:stop] += tall * templates[rng.integers(len(templates))]
        place = int(np.searchsorted(window.beats, at))
        window.beats = np.insert(window.beats, place, at)
        window.heights_mv = np.insert(window.heights_mv, place, abs(tall))


def _keep(window: Window, chosen: np.typing.NDArray[np.bool_]) -> None:
    window.beats, window.heights_mv = window.beats[chosen], window.heights_mv[chosen]
