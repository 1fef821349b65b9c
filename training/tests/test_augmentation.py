import numpy as np
import pytest

from sinode_training import windows
from sinode_training.batches import BatchMaker, negative_window
from sinode_training.rhythm_augmentation import insert_pause, paste_wide_beats, reshape_waves
from sinode_training.signal_augmentation import DISTURBANCES, Disturbance, drop_out
from sinode_training.sources import align_to_peaks, make_source
from sinode_training.windows import WINDOW_SAMPLES, cut_window, draw_positions, draw_window, finish, mix_leads
from tests.synthetic import synthetic_lead


def evenly(start: float, rate_change: float = 1.0) -> np.ndarray:
    """Positions of a window whose heart rate is multiplied by `rate_change`."""
    return start + rate_change * np.arange(WINDOW_SAMPLES)


def peaks_of(signal: np.ndarray) -> np.ndarray:
    """Places where a clean synthetic window is highest, one a beat."""
    high = np.flatnonzero(signal > 0.6)
    return np.array([run.mean() for run in np.split(high, np.flatnonzero(np.diff(high) > 10) + 1)])


def test_labels_move_to_the_peak_of_their_own_lead() -> None:
    y = np.zeros(100)
    y[40] = -2
    assert align_to_peaks(y, np.array([35.0]), reach=12).tolist() == [40]


@pytest.mark.parametrize("rate_change", [0.55, 1.0, 1.9])
def test_a_changed_heart_rate_keeps_labels_on_the_peaks(rate_change: float) -> None:
    source = make_source(synthetic_lead(seconds=30))
    window = cut_window(source, evenly(100, rate_change))
    np.testing.assert_allclose(window.beats, peaks_of(window.signal_mv), atol=1)


@pytest.mark.parametrize("seed", range(6))
def test_a_heart_that_races_or_crawls_keeps_its_beats_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "RETIMING_PROBABILITY", 1.0)
    monkeypatch.setattr(windows, "RATE_CHANGE_PROBABILITY", 0.0)
    source = make_source(synthetic_lead(seconds=120))
    position = draw_positions(np.random.default_rng(seed), source)
    assert (np.diff(position) > 0).all()
    window = cut_window(source, position)
    bpm = 60 * 250 / np.median(np.diff(window.beats))
    assert 18 < bpm < 52 or 138 < bpm < 310
    # Samples round a beat stand as close as in the recording.
    for beat in np.rint(window.beats[1:-1]).astype(int):
        np.testing.assert_allclose(np.diff(position[beat - 10 : beat + 10]), 1.0, atol=1e-6)


def test_leads_in_between_have_their_beats_on_their_own_peaks() -> None:
    source = make_source(synthetic_lead(seconds=30))
    window, other = cut_window(source, evenly(100)), cut_window(source, evenly(96))
    before = window.beats.copy()
    mix_leads(np.random.default_rng(3), window, other)
    assert not np.array_equal(window.beats, before)
    around = np.rint(window.beats).astype(int)[:, None] + np.arange(-12, 13)
    around = around[((around >= 0) & (around < WINDOW_SAMPLES)).all(axis=1)]
    y = np.abs(window.signal_mv - np.median(window.signal_mv))
    assert (y[around].argmax(axis=1) == 12).mean() > 0.9


def test_a_mixture_with_too_little_left_of_the_beats_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(synthetic_lead(seconds=30))
    window, other = cut_window(source, evenly(100)), cut_window(source, evenly(100))
    before = window.signal_mv.copy()
    monkeypatch.setattr(windows, "MIXED_LEAST_HEIGHT", 10.0)
    mix_leads(np.random.default_rng(0), window, other)
    np.testing.assert_array_equal(window.signal_mv, before)


def test_outside_the_recording_there_is_nothing_and_it_is_known() -> None:
    window = cut_window(make_source(synthetic_lead(seconds=4)), evenly(-100))
    assert np.isnan(window.signal_mv[:100]).all()
    assert np.isnan(window.signal_mv[1100:]).all()
    assert window.labelled.all()


def test_a_pause_moves_later_beats_and_adds_none() -> None:
    source = make_source(synthetic_lead(seconds=30))
    rr = np.diff(cut_window(source, evenly(100)).beats).max()
    longest = 0.0
    for seed in range(10):
        window = cut_window(source, evenly(100))
        insert_pause(np.random.default_rng(seed), window)
        assert len(window.signal_mv) == len(window.labelled) == WINDOW_SAMPLES
        assert np.abs(peaks_of(window.signal_mv)[:, None] - window.beats).min(axis=0).max() < 1.5
        longest = max(longest, np.diff(window.beats).max())
    assert longest > rr + 1.5 * 250


def test_pasted_beats_are_labelled_and_keep_their_distance() -> None:
    source = make_source(synthetic_lead("mitdb", seconds=30))
    window = cut_window(source, evenly(100, 0.6))
    count = len(window.beats)
    rng = np.random.default_rng(0)
    for _ in range(5):
        paste_wide_beats(rng, window, source.templates.astype(np.float64))
    assert len(window.beats) > count
    assert np.diff(window.beats).min() >= 0.28 * 250 - 1


def test_reshaped_waves_leave_the_labels() -> None:
    window = cut_window(make_source(synthetic_lead(seconds=30)), evenly(100))
    beats = window.beats.copy()
    signal = window.signal_mv.copy()
    reshape_waves(np.random.default_rng(1), window)
    np.testing.assert_array_equal(window.beats, beats)
    assert not np.array_equal(window.signal_mv, signal)


@pytest.mark.parametrize("disturbance", [d for _, d in DISTURBANCES if d is not drop_out])
def test_disturbances_keep_beats_length_and_finiteness(disturbance: Disturbance) -> None:
    window = cut_window(make_source(synthetic_lead(seconds=30)), evenly(100))
    beats = window.beats.copy()
    for seed in range(20):
        disturbance(np.random.default_rng(seed), window)
    np.testing.assert_array_equal(window.beats, beats)
    assert len(window.signal_mv) == WINDOW_SAMPLES
    assert np.isfinite(window.signal_mv).all()


def test_beats_inside_a_drop_out_are_not_asked_for() -> None:
    window = cut_window(make_source(synthetic_lead(seconds=30)), evenly(100))
    count = len(window.beats)
    rng = np.random.default_rng(0)
    for _ in range(5):
        drop_out(rng, window)
    assert len(window.beats) < count
    for beat in window.beats.astype(int):
        assert np.ptp(window.signal_mv[max(beat - 5, 0) : beat + 6]) > 0


def test_the_target_is_one_at_the_beat_and_falls_with_24_ms() -> None:
    window = cut_window(make_source(synthetic_lead(seconds=30)), evenly(0))
    window.beats, window.heights_mv = np.array([101.5]), np.array([1.0])
    target = finish(window).target
    assert target[25] == 1
    np.testing.assert_allclose(target[25 + 3], np.exp(-0.5 * (12 / 6) ** 2), rtol=1e-5)


def test_an_unlabelled_stretch_is_masked() -> None:
    lead = synthetic_lead("ludb", seconds=30)
    window = cut_window(make_source(lead), evenly(0))
    window.labelled[:400] = False
    mask = finish(window).mask
    assert mask[:100].sum() == 0
    assert mask[100:].all()


def test_windows_of_short_records_reach_beyond_them() -> None:
    source = make_source(synthetic_lead(seconds=5))
    window = draw_window(np.random.default_rng(0), source, [])
    assert np.isnan(window.signal_mv).any()
    assert len(window.beats) > 0


def test_negative_windows_ask_for_no_beats() -> None:
    for seed in range(20):
        example = finish(negative_window(np.random.default_rng(seed)))
        assert example.target.max() == 0
        assert np.isfinite(example.ecg).all()


def test_a_batch_is_the_same_whenever_it_is_made() -> None:
    sources = [make_source(synthetic_lead(d, seed=i)) for i, d in enumerate(("cpsc2019", "ludb", "mitdb"))]
    first, again = BatchMaker(sources, 8, seed=5), BatchMaker(sources, 8, seed=5)
    first.make(0)
    assert first.make(7).ecg.equal(again.make(7).ecg)
    assert not first.make(7).ecg.equal(BatchMaker(sources, 8, seed=6).make(7).ecg)
