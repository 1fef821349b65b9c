"""Changes to the recording: gain, wander, noise, spikes, motion, filters, drop-outs. Beats stay where they are.

Each function takes a window and changes its signal. All amplitudes are relative to the height of its QRS. Everything
is drawn; no recorded noise is used.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import fft

from sinode_training.noise import band_noise, bursts, shape_train, slow_curve
from sinode_training.preprocessing import Floats
from sinode_training.sources import RATE
from sinode_training.windows import Window

PEAK_TO_RMS = 0.45
"""Noise of this share of the QRS height has an SNR of 0 dB, where signal power is (peak to peak)^2 / 8 and a QRS is
about 1.3 heights from peak to peak."""
EDGE_SAMPLES = 25
"""Round the edge of a drop-out it is open whether a beat is to be marked."""


def _noise_level(rng: np.random.Generator, worst_db: float, best_db: float = 26.0) -> float:
    """A noise amplitude in QRS heights; bad ratios are rarer than good ones."""
    snr_db = best_db - (best_db - worst_db) * rng.random() ** 1.3
    return float(PEAK_TO_RMS * 10 ** (-snr_db / 20))


def modulate_amplitude(rng: np.random.Generator, window: Window) -> None:
    """Slow changes of gain, and sometimes one step."""
    length = len(window.signal_mv)
    log_gain = rng.uniform(0.05, 0.6) * slow_curve(rng, length, int(rng.integers(3, 14)))
    if rng.random() < 0.25:
        log_gain[rng.integers(length) :] += rng.uniform(-1.2, 1.2)
    window.signal_mv = window.signal_mv * np.exp(np.clip(log_gain, -1.5, 1.5))


def add_wander(rng: np.random.Generator, window: Window) -> None:
    """Breathing and drift below 0.8 Hz, up to several times the QRS."""
    t = np.arange(len(window.signal_mv)) / RATE
    for _ in range(rng.integers(1, 4)):
        frequency, phase = rng.uniform(0.05, 0.8), rng.uniform(0, 2 * np.pi)
        tall = window.height_mv * min(np.exp(rng.normal(-0.7, 1.1)), 6.0)
        window.signal_mv = window.signal_mv + tall * np.sin(2 * np.pi * frequency * t + phase)


def add_motion_noise(rng: np.random.Generator, window: Window) -> None:
    """Noise in the band of the ECG's own waves, as from moving electrodes."""
    length = len(window.signal_mv)
    noise = band_noise(rng, length, rng.uniform(0.5, 3), rng.uniform(4, 13), slope=rng.uniform(0, 1.2))
    window.signal_mv = window.signal_mv + window.height_mv * _noise_level(rng, -9) * bursts(rng, length) * noise


def add_electrode_motion(rng: np.random.Generator, window: Window) -> None:
    """Many jolts of uneven strength, as from an electrode that slips: steep, and with the shapes of real waves."""
    length = len(window.signal_mv)
    motion = np.zeros(length)
    for _ in range(rng.integers(1, 4)):
        rise, fall = np.exp(rng.uniform(np.log((0.004, 0.03)), np.log((0.08, 0.6))))
        t = np.arange(int(5 * fall * RATE) + 2) / RATE
        shape = (1 - np.exp(-t / rise)) * np.exp(-t / fall)
        count = rng.poisson(rng.uniform(0.3, 5) * length / RATE)
        # Few degrees of freedom: mostly small jolts, now and then one that towers above all.
        tall = rng.standard_t(rng.uniform(1.5, 5), count)
        motion += shape_train(length, rng.uniform(-RATE, length, count), tall, shape / shape.max(), 0)
    rms = np.sqrt(np.mean((motion - motion.mean()) ** 2))
    if rms > 0:
        level = window.height_mv * _noise_level(rng, -10) / rms
        window.signal_mv = window.signal_mv + level * bursts(rng, length) * motion


def add_muscle_noise(rng: np.random.Generator, window: Window) -> None:
    """Noise above the band of P and T waves, as from muscles."""
    length = len(window.signal_mv)
    noise = band_noise(rng, length, rng.uniform(5, 25), rng.uniform(35, 112), slope=rng.uniform(-0.3, 0.8))
    window.signal_mv = window.signal_mv + window.height_mv * _noise_level(rng, -8) * bursts(rng, length) * noise


def add_mains(rng: np.random.Generator, window: Window) -> None:
    """Hum of the mains and its second harmonic."""
    length = len(window.signal_mv)
    t = np.arange(length) / RATE
    base = rng.choice((50.0, 60.0)) + rng.normal(0, 0.2)
    hum = np.zeros(length)
    for harmonic in (1, 2):
        hum += np.sin(2 * np.pi * harmonic * base * t + rng.uniform(0, 2 * np.pi)) * rng.uniform(0, 1) ** harmonic
    tall = min(np.exp(rng.normal(-1.8, 1.0)), 1.5)
    window.signal_mv = window.signal_mv + window.height_mv * tall * hum * bursts(rng, length)


def add_spikes(rng: np.random.Generator, window: Window) -> None:
    """Digital or pacing-like spikes of 1 to 6 samples, up to 40 times the QRS; some ring, as after a sharp filter.

    Wider ones would be narrow beats.
    """
    length = len(window.signal_mv)
    count = int(rng.integers(1, 9))
    width = int(rng.integers(1, 7))
    kind = rng.random()
    if kind < 0.35:
        shape = np.ones(width)
    elif kind < 0.7:
        shape = np.hanning(width + 2)[1:-1]
    else:
        reach = int(rng.integers(3, 15))
        t = np.arange(-reach * width, reach * width + 1) / width
        shape = np.sinc(t * rng.uniform(0.5, 1)) * np.hanning(len(t))
    tall = np.exp(rng.uniform(np.log(0.5), np.log(40), count)) * rng.choice((-1, 1), count)
    positions = rng.uniform(0, length, count)
    train = shape_train(length, positions, window.height_mv * tall, shape, len(shape) // 2)
    window.signal_mv = window.signal_mv + train


def add_recoveries(rng: np.random.Generator, window: Window) -> None:
    """Jumps that decay, as an amplifier recovering, and steep bumps with a slower fall."""
    length = len(window.signal_mv)
    count = int(rng.integers(1, 4))
    fall = rng.uniform(0.04, 1.2)
    rise = rng.uniform(0.004, 0.12) if rng.random() < 0.6 else 1e-4
    t = np.arange(int(5 * fall * RATE) + 2) / RATE
    shape = (1 - np.exp(-t / rise)) * np.exp(-t / fall)
    shape /= shape.max()
    tall = window.height_mv * np.exp(rng.uniform(np.log(0.4), np.log(8), count)) * rng.choice((-1, 1), count)
    start = rng.uniform(-RATE, length, count)
    window.signal_mv = window.signal_mv + shape_train(length, start, tall, shape, 0)


def add_bumps(rng: np.random.Generator, window: Window) -> None:
    """Smooth bumps about as wide as beats and T waves, alone or many, of up to three makes: symmetric, steep before
    and slow after, or of two signs.
    """
    length = len(window.signal_mv)
    for _ in range(rng.integers(1, 4)):
        rise, fall = rng.uniform(0.03, 0.2), rng.uniform(0.03, 0.3)
        if rng.random() < 0.5:
            fall = rise
        up, down = (np.hanning(2 * max(int(part * RATE), 2) + 1) for part in (rise, fall))
        shape = np.concatenate((up[: len(up) // 2], down[len(down) // 2 :])) ** rng.uniform(0.7, 2)
        if rng.random() < 0.25:
            shape = np.diff(shape, prepend=0) / max(np.abs(np.diff(shape)).max(), 1e-9)
        count = int(rng.integers(1, 4)) if rng.random() < 0.5 else rng.poisson(rng.uniform(0.2, 1.2) * length / RATE)
        sign = rng.choice((-1, 1)) if rng.random() < 0.5 else rng.choice((-1, 1), count)
        tall = window.height_mv * np.exp(rng.normal(0, 0.9) + rng.uniform(0.1, 0.7) * rng.standard_normal(count))
        position = rng.uniform(0, length, count)
        window.signal_mv = window.signal_mv + shape_train(length, position, tall * sign, shape, len(shape) // 2)


def add_steps(rng: np.random.Generator, window: Window) -> None:
    """Sudden shifts of the baseline."""
    length = len(window.signal_mv)
    for _ in range(rng.integers(1, 4)):
        window.signal_mv[rng.integers(length) :] += window.height_mv * rng.normal(0, 2.5)


def limit_band(rng: np.random.Generator, window: Window) -> None:
    """The filter of another machine: low-pass from 15 Hz, high-pass to 5 Hz, without a shift in time."""
    gap = ~np.isfinite(window.signal_mv)
    spectrum = fft.rfft(np.nan_to_num(window.signal_mv))
    frequency = fft.rfftfreq(len(window.signal_mv), 1 / RATE)
    if rng.random() < 0.7:
        spectrum /= 1 + (frequency / rng.uniform(15, 60)) ** 4
    if rng.random() < 0.5:
        spectrum *= frequency**2 / (frequency**2 + rng.uniform(0.3, 5) ** 2)
    window.signal_mv = fft.irfft(spectrum, len(window.signal_mv))
    window.signal_mv[gap] = np.nan


def clip_to_rail(rng: np.random.Generator, window: Window) -> None:
    """A converter at its limits."""
    middle = float(np.nanmedian(window.signal_mv)) if np.isfinite(window.signal_mv).any() else 0.0
    reach = window.height_mv * rng.uniform(0.6, 2.0)
    window.signal_mv = np.clip(window.signal_mv, middle - reach, middle + reach * rng.uniform(0.7, 1.4))


def quantise(rng: np.random.Generator, window: Window) -> None:
    """A coarse converter."""
    step = window.height_mv * rng.uniform(0.005, 0.12)
    window.signal_mv = np.rint(window.signal_mv / step) * step


def drop_out(rng: np.random.Generator, window: Window) -> None:
    """Stretches at one value. What lay inside can no longer be found; at their edges the loss looks away."""
    length = len(window.signal_mv)
    for _ in range(rng.integers(1, 4)):
        start = int(rng.integers(0, length))
        stop = min(start + int(np.exp(rng.uniform(np.log(0.05), np.log(4))) * RATE), length)
        value = window.signal_mv[start] if rng.random() < 0.5 else rng.choice((0.0, 5.0, -5.0)) * window.height_mv
        window.signal_mv[start:stop] = value
        lost = (window.beats > start - EDGE_SAMPLES / 2) & (window.beats < stop + EDGE_SAMPLES / 2)
        window.beats, window.heights_mv = window.beats[~lost], window.heights_mv[~lost]
        for edge in (start, stop):
            window.labelled[max(edge - EDGE_SAMPLES, 0) : edge + EDGE_SAMPLES] = False


Disturbance = Callable[[np.random.Generator, Window], None]

DISTURBANCES: tuple[tuple[float, Disturbance], ...] = (
    (0.30, modulate_amplitude),
    (0.60, add_wander),
    (0.35, add_motion_noise),
    (0.35, add_electrode_motion),
    (0.50, add_muscle_noise),
    (0.20, add_recoveries),
    (0.35, add_bumps),
    (0.12, add_steps),
    (0.20, add_mains),
    (0.18, add_spikes),
    (0.15, limit_band),
    (0.06, clip_to_rail),
    (0.10, quantise),
    (0.08, drop_out),
)
"""How often each happens to a fully disturbed window, in the order in which they meet the signal."""


def disturb(rng: np.random.Generator, window: Window, severity: float) -> None:
    """Lays a random choice of disturbances on a window; `severity` 0..1 scales how many."""
    for probability, disturbance in DISTURBANCES:
        if rng.random() < probability * severity:
            disturbance(rng, window)


def faint_noise(rng: np.random.Generator, length: int) -> Floats:
    """Broad noise of 1, or of a random band."""
    low, high = sorted(rng.uniform(0.5, 110, 2))
    return band_noise(rng, length, low, high + 2)
