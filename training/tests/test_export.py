import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest
import torch

from sinode_training.export import Provenance, check_export, export_onnx, write_model_folder
from sinode_training.network import BeatNetwork
from sinode_training.parity import write_parity
from tests.synthetic import synthetic_lead


@pytest.fixture
def network() -> BeatNetwork:
    """Random, with normalisation that has something to fold."""
    torch.manual_seed(0)
    network = BeatNetwork()
    with torch.no_grad():
        for _ in range(3):
            network(torch.randn(2, 1, 640))
    return network.eval()


@pytest.fixture
def folder(network: BeatNetwork, tmp_path: Path) -> Path:
    provenance = Provenance(
        name="test-model",
        description="A test.",
        command="python -m sinode_training train",
        seed=1,
        steps=0,
        split="None.",
        leads=[synthetic_lead("ludb", seed=1), synthetic_lead("mitdb", seed=2)],
        held_out={"ludb": ["9"]},
    )
    write_model_folder(network, provenance, tmp_path / "test-model")
    return tmp_path / "test-model"


def test_the_card_describes_the_file_beside_it(folder: Path) -> None:
    card = json.loads((folder / "model.json").read_text())
    assert card["sha256"] == hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    assert card["input"] == {"name": "ecg", "samplingRate": 250, "lengthMultiple": 64}
    assert card["output"] == {"name": "beat", "strideSamples": 4}
    assert card["marginSamples"] % 64 == 0
    assert card["training"]["heldOut"] == {"ludb": ["9"]}
    assert [(d["name"], d["records"]) for d in card["training"]["data"]] == [("cpsc2019", 0), ("ludb", 1), ("mitdb", 1)]
    assert len(card["training"]["fingerprints"]) == 2
    assert sorted(p.name for p in folder.iterdir()) == ["model.json", "model.onnx", "parity.json"]


def test_the_parity_fixture_is_what_the_model_gives(folder: Path) -> None:
    parity = json.loads((folder / "parity.json").read_text())
    session = ort.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    assert parity["sha256"] == hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    assert len(parity["cases"]) == 2
    for case in parity["cases"]:
        ecg = np.array(case["input"], dtype=np.float32)[None, None]
        (beat,) = session.run(None, {"ecg": ecg})
        np.testing.assert_allclose(np.asarray(beat)[0, 0], case["probabilities"], atol=1e-5)


def test_the_graph_takes_any_batch_and_length_and_gives_probabilities(folder: Path) -> None:
    session = ort.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    for batch, time in ((1, 64), (3, 2560), (1, 75_008)):
        ecg = np.random.default_rng(0).standard_normal((batch, 1, time)).astype(np.float32)
        (beat,) = session.run(["beat"], {"ecg": ecg})
        assert beat.shape == (batch, 1, time // 4)
        assert beat.min() >= 0
        assert beat.max() <= 1


def test_a_graph_that_is_not_the_network_is_noticed(network: BeatNetwork, tmp_path: Path) -> None:
    export_onnx(network, tmp_path / "m.onnx")
    check_export(network, tmp_path / "m.onnx")
    with torch.no_grad():
        network.head.weight += 0.1
    with pytest.raises(RuntimeError, match="differs from PyTorch"):
        check_export(network, tmp_path / "m.onnx")


def test_the_parity_fixture_holds_every_stage(folder: Path, tmp_path: Path) -> None:
    write_parity(tmp_path / "parity", folder)
    description = json.loads((tmp_path / "parity" / "cases.json").read_text())
    assert {case["samplingRate"] for case in description["cases"]} == {128, 250, 360, 500}
    for case in description["cases"]:
        sizes = {kind: (tmp_path / "parity" / file).stat().st_size // 4 for kind, file in case["files"].items()}
        assert sizes["input"] == case["sampleCount"]
        assert sizes["resampled"] == sizes["networkInput"] == case["resampledCount"]
        assert sizes["probabilities"] == -(-case["resampledCount"] // 64) * 16
    assert sum(p.stat().st_size for p in (tmp_path / "parity").iterdir()) < 320_000
