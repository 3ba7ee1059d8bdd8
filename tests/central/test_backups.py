"""A centre copied and put back, on both databases: nothing that a desk holds is lost."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from central.databases import databases
from central.direct_line import OFFICE, Direct, centre_in, desk_in, numbers, register

from akimat_desk.central import backups, folding
from akimat_desk.central.backups import CentreCopyUnusable, CentreExists
from akimat_desk.central.centre import Centre
from akimat_desk.central.cli import run
from akimat_desk.services.desk import Desk


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    centre = centre_in(tmp_path / "centre")
    yield Direct(centre)
    centre.close()


@pytest.fixture
def desk(tmp_path: Path, line: Direct) -> Iterator[Desk]:
    found = desk_in(tmp_path / "desk", line)
    yield found
    found.close()


def with_a_file(centre: Centre) -> bytes:
    data = b"scan" * 1000
    digest = hashlib.sha256(data).digest()
    centre.files.append(OFFICE, digest, 0, data)
    centre.files.finish(OFFICE, digest)
    return digest


def copied(line: Direct, folder: Path) -> backups.CentreBackup:
    """As an administrator does it: the database by its own program, then ours."""
    done = backups.backup(line.centre, folder, line.centre.clock)
    if databases.kind == "postgresql":
        assert done.command.startswith("pg_dump ")
        # A database is copied only while nobody is connected; the next request connects again.
        line.centre.store.close()
        databases.copy(line.centre.folder, folder / "dumped")
    return done


def put_back(line: Direct, done: backups.CentreBackup, folder: Path) -> backups.CentreRestored:
    if databases.kind == "sqlite":
        return backups.restore(Path(done.file), folder)
    databases.copy(Path(done.folder) / "dumped", folder)
    for left in folder.iterdir():
        if left.is_file():
            left.unlink()
    return backups.begin_anew(folder, databases.address(folder), Path(done.folder))


def test_a_centre_put_back_from_an_older_copy_gets_everything_again(tmp_path, line, desk) -> None:
    register(desk, 3)
    desk.exchange.sync()
    digest = with_a_file(line.centre)
    done = copied(line, tmp_path / "copy")
    register(desk, 4)
    desk.exchange.sync()
    before, key = line.centre.epoch(), line.centre.key.public
    line.centre.close()
    back = put_back(line, done, tmp_path / "back")
    assert back.epoch != before.hex()
    centre = databases.open(tmp_path / "back")
    centre.start()
    assert centre.epoch().hex() == back.epoch, "one restore, one new life"
    assert centre.key.public == key, "no desk has to enrol again"
    assert centre.files.size(OFFICE, digest) == 4000
    line.centre = centre
    for _ in range(2):
        desk.exchange.sync()
    assert desk.exchange.state().unsent == 0
    assert folding.digest(centre.store, OFFICE).hex() == desk.integrity.digest()
    assert len(numbers(desk)) == 7
    folding.verify(centre.store)


def test_a_restore_that_nobody_announced_is_found_at_the_start(tmp_path, line, desk) -> None:
    register(desk, 2)
    desk.exchange.sync()
    line.centre.close()
    databases.copy(line.centre.folder, tmp_path / "raw")
    centre = databases.open(line.centre.folder)
    centre.start()
    line.centre = centre
    register(desk, 2)
    desk.exchange.sync()
    epoch, witness = centre.epoch(), (centre.folder / "epoch").read_bytes()
    folder = centre.folder
    centre.close()
    databases.copy(tmp_path / "raw", folder)
    # The epoch file lies outside the database: a copy of the database does not bring it along.
    (folder / "epoch").write_bytes(witness)
    centre = databases.open(folder)
    centre.start()
    assert centre.epoch() != epoch
    line.centre = centre
    for _ in range(2):
        desk.exchange.sync()
    assert folding.digest(centre.store, OFFICE).hex() == desk.integrity.digest()


@pytest.fixture
def copy(tmp_path: Path, line: Direct, desk: Desk) -> Path:
    if databases.kind != "sqlite":
        pytest.skip("the file of an embedded database")
    register(desk, 2)
    desk.exchange.sync()
    return Path(backups.backup(line.centre, tmp_path / "copy", line.centre.clock).file)


def test_a_copy_that_is_not_whole_is_not_put_back(tmp_path, copy) -> None:
    whole = copy.read_bytes()
    for damaged in (b"", b"nonsense" * 999, whole[: len(whole) // 2], whole[:5000]):
        copy.write_bytes(damaged)
        with pytest.raises(CentreCopyUnusable):
            backups.restore(copy, tmp_path / "back")
        assert not (tmp_path / "back" / "central.db").exists()
    copy.write_bytes(whole)
    with closing(sqlite3.connect(copy)) as plain:
        plain.execute("UPDATE entry SET chain=zeroblob(32) WHERE seq=2")
        plain.commit()
    with pytest.raises(Exception, match="received_altered"):
        backups.restore(copy, tmp_path / "back")
    copy.write_bytes(whole)
    (copy.parent / "server.key").rename(tmp_path / "key")
    with pytest.raises(CentreCopyUnusable):
        backups.restore(copy, tmp_path / "back")
    (tmp_path / "key").rename(copy.parent / "server.key")
    assert backups.restore(copy, tmp_path / "back").entries
    with pytest.raises(CentreExists):
        backups.restore(copy, tmp_path / "back")


def test_a_restore_cut_off_in_the_middle_is_begun_anew(tmp_path, copy) -> None:
    back = tmp_path / "back"
    back.mkdir()
    (back / "central.db.part").write_bytes(b"half")
    (back / "server.key").write_bytes(b"")
    done = backups.restore(copy, back)
    assert sorted(path.name for path in back.iterdir() if path.suffix == ".part") == []
    centre = databases.open(back)
    centre.start()
    assert centre.epoch().hex() == done.epoch


def test_by_the_command_line_while_the_server_works(tmp_path, line, desk, capsys) -> None:
    if databases.kind != "sqlite":
        pytest.skip("the same commands; the address lies in the environment")
    register(desk, 2)
    desk.exchange.sync()

    def call(folder: Path, *told: str) -> tuple[int, dict]:
        code = run(["--json", "--training", "--files", str(folder), *told])
        return code, json.loads(capsys.readouterr().out)

    code, done = call(line.centre.folder, "backup", str(tmp_path / "copy"))
    assert (code, done["files"]) == (0, 0)
    assert done["entries"]
    for path in (tmp_path / "copy").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path
    code, back = call(tmp_path / "back", "restore", done["file"])
    assert (code, back["entries"]) == (0, done["entries"])
    code, wrong = call(tmp_path / "back", "restore", done["file"])
    assert (code, wrong["error"]) == (1, "centre_exists")
    code, wrong = call(tmp_path / "other", "restore", str(tmp_path / "nowhere.db"))
    assert (code, wrong["error"]) == (4, "centre_copy_unusable")
    assert call(tmp_path / "back", "digest", OFFICE)[1]["digest"] == desk.integrity.digest()
