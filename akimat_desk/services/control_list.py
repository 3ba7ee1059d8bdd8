"""Cases under control: which body awaits a report on what by when, and what was reported."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.deadlines import Duty, working_days_left
from akimat_desk.domain.duties import own_start
from akimat_desk.services import control_papers
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core
from akimat_desk.storage import bulk, watched

State = Literal["open", "reported", "lifted"]


class ControlLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One control of one open case; `days_left` are working days, None once it is over.

    `prolonged_by` is the number of the letter that moved the date last, `ended_on` the day of
    the report or of the lifting, `report` the number of the report.
    """

    case: str
    number: str
    applicant: str
    subject: str
    responsible: str
    body: str
    letter: str
    dated_on: date | None
    due_on: date | None
    report_to: str
    state: State
    days_left: int | None = None
    prolonged_by: str = ""
    ended_on: date | None = None
    report: str = ""


class ControlList:
    """Whoever may read may look."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def rows(self, *, is_open_only: bool = False) -> tuple[ControlLine, ...]:
        """What is still awaited first, by the control date."""
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            names = {one.id: one.short_name for one in lens.office.staff()}
            found: list[ControlLine] = []
            for stream, folded in bulk.folds(connection, watched.controlled(connection)):
                case = self._cases.seen(str(uuid.UUID(bytes=stream)), folded, lens)
                found += _lines(case, names.get(case.responsible, ""), today)
        if is_open_only:
            found = [line for line in found if line.state == "open"]
        return tuple(sorted(found, key=_by_date))

    def paper(self, *, language: str = "ky") -> bytes:
        """What is still awaited, as a table. Raises FieldWrong, and what documents refuse."""
        rows = self.rows(is_open_only=True)
        return control_papers.paper(self._core, rows, self._cases.today(), language)


def _lines(found: OpenCase, responsible: str, today: date) -> Iterator[ControlLine]:
    case, calendar = found.case, found.lens.references.calendar
    duties = found.dates.of_kind("control")
    for key, duty in zip(case.keys("control:"), duties, strict=True):
        left = None
        if duty.is_open and duty.due_on is not None:
            left = working_days_left(today, duty.due_on, calendar)
        yield ControlLine(
            case=found.id,
            number=own_start(case, found.lens.office_id).number,
            applicant=case.applicant.name,
            subject=case.field("subject"),
            responsible=responsible,
            body=duty.body,
            letter=duty.number,
            dated_on=duty.dated_on,
            due_on=duty.due_on,
            report_to=duty.report_to,
            days_left=left,
            **_course(found, key, duty),
        )


def _course(found: OpenCase, key: str, duty: Duty) -> dict[str, Any]:
    """How it went on; while two versions are in dispute the control stands."""
    told: dict[str, Any] = {"state": "open"}
    for entry in found.case.slot(key).line:
        match entry.event:
            case events.ControlProlonged(letter_number=number):
                told["prolonged_by"] = number
            case events.ControlReported(reported_on=day, number=number) if not duty.is_open:
                told |= {"state": "reported", "ended_on": day, "report": number}
            case events.ControlLifted(lifted_on=day) if not duty.is_open:
                told |= {"state": "lifted", "ended_on": day}
            case _:
                pass
    if not duty.is_open and told["state"] == "open":
        told["state"] = "lifted"
    return told


def _by_date(line: ControlLine) -> tuple[Any, ...]:
    is_over = line.state != "open"
    return is_over, line.due_on or date.max, line.number, line.body, line.letter
