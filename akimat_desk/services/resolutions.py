"""What waits for a resolution: cases without an executor, the most urgent first."""

import uuid
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain.deadlines import working_days_left
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.storage import unresolved

PAGE: Final = 50


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One that waits. `days_left` counts working days; `is_returned`: its executor gave it back."""

    id: str
    number: str
    applicant: str
    subject: str
    registered_on: date
    due_on: date | None
    days_left: int | None
    is_returned: bool


class MatterPage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows and the cursor of the next page, None at the end."""

    rows: tuple[Matter, ...]
    next_cursor: tuple[str, int] | None


class Resolutions:
    """The heap on the head's desk."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def count(self) -> int:
        with self._core.database.read() as connection:
            return unresolved.count(connection)

    def page(self, cursor: tuple[str, int] | None = None) -> MatterPage:
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            lines = unresolved.page(connection, cursor, PAGE + 1)
            calendar = lens.references.calendar
            rows = tuple(
                _matter(line, line.next_on and working_days_left(today, line.next_on, calendar))
                for line in lines[:PAGE]
            )
        last = lines[PAGE - 1] if len(lines) > PAGE else None
        return MatterPage(rows=rows, next_cursor=last and (last.sort_key, last.id))


def _matter(line: Any, left: int | None) -> Matter:
    return Matter(
        id=str(uuid.UUID(bytes=line.stream)),
        number=line.number,
        applicant=line.applicant,
        subject=line.subject,
        registered_on=line.registered_on,
        due_on=line.next_on,
        days_left=left,
        is_returned=line.stage != "registered",
    )
