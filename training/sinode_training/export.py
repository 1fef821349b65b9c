"""A trained network as a model folder: `model.onnx`, its card `model.json`, and `parity.json` to check it by."""

from __future__ import annotations

import copy
import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import torch
from torch import Tensor, nn

from sinode_training.decoding import Decoding
from sinode_training.files import write_atomically, write_json
from sinode_training.fingerprints import fingerprint
from sinode_training.network import LENGTH_MULTIPLE_SAMPLES, OUTPUT_STRIDE_SAMPLES, BeatNetwork, margin_samples
from sinode_training.parity import write_model_parity
from sinode_training.preprocessing import CONTRACT
from sinode_training.recordings import CORRECTIONS, Lead, Records

OPSET = 17
ONNX_TOLERANCE = 1e-5
CHECKED_LENGTHS_SAMPLES = (320, 2560, 3712)

LICENCES = {
    "cpsc2019": "open access; Gao et al. 2019, J. Med. Imaging Health Inform. 9(9):1853",
    "ludb": "ODC-By 1.0; Kalyakulina et al. 2020, IEEE Access 8:186181",
    "mitdb": "ODC-By 1.0; Moody and Mark 2001, IEEE Eng. Med. Biol. 20(3):45",
    CORRECTIONS: "not public; corrected by people who agreed to the training of this model",
}

LIMITS = [
    "Not a medical device: made for research and engineering, not for diagnosis or monitoring of patients.",
    "Finds beats of any origin and does not tell normal beats from ectopic or paced ones.",
    "Ventricular flutter and fibrillation were left out of training; what is reported inside them means nothing.",
    "Where noise is as strong as the QRS (0 dB and below), beats are missed and invented; look at the confidence.",
    "Electrode motion without any ECG under it has the shape and often the rhythm of beats: some are invented there, "
    "and not all of it is judged unreadable.",
    "Where a small R stands before a deep S, as in V1, the position given is often that of the S, 20 to 30 ms later.",
    "Blocked P waves as tall as the QRS, as in some second leads, are now and then taken for beats.",
    "Where the heart beats less than 40 times a minute and the lead shows little but an S, beats can go unseen.",
    "Trained on adult surface ECG, mostly 10 s and 30 min recordings; fetal and intracardiac leads are untested.",
    "Records 201 and 202 of MITDB are one patient: 201 was trained on, so a score on 202 is not on an unseen patient.",
    "CPSC2019 holds some hearts, even the same ten seconds, under several neighbouring numbers: a record of it that "
    "was not trained on is not always an unseen heart.",
]


@dataclass(frozen=True)
class Provenance:
    """What the card tells about how the network came to be."""

    name: str
    description: str
    command: str
    seed: int
    steps: int
    split: str
    leads: list[Lead]
    held_out: Records


class WithProbabilities(nn.Module):
    """The network as it ships: with the sigmoid inside."""

    def __init__(self, network: BeatNetwork) -> None:
        super().__init__()
        self.network = copy.deepcopy(network).eval()

    def forward(self, ecg: Tensor) -> Tensor:
        """`ecg` [batch, 1, time] to probabilities [batch, 1, time / 4]."""
        return torch.sigmoid(self.network(ecg))


def write_model_folder(network: BeatNetwork, provenance: Provenance, folder: Path) -> None:
    """Exports the network, checks the export against it, and writes the card and the parity fixture."""
    onnx_file = folder / "model.onnx"
    write_atomically(onnx_file, lambda temporary: export_onnx(network, temporary))
    check_export(network, onnx_file)
    write_json(folder / "model.json", card(network, provenance, onnx_file.read_bytes()))
    write_model_parity(folder)


def export_onnx(network: BeatNetwork, path: Path) -> None:
    """Writes a single ONNX file with free batch and time axes; batch normalisation is folded into the convolutions."""
    module = WithProbabilities(network).eval()
    with warnings.catch_warnings():
        # The TorchScript exporter is deprecated, but it folds batch normalisation and keeps time free of guards.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            module,
            (torch.zeros(1, 1, 10 * LENGTH_MULTIPLE_SAMPLES),),
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=["ecg"],
            output_names=["beat"],
            dynamic_axes={"ecg": {0: "batch", 2: "time"}, "beat": {0: "batch", 2: "steps"}},
        )
    onnx.checker.check_model(str(path), full_check=True)


def check_export(network: BeatNetwork, onnx_file: Path) -> None:
    """Raises `RuntimeError` where ONNX Runtime and PyTorch differ."""
    network = network.eval()
    session = ort.InferenceSession(str(onnx_file), providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(0)
    for batch, length in enumerate(CHECKED_LENGTHS_SAMPLES, start=1):
        ecg = rng.standard_normal((batch, 1, length)).astype(np.float32)
        (from_onnx,) = session.run(None, {"ecg": ecg})
        with torch.no_grad():
            difference = float(
                np.abs(np.asarray(from_onnx) - torch.sigmoid(network(torch.from_numpy(ecg))).numpy()).max()
            )
        if difference > ONNX_TOLERANCE:
            raise RuntimeError(
                f"{onnx_file}: ONNX Runtime differs from PyTorch by {difference:.2e} at {length} samples"
            )


def multiply_accumulates_per_second(network: BeatNetwork) -> int:
    """Multiplications of weights with activations for one second of ECG."""
    seconds = 10 * LENGTH_MULTIPLE_SAMPLES
    total = 0

    def count(module: nn.Module, _: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.Conv2d):
            total += output.shape[-1] * module.weight.numel()

    hooks = [module.register_forward_hook(count) for module in network.modules()]
    with torch.no_grad():
        network.eval()(torch.zeros(1, 1, seconds * CONTRACT.sampling_rate))
    for hook in hooks:
        hook.remove()
    return round(total / seconds)


def card(network: BeatNetwork, provenance: Provenance, onnx_bytes: bytes) -> dict[str, Any]:
    """The model's card; `scores` is filled from measured evaluations later."""
    decoding = Decoding()
    return {
        "schemaVersion": 1,
        "name": provenance.name,
        "version": "1.0.0",
        "description": provenance.description,
        "licence": "Apache-2.0",
        "sha256": hashlib.sha256(onnx_bytes).hexdigest(),
        "parameters": sum(p.numel() for p in network.parameters()),
        "macsPerSecond": multiply_accumulates_per_second(network),
        "input": {"name": "ecg", "samplingRate": CONTRACT.sampling_rate, "lengthMultiple": LENGTH_MULTIPLE_SAMPLES},
        "output": {"name": "beat", "strideSamples": OUTPUT_STRIDE_SAMPLES},
        "marginSamples": margin_samples(network),
        "preprocessing": {
            "baselineBlockSamples": CONTRACT.baseline_block_samples,
            "baselineBlocks": CONTRACT.baseline_blocks,
            "scaleBlockSamples": CONTRACT.scale_block_samples,
            "amplitudeRank": CONTRACT.amplitude_rank,
            "minimumBlockSamples": CONTRACT.minimum_block_samples,
            "scaleContextBlocks": CONTRACT.scale_context_blocks,
            "scaleQuantile": CONTRACT.scale_quantile,
            "minimumScaleMv": CONTRACT.minimum_scale_mv,
            "clip": CONTRACT.clip,
            "gapSeconds": CONTRACT.gap_seconds,
        },
        "decoding": {
            "threshold": decoding.threshold,
            "refractorySeconds": decoding.refractory_seconds,
            "beatWidthSeconds": decoding.beat_width_seconds,
            "sureConfidence": decoding.sure_confidence,
            "doubtfulConfidence": decoding.doubtful_confidence,
        },
        "training": {
            "command": provenance.command,
            "seed": provenance.seed,
            "steps": provenance.steps,
            "split": provenance.split,
            "data": [
                _data_entry(dataset, provenance.leads)
                for dataset in LICENCES
                if dataset != CORRECTIONS or any(lead.dataset == dataset for lead in provenance.leads)
            ],
            "heldOut": provenance.held_out,
            "fingerprints": sorted({fingerprint(lead.millivolts) for lead in provenance.leads}),
        },
        "scores": [],
        "limits": LIMITS,
    }


def _data_entry(dataset: str, leads: list[Lead]) -> dict[str, Any]:
    mine = [lead for lead in leads if lead.dataset == dataset]
    return {
        "name": dataset,
        "records": len({lead.record for lead in mine}),
        "leads": len(mine),
        "licence": LICENCES[dataset],
    }
