"""Fingerprints of leads, by which an evaluation can tell what a model has already seen."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from sinode_training.recordings import Lead

NO_SAMPLE = -(2**31)


def fingerprint(millivolts: NDArray[np.float32]) -> str:
    """First 16 hexadecimal digits of the SHA-256 over the samples as little-endian int32 in microvolts.

    What is not finite, or does not fit, counts as the smallest int32.
    """
    microvolts = np.floor(millivolts.astype(np.float64) * 1000 + 0.5)
    with np.errstate(invalid="ignore"):
        fits = np.isfinite(microvolts) & (microvolts >= NO_SAMPLE) & (microvolts <= 2**31 - 1)
    whole = np.where(fits, microvolts, NO_SAMPLE).astype("<i4")
    return hashlib.sha256(whole.tobytes()).hexdigest()[:16]


def fingerprint_table(leads: list[Lead]) -> dict[str, dict[str, dict[str, str]]]:
    """`{data set: {record: {lead: fingerprint}}}`."""
    table: dict[str, dict[str, dict[str, str]]] = {}
    for lead in leads:
        table.setdefault(lead.dataset, {}).setdefault(lead.record, {})[lead.name] = fingerprint(lead.millivolts)
    return table
