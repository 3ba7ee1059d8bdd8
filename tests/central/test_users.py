"""Users of the centre: by whom they are made, how a password is kept, how guesses are stopped."""

import json
from functools import partial
from pathlib import Path

import pytest
from central.admin_calls import NOOKAT, PASSWORD, SUZAK, add_user, centre_with_offices
from sqlalchemy import select, update

from akimat_desk.central import audit, audit_pin, sessions, users, verifying
from akimat_desk.central.access import covers
from akimat_desk.central.audit import Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.cli import run
from akimat_desk.central.errors import (
    AuditAltered,
    SignInRefused,
    TooManyTries,
    UserExists,
    UserMissing,
)
from akimat_desk.central.store import tables
from akimat_desk.domain.errors import FieldWrong, UnknownRow

HERE, THERE = "192.0.2.1", "192.0.2.2"
HOUR = 3600 * 1000


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    made = centre_with_offices(tmp_path / "centre")
    add_user(made)
    # Time stands still, but for what a test turns it by.
    now = made.clock()
    made.clock = lambda: now
    return made


def turn(centre: Centre, milliseconds: int) -> None:
    now = centre.clock()
    centre.clock = lambda: now + milliseconds


def refused(centre: Centre, login: str, password: str, address: str = HERE) -> str:
    with pytest.raises((SignInRefused, TooManyTries)) as wrong:
        sessions.sign_in(centre, login, password, address)
    return wrong.value.code


def test_a_user_signs_in_and_the_password_and_token_are_kept_as_digests(centre) -> None:
    signed = sessions.sign_in(centre, "asan", PASSWORD, HERE)
    assert sessions.signed(centre, signed.token) == signed
    with centre.store.read() as connection:
        known = connection.execute(select(tables.user)).one()
        kept = connection.execute(select(tables.session)).one()
    assert known.password.startswith("$argon2id$")
    assert PASSWORD not in str(tuple(known))
    assert signed.token.encode() not in kept.digest
    assert signed.token not in repr(signed)


def test_unknown_ended_and_wrong_sound_alike(centre) -> None:
    add_user(centre, "uson")
    users.end(centre, "uson")
    told = [("nobody", PASSWORD), ("uson", PASSWORD), ("asan", "another long word")]
    assert {refused(centre, *one) for one in told} == {"sign_in_refused"}


def test_an_unknown_login_costs_the_same_work_as_a_known_one(centre) -> None:
    """The same hash is reckoned: its cost stands in its text."""
    with centre.store.read() as connection:
        known = connection.execute(select(tables.user.c.password)).scalar_one()
    assert known.split("$")[:4] == users._NOBODY.split("$")[:4]


def test_guessing_at_a_login_is_stopped_for_the_hour_whether_it_is_known_or_not(centre) -> None:
    for login in ("asan", "nobody"):
        for place in range(users.TRIES_A_LOGIN):
            address = f"192.0.2.{10 + place}"
            assert refused(centre, login, "wrong", address) == "sign_in_refused"
        assert refused(centre, login, "wrong", THERE) == "too_many_tries"
    assert refused(centre, "asan", PASSWORD, THERE) == "too_many_tries"
    turn(centre, HOUR)
    assert sessions.sign_in(centre, "asan", PASSWORD, THERE).user.login == "asan"


def test_guessing_from_an_address_is_stopped_over_all_logins(centre) -> None:
    for place in range(users.TRIES_AN_ADDRESS):
        refused(centre, f"nobody{place}", "wrong", "2001:db8::1")
    assert refused(centre, "asan", PASSWORD, "2001:db8::2") == "too_many_tries"
    assert sessions.sign_in(centre, "asan", PASSWORD, HERE).user.login == "asan"


def test_right_ones_are_given_back(centre) -> None:
    for _ in range(users.TRIES_A_LOGIN + 2):
        sessions.sign_in(centre, "asan", PASSWORD, HERE)
    assert refused(centre, "asan", "wrong") == "sign_in_refused"


def test_a_session_ends_by_idleness_by_the_day_by_sign_out_and_by_its_users_end(centre) -> None:
    idle = sessions.sign_in(centre, "asan", PASSWORD, HERE)
    turn(centre, sessions.IDLE - 1)
    assert sessions.signed(centre, idle.token)
    turn(centre, sessions.IDLE - 1)
    assert sessions.signed(centre, idle.token)
    turn(centre, sessions.IDLE)
    assert sessions.signed(centre, idle.token) is None
    busy = sessions.sign_in(centre, "asan", PASSWORD, HERE)
    for _ in range(sessions.LONGEST // (sessions.IDLE - 1)):
        turn(centre, sessions.IDLE - 1)
        assert sessions.signed(centre, busy.token)
    turn(centre, sessions.IDLE - 1)
    assert sessions.signed(centre, busy.token) is None
    left = sessions.sign_in(centre, "asan", PASSWORD, HERE)
    sessions.sign_out(centre, left, HERE)
    assert sessions.signed(centre, left.token) is None
    ended = sessions.sign_in(centre, "asan", PASSWORD, HERE)
    users.end(centre, "asan")
    assert sessions.signed(centre, ended.token) is None


def test_a_new_session_ends_the_one_it_comes_from_and_a_new_password_all(centre) -> None:
    first = sessions.sign_in(centre, "asan", PASSWORD, HERE)
    second = sessions.sign_in(centre, "asan", PASSWORD, HERE, first.token)
    assert second.token != first.token
    assert sessions.signed(centre, first.token) is None
    users.set_password(centre, "asan", "quite another word")
    assert sessions.signed(centre, second.token) is None
    assert refused(centre, "asan", PASSWORD) == "sign_in_refused"
    assert sessions.sign_in(centre, "asan", "quite another word", HERE)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "too_short"),
        ("x" * 201, "too_long"),
        ("aaaaaaaaaaaaaaaa", "too_easy"),
        ("my asan is long", "too_easy"),
    ],
)
def test_a_password_must_be_worth_it(centre, password, reason) -> None:
    with pytest.raises(FieldWrong) as wrong:
        users.set_password(centre, "asan", password)
    assert wrong.value.reason == reason


def test_a_login_is_given_once(centre) -> None:
    users.end(centre, "asan")
    with pytest.raises(UserExists):
        add_user(centre)
    with pytest.raises(UserMissing):
        users.end(centre, "asan")
    with pytest.raises(UnknownRow):
        add_user(centre, "uson", territory="99999")


@pytest.mark.parametrize(
    ("territory", "office", "is_covered"),
    [
        ("", NOOKAT, True),
        ("", "", True),
        ("41706000000000", NOOKAT, True),
        ("41706000000000", SUZAK, False),
        ("41706000000000", "", False),
        ("41706242000000", NOOKAT, True),
        ("41706242000000", "41706242600010-city-1", True),
        ("41706242000000", "41706242820000-aiyl-1", True),
        ("41706242000000", "41706226820000-aiyl-1", False),
        ("41702410000010", "41702410000010-city-1", True),
        ("41702410000010", "41702410820000-aiyl-1", False),
        # By its code it would lie in Suzak district; by the list it is the oblast's own.
        ("41703220000000", "41703220400010-city-1", False),
        ("41703000000000", "41703220400010-city-1", True),
    ],
)
def test_a_territory_covers_what_lies_in_it(territory, office, is_covered) -> None:
    assert covers(territory, office) is is_covered


def test_the_audit_is_chained_and_signed(centre) -> None:
    sessions.sign_in(centre, "asan", PASSWORD, HERE)
    whats = [line.what for line in audit.every(centre)]
    assert whats == ["office_added"] * 3 + ["user_added", "signed_in"]
    with centre.store.write() as connection:
        changed = update(tables.audit).where(tables.audit.c.number == 4)
        connection.execute(changed.values(about="uson viewer republic"))
    with pytest.raises(AuditAltered) as wrong:
        list(audit.every(centre))
    assert wrong.value.number == 4


def test_a_line_that_was_taken_out_of_the_audit_is_missed(centre) -> None:
    with centre.store.write() as connection:
        connection.execute(tables.audit.delete().where(tables.audit.c.number == 2))
    with pytest.raises(AuditAltered) as wrong:
        list(audit.every(centre))
    assert wrong.value.number == 2


def test_lines_lost_at_the_end_of_the_audit_are_missed(centre) -> None:
    sessions.sign_in(centre, "asan", PASSWORD, HERE)
    with centre.store.write() as connection:
        connection.execute(tables.audit.delete().where(tables.audit.c.number >= 4))
    for proof in (verifying.verify, lambda one: list(audit.every(one))):
        with pytest.raises(AuditAltered) as wrong:
            proof(centre)
        assert wrong.value.number == 4
    # Nor is a shorter audit whole again once more was done than was taken out, or without file.
    for _ in range(4):
        sessions.sign_in(centre, "asan", PASSWORD, HERE)
    with pytest.raises(AuditAltered):
        verifying.verify(centre)
    (centre.folder / "audit").unlink()
    with pytest.raises(AuditAltered):
        verifying.verify(centre)


def test_what_was_given_up_leaves_no_mark_beside_the_audit(centre) -> None:
    before = audit_pin.pinned(centre.folder)
    with pytest.raises(ZeroDivisionError), centre.store.write() as connection:
        audit.note(centre, connection, Doer("asan", HERE), "published")
        raise ZeroDivisionError
    assert audit_pin.pinned(centre.folder) == before
    verifying.verify(centre)


def test_a_database_put_back_says_in_its_audit_what_was_lost(centre) -> None:
    sessions.sign_in(centre, "asan", PASSWORD, HERE)
    last = list(audit.every(centre))[-1].number
    with centre.store.write() as connection:
        connection.execute(tables.audit.delete().where(tables.audit.c.number > last - 2))
    # As after an older copy of the database: the file beside it does not fit.
    (centre.folder / "epoch").unlink()
    centre.start(partial(audit.begin_anew, centre))
    verifying.verify(centre)
    told = list(audit.every(centre))[-1]
    assert (told.what, told.about) == ("audit_lost", f"{last - 1}-{last}")


def test_a_refused_guess_is_noted_for_a_known_login_alone(centre) -> None:
    refused(centre, "asan", "wrong")
    refused(centre, "my-password-typed-here", "wrong")
    noted = [(line.who, line.what) for line in audit.every(centre)][-1]
    assert noted == ("asan", "sign_in_refused")
    assert not [line for line in audit.every(centre) if "typed" in line.who + line.about]


def test_by_the_command_line(tmp_path, capsys, monkeypatch) -> None:
    def central(*arguments: str) -> tuple[int, list[dict]]:
        code = run(["--json", "--training", "--files", str(tmp_path / "c"), *arguments])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    add = ("user", "add", "asan", "--role", "publisher", "--territory", "41706")
    assert central(*add)[1][0]["error"] == "field_wrong"
    monkeypatch.setenv("AKIMAT_CENTRAL_PASSWORD", PASSWORD)
    code, told = central(*add)
    assert code == 0
    assert told[0]["territory"] == "41706000000000"
    assert [one["login"] for one in central("user", "list")[1]] == ["asan"]
    assert central(*add)[1] == [{"error": "user_exists", "login": "asan"}]
    assert central("user", "password", "asan")[0] == 0
    assert central("user", "end", "asan")[0] == 0
    assert central("user", "end", "asan")[1] == [{"error": "user_missing", "login": "asan"}]
    assert central("user", "list")[1][0]["ended_at"] > 0
    lines = central("audit")[1]
    assert [one["what"] for one in lines] == ["user_added", "password_changed", "user_ended"]
    assert {one["origin"] for one in lines} == {"command"}
    assert PASSWORD not in json.dumps(lines)
