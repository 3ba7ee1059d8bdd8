"""Every widget of every screen, in both languages and with large letters: heard, read, reached."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui import walking
from ui.driving_window import own_settings

from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_extremes import empty_desk, longest_desk
from akimat_desk.services.clock import training_clock
from akimat_desk.services.desk import Desk
from akimat_desk.services.terms import shipped_calendar
from akimat_desk.ui.background import Background
from akimat_desk.ui.gallery_pictures import screens
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.pictures import SCREEN, Shot, dress
from akimat_desk.ui.signed import signed

Check = Callable[[QWidget], list[str]]
# The system's font at 14 points against our 10.5.
LARGE = 14 / 10.5


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Desk]]:
    folder = tmp_path_factory.mktemp("screens")
    own_settings(folder)
    days = Days(training_clock().now(), shipped_calendar())
    found = {
        "longest": longest_desk(folder / "longest", days),
        "empty": empty_desk(folder / "empty", days),
    }
    yield found
    for desk in found.values():
        desk.close()


@pytest.fixture
def background() -> Iterator[Background]:
    found = Background()
    yield found
    found.close()
    dress(Shot())


class Walk:
    """One window led through all screens; `findings` are told with the screen's name."""

    def __init__(self, qtbot: QtBot, desk: Desk, background: Background, shot: Shot) -> None:
        dress(shot)
        self._qtbot, self._desk, self._background = qtbot, desk, background

    def __call__(self, *checks: Check) -> list[str]:
        findings = []
        window = MainWindow(signed(self._desk), self._background)
        window.resize(SCREEN)
        window.show()
        window.begin()
        for screen in screens(self._desk):
            screen.go(window)
            self._settle()
            for check in checks:
                findings += [f"{screen.name}: {check.__name__}: {one}" for one in check(window)]
            window.palette_.close()
        window.close()
        # Gone now: what is left of a window would be dressed anew with the next one.
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return findings

    def _settle(self) -> None:
        """One answer often asks the next question, and a layout comes after the words."""
        for _ in range(3):
            self._qtbot.waitUntil(lambda: self._background.is_idle, timeout=20_000)
            self._qtbot.wait(20)


@pytest.mark.parametrize(
    ("shot", "state"),
    [(Shot("ky"), "longest"), (Shot("ru", text=LARGE), "longest"), (Shot("ky"), "empty")],
    ids=["ky-longest", "ru-14pt-longest", "ky-empty"],
)
def test_every_control_is_heard_read_and_reached(
    qtbot: QtBot, desks: dict[str, Desk], background: Background, shot: Shot, state: str
) -> None:
    found = Walk(qtbot, desks[state], background, shot)(*_checks(desks[state]))
    assert not found, "\n".join(found)


@pytest.mark.skipif(not os.environ.get("AKIMAT_LONG"), reason="a long run")
@pytest.mark.parametrize("shot", [Shot("ky", text=LARGE)], ids=["ky-14pt"])
def test_the_longest_names_fit_in_the_other_language_too(
    qtbot: QtBot, desks: dict[str, Desk], background: Background, shot: Shot
) -> None:
    found = Walk(qtbot, desks["longest"], background, shot)(*_checks(desks["longest"]))
    assert not found, "\n".join(found)


def _checks(desk: Desk) -> tuple[Check, ...]:
    logins = {word for one in desk.office.now.staff() for word in walking.words(one.login)}

    def latin_left(window: QWidget) -> list[str]:
        return walking.latin_words(window, logins)

    return (
        walking.without_name,
        walking.doubled_mnemonics,
        walking.out_of_order,
        walking.unreached,
        latin_left,
        walking.cut,
        walking.sideways,
    )


def test_the_walk_sees_what_it_looks_for(qtbot: QtBot, tmp_path: Path) -> None:
    """A check that finds nothing in a broken window would prove nothing."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    bare, first, second = QLineEdit(), QPushButton("&Save"), QPushButton("&Send")
    long = QLabel("far too long to be read in so little room")
    for widget in (bare, first, second, long):
        layout.addWidget(widget)
    QWidget.setTabOrder(second, first)
    long.setFixedWidth(20)
    window.show()
    assert len(walking.without_name(window)) == 1
    assert walking.doubled_mnemonics(window) == ["Alt+S: ['&Save', '&Send']"]
    assert any("Send" in one for one in walking.out_of_order(window))
    assert walking.latin_words(window, set()) != []
    assert len(walking.cut(window)) == 1
