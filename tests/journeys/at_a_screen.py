"""A clerk at the program's own screen: signs in, registers one case, sees the receipt."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from journeys.real_screen import WAITING, Screen, wait_until
from services.working_desks import new_desk

from akimat_desk.domain.case_events import ReceiptIssued
from akimat_desk.services.desk import open_desk
from akimat_desk.storage.queries import CaseFilter

PASSWORD = "counter word 7"
NAME, PIN = "Asanov Bakyt", "20101198054321"
SUBJECT = "No water in Lenin street"


def a_training_desk(folder: Path) -> Path:
    place = folder / "desk"
    new_desk(place, training=True, password=PASSWORD).close()
    return place


def a_case_typed_in(
    screen: Screen, command: Sequence[str], folder: Path, environment: dict[str, str]
) -> None:
    """The program runs as a process; what was typed is found in its database afterwards."""
    program = subprocess.Popen(
        [*command, "--data", str(folder)],
        env={
            **environment,
            "AKIMAT_DESK_NOW": "2026-11-23T09:00:00",
            "XDG_CONFIG_HOME": str(folder.parent / "settings"),
        },
    )
    try:
        screen.focus("^Akimat Desk$")
        sign_in(screen)
        register_one(screen, folder)
        assert program.poll() is None
    finally:
        # As at the end of a day when the computer is switched off: nothing is lost.
        program.terminate()
        program.wait(WAITING)
    assert not (folder / "crash.txt").exists()
    demand_the_receipt(folder)


def sign_in(screen: Screen) -> None:
    """The main window takes the keyboard by itself."""
    screen.wait_until_still()
    screen.type(PASSWORD)
    screen.press("Return")
    main = screen.window(". Akimat Desk$")
    wait_until(lambda: screen.do("getwindowfocus") == main)
    screen.wait_until_still()


def register_one(screen: Screen, folder: Path) -> None:
    """Each field is ended with Enter; Down opens a list and Down again takes its first line."""
    screen.press("F4")
    screen.wait_until_still()
    for words in (NAME, PIN, "0555123456"):
        screen.type(words)
        screen.press("Return")
    screen.press("Return", "Return")
    screen.type("Kok-Bel")
    screen.press("Return", "Return", "Return", "Return")
    screen.press("Down", "Down", "Return", "Return", "Return", "Return")
    screen.type(SUBJECT)
    screen.press("ctrl+Return")
    screen.wait_until_still()
    screen.press("F9")
    wait_until(lambda: any(path.is_file() for path in (folder / "files").rglob("*")))
    screen.wait_until_still()


def demand_the_receipt(folder: Path) -> None:
    desk = open_desk(folder, password=PASSWORD)
    (row,) = desk.lists.page(CaseFilter(), with_bars=False).rows
    case = desk.cases.open(row.id).case
    assert (case.registered.applicant.name, case.registered.subject) == (NAME, SUBJECT)
    assert case.registered.applicant.pin == PIN
    assert [made.copy for _, made in case.each(ReceiptIssued)] == [0]
    assert desk.papers.receipt(row.id).data.startswith(b"%PDF-")
    desk.integrity.verify()
    desk.close()
