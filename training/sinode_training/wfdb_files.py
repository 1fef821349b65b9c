"""Reads WFDB headers, signals (formats 16 and 212) and annotation files.

Facts about the formats: the WFDB Applications Guide, header(5), signal(5) and annot(5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DEFAULT_GAIN = 200.0
"""ADC units per mV where a header gives none, or 0."""

ANNOTATION_SYMBOLS = {
    1: "N", 2: "L", 3: "R", 4: "a", 5: "V", 6: "F", 7: "J", 8: "A", 9: "S", 10: "E", 11: "j", 12: "/", 13: "Q",
    14: "~", 16: "|", 18: "s", 19: "T", 20: "*", 21: "D", 22: '"', 23: "=", 24: "p", 25: "B", 26: "^", 27: "t",
    28: "+", 29: "u", 30: "?", 31: "!", 32: "[", 33: "]", 34: "e", 35: "n", 36: "@", 37: "x", 38: "f", 39: "(",
    40: ")", 41: "r",
}  # fmt: skip

SKIP, NUM, SUB, CHN, AUX = 59, 60, 61, 62, 63
"""Pseudo codes of an annotation file that carry a field of the annotation before them, or a long interval."""


@dataclass(frozen=True)
class SignalHeader:
    """One signal line of a header: how its ADC units become mV."""

    name: str
    file: str
    storage_format: int
    gain: float
    baseline: int


@dataclass(frozen=True)
class Header:
    """A record's header."""

    sampling_rate: float
    signals: tuple[SignalHeader, ...]


@dataclass(frozen=True)
class Annotations:
    """Ascending sample positions and their symbols, of equal length."""

    samples: NDArray[np.int64]
    symbols: tuple[str, ...]


def parse_header(text: str) -> Header:
    """Parses the text of a `.hea` file of a single-segment record."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    fields = lines[0].split()
    signal_count = int(fields[1])
    sampling_rate = float(fields[2].split("/")[0].split("(")[0]) if len(fields) > 2 else 250.0
    return Header(sampling_rate, tuple(_parse_signal_line(line) for line in lines[1 : 1 + signal_count]))


def _parse_signal_line(line: str) -> SignalHeader:
    fields = line.split(maxsplit=8)
    storage_format = re.match(r"\d+", fields[1])
    gain_field = re.match(r"([-+0-9.eE]+)(?:\(([-+]?\d+)\))?", fields[2]) if len(fields) > 2 else None
    if storage_format is None:
        raise ValueError(f"signal line without a storage format: {line!r}")
    adc_zero = int(fields[4]) if len(fields) > 4 else 0
    baseline = gain_field[2] if gain_field else None
    return SignalHeader(
        name=fields[8] if len(fields) > 8 else "",
        file=fields[0],
        storage_format=int(storage_format[0]),
        gain=(float(gain_field[1]) if gain_field else 0.0) or DEFAULT_GAIN,
        baseline=adc_zero if baseline is None else int(baseline),
    )


def unpack_16(data: bytes, signal_count: int) -> NDArray[np.int16]:
    """Format 16 (little-endian, two's complement), interleaved, to ADC units of shape (signals, samples)."""
    frame_bytes = 2 * signal_count
    values = np.frombuffer(data[: len(data) // frame_bytes * frame_bytes], dtype="<i2")
    return values.reshape(-1, signal_count).T


def unpack_212(data: bytes, signal_count: int) -> NDArray[np.int16]:
    """Format 212 (two 12-bit values in three bytes), interleaved, to ADC units of shape (signals, samples)."""
    triples = np.frombuffer(data[: len(data) // 3 * 3], dtype=np.uint8).reshape(-1, 3).astype(np.int16)
    values = np.empty(2 * len(triples), dtype=np.int16)
    values[0::2] = triples[:, 0] | ((triples[:, 1] & 0x0F) << 8)
    values[1::2] = triples[:, 2] | ((triples[:, 1] & 0xF0) << 4)
    values[values > 2047] -= 4096
    return values[: len(values) // signal_count * signal_count].reshape(-1, signal_count).T


UNPACK = {16: (unpack_16, -32768), 212: (unpack_212, -2048)}
"""How to unpack a storage format, and the ADC value that means "no sample"."""


def read_signals_mv(header_file: Path) -> tuple[Header, NDArray[np.float32]]:
    """Reads a record whose signals share one file.

    Returns:
        The header, and the signals in mV, float32 of shape (signals, samples), with NaN for missing samples.
    """
    header = parse_header(header_file.read_text(encoding="latin-1"))
    first = header.signals[0]
    if any((s.file, s.storage_format) != (first.file, first.storage_format) for s in header.signals):
        raise ValueError(f"{header_file}: signals in several files or formats are not supported")
    unpack, missing = UNPACK[first.storage_format]
    adc = unpack((header_file.parent / first.file).read_bytes(), len(header.signals))
    baselines = np.array([[s.baseline] for s in header.signals])
    gains = np.array([[s.gain] for s in header.signals])
    millivolts = ((adc.astype(np.float64) - baselines) / gains).astype(np.float32)
    millivolts[adc == missing] = np.nan
    return header, millivolts


def parse_annotations(data: bytes) -> Annotations:
    """Parses an annotation file in MIT format."""
    samples: list[int] = []
    symbols: list[str] = []
    time, at = 0, 0
    while at + 2 <= len(data):
        word = int.from_bytes(data[at : at + 2], "little")
        at += 2
        code, interval = word >> 10, word & 0x3FF
        if word == 0:
            break
        if code == SKIP:
            high = int.from_bytes(data[at : at + 2], "little", signed=True)
            time += (high << 16) + int.from_bytes(data[at + 2 : at + 4], "little")
            at += 4
        elif code == AUX:
            at += interval + interval % 2
        elif code not in (NUM, SUB, CHN):
            time += interval
            samples.append(time)
            symbols.append(ANNOTATION_SYMBOLS.get(code, ""))
    return Annotations(np.array(samples, dtype=np.int64), tuple(symbols))
