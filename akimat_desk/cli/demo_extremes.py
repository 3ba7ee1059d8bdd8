"""Two more workspaces to look at: one where nothing has come in yet, one with the longest names."""

from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.cli import demo_told
from akimat_desk.cli.demo_days import Days, StoryClock
from akimat_desk.cli.demo_offices import furnish, made_desk
from akimat_desk.cli.demo_receptions import receive_at_length
from akimat_desk.cli.demo_steps import STEPS
from akimat_desk.cli.demo_told import FOLDER, OfficeTold, filled
from akimat_desk.domain.errors import StaffUnknown
from akimat_desk.services.desk import Desk, territories

_MORNING: Final = "-3 09:10"
_BLANKS: Final = 20


class _Longest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`staff` holds surname, given name, patronymic and post (ky, ru) by login; a step's first
    word is the place of its case."""

    note: str
    staff: dict[str, tuple[str, str, str, str, str]]
    cases: tuple[dict[str, Any], ...]
    then: tuple[tuple[int, str, str, dict[str, Any]], ...]
    inspections: tuple[dict[str, Any], ...] = ()


def empty_desk(folder: Path, days: Days) -> Desk:
    """An office on its first morning: staff and letterhead, and no case."""
    return _furnished(folder, demo_told.offices().offices[0], days)


def longest_desk(folder: Path, days: Days) -> Desk:
    """The district, the posts, the people and the subjects that need the most room."""
    told = msgspec.json.decode((FOLDER / "longest.json").read_bytes(), type=_Longest)
    first = demo_told.offices().offices[0]
    staff = tuple(_renamed(one, told.staff) for one in first.staff)
    office = msgspec.structs.replace(first, id=_longest_district(), staff=staff)
    desk = _furnished(folder, office, days)
    _play(desk, told, days)
    return desk


def _furnished(folder: Path, office: OfficeTold, days: Days) -> Desk:
    clock = StoryClock(days.instant(_MORNING))
    password = demo_told.offices().password
    desk = made_desk(folder, office, office.desks[0], password, clock)
    furnish(desk, office, days, password)
    _sign_in(desk, office.desks[0].registrar)
    return desk


def _play(desk: Desk, told: _Longest, days: Days) -> None:
    registrar = desk.core.actor
    known = [desk.registration.register(_dated(case, days)).case for case in told.cases]
    for place, login, action, wish in told.then:
        _sign_in(desk, login)
        if action in STEPS:
            STEPS[action](desk, known[place], _dated(wish, days))
        else:
            desk.cases.do(known[place], action, _dated(wish, days))
    desk.core.actor = registrar
    for one in told.inspections:
        desk.inspections.register(_dated(one, days))
    desk.pads.reserve(_BLANKS)
    receive_at_length(desk, _dated([*told.cases], days))
    if desk.pen_sheets.due():
        desk.pen_sheets.print()


def _dated(value: Any, days: Days) -> Any:
    return filled(value, lambda _, of: days.day(int(of)).isoformat())


def _sign_in(desk: Desk, login: str) -> None:
    found = desk.office.now.find_login(login)
    if found is None:
        raise StaffUnknown(login)
    desk.core.actor = found


def _renamed(one: Any, names: dict[str, tuple[str, str, str, str, str]]) -> Any:
    if one.login not in names:
        return one
    keys = ("surname", "given", "patronymic", "post_ky", "post_ru")
    return msgspec.structs.replace(one, **dict(zip(keys, names[one.login], strict=True)))


def _longest_district() -> str:
    districts = (row for row in territories().rows if row.level == "district")
    return max(districts, key=lambda row: (len(row.name.ky) + len(row.name.ru), row.soate)).soate
