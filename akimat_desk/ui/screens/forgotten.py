"""A forgotten password: a code of the head's, or the recovery key, and a new password twice."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import primary, secondary, soft, strong, wrapped_in
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.password_line import PasswordLine
from akimat_desk.ui.theme import look


class Forgotten(QWidget):
    """`done(words)` once the new password holds; `given_up` to go back to the sign-in."""

    done = Signal(str)
    given_up = Signal()

    def __init__(
        self, folder: Path, login: str, background: Background, strip: MessageStrip
    ) -> None:
        super().__init__()
        self._folder, self._login = folder, login
        self._background, self._strip = background, strip
        self._code = QLineEdit()
        self._new, self._again = PasswordLine(), PasswordLine()
        self._set = primary(tr("Set the new password"))
        self._back = secondary(tr("Back to the sign-in"))
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        layout.addWidget(self._told(strong(tr("A new password for {login}", login=self._login))))
        layout.addWidget(
            self._told(
                soft(
                    tr(
                        "Ask the head for a single-use code: they lie where the head keeps them"
                        " since this workstation was set up. The recovery key works too."
                    )
                )
            )
        )
        self._code.setPlaceholderText("0000-0000-0000")
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (tr("&Code or recovery key"), self._code, self._code),
            (tr("&New password"), self._new, self._new.line),
            (tr("&Once more"), self._again, self._again.line),
        )
        for words, widget, line in rows:
            label = soft(words)
            label.setBuddy(line)
            line.setAccessibleName(words.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self._set)
        buttons.addWidget(self._back)
        buttons.addStretch()
        layout.addLayout(buttons)
        self._code.returnPressed.connect(self._new.setFocus)
        self._new.line.returnPressed.connect(self._again.setFocus)
        self._again.line.returnPressed.connect(self.submit)
        self._set.clicked.connect(self.submit)
        self._back.clicked.connect(self.given_up)

    @staticmethod
    def _told(label: QLabel) -> QLabel:
        return wrapped_in(label, look().px(400))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._code.setFocus(reason)

    def submit(self) -> None:
        """What is not twice the same is not sent: a code that was used is gone."""
        if not self._set.isEnabled():
            return
        code, new = self._code.text(), self._new.line.text()
        if not code.strip():
            self._complain(tr("Type the code."), self._code)
        elif new != self._again.line.text():
            self._complain(tr("The two passwords differ."), self._again.line)
        else:
            self._send(code, new)

    def _send(self, code: str, new: str) -> None:
        from akimat_desk.services.resets import Reset, reset  # noqa: PLC0415

        folder, told = self._folder, Reset(login=self._login, secret=code, new_password=new)
        self._strip.put_away()
        self._let_type(is_allowed=False)
        self._background.run(
            lambda: reset(folder, told),
            lambda was: self.done.emit(_words(was.code, was.codes_left)),
            failed=self._refuse,
            owner=self,
            lane=Lane.WRITE,
        )

    def _refuse(self, error: DeskError) -> None:
        self._let_type(is_allowed=True)
        self._strip.say(Weight.BAD, sentence(error))
        is_new = error.code in ("password_too_short", "password_missing")
        (self._new if is_new else self._code).setFocus()

    def _complain(self, words: str, line: QLineEdit) -> None:
        self._strip.say(Weight.WARN, words)
        line.setFocus()

    def _let_type(self, *, is_allowed: bool) -> None:
        for widget in (self._code, self._new, self._again, self._set, self._back):
            widget.setEnabled(is_allowed)


def _words(code: int, left: int) -> str:
    if not code:
        return tr("The new password holds. Sign in with it.")
    return tr_many(
        "The new password holds. Strike out code {number}; {count} is left.",
        "The new password holds. Strike out code {number}; {count} are left.",
        left,
        number=code,
    )
