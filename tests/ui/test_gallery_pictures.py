"""Pictures of the screens are made over the signed-in workspace and change nothing in it."""

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from ui.driving_window import _training_day, a_full_office  # noqa: F401

from akimat_desk.services.desk import opened
from akimat_desk.ui.gallery_pictures import screens, take_pictures
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
