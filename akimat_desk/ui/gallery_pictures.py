"""Pictures of every screen over the signed-in workspace; it reads and writes nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.gallery_absence import screens_of_absence
from akimat_desk.ui.gallery_acts import screens_of_acts
from akimat_desk.ui.gallery_applicants import screens_of_applicants
from akimat_desk.ui.gallery_audit import screens_of_audit
from akimat_desk.ui.gallery_bodies import screens_of_bodies
from akimat_desk.ui.gallery_calendar import screens_of_calendar
from akimat_desk.ui.gallery_case_clock import screens_of_case_clock
from akimat_desk.ui.gallery_cases import screens_of_cases
from akimat_desk.ui.gallery_clock import screens_of_clock
from akimat_desk.ui.gallery_duties import screens_of_duties
from akimat_desk.ui.gallery_files import screens_of_files
from akimat_desk.ui.gallery_head import screens_of_head
from akimat_desk.ui.gallery_incoming import screens_of_incoming
from akimat_desk.ui.gallery_inspections import screens_of_inspections
from akimat_desk.ui.gallery_lists import screens_of_lists
from akimat_desk.ui.gallery_pads import screens_of_pads
from akimat_desk.ui.gallery_papers import screens_of_papers
from akimat_desk.ui.gallery_post import screens_of_post
from akimat_desk.ui.gallery_reception import screens_of_reception
from akimat_desk.ui.gallery_register import screens_of_register
from akimat_desk.ui.gallery_reports import screens_of_reports
from akimat_desk.ui.gallery_rules import screens_of_rules
from akimat_desk.ui.gallery_settings import screens_of_settings
from akimat_desk.ui.gallery_trust import screens_of_trust
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.pictures import Shot, contact_sheet, dress, take, take_all
from akimat_desk.ui.places import CASES, HELP, REGISTER, SETTINGS, TODAY
from akimat_desk.ui.screens.sign_in import SignIn
from akimat_desk.ui.signed import signed

SHOTS: Final = tuple(
    Shot(language, is_dark=is_dark, zoom=zoom)
    for language in ("ky", "ru")
    for is_dark in (False, True)
    for zoom in (1.0, 1.5)
)
FEW: Final = tuple(
    shot for shot in SHOTS if shot.zoom == 1.0 and shot.is_dark == (shot.language == "ru")
)


class Screen(NamedTuple):
    """A name for the files, and how to come there in a new window."""

    name: str
    go: Callable[[MainWindow], None]


def take_pictures(
    desk: Desk, folder: Path, names: Sequence[str] = (), shots: Sequence[Shot] = SHOTS
) -> list[Path]:
    """Every screen, or those that are named, in both languages and themes at 100 and 150 %."""
    _application()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [screen for screen in screens(desk) if not names or screen.name in names]
    background = Background()
    try:
        for shot in shots:
            _take_each(_window(desk, background, shot), shot, wanted, folder, background)
    finally:
        background.close()
    taken = []
    for screen in wanted:
        pictures = [folder / f"{screen.name}-{shot.name}.png" for shot in shots]
        taken += [*pictures, folder / f"{screen.name}-sheet.png"]
        shown = [(picture.stem, QImage(str(picture))) for picture in pictures]
        contact_sheet(shown).save(str(taken[-1]))
    return taken


def _take_each(
    window: MainWindow, shot: Shot, wanted: Sequence[Screen], folder: Path, background: Background
) -> None:
    """One window goes through all screens, as a person does."""
    for screen in wanted:
        screen.go(window)
        image = take(window, shot, settled=lambda: background.is_idle)
        image.save(str(folder / f"{screen.name}-{shot.name}.png"))
        window.palette_.close()
    window.close()
    window.deleteLater()


def screens(desk: Desk) -> list[Screen]:
    found = [
        Screen("today", lambda window: window.show_section(TODAY)),
        Screen("cases", lambda window: window.show_section(CASES)),
        Screen("register", lambda window: window.show_section(REGISTER)),
        Screen("settings", lambda window: window.show_section(SETTINGS)),
        Screen("help", lambda window: window.show_section(HELP)),
        Screen("palette", _show_palette),
    ]
    newest = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows
    if newest:
        found.append(Screen("card", lambda window: window.open_case(newest[0].id)))
        sheet = _sheet(desk, newest[0].id)
        if sheet:
            papers = screens_of_papers(sheet, newest[0].number)
            found += [Screen(name, go) for name, go in papers]
    more = (*screens_of_cases(desk), *screens_of_lists(), *screens_of_applicants(desk))
    found += [Screen(name, go) for name, go in (*more, *screens_of_register(desk))]
    found += [Screen(name, go) for name, go in (*screens_of_settings(), *screens_of_post(desk))]
    found += [Screen(name, go) for name, go in screens_of_calendar(desk)]
    found += [Screen(name, go) for name, go in screens_of_absence(desk)]
    found += [Screen(name, go) for name, go in screens_of_case_clock(desk)]
    found += [Screen(name, go) for name, go in (*screens_of_clock(), *screens_of_duties())]
    found += [Screen(name, go) for name, go in (*screens_of_rules(desk), *screens_of_acts())]
    found += [Screen(name, go) for name, go in (*screens_of_reports(desk), *screens_of_pads(desk))]
    found += [Screen(name, go) for name, go in screens_of_head(desk)]
    found += [Screen(name, go) for name, go in screens_of_inspections(desk)]
    found += [Screen(name, go) for name, go in screens_of_incoming(desk)]
    found += [Screen(name, go) for name, go in screens_of_reception(desk)]
    found += [Screen(name, go) for name, go in screens_of_bodies(desk)]
    found += [Screen(name, go) for name, go in (*screens_of_files(desk), *screens_of_audit(desk))]
    found += [Screen(name, go) for name, go in screens_of_trust(desk)]
    return found


def screen_names(desk: Desk) -> list[str]:
    """Of all that whoever is signed in can come to."""
    return [screen.name for screen in screens(desk)]


def _sheet(desk: Desk, case_id: str) -> bytes:
    """A paper that is only shown: the explanation of a term writes nothing."""
    try:
        return desk.sheets.explanation(case_id)
    except DeskError:
        # An office without a letterhead has no papers yet; its other screens are there.
        return b""


def take_sign_in(workspace: Path, folder: Path, shots: Sequence[Shot] = SHOTS) -> list[Path]:
    """The screen before a workspace is open."""
    _application()
    background = Background()
    try:
        return take_all(
            lambda: SignIn(workspace, "", background),
            "sign-in",
            folder,
            shots,
            settled=lambda: background.is_idle,
        )
    finally:
        background.close()


def _window(desk: Desk, background: Background, shot: Shot) -> MainWindow:
    dress(shot)
    window = MainWindow(signed(desk), background)
    window.begin()
    return window


def _show_palette(window: MainWindow) -> None:
    window.show_section(TODAY)
    # It stands in the middle of the window, so the window must have its size first.
    QTimer.singleShot(0, window, window.palette_.open)


def _application() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])
