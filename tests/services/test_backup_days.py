"""Copies nobody asked for: one a day, one before every risky step, and which of them stay."""

import contextlib
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.test_backups import LATER, restored
from services.working_desks import (
    CHEAP,
    PASSWORD,
    GoingClock,
    a_complaint,
    a_desk,
    again,
    new_desk,
)

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.domain.errors import NotAllowed, WorkCancelled
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import Succeed
from akimat_desk.paths import witness_folder
from akimat_desk.services.backup_days import RISKS, CopyNotMade, beside, guard, last_known
from akimat_desk.services.backup_keeping import DAYS, MONTHS, WEEKS, staying
from akimat_desk.services.backups import BackupInWorkspace
from akimat_desk.storage import backup_file, backup_notes, migrations, share_tables
from akimat_desk.storage.database import Database
from akimat_desk.storage.errors import DiskFailed
from akimat_desk.text.refusals import refusal

DAY = 24 * 3600 * 1000


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        found.registration.register(a_complaint(1))
        yield found


MOMENTS = st.lists(st.integers(1_700_000_000_000, 1_900_000_000_000), unique=True, max_size=80)


@given(made=MOMENTS, newest=st.integers(0, 10), which=st.integers(0, 79))
def test_the_newest_copies_and_one_of_each_period_stay(made, newest, which):
    rows = [(at, str(at)) for at in made]
    always = str(made[which % len(made)]) if made else ""
    stay = {int(name) for name in staying(rows, newest, always)}
    ordered = sorted(made, reverse=True)
    assert set(ordered[: max(1, newest)]) <= stay <= set(made)
    assert not made or int(always) in stay
    assert len(stay) <= max(1, newest) + DAYS + WEEKS + MONTHS + 1
    for at in ordered:
        later = [one for one in ordered if one > at]
        is_last_of_day = all(legal_day(one) != legal_day(at) for one in later)
        if is_last_of_day and len({legal_day(one) for one in later}) < DAYS:
            assert at in stay


@given(made=MOMENTS, newest=st.integers(0, 10))
def test_keeping_twice_drops_nothing_more(made, newest):
    once = staying([(at, str(at)) for at in made], newest)
    assert staying([(int(name), name) for name in once], newest) == once


def test_a_year_of_daily_copies_leaves_one_of_each_month():
    rows = [(1_767_250_800_000 + DAY * day, str(day)) for day in range(400)]
    stay: list[tuple[int, str]] = []
    for row in rows:
        names = staying([*stay, row], 3, row[1])
        stay = [one for one in (*stay, row) if one[1] in names]
    days = [legal_day(at) for at, _ in stay]
    assert len({(day.year, day.month) for day in days}) >= MONTHS
    assert {days[-1] - timedelta(days=back) for back in range(DAYS)} <= set(days)
    assert len(stay) <= DAYS + WEEKS + MONTHS


def test_todays_copy_is_made_once_and_lies_beside_the_workspace(tmp_path, desk):
    days = desk.backup_days
    assert days.standing().is_due
    assert days.standing().is_old
    made = days.make_due()
    assert made is not None
    assert Path(made.file).parent == beside(tmp_path / "desk") == tmp_path / "desk-copies"
    assert days.make_due() is None
    standing = days.standing()
    assert (standing.days, standing.is_old, standing.is_due) == (0, False, False)
    assert last_known(tmp_path / "desk") == standing.last
    desk.core.clock.turn(3 * DAY)
    assert (days.standing().days, days.standing().is_old) == (3, True)
    assert days.make_due() is not None
    restored(made.file, tmp_path / "back")


def test_a_named_stick_that_is_away_is_said_and_the_copy_lies_elsewhere(tmp_path, desk):
    days, stick = desk.backup_days, tmp_path / "stick"
    days.name(str(stick))
    assert days.standing().is_away
    made = days.make_due()
    assert made is not None
    assert Path(made.file).parent == tmp_path / "desk-copies"
    assert not stick.exists(), "where a stick was is not made anew on this disk"
    stick.mkdir()
    assert not days.standing().is_away
    back = days.make_due()
    assert back is not None, "the stick is here again, and has none of today"
    assert Path(back.file).parent == stick
    assert days.make_due() is None


def test_a_folder_within_the_workspace_cannot_be_named(tmp_path, desk):
    with pytest.raises(BackupInWorkspace):
        desk.backup_days.name(str(tmp_path / "desk" / "copies"))
    desk.backup_days.name("")
    assert desk.backup_days.standing().folder == ""


def test_the_daily_copy_needs_no_administrator_and_naming_its_place_does(tmp_path, desk):
    desk.office.enable_account("asanova", "another secret", CHEAP)
    desk.close()
    clock = GoingClock(LATER)
    with contextlib.closing(
        again(tmp_path / "desk", login="asanova", password="another secret", clock=clock)
    ) as other:
        with pytest.raises(NotAllowed):
            other.backup_days.name(str(tmp_path))
        made = other.backup_days.make_due()
    assert made is not None
    assert restored(made.file, tmp_path / "back").login == "admin"


def test_a_clock_that_stood_wrong_for_a_day_costs_no_copy(tmp_path, desk):
    clock, days = desk.core.clock, desk.backup_days
    clock.turn(4000 * DAY)
    for _ in range(3):
        clock.turn(DAY)
        assert days.make_due() is not None
    clock.turn(-4000 * DAY)
    made = days.make_due()
    assert made is not None
    assert Path(made.file).exists()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"folder": 5}', b"\xff\xfe"])
def test_notes_that_cannot_be_read_are_none(tmp_path, text):
    (tmp_path / backup_notes.NAME).write_bytes(text)
    assert backup_notes.notes_of(tmp_path) == backup_notes.Notes()
    assert last_known(tmp_path) is None


def test_before_a_risky_step_there_is_a_copy_of_just_this(tmp_path, desk):
    guard(desk.core, desk.backup_days)
    desk.integrity.rebuild()
    (first,) = desk.backups.listed(tmp_path / "desk-copies")
    desk.integrity.rebuild()
    assert desk.backups.listed(tmp_path / "desk-copies") == [first], "nothing was written since"
    desk.registration.register(a_complaint(2))
    desk.core.clock.turn(1000)
    desk.integrity.rebuild()
    assert len(desk.backups.listed(tmp_path / "desk-copies")) == 2


def _imports_addresses(desk, tmp_path):
    path = tmp_path / "addresses.csv"
    path.write_text("village,street\nКара-Таш,Манас\n", encoding="utf-8")
    list(desk.addresses.import_list(path))


def _imports_files(desk, _tmp_path):
    row = FileListed(index="02-07", title=Bilingual(ky="Арыздар"), year=2026)
    desk.files_archive.nomenclature.take_in([row], 2026)


def _erases(desk, _tmp_path):
    desk.erasing.erase(desk.lists.page(desk.cases.filter_of()).rows[0].id, "№ 5")


def _closes_the_year(desk, _tmp_path):
    desk.core.clock.turn(60 * DAY)
    desk.trusted_time.confirm(legal_day(desk.core.clock.now()))
    desk.year_end.run(2026)


def _succeeds(desk, _tmp_path):
    desk.succession.succeed(
        Succeed(
            kind="merged_into",
            name=Bilingual(ky="Кара-Суу району"),
            from_on=legal_day(desk.core.clock.now()),
            ground="№ 82",
            office="41706246000000-district-1",
        )
    )


STEPS = {
    "rebuild": lambda desk, _: desk.integrity.rebuild(),
    "import": _imports_addresses,
    "import of files": _imports_files,
    "erase": _erases,
    "year_end": _closes_the_year,
    "succession": _succeeds,
}


def test_each_risky_step_begins_with_a_copy_and_without_one_not_at_all(tmp_path, desk):
    """`upgrade` and `key` happen before a desk is open: their own tests look for the copy."""
    assert {step.split()[0] for step in STEPS} == set(RISKS) - {"upgrade", "key"}
    guard(desk.core, desk.backup_days)
    copies, place = desk.backups, tmp_path / "desk-copies"
    for number, (name, step) in enumerate(STEPS.items(), start=2):
        desk.registration.register(a_complaint(number))
        before = desk.integrity.digest()
        with _nowhere_to_copy(place), pytest.raises(CopyNotMade) as told:
            step(desk, tmp_path)
        assert told.value.step == name.split()[0]
        assert refusal("copy_not_made", told.value.facts()).count(told.value.step) == 0, name
        assert desk.integrity.digest() == before
        desk.core.clock.turn(1000)
        step(desk, tmp_path)
        last = copies.last()
        assert last.digest == before, name


def test_whoever_waits_for_the_copy_sees_how_far_it_is_and_can_stop_it(tmp_path, desk):
    guard(desk.core, desk.backup_days)
    (row,) = desk.lists.page(desk.cases.filter_of()).rows
    heard = []
    with pytest.raises(WorkCancelled):
        desk.erasing.erase(row.id, "№ 5", cancelled=lambda: True)
    assert desk.erasing.all() == ()
    desk.erasing.erase(row.id, "№ 5", report=lambda done, total: heard.append((done, total)))
    assert heard
    assert heard[-1][0] == heard[-1][1]
    assert [one.number for one in desk.erasing.all()] == [row.number]


@contextlib.contextmanager
def _nowhere_to_copy(place):
    """Where the folder of the copies should be there is a file, and so at the last resort."""
    away, last = place.with_name("away"), witness_folder().parent / "copies"
    if place.exists():
        place.rename(away)
    last.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"")
    last.write_bytes(b"")
    try:
        yield
    finally:
        place.unlink()
        last.unlink()
        if away.exists():
            away.rename(place)


def test_a_stick_that_takes_nothing_is_remembered_and_asked_once_a_day(tmp_path, desk):
    days, stick = desk.backup_days, tmp_path / "stick"
    stick.write_bytes(b"no folder")
    days.name(str(stick))
    made = days.make_due()
    assert made is not None
    assert Path(made.file).parent == tmp_path / "desk-copies"
    trouble = days.standing().trouble
    assert (trouble.folder, trouble.is_elsewhere) == (str(stick), True)
    assert days.make_due() is None, "the stick is not asked every few minutes"
    desk.core.clock.turn(DAY)
    assert days.make_due() is not None
    stick.unlink()
    stick.mkdir()
    days.name(str(stick))
    assert days.standing().trouble is None
    assert Path(days.make_due().file).parent == stick
    log = (tmp_path / "desk" / backup_notes.LOG).read_text(encoding="utf-8")
    assert log.count(" made ") == 3
    assert f"failed disk_failed {stick}" in log


def test_a_copy_that_failed_is_told_until_one_is_made(tmp_path, desk):
    place = tmp_path / "desk-copies"
    with _nowhere_to_copy(place), pytest.raises(DiskFailed):
        desk.backup_days.make_due()
    desk.close()
    with contextlib.closing(again(tmp_path / "desk", clock=GoingClock(LATER))) as found:
        trouble = found.backup_days.standing().trouble
        assert (trouble.folder, trouble.code, trouble.is_elsewhere) == (
            str(place),
            "disk_failed",
            False,
        )
        found.backup_days.make_due()
        assert found.backup_days.standing().trouble is None


def test_a_copy_of_wrong_readings_has_right_ones(tmp_path, desk):
    guard(desk.core, desk.backup_days)
    with desk.core.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_line SET subject='altered'")
    desk.integrity.rebuild()
    ((path, _),) = desk.backups.listed(tmp_path / "desk-copies")
    restored(path, tmp_path / "back")


def test_without_room_for_the_copy_the_step_is_not_begun(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(small)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    state = witness_folder().parent
    try:
        desk = new_desk(small / "desk")
        with contextlib.closing(desk):
            guard(desk.core, desk.backup_days)
            before = desk.integrity.digest()
            (small / "filler").write_bytes(bytes(shutil.disk_usage(small).free - 700_000))
            state.mkdir(parents=True, exist_ok=True)
            (state / "copies").write_bytes(b"")  # the last resort is no folder
            with pytest.raises(CopyNotMade) as told:
                desk.integrity.rebuild()
            assert told.value.step == "rebuild"
            assert desk.integrity.digest() == before
            assert desk.integrity.verify()
    finally:
        (state / "copies").unlink(missing_ok=True)
        subprocess.run(["umount", "--lazy", str(small)], check=True)


def test_before_a_newer_program_changes_the_tables_there_is_a_copy(tmp_path):
    new_desk(tmp_path / "desk").close()
    with contextlib.closing(again(tmp_path / "desk", clock=GoingClock(LATER))) as desk:
        case = desk.registration.register(a_complaint(1)).number
        key = desk.core.database.key
    database = Database(tmp_path / "desk" / "akimat.db", key)
    with database.write() as connection:
        # As an older program left it: without the tables of the share.
        for table in share_tables.SHARE:
            connection.exec_driver_sql(f"DROP TABLE {table.name}")
        step = migrations.STEPS.index(share_tables.add_to_tables)
        connection.exec_driver_sql(f"PRAGMA user_version={step}")
    database.close()
    with contextlib.closing(again(tmp_path / "desk", clock=GoingClock(LATER + DAY))) as desk:
        desk.integrity.verify()
    ((path, _),) = backup_file.backups_in(tmp_path / "desk-copies")
    restored(path, tmp_path / "back")
    with contextlib.closing(
        again(tmp_path / "back", password=PASSWORD, clock=GoingClock(LATER + 2 * DAY))
    ) as back:
        back.integrity.verify()
        assert case in {row.number for row in back.cases.newest()}
