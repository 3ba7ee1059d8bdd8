"""One panel of the head's screen: how many there are, the most pressing lines, and the way on."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout

from akimat_desk.services.head_screen import HeadPanel, HeadRow
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.labels import caption, head, link, soft, wrapped
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.theme import look


class PanelFrame(QFrame):
    """`chosen` carries the HeadRow that was pressed, `more` asks for the whole list."""

    chosen = Signal(object)
    more = Signal()

    def __init__(self, title: Callable[[], str], empty: str) -> None:
        super().__init__()
        self._title, self._empty = title, empty
        self.setProperty("role", "card")
        self._head = wrapped(head())
        self._all = link(tr("All of them"))
        self._lines: Final = QVBoxLayout()
        self.lines: list[PanelLine] = []
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        self._all.clicked.connect(lambda *_: self.more.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (12, 8, 8, 8)))
        layout.setSpacing(look().px(4))
        layout.addLayout(top)
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        layout.addStretch(1)

    def show_panel(self, panel: HeadPanel) -> None:
        _clear(self._lines)
        title = tr("{title}: {count}", title=self._title(), count=panel.count)
        self._head.setText(title)
        self._head.setToolTip(title)
        self.setAccessibleName(title)
        self._all.setAccessibleName(tr("All of them: {title}", title=self._title()))
        self._all.setVisible(bool(panel.rows))
        self.lines = [PanelLine(panel.name, row) for row in panel.rows]
        for line in self.lines:
            line.clicked.connect(partial(self._choose, line.row))
            self._lines.addWidget(line)
        left = panel.count - len(panel.rows)
        if left > 0:
            self._lines.addWidget(caption(tr("and {count} lines more", count=left)))
        if not panel.rows:
            self._lines.addWidget(wrapped(soft(self._empty)))

    def _choose(self, row: HeadRow, *_: object) -> None:
        self.chosen.emit(row)


class PanelLine(QPushButton):
    """Two lines, each cut where there is no room; the tooltip has them whole."""

    def __init__(self, panel: str, row: HeadRow) -> None:
        super().__init__()
        self.row: Final = row
        self._words = _words(panel, row)
        self.setProperty("role", "line")
        self.setAutoDefault(False)
        self.setAccessibleName(joined(*filter(None, self._words)))
        self.setToolTip("\n".join(filter(None, self._words)))
        self.setFixedHeight(look().lines(2.7))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - look().px(16)
        cut = self.fontMetrics().elidedText
        shown = (cut(one, Qt.TextElideMode.ElideRight, room) for one in self._words)
        self.setText("\n".join(shown).replace("&", "&&"))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()


def _words(panel: str, row: HeadRow) -> tuple[str, str]:
    who = row.who or {"overdue": tr("no executor"), "sign": ""}.get(panel, tr("anonymous"))
    if panel == "overdue":
        return joined(who, tr_many("{count} case", "{count} cases", row.count)), _day(panel, row)
    return joined(row.number, who), joined(_day(panel, row), row.about)


def _day(panel: str, row: HeadRow) -> str:
    if row.on is None:
        return tr("without a date")
    day = shown_day(row.on)
    if panel == "sign":
        return tr("made {day}", day=day)
    if panel == "overdue":
        return tr("the oldest since {day}", day=day)
    left = row.days_left
    if left is not None and left < 0:
        late = tr_many("{count} working day late", "{count} working days late", -left)
        return joined(day, late)
    return day


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
