"""A filtered list as a file: CSV, XLSX or a journal on paper, page by page out of one snapshot."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.access_notes import LIST
from akimat_desk.domain.errors import FieldWrong, WorkCancelled
from akimat_desk.domain.rights import role_for
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.exports import ToTake, demand_reason, reason_words, taken_out
from akimat_desk.services.list_cells import COLUMNS, USUAL, Cell, Cells, heads
from akimat_desk.services.list_writers import WRITERS, Sheet
from akimat_desk.storage import case_labels, queries, saved_lists
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens
from akimat_desk.storage.queries import CaseFilter
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

__all__ = ["COLUMNS", "FORMATS", "USUAL", "ExportNote", "ExportWish", "Exported", "ListExport"]

FORMATS = tuple(WRITERS)
_PAGE = 500
_TOLD_EVERY = 100
# What stands in one line beside the number of the page.
LONGEST_FOOT = 120


class ExportWish(msgspec.Struct, frozen=True, kw_only=True):
    """What to write and why. A PIN goes out only where the column is asked for by name."""

    format: str
    reason: str
    columns: tuple[str, ...] = USUAL
    language: str = "ky"
    title: str = ""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file, under the name that was asked for."""

    path: Path
    rows: int


class ExportNote(msgspec.Struct, frozen=True, kw_only=True):
    """Who took what out of the workspace, and why; `at` is UTC milliseconds."""

    at: int
    staff: str
    what: str
    count: int
    reason: str


class ListExport:
    """Reads one snapshot and writes it under a temporary name, renamed when it is whole."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def write(
        self,
        path: Path,
        wanted: CaseFilter,
        wish: ExportWish,
        *,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Exported:
        """Raises FieldWrong (reason: empty; format, columns, language: unknown), NotAllowed,
        WorkCancelled, OutputUnwritable; after any of them there is no new file."""
        _demand(wish)
        role_for(self._core.actor, "export")
        counted = _Counted(report, cancelled)
        what = ToTake(
            kind=LIST,
            reason=wish.reason,
            detail=" ".join((wish.format, *wish.columns)),
            also=partial(self._note, wanted, wish),
        )
        with taken_out(self._core, path, what) as going:
            self._write(going.path, wanted, wish, counted)
            going.rows = counted.done
        return Exported(path=path, rows=counted.done)

    def notes(self) -> tuple[ExportNote, ...]:
        """Every export there was at this desk, the oldest first."""
        with self._core.database.read() as connection:
            rows = saved_lists.export_notes(connection)
        return tuple(
            ExportNote(at=at, staff=staff, what=what, count=count, reason=reason)
            for at, staff, what, count, reason in rows
        )

    def _write(self, path: Path, wanted: CaseFilter, wish: ExportWish, counted: "_Counted") -> None:
        with self._core.read() as (connection, lens):
            counted.total = queries.count_cases(connection, wanted)
            cells = Cells(lens.office, self._core.shelf.catalogues(lens.office), _texts(wish))
            rows = _rows(connection, wanted, cells, wish.columns)
            WRITERS[wish.format](path, self._sheet(lens, wish), counted.each(rows))

    def _sheet(self, lens: Lens, wish: ExportWish) -> Sheet:
        t, today = _texts(wish), self._cases.today()
        named: Any = lens.office.dated("name", today)
        return Sheet(
            title=wish.title or t("List of cases"),
            office="" if named is None else named.name[wish.language],
            about=", ".join(filter(None, (t("As of {day}", day=short_date(today)), self._who()))),
            foot=foot_of(wish.reason, t),
            language=wish.language,
            columns=wish.columns,
            heads=heads(wish.columns, t),
        )

    def _who(self) -> str:
        return "" if self._core.actor is None else self._core.actor.short_name

    def _note(
        self, wanted: CaseFilter, wish: ExportWish, connection: Connection, count: int
    ) -> None:
        narrowed = {
            name: value
            for name, value in msgspec.to_builtins(wanted).items()
            if value not in ("", None, [], ())
        }
        what = {"format": wish.format, "columns": wish.columns, "filter": narrowed}
        saved_lists.note_export(
            connection,
            at=self._core.clock.now(),
            staff="" if self._core.actor is None else self._core.actor.id,
            what=msgspec.json.encode(what).decode(),
            count=count,
            reason=wish.reason.strip(),
        )


class _Counted:
    """Rows on their way into the file: counted, told, and stopped where somebody wants it."""

    def __init__(self, report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        self._report, self._cancelled = report, cancelled
        self.total = self.done = 0

    def each(self, rows: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        self._look_up()
        for row in rows:
            yield row
            self.done += 1
            if self.done % _TOLD_EVERY == 0:
                self._look_up()
        self._look_up()

    def _look_up(self) -> None:
        if self._cancelled():
            raise WorkCancelled
        self._report(self.done, self.total)


def _rows(
    connection: Connection, wanted: CaseFilter, cells: Cells, columns: tuple[str, ...]
) -> Iterator[Sequence[Cell]]:
    after = None
    while True:
        page = queries.cases_by_due(connection, wanted, after, _PAGE)
        labels = case_labels.of_cases(connection, [line.id for line in page.rows])
        for line in page.rows:
            yield cells.of(line, labels.get(line.id, ()), columns)
        after = page.after
        if after is None:
            return


def foot_of(reason: str, t: Texts) -> str:
    """For what it was made, in the language of the file."""
    words = " ".join(reason_words(reason, t.language).split())
    return t("Made for: {reason}", reason=words[:LONGEST_FOOT])


def _demand(wish: ExportWish) -> None:
    demand_reason(wish.reason)
    if wish.format not in FORMATS:
        raise FieldWrong("format", "unknown")
    if wish.language not in ("ky", "ru"):
        raise FieldWrong("language", "unknown")
    is_known = set(wish.columns) <= set(COLUMNS)
    if not wish.columns or not is_known or len(set(wish.columns)) < len(wish.columns):
        raise FieldWrong("columns", "unknown")


def _texts(wish: ExportWish) -> Texts:
    return Texts.of(wish.language)
