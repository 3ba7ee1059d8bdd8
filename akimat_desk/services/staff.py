"""Who works in the office and who may open this workstation."""

from datetime import date

import msgspec
import uuid_utils

from akimat_desk.domain import office_events as events
from akimat_desk.domain.absences import holders
from akimat_desk.domain.errors import FieldWrong, LoginTaken, StaffHoldsCases, StaffUnknown
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import ROLES
from akimat_desk.services import accounts
from akimat_desk.services.core import Core
from akimat_desk.storage import at_hand
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.wraps import Cost


class StaffTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of staff as the administrator tells it."""

    login: str
    surname: str
    given: str = ""
    patronymic: str = ""
    post_ky: str = ""
    post_ru: str = ""
    department: str = ""
    roles: tuple[str, ...] = ()
    phone: str = ""
    room: str = ""
    from_on: date | None = None


def record(core: Core, told: StaffTold, today: date) -> Staff:
    """Raises FieldWrong; LoginTaken where somebody who left had that login."""
    _demand_told(told)
    with core.write("staff") as writing:
        before = writing.office.find_login(told.login)
        if before is not None and before.ended_on is not None:
            raise LoginTaken(told.login)
        event = _recorded(told, before, today)
        writing.append_office(event)
        recorded = writing.office.find_staff(event.staff)
    if recorded is None:
        raise StaffUnknown(told.login)
    return recorded


def end(core: Core, login: str, today: date, order: str) -> None:
    """Raises StaffUnknown, StaffHoldsCases."""
    with core.write("staff") as writing:
        member = known(writing.office, login)
        open_cases = at_hand.open_cases(writing.connection)
        count = sum(member.id in holders(folded.state) for _, folded in open_cases)
        if count:
            raise StaffHoldsCases(login, count)
        writing.append_office(events.StaffEnded(staff=member.id, ended_on=today, order=order))


def take_back_ending(core: Core, login: str, today: date, order: str) -> None:
    """Raises StaffUnknown, FieldWrong (not_ended)."""
    with core.write("staff") as writing:
        member = known(writing.office, login)
        if member.ended_on is None:
            raise FieldWrong("login", "not_ended")
        writing.append_office(events.StaffReturned(staff=member.id, from_on=today, order=order))


def enable_account(core: Core, workspace: Workspace, login: str, password: str, cost: Cost) -> None:
    """Raises StaffUnknown and what `accounts.demand_password` does."""
    accounts.demand_password(password, is_training=False)
    with core.write("account") as writing:
        member = known(writing.office, login)
    keys = accounts.with_staff(workspace.keys(), login, member.id)
    workspace.keep_keys(accounts.with_account(keys, core.database.key, login, password, cost))


def known(office: Office, login: str) -> Staff:
    """Raises StaffUnknown."""
    found = office.find_login(login)
    if found is None:
        raise StaffUnknown(login)
    return found


def _demand_told(told: StaffTold) -> None:
    if any(role not in ROLES for role in told.roles):
        raise FieldWrong("role", "unknown")
    if not told.surname.strip() or not told.login.strip():
        raise FieldWrong("surname" if told.login.strip() else "login", "empty")


def _recorded(told: StaffTold, before: Staff | None, today: date) -> events.StaffRecorded:
    return events.StaffRecorded(
        staff=str(uuid_utils.uuid7()) if before is None else before.id,
        login=told.login,
        surname=told.surname,
        given=told.given,
        patronymic=told.patronymic,
        post=Bilingual(ky=told.post_ky, ru=told.post_ru),
        department=told.department,
        roles=told.roles or (before.roles if before is not None else ("executor",)),
        phone=told.phone,
        room=told.room,
        from_on=told.from_on or today,
    )
