from dataclasses import replace

import numpy as np

from sinode_training.decoding import decode
from sinode_training.validation import matches, scored
from tests.synthetic import synthetic_lead


def probabilities(**steps: float) -> np.ndarray:
    p = np.zeros(200, dtype=np.float32)
    for step, value in steps.items():
        p[int(step[1:])] = value
    return p


def seconds_of(step: float) -> float:
    return (4 * step + 1.5) / 250


def test_nothing_above_the_threshold_is_no_beat() -> None:
    assert len(decode(probabilities(s50=0.39))) == 0


def test_the_largest_within_the_refractory_time_is_the_beat() -> None:
    np.testing.assert_allclose(decode(probabilities(s50=0.6, s58=0.9)), [seconds_of(58)])
    assert len(decode(probabilities(s50=0.6, s63=0.9))) == 2


def test_the_earlier_of_equals_is_the_beat() -> None:
    np.testing.assert_allclose(decode(probabilities(s50=0.6, s56=0.6)), [seconds_of(50)])


def test_a_beat_lies_at_the_centroid_of_five_steps() -> None:
    np.testing.assert_allclose(decode(probabilities(s49=0.3, s50=0.9, s51=0.6)), [seconds_of(50 + 0.3 / 1.8)])


def test_beats_at_the_very_ends_are_found() -> None:
    np.testing.assert_allclose(decode(probabilities(s0=0.9, s199=0.9)), [seconds_of(0), seconds_of(199)])


def test_each_reference_beat_is_matched_once() -> None:
    found, beats = np.array([1.0, 1.1, 3.0]), np.array([1.05, 2.0, 3.14])
    found_matched, beats_matched = matches(found, beats)
    assert found_matched.tolist() == [True, False, True]
    assert beats_matched.tolist() == [True, False, True]


def test_flutter_and_what_is_not_labelled_do_not_count() -> None:
    lead = replace(synthetic_lead("mitdb"), labelled_seconds=(1.0, 9.0), unlabelled_seconds=((3.0, 4.0),))
    assert scored(np.array([0.5, 2.0, 3.5, 8.0, 9.5]), lead).tolist() == [False, True, False, True, False]
