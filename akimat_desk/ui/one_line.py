"""A label of one line that is cut with an ellipsis where there is no room for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from akimat_desk.ui.theme import Tone


class OneLine(QLabel):
    """The tooltip and a screen reader have the words whole."""

    def __init__(
        self,
        text: str,
        role: str,
        tone: Tone | None = None,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._whole, self._cut = "", cut
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone is not None:
            self.setProperty("tone", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._fit()

    def whole(self) -> str:
        return self._whole

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._cut, self.width() - 2))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height()
        )
