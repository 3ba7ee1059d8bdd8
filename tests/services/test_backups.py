"""Copies of a desk: whole, verified, without the station's key, and put back at any moment."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    GoingClock,
    a_complaint,
    a_desk,
    again,
    new_desk,
)
from sqlcipher3 import dbapi2

from akimat_desk.domain.errors import FieldWrong, NotAllowed
from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.domain.receipt_events import ReceiptIssued
from akimat_desk.paths import witness_folder
from akimat_desk.services.backups import BackupInWorkspace
from akimat_desk.services.desk import Setup, make_workspace, open_desk
from akimat_desk.services.errors import PasswordMissing, SignInRefused, StationUnknown
from akimat_desk.services.reentry import CaseAlreadyHere, ReceiptDiffers, Reentry
from akimat_desk.services.restoring import NotAnAdministrator, Opening, Place, restore
from akimat_desk.services.staff import StaffTold
from akimat_desk.storage import backup_file, held, journal
from akimat_desk.storage.backup_file import BackupUnreadable
from akimat_desk.storage.errors import DiskFailed, DiskFull, DiskReadOnly, WorkspaceExists
from akimat_desk.storage.workspace import DATABASE
from akimat_desk.trust.signing import StationKey

HOUR = 3600 * 1000
LATER = MONDAY_MORNING + 24 * HOUR


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        found.registration.register(a_complaint(1))
        yield found


def opening(**changes) -> Opening:
    return Opening(**{"login": "admin", "password": PASSWORD} | changes)


def a_place(backup: Path | str, folder: Path) -> Place:
    return Place(
        backup=Path(backup), folder=folder, witness=witness_folder(),
        clock=GoingClock(LATER), cost=CHEAP,
    )  # fmt: skip


def restored(backup: Path | str, folder: Path, **changes):
    return restore(a_place(backup, folder), opening(**changes))


def case_of(desk, case_id: str):
    with desk.core.database.read() as connection:
        return journal.load(connection, uuid.UUID(case_id).bytes).state


def seal_of(desk, case_id: str) -> str:
    """What a scanner reads from the receipt that was given out."""
    return next(made for _, made in case_of(desk, case_id).each(ReceiptIssued)).reading.qr


def station_seed(desk) -> bytes:
    with desk.core.database.read() as connection:
        return held.value(connection, held.STATION_SEED)


def in_the_clear(backup: Path, key: bytes, folder: Path) -> bytes:
    """Every byte of the copy's database, decrypted."""
    sealed, plain = folder / "sealed.db", folder / "plain.db"
    backup_file.put_database(backup, sealed)
    with contextlib.closing(dbapi2.connect(str(sealed))) as connection:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        pages = (
            b"".join(row[0] for row in connection.execute("SELECT data FROM sqlite_dbpage"))
            if _has_pages(connection)
            else b""
        )
        connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
    return pages + plain.read_bytes()


def _has_pages(connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_dbpage").fetchone()
    except dbapi2.Error:
        return False
    return True


def test_a_copy_is_put_back_with_everything_that_was_in_it(tmp_path, desk):
    case = desk.registration.register(a_complaint(2)).case
    desk.papers.receipt(case, language="ky")
    before = desk.integrity.digest()
    made = desk.backups.make(tmp_path / "stick")
    assert (made.digest, made.lacking, made.files) == (before, 0, 1)
    assert desk.backups.last() == made
    done = restored(made.file, tmp_path / "back")
    assert (done.files, done.files_lacking, done.entries) == (1, 0, made.entries)
    with contextlib.closing(again(tmp_path / "back", clock=GoingClock(LATER + HOUR))) as back:
        back.integrity.verify()
        assert back.papers.receipt(case, language="ky", is_copy=True).data
        assert {row.number for row in back.cases.newest()} == {
            row.number for row in desk.cases.newest()
        }


def test_the_station_key_is_in_no_byte_of_a_copy(tmp_path, desk):
    made = desk.backups.make(tmp_path / "stick")
    seed, key = station_seed(desk), desk.core.database.key
    bare = in_the_clear(Path(made.file), key, tmp_path)
    assert StationKey.from_seed(seed).public in bare, "the grep sees what is there"
    assert seed not in bare
    for path in (tmp_path / "stick").rglob("*"):
        if path.is_file():
            assert seed not in path.read_bytes()
            assert key not in path.read_bytes()
            assert key.hex().encode() not in path.read_bytes()


def test_only_administrators_and_the_recovery_key_open_a_copy(tmp_path):
    made_of = make_workspace(
        tmp_path / "desk",
        Setup(office="41706242000000", password=PASSWORD), clock=GoingClock(), cost=CHEAP,
    )  # fmt: skip
    with contextlib.closing(
        open_desk(tmp_path / "desk", password=PASSWORD, clock=GoingClock())
    ) as desk:
        desk.office.add_staff(
            StaffTold(login="bek", surname="Бек", given="А", roles=("registrar",))
        )
        desk.office.enable_account("bek", "another secret")
        made = desk.backups.make(tmp_path / "stick")
    wraps = json.loads(backup_file.keys_in(Path(made.file)))["wraps"]
    assert sorted((one["kind"], one["name"]) for one in wraps) == [
        ("password", "admin"), ("recovery", "recovery"),
    ]  # fmt: skip
    with pytest.raises(SignInRefused):
        restored(made.file, tmp_path / "a", login="bek", password="another secret")
    with pytest.raises(PasswordMissing):
        restored(made.file, tmp_path / "a", password="")
    recovery = {"recovery_key": made_of.recovery_key, "new_password": "a fresh secret"}
    with pytest.raises(SignInRefused):
        restored(made.file, tmp_path / "a", **recovery | {"recovery_key": "XXXXX"})
    with pytest.raises(FieldWrong):
        restored(made.file, tmp_path / "a", **recovery, login="")
    with pytest.raises(NotAnAdministrator):
        restored(made.file, tmp_path / "a", **recovery, login="bek")
    assert restored(made.file, tmp_path / "a", **recovery).login == "admin"
    clock = GoingClock(LATER)
    with contextlib.closing(open_desk(tmp_path / "a", password="a fresh secret", clock=clock)):
        pass


def test_a_restored_desk_writes_a_series_and_signs_with_a_key_of_its_own(tmp_path, desk):
    numbers = [desk.registration.register(a_complaint(place)).number for place in (2, 3)]
    made = desk.backups.make(tmp_path / "stick")
    lost = desk.registration.register(a_complaint(4)).number
    with desk.core.database.read() as connection:
        old = journal.own_origin(connection).origin
    done = restored(made.file, tmp_path / "back")
    assert list(done.last.values()) == [3]
    with contextlib.closing(again(tmp_path / "back", clock=GoingClock(LATER + HOUR))) as back:
        fresh = back.registration.register(a_complaint(5)).number
        assert fresh not in {lost, *numbers}
        assert done.mark in fresh
        assert station_seed(back) != station_seed(desk)
        with back.core.read() as (_, lens):
            (closed,) = lens.office.all("closed")
            opened = lens.office.all("series")
        assert (closed.origin, closed.last, closed.reason) == (old, done.last, "restored")
        assert {one.mark for one in opened} == {done.mark, done.mark_before}
        assert not back.exchange.state().is_enrolled
        back.integrity.verify()
    with contextlib.closing(again(tmp_path / "back", clock=GoingClock(LATER + HOUR))) as back:
        assert back.registration.register(a_complaint(6)).number.startswith(fresh[:5])


def test_the_pen_of_an_office_wide_journal_is_laid_down_at_a_restore(tmp_path, desk):
    with desk.core.write("keeper") as writing:
        writing.append_office(
            KeeperNamed(
                journal="orders", station=desk.core.identity.station, last_number=92, year=2026
            )
        )
    made = desk.backups.make(tmp_path / "stick")
    done = restored(made.file, tmp_path / "back")
    assert done.pens == ("orders",)
    with contextlib.closing(again(tmp_path / "back", clock=GoingClock(LATER + HOUR))) as back:
        with back.core.read() as (_, lens):
            (named,) = lens.office.all("keeper")
        assert (named.station, named.last_number) == ("", 92)


def test_a_lost_case_is_entered_again_from_its_receipt(tmp_path, desk):
    made = desk.backups.make(tmp_path / "stick")
    lost = desk.registration.register(a_complaint(9))
    desk.papers.receipt(lost.case, language="ky")
    seal = seal_of(desk, lost.case)
    with pytest.raises(CaseAlreadyHere):
        Reentry(desk.core).reenter(seal, a_complaint(9))
    restored(made.file, tmp_path / "back")
    with contextlib.closing(again(tmp_path / "back", clock=GoingClock(LATER + HOUR))) as back:
        reentry = Reentry(back.core)
        with pytest.raises(ReceiptDiffers):
            reentry.reenter(seal, a_complaint(9, kind="barrier_report"))
        found = reentry.reenter(seal, a_complaint(9))
        assert (found.number, found.due_on, found.receipt_code, found.rule) == (
            lost.number, lost.due_on, lost.receipt_code, lost.rule,
        )  # fmt: skip
        assert found.registered_at[:10] == lost.registered_at[:10]
        case = case_of(back, found.case)
        assert case.registered.reentered
        assert back.papers.verify(seal).number == lost.number
        with pytest.raises(CaseAlreadyHere):
            reentry.reenter(seal, a_complaint(9))
        assert back.registration.register(a_complaint(10)).number != lost.number
        back.integrity.verify()
        back.integrity.rebuild()
        back.integrity.verify()
    with a_desk(tmp_path / "stranger") as stranger, pytest.raises(StationUnknown):
        Reentry(stranger.core).reenter(seal, a_complaint(9))


def test_a_copy_that_was_cut_off_or_altered_is_no_copy(tmp_path, desk):
    path = Path(desk.backups.make(tmp_path / "stick").file)
    whole = path.read_bytes()
    for end in (0, 1, 600, 5000, len(whole) // 2, len(whole) - 20_000):
        path.write_bytes(whole[:end])
        with pytest.raises(BackupUnreadable):
            restored(path, tmp_path / "back")
    for place in (100, 700, len(whole) // 3, len(whole) // 2):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        with pytest.raises(BackupUnreadable):
            restored(path, tmp_path / "back")
    assert not (tmp_path / "back" / DATABASE).exists()
    path.write_bytes(whole)
    restored(path, tmp_path / "back")
    with pytest.raises(WorkspaceExists):
        restored(path, tmp_path / "back")


def test_a_folder_that_will_not_do_is_refused_plainly(tmp_path, desk):
    with pytest.raises(BackupInWorkspace):
        desk.backups.make(tmp_path / "desk" / "copies")
    if Path("/sys/kernel").is_dir():
        with pytest.raises(DiskReadOnly):
            desk.backups.make(Path("/sys/kernel/copies"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiskFailed):
        desk.backups.make(tmp_path / "file")
    desk.office.enable_account("asanova", "another secret")
    with (
        contextlib.ExitStack() as stack,
        pytest.raises(NotAllowed),
    ):
        desk.close()
        other = again(tmp_path / "desk", login="asanova", password="another secret")
        stack.callback(other.close)
        other.backups.make(tmp_path / "stick")


@pytest.mark.skipif(os.name == "nt", reason="tmpfs is not there on Windows")
def test_a_full_disk_is_told_before_anything_is_begun(tmp_path, desk):
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    try:
        with pytest.raises(DiskFull):
            desk.backups.make(folder)
        assert list(folder.iterdir()) == []
        assert desk.backups.last() is None
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_files_that_are_not_beside_the_copy_are_counted(tmp_path, desk):
    case = desk.registration.register(a_complaint(2)).case
    desk.papers.receipt(case, language="ky")
    made = desk.backups.make(tmp_path / "stick")
    alone = tmp_path / "alone" / Path(made.file).name
    alone.parent.mkdir()
    alone.write_bytes(Path(made.file).read_bytes())
    done = restored(alone, tmp_path / "back")
    assert (done.files, done.files_lacking) == (0, 1)


def test_older_copies_make_room_and_take_their_files_along(tmp_path, desk):
    clock = desk.core.clock
    for _ in range(4):
        clock.turn(3600 * 1000)
        made = desk.backups.make(tmp_path / "stick", keep=2)
    assert made.removed == 1
    assert len(desk.backups.listed(tmp_path / "stick")) == 2
    assert not list((tmp_path / "stick").glob("*.part*"))


WORKER = """
import sys
from pathlib import Path
from services.working_desks import CHEAP, GoingClock, PASSWORD, again
from akimat_desk.paths import witness_folder
from akimat_desk.services.restoring import Opening, Place, restore
what, desk, place = sys.argv[1:]
if what == "backup":
    opened = again(Path(desk))
    print("begun", flush=True)
    opened.backups.make(Path(place))
else:
    print("begun", flush=True)
    restore(Place(backup=Path(desk), folder=Path(place), witness=witness_folder(),
                  clock=GoingClock(1_795_491_000_000), cost=CHEAP),
            Opening(login="admin", password=PASSWORD))
print("done", flush=True)
"""


def killed(what: str, desk: Path, place: Path, after: float) -> bool:
    """Whether it was done before the blow fell."""
    tests = Path(__file__).parents[1]
    env = {**os.environ, "PYTHONPATH": f"{tests.parent}:{tests}"}
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, what, str(desk), str(place)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after)
    process.send_signal(signal.SIGKILL)
    is_done = process.stdout.read() == "done\n"
    process.stdout.close()
    process.wait(30)
    return is_done


@pytest.mark.journey
def test_a_kill_in_the_middle_of_a_backup_or_a_restore_loses_nothing(tmp_path):
    rounds = 20 if os.environ.get("AKIMAT_LONG") else 4
    desk = new_desk(tmp_path / "desk")
    for place in range(3):
        desk.papers.receipt(desk.registration.register(a_complaint(place)).case, language="ky")
    good = desk.backups.make(tmp_path / "stick")
    desk.close()
    started = time.monotonic()
    assert killed("backup", tmp_path / "desk", tmp_path / "once", 60)
    lasts = time.monotonic() - started
    for one in range(rounds):
        killed("backup", tmp_path / "desk", tmp_path / "stick", lasts * one / rounds)
        for path, _ in backup_file.backups_in(tmp_path / "stick"):
            backup_file.demand_whole(path)
        assert Path(good.file).exists()
    for one in range(rounds):
        back = tmp_path / f"back{one}"
        if not killed("restore", Path(good.file), back, lasts * one / rounds):
            assert not (back / DATABASE).exists()
            restored(good.file, back)
        with contextlib.closing(again(back, clock=GoingClock(LATER + HOUR))) as opened:
            opened.integrity.verify()
            assert len(opened.cases.newest()) == 3
    with contextlib.closing(again(tmp_path / "desk", clock=GoingClock(LATER + HOUR))) as desk:
        desk.integrity.verify()
        desk.backups.make(tmp_path / "stick")
    assert not list((tmp_path / "stick").glob("*.part*"))
