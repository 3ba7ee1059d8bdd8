"""The personal clock as a report by person over a period, on the screen and as a file."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from akimat_desk.domain.access_notes import REPORT
from akimat_desk.domain.clock_reports import CaseClock, ClockReport, Clocks, PersonClock
from akimat_desk.domain.errors import FieldWrong, WorkCancelled
from akimat_desk.domain.rights import role_for
from akimat_desk.services.cases import Cases, OpenCase, booked_days
from akimat_desk.services.core import Core
from akimat_desk.services.exports import ToTake, taken_out
from akimat_desk.services.list_cells import Cell
from akimat_desk.services.list_writers import WRITERS, Sheet
from akimat_desk.storage import bulk, clocked
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

WIDTHS = {
    "holder": 34, "days": 9, "cases": 9, "held_now": 11, "median": 16, "nine_tenths": 16,
    "overdue": 14, "ended": 10, "on_time": 9,
}  # fmt: skip
COLUMNS = tuple(WIDTHS)
FORMATS = tuple(WRITERS)
_TOLD_EVERY = 100


class ClockReports:
    """Folds the cases of the period, so it is asked for off the window's thread."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def by_person(
        self,
        from_on: date,
        until_on: date,
        *,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ClockReport:
        """Days after today are nobody's yet. Raises FieldWrong, NotAllowed, WorkCancelled."""
        role_for(self._core.actor, "export")
        if from_on > until_on:
            raise FieldWrong("until", "out_of_range")
        clocks, today = Clocks(from_on, until_on), self._cases.today()
        with self._core.read() as (connection, lens):
            streams = clocked.within(connection, from_on, until_on)
            for done, (stream, folded) in enumerate(bulk.folds(connection, streams)):
                if done % _TOLD_EVERY == 0:
                    _look_up(done, len(streams), report, cancelled)
                found = self._cases.seen(str(uuid.UUID(bytes=stream)), folded, lens)
                clocks.add(clock_of(found, today))
        _look_up(len(streams), len(streams), report, cancelled)
        return clocks.report()

    def write(
        self,
        path: Path,
        found: ClockReport,
        *,
        reason: str,
        ending: str = "pdf",
        language: str = "ky",
    ) -> Path:
        """A report that was made, as a table to print or for a spreadsheet.

        Raises FieldWrong (format, language: unknown; reason: empty), NotAllowed,
        OutputUnwritable.
        """
        role_for(self._core.actor, "export")
        if ending not in FORMATS:
            raise FieldWrong("format", "unknown")
        if language not in ("ky", "ru"):
            raise FieldWrong("language", "unknown")
        t = Texts.of(language)
        rows = (_cells(row, t) for row in found.rows)
        what = ToTake(kind=REPORT, reason=reason, detail=f"clock-report {ending}")
        with taken_out(self._core, path, what) as going:
            WRITERS[ending](going.path, self._sheet(found, language, t), rows)
            going.rows = len(found.rows)
        return path

    def _sheet(self, found: ClockReport, language: str, t: Texts) -> Sheet:
        with self._core.read() as (_, lens):
            named: Any = lens.office.dated("name", self._cases.today())
        period = (short_date(found.from_on), short_date(found.until_on))
        return Sheet(
            title=t("Personal clock"),
            office="" if named is None else named.name[language],
            about=t("From {start} to {end}, working days", start=period[0], end=period[1]),
            foot=t("As of {day}", day=short_date(self._cases.today())),
            language=language,
            columns=COLUMNS,
            heads=tuple(head_of(column, t) for column in COLUMNS),
            widths=WIDTHS,
        )


def clock_of(found: OpenCase, today: date) -> CaseClock:
    """The days of one case up to today, and to whom the next one will be booked."""
    case, lens = found.case, found.lens
    ended_on = case.ended_on_at(lens.office_id)
    statutory = found.dates.statutory
    following = lens.references.calendar.nth_working_day(today, 1)
    booked = booked_days(found, following)
    return CaseClock(
        booked=booked if ended_on is not None else booked[:-1],
        due_on=None if statutory is None else statutory.on,
        held_by=booked[-1].holder if ended_on is None and booked else None,
        ended_on=ended_on,
    )


def head_of(column: str, t: Texts) -> str:
    """What stands over a column."""
    return {
        "holder": t("With whom"),
        "days": t("Days"),
        "cases": t("Number of cases"),
        "held_now": t("Now holding"),
        "median": t("Half of cases, days at most"),
        "nine_tenths": t("Nine in ten, days at most"),
        "overdue": t("Overdue days"),
        "ended": t("Cases ended"),
        "on_time": t("In time, %"),
        "on_time_share": t("In time, %"),
    }[column]


def name_of(row: PersonClock, t: Texts) -> str:
    """Who it is; for days without an owner that too."""
    match row.holder.kind:
        case "applicant":
            return t("applicants")
        case "body":
            return row.holder.name or t("another body")
        case "head":
            return t("no executor: {name}", name=row.holder.name)
        case "office":
            return t("no executor, no head named")
        case _:
            return row.holder.name


def _cells(row: PersonClock, t: Texts) -> tuple[Cell, ...]:
    share = row.on_time_share
    figures = (row.days, row.cases, row.held_now, row.median, row.nine_tenths, row.overdue)
    told = [*map(str, figures), str(row.ended), "" if share is None else str(share)]
    return (name_of(row, t), *told)


def _look_up(
    done: int, total: int, report: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> None:
    if cancelled():
        raise WorkCancelled
    report(done, total)


def lines(found: ClockReport) -> Iterator[dict[str, Any]]:
    """As JSON: every figure by its name, and whose they are."""
    for row in found.rows:
        told: dict[str, Any] = {
            "kind": row.holder.kind, "staff": row.holder.id, "name": row.holder.name,
        }  # fmt: skip
        for column in COLUMNS[1:]:
            told[column] = getattr(row, column)
        yield told | {"on_time_share": row.on_time_share}
