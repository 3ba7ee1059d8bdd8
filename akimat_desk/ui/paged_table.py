"""The only table model: keyset pages fetched in the background, rows formatted once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.term_bars import TermBar
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.row_marks import RowMarks
from akimat_desk.ui.term_words import spoken
from akimat_desk.ui.theme import Tone

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


class Page(Protocol[Row_co]):
    """What a query answers: some rows and where to go on; None is the end of the list."""

    @property
    def rows(self) -> Sequence[Row_co]: ...
    @property
    def next_cursor(self) -> Any | None: ...


class Kind(Enum):
    """How a column is drawn."""

    TEXT = "text"
    TERM = "term"
    ACTION = "action"


class Align(Enum):
    LEFT = Qt.AlignmentFlag.AlignLeft
    RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """`chars` fixes the width to so many characters; otherwise `weight` shares what is left.

    `note` is a second, softer line. A tone or an icon never stands for a state alone: the text
    says it too. A TERM column draws `bar`, an ACTION column draws its text as a button. In a view
    narrower than `drops_under` the column is left out. `sort` names the order that a press on its
    title asks for. A stiff column is never pressed under its width.
    """

    title: Callable[[], str]
    text: Callable[[Row], str]
    note: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone | None] | None = None
    icon: Callable[[Row], str] | None = None
    bar: Callable[[Row], TermBar | None] | None = None
    kind: Kind = Kind.TEXT
    align: Align = Align.LEFT
    weight: int = 1
    chars: int = 0
    is_strong: bool = False
    drops_under: int = 0
    id: str = ""
    sort: str = ""
    is_stiff: bool = False


class Cell(NamedTuple):
    """A cell as it is painted; made once when its page arrives."""

    text: str
    note: str = ""
    tone: Tone | None = None
    icon: str = ""
    bar: TermBar | None = None
    words: str = ""


CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2


class PagedTable(QAbstractTableModel, Generic[Row]):
    """`loaded(count, is_complete)` after each page; `failed(error)` when a page was refused.

    Sorting and filtering are other queries: call `show` again. Rows stay until the first page of
    the new list is there, so that a list does not flicker while someone types. With `key`, which
    gives the id of a row, rows can be marked.
    """

    loaded = Signal(int, bool)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        background: Background,
        parent: QObject | None = None,
        *,
        key: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sorted_by, self._round = "", 0
        self.marks: Final = RowMarks(self)
        self._key, self._background = key, background
        self._titles = [column.title() for column in columns]
        self._fetch: Callable[[Any | None], Page[Row]] | None = None
        self._rows: list[Row] = []
        self._ids: list[str] = []
        self._cells: list[tuple[Cell, ...]] = []
        self._cursor: Any | None = None
        self._is_waiting = self._has_more = False

    @property
    def has_notes(self) -> bool:
        return any(column.note for column in self.columns)

    @property
    def is_waiting(self) -> bool:
        return self._is_waiting

    @property
    def can_mark(self) -> bool:
        return self._key is not None

    def ids(self) -> Sequence[str]:
        """Of the loaded rows, in their order; empty where rows have none."""
        return self._ids

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Other columns of the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._titles = [column.title() for column in columns]
        self._cells = [self._formatted(row) for row in self._rows]
        self.endResetModel()

    def show(
        self, fetch: Callable[[Any | None], Page[Row]], *, is_same_question: bool = False
    ) -> None:
        """Starts a list over; `fetch(None)` asks for its first page, `fetch(cursor)` for others.

        Marks stay when the same question is asked again; otherwise they would stand on rows that
        nobody sees.
        """
        self._round += 1
        if not is_same_question:
            self.marks.clear()
        self._fetch = fetch
        self._ask(None)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def rows(self) -> Sequence[Row]:
        """What has been loaded so far."""
        return tuple(self._rows)

    def _ask(self, cursor: Any | None) -> None:
        fetch, asked_in = self._fetch, self._round
        if fetch is None:
            return
        self._is_waiting, self._has_more = True, False
        self._background.run(
            lambda: fetch(cursor),
            lambda page: self._take(page, asked_in, is_first=cursor is None),
            failed=lambda error: self._fail(error, asked_in, is_first=cursor is None),
            owner=self,
            key="page",
        )

    def _take(self, page: Page[Row], asked_in: int, *, is_first: bool) -> None:
        if asked_in != self._round:
            return
        self._is_waiting = False
        cells = [self._formatted(row) for row in page.rows]
        if is_first:
            self.beginResetModel()
            self._rows, self._cells = list(page.rows), cells
            self._ids = self._ids_of(page.rows)
            self._move_on(page)
            self.endResetModel()
        else:
            self._append(page, cells)
        if not self._has_more:
            known = set(self._ids)
            self.marks.put(one for one in self.marks.ids() if one in known)
        self.loaded.emit(len(self._rows), not self._has_more)

    def _append(self, page: Page[Row], cells: list[tuple[Cell, ...]]) -> None:
        # An empty page still moves the cursor, or the view would ask for it for ever.
        self._move_on(page)
        if cells:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(cells) - 1)
            self._rows += page.rows
            self._ids += self._ids_of(page.rows)
            self._cells += cells
            self.endInsertRows()

    def _move_on(self, page: Page[Row]) -> None:
        self._cursor = page.next_cursor
        self._has_more = page.next_cursor is not None

    def _fail(self, error: DeskError, asked_in: int, *, is_first: bool) -> None:
        if asked_in != self._round:
            return
        self._is_waiting = False
        if is_first:  # what is shown answers another question
            self.beginResetModel()
            self._rows, self._ids, self._cells = [], [], []
            self.endResetModel()
        self.failed.emit(error)

    def _ids_of(self, rows: Sequence[Row]) -> list[str]:
        return [] if self._key is None else [self._key(row) for row in rows]

    def _formatted(self, row: Row) -> tuple[Cell, ...]:
        return tuple(
            _cell(column, title, row)
            for column, title in zip(self.columns, self._titles, strict=True)
        )

    # Qt overrides

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        asked = _ASKED.get(role) if index.isValid() else None
        return None if asked is None else asked(self, index.row(), index.column())

    def is_marked(self, number: int) -> bool:
        return self._key is not None and self._ids[number] in self.marks

    def cell(self, number: int, column: int) -> Cell:
        return self._cells[number][column]

    def spoken(self, number: int, column: int) -> str:
        words = self._cells[number][column].words
        return tr("Marked. {words}", words=words) if self.is_marked(number) else words

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        return _head(self.columns[section], self._titles[section], self.sorted_by, role)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._ask(self._cursor)


def _aligned(column: Column[Any]) -> Qt.AlignmentFlag:
    return column.align.value | Qt.AlignmentFlag.AlignVCenter


def _head(column: Column[Any], title: str, sorted_by: str, role: int) -> Any:
    """A reader hears by which column the list is sorted."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return title
        case Qt.ItemDataRole.AccessibleTextRole:
            is_order = column.sort and column.sort == sorted_by
            return tr("{title}, the list is in this order", title=title) if is_order else title
        case Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(column)
        case _:
            return None


def _cell(column: Column[Row], title: str, row: Row) -> Cell:
    text = column.text(row)
    note = column.note(row) if column.note else ""
    bar = column.bar(row) if column.bar else None
    words = "\n".join(filter(None, (text, note, spoken(bar) if bar else "")))
    return Cell(
        text=text,
        note=note,
        tone=column.tone(row) if column.tone else None,
        icon=column.icon(row) if column.icon else "",
        bar=bar,
        words=f"{title}: {words}" if title else words,
    )


# What the views ask of a cell.
_ASKED: Final[dict[int, Callable[[PagedTable[Any], int, int], Any]]] = {
    Qt.ItemDataRole.DisplayRole: lambda table, row, column: table.cell(row, column).text,
    Qt.ItemDataRole.ToolTipRole: lambda table, row, column: table.cell(row, column).words,
    Qt.ItemDataRole.AccessibleTextRole: PagedTable.spoken,
    Qt.ItemDataRole.TextAlignmentRole: lambda table, _, column: _aligned(table.columns[column]),
    CELL_ROLE: PagedTable.cell,
    ROW_ROLE: lambda table, row, _: table.row(row),
}
