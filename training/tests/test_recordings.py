import json
from pathlib import Path

import numpy as np
from scipy.io import savemat

from sinode_training.fingerprints import fingerprint
from sinode_training.recordings import read_corrections, read_cpsc2019, read_ludb, read_mitdb, training_records


def annotation_file(*events: tuple[int, int]) -> bytes:
    """Events of (code, sample)."""
    time, data = 0, b""
    for code, sample in events:
        data += (code << 10 | (sample - time)).to_bytes(2, "little")
        time = sample
    return data + b"\0\0"


def write_wfdb(folder: Path, record: str, names: list[str]) -> None:
    lines = [f"{record} {len(names)} 100 600"] + [f"{record}.dat 16 100 16 0 0 0 0 {name}" for name in names]
    (folder / f"{record}.hea").write_text("\n".join(lines))
    (folder / f"{record}.dat").write_bytes(np.zeros((600, len(names)), dtype="<i2").tobytes())


def test_mitdb_beats_are_labelled_except_in_flutter(tmp_path: Path) -> None:
    write_wfdb(tmp_path, "207", ["MLII", "V1"])
    # N, rhythm change, V, flutter from 3 s to 4 s with a wave in it, N
    events = ((1, 100), (28, 150), (5, 200), (32, 300), (31, 350), (33, 400), (1, 500))
    (tmp_path / "207.atr").write_bytes(annotation_file(*events))
    leads = read_mitdb(tmp_path, "207")
    assert [lead.name for lead in leads] == ["MLII", "V1"]
    assert leads[0].beat_seconds.tolist() == [1, 2, 5]
    assert leads[0].wide.tolist() == [False, True, False]
    assert leads[0].unlabelled_seconds == ((3, 4),)


def test_corrections_are_a_lead_each_with_every_beat_of_it(tmp_path: Path) -> None:
    for record in ("c2", "c1"):
        write_wfdb(tmp_path, record, ["II"])
        (tmp_path / f"{record}.atr").write_bytes(annotation_file((1, 100), (1, 250)))
    (tmp_path / "manifest.json").write_text("{}")
    leads = read_corrections(tmp_path)
    assert [(lead.dataset, lead.record, lead.name) for lead in leads] == [
        ("corrections", "c1", "II"),
        ("corrections", "c2", "II"),
    ]
    assert leads[0].beat_seconds.tolist() == [1, 2.5]
    assert leads[0].labelled_seconds == (0, 6)


def test_ludb_is_labelled_from_its_first_to_its_last_marked_beat(tmp_path: Path) -> None:
    write_wfdb(tmp_path, "1", ["I"])
    # onset, QRS, offset, T onset, T, T offset, QRS
    events = ((39, 90), (1, 100), (40, 110), (39, 120), (27, 130), (40, 140), (1, 300))
    (tmp_path / "1.i").write_bytes(annotation_file(*events))
    (lead,) = read_ludb(tmp_path, "1")
    assert lead.beat_seconds.tolist() == [1, 3]
    np.testing.assert_allclose(lead.labelled_seconds, (0.9, 3.1))


def test_a_challenge_record_is_read_from_its_two_files(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "ref").mkdir()
    savemat(tmp_path / "data" / "data_00001.mat", {"ecg": np.ones((5000, 1))})
    savemat(tmp_path / "ref" / "R_00001.mat", {"R_peak": np.array([[250], [750]], dtype=np.uint16)})
    (lead,) = read_cpsc2019(tmp_path, "00001")
    assert lead.beat_seconds.tolist() == [0.5, 1.5]
    assert lead.labelled_seconds == (0, 10)


def test_only_the_train_part_of_the_splits_is_learned_from(tmp_path: Path) -> None:
    splits = {"cpsc2019": {"train": ["00001"]}, "ludb": {"train": [1]}, "mitdb": {"train": ["101"], "test": ["103"]}}
    (tmp_path / "splits.json").write_text(json.dumps(splits))
    assert training_records(tmp_path) == {"cpsc2019": ["00001"], "ludb": ["1"], "mitdb": ["101"]}


def test_a_fingerprint_is_taken_over_microvolts() -> None:
    # SHA-256 of the little-endian int32 values 1000, -1 and the smallest.
    assert fingerprint(np.array([1.0, -0.001, np.nan], dtype=np.float32)) == "e1f9bdbd7334e860"
    assert fingerprint(np.array([1.0, -0.001, 1e30], dtype=np.float32)) == "e1f9bdbd7334e860"
