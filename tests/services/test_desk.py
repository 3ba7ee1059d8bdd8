"""Who may open a desk, and under whose lineage it writes after it was copied or put back."""

import json
import shutil
import subprocess
import sys

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
    setup,
)

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.territories import OfficeIdWrong
from akimat_desk.paths import witness_folder
from akimat_desk.services.desk import Setup, make_workspace, open_desk
from akimat_desk.services.errors import PasswordMissing, PasswordTooShort, SignInRefused
from akimat_desk.storage.errors import (
    DatabaseDamaged,
    WorkspaceExists,
    WorkspaceInUse,
    WorkspaceMissing,
    WorkspaceNewer,
)
from akimat_desk.storage.workspace import DATABASE, KEYS
from akimat_desk.trust.wraps import Wrap, unwrap_key

HOUR = 3_600_000


def registered(desk, first: int, count: int) -> list[str]:
    done = desk.registration.register_group(a_complaint(first + place) for place in range(count))
    return [one.number for one in done]


def mark(number: str) -> str:
    return number.partition("-")[0][1:]


def test_a_wrong_password_and_an_unknown_login_are_refused_alike(tmp_path):
    new_desk(tmp_path).close()
    for login, password in (
        ("admin", "not this one"),
        ("stranger", PASSWORD),
        ("asanova", PASSWORD),
    ):
        with pytest.raises(SignInRefused):
            open_desk(tmp_path, login=login, password=password)


def test_a_missing_password_is_asked_for(tmp_path):
    new_desk(tmp_path).close()
    with pytest.raises(PasswordMissing):
        open_desk(tmp_path)


def test_a_refused_sign_in_leaves_the_workspace_free_for_the_next(tmp_path):
    new_desk(tmp_path).close()
    with pytest.raises(SignInRefused):
        open_desk(tmp_path, password="not this one")
    again(tmp_path).close()


def test_a_real_workspace_is_never_made_without_a_password(tmp_path):
    with pytest.raises(PasswordMissing):
        make_workspace(tmp_path / "a", setup(password=""))
    with pytest.raises(PasswordTooShort):
        make_workspace(tmp_path / "b", setup(password="short"))
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "b").exists()


def test_a_workspace_is_not_made_over_another(tmp_path):
    new_desk(tmp_path).close()
    before = (tmp_path / KEYS).read_bytes()
    with pytest.raises(WorkspaceExists):
        make_workspace(tmp_path, setup(), cost=CHEAP)
    assert (tmp_path / KEYS).read_bytes() == before
    again(tmp_path).close()


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"office": "12"}, OfficeIdWrong),
        ({"office": "41706242000000", "kind": "ministry"}, FieldWrong),
        ({"office": "41706242000000", "point": "A"}, FieldWrong),
        ({"office": "41706242000000", "point": "²"}, FieldWrong),
        ({"office": "41706242000000", "point": ""}, FieldWrong),
        ({"office": "41706242000000", "point": "123"}, FieldWrong),
    ],
)
def test_an_office_that_cannot_be_is_refused_before_a_folder_is_made(tmp_path, told, refusal):
    with pytest.raises(refusal):
        make_workspace(tmp_path / "desk", Setup(is_training=True, **told), cost=CHEAP)
    assert not (tmp_path / "desk").exists()


def test_there_is_nothing_to_open_where_no_workspace_is(tmp_path):
    with pytest.raises(WorkspaceMissing):
        open_desk(tmp_path)
    with pytest.raises(WorkspaceMissing):
        open_desk(tmp_path / "nowhere")


def test_a_second_program_in_the_same_workspace_is_told_so_at_once(tmp_path):
    desk = new_desk(tmp_path)
    with pytest.raises(WorkspaceInUse):
        again(tmp_path)
    desk.close()
    again(tmp_path).close()


def test_the_workspace_is_free_again_when_the_program_that_held_it_dies(tmp_path):
    new_desk(tmp_path, training=True, password="").close()
    text = (
        "import sys, time; from pathlib import Path;"
        "from akimat_desk.storage.workspace import Workspace;"
        "held = Workspace(Path(sys.argv[1])); held.take();"
        "print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", text, tmp_path], stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(WorkspaceInUse):
        again(tmp_path)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    again(tmp_path).close()


def test_the_recovery_key_and_each_of_eight_codes_open_the_same_key(tmp_path):
    made = make_workspace(tmp_path, setup(), cost=CHEAP)
    told = json.loads((tmp_path / KEYS).read_bytes())["wraps"]
    wraps = [Wrap.from_builtins(wrap) for wrap in told]
    secrets = [PASSWORD, made.recovery_key, *made.head_codes]
    assert len(made.head_codes) == 8
    keys = {unwrap_key(wrap, secret) for wrap, secret in zip(wraps, secrets, strict=True)}
    assert len(keys) == 1
    assert keys != {None}


def test_keys_of_another_workspace_do_not_open_this_one(tmp_path):
    new_desk(tmp_path / "one").close()
    new_desk(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / KEYS, tmp_path / "one" / KEYS)
    with pytest.raises(DatabaseDamaged):
        again(tmp_path / "one")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"wraps": [{"kind": "password"}]}',
        b"\xff\xfe",
        b'{"wraps": 7}',
        b'{"open": "zz"}',
        b'{"open": 1}',
    ],
)
def test_damaged_keys_are_told_as_damage(tmp_path, damage):
    new_desk(tmp_path).close()
    (tmp_path / KEYS).write_bytes(damage)
    with pytest.raises(DatabaseDamaged):
        again(tmp_path, login="admin")


def test_an_enabled_account_opens_the_desk_with_its_own_password_and_role(tmp_path):
    with a_desk(tmp_path) as desk:
        desk.office.enable_account("asanova", "башка сыр сөз", CHEAP)
    desk = again(tmp_path, login="asanova", password="башка сыр сөз")
    assert desk.core.actor.login == "asanova"
    case = desk.cases.find(registered(desk, 0, 1)[0])
    assert [(line.actor, line.role) for line in desk.cases.history(case)] == [
        ("asanova", "registrar")
    ]
    desk.close()
    with pytest.raises(SignInRefused):
        again(tmp_path, login="asanova")
    with pytest.raises(SignInRefused):
        again(tmp_path, login="")


def test_who_has_left_the_office_opens_nothing_more(tmp_path):
    with a_desk(tmp_path) as desk:
        desk.office.enable_account("asanova", "башка сыр сөз", CHEAP)
        desk.office.end_staff("asanova", "№ 3-к")
    tomorrow = GoingClock(MONDAY_MORNING + 24 * HOUR)
    with pytest.raises(SignInRefused):
        again(tmp_path, login="asanova", password="башка сыр сөз", clock=tomorrow)
    again(tmp_path, login="admin", clock=tomorrow).close()


def test_a_workspace_of_a_newer_program_is_left_alone(tmp_path):
    with a_desk(tmp_path) as desk, desk.core.database.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version=99")
    with pytest.raises(WorkspaceNewer) as refused:
        again(tmp_path)
    assert refused.value.facts()["version"] == 99


def test_reopening_goes_on_in_the_same_series(tmp_path):
    with a_desk(tmp_path) as desk:
        first = registered(desk, 0, 3)
    desk = again(tmp_path)
    second = registered(desk, 10, 3)
    desk.close()
    assert {mark(number) for number in first + second} == {"1"}
    assert [number.split("-")[1] for number in first + second] == [
        f"{place:05d}/26" for place in range(1, 7)
    ]


def test_a_copied_folder_writes_numbers_with_a_longer_mark(tmp_path):
    with a_desk(tmp_path / "desk") as desk:
        registered(desk, 0, 3)
    shutil.copytree(tmp_path / "desk", tmp_path / "copy")
    desk, copy = again(tmp_path / "desk"), again(tmp_path / "copy")
    here, there = registered(desk, 10, 3), registered(copy, 10, 3)
    assert {mark(number) for number in here} == {"1"}
    marks = {mark(number) for number in there}
    assert {len(one) for one in marks} == {4}
    assert not set(here) & set(there)
    assert desk.integrity.verify()
    assert copy.integrity.verify()
    desk.close()
    copy.close()


def test_a_database_put_back_from_an_older_copy_gives_no_number_twice(tmp_path):
    folder = tmp_path / "desk"
    with a_desk(folder) as desk:
        given = registered(desk, 0, 2)
    kept = tmp_path / "kept.db"
    shutil.copy(folder / DATABASE, kept)
    desk = again(folder)
    given += registered(desk, 10, 2)
    desk.close()
    for round_ in range(2):
        # Put back in place: the same file on the same disk, only older.
        (folder / DATABASE).write_bytes(kept.read_bytes())
        desk = again(folder, clock=GoingClock(MONDAY_MORNING + (round_ + 2) * HOUR))
        given += registered(desk, 100 * round_, 2)
        assert desk.integrity.verify()
        desk.close()
    assert len(set(given)) == len(given) == 8
    assert {len(mark(number)) for number in given[4:]} == {4}


def test_a_copy_behind_by_one_single_entry_is_noticed(tmp_path):
    folder = tmp_path / "desk"
    with a_desk(folder) as desk:
        first = registered(desk, 0, 1)
    kept = (folder / DATABASE).read_bytes()
    desk = again(folder)
    desk.cases.do(desk.cases.find(first[0]), "note", {"text": "Бир эле жазуу."})
    desk.close()
    (folder / DATABASE).write_bytes(kept)
    desk = again(folder)
    assert len(mark(registered(desk, 10, 1)[0])) == 4
    desk.close()


def test_a_witness_that_is_gone_or_damaged_stops_nobody(tmp_path):
    with a_desk(tmp_path) as desk:
        registered(desk, 0, 1)
        (witness,) = witness_folder().glob(f"{desk.core.identity.workspace_id}.*")
    for damage in (b"", b"\xff\xfe 12\n", b"not a witness", b"aa 99999999999999999999999\n"):
        witness.write_bytes(damage)
        desk = again(tmp_path)
        assert mark(registered(desk, 10, 1)[0]) == "1"
        desk.close()
    witness.unlink()
    again(tmp_path).close()
