"""Synthetic signals and what the Python side makes of them, for the TypeScript side to reproduce.

Nothing here comes from a recording: the beats are sums of Gaussians.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from sinode_training.files import write_atomically, write_json
from sinode_training.network import LENGTH_MULTIPLE_SAMPLES, padded, without_margin
from sinode_training.preprocessing import CONTRACT, prepare

SECONDS = 22
SPIKE_MV = 33.0
EDGE_SAMPLES = 64 * LENGTH_MULTIPLE_SAMPLES
"""Zeros before and after a lead: more than any network's margin."""

WAVES = ((-0.18, 0.025, 0.12), (-0.03, 0.010, -0.15), (0.0, 0.011, 1.1), (0.03, 0.010, -0.25), (0.28, 0.05, 0.3))
"""P, Q, R, S and T of a beat: place and width in seconds, height in mV."""

MODEL_CASES = ("mitdb-rate-spike", "model-rate-flat-gap-small")
MODEL_CASE_SAMPLES = 1280
"""About five seconds, past the first beats and the spike."""
INPUT_DIGITS, PROBABILITY_DIGITS = 4, 6


@dataclass(frozen=True)
class Case:
    """A synthetic lead. `gain` scales everything, also the noise."""

    name: str
    sampling_rate: int
    seed: int
    gain: float = 1.0
    spike: bool = False
    gap: str = "none"


CASES = (
    Case("mitdb-rate-spike", 360, seed=1, spike=True),
    Case("challenge-rate-gap-of-nan", 500, seed=2, gap="nan"),
    Case("model-rate-flat-gap-small", 250, seed=3, gain=0.2, gap="flat"),
    Case("low-rate", 128, seed=4, gain=1.7),
)


def synthetic_lead(case: Case) -> NDArray[np.float32]:
    """Beats with wandering baseline and noise, in mV."""
    rng = np.random.default_rng(case.seed)
    # Not a whole number of blocks, so that the last ones are short.
    t = np.arange(SECONDS * case.sampling_rate + 37) / case.sampling_rate
    signal = 0.4 * np.sin(2 * np.pi * 0.23 * t) + 0.2 * t / SECONDS + 0.03 * rng.standard_normal(len(t))
    at = 0.4
    while at < t[-1]:
        for offset, width, tall in WAVES:
            signal += tall * np.exp(-0.5 * ((t - at - offset) / width) ** 2)
        at += 0.8 + 0.1 * rng.standard_normal()
    if case.spike:
        signal[7 * case.sampling_rate : 7 * case.sampling_rate + 3] = SPIKE_MV
    hole = slice(12 * case.sampling_rate, 15 * case.sampling_rate)
    if case.gap == "nan":
        signal[hole] = np.nan
    elif case.gap == "flat":
        signal[hole] = 0.5
    return (case.gain * signal).astype(np.float32)


def write_parity(folder: Path, model: Path | None) -> None:
    """Writes the cases; with a model, also the probabilities that it gives for each whole lead."""
    folder.mkdir(parents=True, exist_ok=True)
    session = ort.InferenceSession(str(model / "model.onnx"), providers=["CPUExecutionProvider"]) if model else None
    cases = []
    for case in CASES:
        samples = synthetic_lead(case)
        prepared = prepare(samples, case.sampling_rate)
        arrays = {
            "input": samples,
            "resampled": prepared.resampled_mv.astype(np.float32),
            "networkInput": prepared.network_input,
        }
        if session is not None:
            arrays["probabilities"] = _probabilities(session, prepared.network_input)
        entry: dict[str, Any] = {
            "name": case.name,
            "samplingRate": case.sampling_rate,
            "sampleCount": len(samples),
            "resampledCount": len(prepared.network_input),
            "files": {},
        }
        for kind, array in arrays.items():
            file = f"{case.name}.{kind}.f32"
            write_atomically(folder / file, array.astype("<f4").tofile)
            entry["files"][kind] = file
        cases.append(entry)
    description = {"modelSamplingRate": CONTRACT.sampling_rate, "model": model.name if model else None, "cases": cases}
    write_json(folder / "cases.json", description)


def write_model_parity(model: Path) -> None:
    """Writes `parity.json` beside a model: prepared samples, and the probabilities that a server must get from them."""
    card = json.loads((model / "model.json").read_text(encoding="utf-8"))
    multiple = card["input"]["lengthMultiple"]
    length = -(-MODEL_CASE_SAMPLES // multiple) * multiple
    session = ort.InferenceSession(str(model / "model.onnx"), providers=["CPUExecutionProvider"])
    cases = []
    for case in CASES:
        if case.name not in MODEL_CASES:
            continue
        prepared = prepare(synthetic_lead(case), case.sampling_rate)
        ecg = np.round(prepared.network_input[-length:].astype(np.float64), INPUT_DIGITS).astype(np.float32)
        (beat,) = session.run([card["output"]["name"]], {card["input"]["name"]: ecg[None, None]})
        probabilities = np.asarray(beat, dtype=np.float64)[0, 0]
        cases.append(
            {
                "name": case.name,
                "input": [round(float(value), INPUT_DIGITS) for value in ecg],
                "probabilities": [round(float(value), PROBABILITY_DIGITS) for value in probabilities],
            }
        )
    # On few lines: nobody reads the numbers.
    text = json.dumps({"schemaVersion": 1, "sha256": card["sha256"], "cases": cases}, separators=(",", ":")) + "\n"
    write_atomically(model / "parity.json", lambda temporary: temporary.write_text(text, encoding="utf-8"))


def _probabilities(session: ort.InferenceSession, network_input: NDArray[np.float32]) -> NDArray[np.float32]:
    """The model over one whole lead, far from the edges of its window: zeros before and after."""
    (beat,) = session.run(None, {"ecg": padded(network_input, EDGE_SAMPLES)})
    return without_margin(np.asarray(beat, dtype=np.float32)[0, 0], EDGE_SAMPLES)
