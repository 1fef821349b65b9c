"""Runs public detectors on the leads of `leads.json` and writes what each of them found.

python detect.py [--work FOLDER] [--detectors NAME …]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypedDict

import neurokit2
import numpy as np
import sleepecg
import wfdb
import wfdb.processing
from biosppy.signals import ecg as biosppy_ecg
from biosppy.signals import tools as biosppy_tools
from numpy.typing import NDArray
from scipy.io import loadmat
from threadpoolctl import threadpool_limits

WORK = Path(__file__).parent.parent / "out" / "comparison"

Samples = NDArray[np.float64]
"""mV, as stored."""


class Lead(TypedDict):
    """A lead to find the beats of; see recordings.mjs."""

    set: str
    record: str
    lead: str
    index: int
    file: str
    samplingRate: float


class Found(TypedDict):
    """The beats of a lead as ascending sample indices, and what finding them took."""

    set: str
    record: str
    lead: str
    samplingRate: float
    beats: list[int]
    cpuSeconds: float
    error: str | None


@dataclass(frozen=True)
class Detector:
    """A detector with its package's own settings."""

    label: str
    package: str
    detect: Callable[[Samples, float], Any]
    """From samples and their rate in Hz to sample indices."""


def pan_tompkins(samples: Samples, sampling_rate: float) -> Any:  # noqa: ANN401
    """`sleepecg.detect_heartbeats`, in C."""
    return sleepecg.detect_heartbeats(samples, sampling_rate)


def xqrs(samples: Samples, sampling_rate: float) -> Any:  # noqa: ANN401
    """`wfdb.processing.xqrs_detect`, silent."""
    return wfdb.processing.xqrs_detect(samples, sampling_rate, verbose=False)


def gqrs(samples: Samples, sampling_rate: float) -> Any:  # noqa: ANN401
    """`wfdb.processing.gqrs_detect`, which needs the names of its arguments."""
    return wfdb.processing.gqrs_detect(sig=samples, fs=sampling_rate)


def neurokit(samples: Samples, sampling_rate: float) -> Any:  # noqa: ANN401
    """Cleaned and searched by the default method, as `ecg_process` does, without what it derives from the beats."""
    cleaned = neurokit2.ecg_clean(samples, sampling_rate=sampling_rate)
    return neurokit2.ecg_findpeaks(cleaned, sampling_rate=sampling_rate)["ECG_R_Peaks"]


def hamilton(samples: Samples, sampling_rate: float) -> Any:  # noqa: ANN401
    """As `biosppy.signals.ecg.ecg` does up to the beats; its templates would drop those at the ends."""
    filtered, _, _ = biosppy_tools.filter_signal(
        signal=samples,
        ftype="FIR",
        band="bandpass",
        order=int(1.5 * sampling_rate),
        frequency=[0.67, 45],
        sampling_rate=sampling_rate,
    )
    filtered = filtered - np.mean(filtered)
    (beats,) = biosppy_ecg.hamilton_segmenter(signal=filtered, sampling_rate=sampling_rate)
    (beats,) = biosppy_ecg.correct_rpeaks(signal=filtered, rpeaks=beats, sampling_rate=sampling_rate, tol=0.05)
    return beats


DETECTORS = {
    "sleepecg": Detector("SleepECG", "sleepecg", pan_tompkins),
    "neurokit": Detector("NeuroKit2", "neurokit2", neurokit),
    "hamilton": Detector("BioSPPy Hamilton", "biosppy", hamilton),
    "xqrs": Detector("wfdb XQRS", "wfdb", xqrs),
    "gqrs": Detector("wfdb GQRS", "wfdb", gqrs),
}


@lru_cache(maxsize=1)
def read_recording(file: str) -> Samples:
    """Every lead of a recording.

    Returns:
        mV, samples by leads.
    """
    path = Path(file)
    if path.suffix == ".mat":
        return np.asarray(loadmat(path)["ecg"], dtype=np.float64).reshape(-1, 1)
    record = wfdb.rdrecord(str(path.with_suffix("")))
    if any(unit != "mV" for unit in record.units):
        raise ValueError(f"{file} is in {', '.join(record.units)}, and not in mV.")
    return np.asarray(record.p_signal, dtype=np.float64)


def find(detector: Detector, lead: Lead, samples: Samples) -> Found:
    """Runs a detector; one that fails has found nothing, and says why."""
    beats: list[int] = []
    error = None
    start = time.process_time()
    try:
        beats = np.unique(np.asarray(detector.detect(samples, lead["samplingRate"]), dtype=np.int64)).tolist()
    except Exception as failure:  # whatever it is, it is this detector's answer
        error = f"{type(failure).__name__}: {failure}"
    seconds = time.process_time() - start
    return {
        "set": lead["set"],
        "record": lead["record"],
        "lead": lead["lead"],
        "samplingRate": lead["samplingRate"],
        "beats": beats,
        "cpuSeconds": seconds,
        "error": error,
    }


def run(name: str, leads: list[Lead]) -> dict[str, object]:
    """One detector over all leads."""
    detector = DETECTORS[name]
    found: list[Found] = []
    for number, lead in enumerate(leads):
        # A detector may change what it is given.
        samples = read_recording(lead["file"])[:, lead["index"]].copy()
        if number == 0:
            find(detector, lead, samples.copy())  # what is prepared once is not counted
        found.append(find(detector, lead, samples))
        if number % 100 == 0:
            print(f"{name}: {number} of {len(leads)}", file=sys.stderr, flush=True)
    failed = [entry for entry in found if entry["error"] is not None]
    for entry in failed:
        print(f"{name}: {entry['set']} {entry['record']} {entry['lead']}: {entry['error']}", file=sys.stderr)
    return {
        "label": detector.label,
        "version": f"{detector.package} {version(detector.package)}",
        "note": None,
        "leads": found,
    }


def main() -> None:
    """From `leads.json` to `beats/<name>.json`."""
    parser = argparse.ArgumentParser(description="Finds beats with public detectors.")
    parser.add_argument("--work", type=Path, default=WORK, help="folder with leads.json (default: %(default)s)")
    parser.add_argument("--detectors", nargs="+", choices=DETECTORS, default=list(DETECTORS), metavar="NAME")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    leads: list[Lead] = json.loads((arguments.work / "leads.json").read_text())
    for name in arguments.detectors:
        with threadpool_limits(1):
            result = run(name, leads)
        (arguments.work / "beats" / f"{name}.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()
