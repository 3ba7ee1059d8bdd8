"""The history of the office by the keyboard: succession, its act, what a post touches."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, a_complaint, again, new_desk
from ui.driving_settings import Administrator
from ui.driving_window import own_settings

from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import speak

F2, F9 = Qt.Key.Key_F2, Qt.Key.Key_F9
OTHER = "Кара-Суу району"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own_settings(tmp_path)
    return tmp_path / "desk"


@pytest.fixture
def desk(folder: Path) -> Desk:
    speak("ru")
    found = new_desk(folder)
    found.office.add_staff(
        StaffTold(login="akim", surname="Жээнбекова", given="Бек", post_ky="аким", roles=("head",))
    )
    found.office.hold_post("head", "akim", order="№ 1")
    return found


@pytest.fixture
def admin(qtbot: QtBot, desk: Desk) -> Iterator[Administrator]:
    found = Administrator(qtbot, desk)
    yield found
    found.close()


def succession(admin: Administrator, kind: str) -> None:
    admin.to_page("history").key(F2)
    day = admin.desk.office.today + timedelta(days=3)
    admin.fill(
        kind=kind, name_ky=OTHER, name_ru="Кара-Сууский район", from_on=f"{day:%d.%m.%Y}",
        ground="№ 82",
    ).key(F9)  # fmt: skip


def test_an_office_that_is_merged_hands_its_cases_over_and_shows_the_act(
    qtbot: QtBot, desk: Desk
) -> None:
    number = desk.registration.register(a_complaint(1)).number
    admin = Administrator(qtbot, desk)
    succession(admin, "это учреждение")
    assert not admin.has_form
    (told,) = desk.succession.successions()
    assert (told.kind, told.name.ky, told.ground) == ("merged_into", OTHER, "№ 82")
    admin.to_page("history").into_page().choose_row("Кара-Сууский район")
    admin.press_button("Передать незакрытые обращения")
    admin.fill(taker="Токтогулов Асан", post_ky="аким").key(F9)
    assert admin.strip.startswith("Передано")
    case = desk.cases.open(desk.cases.find(number))
    assert case.stage == "forwarded"
    admin.to_page("history").into_page().choose_row("Акт приёма-передачи")
    admin.press_button("Показать акт")
    assert not admin.window.places.settings.isVisible()
    admin.close()


def test_a_succession_without_a_ground_is_refused_and_what_was_typed_stays(
    admin: Administrator,
) -> None:
    admin.to_page("history").key(F2)
    admin.fill(kind="часть", name_ky=OTHER).key(F9)
    assert admin.has_form
    assert admin.form.values()["name_ky"] == OTHER
    assert admin.desk.succession.successions() == ()


def test_of_a_split_the_cases_are_named_by_their_numbers(qtbot: QtBot, desk: Desk) -> None:
    numbers = [desk.registration.register(a_complaint(n)).number for n in range(2)]
    admin = Administrator(qtbot, desk)
    succession(admin, "часть")
    admin.to_page("history").into_page().choose_row("Кара-Сууский район")
    admin.press_button("Передать незакрытые обращения")
    admin.fill(taker="Токтогулов Асан", cases=numbers[0]).key(F9)
    assert not admin.has_form
    assert [one.number for one in desk.succession.remaining()] == [numbers[1]]
    admin.close()


def test_an_appointment_tells_what_goes_on_in_the_name_of_the_holder(
    qtbot: QtBot, desk: Desk
) -> None:
    case = desk.registration.register(a_complaint(1)).case
    desk.cases.do(case, "assign", {"executor": "akim", "accepted": True})
    admin = Administrator(qtbot, desk)
    admin.to_page("posts").key(F2)
    assert "До сих пор: Жээнбекова Б." in admin.words
    assert "На руках 1 незакрытое обращение" in admin.words
    admin.close()


def test_who_may_not_change_the_office_reads_its_history(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    desk.close()
    reader = Administrator(qtbot, again(folder, login="mamyt"))
    reader.to_page("history")
    assert reader.primary == ""
    rows = reader.page.list.table.rows()  # type: ignore[attr-defined]
    assert "post" in [row.what for row in rows]
    reader.close()
