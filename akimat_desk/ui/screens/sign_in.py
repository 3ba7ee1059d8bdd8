"""The first screen: who is there, the password, the language; it opens the workspace."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, card, head, primary, soft, wrapped
from akimat_desk.ui.languages import language_names
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.password_line import PasswordLine
from akimat_desk.ui.screens.no_workspace import NoWorkspace
from akimat_desk.ui.signed import Signed, logins_in, sign_in
from akimat_desk.ui.theme import look

if TYPE_CHECKING:
    from akimat_desk.services.desk import Logins

MOST_NAMES = 5


class SignIn(QWidget):
    """`signed_in(Signed)` once the workspace is open; `language_chosen` asks to be built anew."""

    signed_in = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, folder: Path, login: str, background: Background) -> None:
        super().__init__()
        self._folder, self._login = folder, login
        self._background = background
        self._names = QListWidget()
        self._names_label = soft(tr("&Who is there"))
        self._password = PasswordLine()
        self._password_label = soft(tr("&Password"))
        self._enter = primary(tr("Sign in"))
        self._strip = MessageStrip()
        self._form = QWidget()
        self._missing = NoWorkspace(folder)
        self._state = soft(tr("One moment…"))
        self._languages = QButtonGroup(self)
        self.setWindowTitle(tr("Akimat Desk"))
        self._has_painted = False
        self._build()

    def _build(self) -> None:
        box = card(head(tr("Akimat Desk")), self._build_languages(), self._strip)
        box.setFixedWidth(look().px(440))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        for widget in (self._state, self._build_form(), self._missing, self._build_foot()):
            box.layout().addWidget(widget)  # type: ignore[union-attr]
        self._missing.asked_again.connect(self.look_for_accounts)
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

    def _build_form(self) -> QWidget:
        layout = QVBoxLayout(self._form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        self._names_label.setBuddy(self._names)
        self._names.setAccessibleName(tr("Who is there"))
        self._names.setProperty("role", "menu")
        self._names.itemActivated.connect(lambda _: self._password.setFocus())
        self._names.itemClicked.connect(lambda _: self._password.setFocus())
        self._password_label.setBuddy(self._password.line)
        self._password.line.returnPressed.connect(self.submit)
        self._enter.clicked.connect(self.submit)
        for widget in (
            self._names_label,
            self._names,
            self._password_label,
            self._password,
            self._enter,
        ):
            layout.addWidget(widget)
        self._form.hide()
        return self._form

    def _build_foot(self) -> QWidget:
        words = tr("The register of this computer: {folder}", folder=self._folder)
        return wrapped(caption(words))

    def look_for_accounts(self) -> None:
        folder = self._folder
        self._state.show()
        self._missing.hide()
        self._background.run(
            lambda: logins_in(folder), self._offer, failed=self._show_missing, owner=self
        )

    def _offer(self, found: "Logins") -> None:
        if found.is_open:
            self._open(found.names[0], "")
            return
        self._state.hide()
        self._names.clear()
        self._names.addItems(list(found.names))
        shown = min(len(found.names), MOST_NAMES)
        row = self._names.sizeHintForRow(0)
        self._names.setFixedHeight(shown * row + look().px(8) + 4)
        wanted = self._login or kept.last_login()
        known = wanted if wanted in found.names else found.names[0]
        self._names.setCurrentRow(found.names.index(known))
        self._form.show()
        self._password.setFocus()

    def _show_missing(self, error: DeskError) -> None:
        self._state.hide()
        if error.code == "workspace_missing":
            self._missing.show()
            self._missing.setFocus()
        else:
            self._strip.say(Weight.BAD, sentence(error))

    def chosen_login(self) -> str:
        row = self._names.currentRow()
        return self._names.item(row).text() if row >= 0 else ""

    def submit(self) -> None:
        if not self._enter.isEnabled():
            return
        if not self._password.line.text():
            self._strip.say(Weight.WARN, tr("Type the password."))
            self._password.setFocus()
            return
        self._open(self.chosen_login(), self._password.line.text())

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

    def _refuse(self, error: DeskError) -> None:
        self._let_type(is_allowed=True)
        self._state.hide()
        self._strip.say(Weight.BAD, sentence(error))
        self._password.line.clear()
        self._password.setFocus()

    def _let_type(self, *, is_allowed: bool) -> None:
        self._enter.setEnabled(is_allowed)
        self._enter.setText(tr("Sign in") if is_allowed else tr("Opening…"))
        self._names.setEnabled(is_allowed)
        # A page built anew meanwhile would lose the workspace that is being opened.
        for button in self._languages.buttons():
            button.setEnabled(is_allowed)
        self._password.setEnabled(is_allowed)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """The services are loaded once there is something to look at, not before."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self.look_for_accounts)
