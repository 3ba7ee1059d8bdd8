"""Files and archive by the keyboard: the list, volumes, closing into a file, the end of a year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from documents.reading_paper import text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import HandClock, a_complaint, new_desk
from services.year_of_cases import instant
from ui.driving_files import Archivist
from ui.driving_window import own_settings, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.services.nomenclature import FileTold
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.files_field import FileIndexField
from akimat_desk.ui.sections import FILES

F2, F6, F7, F8, F9, ENTER, ESCAPE = (
    Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9,
    Qt.Key.Key_Return, Qt.Key.Key_Escape,
)  # fmt: skip
YEAR = 2026
EXPLAINED = {"outcome": "explained", "answer": "№ 7"}


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    return new_desk(tmp_path / "desk", clock=clock)


@pytest.fixture
def keeper(qtbot: QtBot, desk: Desk) -> Iterator[Archivist]:
    found = Archivist(qtbot, desk)
    yield found.go()
    found.close()


def told(index: str = "02-03", **more: object) -> FileTold:
    return FileTold(index=index, title_ky="Даттануулар", title_ru="Жалобы", **more)  # type: ignore[arg-type]


def a_closed_case(desk: Desk, place: int, index: str = "02-03", sheets: int = 10) -> str:
    case = desk.registration.register(a_complaint(place)).case
    desk.cases.do(case, "close", EXPLAINED | {"file_index": index, "sheets": sheets})
    return case


def indexes(desk: Desk, year: int = YEAR) -> list[str]:
    return [row.index for row in desk.files_archive.nomenclature.rows(year)]


def paper(keeper: Archivist) -> str:
    """The words of the paper that is shown."""
    assert keeper.window.shown_screen() is keeper.window.places.paper
    return text(keeper.window.places.paper._pdf)


# The list


def test_a_list_is_begun_by_one_button_and_confirmed(keeper: Archivist, desk: Desk) -> None:
    keeper.press_button("Начать со списка программы")
    assert indexes(desk) == [], "first it is said what comes"
    keeper.key(F9)
    assert len(indexes(desk)) > 10
    assert keeper.rows("files") == indexes(desk)


def test_a_file_is_added_changed_and_dropped_with_a_reason(keeper: Archivist, desk: Desk) -> None:
    keeper.key(F2).fill(
        keeper.form, index="02-05", title_ky="Кабыл алуулар", title_ru="Приёмы", years="5",
    ).key(F9)  # fmt: skip
    (row,) = desk.files_archive.nomenclature.rows(YEAR)
    assert (row.index, row.title.ru, row.years, row.to_confirm) == ("02-05", "Приёмы", 5, True)
    keeper.key(ENTER).fill(keeper.form, title_ru="Личный приём").key(F9)
    (row,) = desk.files_archive.nomenclature.rows(YEAR)
    assert (row.title.ru, row.years) == ("Личный приём", 5)
    keeper.press_button("Исключить…")
    keeper.key(F9)
    assert indexes(desk) == ["02-05"], "without a reason nothing is dropped"
    keeper.fill(keeper.form, reason="дублируется").key(F9)
    assert indexes(desk) == []


def test_an_established_term_without_a_length_is_refused_beside_it(
    keeper: Archivist, desk: Desk
) -> None:
    keeper.key(F2).fill(keeper.form, index="02-05", title_ky="Кабыл алуулар")
    keeper.go_to(keeper.form.field("sure").editor)
    keeper.key(Qt.Key.Key_Space).key(F9)
    assert indexes(desk) == []
    assert "Укажите установленный срок." in keeper.said


def test_the_list_goes_into_the_next_year_after_its_difference_was_seen(
    keeper: Archivist, desk: Desk
) -> None:
    book = desk.files_archive.nomenclature
    book.add(YEAR, told())
    book.add(YEAR + 1, told("02-09"))
    keeper.go().key(F6)
    assert "1 строка без изменений" in keeper.said
    assert "1 новая строка" in keeper.said
    assert indexes(desk, YEAR + 1) == ["02-09"], "nothing is written by looking"
    keeper.key(F9)
    assert indexes(desk, YEAR + 1) == ["02-03", "02-09"]
    keeper.key(F6)
    assert "ничего не изменится" in keeper.said


def test_a_table_is_read_shown_and_then_written(
    keeper: Archivist, desk: Desk, tmp_path: Path
) -> None:
    desk.files_archive.nomenclature.add(YEAR, told())
    path = tmp_path / "files.csv"
    path.write_text("index;title_ky\n02-03;Жалобалар\n02-05;Арыздар\n", encoding="utf-8")
    keeper.go().key(F7).fill(keeper.form, path=str(path)).key(F9)
    assert "1 новая строка" in keeper.said
    assert indexes(desk) == ["02-03"]
    keeper.key(F9)
    assert indexes(desk) == ["02-03", "02-05"]
    assert desk.files_archive.nomenclature.rows(YEAR)[0].title.ky == "Жалобалар"


def test_the_list_of_files_is_shown_on_paper(keeper: Archivist, desk: Desk) -> None:
    desk.files_archive.nomenclature.add(YEAR, told())
    keeper.go().key(F8)
    assert "02-03" in paper(keeper)


# Closing into a file


def test_closing_offers_the_files_of_the_year_and_then_the_label(
    keeper: Archivist, desk: Desk
) -> None:
    desk.files_archive.nomenclature.add(YEAR, told("02-01"))
    desk.files_archive.nomenclature.add(YEAR, told(kinds=("complaint",)))
    case = desk.registration.register(a_complaint(1, sheets=4)).case
    card = keeper.window.places.card
    card.open_when_read("close")
    keeper.window.open_case(case)
    keeper.settle()
    form = card._forms.panel.form  # type: ignore[union-attr]
    field = form.field("file_index")
    assert isinstance(field, FileIndexField)
    assert (field.value(), form.values()["sheets"]) == ("02-03", "4"), (
        "the obvious one stands there"
    )
    keeper.fill(form, outcome="разъяснено", answer="№ 7", file_index="99-99")
    keeper.key(ENTER, Qt.KeyboardModifier.ControlModifier)
    assert desk.cards.card(case).end is None, "a file that the list has not is refused here"
    keeper.fill(form, file_index="02-03")
    keeper.key(ENTER, Qt.KeyboardModifier.ControlModifier)
    end = desk.cards.card(case).end
    assert end is not None
    assert end.file_index == "02-03"
    assert "02-03" in words_on(keeper.window.places.card)
    assert "F9 печатает наклейку" in keeper.strip
    keeper.key(F9).key(ENTER, Qt.KeyboardModifier.ControlModifier)
    assert "№ 02-03" in paper(keeper)


def test_without_a_list_any_file_may_be_typed(keeper: Archivist, desk: Desk) -> None:
    case = desk.registration.register(a_complaint(1)).case
    card = keeper.window.places.card
    card.open_when_read("close")
    keeper.window.open_case(case)
    keeper.settle()
    form = card._forms.panel.form  # type: ignore[union-attr]
    keeper.fill(form, outcome="разъяснено", answer="№ 7", file_index="07-11", sheets="3")
    keeper.key(ENTER, Qt.KeyboardModifier.ControlModifier)
    end = desk.cards.card(case).end
    assert end is not None
    assert end.file_index == "07-11"


def test_the_card_leads_to_the_volume_and_the_number_finds_it_too(
    keeper: Archivist, desk: Desk
) -> None:
    a_closed_case(desk, 1)
    second = a_closed_case(desk, 2)
    number = desk.cases.open(second).case.registered.number
    keeper.window.open_case(second)
    keeper.settle()
    keeper.window.places.card.open_action("where-filed")
    keeper.settle()
    assert keeper.window.shown_screen() is keeper.place
    board = keeper.place.volumes.board
    assert board.is_inside
    assert board.cases.list.view.current_row().case.number == number
    keeper.key(ESCAPE)
    assert not board.is_inside
    keeper.fill(board.form, seek=number).key(ENTER)
    assert board.cases.list.view.current_row().case.number == number
    keeper.key(ENTER)
    assert keeper.window.shown_screen() is keeper.window.places.card


# Volumes


def test_the_volumes_of_a_file_are_closed_and_their_papers_shown(
    keeper: Archivist, desk: Desk
) -> None:
    for place in range(3):
        a_closed_case(desk, place, sheets=100)
    keeper.part("Тома")
    assert keeper.rows("volumes") == ["02-03, т. 1", "02-03, т. 2"]
    keeper.key(F9)
    assert "3 обращения" in keeper.said
    assert not any(one.volume.is_closed for one in desk.files_archive.volumes.of(YEAR))
    keeper.key(F9)
    assert all(one.volume.is_closed for one in desk.files_archive.volumes.of(YEAR))
    keeper.key(F9)
    assert "уже закрыт" in keeper.strip
    for key in (F6, F7, F8):
        keeper.go().key(key)
        assert "02-03" in paper(keeper)


def test_volumes_go_to_the_archive_by_one_act(keeper: Archivist, desk: Desk) -> None:
    a_closed_case(desk, 1)
    desk.files_archive.volumes.close(YEAR, "02-03")
    keeper.part("Тома").press_button("Передать в архив…")
    keeper.fill(keeper.form, archive="Ош мамлекеттик архиви").key(F9)
    assert "Ош мамлекеттик архиви" in " ".join(paper(keeper).split())
    (found,) = desk.files_archive.volumes.of(YEAR)
    assert found.act


# The end of a year


@pytest.fixture
def later(qtbot: QtBot, desk: Desk, tmp_path: Path, clock: HandClock) -> Iterator[Archivist]:
    """The desk in January: two cases ended, one goes over."""
    desk.files_archive.nomenclature.add(YEAR, told())
    a_closed_case(desk, 1)
    a_closed_case(desk, 2, sheets=0)
    desk.registration.register(a_complaint(3))
    day = date(YEAR + 1, 1, 11)
    clock.at = instant(day)
    desk.trusted_time.confirm(day)
    found = Archivist(qtbot, desk)
    yield found.go().part("Закрытие года")
    found.close()


def test_the_year_is_closed_by_one_key_and_the_second_time_nothing_changes(
    later: Archivist, desk: Desk
) -> None:
    assert later.place.years.year == YEAR
    assert later.main == "Закрыть 2026 год"
    assert later.rows("parts") == [
        "1 обращение переходит", "1 ряд номеров", "1 том к закрытию",
        "Номенклатура дел на 2027 год",
    ]  # fmt: skip
    assert "ещё не закрыт" in later.said
    later.key(F9)
    assert later.strip == "2026 год закрыт."
    assert all(one.volume.is_closed for one in desk.files_archive.volumes.of(YEAR))
    assert indexes(desk, YEAR + 1) == ["02-03"]
    before = desk.integrity.digest()
    later.key(F9)
    assert later.strip == "2026 год закрыт: делать нечего."
    assert desk.integrity.digest() == before


def test_each_part_shows_its_rows_and_each_paper_is_printed_from_there(later: Archivist) -> None:
    later.go_to(later.place.year_end.board.parts.view)
    (carried,) = later.rows("details")
    assert carried.startswith("К")
    later.key(Qt.Key.Key_Down).key(Qt.Key.Key_Down)
    assert later.rows("details") == ["Дело № 02-03, том 1"]
    later.key(F6)
    assert later.window.shown_screen() is later.place, "there is no paper of an open year"
    later.key(F9)
    for key, words in ((F6, "журнал"), (F7, carried), (F8, "02-03")):
        later.go().key(key)
        assert words.casefold() in paper(later).casefold()


def test_a_year_that_is_not_over_is_only_shown(keeper: Archivist, desk: Desk) -> None:
    a_closed_case(desk, 1)
    keeper.part("Закрытие года")
    assert "не окончен" in keeper.said
    assert keeper.main == ""
    keeper.key(F9)
    assert not desk.files_archive.year_end.preview(YEAR).is_closed


def test_an_executor_does_not_find_the_section(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    login = desk.office.now.find_login("tokton")
    assert login is not None
    desk.core.actor = login
    found = Archivist(qtbot, desk)
    shown = {section.id for section in found.window.places.sections()}
    assert FILES not in shown
    found.close()
