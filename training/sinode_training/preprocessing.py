"""From samples in mV to the network's input: the Python half of `docs/reference/signal-to-beats.md`, sections 1 to 4.

The TypeScript half must give the same numbers; `fixtures/parity` holds both to it. Arithmetic is float64, what leaves
for the network is float32.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.special import i0

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

SINC_LOBES = 10
"""Half width of the resampling kernel, in samples of the slower of both rates."""
SINC_CUTOFF = 0.8
"""Cut-off of the resampling kernel as a share of the lower Nyquist frequency."""
KAISER_BETA = 6.0


@dataclass(frozen=True)
class Preprocessing:
    """The numbers of the contract, as they stand in the model's card."""

    sampling_rate: int = 250
    baseline_block_samples: int = 50
    baseline_blocks: int = 5
    scale_block_samples: int = 250
    amplitude_rank: int = 6
    minimum_block_samples: int = 125
    scale_context_blocks: int = 15
    scale_quantile: float = 0.7
    minimum_scale_mv: float = 0.05
    clip: float = 4.0
    gap_seconds: float = 0.5


CONTRACT = Preprocessing()


@dataclass(frozen=True)
class Prepared:
    """A lead at the network's rate. All arrays have the same length."""

    resampled_mv: Floats
    gap: Mask
    network_input: NDArray[np.float32]


def prepare(samples_mv: NDArray[Any], sampling_rate: float, contract: Preprocessing = CONTRACT) -> Prepared:
    """Everything between a lead in mV at its own rate and the network's input.

    Args:
        samples_mv: one lead, shape (n,); non-finite values are gaps.
        sampling_rate: of `samples_mv`, in Hz.
        contract: the numbers of the card.
    """
    samples = np.asarray(samples_mv, dtype=np.float64)
    gap = find_gaps(samples, sampling_rate, contract.gap_seconds)
    resampled = resample(bridge_gaps(samples, gap), sampling_rate, contract.sampling_rate)
    nearest = np.floor(np.arange(len(resampled)) * sampling_rate / contract.sampling_rate + 0.5).astype(np.int64)
    resampled_gap = gap[np.minimum(nearest, len(gap) - 1)]
    return Prepared(resampled, resampled_gap, network_input(resampled, resampled_gap, contract))


def find_gaps(samples: Floats, sampling_rate: float, gap_seconds: float) -> Mask:
    """True where a sample is not finite, or in a run of one value that lasts at least `gap_seconds`."""
    gap = ~np.isfinite(samples)
    if len(samples) == 0:
        return gap
    starts = np.flatnonzero(np.concatenate(([True], samples[1:] != samples[:-1])))
    lengths = np.diff(np.append(starts, len(samples)))
    return gap | np.repeat(lengths >= gap_seconds * sampling_rate, lengths)


def bridge_gaps(samples: Floats, gap: Mask) -> Floats:
    """Straight lines across gaps, held at the ends; zeros where everything is a gap."""
    if not gap.any():
        return samples
    if gap.all():
        return np.zeros_like(samples)
    index = np.arange(len(samples))
    bridged = samples.copy()
    bridged[gap] = np.interp(index[gap], index[~gap], samples[~gap])
    return bridged


def resample(samples: Floats, rate_in: float, rate_out: float) -> Floats:
    """Windowed-sinc resampling, anchored at sample 0: output `m` stands at input position `m * rate_in / rate_out`."""
    if rate_in == rate_out or len(samples) == 0:
        return samples
    ratio = min(1.0, rate_out / rate_in)
    half_width = SINC_LOBES / ratio
    reach = int(np.ceil(half_width)) + 1
    taps = np.arange(-reach, reach + 1)

    position = np.arange(int(np.ceil(len(samples) * rate_out / rate_in))) * rate_in / rate_out
    whole = np.floor(position).astype(np.int64)
    # Rates are nearly always whole numbers, so few distinct phases occur and their weights are computed once.
    phase, phase_of = np.unique(np.round(position - whole, 9), return_inverse=True)

    distance = taps[None, :] - phase[:, None]
    inside = np.abs(distance) <= half_width
    window = i0(KAISER_BETA * np.sqrt(np.clip(1 - (distance / half_width) ** 2, 0, None))) / i0(KAISER_BETA)
    weights = np.where(inside, np.sinc(SINC_CUTOFF * ratio * distance) * window, 0.0)
    weights /= weights.sum(axis=1, keepdims=True)

    output = np.zeros(len(position))
    for tap in taps:
        output += samples[np.clip(whole + tap, 0, len(samples) - 1)] * weights[phase_of, tap + reach]
    return output


def network_input(resampled_mv: Floats, gap: Mask, contract: Preprocessing = CONTRACT) -> NDArray[np.float32]:
    """Baseline removed, scaled, clipped: sections 3 and 4."""
    y = resampled_mv - baseline(resampled_mv, contract)
    y[gap] = 0.0
    scaled = y / scale(y, gap, contract)
    return np.clip(scaled, -contract.clip, contract.clip).astype(np.float32)


def baseline(samples: Floats, contract: Preprocessing = CONTRACT) -> Floats:
    """Smoothed block medians, joined by straight lines. Medians let spikes pass without a trace."""
    size, n = contract.baseline_block_samples, len(samples)
    if n == 0:
        return samples.copy()
    full = n // size
    medians = np.median(samples[: full * size].reshape(full, size), axis=1)
    centres = np.arange(full) * size + (size - 1) / 2
    rest = n - full * size
    if rest:
        medians = np.append(medians, np.median(samples[full * size :]))
        centres = np.append(centres, full * size + (rest - 1) / 2)
    return np.interp(np.arange(n), centres, _mean_of_neighbours(medians, contract.baseline_blocks // 2))


def _mean_of_neighbours(values: Floats, reach: int) -> Floats:
    padded = np.pad(values, reach, constant_values=np.nan)
    around = sliding_window_view(padded, 2 * reach + 1)
    there = np.isfinite(around)
    mean: Floats = np.where(there, around, 0.0).sum(axis=1) / there.sum(axis=1)
    return mean


def scale(y: Floats, gap: Mask, contract: Preprocessing = CONTRACT) -> Floats:
    """Height of a QRS round each sample, in mV.

    A high quantile, over a long context, of amplitudes of blocks that short spikes do not move.
    """
    size, n = contract.scale_block_samples, len(y)
    blocks = -(-n // size)
    if blocks == 0:
        return np.empty(0)
    flat = np.full(blocks * size, -1.0)
    flat[:n] = np.where(gap, -1.0, np.abs(y))
    height = flat.reshape(blocks, size)
    rank = size - contract.amplitude_rank
    amplitude = np.partition(height, rank, axis=1)[:, rank]
    amplitude[(height >= 0).sum(axis=1) < contract.minimum_block_samples] = np.nan

    reach = contract.scale_context_blocks
    context = np.sort(sliding_window_view(np.pad(amplitude, reach, constant_values=np.nan), 2 * reach + 1), axis=1)
    known = np.isfinite(context).sum(axis=1)
    index = np.floor(contract.scale_quantile * np.maximum(known - 1, 0)).astype(np.int64)
    block_scale = np.where(known > 0, context[np.arange(blocks), index], contract.minimum_scale_mv)
    return np.repeat(np.maximum(block_scale, contract.minimum_scale_mv), size)[:n]
