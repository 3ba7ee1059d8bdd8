"""Today: the urgent first, each case once, and what to do when there is nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import new_desk
from ui.driving_window import (
    Started,
    _training_day,  # noqa: F401
    a_full_office,
    press,
    started,
    words_on,
)

from akimat_desk.domain.case_rights import Tie
from akimat_desk.services.exchange import SyncState
from akimat_desk.services.lists import CaseRow
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.case_words import Urgency, days_words, left_words, next_step, urgency
from akimat_desk.ui.draft_lines import DraftLine, DraftLines
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.cases import CasesPlace
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.screens.today import (
    OFFICE,
    REFUSED,
    TodayPlace,
    _starts_mine,
    refused,
    urgent_page,
)
from akimat_desk.ui.tiles import Tile

TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_full_office(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def running(qtbot: QtBot, folder: Path) -> Iterator[Started]:
    yield from started(qtbot, folder)


@pytest.fixture
def today(running: Started) -> TodayPlace:
    place = running.wait_for_main().shown_screen()
    assert isinstance(place, TodayPlace)
    return place


def a_row(**changes: object) -> CaseRow:
    told = {
        "id": "1", "number": "К1-00001/26-9", "applicant": "Өмүрбеков Ч.", "subject": "Суу",
        "kind": "complaint", "stage": "under_consideration", "is_open": True, "is_disputed": False,
        "registered_on": date(2026, 11, 2), "due_on": date(2026, 12, 8), "due_kind": "statutory",
        "days_left": 11, "responsible": "", "bar": None,
    }  # fmt: skip
    return CaseRow(**{**told, **changes})  # type: ignore[arg-type]


def test_the_urgent_stand_first_and_every_case_stands_once(today: TodayPlace) -> None:
    rows = today._list.table.rows()
    groups = [list(Urgency).index(urgency(row, TODAY)) for row in rows]
    assert groups == sorted(groups)
    assert len({row.id for row in rows}) == len(rows) == 6
    assert [urgency(row, TODAY) for row in rows] == [
        *[Urgency.OVERDUE] * 1,
        *[Urgency.TODAY] * 1,
        *[Urgency.SOON] * 1,
        *[Urgency.UNASSIGNED] * 2,
        Urgency.WAITING,
    ]


def test_the_figures_are_those_of_the_desk(running: Started, today: TodayPlace) -> None:
    counts = running.program._signed.desk.cases.counts()  # type: ignore[union-attr]
    for key, tile in today._tiles.items():
        known = counts.get(key, 0)
        assert tile.count() == known
        assert tile.accessibleName().endswith(f": {known}")
    assert not today._tiles["disputed"].isVisible()
    assert not today._tiles[REFUSED].isVisible()


def test_a_figure_opens_the_list_of_what_it_counts(
    running: Started, today: TodayPlace, qtbot: QtBot
) -> None:
    tile: Tile = today._tiles["overdue"]
    tile.setFocus()
    press(Qt.Key.Key_Space)
    running.settle()
    cases = running.main.shown_screen()
    assert isinstance(cases, CasesPlace)
    assert len(cases._list.table.rows()) == tile.count() == 1


def test_for_me_shows_and_counts_only_what_i_answer_for(
    running: Started, today: TodayPlace
) -> None:
    assert not today.is_mine  # whoever registers hands work out
    today._chips[OFFICE].setFocus()
    press(Qt.Key.Key_Left)
    running.settle()
    desk = running.program._signed.desk  # type: ignore[union-attr]
    me = desk.office.me
    assert me is not None
    assert today.is_mine
    assert {row.responsible for row in today._list.table.rows()} == {me.short_name}
    counts = desk.cases.counts(me.id)
    assert counts["unassigned"] == today._tiles["unassigned"].count() == 0
    assert counts["overdue"] == today._tiles["overdue"].count() == 1
    today._tiles["overdue"].setFocus()
    press(Qt.Key.Key_Space)
    running.settle()
    cases = running.main.shown_screen()
    assert isinstance(cases, CasesPlace)
    assert cases._top.mine.isChecked()
    assert len(cases._list.table.rows()) == 1


def test_the_choice_is_kept_and_an_executor_begins_with_his_own(qtbot: QtBot, folder: Path) -> None:
    assert _starts_mine("tokton", ("executor",))
    assert not _starts_mine("asanova", ("executor", "registrar"))
    for running in started(qtbot, folder):
        today = running.wait_for_main().shown_screen()
        assert isinstance(today, TodayPlace)
        today._chips[OFFICE].setFocus()
        press(Qt.Key.Key_Left)
        running.settle()
    for running in started(qtbot, folder):
        today = running.wait_for_main().shown_screen()
        assert isinstance(today, TodayPlace)
        assert today.is_mine


@pytest.mark.parametrize(
    ("error", "unsent", "quarantined", "count"),
    [("", 7, 0, 0), ("line_down", 7, 0, 0), ("station_unknown", 7, 0, 7), ("", 0, 2, 2)],
)
def test_only_what_the_centre_did_not_take_is_counted(
    error: str, unsent: int, quarantined: int, count: int
) -> None:
    state = SyncState(
        is_enrolled=True, server="", last_receipt_at=None, unsent=unsent, last_error=error,
        quarantined=quarantined, mark="",
    )  # fmt: skip
    assert refused(state) == count


def test_drafts_say_by_when_they_must_be_registered_and_go_on(qtbot: QtBot, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", training=True, password="")
    desk.drafts.keep("register-1", {"subject": "Жолду оңдоо"})
    desk.close()
    for running in started(qtbot, tmp_path / "desk"):
        window = running.wait_for_main()
        today = window.shown_screen()
        assert isinstance(today, TodayPlace)
        assert "24.11.2026" in words_on(today._drafts)
        (go_on,) = today._drafts.findChildren(QPushButton)
        assert "Жолду оңдоо" in go_on.accessibleName()
        go_on.setFocus()
        press(Qt.Key.Key_Space)
        running.settle()
        assert isinstance(window.shown_screen(), RegisterPlace)


@pytest.mark.parametrize(("height", "lines", "left"), [(700, 4, "2"), (500, 1, "5")])
def test_a_low_window_leaves_its_room_to_what_is_urgent(
    qtbot: QtBot, height: int, lines: int, left: str
) -> None:
    window, drafts = QWidget(), DraftLines()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(drafts)
    window.resize(800, height)
    drafts.show_drafts([DraftLine(str(n), {"subject": "Жол"}, 0) for n in range(6)])
    assert len(drafts.findChildren(QPushButton)) == lines
    assert left in drafts.findChildren(QLabel)[-1].text()


def test_an_empty_today_says_what_to_do_next(qtbot: QtBot, tmp_path: Path) -> None:
    new_desk(tmp_path / "desk", training=True, password="").close()
    for running in started(qtbot, tmp_path / "desk"):
        today = running.wait_for_main().shown_screen()
        assert isinstance(today, TodayPlace)
        words, advice = today._list.view._empty
        assert words
        assert "F4" in advice


def test_short_pages_come_to_the_same_rows_as_one(running: Started, today: TodayPlace) -> None:
    desk = running.program._signed.desk  # type: ignore[union-attr]
    found, cursor = [], None
    while True:
        page = urgent_page(desk, cursor)
        found += [row.id for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [row.id for row in today._list.table.rows()]


@given(
    st.integers(-400, 400),
    st.sampled_from(["registered", "under_consideration", "waiting_for_applicant", "decided"]),
    st.booleans(),
)
def test_a_date_that_has_come_outweighs_every_other_state(
    days: int, stage: str, is_disputed: bool
) -> None:
    due = date.fromordinal(TODAY.toordinal() + days)
    row = a_row(due_on=due, days_left=days, stage=stage, is_disputed=is_disputed)
    found = urgency(row, TODAY)
    assert (found is Urgency.OVERDUE) == (due < TODAY)
    assert (found is Urgency.TODAY) == (due == TODAY)
    assert urgency(a_row(due_on=due, is_open=False, stage="closed"), TODAY) is Urgency.ENDED


def test_days_left_are_said_in_working_days() -> None:
    speak("ru")
    assert [days_words(n) for n in (1, 3, 5, 0, -2)] == [
        "остался 1 рабочий день",
        "осталось 3 рабочих дня",
        "осталось 5 рабочих дней",
        "срок сегодня",
        "просрочено на 2 рабочих дня",
    ]
    speak("ky")
    assert days_words(3) == "3 жумуш күнү калды"


def test_a_term_that_ended_before_a_day_off_is_late_by_no_working_day() -> None:
    speak("ru")
    row = a_row(due_on=date(2026, 11, 20), days_left=0)
    assert left_words(row, date(2026, 11, 21)) == "срок истёк"


@pytest.mark.parametrize(
    ("stage", "roles", "words"),
    [
        ("registered", ("registrar",), "Назначить исполнителя"),
        ("registered", ("auditor",), "Открыть"),
        ("under_consideration", ("executor",), "Подготовить ответ"),
        ("waiting_for_applicant", ("registrar",), "Внести поступившее"),
        ("decided", ("executor",), "Вручить ответ"),
        ("decided", ("auditor",), "Открыть"),
    ],
)
def test_the_button_names_what_this_person_may_do(
    stage: str, roles: tuple[str, ...], words: str
) -> None:
    speak("ru")
    assert next_step(a_row(stage=stage), roles) == words


def test_the_button_of_a_colleagues_case_names_nothing_that_would_be_refused() -> None:
    speak("ru")
    row = a_row(stage="under_consideration")
    assert next_step(row, ("executor",), Tie.COLLEAGUE) == "Открыть"
    assert next_step(row, ("head",), Tie.COLLEAGUE) == "Подготовить ответ"
    assert next_step(row, ("registrar",), Tie.COLLEAGUE) == "Напомнить"


def test_the_main_key_begins_a_registration(running: Started, today: TodayPlace) -> None:
    press(Qt.Key.Key_F4)
    running.settle()
    window: MainWindow = running.main
    assert isinstance(window.shown_screen(), RegisterPlace)
