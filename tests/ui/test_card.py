"""A case is led from assignment to closing by keys, and its card tells why it is due when it is."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, PASSWORD, GoingClock, again
from ui.driving_card import DAY, HOUR, Card, a_case, a_dispute, an_office, signed_in_as
from ui.driving_window import CONTROL, focused, own_settings

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
    card.open(first).key(Qt.Key.Key_F7)
    card.fill(executor="tokton", internal_on="31.12.2026", resolution="Выехать").submit()
    latest = shown_day(desk.cases.open(first).dates.statutory.on)
    assert card.beside("internal_on") == f"Не позднее {latest}."
    assert card.typed("resolution") == "Выехать"
    assert desk.cards.card(first).assignment is None
    card.open(second).open(first)
    assert "Не закончено:" in card.words
    card.key(Qt.Key.Key_F7)
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
    card.place.face.header.bar.setFocus()
    card.key(Qt.Key.Key_Return)
    table = card.place.face.tabs.currentWidget().findChild(TableView).model()
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


def test_files_go_in_together_and_one_that_is_gone_is_named(
    card: Card, desk: Desk, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.png"
    assert QImage(40, 60, QImage.Format.Format_Grayscale8).save(str(scan))
    card.open(a_case(desk)).more("attach")
    paste(card, tmp_path / "none.pdf").submit()
    assert card.form.field("file").editor.accessibleDescription()
    assert "none.pdf" in card.window.strip.words()
    paste(card, scan).fill(sheets="3").submit()
    assert [(one.title, one.sheets) for one in card.reading.files] == [("scan.png", 3)]


def paste(card: Card, *paths: Path) -> Card:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(mime)
    return card.key(Qt.Key.Key_V, CONTROL)


def test_a_correction_tells_only_what_is_another_now(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    card.open(case_id).key(Qt.Key.Key_F2)
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


def test_history_is_narrowed_to_what_it_is_about(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    desk.cases.do(case_id, "assign", {"executor": "admin"})
    desk.cases.do(case_id, "note", {"text": "Позвонить"})
    card.open(case_id)
    card.place.open_tab(5)
    card.press_button("Всё").key(Qt.Key.Key_Right)
    assert "Зарегистрировано" in card.words
    assert "Пометка: Позвонить" not in card.words
    assert "Исполнитель: admin." not in card.words
    card.key(Qt.Key.Key_Right)
    assert "Исполнитель: admin." in card.words
    assert "Пометка: Позвонить" not in card.words


def test_a_note_stands_beside_the_questions_with_its_author(card: Card, desk: Desk) -> None:
    card.open(a_case(desk)).more("note").fill(text="Звонил заявитель").submit()
    lines = card.words.splitlines()
    assert lines[lines.index("Звонил заявитель") + 1].startswith("admin")


# The head of the card


def test_every_duty_stands_side_by_side_with_its_days(card: Card, desk: Desk) -> None:
    through = {"body": "Администрация Президента", "number": "12-1", "control_on": "2026-12-01"}
    case_id = a_case(desk, came_through=through)
    desk.cases.do(case_id, "assign", {"executor": "tokton", "internal_on": "2026-11-27"})
    words = card.open(case_id).words
    assert "По закону: 11.12.2026, осталось 14 рабочих дней" in words
    assert "Контрольный срок: 01.12.2026, осталось 6 рабочих дней" in words
    assert "Внутренний срок: 27.11.2026, осталось 4 рабочих дня" in words
    header = card.place.face.header
    who = "Отвечает: Токтоналиев Б., специалист, каб.\xa012, тел.\xa003230 5-12-40"
    assert who in [label.toolTip() for label in header.findChildren(QLabel)]


def test_whoever_is_named_takes_over_or_gives_back(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder = tmp_path / "desk"
    desk = an_office(folder, clock=clock)
    case_id = a_case(desk)
    desk.cases.do(case_id, "assign", {"executor": "tokton", "resolution": "Разобраться."})
    card = Card(qtbot, signed_in_as(folder, desk, "tokton", GoingClock(clock.now() + HOUR)))
    assert card.open(case_id).primary == "Принять"
    card.next_step()
    assert "Резолюция: Разобраться." in card.words
    card.press_button("Вернуть с указанием причины")
    assert card.open_form == "decline"
    card.fill(reason="Это дело отдела земли").submit()
    assert card.reading.assignment.is_declined
    assert card.primary == ""
    card.close()


def test_plain_enter_takes_over(qtbot: QtBot, tmp_path: Path, clock: GoingClock) -> None:
    """A form without fields has nothing to go on to."""
    folder = tmp_path / "desk"
    desk = an_office(folder, clock=clock)
    case_id = a_case(desk)
    desk.cases.do(case_id, "assign", {"executor": "tokton"})
    card = Card(qtbot, signed_in_as(folder, desk, "tokton", GoingClock(clock.now() + HOUR)))
    card.open(case_id).next_step().key(Qt.Key.Key_Return)
    assert card.reading.assignment.is_accepted
    card.close()


# Keys


def test_the_keys_of_the_card_are_in_the_keyboard_map_and_work(card: Card, desk: Desk) -> None:
    card.open(a_case(desk))
    lines = card.place.keys()
    shown = {line.keys for line in lines}
    assert {"F2", "F7", "F8", "F9", "F10", "Ctrl+Tab", "Ctrl+Shift+Tab"} <= shown
    for key, form in ((Qt.Key.Key_F2, "correct"), (Qt.Key.Key_F8, "pause")):
        assert card.key(key).open_form == form
        card.key(Qt.Key.Key_Escape)
    tabs = card.place.face.tabs
    shown_tabs = []
    for _ in range(tabs.count()):
        card.key(Qt.Key.Key_Tab, CONTROL)
        shown_tabs.append(tabs.currentIndex())
    assert shown_tabs == [1, 2, 3, 4, 5, 0]
    card.key(Qt.Key.Key_Tab, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert tabs.currentIndex() == 5


def test_enter_twice_writes_once(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    card.open(case_id).more("note").fill(text="Один раз")
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    card.settle()
    assert [line.type for line in desk.cases.history(case_id)].count("NoteAdded") == 1


# What was typed and not sent


def test_a_begun_reply_is_there_when_the_program_is_built_anew(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder = tmp_path / "desk"
    case_id = a_case(desk := an_office(folder, clock=clock))
    first = Card(qtbot, desk).open(case_id).press_button("Подготовить ответ").fill(answer1="Дорога")
    first.close()
    second = Card(qtbot, again(folder, clock=GoingClock(clock.now() + HOUR))).open(case_id)
    assert "Не закончено:" in second.words
    second.press_button("Продолжить: Подготовить ответ")
    assert second.typed("answer1") == "Дорога"
    second.fill(grounds="ст. 8").submit()
    assert second.reading.acts or second.open(case_id).reading.acts
    assert second.desk.drafts.all("card") == ()
    second.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_begun_reply_outlives_kill_minus_nine(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder, words = tmp_path / "desk", "Дорога открыта, кайтарбагыла"
    case_id = a_case(desk := an_office(folder, clock=clock))
    desk.close()
    with subprocess.Popen(
        [sys.executable, "-m", "ui.typing_reply", folder, PASSWORD, case_id, words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as program:
        assert program.stdout is not None
        said = program.stdout.readline()
        program.send_signal(signal.SIGKILL)
        assert program.wait() == -signal.SIGKILL
    assert said == "kept\n"
    card = Card(qtbot, again(folder, clock=GoingClock(clock.now() + HOUR))).open(case_id)
    card.press_button("Продолжить: Подготовить ответ")
    assert card.typed("answer1") == words
    card.close()


def test_what_was_begun_is_thrown_away_and_brought_back(card: Card, desk: Desk) -> None:
    card.open(a_case(desk)).more("note").fill(text="Потом").key(Qt.Key.Key_Escape)
    card.press_button("Выбросить набранное: Сделать пометку")
    assert "Не закончено:" not in card.words
    assert desk.drafts.all("card") == ()
    card.key(Qt.Key.Key_Z, CONTROL)
    assert "Не закончено:" in card.words
    assert card.more("note").typed("text") == "Потом"


def test_another_account_does_not_see_what_was_begun(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder = tmp_path / "desk"
    case_id = a_case(desk := an_office(folder, clock=clock))
    first = Card(qtbot, desk).open(case_id).more("note").fill(text="Только моё")
    first.window.close()
    first.settle()
    first._background.close()
    other = Card(qtbot, signed_in_as(folder, desk, "tokton", GoingClock(clock.now() + HOUR)))
    other.open(case_id)
    assert "Не закончено:" not in other.words
    assert other.more("note").typed("text") == ""
    other.close()
