"""Absence and leaving by the keyboard: what would pass is seen first, then it passes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot
from services.working_desks import a_complaint, new_desk
from ui.driving_settings import Administrator
from ui.driving_window import own_settings, words_on

from akimat_desk.services.absences import AbsenceTold
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.places import TODAY

F2, F9 = Qt.Key.Key_F2, Qt.Key.Key_F9
DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk")
    for place in range(3):
        found.registration.register(a_complaint(place, sheets=2))
    return found


@pytest.fixture
def admin(qtbot: QtBot, desk: Desk) -> Iterator[Administrator]:
    found = Administrator(qtbot, desk)
    yield found
    found.close()


def in_hand(desk: Desk, login: str) -> int:
    return len(desk.leaving.remaining(login).cases)


def test_an_absence_shows_what_would_pass_and_then_it_passes(
    admin: Administrator, desk: Desk
) -> None:
    last = desk.office.today + 9 * DAY
    admin.to_page("posts").into_page().press_button("Назначить замещающего")
    admin.fill(absent="tokton", substitute="mamyt", until_on=f"{last:%d.%m.%Y}", ground="№ 14-к")
    assert "Перейдут 3 незакрытых обращения: Мамытова А." in admin.words
    assert "Жайыт жолун бөгөө 2" in admin.words
    assert in_hand(desk, "tokton") == 3
    admin.key(F9)
    assert not admin.has_form
    assert in_hand(desk, "mamyt") == 3
    admin.window.show_section(TODAY)
    admin.settle()
    told = words_on(admin.window.places.of_section(TODAY))
    assert f"Токтоналиев Б. до {last:%d.%m.%Y}, замещает Мамытова А." in told


def test_a_circle_is_told_while_the_form_is_filled_and_nothing_is_lost(
    admin: Administrator, desk: Desk
) -> None:
    today = desk.office.today
    desk.absences.record(
        AbsenceTold(absent="mamyt", substitute="tokton", from_on=today, until_on=today + 20 * DAY)
    )
    admin.to_page("people").into_page().choose_row("Токтоналиев")
    admin.press_button("Внести отсутствие")
    admin.fill(substitute="mamyt", until_on=f"{today + DAY:%d.%m.%Y}")
    assert "замещения по кругу" in admin.words
    admin.key(F9)
    assert admin.has_form
    assert "Мамытова" in admin.form.values()["substitute"]


def test_a_leaver_hands_over_and_both_sign(admin: Administrator, desk: Desk) -> None:
    admin.to_page("people").into_page().choose_row("Токтоналиев")
    admin.press_button("Записать уход").key(F9)
    assert "остаются 3 незакрытых обращения" in admin.strip
    admin.key(Qt.Key.Key_Escape)
    admin.to_page("handing").key(F2)
    admin.fill(giver="tokton", taker="mamyt", ground="№ 15-к", also="Ачкыч")
    assert "На руках 3 незакрытых обращения" in admin.words
    assert "Листов: 6." in admin.words
    admin.key(F9)
    assert not admin.has_form
    assert (in_hand(desk, "tokton"), in_hand(desk, "mamyt")) == (0, 3)
    (act,) = desk.leaving.acts()
    assert act.state == "drawn"
    admin.into_page().press_button("Показать акт")
    (act,) = desk.leaving.acts()
    assert act.state == "printed"
    admin.window.show_section("settings")
    admin.settle()
    admin.to_page("handing").into_page().press_button("Записать подписание").key(F9)
    (act,) = desk.leaving.acts()
    assert (act.state, act.signed_on) == ("signed", desk.office.today)


def test_the_window_says_what_passed_when_it_opens_and_leads_there(
    admin: Administrator, desk: Desk
) -> None:
    clock = desk.core.clock
    today = desk.office.today
    desk.absences.record(
        AbsenceTold(
            absent="tokton", substitute="mamyt", from_on=today + DAY, until_on=today + 5 * DAY
        )
    )
    clock.turn(24 * 3600 * 1000)  # type: ignore[attr-defined]
    admin.window.begin()
    admin.settle()
    assert "3 обращения перешли" in admin.strip
    assert "Токтоналиев Б. → Мамытова А." in admin.strip
    admin.window.strip._act()
    admin.settle()
    QApplication.processEvents()
    question = admin.window.places.cases._question
    assert question.value("responsible") == "mamyt"


def test_what_was_passed_stands_in_the_history_in_words(admin: Administrator, desk: Desk) -> None:
    today = desk.office.today
    desk.absences.record(
        AbsenceTold(
            absent="tokton", substitute="mamyt", from_on=today, until_on=today, ground="№ 3"
        )
    )
    case = desk.lists.page(desk.cases.filter_of()).rows[0].id
    admin.window.open_case(case)
    admin.settle()
    card = admin.window.places.card
    tabs = card.findChild(QTabWidget)
    assert tabs is not None
    names = [tabs.tabText(n) for n in range(tabs.count())]
    card.open_tab(next(n for n, name in enumerate(names) if "История" in name))
    admin.settle()
    told = words_on(card)
    assert "Обращение перешло: Мамытова А. вместо Токтоналиев Б. Основание: № 3" in told
