"""The volumes of a year, and over them the cases of one: where a case lies is seen here."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.archive_events import VolumeNamed
from akimat_desk.services.volumes import VolumeReading, Volumes, WhereFiled
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import head, secondary, soft, wrapped
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.volumes_words import (
    CaseLine,
    case_columns,
    case_lines,
    holds_words,
    state_words,
    volume_columns,
    volume_words,
)
from akimat_desk.ui.theme import look

SEEK: Final = "seek"


class VolumeCases(QWidget):
    """The cases of one volume in their order; Enter opens a case, Esc goes back."""

    put_away = Signal()

    def __init__(self, background: Background, open_case: Callable[[str], None]) -> None:
        super().__init__()
        self.list: Final[ShortList[CaseLine]] = ShortList(
            case_columns(), background, self._actions(open_case), tr("Cases of the volume")
        )
        self._title = wrapped(head())
        self._words = wrapped(soft())
        self._wanted = ""
        self._build()

    @staticmethod
    def _actions(open_case: Callable[[str], None]) -> tuple[RowAction, ...]:
        def run(line: CaseLine) -> None:
            open_case(line.case.case)

        return (RowAction(tr("Open the case"), "folder-open-outline", run, lambda _: True),)

    def _build(self) -> None:
        away = secondary(tr("{verb}  {keys}", verb=tr("To the volumes"), keys="Esc"), "arrow-left")
        away.setAccessibleName(tr("To the volumes"))
        away.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addLayout(row)
        layout.addWidget(self._words)
        layout.addWidget(self.list, 1)
        self.list.shown.connect(self._stand_on_wanted)

    def show_volume(self, found: VolumeReading, case_id: str = "") -> None:
        """With `case_id` the list stands on that case."""
        self._wanted = case_id
        self._title.setText(volume_words(found.volume))
        self._words.setText(joined(holds_words(found.volume), state_words(found)))
        lines = case_lines(found)
        self.list.ask(lambda: lines)

    def _stand_on_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        for place, line in enumerate(self.list.table.rows()):
            if wanted == line.case.case:
                self.list.view.setCurrentIndex(self.list.table.index(place, 0))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)


class VolumesBoard(QStackedWidget):
    """`sought` carries the number of a case whose volume is looked for."""

    sought = Signal(str)

    def __init__(
        self,
        volumes: Volumes,
        background: Background,
        actions: Sequence[RowAction],
        buttons: Sequence[QWidget],
        open_case: Callable[[str], None],
    ) -> None:
        """`actions` are done with a volume, `buttons` with all of the year."""
        super().__init__()
        self._volumes = volumes
        self._wanted: VolumeNamed | None = None
        look_in = RowAction(tr("Its cases"), "format-list-bulleted", self.look_in, lambda _: True)
        self.list: Final[ShortList[VolumeReading]] = ShortList(
            volume_columns(), background, (look_in, *actions), tr("Volumes")
        )
        self.cases: Final = VolumeCases(background, open_case)
        self.form: Final = Form()
        self._build(buttons)

    def _build(self, buttons: Sequence[QWidget]) -> None:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        seek = TextField(tr("the number of a case shows where it lies"))
        self.form.row(Entry(SEEK, tr("&Where is"), seek))
        layout.addWidget(self.form)
        layout.addWidget(flow(*buttons))
        layout.addWidget(self.list, 1)
        self.addWidget(whole)
        self.addWidget(self.cases)
        self.form.finished.connect(self._seek)
        self.list.shown.connect(self._stand_on_wanted)
        self.cases.put_away.connect(self.show_volumes)
        self.list.view.say_when_empty(
            tr("No case of this year has ended yet."),
            tr("A case comes into its volume when it is closed."),
        )

    def current(self) -> VolumeReading | None:
        row: VolumeReading | None = self.list.view.current_row()
        return row

    @property
    def is_inside(self) -> bool:
        """The cases of a volume are shown."""
        return self.currentWidget() is self.cases

    def ask(self, year: int) -> None:
        self.list.ask(lambda: self._volumes.of(year))

    def look_in(self, found: VolumeReading, case_id: str = "") -> None:
        self.cases.show_volume(found, case_id)
        self.setCurrentWidget(self.cases)
        self.cases.list.view.setFocus()

    def show_volumes(self) -> None:
        self.setCurrentIndex(0)
        self.list.view.setFocus()

    def show_case(self, where: WhereFiled, found: VolumeReading) -> None:
        self._wanted = where.volume.place
        self._stand_on_wanted()
        self.look_in(found, where.case.case)

    def _stand_on_wanted(self) -> None:
        for place, row in enumerate(self.list.table.rows()):
            if row.volume.place == self._wanted:
                self.list.view.setCurrentIndex(self.list.table.index(place, 0))
                self._wanted = None
                return

    def _seek(self) -> None:
        number = self.form.values()[SEEK].strip()
        if number:
            self.sought.emit(number)
