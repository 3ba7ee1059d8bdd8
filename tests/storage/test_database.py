"""Transactions are whole, and what the disk refuses has one name on every platform."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from services.working_desks import CHEAP, PASSWORD, a_complaint, a_desk, again, new_desk, setup
from sqlcipher3 import dbapi2

from akimat_desk.services.desk import make_workspace, open_desk
from akimat_desk.storage import errors
from akimat_desk.storage.database import Database, driver, sorted_error
from akimat_desk.storage.workspace import DATABASE

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path):
    found = Database(tmp_path / DATABASE, KEY)
    with found.write() as connection:
        connection.exec_driver_sql("CREATE TABLE line (value TEXT)")
    yield found
    found.close()


def lines(database) -> list[str]:
    with database.read() as connection:
        return list(connection.exec_driver_sql("SELECT value FROM line ORDER BY rowid").scalars())


def test_a_write_that_fails_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO line VALUES ('one')")
        connection.exec_driver_sql("CREATE TABLE other (value TEXT)")
        raise ZeroDivisionError
    assert lines(database) == []
    with database.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert names == ["line"]


def test_a_reader_is_not_disturbed_by_a_writer_and_sees_one_moment(database):
    with database.read() as reading:
        ask = reading.exec_driver_sql
        assert ask("SELECT count(*) FROM line").scalar_one() == 0
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO line VALUES ('one')")
        assert ask("SELECT count(*) FROM line").scalar_one() == 0
    assert lines(database) == ["one"]


def test_what_was_written_is_there_under_the_same_key_and_no_other(database, tmp_path):
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO line VALUES ('one')")
    database.close()
    assert lines(Database(tmp_path / DATABASE, KEY)) == ["one"]
    with pytest.raises(errors.DatabaseDamaged):
        lines(Database(tmp_path / DATABASE, bytes(32)))


def test_every_kind_of_value_comes_back_as_it_went_in(database):
    given = (b"", b"\x00one", None, 1, 2**62, "ү", "")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE every (a, b, c, d, e, f, g, h)")
        marks = ",".join("?" * 8)
        insert = f"INSERT INTO every VALUES ({marks})"
        connection.exec_driver_sql(insert, (*given, memoryview(b"two")))
        driver(connection).executemany(insert, [(*given, bytearray(b"two"))])
        kinds = ", ".join(f"typeof({name})" for name in "abcdefgh")
        rows = connection.exec_driver_sql("SELECT * FROM every").all()
        told = connection.exec_driver_sql(f"SELECT DISTINCT {kinds} FROM every").all()
    assert [tuple(row) for row in rows] == [(*given, b"two")] * 2
    blob, null, number, text = "blob", "null", "integer", "text"
    assert [tuple(row) for row in told] == [(blob, blob, null, number, number, text, text, blob)]


def test_power_cuts_are_reckoned_with(database):
    with database.read() as connection:
        told = {
            name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


def test_a_database_held_by_somebody_else_is_busy(database, tmp_path):
    other = dbapi2.connect(str(tmp_path / DATABASE), isolation_level=None)
    other.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
    other.execute("BEGIN IMMEDIATE")
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    with pytest.raises(errors.DiskBusy), database.write():
        pass
    other.execute("ROLLBACK")
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO line VALUES ('one')")
    other.close()


@pytest.mark.parametrize("place", [0, 16, 100, 5000, 20_000])
def test_a_damaged_file_is_told_as_damage_and_never_as_a_crash(tmp_path, place):
    with a_desk(tmp_path) as desk:
        desk.registration.register(a_complaint())
    file = tmp_path / DATABASE
    data = bytearray(file.read_bytes())
    data[place : place + 400] = b"\xa5" * 400
    file.write_bytes(data)
    with pytest.raises(errors.DatabaseDamaged):
        desk = again(tmp_path)
        with contextlib.closing(desk):
            desk.integrity.verify()


def test_a_file_cut_short_is_told_as_damage(tmp_path):
    with a_desk(tmp_path) as desk:
        desk.registration.register(a_complaint())
    file = tmp_path / DATABASE
    file.write_bytes(file.read_bytes()[:10_000])
    with pytest.raises(errors.DatabaseDamaged):
        desk = again(tmp_path)
        with contextlib.closing(desk):
            desk.integrity.verify()


def test_an_empty_database_is_told_as_damage(tmp_path):
    new_desk(tmp_path).close()
    (tmp_path / DATABASE).write_bytes(b"")
    with pytest.raises(errors.DatabaseDamaged):
        again(tmp_path)


def test_a_folder_in_place_of_the_database_is_told_as_such(tmp_path):
    new_desk(tmp_path).close()
    (tmp_path / DATABASE).unlink()
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(errors.DiskFailed):
        again(tmp_path)


def test_an_error_nobody_knows_stays_what_it_is():
    wrong = dbapi2.OperationalError("no such table: poem")
    assert sorted_error(wrong) is wrong


@pytest.mark.parametrize(
    ("wording", "refusal"),
    [
        ("database is locked", errors.DiskBusy),
        ("database table is locked: entry", errors.DiskBusy),
        ("attempt to write a readonly database", errors.DiskReadOnly),
        ("disk I/O error", errors.DiskFailed),
        ("database disk image is malformed", errors.DatabaseDamaged),
        ("database or disk is full", errors.DiskFull),
        ("unable to open database file", errors.DiskFailed),
        ("file is not a database", errors.DatabaseDamaged),
    ],
)
def test_the_drivers_words_are_sorted(wording, refusal):
    assert isinstance(sorted_error(dbapi2.OperationalError(wording)), refusal)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB; only root may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.skipif(os.name == "nt", reason="tmpfs is not there on Windows")
def test_a_full_disk_stops_nothing_but_the_action_and_leaves_all_whole(small_disk):
    desk = new_desk(small_disk)
    given = []
    with pytest.raises(errors.DiskFull):
        for place in range(3000):
            given += [desk.registration.register(a_complaint(place, text="Ө" * 3000)).number]
    assert given
    entries = desk.integrity.verify().entries
    with pytest.raises(errors.DiskFull):
        desk.registration.register(a_complaint(9999, text="Ө" * 100_000))
    assert desk.integrity.verify().entries == entries
    with pytest.raises(errors.DiskFull):
        desk.core.files.keep(os.urandom(2_000_000))
    assert not [one for one in small_disk.rglob("files/*/*") if one.is_file()]
    rows = desk.cases.newest(1)
    assert rows[0].number == given[-1]
    desk.close()
    desk = again(small_disk)
    assert desk.integrity.verify().entries == entries
    desk.close()


@pytest.fixture
def read_only(tmp_path):
    """A workspace on a file system that takes no writing; root alone can make one for root."""
    folder = tmp_path / "fixed"
    folder.mkdir()
    new_desk(tmp_path / "made").close()
    if os.geteuid() != 0:
        shutil.copytree(tmp_path / "made", folder, dirs_exist_ok=True)
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o500 if path.is_dir() else 0o400)
        yield folder
        folder.chmod(0o700)
        return
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    shutil.copytree(tmp_path / "made", folder, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(os.name == "nt", reason="mounts of this kind are not there on Windows")
def test_a_folder_that_takes_no_writing_is_told_so(read_only):
    with pytest.raises(errors.DiskReadOnly):
        open_desk(read_only, password=PASSWORD)


@pytest.mark.skipif(os.name == "nt", reason="mounts of this kind are not there on Windows")
def test_no_workspace_is_made_where_nothing_can_be_written(read_only):
    with pytest.raises(errors.DiskReadOnly):
        make_workspace(read_only / "new", setup(), cost=CHEAP)
    assert not (read_only / "new").exists()


def test_a_disk_that_becomes_full_while_a_workspace_is_made_leaves_no_half_one(small_disk):
    (small_disk / "ballast").write_bytes(bytes(2_900_000))
    with pytest.raises(errors.DiskFull):
        make_workspace(small_disk / "desk", setup(), cost=CHEAP)
    (small_disk / "ballast").unlink()
    make_workspace(small_disk / "desk", setup(), cost=CHEAP)
    again(small_disk / "desk").close()


def test_a_copy_is_whole_and_opens_under_the_same_key(database, tmp_path):
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO line VALUES ('one')")
    database.copy_to(tmp_path / "copy.db")
    assert lines(Database(tmp_path / "copy.db", KEY)) == ["one"]
    assert b"one" not in Path(tmp_path / "copy.db").read_bytes()


def test_the_engine_says_nothing_of_its_own_on_a_terminal(tmp_path):
    """SQLCipher prints its errors to stderr unless it is told not to."""
    text = (
        "import sys; from pathlib import Path; from akimat_desk.storage.database import Database\n"
        "from akimat_desk.storage.errors import DatabaseDamaged\n"
        "path = Path(sys.argv[1]); path.write_bytes(b'x' * 9000)\n"
        "try:\n"
        "    with Database(path, bytes(32)).read() as c: c.exec_driver_sql('SELECT 1 FROM entry')\n"
        "except DatabaseDamaged: print('told')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", text, tmp_path / "x.db"], capture_output=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == (b"told", b"")


ENDLESS = (
    "WITH RECURSIVE far(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM far) SELECT max(n) FROM far"
)


def test_a_long_question_is_stopped_from_another_thread_and_the_next_one_is_answered(database):
    started, ended = threading.Event(), []

    def ask() -> None:
        reader.append(threading.get_ident())
        try:
            with database.read() as connection:
                started.set()
                connection.exec_driver_sql(ENDLESS)
        except dbapi2.OperationalError as wrong:
            ended.append(str(wrong))

    reader: list[int] = []
    with ThreadPoolExecutor(1) as executor:
        asking = executor.submit(ask)
        started.wait()
        while not asking.done():
            database.interrupt(reader[0])
        assert executor.submit(lines, database).result() == []
    assert ended == ["interrupted"]


def test_a_write_is_never_stopped(database):
    with database.write() as connection:
        database.interrupt(threading.get_ident())
        connection.exec_driver_sql("INSERT INTO line VALUES ('one')")
    assert lines(database) == ["one"]
