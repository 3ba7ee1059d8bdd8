"""What the window's lists and its Today show: rows ready to be drawn, one page at a time."""

import uuid
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.deadlines import working_days_left
from akimat_desk.domain.term_bars import TermBar, term_bar
from akimat_desk.services.cases import Cases, OpenCase, booked_days
from akimat_desk.services.core import Core
from akimat_desk.storage import queries
from akimat_desk.storage.queries import CaseFilter

PAGE = 50


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list. `days_left` counts working days, negative when overdue."""

    id: str
    number: str
    applicant: str
    subject: str
    kind: str
    stage: str
    is_open: bool
    is_disputed: bool
    registered_on: date
    due_on: date | None
    due_kind: str
    days_left: int | None
    responsible: str
    bar: TermBar | None


class CasePage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows and the cursor of the next page, None at the end."""

    rows: tuple[CaseRow, ...]
    next_cursor: Any | None


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant the office knows; `pin` is masked."""

    id: str
    name: str
    pin: str
    phone: str
    is_organisation: bool


class Repeat(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the same applicant, for the strip that warns of repeats."""

    id: str
    number: str
    subject: str
    registered_on: date
    stage: str


class Lists:
    """Pages of cases and applicants as screens show them."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases

    def page(
        self, wanted: CaseFilter, cursor: Any | None = None, *, with_bars: bool = True
    ) -> CasePage:
        """Open cases by their earliest duty, with the term bar of each."""
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            found = queries.cases_by_due(connection, wanted, cursor, PAGE)
            names = {one.id: one.short_name for one in lens.office.staff()}
            calendar = lens.references.calendar
            rows = []
            for line in found.rows:
                case_id = str(uuid.UUID(bytes=line.stream))
                bar = None
                if with_bars:
                    bar = bar_of(self._cases.opened_in(connection, lens, case_id), today)
                left = (
                    None
                    if line.next_on is None
                    else working_days_left(today, line.next_on, calendar)
                )
                rows.append(_row(case_id, line, names, left, bar))
        return CasePage(rows=tuple(rows), next_cursor=found.after)

    def persons(self, typed: str) -> tuple[PersonRow, ...]:
        """The first applicants that fit what was typed."""
        with self._core.read() as (connection, _):
            found = queries.persons(connection, typed, None, 20)
        return tuple(
            PersonRow(
                id=str(uuid.UUID(bytes=row.stream)),
                name=row.name,
                pin=row.pin[-4:],
                phone=row.phone,
                is_organisation=bool(row.is_organisation),
            )
            for row in found.rows
        )

    def repeats(self, person_id: str) -> tuple[Repeat, ...]:
        """The latest cases of one applicant, the newest first."""
        with self._core.read() as (connection, _):
            wanted = CaseFilter(person=person_id)
            rows = queries.newest_cases(connection, wanted, None, 10)
        return tuple(
            Repeat(
                id=str(uuid.UUID(bytes=row.stream)),
                number=row.number,
                subject=row.subject,
                registered_on=row.registered_on,
                stage=row.stage,
            )
            for row in rows
        )


def bar_of(found: OpenCase, today: date) -> TermBar:
    """The term bar of one case."""
    start = duties.own_start(found.case, found.lens.office_id)
    booked = booked_days(found, today)
    calendar = found.lens.references.calendar
    until = found.case.ended_on_at(found.lens.office_id) or today
    return term_bar(start.registered_on, found.dates, booked, calendar, until)


def _row(
    case_id: str, line: Any, names: dict[str, str], left: int | None, bar: TermBar | None
) -> CaseRow:
    return CaseRow(
        id=case_id,
        number=line.number,
        applicant=line.applicant,
        subject=line.subject,
        kind=line.kind,
        stage=line.stage,
        is_open=bool(line.is_open),
        is_disputed=bool(line.is_disputed),
        registered_on=line.registered_on,
        due_on=line.next_on,
        due_kind=line.next_kind,
        days_left=left,
        responsible=names.get(line.responsible, ""),
        bar=bar,
    )
