"""Building blocks of disturbance: band noise, envelopes, and trains of shapes. All have mean power or height 1."""

from __future__ import annotations

import numpy as np
from scipy import fft

from sinode_training.preprocessing import Floats
from sinode_training.sources import RATE


def band_noise(rng: np.random.Generator, length: int, low_hz: float, high_hz: float, slope: float = 0.0) -> Floats:
    """Gaussian noise between two frequencies, root mean square 1; its spectrum falls as frequency to the `slope`."""
    spectrum = fft.rfft(rng.standard_normal(length))
    frequency = fft.rfftfreq(length, 1 / RATE)
    band = (frequency >= low_hz) & (frequency <= high_hz)
    spectrum *= band
    if slope:
        spectrum[band] *= frequency[band] ** -slope
    noise: Floats = fft.irfft(spectrum, length)
    rms = np.sqrt(np.mean(noise**2))
    return noise / rms if rms > 0 else noise


def slow_curve(rng: np.random.Generator, length: int, knots: int) -> Floats:
    """A piecewise linear curve through `knots` normal values."""
    return np.interp(np.linspace(0, knots - 1, length), np.arange(knots), rng.standard_normal(knots))


def bursts(rng: np.random.Generator, length: int) -> Floats:
    """An envelope in 0..1: everywhere, swelling, or in bursts with soft edges."""
    kind = rng.random()
    if kind < 0.4:
        return np.ones(length)
    if kind < 0.7:
        return np.minimum(np.exp(0.8 * slow_curve(rng, length, int(rng.integers(4, 16)))), 3.0) / 1.5
    envelope = np.zeros(length)
    for _ in range(rng.integers(1, 4)):
        start = int(rng.integers(-RATE // 2, length))
        stop = start + int(rng.uniform(0.2, 4.0) * RATE)
        envelope[max(start, 0) : max(stop, 0)] = 1.0
    soft = int(rng.integers(3, 40))
    total = np.cumsum(np.concatenate((np.zeros(soft), envelope)))
    return (total[soft:] - total[:-soft]) / soft


def shape_train(length: int, positions: Floats, heights: Floats, shape: Floats, centre: int) -> Floats:
    """Copies of `shape` with its sample `centre` on each position (rounded), each times its height."""
    reach = len(shape)
    train = np.zeros(length + 2 * reach)
    at = np.rint(positions).astype(np.int64) + reach
    inside = (at >= 0) & (at < len(train))
    np.add.at(train, at[inside], heights[inside])
    size = fft.next_fast_len(len(train) + reach, real=True)
    spread: Floats = fft.irfft(fft.rfft(train, size) * fft.rfft(shape, size), size)
    return spread[reach + centre : reach + centre + length]


def bell(sigma_seconds: float) -> tuple[Floats, int]:
    """A Gaussian of height 1 and the index of its centre."""
    reach = int(3 * sigma_seconds * RATE) + 1
    t = np.arange(-reach, reach + 1) / RATE
    return np.exp(-0.5 * (t / sigma_seconds) ** 2), reach
