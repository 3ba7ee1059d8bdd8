"""A forgotten password: the head's codes and the recovery key, each use an entry."""

from contextlib import closing

import pytest
from services.working_desks import CHEAP, PASSWORD, GoingClock, new_desk, setup

from akimat_desk.domain.account_events import HeadCodesRenewed, PasswordReset
from akimat_desk.domain.errors import NotAllowed, StaffUnknown
from akimat_desk.services.desk import make_workspace, open_desk, opened
from akimat_desk.services.errors import (
    PasswordTooShort,
    ResetRefused,
    SecretMistyped,
    SignInRefused,
)
from akimat_desk.services.head_codes import HeadAgrees
from akimat_desk.services.resets import Reset, reset
from akimat_desk.services.staff import StaffTold
from akimat_desk.services.throttle import FREE, GuessTooSoon

NEW = "жаңы сыр сөз 7"


@pytest.fixture
def office(tmp_path):
    """Made, with one more account: the folder and what was printed."""
    folder, clock = tmp_path / "desk", GoingClock()
    made = make_workspace(folder, setup(), clock=clock, cost=CHEAP)
    with opened(folder, password=PASSWORD, clock=clock) as desk:
        for login, role in (("asanova", "registrar"), ("bashchy", "head"), ("kelgen", "executor")):
            desk.office.add_staff(StaffTold(login=login, surname=login, roles=(role,)))
        desk.office.enable_account("asanova", PASSWORD, CHEAP)
        desk.office.enable_account("bashchy", PASSWORD, CHEAP)
    return folder, made, clock


def used(office, secret, login="asanova", password=NEW):
    folder, _, clock = office
    told = Reset(login=login, secret=secret, new_password=password)
    return reset(folder, told, clock=clock, cost=CHEAP)


def told_by(office, login="asanova", password=NEW):
    """The account entries of the office's stream, and who wrote them."""
    folder, _, clock = office
    with opened(folder, login=login, password=password, clock=clock) as desk:
        office_now = desk.office.now
        names = {one.id: one.login for one in office_now.staff()}
        return [
            (one, names[slot.entries[0].actor])
            for key, slot in office_now.slots.items()
            for one in (slot.entries[0].event,)
            if key.startswith(("password-reset:", "codes-renewed:"))
        ]


def test_a_code_sets_a_new_password_and_is_struck_out(office):
    folder, made, clock = office
    done = used(office, made.head_codes[2])
    assert (done.code, done.codes_left) == (3, 7)
    with pytest.raises(SignInRefused):
        open_desk(folder, login="asanova", password=PASSWORD, clock=clock)
    with pytest.raises(ResetRefused):
        used(office, made.head_codes[2])
    with opened(folder, login="asanova", password=NEW, clock=clock) as desk:
        assert desk.integrity.verify().streams


def test_an_entry_says_whose_where_and_which_code(office):
    used(office, office[1].head_codes[7])
    ((event, author),) = told_by(office)
    assert isinstance(event, PasswordReset)
    assert (event.code, event.station, author) == (8, office[1].station, "asanova")


def test_the_code_is_read_in_the_other_layout_with_and_without_hyphens(office):
    cyrillic = str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ")
    typed = office[1].head_codes[0].replace("-", " ").translate(cyrillic).lower()
    assert used(office, typed).code == 1


def test_the_recovery_key_opens_for_everything_lost_and_is_not_used_up(office):
    for login in ("admin", "kelgen"):
        done = used(office, office[1].recovery_key, login)
        assert (done.code, done.codes_left) == (0, 8)
        assert told_by(office, login)[-1][0].code == 0


def test_a_code_is_for_accounts_of_this_workstation_alone(office):
    for login in ("kelgen", "nobody"):
        with pytest.raises(StaffUnknown):
            used(office, office[1].head_codes[0], login)
    assert used(office, office[1].head_codes[0]).code == 1


@pytest.mark.parametrize("typed", ["", "AAAA", "AAAA-CCCC-EEEE-0", "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ", "0" * 39])
def test_what_cannot_be_a_code_is_mistyped_and_no_guess(office, typed):
    for _ in range(FREE + 1):
        with pytest.raises(SecretMistyped):
            used(office, typed)
    assert used(office, office[1].head_codes[0]).code == 1


def test_wrong_codes_wait_like_wrong_passwords(office):
    _, made, _ = office
    for _ in range(FREE):
        with pytest.raises(ResetRefused):
            used(office, "0000-0000-0000")
    with pytest.raises(GuessTooSoon):
        used(office, made.head_codes[0])
    assert used(office, made.recovery_key).code == 0


def test_a_password_that_is_too_short_uses_no_code_up(office):
    with pytest.raises(PasswordTooShort):
        used(office, office[1].head_codes[0], password="кыска")
    assert used(office, office[1].head_codes[0]).codes_left == 7


def test_administrator_and_head_together_make_new_codes_and_the_old_ones_are_void(office):
    folder, made, clock = office
    with opened(folder, login="admin", password=PASSWORD, clock=clock) as desk:
        codes = desk.head_codes.renew(HeadAgrees(login="bashchy", password=PASSWORD), CHEAP)
        assert (len(codes), desk.head_codes.left) == (8, 8)
    with pytest.raises(ResetRefused):
        used(office, made.head_codes[0])
    assert used(office, codes[0]).code == 1
    renewed = [told for told in told_by(office) if isinstance(told[0], HeadCodesRenewed)]
    assert [author for _, author in renewed] == ["admin"]


def test_neither_alone_makes_new_codes(office):
    folder, made, clock = office
    with opened(folder, login="admin", password=PASSWORD, clock=clock) as desk:
        with pytest.raises(SignInRefused):
            desk.head_codes.renew(HeadAgrees(login="bashchy", password="жаңылыш сөз"), CHEAP)
        with pytest.raises(NotAllowed):
            desk.head_codes.renew(HeadAgrees(login="asanova", password=PASSWORD), CHEAP)
    desk = open_desk(folder, login="bashchy", password=PASSWORD, clock=clock)
    with closing(desk), pytest.raises(NotAllowed):
        desk.head_codes.renew(HeadAgrees(login="bashchy", password=PASSWORD), CHEAP)
    assert used(office, made.head_codes[0]).code == 1


def test_a_workspace_without_passwords_has_nothing_to_set_anew(tmp_path):
    new_desk(tmp_path, training=True, password="").close()
    with pytest.raises(ResetRefused):
        used((tmp_path, None, GoingClock()), "0000-0000-0000", "admin")
