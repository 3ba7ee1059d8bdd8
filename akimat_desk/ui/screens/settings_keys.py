"""Settings: the head's codes of this workstation, and another key for the register."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.desk import Desk
from akimat_desk.services.head_codes import FEW, HeadAgrees
from akimat_desk.services.key_change import Change as KeyChange
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.fields import CheckField, TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import caption, card, plain, retone, scrolled, secondary, strong, wrapped
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.secrets_sheet import SecretsSheet, numbered
from akimat_desk.ui.screens.settings_panel import Change, Entered, Turning
from akimat_desk.ui.screens.settings_passwords import PasswordField
from akimat_desk.ui.screens.settings_words import read_only_words
from akimat_desk.ui.theme import Tone, look

_RIGHT: Final = "account"


class KeysPage(Place):
    """What was made is shown until the page is left. `key_change_asked(Change)`: the register is
    closed for it, so the window gives way."""

    key_change_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._may = desk.office.book.may(_RIGHT)
        self._is_open = True
        self._codes: tuple[str, ...] = ()
        self._asked: KeyChange | None = None
        self._left = wrapped(plain())
        self._column = QVBoxLayout()
        self._sheet: SecretsSheet | None = None
        self.change_button: Final = secondary(tr("&Change the key"), "key-change")
        self._turning = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self._written)

    def _build_page(self) -> QWidget:
        inner, column = QWidget(), self._column
        inner.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        about = tr(
            "A code sets a forgotten password anew at this workstation, once. The administrator"
            " prints them together with the head; the head keeps them."
        )
        column.addWidget(card(strong(tr("The head's codes")), self._left, wrapped(caption(about))))
        of_key = tr(
            "Change the key when a password, a code or the recovery key may have been seen by a"
            " stranger. Everything of the register is written anew under another key."
        )
        buttons = flow(self.change_button)
        column.addWidget(
            card(strong(tr("The key of the register")), wrapped(caption(of_key)), buttons)
        )
        if not self._may:
            who = self.desk.office.book.who_may(_RIGHT)
            column.addWidget(wrapped(caption(read_only_words(who))))
        column.addStretch()
        self.change_button.setEnabled(False)
        self.change_button.clicked.connect(lambda *_: self._turning.open(self._key_change()))
        page = scrolled(inner)
        page.setFocusProxy(self.change_button)
        self.setFocusProxy(self.change_button)
        return page

    # The place

    def title(self) -> str:
        return tr("Codes and key")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may or self._is_open:
            return None
        return MainAction(tr("New codes"), "F2", lambda: self._turning.open(self._codes_change()))

    def shown(self) -> None:
        desk = self.desk
        self.background.run(
            lambda: (desk.locking.logins().is_open, desk.head_codes.left),
            self._show,
            owner=self,
            key="codes",
        )

    def left(self) -> None:
        """Secrets do not stay on a screen that nobody looks at."""
        self._show_sheet(())

    def _show(self, told: tuple[bool, int]) -> None:
        self._is_open, left = told
        words = tr_many("{count} head's code is left.", "{count} head's codes are left.", left)
        if self._is_open:
            words = tr("Anybody opens this training register: it has no codes and no key.")
        self._left.setText(words)
        is_few = left <= FEW and not self._is_open
        retone(self._left, Tone.WARN if is_few else None)
        self.change_button.setEnabled(self._may and not self._is_open)
        self.ways.retitle()

    # What is asked

    def _codes_change(self) -> Change:
        def fill(form: Form) -> None:
            form.row(Entry("login", tr("&Login of the head"), TextField(), is_required=True))
            form.row(Entry("password", tr("&Their password"), PasswordField(), is_required=True))

        def work(entered: Entered) -> Callable[[], object]:
            agrees = HeadAgrees(login=str(entered["login"]), password=str(entered["password"]))

            def renew() -> None:
                self._codes = self.desk.head_codes.renew(agrees)

            return renew

        return Change(
            tr("New codes for the head"),
            tr("Make new codes"),
            fill,
            work,
            tr("New codes are made. Print them now: they are shown once."),
            advice=tr("The head stands beside you and types. All former codes become void."),
            codes={"sign_in_refused": "password", "not_allowed": "login"},
        )

    def _key_change(self) -> Change:
        """Two steps: what it does is read and marked, then the password is typed."""
        me = self.desk.office.me
        login = "" if me is None else me.login

        def fill(form: Form) -> None:
            form.row(Entry("read", "", CheckField(tr("I have &read this"))))
            form.field("read").editor.setAccessibleName(tr("I have read this"))
            form.row(Entry("password", tr("Your &password"), PasswordField(), is_required=True))

        def work(entered: Entered) -> Callable[[], object]:
            password = str(entered["password"])

            def prove() -> None:
                if self.desk.locking.proven(login, password).login != login:
                    raise FieldWrong("password", "wrong")
                self._asked = KeyChange(login=login, password=password)

            return prove

        return Change(
            tr("Another key for the register"),
            tr("Change the key"),
            fill,
            work,
            tr("The key is being changed."),
            advice=tr(
                "A copy is made first. The register closes until it is done. The recovery key and"
                " all codes become void, new ones are shown once and have to be printed. Everybody"
                " else who signs in here gets a temporary password from you."
            ),
            codes={"sign_in_refused": "password"},
            judge=lambda entered: {} if entered["read"] else {"read": tr("Mark this first.")},
        )

    def _written(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self.key_change_asked.emit(asked)
            return
        codes, self._codes = self._codes, ()
        self._show_sheet(codes)
        self.shown()

    def _show_sheet(self, codes: tuple[str, ...]) -> None:
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
        if codes:
            heading = tr("The head's single-use codes; the former ones are void:")
            self._sheet = SecretsSheet(tr("The head's codes"), ((heading, numbered(codes)),))
            self._sheet.print_asked.connect(
                lambda pdf: self.ways.show_paper(pdf, tr("The head's codes"), print_now=False)
            )
            self._column.insertWidget(0, self._sheet)
            self._sheet.print_button.setFocus()
