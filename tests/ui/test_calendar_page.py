"""The calendar by the keyboard: walking the year, adding a holiday, who is told, taking back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from central.direct_line import Direct, centre_in, join
from central.test_publishing import a_calendar
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, HandClock, a_complaint, again, new_desk
from ui.driving_calendar import CalendarKeeper
from ui.driving_window import focused, own_settings, words_on

from akimat_desk.central import publishing
from akimat_desk.domain.case_events import NoticeGiven
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import DayTold, Proposal
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.calendar_moved import NoticesPanel, PreviewPanel
from akimat_desk.ui.screens.rules_moved import ChangePanel

F2, F9, ESCAPE, ENTER = Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_Return
LEFT, RIGHT, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down
TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=HandClock())
    found.office.hold_post("head", "tokton", order="№ 1")
    for place in range(3):
        found.registration.register(a_complaint(place))
    return found


@pytest.fixture
def keeper(qtbot: QtBot, desk: Desk) -> Iterator[CalendarKeeper]:
    found = CalendarKeeper(qtbot, desk)
    yield found
    found.close()


def test_arrows_walk_the_days_and_each_is_told_in_words(keeper: CalendarKeeper) -> None:
    year = keeper.page.board.year
    assert focused() is year
    assert year.day == TODAY
    keeper.keys(LEFT, 2)
    assert "21.11.2026, суббота: выходной день" in year.accessibleDescription()
    keeper.key(Qt.Key.Key_PageUp).key(Qt.Key.Key_PageUp).key(Qt.Key.Key_Up).keys(LEFT, 14)
    assert year.day == date(2026, 8, 31)
    assert "31.08.2026" in keeper.page.board.words.text()
    assert "праздничный день" in year.accessibleDescription()
    keeper.key(Qt.Key.Key_Home)
    assert year.day == TODAY
    keeper.keys(DOWN, 6)
    assert (year.day, keeper.page.board.shown.year) == (date(2027, 1, 4), 2027)
    assert "праздничные каникулы" in year.accessibleDescription()


def test_a_holiday_is_added_seen_adopted_and_the_applicants_are_told(
    keeper: CalendarKeeper,
) -> None:
    desk = keeper.desk
    keeper.keys(RIGHT, 9)
    assert keeper.primary == "Добавить день"
    keeper.key(F2)
    assert keeper.form.form.values()["day"] == "02.12.2026"
    keeper.fill(name_ky="Орозо айт").key(F9)
    assert isinstance(keeper.page.panel, PreviewPanel)
    assert [row[1:] for row in keeper.moved] == [(date(2026, 12, 11), date(2026, 12, 14))] * 3
    assert desk.calendars.changes() == ()
    keeper.key(F9)
    assert keeper.strip.startswith("Принято")
    assert isinstance(keeper.page.panel, NoticesPanel)
    assert keeper.primary == "Напечатать 3 уведомления"
    (change,) = desk.calendars.changes()
    keeper.key(Qt.Key.Key_Space)
    assert keeper.primary == "Напечатать 1 уведомление"
    keeper.press_button("Вручены")
    assert "Записано 1 уведомление" in keeper.strip
    assert keeper.primary == "Напечатать 2 уведомления"
    keeper.press_button("Вручены")
    assert "Записано 2 уведомления" in keeper.strip
    assert keeper.primary == ""
    moved = desk.calendars.moved_by(change.id)
    assert all(one.told_on == TODAY for one in moved)
    assert desk.cases.open(moved[0].case).case.each(NoticeGiven)
    keeper.key(ESCAPE)
    assert focused() is keeper.page.board.year
    assert "айт" in keeper.page.board.year.accessibleDescription()
    assert "admin" in keeper.page.board.words.text()


def test_the_notices_are_shown_as_one_paper(keeper: CalendarKeeper) -> None:
    keeper.page.propose(Proposal(days=(a_day(),)))
    keeper.settle().key(F9).key(F9)
    assert keeper.window.shown_screen() is keeper.window.places.paper


def a_day(day: date = date(2026, 12, 2)) -> DayTold:
    return DayTold(day=day, kind="local", name=Bilingual(ky="Ташкын", ru="Паводок"))


def test_put_away_nothing_is_written_and_what_was_typed_stays(keeper: CalendarKeeper) -> None:
    keeper.keys(RIGHT, 9).key(F2).fill(name_ky="Айт").key(F9)
    assert isinstance(keeper.page.panel, PreviewPanel)
    keeper.key(ESCAPE)
    assert keeper.form.form.values()["name_ky"] == "Айт"
    keeper.key(ESCAPE)
    assert keeper.page.panel is None
    assert keeper.desk.calendars.changes() == ()


def test_what_is_wrong_is_said_beside_its_field(keeper: CalendarKeeper) -> None:
    keeper.key(F2).key(F9)
    assert "name_ky" in keeper.form.form.problems()
    keeper.fill(name_ky="Күн", until_on="01.11.2026").key(F9)
    assert "Не ранее 23.11.2026." in words_on(keeper.form)
    keeper.fill(until_on="01.01.2028").key(F9)
    assert "Не больше месяца за раз." in words_on(keeper.form)
    form = keeper.form
    keeper.fill(until_on="", day="01.01.1999").key(F9)
    assert keeper.page.panel is form
    assert "01.01.1999" in form.form.values()["day"]


def test_own_days_are_taken_back_and_published_ones_struck_out(qtbot: QtBot, desk: Desk) -> None:
    desk.calendars.adopt(Proposal(days=(a_day(),)))
    keeper = CalendarKeeper(qtbot, desk)
    keeper.to_row("02.12.2026")
    assert keeper.page.board.year.day == date(2026, 12, 2)
    assert "Паводок" in keeper.page.board.words.text()
    keeper.press_button("Отозвать…")
    assert [row[2] for row in keeper.moved] == [date(2026, 12, 11)] * 3
    keeper.key(F9).key(ESCAPE)
    assert len(desk.calendars.changes()) == 2
    keeper.to_row("08.01.2026").press_button("Вычеркнуть…")
    assert keeper.moved == []
    keeper.key(F9)
    assert keeper.page.panel is None
    row = next(r for r in desk.calendars.year(2026).rows if r.day == date(2026, 1, 8))
    assert row.kind == "usual"
    keeper.close()


def test_another_week_begins_on_a_day(keeper: CalendarKeeper) -> None:
    keeper.press_button("Рабочая неделя…")
    keeper.fill(from_on="01.12.2026")
    keeper._go_to(keeper.form.form.field("day6").editor)
    keeper.key(Qt.Key.Key_Space).key(F9)
    assert all(after < before for _, before, after in keeper.moved)
    keeper.key(F9)
    assert keeper.desk.calendars.year(2026).calendar.is_working(date(2026, 12, 5))


def test_who_may_not_change_it_only_reads(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.office.enable_account("asanova", PASSWORD, CHEAP)
    desk.close()
    keeper = CalendarKeeper(qtbot, again(tmp_path / "desk", login="asanova"))
    assert keeper.primary == ""
    keeper.key(ENTER)
    assert keeper.page.panel is None
    keeper.close()


def test_a_release_of_the_centre_is_seen_through_and_adopted_from_the_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    own_settings(tmp_path)
    speak("ru")
    desk = new_desk(tmp_path / "desk", clock=HandClock(), training=True)
    for place in range(3):
        desk.registration.register(a_complaint(place))
    line = Direct(centre_in(tmp_path / "centre"))
    join(desk, line)
    publishing.publish(line.centre, a_calendar(tmp_path))
    desk.exchange.sync()
    keeper = CalendarKeeper(qtbot, desk)
    try:
        assert "центр опубликовал выпуск 2" in words_on(keeper.page.board.offered)
        keeper.press_button("Посмотреть, что изменится")
        assert isinstance(keeper.page.panel, ChangePanel)
        assert len(keeper.page.panel.table.rows()) == 3
        keeper.key(ESCAPE)
        assert keeper.page.panel is None
        keeper.press_button("Посмотреть, что изменится").key(F9)
        assert not desk.calendars.year(2026).calendar.is_working(date(2026, 12, 2))
        assert not keeper.page.board.offered.isVisible()
    finally:
        keeper.close()
