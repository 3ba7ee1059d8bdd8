"""A damaged workspace is saved into a new one: what is lost is named, and numbers go on."""

import contextlib
import os
import random
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from services.test_backups import HOUR, LATER, seal_of
from services.working_desks import CHEAP, PASSWORD, GoingClock, a_complaint, again, new_desk
from storage.damaging import PAGE, damage

from akimat_desk.domain.errors import DeskError
from akimat_desk.paths import witness_folder
from akimat_desk.services.desk import open_desk
from akimat_desk.services.errors import SignInRefused
from akimat_desk.services.reentry import Reentry
from akimat_desk.services.restoring import Opening
from akimat_desk.services.salvaging import Damaged, NothingToSave, Salvaged, save
from akimat_desk.storage.errors import WorkspaceExists
from akimat_desk.storage.salvage_pages import Sealed
from akimat_desk.storage.salvage_records import records

FULL = 100 if os.environ.get("AKIMAT_LONG") else 8
NUMBERS = 12


class Office(NamedTuple):
    """A workspace of twelve cases, the copy made after six of them, and the receipts' seals."""

    folder: Path
    backup: Path
    key: bytes
    cases: dict[str, str]
    seals: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    root = tmp_path_factory.mktemp("office")
    desk = new_desk(root / "desk")
    cases, seals, backup = {}, {}, Path()
    for place in range(NUMBERS):
        made = desk.registration.register(a_complaint(place))
        desk.papers.receipt(made.case, language="ky")
        cases[made.number], seals[made.number] = made.case, seal_of(desk, made.case)
        if place == NUMBERS // 2:
            backup = Path(desk.backups.make(root / "stick").file)
    key = desk.core.database.key
    desk.close()
    return Office(root / "desk", backup, key, cases, seals)


def saved(office: Office, folder: Path, out: Path, *, copy: bool, **changes) -> Salvaged:
    told = Damaged(
        folder=folder, out=out, witness=witness_folder(), clock=GoingClock(LATER), cost=CHEAP,
        backup=office.backup if copy else None,
    )  # fmt: skip
    return save(told, Opening(**{"login": "admin", "password": PASSWORD} | changes))


@pytest.fixture
def folder(tmp_path, office) -> Path:
    return Path(shutil.copytree(office.folder, tmp_path / "desk"))


def opened(out: Path):
    return contextlib.closing(again(out, clock=GoingClock(LATER + HOUR)))


def spoil(folder: Path, pages: list[int]) -> None:
    path = folder / "akimat.db"
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE : page * PAGE] = os.urandom(PAGE)
    path.write_bytes(data)


def pages_of(office: Office, kind: str) -> list[int]:
    """The pages on which entries of a type stand."""
    whole = list(Sealed(office.folder / "akimat.db", office.key).older())
    return [
        page.number
        for page in whole
        for record in records(page.number, page.data, {one.number: one.data for one in whole})
        if len(record) == 15 and record[6] == kind
    ]


def test_a_whole_workspace_is_saved_whole(tmp_path, office, folder):
    done = saved(office, folder, tmp_path / "out", copy=False)
    assert (done.lost, done.damaged_pages, done.numbers_lost) == (0, 0, ())
    assert (done.cases, done.files, done.files_lacking) == (NUMBERS, NUMBERS, 0)
    with opened(tmp_path / "out") as desk:
        desk.integrity.verify()
        assert {row.number for row in desk.cases.newest()} == set(office.cases)
        fresh = desk.registration.register(a_complaint(77)).number
        assert done.mark in fresh
        assert desk.papers.verify(next(iter(office.seals.values()))).number in office.cases


def test_the_first_page_gone_opens_nothing_and_costs_nothing(tmp_path, office, folder):
    spoil(folder, [1])
    before = (folder / "akimat.db").read_bytes()
    with pytest.raises(DeskError) as told:
        open_desk(folder, password=PASSWORD, clock=GoingClock(LATER))
    assert told.value.code == "database_damaged"
    done = saved(office, folder, tmp_path / "out", copy=False)
    assert (done.cases, done.lost, done.numbers_lost) == (NUMBERS, 0, ())
    assert done.damaged_pages >= 1
    assert (folder / "akimat.db").read_bytes() == before, "the damaged file is only read"


def test_what_is_lost_is_named_and_entered_again_under_its_number(tmp_path, office, folder):
    spoil(folder, [pages_of(office, "CaseRegistered")[-3]])
    done = saved(office, folder, tmp_path / "out", copy=False)
    assert done.lost > 0
    assert 0 < len(done.numbers_lost) < NUMBERS
    lost = {one.number for one in done.numbers_lost}
    assert lost <= set(office.cases)
    assert done.cases == NUMBERS - len(lost)
    assert max(done.last.values()) == NUMBERS, "lost numbers are known to have been given"
    with opened(tmp_path / "out") as desk:
        desk.integrity.verify()
        for number in sorted(lost):
            place = list(office.cases).index(number)
            found = Reentry(desk.core).reenter(office.seals[number], a_complaint(place))
            assert found.number == number
        assert {row.number for row in desk.cases.newest()} == set(office.cases)
        for one in done.numbers_lost:
            assert one.receipt in ("", office.seals[one.number])


def test_with_the_last_copy_what_was_in_it_is_never_lost(tmp_path, office, folder):
    path = folder / "akimat.db"
    path.write_bytes(os.urandom(path.stat().st_size))
    with pytest.raises(NothingToSave):
        saved(office, folder, tmp_path / "none", copy=False)
    done = saved(office, folder, tmp_path / "out", copy=True)
    assert (done.cases, done.from_file) == (NUMBERS // 2 + 1, 0)
    with opened(tmp_path / "out") as desk:
        desk.integrity.verify()


def test_the_copy_is_joined_with_what_followed_it(tmp_path, office, folder):
    """Damage that lies before the copy costs nothing."""
    spoil(folder, [pages_of(office, "OfficeNamed")[0]])
    done = saved(office, folder, tmp_path / "out", copy=True)
    assert (done.cases, done.lost, done.numbers_lost) == (NUMBERS, 0, ())
    assert done.from_copy > 0
    assert done.from_file > 0


def test_lost_wraps_are_taken_from_the_copy(tmp_path, office, folder):
    (folder / "keys.json").write_bytes(b"\0" * 50)
    done = saved(office, folder, tmp_path / "out", copy=True)
    assert done.cases == NUMBERS


def test_whoever_may_not_open_it_may_not_save_it(tmp_path, office, folder):
    with pytest.raises(SignInRefused):
        saved(office, folder, tmp_path / "out", copy=False, password="wrong")
    (tmp_path / "out").mkdir(exist_ok=True)
    (tmp_path / "out" / "akimat.db").write_bytes(b"")
    with pytest.raises(WorkspaceExists):
        saved(office, folder, tmp_path / "out", copy=False)


@pytest.mark.parametrize("seed", range(FULL))
@pytest.mark.parametrize("copy", [False, True])
def test_whatever_is_damaged_the_rest_becomes_a_whole_workspace(
    tmp_path, office, folder, seed, copy
):
    chance = random.Random(1000 + seed)
    damage(folder / "akimat.db", chance)
    try:
        done = saved(office, folder, tmp_path / "out", copy=copy)
    except NothingToSave:
        assert not copy
        return
    assert {one.number for one in done.numbers_lost} <= set(office.cases)
    with opened(tmp_path / "out") as desk:
        desk.integrity.verify()
        here = {row.number for row in desk.cases.newest()}
        assert here <= set(office.cases)
        assert len(here) == done.cases
        assert not copy or done.cases > NUMBERS // 2
        assert desk.registration.register(a_complaint(99)).number not in office.cases
