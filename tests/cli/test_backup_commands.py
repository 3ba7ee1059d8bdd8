"""Copies by the command line: made, listed, put back, and a lost case entered from its receipt."""

import json

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.test_backups import seal_of
from services.working_desks import PASSWORD, a_complaint, again, new_desk

OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}


@pytest.fixture
def folder(tmp_path):
    new_desk(tmp_path / "desk", clock=a_day_before(), training=True).close()
    return tmp_path / "desk"


def test_a_desk_is_lost_and_put_back_and_its_lost_case_entered_again(tmp_path, folder):
    made = called(folder, "backup", str(tmp_path / "stick"), "--json", **OPEN).one
    told = a_complaint(1)
    lost = called(folder, "register", "-", "--json", given=as_lines(told), **OPEN).one
    out = str(tmp_path / "receipt.pdf")
    assert called(folder, "receipt", lost["number"], "--out", out, **OPEN).code == 0
    desk = again(folder, clock=a_day_before())
    seal = seal_of(desk, lost["case"])
    desk.close()
    (row,) = called(folder, "backup", str(tmp_path / "stick"), "--list", "--json", **OPEN).lines
    assert made["file"].endswith(row["file"])
    back = tmp_path / "back"
    wrong = called(back, "restore", made["file"], "--json", **OPEN | {"AKIMAT_DESK_PASSWORD": "x"})
    assert (wrong.code, wrong.one["error"]) == (1, "sign_in_refused")
    done = called(back, "restore", made["file"], "--json", **OPEN).one
    assert done["mark"] != done["mark_before"]
    twice = called(back, "restore", made["file"], "--json", **OPEN).one
    assert twice["error"] == "workspace_exists"
    assert called(back, "show", lost["number"], "--json", **OPEN).one["error"] == "number_unknown"
    entered = ["register", "--from-receipt", seal, "-", "--json"]
    found = called(back, *entered, given=json.dumps(told), **OPEN).one
    assert (found["number"], found["receipt_code"]) == (lost["number"], lost["receipt_code"])
    again_told = called(back, *entered, given=json.dumps(told), **OPEN)
    assert (again_told.code, again_told.one["error"]) == (1, "case_already_here")
    assert called(back, "verify", "--json", **OPEN).one["ok"]
    fresh = called(back, "register", "-", "--json", given=as_lines(a_complaint(2)), **OPEN).one
    assert done["mark"] in fresh["number"]


def test_the_daily_copy_is_made_once_and_a_folder_is_remembered(tmp_path, folder):
    first = called(folder, "backup", "--daily", "--json", **OPEN).one
    assert first["file"].startswith(str(tmp_path / "desk-copies"))
    assert called(folder, "backup", "--daily", "--json", **OPEN).one == {"made": False}
    told = called(folder, "backup", str(tmp_path / "stick"), "--remember", "--json", **OPEN)
    assert told.code == 0
    assert called(folder, "backup", "--daily", "--json", **OPEN).one == {"made": False}
    into = ["backup", str(tmp_path / "other"), "--daily", "--json"]
    assert called(folder, *into, **OPEN).one["file"].startswith(str(tmp_path / "other"))
    assert called(folder, *into, **OPEN).one == {"made": False}


def test_a_damaged_desk_is_told_plainly_and_saved_with_its_last_copy(tmp_path, folder):
    made = called(folder, "backup", "--daily", "--json", **OPEN).one
    number = called(folder, "register", "-", "--json", given=as_lines(a_complaint(1)), **OPEN).one
    data = (folder / "akimat.db").read_bytes()
    (folder / "akimat.db").write_bytes(bytes(4096) + data[4096:])
    told = called(folder, "list", "--json", **OPEN)
    assert (told.code, told.one["error"]) == (4, "database_damaged")
    done = called(folder, "salvage", "--out", str(tmp_path / "out"), "--json", **OPEN).one
    assert (done["lost"], done["numbers_lost"], done["cases"]) == (0, [], 1)
    assert done["from_copy"] == made["entries"]
    assert called(tmp_path / "out", "verify", "--json", **OPEN).one["ok"]
    shown = called(tmp_path / "out", "show", number["number"], "--json", **OPEN)
    assert shown.code == 0
    again_told = called(folder, "salvage", "--out", str(tmp_path / "out"), "--json", **OPEN)
    assert (again_told.code, again_told.one["error"]) == (1, "workspace_exists")
    alone = called(folder, "salvage", "--alone", "--out", str(tmp_path / "alone"), **OPEN)
    assert alone.code == 0, alone.err
    assert "akimat" not in alone.err


@pytest.mark.parametrize(
    ("told", "code", "error"),
    [
        (["backup"], 1, "field_wrong"),
        (["backup", "/proc/nowhere"], 3, "disk_failed"),
        (["restore", "/nowhere.backup"], 4, "backup_unreadable"),
        (["restore", __file__], 4, "backup_unreadable"),
        (["outbox", "withdraw", "nothing"], 1, "entry_not_waiting"),
        (["outbox", "retry"], 1, "not_enrolled"),
        (["register", "--from-receipt", "nothing", "-"], 1, "receipt_altered"),
    ],
)
def test_what_cannot_be_has_its_code(tmp_path, folder, told, code, error):
    place = tmp_path / "new" if told[0] == "restore" else folder
    done = called(place, *told, "--json", given=json.dumps(a_complaint(1)), **OPEN)
    assert (done.code, done.one["error"]) == (code, error)


def test_the_outbox_tells_every_entry_and_exports_what_names_nobody(tmp_path, folder):
    number = called(folder, "register", "-", "--json", given=as_lines(a_complaint(1)), **OPEN).one[
        "number"
    ]
    rows = called(folder, "outbox", "--all", "--json", **OPEN).lines
    assert {row["state"] for row in rows} == {"waiting"}
    assert number in {row["number"] for row in rows}
    out = tmp_path / "support.json"
    for told in (["support"], ["outbox", "export"]):
        assert called(folder, *told, "--out", str(out), **OPEN).code == 0
        assert "Өмүрбеков" not in out.read_text(encoding="utf-8")
        assert json.loads(out.read_text(encoding="utf-8"))["waiting"]["CaseRegistered"] == 1
