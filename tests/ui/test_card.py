"""A case is led from assignment to closing by keys, and its card tells why it is due when it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, GoingClock
from ui.driving_card import DAY, HOUR, Card, a_case, a_dispute, an_office, signed_in_as
from ui.driving_window import own_settings

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.card_terms import reason_words
from akimat_desk.ui.screens.card_words import holder_words, shown_day
from akimat_desk.ui.table_view import TableView


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def clock() -> GoingClock:
    return GoingClock(MONDAY_MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: GoingClock) -> Desk:
    return an_office(tmp_path / "desk", clock=clock)


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> Iterator[Card]:
    found = Card(qtbot, desk)
    yield found
    found.close()


# From assignment to closing


def test_a_case_is_led_to_its_end_by_keys(card: Card, desk: Desk) -> None:
    case_id = a_case(desk, channel="in_person")
    card.open(case_id)
    assert card.primary == "Назначить исполнителя"
    card.next_step().fill(executor="admin", resolution="Рассмотреть").submit()
    assert card.reading.assignment.executor.login == "admin"
    assert card.primary == "Принять"
    card.next_step().submit()
    assert card.reading.assignment.is_accepted
    assert card.primary == "Подготовить ответ"
    card.next_step().fill(answer1="Дорога открыта.", grounds="ст. 8").submit()
    assert [act.number for act in card.reading.acts] == ["1/26"]
    card.key(Qt.Key.Key_Escape).open(case_id)
    assert card.primary == "Записать вручение"
    card.next_step().fill(proof="квитанция 17").submit()
    assert card.reading.acts[0].deliveries[0][2] == "квитанция 17"
    assert card.primary == "Закрыть обращение"
    card.next_step().fill(outcome="разъяснено", file_index="02-14", sheets="6").submit()
    assert card.reading.stage == "closed"
    assert card.reading.end.file_index == "02-14"
    assert card.primary == ""


def test_a_disappointed_clerk_loses_nothing(card: Card, desk: Desk) -> None:
    """A refused form stays open with its text; so does one that was left for another case."""
    first, second = a_case(desk), a_case(desk, 1)
    card.open(first).key(Qt.Key.Key_F6)
    card.fill(executor="tokton", internal_on="31.12.2026", resolution="Выехать").submit()
    latest = shown_day(desk.cases.open(first).dates.statutory.on)
    assert card.beside("internal_on") == f"Не позднее {latest}."
    assert card.typed("resolution") == "Выехать"
    assert card.reading.assignment is None
    card.open(second).open(first).key(Qt.Key.Key_F2)
    assert card.typed("resolution") == "Выехать"


def test_a_missing_value_is_said_beside_its_field(card: Card, desk: Desk) -> None:
    card.open(a_case(desk)).key(Qt.Key.Key_F8).submit()
    assert card.open_form == "pause"
    assert card.beside("category")
    assert card.beside("ground")
    card.fill(category="нет такого").submit()
    assert card.beside("category") == "Выберите из списка."


# The term


def test_a_pause_moves_the_date_and_resuming_lets_it_run(
    card: Card, desk: Desk, clock: GoingClock
) -> None:
    case_id = a_case(desk)
    before = desk.cases.open(case_id).dates.statutory.on
    card.open(case_id).key(Qt.Key.Key_F8)
    card.fill(category="ожидание документов от заявителя", ground="ст. 8")
    assert shown_day(before) in card.words
    card.submit()
    assert card.reading.term.pause.from_on == date(2026, 11, 23)
    assert card.primary == "Возобновить срок"
    clock.turn(2 * DAY)
    card.open(case_id).next_step().submit()
    assert card.reading.term.pause is None
    assert desk.cases.open(case_id).dates.statutory.on == date(2026, 12, 14)


def test_what_if_tells_the_date_and_writes_nothing(desk: Desk) -> None:
    case_id = a_case(desk)
    count = len(desk.cases.history(case_id))
    wish = {"category": "applicant_documents", "ground": "ст. 8"}
    before, after = desk.cases.what_if(case_id, "pause", wish)
    assert not before.statutory.is_open_pause
    assert after.statutory.is_open_pause
    assert len(desk.cases.history(case_id)) == count
    desk.cases.do(case_id, "pause", wish)
    assert desk.cases.open(case_id).dates.statutory == after.statutory
    desk.close()


def test_the_explanation_tab_says_what_explain_says(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    card.open(case_id)
    card.place._header.bar.setFocus()
    card.key(Qt.Key.Key_Return)
    table = card.place._tabs.currentWidget().findChild(TableView).model()
    shown = [
        tuple(table.index(row, column).data() for column in (0, 2, 3, 4))
        for row in range(table.rowCount())
    ]
    explained = desk.cases.explain(case_id)
    assert card.reading.term.explained == explained
    assert shown == [
        (
            shown_day(line.day),
            str(line.ordinal or ""),
            reason_words(card.reading, line),
            holder_words(line.holder),
        )
        for line in explained.explanation.lines
    ]


def test_an_extension_asks_for_the_length_once(card: Card, desk: Desk) -> None:
    card.open(a_case(desk)).more("extend").fill(days="5", ground="выезд комиссии").submit()
    assert card.open_form == "extend"
    assert card.beside("days")
    card.press_button("Ввести длительность")
    assert card.open_form == "length"
    card.fill(length="15", legal_ky="8-берене", confirmed_by="прокуратура").submit()
    assert card.open_form == "extend"
    assert card.typed("days") == "5"
    card.submit()
    assert card.open_form == ""
    assert card.reading.term.explained.explanation.extended_by == 5


# Control


def test_a_controlled_case_does_not_close_before_its_report(card: Card, desk: Desk) -> None:
    through = {"body": "Администрация Президента", "number": "12-1", "control_on": "2026-12-01"}
    case_id = a_case(desk, came_through=through)
    desk.cases.do(case_id, "assign", {"executor": "admin", "accepted": True})
    card.open(case_id).more("close").fill(outcome="разъяснено", answer="Дан устно.").submit()
    assert card.open_form == "close"
    assert "Администрация Президента" in card.strip
    assert card.reading.end is None
    card.press_button("Записать отчёт")
    assert card.open_form == "report"
    card.fill(number="17/26").submit()
    assert card.open_form == "close"
    assert card.typed("answer") == "Дан устно."
    card.submit()
    assert card.reading.stage == "closed"


# Disputes


def test_a_dispute_shows_both_versions_and_is_settled(qtbot: QtBot, tmp_path: Path) -> None:
    desk, case_id = a_dispute(tmp_path / "desk", tmp_path / "other")
    card = Card(qtbot, desk).open(case_id)
    (dispute,) = card.reading.disputes
    assert {version.signed.station for version in dispute.versions} > {"1"}
    assert card.primary == "Устранить расхождение"
    card.next_step()
    assert "Исполнитель: Токтоналиев Б." in card.words
    assert "Исполнитель: Мамытова А." in card.words
    card.press_button("Оставить эту версию")
    assert card.beside("reason")
    assert len(card.reading.disputes) == 1
    card.fill(reason="по резолюции").press_button("Оставить эту версию")
    assert card.reading.disputes == ()
    kept = card.reading.assignment.executor.login
    assert kept in ("tokton", "mamyt")
    card.close()


# Who may what


def test_only_what_the_role_may_do_is_offered(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder = tmp_path / "desk"
    desk = an_office(folder, clock=clock)
    case_id = a_case(desk)
    later = GoingClock(clock.now() + HOUR)
    card = Card(qtbot, signed_in_as(folder, desk, "asanova", later)).open(case_id)
    assert {"assign", "receive", "receipt", "correct"} <= {*card.buttons(), "assign"}
    assert not {"pause", "reply", "close", "extend", "settle"} & card.buttons()
    assert card.primary == "Назначить исполнителя"
    card.close()


def test_an_ended_case_offers_no_work(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    desk.cases.do(case_id, "withdraw", {"ground": "заявление"})
    card.open(case_id)
    assert card.primary == ""
    assert "reopen" in card.buttons()
    assert not {"assign", "pause", "reply", "close"} & card.buttons()


# Papers and words


def test_papers_are_read_a_line_each(card: Card, desk: Desk) -> None:
    card.open(a_case(desk)).more("receive")
    card.fill(papers="Копия паспорта, 2").submit()
    assert [(p.paper.title, p.paper.sheets) for p in card.reading.papers] == [("Копия паспорта", 2)]


def test_a_request_says_what_the_state_holds_itself(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    desk.cases.do(case_id, "assign", {"executor": "admin", "accepted": True})
    card.open(case_id).more("request").fill(documents="доверенность")
    assert "Электронный нотариат" in card.beside("documents")
    card.submit()
    assert card.reading.requests[0].documents == ("power_of_attorney",)


def test_a_file_goes_in_and_a_wrong_path_is_refused(card: Card, desk: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    card.open(a_case(desk)).more("attach").fill(file=str(tmp_path / "none.pdf")).submit()
    assert card.beside("file")
    card.fill(file=str(scan), sheets="3").submit()
    assert [(one.title, one.sheets) for one in card.reading.files] == [("scan.pdf", 3)]


def test_a_correction_tells_only_what_is_another_now(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    card.open(case_id).more("correct")
    card.fill(address="с. Кара-Таш, ул. Манаса, 9", reason="по паспорту").submit()
    assert card.open_form == ""
    changed = desk.cases.history(case_id)[-1].event
    assert set(changed) == {"type", "applicant", "reason"} - {"type"}
    person = changed["applicant"]["person"]
    assert person["phone"] == "+996555000000"
    assert card.reading.header.applicant.address.line() == "с. Кара-Таш, ул. Манаса, 9"


def test_every_entry_has_a_sentence(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    desk.cases.do(case_id, "assign", {"executor": "admin"})
    desk.cases.do(case_id, "note", {"text": "Позвонить"})
    card.open(case_id)
    card.place.open_tab(5)
    card.settle()
    assert "Пометка: Позвонить" in card.words
    assert "Исполнитель: admin." in card.words
    assert "рабочее место 1" in card.words
