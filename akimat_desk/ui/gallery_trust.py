"""Pictures of the locked window, of a forgotten password, and of secrets that are shown once."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.key_change import KeyChanged
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import card
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.message_strip import MessageStrip
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.forgotten import Forgotten
from akimat_desk.ui.screens.locked import Locked
from akimat_desk.ui.screens.secrets_sheet import SecretsSheet, told_of_key
from akimat_desk.ui.sections import REGISTER, SETTINGS
from akimat_desk.ui.signed import signed

Go = Callable[[MainWindow], None]
_CODE: Final = "0000-0000-0000"
_KEY: Final = "00000-00000-00000-00000-00000-00000-00000-00000"
_LOOK_EVERY_MS: Final = 20


class _Before(Place):
    """What stands before the window has a frame, shown inside of it for its picture."""

    def title(self) -> str:
        return tr("Akimat Desk")


def screens_of_trust(desk: Desk) -> Iterator[tuple[str, Go]]:
    yield "locked", partial(_show, desk, _locked)
    yield "forgotten", partial(_show, desk, _forgotten)
    yield "secrets", partial(_show, desk, _secrets)
    yield "register-secret", _restricted
    if desk.lists.page(desk.cases.filter_of(), with_bars=False).rows:
        yield "card-erase", partial(_erase, desk)


def _show(desk: Desk, make: Callable[[Desk, MainWindow], QWidget], window: MainWindow) -> None:
    place = _Before(desk, window.background, window)
    layout = QVBoxLayout(place)
    layout.addWidget(make(desk, window))
    layout.addStretch()
    window.add_room(place)
    window._show_place(place, SETTINGS)  # noqa: SLF001 - a place that no section leads to


def _locked(desk: Desk, window: MainWindow) -> QWidget:
    return Locked(signed(desk), window.background)


def _forgotten(desk: Desk, window: MainWindow) -> QWidget:
    strip = MessageStrip()
    folder = desk.office.book.station().folder
    me = desk.office.me
    page = Forgotten(folder, "" if me is None else me.login, window.background, strip)
    return card(strip, page)


def _secrets(desk: Desk, _window: MainWindow) -> QWidget:
    """None of these opens anything."""
    made = KeyChanged(
        login="",
        recovery_key=_KEY,
        head_codes=(_CODE,) * 8,
        temporary={one.login: _CODE for one in desk.office.now.staff()[:2]},
        files=0,
        files_lacking=0,
    )
    return SecretsSheet(tr("Secrets of this register"), told_of_key(made))


def _restricted(window: MainWindow) -> None:
    window.open_register({})
    window.show_section(REGISTER)
    timer = QTimer(window)
    timer.setInterval(_LOOK_EVERY_MS)

    def look() -> None:
        place = window.places.register
        if place.background.is_idle:
            timer.stop()
            place.form.field("who").restore("restricted")
            place.forget_typed()

    timer.timeout.connect(look)
    timer.start()


def _erase(desk: Desk, window: MainWindow) -> None:
    row = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows[0]
    window.places.card.open_when_read("erase")
    window.open_case(row.id)
