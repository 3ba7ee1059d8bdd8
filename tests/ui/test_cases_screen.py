"""The list of cases: chips, whose they are, searching, pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from services.working_desks import a_complaint, new_desk
from ui.driving_window import (
    Started,
    _training_day,  # noqa: F401
    a_full_office,
    focused,
    press,
    started,
    type_words,
    words_on,
)

from akimat_desk.ui.places import CASES
from akimat_desk.ui.screens.cases import ALL, OPEN, CasesPlace


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Started]:
    a_full_office(tmp_path / "desk")
    yield from started(qtbot, tmp_path / "desk")


def cases_of(running: Started) -> CasesPlace:
    window = running.wait_for_main()
    window.show_section(CASES)
    running.settle()
    place = window.shown_screen()
    assert isinstance(place, CasesPlace)
    return place


@pytest.fixture
def cases(running: Started) -> CasesPlace:
    return cases_of(running)


def applicants(cases: CasesPlace) -> list[str]:
    return [row.applicant.split()[0] for row in cases._list.table.rows()]


def chosen(cases: CasesPlace) -> list[str]:
    return [key for key, chip in cases._top.chips.items() if chip.isChecked()]


def test_open_cases_come_first_by_their_term(cases: CasesPlace) -> None:
    assert chosen(cases) == [OPEN]
    assert applicants(cases)[:3] == ["Өмүрбеков0", "Өмүрбеков1", "Өмүрбеков2"]
    assert "6 кайрылуу" in words_on(cases)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("overdue", ["Өмүрбеков0"]),
        ("today", ["Өмүрбеков1"]),
        ("soon", ["Өмүрбеков2"]),
        ("waiting", ["Өмүрбеков3"]),
        ("unassigned", ["Өмүрбеков4", "Өмүрбеков5"]),
        ("disputed", []),
        ("ended", []),
    ],
)
def test_a_chip_narrows_to_its_state(
    running: Started, cases: CasesPlace, key: str, found: list[str]
) -> None:
    cases._top.chips[key].setFocus()
    press(Qt.Key.Key_Space)
    running.settle()
    assert applicants(cases) == found


def test_chips_are_one_stop_with_arrows_between_them(running: Started, cases: CasesPlace) -> None:
    cases._top.chips[OPEN].setFocus()
    press(Qt.Key.Key_Right)
    running.settle()
    assert chosen(cases) == ["overdue"]
    stops = [
        chip for chip in cases._top.chips.values() if chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) == 1
    assert isinstance(stops[0], QAbstractButton)


def test_mine_and_a_named_responsible_exclude_each_other(
    running: Started, cases: CasesPlace
) -> None:
    cases._top.mine.setFocus()
    press(Qt.Key.Key_Space)
    running.settle()
    assert applicants(cases) == ["Өмүрбеков0", "Өмүрбеков1", "Өмүрбеков2", "Өмүрбеков3"]
    cases._top.more.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is cases._top.fold.form.field("responsible").editor
    type_words("Токтон")
    press(Qt.Key.Key_Tab)
    running.settle()
    assert not cases._top.mine.isChecked()
    assert applicants(cases) == ["Өмүрбеков4", "Өмүрбеков5"]


def test_a_search_looks_among_all_cases_and_goes_back_to_the_open_ones(
    running: Started, cases: CasesPlace
) -> None:
    cases.search("омурбеков4")
    running.settle()
    assert (chosen(cases), applicants(cases)) == ([ALL], ["Өмүрбеков4"])
    cases.search("")
    running.settle()
    assert (chosen(cases), len(applicants(cases))) == ([OPEN], 6)


def test_a_search_for_nothing_known_says_what_to_try(running: Started, cases: CasesPlace) -> None:
    cases.search("Ыгыгы")
    running.settle()
    words, advice = cases._list.view._empty
    assert "Ыгыгы" in words
    assert "ПИН" in advice


def test_long_lists_come_page_by_page(qtbot: QtBot, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", training=True, password="")
    desk.registration.register_group([a_complaint(place) for place in range(120)])
    desk.close()
    for running in started(qtbot, tmp_path / "desk"):
        cases = cases_of(running)
        table = cases._list.table
        assert 0 < len(table.rows()) < 120
        while table.canFetchMore(table.index(-1, -1)):
            table.fetchMore(table.index(-1, -1))
            running.settle()
        assert len({row.id for row in table.rows()}) == 120
        assert "120 кайрылуу" in words_on(cases)
