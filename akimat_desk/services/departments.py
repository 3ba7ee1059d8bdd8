"""The departments of an office and who heads them, for the ladder of reminders."""

from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong, StaffUnknown
from akimat_desk.domain.office_events import DepartmentNamed
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.core import Core


class DepartmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is what stands in the records of its people; `people` counts those at work."""

    id: str
    name: Bilingual
    head: str = ""
    head_login: str = ""
    parent: str = ""
    people: int = 0


class Departments:
    """A later word about a department takes the place of the earlier one."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def rows(self) -> tuple[DepartmentRow, ...]:
        """Those that were named, and those that only people's records mention."""
        with self._core.read() as (_, lens):
            office = lens.office
        at_work = [one for one in office.staff() if one.ended_on is None]
        named: dict[str, Any] = {one.department: one for one in office.all("department")}
        ids = sorted({*named, *(one.department for one in at_work if one.department)})
        found = []
        for key in ids:
            told = named.get(key)
            head = None if told is None or not told.head else office.find_staff(told.head)
            found.append(
                DepartmentRow(
                    id=key,
                    name=Bilingual(ky=key) if told is None else told.name,
                    head="" if head is None else head.short_name,
                    head_login="" if head is None else head.login,
                    parent="" if told is None else told.parent,
                    people=sum(one.department == key for one in at_work),
                )
            )
        return tuple(found)

    def name(self, department: str, *, head: str = "", parent: str = "", ru: str = "") -> None:
        """`head` is a login. Raises FieldWrong, StaffUnknown, NotAllowed."""
        key = " ".join(department.split())
        if not key:
            raise FieldWrong("department", "empty")
        if parent == key:
            raise FieldWrong("parent", "own")
        with self._core.write("office") as writing:
            found = writing.office.find_login(head) if head else None
            if head and found is None:
                raise StaffUnknown(head)
            writing.append_office(
                DepartmentNamed(
                    department=key,
                    name=Bilingual(ky=key, ru=ru),
                    parent=parent,
                    head="" if found is None else found.id,
                )
            )
