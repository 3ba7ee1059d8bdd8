"""Applicants the office knows already, offered under the field in which one is being typed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from akimat_desk.domain.identifiers import phone_normal, pin_normal
from akimat_desk.services.desk import Desk
from akimat_desk.services.lists import PersonRow, Repeat
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.dates import short_date
from akimat_desk.ui.background import Background
from akimat_desk.ui.theme import look

PAUSE_MS: Final = 150
LEAST: Final = 3
MOST: Final = 5


class Known(NamedTuple):
    """An applicant and their latest cases."""

    person: PersonRow
    cases: tuple[Repeat, ...]


def known_applicants(desk: Desk, typed: str) -> tuple[Known, ...]:
    """The first few that fit; a phone is looked for as it is stored."""
    plain = phone_normal(typed)
    sought = plain if plain.startswith("+") else pin_normal(typed) if _is_digits(typed) else typed
    found = desk.lists.persons(sought)[:MOST]
    return tuple(Known(person, desk.lists.repeats(person.id)) for person in found)


def _is_digits(typed: str) -> bool:
    return pin_normal(typed).isdigit()


def known_words(known: Known) -> str:
    """Two lines: who it is, and what they came with before."""
    person = known.person
    marks = [person.name]
    if person.pin:
        # Translators: only the last four digits are shown
        marks.append(tr("PIN ends in {digits}", digits=person.pin))
    if person.phone:
        marks.append(person.phone)
    return "\n".join((" · ".join(marks), history_words(known.cases)))


def history_words(cases: Sequence[Repeat]) -> str:
    """How often they came and the latest matter."""
    if not cases:
        return tr("no cases at this desk")
    latest = cases[0]
    return tr_many(
        "came {count} time; last {number}, {day}: {subject}",
        "came {count} times; last {number}, {day}: {subject}",
        len(cases),
        number=latest.number,
        day=short_date(latest.registered_on),
        subject=latest.subject,
    )


class KnownApplicants(QObject):
    """Arrows walk the list, Enter takes, Esc puts it away; the focus stays in the field.

    An own list and not a popup window: what is typed goes on into the field, and a reader hears
    the row through the field's description. `chosen` carries the id of the office's record and
    the applicant it tells of.
    """

    chosen = Signal(str, object)

    def __init__(self, desk: Desk, background: Background, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._background = background
        self._over = over
        self._line: QLineEdit | None = None
        self.list: Final = QListWidget(over)
        self._pause = QTimer(self)
        self._build()

    def _build(self) -> None:
        self.list.setProperty("role", "menu")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Known applicants"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.itemClicked.connect(self._take)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def watch(self, line: QLineEdit) -> None:
        line.textEdited.connect(lambda _: self._edited(line))
        line.installEventFilter(self)

    def put_away(self) -> None:
        self._pause.stop()
        self.list.hide()

    def _edited(self, line: QLineEdit) -> None:
        self._line = line
        if len(line.text().strip()) < LEAST:
            self.put_away()
        else:
            self._pause.start()

    def _ask(self) -> None:
        line = self._line
        if line is None or not line.hasFocus():
            return
        desk, typed = self._desk, line.text()
        self._background.run(
            lambda: known_applicants(desk, typed), self._offer, owner=self, key="known"
        )

    def _offer(self, found: tuple[Known, ...]) -> None:
        line = self._line
        self.list.clear()
        if line is None or not found or not line.hasFocus():
            self.list.hide()
            return
        for known in found:
            item = QListWidgetItem(known_words(known))
            item.setData(Qt.ItemDataRole.UserRole, known.person.id)
            item.setSizeHint(QSize(0, look().lines(2.6)))
            self.list.addItem(item)
        if len(found) == 1 and len(pin_normal(line.text())) == 14 and _is_digits(line.text()):
            self.list.setCurrentRow(0)
        self._lay_out(line, len(found))

    def _lay_out(self, line: QLineEdit, count: int) -> None:
        corner = line.mapTo(self._over, QPoint(0, line.height()))
        width = max(line.width(), look().px(420))
        left = min(corner.x(), self._over.width() - width)
        height = count * look().lines(2.6) + look().px(12)
        room = self._over.height() - corner.y()
        self.list.setGeometry(max(0, left), corner.y(), width, min(height, room))
        self.list.raise_()
        self.list.show()

    def _walk(self, step: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), last))
        if self._line is not None:
            self._line.setAccessibleDescription(self.list.currentItem().text())

    def _take(self, item: QListWidgetItem) -> None:
        self.put_away()
        self._ask_record(item.data(Qt.ItemDataRole.UserRole))

    def _ask_record(self, person_id: str) -> None:
        desk = self._desk
        self._background.run(
            lambda: desk.registration.known(person_id),
            partial(self.chosen.emit, person_id),
            owner=self,
            key="person",
        )

    def _pressed(self, key: int) -> bool:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Down: lambda: self._walk(1),
            Qt.Key.Key_Up: lambda: self._walk(-1),
            Qt.Key.Key_Escape: self.put_away,
        }
        current = self.list.currentItem()
        if current is not None:
            acts |= dict.fromkeys(
                (Qt.Key.Key_Return, Qt.Key.Key_Enter), lambda: self._take(current)
            )
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.put_away()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self.list.isVisible()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            return self._pressed(event.key())
        return super().eventFilter(watched, event)
