"""The auditor's view by the keyboard: a check, who wrote what, who looked at what; and that cards
count their openings without waiting for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import HandClock, a_complaint, new_desk
from ui.driving_inspections import Keeper
from ui.driving_window import own_settings, words_on

from akimat_desk.domain.access_notes import CASE
from akimat_desk.services.access_log import AccessFilter
from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import speak
from akimat_desk.ui import access_ways
from akimat_desk.ui.screens.audit import ACCESS, ENTRIES, AuditPlace
from akimat_desk.ui.section_table import sections_of
from akimat_desk.ui.sections import AUDIT

F2, F8 = Qt.Key.Key_F2, Qt.Key.Key_F8


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=HandClock())
    told = StaffTold(login="kontrol", surname="Аудитов", given="А", post_ky="а", roles=("auditor",))
    found.office.add_staff(told)
    done = found.registration.register_group(a_complaint(place) for place in range(3))
    found.cases.do(found.cases.find(done[0].number), "assign", {"executor": "mamyt"})
    return found


def acting(desk: Desk, login: str) -> Desk:
    with desk.core.read() as (_, lens):
        desk.core.actor = lens.office.find_login(login)
    return desk


@pytest.fixture
def auditor(qtbot: QtBot, desk: Desk) -> Iterator[Keeper]:
    found = Keeper(qtbot, acting(desk, "kontrol"))
    found.window.show_section(AUDIT)
    found.settle()
    yield found
    found.close()


def place(auditor: Keeper) -> AuditPlace:
    return auditor.window.places.audit


def test_only_head_and_auditor_find_it_at_the_side(desk: Desk) -> None:
    try:
        found = {
            login: AUDIT in {one.id for one in sections_of(acting(desk, login))}
            for login in ("asanova", "tokton", "kontrol", "admin")
        }
    finally:
        desk.close()
    assert found == {"asanova": False, "tokton": False, "kontrol": True, "admin": True}


def test_a_check_runs_and_its_result_is_kept_with_its_day(auditor: Keeper) -> None:
    assert "ещё ничего не проверялось" in words_on(place(auditor).check)
    auditor.key(F2)
    auditor.settle()
    said = words_on(place(auditor).check)
    assert "Всё в целости." in said
    assert "23.11.2026 08:30, Аудитов А." in said
    kept = auditor.desk.audit.last()
    assert kept is not None
    assert kept.is_whole
    assert kept.entries > 10


def test_what_is_wrong_is_said_with_its_place(auditor: Keeper) -> None:
    with auditor.desk.core.database.write() as connection:
        connection.exec_driver_sql("UPDATE case_line SET subject='башка' WHERE id=2")
        number = connection.exec_driver_sql("SELECT number FROM case_line WHERE id=2").scalar_one()
    auditor.key(F2)
    auditor.settle()
    said = words_on(place(auditor).check)
    assert f"Список case_line не совпадает с журналом, обращение {number}." in said
    kept = auditor.desk.audit.last()
    assert kept is not None
    assert (kept.code, kept.facts["number"]) == ("reading_altered", number)


def test_the_entries_are_narrowed_by_who_and_by_kind(auditor: Keeper) -> None:
    place(auditor).choose(ENTRIES)
    auditor.settle()
    board = place(auditor).entries
    every = len(board.list.table.rows())
    assert board.list.table.cell(0, 2).text == "назначение исполнителя"
    board.narrowing.kind.choose("person")
    auditor.settle()
    assert {row.type for row in board.list.table.rows()} == {"PersonRegistered"}
    board.narrowing.kind.restore("")
    board.narrowing.who.choose("kontrol")
    auditor.settle()
    assert len(board.list.table.rows()) == 0 < every
    board.narrowing.who.restore("")
    board.narrowing.from_on.restore("24.11.2026")
    auditor.settle()
    assert board.list.table.rows() == ()


def test_the_access_log_names_who_looked(auditor: Keeper) -> None:
    case = auditor.desk.lists.page(auditor.desk.cases.filter_of(), with_bars=False).rows[0]
    acting(auditor.desk, "mamyt").access_log.opened(CASE, case.id)
    acting(auditor.desk, "kontrol")
    place(auditor).choose(ACCESS)
    auditor.settle()
    (row,) = place(auditor).access.list.table.rows()
    assert (row.login, row.name, row.times) == ("mamyt", case.number, 1)


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk) -> Iterator[Keeper]:
    found = Keeper(qtbot, desk)
    yield found
    found.close()


def seen(desk: Desk) -> list[tuple[str, str, int]]:
    rows = desk.access_log.rows(AccessFilter())
    return sorted((row.what, row.kind, row.times) for row in rows)


def test_a_card_counts_its_opening_and_the_log_is_written_later(clerk: Keeper) -> None:
    desk = clerk.desk
    case = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows[0].id
    clerk.window.open_case(case)
    assert desk.access_log.is_waiting
    clerk.settle()
    access_ways.write_openings(clerk.window.places.card)
    clerk.settle()
    assert not desk.access_log.is_waiting
    assert seen(desk) == [("opened", "case", 1)]


def test_a_personal_number_is_masked_until_a_key_and_each_time_is_counted(clerk: Keeper) -> None:
    desk = clerk.desk
    person = desk.people.page("").rows[0].id
    clerk.window.open_applicant(person)
    clerk.settle()
    card = clerk.window.places.applicant
    whole = card.card.whole.pin  # type: ignore[union-attr]
    assert whole not in words_on(card)
    clerk.key(F8)
    assert whole in words_on(card)
    clerk.key(F8)
    assert whole not in words_on(card)
    clerk.key(F8)
    clerk.window.show_section(AUDIT)
    clerk.settle()
    clerk.window.open_applicant(person)
    clerk.settle()
    assert whole not in words_on(card)
    assert seen(desk) == [("opened", "person", 2), ("unmasked", "person", 2)]
