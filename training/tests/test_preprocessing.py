import numpy as np
import pytest

from sinode_training.preprocessing import baseline, find_gaps, prepare, resample, scale
from tests.synthetic import synthetic_lead

NOTHING = np.zeros(0)


def no_gap(n: int) -> np.ndarray:
    return np.zeros(n, dtype=bool)


def test_non_finite_samples_and_half_a_second_of_one_value_are_gaps() -> None:
    samples = np.array([1, 2, 2, 3, 3, 3, np.nan, np.inf, 4])
    expected = [False, False, False, True, True, True, True, True, False]
    assert find_gaps(samples, sampling_rate=6, gap_seconds=0.5).tolist() == expected


@pytest.mark.parametrize("rate", [128, 360, 500, 1000])
def test_resampling_keeps_a_slow_sine(rate: int) -> None:
    t = np.arange(4 * rate) / rate
    out = resample(np.sin(2 * np.pi * 5 * t), rate, 250)
    assert len(out) == 1000
    middle = slice(100, 900)
    np.testing.assert_allclose(out[middle], np.sin(2 * np.pi * 5 * np.arange(1000) / 250)[middle], atol=2e-3)


def test_resampling_keeps_a_constant_to_the_very_ends() -> None:
    np.testing.assert_allclose(resample(np.full(361, 3.0), 360, 250), 3.0)


def test_samples_at_the_network_rate_pass_untouched() -> None:
    samples = np.random.default_rng(0).standard_normal(100)
    assert resample(samples, 250, 250) is samples


def test_the_baseline_of_a_ramp_is_the_ramp_between_the_centres_of_full_neighbourhoods() -> None:
    ramp = np.arange(1000.0)
    np.testing.assert_allclose(baseline(ramp)[150:850], ramp[150:850])


def test_a_short_last_block_has_its_own_centre() -> None:
    # Blocks of 50 and 10 samples: medians 0 and 6, both smoothed to 3.
    samples = np.concatenate((np.zeros(50), np.full(10, 6.0)))
    np.testing.assert_allclose(baseline(samples), 3.0)


def test_a_spike_moves_neither_baseline_nor_scale() -> None:
    y = np.sin(np.arange(5000) / 7)
    spiked = y.copy()
    spiked[2000:2005] = 1000
    np.testing.assert_allclose(baseline(spiked), baseline(y), atol=0.06)
    np.testing.assert_allclose(scale(spiked, no_gap(5000)), scale(y, no_gap(5000)), rtol=0.01)


def test_the_scale_is_the_quantile_of_block_amplitudes_in_the_context() -> None:
    # Ten blocks whose amplitudes are 1 to 10: index floor(0.7 * 9) = 6 of the sorted ones is 7.
    y = np.repeat(np.arange(1.0, 11), 250)
    np.testing.assert_array_equal(scale(y, no_gap(2500)), 7.0)


def test_the_scale_has_a_floor_and_ignores_gaps() -> None:
    np.testing.assert_array_equal(scale(np.full(600, 1e-4), no_gap(600)), 0.05)
    gap = no_gap(500)
    gap[250:] = True
    y = np.where(gap, 100.0, 2.0)
    np.testing.assert_array_equal(scale(y, gap), 2.0)


def test_a_pause_of_ten_seconds_does_not_lift_its_noise() -> None:
    lead = synthetic_lead(seconds=30)
    samples = lead.millivolts.copy()
    rng = np.random.default_rng(0)
    samples[5000:10000] = 0.01 * rng.standard_normal(5000)
    pause = prepare(samples, 500).network_input[2600:4900]
    assert np.abs(pause).max() < 0.2


def test_gain_does_not_change_the_input() -> None:
    lead = synthetic_lead()
    np.testing.assert_allclose(
        prepare(lead.millivolts * 4, 500).network_input, prepare(lead.millivolts, 500).network_input, atol=1e-5
    )


def test_a_shift_by_whole_blocks_shifts_the_input() -> None:
    lead = synthetic_lead(seconds=60)
    whole = prepare(lead.millivolts, 500).network_input
    later = prepare(lead.millivolts[5 * 500 :], 500).network_input
    # Away from the cut, by more than the 15 blocks of the scale's context.
    np.testing.assert_allclose(later[20 * 250 :], whole[25 * 250 :], atol=1e-6)


def test_the_network_sees_zeros_in_gaps() -> None:
    samples = synthetic_lead().millivolts.copy()
    samples[2000:3000] = np.nan
    prepared = prepare(samples, 500)
    np.testing.assert_array_equal(prepared.network_input[1000:1500], 0)
    assert prepared.gap.sum() == 500
    assert np.isfinite(prepared.network_input).all()


def test_lead_without_samples_or_without_signal_gives_zeros() -> None:
    assert len(prepare(NOTHING, 500).network_input) == 0
    np.testing.assert_array_equal(prepare(np.full(1000, np.nan), 500).network_input, np.zeros(500))
