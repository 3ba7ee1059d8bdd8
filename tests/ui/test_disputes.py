"""Two versions of what is no case, side by side in the window, settled by the keyboard."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journeys.sharing_desks import a_desk, demand_equal, join, settle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.driving_settings import Administrator
from ui.driving_window import focused, own_settings, press, type_words, words_on

from akimat_desk.domain.office_events import SettingSet
from akimat_desk.services.desk import Desk
from akimat_desk.services.other_disputes import OtherDisputes
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.disputes import DisputesBox
from akimat_desk.ui.screens.settings import EXCHANGE


@pytest.fixture(autouse=True)
def _russian() -> None:
    speak("ru")


def say(desk: Desk, value: str) -> None:
    with desk.core.write("office") as writing:
        writing.append_office(SettingSet(key="motto", value=f'"{value}"'))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two desks that said different things and have heard of each other since."""
    own_settings(tmp_path)
    shared, stick = tmp_path / "shared", tmp_path / "stick"
    shared.mkdir()
    stick.mkdir()
    one, two = a_desk(tmp_path / "one", "1"), a_desk(tmp_path / "two", "2")
    with closing(two):
        one.share.choose(shared)
        join(one, two, stick, shared)
        settle(one, two)
        say(one, "первый девиз")
        say(two, "второй девиз")
        settle(one, two)
        yield one, two


@pytest.fixture
def admin(qtbot: QtBot, office: tuple[Desk, Desk]) -> Iterator[Administrator]:
    driver = Administrator(qtbot, office[0])
    driver.to_page(EXCHANGE)
    yield driver
    driver.close()


def box(admin: Administrator) -> DisputesBox:
    (found,) = admin.window.findChildren(DisputesBox)
    return found


def test_both_versions_stand_side_by_side_with_person_workstation_and_time(
    admin: Administrator,
) -> None:
    shown = words_on(box(admin))
    assert box(admin).isVisible()
    for words in ("первый девиз", "второй девиз", "Рабочее место 1", "Рабочее место 2", "motto"):
        assert words in shown
    left, right = (one.parentWidget().mapTo(admin.window, one.pos()) for one in box(admin).buttons)
    assert left.x() < right.x()


def test_one_press_settles_it_for_both_desks_and_needs_a_reason(
    admin: Administrator, office: tuple[Desk, Desk]
) -> None:
    one, two = office
    box(admin).form.start()
    keep = next(one for one in box(admin).buttons if "второй" in one.accessibleDescription())
    keep.setFocus()
    admin.key(Qt.Key.Key_Space)
    assert len(OtherDisputes(one.core).all()) == 1, "a reason is asked for"
    assert focused() is box(admin).form.field("reason").editor
    type_words("так решил аким")
    while focused() is not keep:
        press(Qt.Key.Key_Tab)
    admin.key(Qt.Key.Key_Space)
    assert OtherDisputes(one.core).all() == []
    assert not box(admin).isVisible()
    settle(one, two)
    demand_equal(one, two)
    assert two.office.now.setting("motto") == '"второй девиз"'
