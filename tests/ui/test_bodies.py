"""The directory of bodies by the keyboard: recorded, taken from what was typed, offered no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import a_complaint
from ui.driving_card import an_office
from ui.driving_settings import Administrator
from ui.driving_window import own_settings

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.bodies_page import TYPED, BodiesPage
from akimat_desk.ui.screens.settings import BODIES

Key = Qt.Key
REGISTRY = "Ноокат жер кадастры"


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = an_office(tmp_path / "desk")
    through = {"body": REGISTRY, "number": "7", "dated_on": "2026-11-20"}
    desk.registration.register(a_complaint(0, came_through=through))
    return desk


@pytest.fixture
def admin(qtbot: QtBot, desk: Desk) -> Iterator[Administrator]:
    found = Administrator(qtbot, desk)
    found.to_page(BODIES)
    yield found
    found.close()


def page(admin: Administrator) -> BodiesPage:
    found = admin.page
    assert isinstance(found, BodiesPage)
    return found


def names(admin: Administrator) -> list[str]:
    table = page(admin).lists[page(admin).chosen].table
    return [table.cell(row, 0).text for row in range(table.rowCount())]


def test_a_body_is_recorded_with_its_bent_name_and_its_address(
    admin: Administrator, desk: Desk
) -> None:
    admin.key(Key.Key_F2)
    admin.fill(
        name_ky=REGISTRY,
        name_ru="Ноокатский кадастр",
        dative_ru="Ноокатскому кадастру",
        address_ru="г. Ноокат, ул. Ленина, 14",
        phone="03230 5-44-12",
    )
    admin.key(Key.Key_F9)
    assert "Ноокатский кадастр" in names(admin)
    found = desk.bodies.named(REGISTRY)
    assert found is not None
    assert dict(found.forms) == {"dative|ru": "Ноокатскому кадастру"}
    assert found.contacts("ru") == "г. Ноокат, ул. Ленина, 14, 03230 5-44-12"


def test_what_was_typed_in_a_case_is_taken_in_with_its_name(
    admin: Administrator, desk: Desk
) -> None:
    page(admin).choose(TYPED)
    admin.settle()
    assert names(admin) == [REGISTRY]
    page(admin).lists[TYPED].view.setFocus()
    admin.key(Key.Key_Return)
    admin.key(Key.Key_F9)
    assert names(admin) == []
    found = desk.bodies.named(REGISTRY)
    assert found is not None
    assert found.is_own
