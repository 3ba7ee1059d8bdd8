"""The status line: what the server has, who sits here, which letters the keyboard gives."""

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import quiet, soft
from akimat_desk.ui.theme import Tone, look


class StateDot(QWidget):
    """Full when all is well, a ring when something waits, a ring with a stroke when refused."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.SOFT
        self.setFixedSize(self.sizeHint())

    def show_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(look().px(12), look().px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = look().theme.colour(self._tone)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if self._tone is Tone.GOOD else Qt.BrushStyle.NoBrush)
        inner = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawEllipse(inner)
        if self._tone is Tone.BAD:
            half = inner.width() / 4
            middle = inner.center()
            painter.drawLine(middle - QPointF(half, half), middle + QPointF(half, half))


class StatusLine(QFrame):
    """`opened` asks for the outbox, `helped` for help, `commanded` for the palette."""

    opened = Signal()
    helped = Signal()
    commanded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "statusline")
        self._dot = StateDot()
        self._sync = quiet("")
        self._sync.clicked.connect(self.opened)
        self._who = soft()
        self._letters = soft()
        self._build()
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(lambda: self._letters.setText(letters_of(method.locale())))
        self._letters.setText(letters_of(method.locale()))

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look().px(14), look().px(1), look().px(8), look().px(1))
        layout.setSpacing(look().px(4))
        helping = quiet(tr("F1 Help"))
        helping.clicked.connect(self.helped)
        # Translators: opens the list of everything one can do
        commands = quiet(tr("Ctrl+K Commands"))
        commands.clicked.connect(self.commanded)
        layout.addWidget(self._dot)
        layout.addWidget(self._sync)
        layout.addStretch()
        for widget in (self._who, soft("\N{MIDDLE DOT}"), self._letters):
            layout.addWidget(widget)
        layout.addSpacing(look().px(12))
        layout.addWidget(helping)
        layout.addWidget(commands)

    def show_sync(self, tone: Tone, words: str) -> None:
        """For example GOOD and "Received by the server: 14:32, 3 in the outbox"."""
        self._dot.show_tone(tone)
        self._sync.setText(words)

    def show_who(self, person: str, point: str) -> None:
        self._who.setText(tr("{person} \N{MIDDLE DOT} {point}", person=person, point=point))


def letters_of(locale: QLocale) -> str:
    """Which layout is on, so that a password is not typed in the wrong letters."""
    match locale.language():
        case QLocale.Language.Kirghiz:
            # Translators: keyboard layout in the status line
            return tr("KYR")
        case QLocale.Language.Russian:
            # Translators: keyboard layout in the status line
            return tr("RUS")
        case _:
            # Translators: keyboard layout in the status line
            return tr("LAT")
