"""The page of a locked window: says nothing but who may unlock it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import card, head, soft, wrapped_in
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.sign_in_form import SignInForm
from akimat_desk.ui.signed import Signed
from akimat_desk.ui.theme import look

if TYPE_CHECKING:
    from akimat_desk.services.logins import Logins


class Locked(QWidget):
    """`proven(Staff)` once a password was right. Its title names no office and no matter."""

    proven = Signal(object)

    def __init__(self, found: Signed, background: Background) -> None:
        super().__init__()
        self._found, self._background = found, background
        self._strip = MessageStrip()
        self._form: SignInForm | None = None
        self.setWindowTitle(tr("Akimat Desk"))
        self._build()
        locking = found.desk.locking
        background.run(locking.logins, self._offer, owner=self, failed=self._say)

    def _build(self) -> None:
        words = tr(
            "{login} is signed in. Somebody else may sign in instead: what is typed is kept as a"
            " draft.",
            login=self._found.login,
        )
        told = wrapped_in(soft(words), look().px(400))
        self._box = card(head(tr("The window is locked")), told, self._strip)
        self._box.setFixedWidth(look().px(440))
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._box, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _offer(self, found: "Logins") -> None:
        self._form = SignInForm(found.names, self._found.login, tr("Unlock"))
        self._form.submitted.connect(self.submit)
        self._box.layout().addWidget(self._form)  # type: ignore[union-attr]
        self._form.show()
        self._form.setFocus()

    def submit(self) -> None:
        form, locking = self._form, self._found.desk.locking
        if form is None or not form.can_submit():
            return
        login, password = form.login(), form.password()
        if not password:
            self._strip.say(Weight.WARN, tr("Type the password."))
            form.setFocus()
            return
        self._strip.put_away()
        form.let_type(is_allowed=False)
        self._background.run(
            lambda: locking.proven(login, password),
            self.proven.emit,
            failed=self._refuse,
            owner=self,
            # Behind no long reading, and off the lane of the exchange.
            lane=Lane.FILES,
        )

    def _refuse(self, error: DeskError) -> None:
        if self._form is not None:
            self._form.let_type(is_allowed=True)
            self._form.clear()
        self._say(error)

    def _say(self, error: DeskError) -> None:
        self._strip.say(Weight.BAD, sentence(error))
