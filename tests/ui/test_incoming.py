"""Cases of another office in the window: seen, accepted, given back, and what both cards say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from central.two_offices import Offices, two_offices
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot
from ui.driving_inspections import Keeper
from ui.driving_window import focused, own_settings, words_on

from akimat_desk.domain.dossiers import own_incoming
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.acts_steps import StepForm
from akimat_desk.ui.screens.incoming import IncomingPlace
from akimat_desk.ui.screens.incoming_words import incoming_columns
from akimat_desk.ui.sections import TODAY
from akimat_desk.ui.theme import CAPTION_PT, look
from akimat_desk.ui.tiles import Tile

F7, F9, ESCAPE = Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_Escape
Sit = Callable[[Desk], Keeper]
OTHER_RU = "Кара-Кулжинская районная государственная администрация"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    own_settings(tmp_path)
    speak("ru")
    with two_offices(tmp_path) as found:
        yield found


@pytest.fixture
def sit(qtbot: QtBot, offices: Offices) -> Iterator[Sit]:
    """Before one of the desks; the others go on as they are."""
    sitting: list[Keeper] = []

    def down(desk: Desk) -> Keeper:
        assert desk in offices.desks
        sitting.append(Keeper(qtbot, desk))
        return sitting[-1]

    yield down
    for one in sitting:
        one.window.close()
        one.background.close()


@pytest.fixture
def secretary(offices: Offices, sit: Sit) -> Keeper:
    """At the office to which a case was forwarded, before the list of such cases."""
    offices.handed()
    found = sit(offices.there)
    found.window.open_incoming()
    return found.looked()


def place(secretary: Keeper) -> IncomingPlace:
    return secretary.window.places.incoming


def panel(secretary: Keeper) -> StepForm:
    found = place(secretary).panel
    assert found is not None
    return found


def card_words(secretary: Keeper, case: str) -> str:
    secretary.window.open_case(case)
    secretary.settle()
    return words_on(secretary.window.places.card)


def waiting(desk: Desk) -> str:
    (one,) = desk.dossiers.offered()
    return one.id


def test_today_tells_that_one_waits_and_leads_there(offices: Offices, sit: Sit) -> None:
    offices.handed()
    secretary = sit(offices.there)
    secretary.window.show_section(TODAY)
    secretary.settle()
    today = secretary.window.places.today
    (tile,) = (one for one in today.findChildren(Tile) if "других" in one.text())
    assert tile.isVisible()
    assert tile.count() == 1
    secretary.go_to(tile)
    secretary.key(Qt.Key.Key_Space)
    assert secretary.window.shown_screen() is place(secretary)
    assert focused() is place(secretary).list.view


def test_today_is_silent_while_none_waits(offices: Offices, sit: Sit) -> None:
    secretary = sit(offices.here)
    secretary.window.show_section(TODAY)
    secretary.settle()
    tiles = secretary.window.places.today.findChildren(Tile)
    assert [one.isVisible() for one in tiles if "других" in one.text()] == [False]


def test_two_keys_accept_it_under_an_own_number(secretary: Keeper) -> None:
    desk = secretary.desk
    case = waiting(desk)
    number = desk.dossiers.offered()[0].number
    secretary.key(F9)
    assert number in words_on(panel(secretary)), "whose it is is said before it is accepted"
    secretary.key(F9)
    told = own_incoming(desk.cases.open(case).case, desk.office.id)
    assert told is not None
    assert secretary.strip == f"Принято под номером {told.number}."
    assert place(secretary).panel is None
    assert desk.dossiers.offered() == []
    shown = card_words(secretary, case)
    assert told.number in shown
    assert f"их № {number}; принято" in shown
    for typed in (number, told.number):
        assert desk.cases.find(typed) == case


def test_who_answers_can_be_named(secretary: Keeper) -> None:
    desk = secretary.desk
    case, me = waiting(desk), desk.office.me
    assert me is not None
    secretary.key(F9)
    field = panel(secretary).form.field("responsible")
    assert field.value() == "", "no table names anybody"
    secretary.fill(panel(secretary).form, responsible=me.short_name).key(F9)
    assert desk.cases.open(case).responsible == me.id


def test_it_is_given_back_with_a_reason_and_not_without(
    secretary: Keeper, offices: Offices, sit: Sit
) -> None:
    case = waiting(secretary.desk)
    secretary.key(F7).key(F9)
    assert waiting(secretary.desk) == case, "a reason is asked for"
    secretary.fill(panel(secretary).form, reason="не наша земля").key(F9)
    assert secretary.desk.dossiers.offered() == []
    assert secretary.strip.endswith("возвращено отправителю.")
    offices.sync(offices.there, offices.here)
    shown = card_words(sit(offices.here), case)
    assert f"Возвращено: {OTHER_RU}" in shown
    assert "не наша земля" in shown


def test_escape_leaves_it_waiting(secretary: Keeper) -> None:
    secretary.key(F9).key(ESCAPE)
    assert place(secretary).panel is None
    assert waiting(secretary.desk)


def test_one_that_a_colleague_took_meanwhile_is_refused_in_words(secretary: Keeper) -> None:
    secretary.key(F9)
    secretary.desk.dossiers.accept(waiting(secretary.desk))
    secretary.key(F9)
    assert secretary.strip
    assert "Принято" not in secretary.strip


def test_the_sender_sees_where_it_stands(offices: Offices, sit: Sit) -> None:
    case = offices.case()
    offices.forward(case)
    secretary = sit(offices.here)
    assert "там ещё не принято" in card_words(secretary, case)
    offices.sync(offices.here, offices.there)
    found = offices.there.dossiers.accept(case)
    told = own_incoming(found.case, offices.there.office.id)
    assert told is not None
    offices.sync(offices.there, offices.here)
    assert f"Принято: {OTHER_RU}, № {told.number}" in card_words(secretary, case)
    offices.there.cases.do(case, "withdraw", {"ground": "арыз ээси кайра алды"})
    offices.sync(offices.there, offices.here)
    assert "там завершено" in card_words(secretary, case)


def test_an_office_is_named_as_the_letter_said_or_in_russian_by_its_territory(
    offices: Offices,
) -> None:
    case = offices.handed()
    (sent,), (came,) = (desk.cards.card(case).legs for desk in (offices.here, offices.there))
    assert sent.office == Bilingual(ky="Кара-Суу РМА", ru=OTHER_RU)
    assert came.office == offices.there.dossiers.offered()[0].sender
    assert (came.office.ky, came.office.ru) == (
        "Ноокат районунун мамлекеттик администрациясы",
        "Ноокатская районная государственная администрация",
    )


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_on_an_old_screen_at_150_percent_every_column_and_heading_is_whole(
    offices: Offices, sit: Sit, language: str
) -> None:
    offices.handed()
    speak(language)
    secretary = sit(offices.there)
    secretary.window.resize(911, 512)
    secretary.window.open_incoming()
    secretary.settle()
    view = place(secretary).list.view
    letters = QFontMetrics(look().font(CAPTION_PT))
    heads = [column.title() for column in incoming_columns()]
    widths = [view.columnWidth(n) - look().px(24) for n in range(len(heads))]
    assert view.horizontalScrollBar().maximum() == 0
    assert [
        one
        for one, room in zip(heads, widths, strict=True)
        if letters.horizontalAdvance(one) > room
    ] == []
