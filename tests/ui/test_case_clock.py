"""The clock of a case by the keyboard: its ledger, its days, what would be if, and the sheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import HandClock, a_complaint, new_desk
from ui.driving_card import DAY, Card
from ui.driving_window import CONTROL, focused, own_settings, press, type_words, words_on

from akimat_desk.domain.case_events import NoticeGiven
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import DayTold, Proposal
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.fields import Field
from akimat_desk.ui.screens.card_history import History
from akimat_desk.ui.screens.clock import ClockPlace
from akimat_desk.ui.screens.clock_what_if import WhatIfPanel
from akimat_desk.ui.screens.paper import PaperPlace

F7, F9, F11 = Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_F11
DOWN, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Escape


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Desk:
    """Registered on Monday, paused for two days, and moved by a day off of the place."""
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=clock)
    found.office.hold_post("head", "admin")
    case = found.registration.register(a_complaint(0)).case
    found.cases.do(case, "pause", {"category": "court", "ground": "чечим күтүлүүдө"})
    clock.turn(2 * DAY)
    found.cases.do(case, "resume", {})
    row = DayTold(day=found.terms.calendar().nth_working_day(found.cases.today(), 3), kind="local",
                  name=Bilingual(ky="Ташкын", ru="Паводок"))  # fmt: skip
    found.calendars.adopt(Proposal(days=(row,)))
    return found


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> Iterator[Card]:
    found = Card(qtbot, desk)
    case = desk.lists.page(desk.cases.filter_of()).rows[0].id
    found.open(case)
    yield found
    found.close()


def place_of(card: Card) -> ClockPlace:
    shown = card.window.shown_screen()
    assert isinstance(shown, ClockPlace)
    return shown


def panel_of(card: Card) -> WhatIfPanel:
    panel = place_of(card).panel
    assert panel is not None
    return panel


def fill(card: Card, **fields: str) -> None:
    for name, words in fields.items():
        field: Field = panel_of(card).form.field(name)
        for _ in range(40):
            if focused() is field.editor:
                break
            press(Qt.Key.Key_Tab)
        assert focused() is field.editor
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_Delete)
        type_words(words)
        card._leave_popup()
    press(Qt.Key.Key_Tab)
    panel_of(card)._pause.stop()
    panel_of(card).ask()
    card.settle()


def test_from_the_card_one_key_leads_to_the_ledger_and_its_days(card: Card) -> None:
    card.key(F11)
    place = place_of(card)
    face = place.face
    assert face is not None
    assert focused() is face.ledger
    rows = [face.table.row(number) for number in range(face.table.rowCount())]
    assert [(row.words, row.counted) for row in rows] == [
        ("зарегистрировано", ""),
        ("срок приостановлен", "0"),
        ("календарь изменён", ""),
        ("срок течёт", "14"),
    ]
    card.key(DOWN)
    assert "чечим күтүлүүдө" in face.told.text()
    card.key(DOWN).key(DOWN)
    assert face.days is not None
    assert face.days.currentIndex().data() == "25.11.2026"
    words = words_on(place)
    assert "выпуск" in words
    assert "В расписке: 11.12.2026" in words


def test_what_would_be_stands_beside_what_is_and_nothing_is_written(card: Card) -> None:
    entries = card.desk.integrity.verify().entries
    card.key(F11).key(F7)
    fill(card, extend="5", day_off="02.12.2026")
    panel = panel_of(card)
    assert "По закону: 15.12.2026 → 23.12.2026" in panel.answer.text()
    assert "Сегодня в этом было бы отказано." in panel.warning.text()
    fill(card, extend="", executor="mamyt")
    assert "15.12.2026 → 16.12.2026" in panel.answer.text()
    assert "Мамытова А.: 0 → " in panel.holders.text()
    assert not panel.warning.isVisible()
    assert card.desk.integrity.verify().entries == entries


def test_what_makes_no_sense_is_told_and_escape_leads_back_to_the_ledger(card: Card) -> None:
    card.key(F11).key(F7)
    fill(card, pause_from="02.12.2026", pause_until="01.12.2026")
    panel = panel_of(card)
    assert panel.warning.text() == "Не ранее 02.12.2026."
    assert not panel.answer.isVisible()
    card.key(ESCAPE)
    place = place_of(card)
    assert place.panel is None
    assert place.face is not None
    assert focused() is place.face.ledger


def test_the_sheet_is_shown_to_be_printed(card: Card) -> None:
    card.key(F11)
    assert card.primary == "Печать листа"
    card.key(F9)
    assert isinstance(card.window.shown_screen(), PaperPlace)


def test_what_the_calendar_moved_stands_in_the_history_of_the_case(card: Card) -> None:
    card.place.open_tab(5)
    card.settle()
    (history,) = card.place.findChildren(History)
    words = words_on(history)
    assert "Паводок" in words
    assert "14.12.2026 → 15.12.2026" in words


def test_the_notice_of_the_pause_is_printed_and_recorded_from_its_line(card: Card) -> None:
    card.key(F11).key(DOWN)
    card.press_button("Уведомление заявителю")
    assert isinstance(card.window.shown_screen(), PaperPlace)
    card.window.back_asked.emit()
    card.settle()
    place = place_of(card)
    assert place.face is not None
    place.face.ledger.setFocus()
    for said in ("уведомлён сегодня", "уже было записано"):
        card.press_button("Уведомление вручено")
        assert said in card.strip
    case = card.desk.cases.open(card.desk.lists.page(card.desk.cases.filter_of()).rows[0].id)
    assert len(case.case.each(NoticeGiven)) == 1
