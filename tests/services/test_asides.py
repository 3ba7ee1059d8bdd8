"""What stood here before a copy was put in place: kept as long as it is of use, then removed."""

import contextlib
import os
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.test_backups import LATER
from services.working_desks import PASSWORD, GoingClock, a_complaint, again, new_desk

from akimat_desk.paths import witness_folder
from akimat_desk.services.backup_keeping import ASIDE_DAYS, ASIDE_LONG_DAYS, Aside, asides_staying
from akimat_desk.services.putting_back import restore_into
from akimat_desk.services.restoring import Opening, Place
from akimat_desk.storage import backup_notes
from akimat_desk.storage.swap import NOTE, incoming

DAY = 24 * 3600 * 1000
TODAY = date(2027, 6, 1)


def aside(days: int, *, good: bool, here: bool) -> Aside:
    day = TODAY - timedelta(days=days)
    return Aside(name=f"before-{day}-080000", day=day, is_good=good, is_all_here=good and here)


ASIDES = st.lists(
    st.builds(aside, st.integers(-400, 1500), good=st.booleans(), here=st.booleans()),
    unique_by=lambda one: one.name,
    max_size=12,
)


@given(ASIDES)
def test_the_newest_and_the_newest_good_one_always_stay(found):
    stay = asides_staying(found, TODAY)
    ordered = sorted(found, key=lambda one: one.name, reverse=True)
    assert not found or ordered[0].name in stay
    good = [one for one in ordered if one.is_good]
    assert not good or good[0].name in stay
    for one in found:
        age = (TODAY - one.day).days
        assert one.name in stay or age > (ASIDE_DAYS if one.is_all_here else ASIDE_LONG_DAYS)
    assert len([one for one in found if one.name in stay and one.day < TODAY - timedelta(366)]) <= 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two copies of today were put in place one after the other: two registers lie aside."""
    desk = tmp_path / "desk"
    made = []
    with contextlib.closing(new_desk(desk, clock=GoingClock(LATER))) as found:
        found.registration.register(a_complaint(1))
        made.append(found.backups.make(tmp_path / "copies").file)
        # What only the register of then knows.
        found.registration.register(a_complaint(2))
    put_in_place(desk, made[0], 1)
    put_in_place(desk, made[0], 2)
    return desk


def put_in_place(desk: Path, copy: str, hours: int) -> None:
    clock = GoingClock(LATER + hours * 3600 * 1000)
    place = Place(backup=Path(copy), folder=desk, witness=witness_folder(), clock=clock)
    done = restore_into(desk, place, Opening(login="admin", password=PASSWORD))
    Path(done.aside).rename(desk / f"before-2026-11-2{hours}-080000")


def tidied(folder: Path, days: int) -> set[str]:
    """What is left of it so many days later, after the copy of that day."""
    with contextlib.closing(again(folder, clock=GoingClock(LATER + days * DAY))) as desk:
        assert desk.backup_days.make_due() is not None
        left = {Path(path).name for path in desk.backup_days.before_all()}
    assert left == {path.name for path in folder.glob("before-*")}
    return left


def test_what_the_register_does_not_have_stays_for_a_year(folder: Path) -> None:
    first, second = "before-2026-11-21-080000", "before-2026-11-22-080000"
    (folder / "before-all-else").mkdir()
    assert tidied(folder, 40) == {first, second, "before-all-else"}
    assert tidied(folder, 400) == {second, "before-all-else"}
    log = (folder / backup_notes.LOG).read_text(encoding="utf-8")
    assert log.count(f"removed {first}\n") == 1


def test_what_the_register_has_goes_after_a_month_but_never_the_newest_good_one(
    tmp_path: Path,
) -> None:
    folder, first, second = tmp_path / "desk", "before-2026-11-21-080000", "before-2026-11-22-08"
    with contextlib.closing(new_desk(folder, clock=GoingClock(LATER))) as desk:
        copy = desk.backups.make(tmp_path / "copies").file
    put_in_place(folder, copy, 1)
    (folder / second).mkdir()
    damaged = folder / second / "akimat.db"
    damaged.write_bytes(os.urandom(8192))
    assert tidied(folder, 40) == {first, second}, "the newest does not open"
    damaged.unlink()
    (folder / second).rmdir()
    put_in_place(folder, copy, 2)
    assert tidied(folder, 41) == {"before-2026-11-22-080000"}


def test_what_was_cut_off_a_day_ago_is_cleared_away(folder: Path) -> None:
    place = incoming(folder)
    (place / "akimat.db.new").write_bytes(b"half")
    half = folder / "akimat.db.new-wal"
    half.write_bytes(b"half")
    tidied(folder, 1)
    assert place.exists(), "it may be going on"
    for path in (place, half):
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    tidied(folder, 2)
    assert not place.exists()
    assert not half.exists()
    assert not (folder / NOTE).exists()
