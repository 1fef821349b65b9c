from pathlib import Path

import numpy as np
import pytest

from sinode_training.wfdb_files import (
    parse_annotations,
    parse_header,
    read_signals_mv,
    unpack_16,
    unpack_212,
)


def word(code: int, interval: int) -> bytes:
    return (code << 10 | interval).to_bytes(2, "little")


def test_a_signal_line_gives_gain_and_baseline() -> None:
    header = parse_header(
        "# a comment\n1 2 360 1000\n1.dat 212 200(1024)/mV 11 0 995 0 0 V 5\n1.dat 212 100 11 512 0 0 0 II\n"
    )
    assert header.sampling_rate == 360
    assert [(s.name, s.storage_format, s.gain, s.baseline) for s in header.signals] == [
        ("V 5", 212, 200, 1024),
        ("II", 212, 100, 512),
    ]


def test_a_missing_gain_is_200_and_the_adc_zero_is_the_baseline() -> None:
    assert parse_header("1 1\n1.dat 16 0 12 7\n").signals[0].gain == 200
    assert parse_header("1 1\n1.dat 16 0 12 7\n").signals[0].baseline == 7


def test_format_16_is_little_endian_and_interleaved() -> None:
    data = bytes([1, 0, 0xFF, 0xFF, 0, 1, 0, 0x80])
    np.testing.assert_array_equal(unpack_16(data, 2), [[1, 256], [-1, -32768]])


def test_format_212_packs_two_samples_in_three_bytes() -> None:
    # 0x123 and -2: low byte, then the high nibbles of the second and the first, then the second's low byte.
    assert unpack_212(bytes([0x23, 0xF1, 0xFE]), 1).tolist() == [[0x123, -2]]


def test_a_record_is_read_in_millivolts_with_missing_samples_as_nan(tmp_path: Path) -> None:
    (tmp_path / "r.hea").write_text("r 1 500 3\nr.dat 16 100(50)/mV 16 0 0 0 0 II\n")
    (tmp_path / "r.dat").write_bytes(np.array([150, 50, -32768], dtype="<i2").tobytes())
    header, millivolts = read_signals_mv(tmp_path / "r.hea")
    assert header.sampling_rate == 500
    assert millivolts.dtype == np.float32
    np.testing.assert_array_equal(millivolts, [[1, 0, np.nan]])


def test_signals_in_different_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "r.hea").write_text("r 2 500 3\na.dat 16 100\nb.dat 16 100\n")
    with pytest.raises(ValueError, match="several files"):
        read_signals_mv(tmp_path / "r.hea")


def test_annotation_times_add_up_over_skips_notes_and_subtypes() -> None:
    data = b"".join(
        (
            word(1, 100),  # N at 100
            word(63, 3) + b"(N\0\0",  # a note of three bytes, padded to four
            word(61, 1),  # subtype
            word(59, 0) + (1).to_bytes(2, "little") + (0).to_bytes(2, "little"),  # 65,536 samples on
            word(5, 10),  # V
            word(0, 0),
            word(1, 1),  # after the end
        )
    )
    annotations = parse_annotations(data)
    assert annotations.samples.tolist() == [100, 65_646]
    assert annotations.symbols == ("N", "V")
