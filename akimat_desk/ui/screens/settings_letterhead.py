"""How the head of a paper reads: both languages beside each other under a hairline."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from akimat_desk.domain.office_events import LetterheadSet
from akimat_desk.domain.readings import Bilingual
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import caption, hairline, strong, wrapped
from akimat_desk.ui.theme import look


class LetterheadPreview(QFrame):
    """The words and their order; the paper itself is set in its own letters."""

    def __init__(self) -> None:
        super().__init__()
        self._names = [_middle(strong()) for _ in range(2)]
        self._places = [_middle(caption()) for _ in range(2)]
        self._build()

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(tr("So the head of a paper reads"))
        grid = QGridLayout(self)
        side = look().px(16)
        grid.setContentsMargins(side, look().px(12), side, look().px(12))
        grid.setHorizontalSpacing(look().px(24))
        grid.setVerticalSpacing(look().px(6))
        for column, (name, place) in enumerate(zip(self._names, self._places, strict=True)):
            grid.addWidget(name, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(place, 2, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.addWidget(hairline(), 1, 0, 1, 2)

    def show_letterhead(self, name: Bilingual, letterhead: LetterheadSet) -> None:
        for language, head, place in zip(("ky", "ru"), self._names, self._places, strict=True):
            head.setText(name[language] or tr("not told yet"))
            parts = (letterhead.address[language], letterhead.phone, letterhead.hours[language])
            place.setText("\n".join(part for part in parts if part))


def _middle(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return wrapped(label)
