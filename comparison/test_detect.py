from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import wfdb

from detect import DETECTORS, Detector, Lead, Samples, find, read_recording

RATE = 360


def lead(file: str = "") -> Lead:
    return {"set": "s", "record": "1", "lead": "II", "index": 0, "file": file, "samplingRate": RATE}


def one_beat_a_second(seconds: int) -> Samples:
    """R waves of 1 mV in the middle of each second, with S waves, and a little noise."""
    time = np.arange(seconds * RATE) / RATE
    phase = time % 1 - 0.5
    shape = np.exp(-((phase / 0.012) ** 2)) - 0.25 * np.exp(-(((phase - 0.035) / 0.012) ** 2))
    noise = np.random.default_rng(1).normal(0, 0.005, time.size)
    return np.asarray(shape + noise, dtype=np.float64)


@pytest.mark.parametrize("name", DETECTORS)
def test_each_detector_gets_its_samples_and_rate_as_it_expects_them(name: str) -> None:
    found = find(DETECTORS[name], lead(), one_beat_a_second(30))
    assert found["error"] is None
    expected = np.arange(5, 25) * RATE + RATE // 2
    distance = np.abs(np.subtract.outer(expected, np.array(found["beats"]))).min(axis=1)
    assert distance.max() <= 0.075 * RATE
    assert 28 <= len(found["beats"]) <= 31
    assert found["cpuSeconds"] > 0


def test_beats_are_whole_and_ascend() -> None:
    shuffled = Detector("any", "any", lambda *_: np.array([300.0, 100.0, 100.0]))
    assert find(shuffled, lead(), one_beat_a_second(1))["beats"] == [100, 300]


def test_one_that_fails_has_found_nothing_and_says_why() -> None:
    def fail(*_: object) -> None:
        raise IndexError("no peaks")

    found = find(Detector("any", "any", fail), lead(), one_beat_a_second(1))
    assert found["beats"] == []
    assert found["error"] == "IndexError: no peaks"


def test_a_record_is_read_in_mv(tmp_path: Path) -> None:
    samples = np.array([[0.5, -1.0], [0.25, 2.0]])
    signals = {"sig_name": ["II", "V5"], "fmt": ["16", "16"], "adc_gain": [200.0, 1000.0], "baseline": [10, 0]}
    wfdb.wrsamp("r", fs=RATE, units=["mV", "mV"], p_signal=samples, write_dir=str(tmp_path), **signals)
    np.testing.assert_allclose(read_recording(str(tmp_path / "r.hea")), samples)


def test_a_record_in_another_unit_is_refused(tmp_path: Path) -> None:
    samples = np.array([[0.5], [1.0]])
    wfdb.wrsamp("u", fs=RATE, units=["uV"], sig_name=["II"], p_signal=samples, fmt=["16"], write_dir=str(tmp_path))
    with pytest.raises(ValueError, match="uV"):
        read_recording(str(tmp_path / "u.hea"))
