"""Audit: the entries of the journal and the access log, by days, person and kind."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.services.access_log import AccessFilter, AccessRow
from akimat_desk.services.audit import AuditFilter
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, LineField
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.audit_words import (
    access_columns,
    entry_columns,
    entry_kinds,
    what_choices,
)
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look

MOST: Final = 1000
"""So many rows of the access log are shown; whoever needs others narrows them."""


class Rows(NamedTuple):
    """A page that is the whole answer."""

    rows: Sequence[Any]
    next_cursor: Any | None = None


class AuditNarrowing(QWidget):
    """From, until, who, and one thing more; `changed` whenever one of them is another."""

    changed = Signal()

    def __init__(self, desk: Desk, more: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.from_on: Final = DateField(desk.cases.today)
        self.until_on: Final = DateField(desk.cases.today)
        self.who: Final = ChoiceField()
        self.kind: Final = ChoiceField(choices)
        self._build(more)

    def _build(self, more: str) -> None:
        fields: tuple[tuple[str, LineField], ...] = (
            (tr("&From"), self.from_on),
            (tr("&Until"), self.until_on),
            (tr("&Who"), self.who),
            (more, self.kind),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(8))
        grid.setVerticalSpacing(look().px(2))
        for column, (words, field) in enumerate(fields):
            label = QLabel(words)
            label.setBuddy(field.line)
            field.line.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 2 if isinstance(field, ChoiceField) else 1)
            field.changed.connect(self.changed)
        for choice in (self.who, self.kind):
            choice.line.setPlaceholderText(tr("all"))

    def offer(self, people: Sequence[Choice]) -> None:
        kept = self.who.raw()
        with QSignalBlocker(self.who):
            self.who.offer(people)
            self.who.restore(kept)


class EntriesBoard(QWidget):
    """The journal, the newest entries first. Enter opens the case."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self.narrowing: Final = AuditNarrowing(desk, tr("&Kind"), entry_kinds())
        self.list: Final = ShortList[Any](
            entry_columns(), background, _to_case(ways, lambda row: row.case), tr("Who wrote what")
        )
        _lay_out(self, self.narrowing, self.list)
        self.narrowing.changed.connect(self._show)

    def ask(self) -> None:
        _offer_people(self._desk, self._background, self, self.narrowing, self._show)

    def _show(self) -> None:
        asked, audit = self.narrowing, self._desk.audit
        wanted = AuditFilter(
            from_on=asked.from_on.value(),
            until_on=asked.until_on.value(),
            login=asked.who.value(),
            kind=asked.kind.value(),
        )
        self.list.table.show(lambda cursor: audit.page(wanted, cursor))


class AccessBoard(QWidget):
    """Who opened, printed, took out or unmasked what, the newest day first."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        # Translators: label of a field: what was done with a card or a list
        self.narrowing: Final = AuditNarrowing(desk, tr("&What was done"), what_choices())
        self.list: Final = ShortList[AccessRow](
            access_columns(), background, _to_case(ways, _case_of), tr("Who looked at what")
        )
        _lay_out(self, self.narrowing, self.list)
        self.narrowing.changed.connect(self._show)

    def ask(self) -> None:
        _offer_people(self._desk, self._background, self, self.narrowing, self._show)

    def _show(self) -> None:
        asked, log = self.narrowing, self._desk.access_log
        wanted = AccessFilter(
            from_on=asked.from_on.value(),
            until_on=asked.until_on.value(),
            login=asked.who.value(),
            what=asked.kind.value(),
        )
        self.list.table.show(lambda _: Rows(log.rows(wanted, MOST)))


def _case_of(row: AccessRow) -> str:
    return row.subject if row.kind == "case" and row.name else ""


def _to_case(ways: Ways, case: Callable[[Any], str]) -> tuple[RowAction, ...]:
    return (
        RowAction(
            tr("Open the case"),
            "open-in-new",
            lambda row: ways.open_case(case(row)),
            lambda row: bool(case(row)),
        ),
    )


def _lay_out(board: QWidget, narrowing: AuditNarrowing, rows: QWidget) -> None:
    layout = QVBoxLayout(board)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(8))
    layout.addWidget(narrowing)
    layout.addWidget(rows, 1)


def _offer_people(
    desk: Desk,
    background: Background,
    owner: QWidget,
    narrowing: AuditNarrowing,
    done: Callable[[], None],
) -> None:
    """Everybody who was ever of the office, by login."""

    def take(people: Sequence[Choice]) -> None:
        narrowing.offer(people)
        done()

    background.run(lambda: _people(desk), take, owner=owner, key="people")


def _people(desk: Desk) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.login, f"{one.short_name} ({one.login})", one.full_name)
        for one in desk.audit.people()
    )
