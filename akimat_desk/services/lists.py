"""What the window's lists and its Today show: rows ready to be drawn, one page at a time."""

import uuid
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import msgspec

from akimat_desk.domain.collation import sort_key
from akimat_desk.domain.deadlines import working_days_left
from akimat_desk.domain.errors import StaffUnknown
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pads import PAPER
from akimat_desk.domain.term_bars import TermBar
from akimat_desk.services.bars import Bars
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.finding import codes_of_shared
from akimat_desk.services.list_filters import case_filter
from akimat_desk.storage import applicants, case_labels, queries
from akimat_desk.storage.queries import CaseFilter

PAGE = 30
"""More than the highest window shows: each row's term bar is drawn from its whole stream."""


class CaseRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of a list. `days_left` counts working days, negative when overdue. `by_hand`: it
    was registered on paper first. `shared_code`: where others bear the number too, the code of
    this one's receipt."""

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
    channel: str = ""
    topic: str = ""
    came_through: str = ""
    received_on: date | None = None
    ended_on: date | None = None
    answered: str = ""
    labels: tuple[str, ...] = ()
    by_hand: bool = False
    holder: str = ""
    shared_code: str = ""


class CasePage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows and the cursor of the next page, None at the end."""

    rows: tuple[CaseRow, ...]
    next_cursor: Any | None


class LabelRow(msgspec.Struct, frozen=True, kw_only=True):
    """A label in use and how many cases bear it."""

    label: str
    cases: int


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
        self._bars = Bars(cases)

    def page(
        self, wanted: CaseFilter, cursor: Any | None = None, *, with_bars: bool = True
    ) -> CasePage:
        """One page in the order that the filter wants, with the term bar of each."""
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            found = queries.cases_by_due(connection, wanted, cursor, PAGE)
            labels = case_labels.of_cases(connection, [line.id for line in found.rows])
            names = {one.id: one.short_name for one in lens.office.staff()}
            calendar = lens.references.calendar
            streams = [line.stream for line in found.rows] if with_bars else []
            bars = self._bars.of(connection, lens, streams, today)
            rows = []
            shared = codes_of_shared(connection, found.rows, lens.office_id)
            for line in found.rows:
                case_id = str(uuid.UUID(bytes=line.stream))
                bar = bars.get(line.stream)
                left = (
                    None
                    if line.next_on is None
                    else working_days_left(today, line.next_on, calendar)
                )
                row = _row(case_id, line, names, left, bar)
                more = {"labels": labels.get(line.id, ()), "shared_code": shared.get(line.id, "")}
                rows.append(msgspec.structs.replace(row, **more))
        return CasePage(rows=tuple(rows), next_cursor=found.after)

    def labels(self) -> tuple[LabelRow, ...]:
        """The labels in use, by the Kyrgyz alphabet."""
        with self._core.database.read() as connection:
            found = case_labels.in_use(connection)
        rows = (LabelRow(label=label, cases=count) for label, count in found)
        return tuple(sorted(rows, key=lambda row: (sort_key(row.label), row.label)))

    def filter_from(self, plain: Mapping[str, Any]) -> CaseFilter:
        """What a saved list or a command line says of a filter, as it reads today; `list_filters`
        has its keys. Raises UnknownKeys, FieldWrong, StaffUnknown."""
        known = self._cases.filter_of()
        if known.today is None or known.soon_until is None:
            raise LookupError("a filter without today")
        with self._core.read() as (_, lens):
            return case_filter(
                plain, known.today, known.soon_until, partial(self._staff, lens.office)
            )

    def _staff(self, office: Office, told: str) -> str:
        if told == "me" and self._core.actor is not None:
            return self._core.actor.id
        found = office.find_staff(told) or office.find_login(told) if told else None
        if told and found is None:
            raise StaffUnknown(told)
        return "" if found is None else found.id

    def persons(self, typed: str) -> tuple[PersonRow, ...]:
        """The first applicants that fit what was typed."""
        with self._core.read() as (connection, _):
            found = applicants.page(connection, typed, None, 20)
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
        channel=line.channel,
        topic=line.topic,
        came_through=line.came_through,
        received_on=line.received_on,
        ended_on=line.ended_on,
        answered=line.answered,
        by_hand=PAPER in line.traits.split(),
        holder=line.responsible,
    )
