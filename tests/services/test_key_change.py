"""Another workspace key: whole or not at all, wherever it is cut off."""

import os
from itertools import count

import pytest
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    GoingClock,
    a_complaint,
    again,
    new_desk,
)

from akimat_desk.domain.account_events import WorkspaceKeyChanged
from akimat_desk.domain.errors import FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.paths import witness_folder
from akimat_desk.services.desk import Desk, opened
from akimat_desk.services.errors import ResetRefused, SignInRefused
from akimat_desk.services.key_change import Change, KeyChanged, change_key
from akimat_desk.services.resets import Reset, reset
from akimat_desk.services.restoring import Opening, Place, restore
from akimat_desk.storage import journal
from akimat_desk.storage.rekeying import untold
from akimat_desk.storage.workspace import REKEY, Workspace

FILE = b"a scan" * 1000
NEW = "жаңы сыр сөз 7"
STEPS = (
    *("copy", "rekey", "file", "wraps", "plan", "database"),
    *("former files", "files", "keys", "sweep", "end"),
)


_MINUTES = count(1)


def later() -> GoingClock:
    """Each opening comes after the one before it."""
    return GoingClock(MONDAY_MORNING + next(_MINUTES) * 60_000)


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "desk"
    desk = new_desk(found)
    desk.office.enable_account("asanova", PASSWORD, CHEAP)
    desk.registration.register(a_complaint())
    desk.core.files.keep(FILE)
    desk.close()
    return found


def changed(folder, login="admin", password=PASSWORD, step=untold, **watched) -> KeyChanged:
    change = Change(login=login, password=password, clock=later(), cost=CHEAP, step=step, **watched)
    return change_key(folder, change)


def whole(desk: Desk) -> None:
    verified = desk.integrity.verify()
    assert verified.entries > 20
    assert desk.core.files.read(desk.core.files.digest(FILE)) == FILE
    assert desk.cases.newest(1)
    desk.registration.register(a_complaint(2))


def test_the_same_journal_and_files_open_under_another_key(folder):
    with opened(folder, login="admin", password=PASSWORD, clock=later()) as desk:
        before, digest = desk.core.database.key, desk.integrity.digest()
        with desk.core.database.read() as connection:
            origin = journal.own_origin(connection).origin
    done = changed(folder)
    with opened(folder, login="admin", password=PASSWORD, clock=later()) as desk:
        assert desk.core.database.key != before
        told = desk.office.now.all("key-changed")
        assert [type(one) for one in told] == [WorkspaceKeyChanged]
        assert desk.integrity.digest() != digest
        with desk.core.database.read() as connection:
            # The same file in another place: no series begins for it.
            assert journal.own_origin(connection).origin == origin
        whole(desk)
    assert (done.files, done.files_lacking) == (1, 0)


def test_nothing_of_the_former_key_is_left_in_the_folder(folder):
    sealed = {path.read_bytes() for path in (folder / "files").rglob("*") if path.is_file()}
    changed(folder)
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert not any(path.read_bytes() in sealed for path in left)
    assert {path.name for path in folder.iterdir()} == {
        *(
            "akimat.db",
            "backups.json",
            "copies.log",
            "files",
            "keys.json",
            "tries.json",
            "workspace.lock",
        ),
    }


def test_others_get_a_temporary_password_which_they_make_their_own(folder):
    done = changed(folder)
    with pytest.raises(SignInRefused):
        again(folder, login="asanova")
    handed_out = done.temporary["asanova"]
    with opened(folder, login="asanova", password=handed_out, clock=later()) as desk:
        assert desk.locking.is_temporary
        desk.office.book.change_password(handed_out, NEW, CHEAP)
        assert not desk.locking.is_temporary
    again(folder, login="asanova", password=NEW).close()


def test_the_new_secrets_on_paper_work_and_the_old_ones_do_not(folder):
    first = changed(folder)
    second = changed(folder)
    told = Reset(login="asanova", secret=second.head_codes[4], new_password=NEW)
    assert reset(folder, told, clock=later(), cost=CHEAP).code == 5
    for secret in (first.head_codes[4], first.recovery_key):
        told = Reset(login="asanova", secret=secret, new_password=NEW)
        with pytest.raises(ResetRefused):
            reset(folder, told, clock=later(), cost=CHEAP)


def test_only_an_administrator_with_the_right_password_changes_it(folder):
    with pytest.raises(SignInRefused):
        changed(folder, password="жаңылыш сөз")
    with pytest.raises(NotAllowed):
        changed(folder, login="asanova")
    assert not (folder / REKEY).exists()
    with opened(folder, login="asanova", password=PASSWORD, clock=later()) as desk:
        whole(desk)


def test_a_workspace_without_passwords_has_no_key_to_change(tmp_path):
    new_desk(tmp_path, training=True, password="").close()
    with pytest.raises(FieldWrong):
        changed(tmp_path)


def test_copies_made_before_open_with_the_former_secrets_and_later_ones_with_the_new(
    folder, tmp_path
):
    copies = tmp_path / "copies"
    first = changed(folder)
    with opened(folder, login="admin", password=PASSWORD, clock=later()) as desk:
        old = desk.backups.make(copies).file
    second = changed(folder)
    with opened(folder, login="admin", password=PASSWORD, clock=later()) as d:
        new = d.backups.make(copies).file
    for file, key, place in ((old, first, "a"), (new, second, "b")):
        opening = Opening(login="admin", recovery_key=key.recovery_key, new_password=NEW)
        back = Place(
            backup=copies / file,
            folder=tmp_path / place,
            witness=witness_folder(),
            clock=later(),
            cost=CHEAP,
        )
        assert restore(back, opening).files_lacking == 0


def test_every_step_is_told(folder):
    steps: list[str] = []
    changed(folder, step=steps.append)
    assert tuple(steps) == STEPS


@pytest.mark.parametrize("after", [(), ("copy", "rekey")])
def test_stopped_while_it_copies_the_former_secrets_open_it(folder, after):
    """Before the copy is whole, and when the files are being written anew."""
    steps: list[str] = []
    heard: list[tuple[int, int]] = []
    with pytest.raises(WorkCancelled):
        changed(
            folder,
            step=steps.append,
            report=lambda done, total: heard.append((done, total)),
            cancelled=lambda: set(after) <= set(steps),
        )
    assert heard
    with opened(folder, login="admin", password=PASSWORD, clock=later()) as desk:
        assert not desk.office.now.all("key-changed")
        whole(desk)
    assert not (folder / REKEY).exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is ended where it stands")
@pytest.mark.parametrize("at", STEPS)
def test_cut_off_before_any_step_the_workspace_opens_whole_with_the_old_secrets_or_the_new(
    folder, at
):
    def end(step: str) -> None:
        if step == at:
            os._exit(9)

    child = os.fork()
    if child == 0:
        changed(folder, step=end)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    later()  # The child's minute is over.
    is_settled = STEPS.index(at) > STEPS.index("plan")
    with opened(folder, login="admin", password=PASSWORD, clock=later()) as desk:
        assert len(desk.office.now.all("key-changed")) == is_settled
        whole(desk)
    assert not (folder / REKEY).exists()
    assert (Workspace(folder).keys().get("temporary") == ["asanova"]) == is_settled
    changed(folder)
