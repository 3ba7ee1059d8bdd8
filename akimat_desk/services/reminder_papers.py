"""The list of reminders as a paper: whose pages it has, and what stands on them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.core import Core

if TYPE_CHECKING:
    from akimat_desk.documents.reminder_list import PersonPart
    from akimat_desk.services.reminders import ReminderLine

_SHOWN = (
    *("number", "applicant", "subject", "pressing", "trouble", "step"),
    *("due_kind", "due_on", "days_left", "body", "instead_of"),
)


def paper(core: Core, lines: Sequence["ReminderLine"], day: date, language: str) -> bytes:
    """Raises FieldWrong, and what documents refuse."""
    if language not in ("ky", "ru"):
        raise FieldWrong("language", "unknown")
    if not lines:
        raise FieldWrong("reminders", "empty")
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.reminder_list import (  # noqa: PLC0415
        ReminderListReading,
        reminder_list,
    )

    with core.read() as (_, lens):
        office = lens.office
    named: Any = office.dated("name", day)
    reading = ReminderListReading(
        office=Bilingual(ky="") if named is None else named.name,
        day=day,
        made_on=legal_day(core.clock.now()),
        people=tuple(_parts(lines, office)),
        language="ru" if language == "ru" else "ky",
        training=core.identity.is_training,
    )
    return reminder_list(reading)


def _parts(lines: Sequence["ReminderLine"], office: Office) -> list["PersonPart"]:
    from akimat_desk.documents.reminder_list import PersonPart, ReminderRow  # noqa: PLC0415

    parts: dict[str, list[ReminderRow]] = {}
    for line in lines:
        shown: dict[str, Any] = {name: getattr(line, name) for name in _SHOWN}
        row = ReminderRow(executor=line.executor_name, **shown)
        parts.setdefault(line.to, []).append(row)
    found = []
    for staff, rows in parts.items():
        member = office.find_staff(staff) if staff else None
        name = "" if member is None else member.short_name
        post = Bilingual(ky="") if member is None else member.post
        found.append(PersonPart(name=name, post=post, rows=tuple(rows)))
    return found
