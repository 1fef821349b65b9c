"""The three data sets as annotated leads, read from their publishers' files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.io import loadmat

from sinode_training.wfdb_files import parse_annotations, read_signals_mv

BEAT_SYMBOLS = frozenset("NLRBAaJSVrFejnE/fQ?")
"""Annotations that mark a beat (EC57 beat-by-beat comparison)."""
WIDE_BEAT_SYMBOLS = frozenset("VLRE")
CPSC2019_SAMPLING_RATE = 500.0
CORRECTIONS = "corrections"
"""What people corrected on a server, who agreed that it may be learned from."""
LUDB_EDGE_SECONDS = 0.1
"""LUDB leaves the first and last cycles unannotated: what lies further out than this may hold unmarked beats."""


@dataclass(frozen=True)
class Lead:
    """One annotated lead.

    Positions are in seconds from the first sample. `wide` marks beats of ventricular or bundle-branch shape.
    Outside `labelled_seconds`, and inside `unlabelled_seconds`, it is not known where beats are.
    """

    dataset: str
    record: str
    name: str
    sampling_rate: float
    millivolts: NDArray[np.float32]
    beat_seconds: NDArray[np.float64]
    wide: NDArray[np.bool_]
    labelled_seconds: tuple[float, float]
    unlabelled_seconds: tuple[tuple[float, float], ...] = ()


def read_cpsc2019(folder: Path, record: str) -> list[Lead]:
    """A record of the challenge: one lead, R-peaks over its whole length."""
    ecg = loadmat(folder / "data" / f"data_{record}.mat")["ecg"].ravel()
    peaks = loadmat(folder / "ref" / f"R_{record}.mat")["R_peak"].ravel().astype(np.float64)
    samples = ecg.astype(np.float32)
    beats = np.sort(peaks) / CPSC2019_SAMPLING_RATE
    span = (0.0, len(samples) / CPSC2019_SAMPLING_RATE)
    return [
        Lead("cpsc2019", record, "ecg", CPSC2019_SAMPLING_RATE, samples, beats, np.zeros(len(beats), dtype=bool), span)
    ]


def read_ludb(folder: Path, record: str) -> list[Lead]:
    """A record of LUDB: twelve leads, each with its own annotation file, its edges not annotated."""
    header, millivolts = read_signals_mv(folder / f"{record}.hea")
    leads = []
    for signal, samples in zip(header.signals, millivolts, strict=True):
        annotations = parse_annotations((folder / f"{record}.{signal.name.lower()}").read_bytes())
        is_beat = np.array([s in BEAT_SYMBOLS for s in annotations.symbols], dtype=bool)
        beats = annotations.samples[is_beat] / header.sampling_rate
        if len(beats) == 0:
            continue
        span = (float(beats[0]) - LUDB_EDGE_SECONDS, float(beats[-1]) + LUDB_EDGE_SECONDS)
        wide = np.zeros(len(beats), dtype=bool)
        leads.append(Lead("ludb", record, signal.name, header.sampling_rate, samples, beats, wide, span))
    return leads


def read_mitdb(folder: Path, record: str) -> list[Lead]:
    """A record of the MIT-BIH Arrhythmia Database: two leads that share annotations; flutter is not labelled."""
    header, millivolts = read_signals_mv(folder / f"{record}.hea")
    annotations = parse_annotations((folder / f"{record}.atr").read_bytes())
    seconds = annotations.samples / header.sampling_rate
    is_beat = np.array([s in BEAT_SYMBOLS for s in annotations.symbols], dtype=bool)
    is_wide = np.array([s in WIDE_BEAT_SYMBOLS for s in annotations.symbols], dtype=bool)
    span = (0.0, millivolts.shape[1] / header.sampling_rate)
    flutter = _flutter_seconds(seconds, annotations.symbols, span[1])
    return [
        Lead(
            "mitdb", record, f"{signal.name}", header.sampling_rate, samples,
            seconds[is_beat], is_wide[is_beat], span, flutter,
        )
        for signal, samples in zip(header.signals, millivolts, strict=True)
    ]  # fmt: skip


def read_corrections(folder: Path) -> list[Lead]:
    """What `sinode datasets export corrections` wrote: one lead a record, every beat of it as a person left it."""
    leads = []
    for path in sorted(folder.glob("*.hea")):
        header, millivolts = read_signals_mv(path)
        annotations = parse_annotations(path.with_suffix(".atr").read_bytes())
        is_beat = np.array([s in BEAT_SYMBOLS for s in annotations.symbols], dtype=bool)
        beats = annotations.samples[is_beat] / header.sampling_rate
        wide = np.zeros(len(beats), dtype=bool)
        span = (0.0, millivolts.shape[1] / header.sampling_rate)
        signal = header.signals[0]
        leads.append(Lead(CORRECTIONS, path.stem, signal.name, header.sampling_rate, millivolts[0], beats, wide, span))
    return leads


def _flutter_seconds(
    seconds: NDArray[np.float64], symbols: Iterable[str], end: float
) -> tuple[tuple[float, float], ...]:
    spans, start = [], None
    for at, symbol in zip(seconds, symbols, strict=True):
        if symbol == "[":
            start = float(at)
        elif symbol == "]" and start is not None:
            spans.append((start, float(at)))
            start = None
    if start is not None:
        spans.append((start, end))
    return tuple(spans)


READERS: dict[str, Callable[[Path, str], list[Lead]]] = {
    "cpsc2019": read_cpsc2019,
    "ludb": read_ludb,
    "mitdb": read_mitdb,
}

Records = dict[str, list[str]]
"""Record names per data set."""


def training_records(data: Path) -> Records:
    """The records that may be learned from, per data set, as `splits.json` says."""
    splits: dict[str, Any] = json.loads((data / "splits.json").read_text(encoding="utf-8"))
    return {dataset: [str(record) for record in splits[dataset]["train"]] for dataset in READERS}


def read_leads(data: Path, records: Records) -> list[Lead]:
    """All leads of the given records."""
    return [
        lead
        for dataset, names in records.items()
        for record in names
        for lead in READERS[dataset](data / dataset, record)
    ]
