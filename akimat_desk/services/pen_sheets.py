"""The head's folder: new matters on one printed sheet, and the pen's words entered from it."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain import pen_sheets as pen
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.behalf import HEAD, head_of
from akimat_desk.domain.duties import own_start, responsible, stage
from akimat_desk.domain.errors import CaseReadOnly, DeskError, FieldWrong
from akimat_desk.domain.handing_over import assign
from akimat_desk.domain.numbering import NumberUnknown
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pen_sheets import MOST, PenSheetPrinted, PenSheetUnknown
from akimat_desk.domain.situations import Situation
from akimat_desk.domain.wishes import Assign, Wish
from akimat_desk.services import pen_papers
from akimat_desk.services.attachments import HeldFile, named
from akimat_desk.services.bulk import BulkDone, BulkLine
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.resolutions import Resolutions
from akimat_desk.storage.projections import Lens
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

DAYS_AHEAD: Final = 60
"""So many working days can be counted off from today while a date is typed."""


class PenRow(msgspec.Struct, frozen=True, kw_only=True):
    """One matter of a sheet. `by_table` is the login that the table of responsibility gives,
    `executor` the name of whoever has it by now, `latest` the last day an own date may have."""

    row: int
    case: str
    number: str
    applicant: str
    subject: str
    registered_on: date
    due_on: date | None
    by_table: str = ""
    executor: str = ""
    latest: date | None = None
    is_open: bool = True

    @property
    def is_waiting(self) -> bool:
        return self.is_open and not self.executor


class PenSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet as its matters are now; those that are not at this desk yet are left out."""

    sheet: str
    printed_on: date
    language: str
    rows: tuple[PenRow, ...]

    @property
    def waiting(self) -> int:
        return sum(row.is_waiting for row in self.rows)


class PenBoard(msgspec.Struct, frozen=True, kw_only=True):
    """What *Enter resolutions* needs: `row` is the one whose bar code was read, 0 for the sheet;
    `workdays` follow today one by one, `head` is the name of whose pen it is today."""

    sheet: PenSheet
    row: int
    head: str
    today: date
    workdays: tuple[date, ...]


class PrintedSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The new sheet and its page."""

    sheet: str
    paper: bytes
    matters: int


class PenLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the pen wrote beside one matter; people by their logins."""

    case: str
    executor: str
    co_executors: tuple[str, ...] = ()
    internal_on: date | None = None
    resolution: str = ""


class PenRowTold(Wish, frozen=True, kw_only=True):
    """The same by the row of the sheet, as JSON gives it."""

    row: int
    executor: str
    co_executors: tuple[str, ...] = ()
    internal_on: date | None = None
    resolution: str = ""


class PenRowsTold(Wish, frozen=True, kw_only=True):
    """What `resolutions` takes on the command line."""

    rows: tuple[PenRowTold, ...]


class PenSheets:
    """Any desk of the office can enter a sheet that another has printed, once it has synced."""

    def __init__(self, core: Core, cases: Cases, resolutions: Resolutions) -> None:
        self._core, self._cases, self._resolutions = core, cases, resolutions

    def due(self, *, is_again: bool = False) -> tuple[str, ...]:
        """The cases that the next sheets would hold, the most urgent first.

        One that lies on a sheet already is left out until its executor gives it back; with
        `is_again` it is among them, for a sheet that got lost.
        """
        with self._core.read() as (_, lens):
            printed = {case for one in _printed(lens.office) for case in one.matters}
        cursor, found = None, []
        while True:
            page = self._resolutions.page(cursor)
            found += [
                one.id for one in page.rows if is_again or one.is_returned or one.id not in printed
            ]
            cursor = page.next_cursor
            if cursor is None:
                return tuple(found)

    @draws("pen-sheet")
    def print(
        self,
        cases: Sequence[str] = (),
        *,
        limit: int = MOST,
        language: str = "ky",
        is_again: bool = False,
    ) -> PrintedSheet:
        """The next sheet: these cases, or the most urgent ones; it is on record with its page.

        Raises FieldWrong (language, limit; matters: empty), NotAllowed, and what documents refuse.
        """
        if not 1 <= limit <= MOST:
            raise FieldWrong("limit", "out_of_range", MOST)
        matters = tuple(cases or self.due(is_again=is_again))[:limit]
        if not matters:
            raise FieldWrong("matters", "empty")
        with self._core.write("pen-sheet") as writing:
            taken = (one.sheet for one in _printed(writing.office))
            event = PenSheetPrinted(
                sheet=pen.new_number(self._core.random(8), taken),
                printed_on=self._cases.today(),
                matters=matters,
                language=language,
            )
            paper = self._paper(self._read(writing.connection, writing.lens, event))
            writing.append_office(event)
        return PrintedSheet(sheet=event.sheet, paper=paper, matters=len(matters))

    @draws("pen-sheet")
    def paper(self, sheet: str) -> bytes:
        """The same sheet once more, for one that jammed. Raises PenSheetUnknown."""
        return self._paper(self.sheet(sheet))

    def sheet(self, sheet: str) -> PenSheet:
        """Raises PenSheetUnknown."""
        with self._core.read() as (connection, lens):
            event = next((one for one in _printed(lens.office) if one.sheet == sheet), None)
            if event is None:
                raise PenSheetUnknown(sheet)
            return self._read(connection, lens, event)

    def open_sheets(self, limit: int = 12) -> tuple[PenSheet, ...]:
        """Those on which a matter still waits for the pen's word, the newest first."""
        with self._core.read() as (connection, lens):
            newest = sorted(_printed(lens.office), key=lambda one: one.printed_on, reverse=True)
            found = (self._read(connection, lens, one) for one in newest[: 4 * limit])
            return tuple(one for one in found if one.waiting)[:limit]

    def board(self, code: str) -> PenBoard:
        """By the bar code of a sheet or of one of its rows, or by a case's number: then the newest
        sheet it lies on. Raises PenSheetUnknown, HeadNotNamed, and what `cases.find` raises."""
        read = pen.read_code(code) or self._by_number(code)
        today = self._cases.today()
        sheet = self.sheet(read.sheet)
        with self._core.read() as (_, lens):
            head, calendar = head_of(lens.office, today), lens.references.calendar
        return PenBoard(
            sheet=sheet,
            row=read.row,
            head=head.short_name,
            today=today,
            workdays=tuple(calendar.nth_working_day(today, n) for n in range(1, DAYS_AHEAD + 1)),
        )

    def told(self, sheet: str, data: Mapping[str, Any]) -> tuple[PenLine, ...]:
        """Lines for `enter` from JSON. Raises PenSheetUnknown, FieldWrong, UnknownKeys."""
        rows = told_as(dict(data), PenRowsTold).rows
        cases = {row.row: row.case for row in self.sheet(sheet).rows}
        if unknown := [row.row for row in rows if row.row not in cases]:
            raise FieldWrong("row", "out_of_range", max(unknown))
        return tuple(
            PenLine(
                case=cases[one.row],
                executor=one.executor,
                co_executors=one.co_executors,
                internal_on=one.internal_on,
                resolution=one.resolution,
            )
            for one in rows
        )

    def enter(
        self,
        sheet: str,
        lines: Sequence[PenLine],
        scans: Sequence[HeldFile] = (),
        resolved_on: date | None = None,
    ) -> BulkDone:
        """All of them in one commit, in the head's name; `desk.bulk.undo` takes them back.

        A matter that is refused stops no other. The scans go to each case and are the ground
        together with the sheet. Raises PenSheetUnknown, HeadNotNamed, NotAllowed, FileMissing.
        """
        known = self.sheet(sheet)
        ground = _ground(known, resolved_on)
        done = []
        with self._core.write("assign") as writing:
            now = self._cases.situation(writing.office, writing.lens)
            head_of(now.office, resolved_on or now.today)
            for line in lines:
                wish = _wish(line, ground, resolved_on)
                done.append(self._enter(writing, line.case, wish, scans, now))
        return BulkDone(action="assign", lines=tuple(done), finished_at=self._core.clock.now())

    def _enter(
        self,
        writing: Writing,
        case_id: str,
        wish: Assign,
        scans: Sequence[HeldFile],
        now: Situation,
    ) -> BulkLine:
        """A refusal is decided before anything of this case is written."""
        number = ""
        try:
            found = self._cases.opened_in(writing.connection, writing.lens, case_id)
            number = own_start(found.case, now.office_id).number
            if found.folded.unknown:
                raise CaseReadOnly(number)
            event: Any = assign(found.case, wish, now)
        except DeskError as refused:
            return BulkLine(id=case_id, number=number, error=refused)
        files = named(self._core, writing, scans)
        if files:
            event = msgspec.structs.replace(event, scan=files[0].digest)
        # The resolution last, so that it can be taken back.
        after = writing.append(uuid.UUID(case_id).bytes, found.folded, *files, event)
        return BulkLine(id=case_id, number=number, entry=after.heads[0].hex())

    def _by_number(self, typed: str) -> pen.PenCode:
        case_id = self._cases.find(typed)
        with self._core.read() as (_, lens):
            newest = sorted(_printed(lens.office), key=lambda one: one.printed_on, reverse=True)
        for one in newest:
            if case_id in one.matters:
                return pen.PenCode(one.sheet, one.matters.index(case_id) + 1)
        raise PenSheetUnknown(typed.strip())

    def _read(self, connection: Any, lens: Lens, event: PenSheetPrinted) -> PenSheet:
        return PenSheet(
            sheet=event.sheet,
            printed_on=event.printed_on,
            language=event.language,
            rows=tuple(self._rows(connection, lens, event.matters)),
        )

    def _rows(self, connection: Any, lens: Lens, matters: Sequence[str]) -> Iterator[PenRow]:
        for place, case_id in enumerate(matters, start=1):
            try:
                found = self._cases.opened_in(connection, lens, case_id)
            except NumberUnknown:
                continue
            yield _row(place, found, lens)

    def _paper(self, sheet: PenSheet) -> bytes:
        return pen_papers.sheet_paper(self._core, sheet)


def _printed(office: Office) -> tuple[PenSheetPrinted, ...]:
    return tuple(one for one in office.all("pen-sheet") if one is not None)


def _row(place: int, found: OpenCase, lens: Lens) -> PenRow:
    case, office = found.case, lens.office
    staff = "" if stage(case, lens.office_id) == "registered" else responsible(case)
    holder = office.find_staff(staff) if staff else None
    table = office.find_staff(case.registered.responsible)
    due = found.dates.next
    return PenRow(
        row=place,
        case=found.id,
        number=own_start(case, lens.office_id).number,
        applicant=case.applicant.name,
        subject=case.field("subject"),
        registered_on=own_start(case, lens.office_id).registered_on,
        due_on=None if due is None else due.due_on,
        by_table="" if table is None else table.login,
        executor="" if holder is None else holder.short_name,
        latest=_latest(found),
        is_open=case.ended_on_at(lens.office_id) is None,
    )


def _latest(found: OpenCase) -> date | None:
    days = (
        duty.due_on
        for duty in found.dates.duties
        if duty.kind != "internal" and duty.is_open and duty.due_on is not None
    )
    return min(days, default=None)


def _wish(line: PenLine, ground: str, resolved_on: date | None) -> Assign:
    return Assign(
        executor=line.executor,
        co_executors=line.co_executors,
        internal_on=line.internal_on,
        resolution=line.resolution,
        ground=ground,
        on_behalf_of=HEAD,
        resolved_on=resolved_on,
    )


def _ground(sheet: PenSheet, resolved_on: date | None) -> str:
    """Which sheet the pen stands on, in the sheet's own language."""
    t = Texts.of(sheet.language)
    words = t(
        "resolution sheet No. {sheet} of {day}",
        sheet=pen.parted(sheet.sheet),
        day=short_date(sheet.printed_on),
    )
    return words if resolved_on is None else f"{words}, {short_date(resolved_on)}"
