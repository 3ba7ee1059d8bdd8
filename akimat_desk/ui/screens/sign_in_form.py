"""Who is there and the password: built once the accounts of the workspace are known."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import link, primary, soft
from akimat_desk.ui.password_line import PasswordLine
from akimat_desk.ui.theme import look

MOST_NAMES, FEWEST_NAMES = 5, 2


class _Names(QListWidget):
    """As high as its rows, and scrolled where the screen is low."""

    def hug(self) -> None:
        self.setMinimumHeight(self._height(FEWEST_NAMES))
        self.setMaximumHeight(self.sizeHint().height())

    def _height(self, most: int) -> int:
        return min(self.count(), most) * self.sizeHintForRow(0) + look().px(8) + 4

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(MOST_NAMES))


class SignInForm(QWidget):
    """`submitted` at Enter in the password and at the button."""

    submitted = Signal()
    forgotten = Signal()

    def __init__(self, logins: Sequence[str], wanted: str, words: str = "") -> None:
        """`words` stand on the button where it is no sign-in; nobody forgot a password there."""
        super().__init__()
        self._words = words or tr("Sign in")
        self._lost = link(tr("I &forgot my password"))
        self._names = _Names()
        self._password = PasswordLine()
        self._enter = primary(self._words)
        self._build()
        self._offer(logins, wanted)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        names_label, password_label = soft(tr("&Who is there")), soft(tr("&Password"))
        names_label.setBuddy(self._names)
        self._names.setAccessibleName(tr("Who is there"))
        self._names.setProperty("role", "menu")
        self._names.itemActivated.connect(lambda _: self._password.setFocus())
        self._names.itemClicked.connect(lambda _: self._password.setFocus())
        password_label.setBuddy(self._password.line)
        self._password.line.returnPressed.connect(self.submitted)
        self._enter.clicked.connect(self.submitted)
        for widget in (names_label, self._names, password_label, self._password, self._enter):
            layout.addWidget(widget)
        self._lost.clicked.connect(self.forgotten)
        layout.addWidget(self._lost, 0, Qt.AlignmentFlag.AlignLeft)
        self._lost.setVisible(self._words == tr("Sign in"))

    def _offer(self, logins: Sequence[str], wanted: str) -> None:
        self._names.addItems(list(logins))
        self._names.hug()
        self._names.setCurrentRow(logins.index(wanted) if wanted in logins else 0)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the password; a focus proxy would hide the names before it from Tab."""
        self._password.setFocus(reason)

    def login(self) -> str:
        row = self._names.currentRow()
        return self._names.item(row).text() if row >= 0 else ""

    def password(self) -> str:
        return self._password.line.text()

    def clear(self) -> None:
        """After a refusal: the field is ready again."""
        self._password.line.clear()
        self._password.setFocus()

    def can_submit(self) -> bool:
        return self._enter.isEnabled()

    def let_type(self, *, is_allowed: bool) -> None:
        self._enter.setEnabled(is_allowed)
        self._enter.setText(self._words if is_allowed else tr("Opening…"))
        self._names.setEnabled(is_allowed)
        self._password.setEnabled(is_allowed)
        self._lost.setEnabled(is_allowed)
