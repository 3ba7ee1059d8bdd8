"""The first screen: who is there, the password, the language; it opens the workspace."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import card, head, link, soft
from akimat_desk.ui.languages import language_names
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.signed import Signed, load_all, logins_in, sign_in
from akimat_desk.ui.tab_chain import chain, stops_in
from akimat_desk.ui.theme import look

if TYPE_CHECKING:
    from akimat_desk.domain.errors import DeskError
    from akimat_desk.services.logins import Logins
    from akimat_desk.ui.screens.forgotten import Forgotten
    from akimat_desk.ui.screens.no_workspace import NoWorkspace
    from akimat_desk.ui.screens.sign_in_form import SignInForm


class SignIn(QWidget):
    """`signed_in(Signed)` once the workspace is open; `language_chosen` asks to be built anew."""

    signed_in = Signal(object)
    language_chosen = Signal(str)
    copy_asked = Signal()
    damaged = Signal(object)

    def __init__(self, folder: Path, login: str, background: Background) -> None:
        super().__init__()
        self._folder, self._login = folder, login
        self._background = background
        self._strip = MessageStrip()
        # Built when it is known which of the two is shown; the first paint needs neither.
        self._form: SignInForm | None = None
        self._missing: NoWorkspace | None = None
        self._lost: Forgotten | None = None
        self._state = soft(tr("One moment…"))
        self._languages = QButtonGroup(self)
        self.setWindowTitle(tr("Akimat Desk"))
        self._has_painted = False
        self._build()

    def _build(self) -> None:
        box = self._box = card(head(tr("Akimat Desk")), self._build_languages(), self._strip)
        box.setFixedWidth(look().px(440))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        for widget in (self._state, self._build_foot()):
            box.layout().addWidget(widget)  # type: ignore[union-attr]
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _build_languages(self) -> QWidget:
        buttons = []
        for language, words in language_names():
            button = chip(words)
            button.setChecked(language == spoken().language)
            self._languages.addButton(button)
            button.clicked.connect(
                lambda _=False, language=language: self.language_chosen.emit(language)
            )
            buttons.append(button)
        stop_at_chosen(self._languages)
        return flow(*buttons, gap=6)

    def _build_foot(self) -> QWidget:
        copies = self._copies = link(tr("Open a &copy of the data"))
        copies.clicked.connect(self.copy_asked)
        words = tr("The register of this computer: {folder}", folder=self._folder)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(copies, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(OneLine(words, "caption"))
        return foot

    def look_for_accounts(self) -> None:
        folder = self._folder
        self._state.show()
        if self._missing is not None:
            self._missing.hide()
        self._background.run(
            lambda: logins_in(folder), self._offer, failed=self._show_missing, owner=self
        )

    def _offer(self, found: "Logins") -> None:
        if found.is_open:
            self._open(found.names[0], "")
            return
        from akimat_desk.ui.screens.sign_in_form import SignInForm  # noqa: PLC0415

        self._state.hide()
        self._form = SignInForm(found.names, self._login or kept.last_login())
        self._form.submitted.connect(self.submit)
        self._form.forgotten.connect(self._ask_code)
        self._put(self._form)
        self._form.setFocus()
        self._background.run(load_all, lambda _: None, owner=self)

    def _put(self, widget: QWidget) -> None:
        """Above the foot of the box, also for Tab."""
        layout: Any = self._box.layout()
        layout.insertWidget(layout.count() - 1, widget)
        *_, last = stops_in(widget)
        chain(last, self._copies)

    def _show_missing(self, error: "DeskError") -> None:
        self._state.hide()
        if error.code == "workspace_missing":
            self._show_no_workspace()
        elif error.code == "database_damaged":
            self.damaged.emit(error)
        else:
            self._say(error)

    def _show_no_workspace(self) -> None:
        from akimat_desk.ui.screens.no_workspace import NoWorkspace  # noqa: PLC0415

        if self._missing is None:
            self._missing = NoWorkspace(self._folder)
            self._missing.asked_again.connect(self.look_for_accounts)
            self._put(self._missing)
        self._missing.show()
        self._missing.setFocus()

    def _ask_code(self) -> None:
        """In the place of the form; the strip above both says what went wrong."""
        from akimat_desk.ui.screens.forgotten import Forgotten  # noqa: PLC0415

        if self._form is None:
            return
        self._form.hide()
        self._strip.put_away()
        self._lost = Forgotten(self._folder, self._form.login(), self._background, self._strip)
        self._lost.done.connect(self._say_reset)
        self._lost.given_up.connect(self._leave_code)
        self._put(self._lost)
        self._lost.setFocus()

    def _leave_code(self) -> None:
        lost, self._lost = self._lost, None
        if lost is not None:
            lost.hide()
            lost.deleteLater()
        self._strip.put_away()
        if self._form is not None:
            self._form.show()
            self._form.clear()

    def _say_reset(self, words: str) -> None:
        self._leave_code()
        self._strip.say(Weight.GOOD, words)

    def chosen_login(self) -> str:
        return "" if self._form is None else self._form.login()

    def submit(self) -> None:
        form = self._form
        if form is None or not form.can_submit():
            return
        if not form.password():
            self._strip.say(Weight.WARN, tr("Type the password."))
            form.setFocus()
            return
        self._open(form.login(), form.password())

    def _open(self, login: str, password: str) -> None:
        folder = self._folder
        self._strip.put_away()
        self._let_type(is_allowed=False)
        self._background.run(
            lambda: sign_in(folder, login, password),
            self._welcome,
            failed=self._refuse,
            owner=self,
            lane=Lane.WRITE,
        )

    def _welcome(self, found: Signed) -> None:
        kept.keep_login(found.login)
        self.signed_in.emit(found)

    def _refuse(self, error: "DeskError") -> None:
        if error.code == "database_damaged":
            self.damaged.emit(error)
            return
        self._let_type(is_allowed=True)
        self._state.hide()
        self._say(error)
        if self._form is not None:
            self._form.clear()

    def _say(self, error: "DeskError") -> None:
        # Late, so that the first paint does not wait for all that can be refused.
        from akimat_desk.ui.messages import sentence  # noqa: PLC0415

        self._strip.say(Weight.BAD, sentence(error))

    def _let_type(self, *, is_allowed: bool) -> None:
        if self._form is not None:
            self._form.let_type(is_allowed=is_allowed)
        # A page built anew meanwhile would lose the workspace that is being opened.
        for button in self._languages.buttons():
            button.setEnabled(is_allowed)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """The services are loaded once there is something to look at, not before."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self.look_for_accounts)
