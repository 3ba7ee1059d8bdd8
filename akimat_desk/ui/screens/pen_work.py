"""What was typed of a sheet and is not on record yet, row by row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.bulk import BulkDone
from akimat_desk.services.pen_sheets import PenBoard, PenLine, PenRow


class PenEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the pen wrote beside one matter; `name` is the executor's, for the list."""

    executor: str
    name: str
    co_executors: tuple[str, ...] = ()
    internal_on: date | None = None
    words: str = ""


class PenLook(msgspec.Struct, frozen=True, kw_only=True):
    """A row as the list shows it."""

    row: PenRow
    entry: PenEntry | None = None
    error: DeskError | None = None


class PenWork:
    """Of one sheet. Rows count from 1, as on the paper."""

    def __init__(self, board: PenBoard) -> None:
        self.board = board
        self._entries: dict[int, PenEntry] = {}
        self._errors: dict[int, DeskError] = {}

    @property
    def rows(self) -> tuple[PenRow, ...]:
        return self.board.sheet.rows

    @property
    def count(self) -> int:
        return len(self._entries)

    def row(self, number: int) -> PenRow | None:
        return next((one for one in self.rows if one.row == number), None)

    def entry(self, number: int) -> PenEntry | None:
        return self._entries.get(number)

    def take(self, number: int, entry: PenEntry) -> None:
        self._entries[number] = entry
        self._errors.pop(number, None)

    def drop(self, number: int) -> None:
        self._entries.pop(number, None)
        self._errors.pop(number, None)

    def after(self, number: int) -> int:
        """The next row that waits and has no word yet, after the last one the first; 0: none."""
        free = [r.row for r in self.rows if r.is_waiting and r.row not in self._entries]
        later = [one for one in free if one > number]
        return (later or free or [0])[0]

    def looks(self) -> tuple[PenLook, ...]:
        return tuple(
            PenLook(row=one, entry=self._entries.get(one.row), error=self._errors.get(one.row))
            for one in self.rows
        )

    def lines(self) -> tuple[PenLine, ...]:
        """In the order of the sheet."""
        return tuple(
            PenLine(
                case=one.case,
                executor=entry.executor,
                co_executors=entry.co_executors,
                internal_on=entry.internal_on,
                resolution=entry.words,
            )
            for one in self.rows
            if (entry := self._entries.get(one.row)) is not None
        )

    def heed(self, done: BulkDone) -> None:
        """What was refused stays with its words."""
        told = {line.id: line for line in done.lines}
        for one in self.rows:
            line = told.get(one.case)
            if line is not None and line.error is not None:
                self._errors[one.row] = line.error
            elif line is not None:
                self.drop(one.row)

    # As a draft

    def raw(self) -> dict[str, Any]:
        return {str(row): msgspec.to_builtins(one) for row, one in self._entries.items()}

    def restore(self, told: Mapping[str, Any]) -> None:
        """What fits the sheet as it is now; what an older program left there is passed over."""
        for number, one in told.items():
            row = self.row(int(number)) if number.isdigit() else None
            if row is not None and row.is_waiting:
                self._entries[row.row] = msgspec.convert(one, PenEntry)
