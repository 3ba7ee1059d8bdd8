"""Pictures of the screens are made over the signed-in workspace and change nothing in it."""

from itertools import combinations, product
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from ui.driving_window import _training_day, a_full_office  # noqa: F401

from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_extremes import empty_desk, longest_desk
from akimat_desk.services.clock import training_clock
from akimat_desk.services.desk import opened
from akimat_desk.services.terms import shipped_calendar
from akimat_desk.ui.gallery_pictures import screens, take_pictures
from akimat_desk.ui.gallery_sheets import PAIRS, make_sheets
from akimat_desk.ui.pictures import SCREEN, Shot


def test_screens_are_drawn_in_the_size_of_an_old_monitor(qtbot: QtBot, tmp_path: Path) -> None:
    a_full_office(tmp_path / "desk")
    shots = (Shot("ky"), Shot("ru", is_dark=True, zoom=1.5))
    with opened(tmp_path / "desk") as desk:
        before = desk.integrity.digest()
        assert [screen.name for screen in screens(desk)][:3] == ["today", "cases", "register"]
        taken = take_pictures(desk, tmp_path / "out", ["today", "card"], shots)
        assert desk.integrity.digest() == before
    assert [path.name for path in taken] == [
        "today-ky-light-100-100.png",
        "today-ru-dark-150-100.png",
        "today-sheet.png",
        "card-ky-light-100-100.png",
        "card-ru-dark-150-100.png",
        "card-sheet.png",
    ]
    for path in taken:
        image = QImage(str(path))
        assert not image.isNull()
        if not path.name.endswith("sheet.png"):
            # At 150 % the screen holds 911 x 512 points; rounding gives or takes a pixel.
            assert abs(image.width() - SCREEN.width()) <= 2
            assert abs(image.height() - SCREEN.height()) <= 2


def test_the_shots_of_the_contact_sheets_meet_every_pair_of_looks() -> None:
    met = [
        (state, shot.language, shot.is_dark, shot.zoom)
        for state, shots in PAIRS.items()
        for shot in shots
    ]
    choices = [sorted(set(column)) for column in zip(*met, strict=True)]
    assert [len(one) for one in choices] == [3, 2, 2, 2]
    for first, second in combinations(range(4), 2):
        pairs = {(one[first], one[second]) for one in met}
        assert pairs == set(product(choices[first], choices[second]))


def test_a_sheet_holds_a_screen_in_every_state(qtbot: QtBot, tmp_path: Path) -> None:
    days = Days(training_clock().now(), shipped_calendar())
    folders = {}
    for state, made in (("empty", empty_desk), ("longest", longest_desk)):
        folders[state] = tmp_path / "pictures" / state
        desk = made(tmp_path / state, days)
        take_pictures(desk, folders[state], ["today", "card"], PAIRS[state])
        desk.close()
    sheets = make_sheets(folders, tmp_path / "sheets")
    assert [path.name for path in sheets] == ["card.png", "today.png"]
    card, today = (QImage(str(path)) for path in sheets)
    # Nothing has come in yet at the empty office: its card is missing, so the sheet is half.
    assert today.height() > 1.5 * card.height()
