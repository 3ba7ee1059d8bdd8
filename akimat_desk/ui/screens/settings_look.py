"""Settings: language, theme and size of this account, its password, and leaving."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import caption, card, scrolled, secondary, strong, wrapped
from akimat_desk.ui.languages import language_names
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.settings_panel import Change, Entered, Turning
from akimat_desk.ui.screens.settings_passwords import PasswordField, judged_twice
from akimat_desk.ui.theme import Shade, look


class LookPage(Place):
    """What is chosen here is this account's on this computer."""

    language_chosen = Signal(str)
    worn = Signal()
    left_account = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._password = secondary(tr("Change my password"), "key-outline")
        self._turning = Turning(self._build_page(), background, ways)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)

    def _build_page(self) -> QWidget:
        away = secondary(tr("Sign out"), "logout")
        away.clicked.connect(self.left_account)
        self._password.clicked.connect(self._change_password)
        first = card(
            strong(tr("Language of the window")),
            self._choices(language_names(), spoken().language, self.language_chosen.emit),
            strong(tr("Theme")),
            self._choices(_shades(), kept.shade().value, self._wear_shade),
            strong(tr("Size of the text")),
            self._choices(_scales(), f"{kept.scale():.2f}", self._wear_scale),
        )
        keys = tr("All keys that work now are shown by {keys}.", keys="Ctrl+?")
        second = card(
            strong(tr("My account")),
            wrapped(caption(keys)),
            strong(tr("Lock the window when nobody is there for")),
            self._choices(_waits(), str(kept.lock_minutes()), _keep_wait),
            flow(self._password, away),
        )
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(first)
        column.addWidget(second)
        column.addStretch()
        page = scrolled(inner)
        chosen = next(b for b in first.findChildren(QPushButton) if b.isChecked())
        page.setFocusProxy(chosen)
        self.setFocusProxy(chosen)
        return page

    def _choices(
        self, choices: Sequence[tuple[str, str]], now: str, choose: Callable[[str], None]
    ) -> QWidget:
        group = QButtonGroup(self)
        buttons = []
        for key, words in choices:
            button = chip(words)
            button.setChecked(key == now)
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: choose(key))
            buttons.append(button)
        stop_at_chosen(group)
        return flow(*buttons, gap=6)

    def title(self) -> str:
        return tr("Look and language")

    def main_action(self) -> MainAction | None:
        panel = self._turning.panel
        return None if panel is None else panel.main_action()

    def shown(self) -> None:
        desk = self.desk
        self.background.run(
            lambda: desk.office.book.station().is_open,
            lambda is_open: self._password.setVisible(not is_open),
            owner=self,
            key="open",
        )

    def _wear_shade(self, key: str) -> None:
        kept.keep_shade(Shade(key))
        self.worn.emit()

    def _wear_scale(self, key: str) -> None:
        kept.keep_scale(float(key))
        self.worn.emit()

    def _change_password(self) -> None:
        book = self.desk.office.book

        def fill(form: Form) -> None:
            form.row(Entry("old", tr("&Present password"), PasswordField(), is_required=True))
            form.row(Entry("new", tr("&New password"), PasswordField(), is_required=True))
            form.row(Entry("again", tr("&Once more"), PasswordField(), is_required=True))

        def work(entered: Entered) -> Callable[[], object]:
            old, new = str(entered["old"]), str(entered["new"])
            return lambda: book.change_password(old, new)

        change = Change(
            tr("Change my password"),
            tr("Change"),
            fill,
            work,
            tr("The new password holds from now on, at this workstation."),
            advice=tr("It opens this workstation only; at another one the old password stays."),
            codes={"sign_in_refused": "old", "password_too_short": "new"},
            judge=_judge,
        )
        self._turning.open(change)


def _judge(entered: Entered) -> Mapping[str, str]:
    return judged_twice(entered, "new", "again")


def _shades() -> tuple[tuple[str, str], ...]:
    return (
        (Shade.SYSTEM.value, tr("As the system")),
        (Shade.LIGHT.value, tr("Light")),
        (Shade.DARK.value, tr("Dark")),
    )


def _waits() -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(minutes), tr_many("{count} minute", "{count} minutes", minutes))
        for minutes in kept.LOCK_MINUTES
    )


def _keep_wait(key: str) -> None:
    kept.keep_lock_minutes(int(key))


def _scales() -> tuple[tuple[str, str], ...]:
    return tuple((f"{scale:.2f}", f"{scale:.0%}") for scale in kept.SCALES)
