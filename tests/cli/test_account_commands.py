"""Accounts on the command line: resets by code, the wait after wrong ones, another key, erasing."""

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.working_desks import CHEAP, PASSWORD, a_complaint, setup

from akimat_desk.services.desk import make_workspace
from akimat_desk.services.throttle import FREE

NEW = "жаңы сыр сөз 7"
OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD}


@pytest.fixture
def office(tmp_path):
    made = make_workspace(tmp_path / "desk", setup(training=True), clock=a_day_before(), cost=CHEAP)
    return tmp_path / "desk", made


def reset(folder, code, login="admin"):
    secrets = {"AKIMAT_DESK_CODE": code, "AKIMAT_DESK_NEW_PASSWORD": NEW}
    return called(folder, "account", "reset", login, "--json", **secrets)


def test_a_forgotten_password_is_set_anew_by_a_code_and_by_the_recovery_key(office):
    folder, made = office
    done = reset(folder, made.head_codes[3])
    assert (done.code, done.one) == (0, {"login": "admin", "code": 4, "codes_left": 7})
    assert called(folder, "list", "--json", AKIMAT_DESK_PASSWORD=NEW).code == 0
    assert reset(folder, made.head_codes[3]).one["error"] == "reset_refused"
    assert reset(folder, "AAAA").one["error"] == "secret_mistyped"
    assert reset(folder, made.recovery_key).one["code"] == 0


def test_wrong_passwords_wait_over_runs_of_the_program(office):
    folder, _ = office
    wrong = {"AKIMAT_DESK_PASSWORD": "жаңылыш сөз"}
    for _ in range(FREE):
        assert called(folder, "list", "--json", **wrong).one["error"] == "sign_in_refused"
    done = called(folder, "list", "--json", **OPEN)
    assert (done.code, done.one["error"]) == (3, "guess_too_soon")
    assert 0 < done.one["seconds"] <= 30


def test_the_key_is_changed_and_everything_opens_as_before(office):
    folder, made = office
    assert (
        called(folder, "register", "-", "--json", given=as_lines(a_complaint()), **OPEN).code == 0
    )
    done = called(folder, "account", "change-key", "--json", **OPEN)
    assert done.code == 0
    assert len(done.one["head_codes"]) == 8
    assert called(folder, "verify", "--json", **OPEN).one["ok"]
    assert reset(folder, made.head_codes[0]).one["error"] == "reset_refused"
    assert reset(folder, done.one["head_codes"][0]).one["code"] == 1


def test_codes_are_counted_and_made_anew_with_the_head(office):
    folder, _ = office
    assert called(folder, "account", "codes", "--json", **OPEN).one == {"left": 8}
    agreed = OPEN | {"AKIMAT_DESK_HEAD_PASSWORD": PASSWORD}
    done = called(folder, "account", "codes", "--head", "admin", "--json", **agreed)
    assert len(done.one["head_codes"]) == 8
    assert reset(folder, done.one["head_codes"][7]).one["code"] == 8


def test_a_matter_is_erased_only_when_it_is_said(office):
    folder, _ = office
    told = as_lines(a_complaint())
    number = called(folder, "register", "-", "--json", given=told, **OPEN).one["number"]
    first = called(folder, "erase", number, "--json", **OPEN)
    assert (first.code, first.one["erased"]) == (0, False)
    wanted = ("erase", number, "--yes", "--json")
    assert called(folder, *wanted, **OPEN).one["error"] == "field_wrong"
    done = called(folder, *wanted, "--ground", "Сот чечими № 5", **OPEN)
    assert (done.code, done.one["erased"]) == (0, True)
    assert called(folder, "show", number, "--json", **OPEN).one["error"] == "number_unknown"
    assert called(folder, "erase", "--list", "--json", **OPEN).one["number"] == number
    assert called(folder, "verify", "--json", **OPEN).one["ok"]
