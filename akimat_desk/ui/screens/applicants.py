"""Applicants: everybody who ever came, found by name, PIN or phone, with how often they came."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.people import ApplicantRow
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, plain, secondary, soft, wrapped
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.applicant_words import (
    counts_words,
    phone_words,
    pin_words,
    records_words,
)
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.search_line import SearchLine
from akimat_desk.ui.sections import APPLICANTS
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import look

SECTION: Final = APPLICANTS


class ApplicantsPlace(Place):
    """Typing narrows, Down goes into the list, Enter opens.

    While somebody is sought to be compared with another, Enter chooses them instead.
    """

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._typed = ""
        self._beside = ("", "")
        self._is_opening = False
        self.line: Final = SearchLine()
        self.table: Final = PagedTable[ApplicantRow](_columns(), background, self)
        self.view: Final = TableView(self.table)
        self._note = caption()
        self._sought = QFrame()
        self._sought_words: QLabel = wrapped(plain())
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._build_sought())
        layout.addWidget(self._build_line())
        layout.addWidget(self.view, 1)
        layout.addWidget(self._note)
        self.setFocusProxy(self.line)
        self.view.setAccessibleName(tr("Applicants"))
        self.view.chosen.connect(self._choose)
        self.table.loaded.connect(self._say_count)
        self.line.searched.connect(self.search)
        self.line.entered.connect(self._enter)
        self.line.installEventFilter(self)

    def _build_line(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        # Translators: label of the search field among applicants
        label = soft(tr("&Applicant"))
        label.setBuddy(self.line)
        self.line.setPlaceholderText(tr("Name, PIN or phone"))
        self.line.setAccessibleName(tr("Find an applicant"))
        self.line.setMaximumWidth(look().px(420))
        layout.addWidget(label)
        layout.addWidget(self.line, 1)
        layout.addStretch()
        return row

    def _build_sought(self) -> QWidget:
        self._sought.setProperty("role", "live")
        layout = QHBoxLayout(self._sought)
        layout.setContentsMargins(*(look().px(side) for side in (12, 6, 12, 6)))
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(self._stop_seeking)
        layout.addWidget(self._sought_words, 1)
        layout.addWidget(away)
        self._sought.hide()
        return self._sought

    # What the window asks

    def title(self) -> str:
        return tr("Applicants")

    def main_action(self) -> MainAction:
        # Translators: main button: register a new case
        return MainAction(tr("Register"), "F4", self.ways.open_register)

    def shown(self) -> None:
        self._ask()

    def seek_for(self, person_id: str, name: str) -> None:
        """Whoever is chosen next is compared with this applicant."""
        self._beside = (person_id, name)
        self._sought_words.setText(tr("With whom is {name} to be compared?", name=name))
        self._sought.setVisible(bool(person_id))

    def search(self, text: str) -> None:
        self._typed = text.strip()
        self._ask()

    def left(self) -> None:
        self.seek_for("", "")

    def _stop_seeking(self) -> None:
        person_id, _ = self._beside
        if person_id:
            self.ways.open_applicant(person_id)

    def _ask(self) -> None:
        desk, typed = self.desk, self._typed
        self._say_when_empty()
        self.table.show(lambda cursor: desk.people.page(typed, cursor))

    def _enter(self, text: str) -> None:
        """Where one applicant is found they are meant, else one chooses."""
        self._is_opening = True
        self.search(text)
        self.view.setFocus()

    def _choose(self, row: Any) -> None:
        beside, _ = self._beside
        if beside and beside != row.id:
            self.ways.open_applicant(beside, row.id)
        else:
            self.ways.open_applicant(row.id)

    def _say_when_empty(self) -> None:
        if self._typed:
            advice = tr("Try fewer letters of the name, the PIN or the phone.")
            self.view.say_when_empty(tr("Nothing is found for {text}.", text=self._typed), advice)
        else:
            advice = tr("They come here with their first case; F4 registers one.")
            self.view.say_when_empty(tr("No applicants yet."), advice)

    def _say_count(self, count: int, is_complete: bool) -> None:  # noqa: FBT001
        if is_complete:
            words = tr_many("{count} applicant", "{count} applicants", count) if count else ""
        else:
            words = tr("{count} shown; more come as you go down", count=count)
        self._note.setText(words)
        is_opening, self._is_opening = self._is_opening, False
        if is_opening and is_complete and count == 1:
            self._choose(self.table.row(0))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.view.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._beside[0]:
            self._stop_seeking()
        else:
            super().keyPressEvent(event)


def _columns() -> tuple[Column[ApplicantRow], ...]:
    return (
        Column(
            title=lambda: tr("Name, PIN"),
            text=lambda row: row.name,
            note=_under_name,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Phone"),
            text=lambda row: phone_words(row.phone),
            note=lambda row: records_words(row.records),
            chars=24,
            drops_under=640,
        ),
        Column(
            title=lambda: tr("Cases"),
            text=lambda row: counts_words(row.all_cases, row.open_cases),
            note=_last,
            chars=32,
        ),
    )


def _under_name(row: ApplicantRow) -> str:
    # Translators: what kind of applicant
    kind = tr("organisation") if row.is_organisation else tr("person")
    if not row.pin:
        return kind
    label = tr("INN") if row.is_organisation else tr("PIN")
    return joined(kind, f"{label} {pin_words(row.pin, is_whole=False)}")


def _last(row: ApplicantRow) -> str:
    if row.last_on is None:
        return ""
    # Translators: when this applicant came last
    return tr("last {day}", day=shown_day(row.last_on))
