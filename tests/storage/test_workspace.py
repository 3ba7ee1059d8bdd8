"""The witness and the sealed files beside the database."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.storage.errors import FileMissing
from akimat_desk.storage.files import Files
from akimat_desk.storage.workspace import Witness, write_whole

ONE, OTHER = bytes(16), b"\1" * 16


def test_the_witness_remembers_the_highest_place_of_each_origin(tmp_path):
    witness = Witness(tmp_path, "desk")
    for seq in (1, 5, 3):
        witness.saw([(ONE, seq)])
    witness.saw([(OTHER, 2)])
    after = Witness(tmp_path, "desk")
    assert after.is_ahead_of(ONE, 4)
    assert not after.is_ahead_of(ONE, 5)
    assert after.is_ahead_of(OTHER, 1)
    assert not after.is_ahead_of(b"\2" * 16, 0)
    assert not Witness(tmp_path, "another").is_ahead_of(ONE, 0)


def test_the_witness_survives_a_line_that_was_cut_off(tmp_path):
    Witness(tmp_path, "desk").saw([(ONE, 1234)])
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole + whole[:end])
        assert Witness(tmp_path, "desk").is_ahead_of(ONE, 1233)
        Witness(tmp_path, "desk").saw([(ONE, 1235)])
        assert Witness(tmp_path, "desk").is_ahead_of(ONE, 1234)


@given(data=st.binary(max_size=200))
def test_no_bytes_in_its_place_make_the_witness_raise(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("witness")
    Witness(folder, "desk").saw([(ONE, 1)])
    (path,) = folder.iterdir()
    path.write_bytes(data)
    Witness(folder, "desk").is_ahead_of(ONE, 0)
    Witness(folder, "desk").saw([(ONE, 7)])
    assert Witness(folder, "desk").is_ahead_of(ONE, 6)


def test_the_witness_stays_short(tmp_path):
    for run in range(20):
        witness = Witness(tmp_path, "desk")
        for seq in range(50):
            witness.saw([(ONE, run * 50 + seq)])
    (path,) = tmp_path.iterdir()
    assert path.stat().st_size < 51 * 60


def test_a_witness_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    witness = Witness(tmp_path / "file", "desk")
    witness.saw([(ONE, 1)])
    assert not witness.is_ahead_of(ONE, 0)


@given(data=st.binary(max_size=5000))
def test_a_file_is_kept_by_its_digest_and_comes_back_as_it_was(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("files")
    files = Files(folder, bytes(32))
    digest = files.keep(data)
    assert digest == hashlib.sha256(data).digest()
    assert files.keep(data) == digest
    assert files.read(digest) == data
    assert len([one for one in folder.rglob("*") if one.is_file()]) == 1


def test_a_file_of_another_key_or_nobodys_is_not_read(tmp_path):
    digest = Files(tmp_path, bytes(32)).keep(b"paper")
    assert not Files(tmp_path, bytes(32)).holds(bytes(32))
    with pytest.raises(FileMissing):
        Files(tmp_path, bytes(32)).read(bytes(32))
    with pytest.raises(Exception, match="file_altered"):
        Files(tmp_path, b"\1" * 32).read(digest)


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "keys.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]
