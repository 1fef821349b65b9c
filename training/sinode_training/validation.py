"""How well a network finds the beats of leads it has not learned from: gross F1 per data set, within 150 ms.

A guide during training. The official scores (the challenge's, and EC57 with refined R-peaks) come from `sinode
evaluate`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from sinode_training.decoding import decode
from sinode_training.network import BeatNetwork, margin_samples, padded, without_margin
from sinode_training.preprocessing import Floats, Mask, prepare
from sinode_training.recordings import Lead

TOLERANCE_SECONDS = 0.15
UNSCORED_EDGE_SECONDS = {"cpsc2019": 0.5}
"""As in the challenge, whose annotators left out many beats at the very edges."""


@dataclass
class Counts:
    """Beats counted over some leads."""

    leads: int = 0
    faultless_leads: int = 0
    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN), or 1 where there was nothing to find and nothing was found."""
        total = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / total if total else 1.0

    def as_json(self) -> dict[str, float]:
        """The counts and F1, for a file."""
        return {**asdict(self), "f1": round(self.f1, 5)}


@dataclass(frozen=True)
class ValidationLead:
    """A lead ready for the network."""

    lead: Lead
    network_input: NDArray[np.float32]


def prepare_for_validation(leads: list[Lead]) -> list[ValidationLead]:
    """Preprocesses leads once, for repeated validation."""
    return [ValidationLead(lead, prepare(lead.millivolts, lead.sampling_rate).network_input) for lead in leads]


def matches(found: Floats, beats: Floats) -> tuple[Mask, Mask]:
    """Which of two ascending lists have a partner in the other, one to one, within the tolerance."""
    found_matched, beats_matched = np.zeros(len(found), dtype=bool), np.zeros(len(beats), dtype=bool)
    i = j = 0
    while i < len(found) and j < len(beats):
        if abs(found[i] - beats[j]) <= TOLERANCE_SECONDS:
            found_matched[i] = beats_matched[j] = True
            i, j = i + 1, j + 1
        elif found[i] < beats[j]:
            i += 1
        else:
            j += 1
    return found_matched, beats_matched


def scored(seconds: Floats, lead: Lead) -> Mask:
    """Which positions lie where the lead's beats are known and its data set counts them."""
    edge = UNSCORED_EDGE_SECONDS.get(lead.dataset, 0.0)
    start, end = lead.labelled_seconds
    counts = (seconds >= start + edge) & (seconds <= end - edge)
    for hole_start, hole_end in lead.unlabelled_seconds:
        counts &= (seconds < hole_start) | (seconds > hole_end)
    return counts


@torch.no_grad()
def probabilities(network: BeatNetwork, network_input: NDArray[np.float32]) -> NDArray[np.float32]:
    """The network's output over a whole lead, in one piece, with zeros before and after it as at inference."""
    margin = margin_samples(network)
    logits = network(torch.from_numpy(padded(network_input, margin)))[0, 0]
    output: NDArray[np.float32] = torch.sigmoid(without_margin(logits, margin)).numpy()
    return output


def validate(network: BeatNetwork, leads: list[ValidationLead]) -> dict[str, Counts]:
    """Counts per data set. Leaves the network in evaluation mode."""
    network.eval()
    totals: dict[str, Counts] = {}
    for item in leads:
        lead = item.lead
        found = decode(probabilities(network, item.network_input))
        found_matched, beats_matched = matches(found, lead.beat_seconds)
        beats_scored = scored(lead.beat_seconds, lead)
        extra = int((scored(found, lead) & ~found_matched).sum())
        missed = int((beats_scored & ~beats_matched).sum())
        total = totals.setdefault(lead.dataset, Counts())
        total.leads += 1
        total.faultless_leads += extra == missed == 0
        total.true_positives += int((beats_scored & beats_matched).sum())
        total.false_positives += extra
        total.false_negatives += missed
    return totals
