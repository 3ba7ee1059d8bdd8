"""The applicants by keys alone: found, opened, corrected, compared, joined, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, GoingClock
from ui.driving_applicants import Applicants, an_office_with_applicants
from ui.driving_card import DAY, signed_in_as
from ui.driving_window import CONTROL, focused, own_settings, press, type_words

from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.applicant_compare import DIFFERS, ONE_SIDED, SAME, rows, side_of
from akimat_desk.ui.screens.applicant_words import draft_for

KEY = Qt.Key


@pytest.fixture
def applicants(qtbot: QtBot, tmp_path: Path) -> Iterator[Applicants]:
    own_settings(tmp_path)
    driven = Applicants(qtbot, an_office_with_applicants(tmp_path / "desk"))
    yield driven.go()
    driven.close()


def test_the_list_names_each_with_their_cases_and_hides_the_number(applicants: Applicants) -> None:
    assert len(applicants.names()) == 4
    cells = [
        applicants.room.table.data(
            applicants.room.table.index(row, column), Qt.ItemDataRole.ToolTipRole
        )
        for row in range(4)
        for column in range(3)
    ]
    assert any("2345" in cell for cell in cells)
    assert not any("11503199012345" in cell for cell in cells)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("дыйкан", 1),
        ("омурбекова", 2),
        ("айгул", 2),
        ("1150319901", 1),
        ("0555123456", 2),
        ("зз", 0),
    ],
)
def test_typing_finds_by_any_word_number_or_phone(
    applicants: Applicants, typed: str, found: int
) -> None:
    applicants.find(typed)
    assert len(applicants.names()) == found


def test_down_goes_into_the_list_and_enter_opens(applicants: Applicants) -> None:
    applicants.find("омурбекова").key(KEY.Key_Down)
    assert focused() is applicants.room.view
    applicants.key(KEY.Key_Return)
    assert applicants.shown is applicants.card
    applicants.key(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert applicants.shown is applicants.room


def test_two_spellings_become_one_applicant_and_two_again(applicants: Applicants) -> None:
    applicants.open_found("11503199012345")
    assert applicants.cases() == ["Көпүрөнү оңдоо"]
    applicants.key(KEY.Key_F6)
    assert "дал келет" in applicants.seen
    assert applicants.primary == "Бириктирүү"
    applicants.type_into("reason", "паспорт боюнча").key(KEY.Key_F9)
    assert len(applicants.cases()) == 2
    assert len(applicants.desk.people.page().rows) == 3
    # The undo of the strip, by its key.
    applicants.key(KEY.Key_Z, CONTROL)
    assert len(applicants.desk.people.page().rows) == 4
    assert applicants.cases() == ["Көпүрөнү оңдоо"]


def test_a_join_is_taken_apart_later_and_that_too_is_undone(applicants: Applicants) -> None:
    applicants.open_found("11503199012345").key(KEY.Key_F6)
    applicants.key(KEY.Key_F9)
    applicants.to_tab(2)
    assert "Ажыратуу" in applicants.seen
    applicants.press_button("Ажыратуу")
    assert len(applicants.desk.people.page().rows) == 4
    applicants.key(KEY.Key_Z, CONTROL)
    assert len(applicants.desk.people.page().rows) == 3


def test_escape_leaves_the_comparison_and_joins_nothing(applicants: Applicants) -> None:
    applicants.open_found("11503199012345").key(KEY.Key_F6)
    applicants.key(KEY.Key_Escape)
    assert applicants.card.turning.panel is None
    assert len(applicants.desk.people.page().rows) == 4
    assert applicants.card.face is not None
    assert focused() is applicants.card.face.cases.view


def test_another_is_sought_and_compared(applicants: Applicants) -> None:
    applicants.open_found("дыйкан").key(KEY.Key_F7)
    assert applicants.shown is applicants.room
    assert "Дыйкан" in applicants.seen
    applicants.open_found("токтосунов")
    assert "юридикалык жак" in applicants.seen
    applicants.key(KEY.Key_F9)
    assert "Адам менен уюм" in applicants.strip
    assert len(applicants.desk.people.page().rows) == 4


def test_seeking_another_is_given_up(applicants: Applicants) -> None:
    applicants.open_found("дыйкан").key(KEY.Key_F7)
    applicants.key(KEY.Key_Escape)
    assert applicants.shown is applicants.card


def test_different_numbers_need_a_reason(applicants: Applicants) -> None:
    applicants.open_found("11503199012345").key(KEY.Key_F7)
    applicants.open_found("токтосунов").key(KEY.Key_F9)
    assert len(applicants.desk.people.page().rows) == 4
    assert applicants.beside_field("reason")
    applicants.type_into("reason", "паспорт алмашкан").key(KEY.Key_F9)
    assert len(applicants.desk.people.page().rows) == 3


def test_what_differs_is_told_by_a_word_and_not_by_colour_alone(applicants: Applicants) -> None:
    found = {row.name: row.id for row in applicants.desk.people.page().rows}
    one, other, stranger = (
        side_of(applicants.desk, found[name])
        for name in ("Өмүрбекова Айгүл Төлөгөновна", "Омурбекова Айгүл", "Токтосунов Бек")
    )
    told = {row.label: row.verdict for row in rows(one, other)}
    assert (told["Телефон"], told["ПИН"]) == (SAME, ONE_SIDED)
    told = {row.label: row.verdict for row in rows(one, stranger)}
    assert told["ПИН"] == DIFFERS
    applicants.open_found("11503199012345").key(KEY.Key_F7)
    applicants.open_found("токтосунов")
    assert "айырмаланат" in applicants.seen
    assert "11503199012345" not in applicants.seen


def test_the_number_is_shown_whole_only_when_asked_and_only_here(applicants: Applicants) -> None:
    applicants.open_found("11503199012345")
    assert "11503199012345" not in applicants.seen
    applicants.press_button("ПИНди көрсөтүү")
    assert "11503199012345" in applicants.seen
    applicants.go()
    applicants.open_found("11503199012345")
    assert "11503199012345" not in applicants.seen


def test_a_correction_is_written_and_told_in_the_history(applicants: Applicants) -> None:
    applicants.open_found("токтосунов").key(KEY.Key_F2)
    applicants.type_into("phone", "0700 11 22 33").key(KEY.Key_F9)
    assert "0700 11 22 33" in applicants.seen
    applicants.key(KEY.Key_F2)
    applicants.type_into("surname", "Токтосунова").key(KEY.Key_F9)
    assert applicants.card.turning.panel is not None
    assert applicants.beside_field("reason")
    applicants.type_into("reason", "паспорт боюнча").key(KEY.Key_F9)
    assert "Токтосунова Бек" in applicants.seen
    applicants.to_tab(2)
    assert "Токтосунов \N{RIGHTWARDS ARROW} Токтосунова" in applicants.seen
    assert "паспорт боюнча" in applicants.seen


def test_an_address_keeps_its_district_and_parts(applicants: Applicants) -> None:
    desk = applicants.desk
    (row,) = desk.people.page("токтосунов").rows
    told = {"surname": "Токтосунов", "given": "Бек", "pin": "20101198512345"}
    parts = {"soate": "41706242000000", "village": "Кара-Таш", "house": "5"}
    desk.people.correct(row.id, {"person": told | {"address": parts}})
    applicants.open_found("токтосунов").key(KEY.Key_F2)
    applicants.type_into("phone", "0700 11 22 33").key(KEY.Key_F9)
    address = desk.people.open(row.id).whole.address
    assert (address.soate, address.village, address.house) == tuple(parts.values())
    applicants.key(KEY.Key_F2)
    applicants.type_into("address", "Манас 7").type_into("reason", "көчкөн").key(KEY.Key_F9)
    address = desk.people.open(row.id).whole.address
    assert (address.soate, address.text, address.village) == ("41706242000000", "Манас 7", "")


def test_a_firm_is_corrected_as_a_firm(applicants: Applicants) -> None:
    applicants.open_found("дыйкан").key(KEY.Key_F2)
    applicants.type_into("head", "Бакиров Т.").key(KEY.Key_F9)
    card = applicants.card.card
    assert card is not None
    assert card.whole.organisation is not None
    assert card.whole.organisation.head == "Бакиров Т."


def test_tab_goes_as_the_eye_does(applicants: Applicants) -> None:
    applicants.open_found("11503199012345")
    stops = []
    for _ in range(6):
        press(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        stops.append(focused())
        if focused() is applicants.card.face.header.show_pin:
            break
    tops = [one.mapTo(applicants.card, one.rect().topLeft()).y() for one in stops]
    assert stops[-1] is applicants.card.face.header.show_pin
    assert tops == sorted(tops, reverse=True)


def test_a_case_opens_from_here_and_leads_back(applicants: Applicants) -> None:
    applicants.open_found("токтосунов").key(KEY.Key_Return)
    assert applicants.shown is applicants.place
    applicants.press_button("Токтосунов Бек")
    assert applicants.shown is applicants.card


def test_a_new_case_is_registered_for_this_applicant(applicants: Applicants) -> None:
    applicants.open_found("11503199012345")
    card = applicants.card.card
    assert card is not None
    draft = draft_for(card)
    applicants.key(KEY.Key_F4)
    register = applicants.window.places.register
    assert applicants.shown is register
    assert register.form.record == draft["applicant"]["record"] == card.id
    assert register.form.field("name").raw() == card.whole.name
    assert register.form.field("pin").raw() == card.whole.pin


def test_the_palette_leads_to_an_applicant(applicants: Applicants, qtbot: QtBot) -> None:
    applicants.key(KEY.Key_K, CONTROL)
    type_words("токтосунов")
    qtbot.waitUntil(lambda: not applicants.window.palette_._pause.isActive(), timeout=5_000)
    applicants.settle()
    items = applicants.window.palette_._items
    shown = [items.data(items.index(row, 0)) for row in range(items.rowCount())]
    place = next(row for row, words in enumerate(shown) if words.startswith("Токтосунов Бек "))
    for _ in range(place):
        press(KEY.Key_Down)
    applicants.key(KEY.Key_Return)
    assert applicants.shown is applicants.card


def test_who_may_not_change_reads_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    own_settings(tmp_path)
    desk = an_office_with_applicants(tmp_path / "desk")
    desk = signed_in_as(tmp_path / "desk", desk, "mamyt", GoingClock(MONDAY_MORNING + DAY))
    driven = Applicants(qtbot, desk).go()
    driven.open_found("11503199012345")
    assert "Оңдоо" not in driven.seen
    driven.key(KEY.Key_F2).key(KEY.Key_F7)
    assert driven.shown is driven.card
    assert driven.card.turning.panel is None
    driven.close()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_control_is_named_and_no_letter_leads_to_two_places(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    own_settings(tmp_path)
    speak(language)
    driven = Applicants(qtbot, an_office_with_applicants(tmp_path / "desk")).go()
    try:
        assert_named(driven.shown)
        assert_named(driven.open_found("11503199012345").shown)
        assert_named(driven.key(KEY.Key_F2).shown)
        assert_named(driven.key(KEY.Key_Escape).key(KEY.Key_F6).shown)
    finally:
        driven.close()
        speak("ky")


def assert_named(screen: QWidget) -> None:
    kinds = (QLineEdit, QPushButton, QTableView)
    for widget in (one for kind in kinds for one in screen.findChildren(kind)):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            words = widget.text() if isinstance(widget, QPushButton) else ""
            assert widget.accessibleName() or words, widget
    labels = [one.text() for one in screen.findChildren(QLabel) if one.isVisible() and one.buddy()]
    letters = [words[words.index("&") + 1].casefold() for words in labels]
    assert len(letters) == len(set(letters)), labels
