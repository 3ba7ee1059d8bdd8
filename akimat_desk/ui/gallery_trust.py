"""Pictures of the locked window, a forgotten password, a copy put back, and secrets shown once."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.key_change import KeyChanged
from akimat_desk.services.putting_back import Put
from akimat_desk.services.restoring import Restored
from akimat_desk.services.salvaging import DatabaseDamaged
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import card
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.message_strip import MessageStrip
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.forgotten import Forgotten
from akimat_desk.ui.screens.locked import Locked
from akimat_desk.ui.screens.restore import RestorePage
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
    yield "restore", partial(_show, desk, _restore, is_high=True)
    yield "restore-damaged", partial(_show, desk, _restore_damaged, is_high=True)
    yield "restore-done", partial(_show, desk, _restore_done, is_high=True)
    yield "register-secret", _restricted
    if desk.lists.page(desk.cases.filter_of(), with_bars=False).rows:
        yield "card-erase", partial(_erase, desk)


def _show(
    desk: Desk,
    make: Callable[[Desk, MainWindow], QWidget],
    window: MainWindow,
    *,
    is_high: bool = False,
) -> None:
    place = _Before(desk, window.background, window)
    layout = QVBoxLayout(place)
    layout.addWidget(make(desk, window))
    if not is_high:
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


def _restore(desk: Desk, window: MainWindow) -> RestorePage:
    return RestorePage(Path(desk.office.book.station().folder), window.background)


def _restore_damaged(desk: Desk, window: MainWindow) -> RestorePage:
    folder = Path(desk.office.book.station().folder)
    return RestorePage(folder, window.background, DatabaseDamaged("akimat.db"))


def _restore_done(desk: Desk, window: MainWindow) -> RestorePage:
    """Nothing was put in place: this is how it is told."""
    page, folder = _restore(desk, window), Path(desk.office.book.station().folder)
    page.show_done(
        Put(
            restored=Restored(
                office=signed(desk).office,
                login="",
                made_at=desk.core.clock.now(),
                entries=1,
                mark="1B",
                mark_before="1",
                last={"A/2026": 12},
                files=1,
                files_lacking=3,
                server="https://centre.example",
                pens=(),
            ),
            aside=str(folder / "before-2026-11-23-083000"),
        )
    )
    return page


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
