"""Control by keys alone: an instruction from the mail to its end, and many controls at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from services.test_control import an_instruction
from services.working_desks import HandClock, again, new_desk
from ui.driving_card import Card
from ui.driving_post import Mailroom
from ui.driving_window import (
    CONTROL,
    Started,
    focused,
    milliseconds_of,
    own_settings,
    press,
    type_words,
)

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.screens.control_board import ControlBoard
from akimat_desk.ui.screens.duties import CONTROL as CONTROL_LIST
from akimat_desk.ui.screens.duties import DutiesPlace
from akimat_desk.ui.screens.paper import PaperPlace

Key = Qt.Key
NOW = "2026-11-23T09:00:00"
BODY = "Областная администрация"
DEPUTY, COURT = "Депутат К. Асанов", "Районный суд"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AKIMAT_DESK_NOW", NOW)
    own_settings(tmp_path)
    (tmp_path / "scanner").mkdir()
    kept.keep_watch_folder(str(tmp_path / "scanner"))
    kept.keep_language("ru")
    speak("ru")
    clock = HandClock(milliseconds_of("2026-11-20T09:00:00"))
    desk = new_desk(tmp_path / "desk", clock=clock, training=True, password="")
    desk.office.hold_post("head", "admin", order="№ 1")
    desk.close()
    return tmp_path / "desk"


def at_the_desk(qtbot: QtBot, folder: Path) -> Card:
    clock = HandClock(milliseconds_of("2026-11-23T10:00:00"))
    return Card(qtbot, again(folder, clock=clock, password=""))


def register_from_the_mail(qtbot: QtBot, folder: Path) -> None:
    running = Started(qtbot, folder)
    running.wait_for_main()
    room = Mailroom(qtbot, running, folder.parent / "scanner")
    room.go("post").fill(BODY).type("О воде").press(Key.Key_Insert).settle()
    room.walk_to(room.post.list).press(Key.Key_Home).open_chosen()
    form = room.register.form
    room.walk_to(form.field("who").editor, Key.Key_Backtab).press(Key.Key_Right)
    for name, words in (
        ("org_name", BODY),
        ("kind", "поручение"),
        ("body", BODY),
        ("body_number", "12-4"),
        ("body_date", "19.11.2026"),
        ("control_on", "07.12.2026"),
    ):
        room.walk_to(form.field(name).editor).type(words).press(Key.Key_Tab)
    room.walk_to(form.field("answer_also").editor).type(DEPUTY)
    room.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier).type(COURT)
    room.press(Key.Key_Return, CONTROL)
    room.wait(lambda: room.register._pages.currentIndex() == 1).press(Key.Key_F9)
    room.wait(lambda: room.register._pages.currentIndex() == 2).settle()
    running.program.close()


def test_an_instruction_from_the_mail_to_its_end(qtbot: QtBot, folder: Path) -> None:
    register_from_the_mail(qtbot, folder)
    clerk = at_the_desk(qtbot, folder)
    (row,) = clerk.desk.control_list.rows()
    assert (row.body, row.letter, row.also) == (BODY, "12-4", (DEPUTY, COURT))
    clerk.open(row.case)
    assert f"{DEPUTY} · ответа ещё нет" in clerk.words
    clerk.next_step().fill(executor="admin", resolution="Рассмотреть").submit()
    clerk.next_step().submit()
    assert clerk.primary == "Отчёт органу…"
    clerk.next_step()
    issue(clerk, done="Труба заменена.", result="Вода подана.")
    assert [one.state for one in clerk.desk.control_list.rows()] == ["reported"]
    deliver(clerk, row.case)
    assert clerk.primary == "Сопроводительное письмо…"
    clerk.next_step()
    issue(clerk, text="Направляем копию отчёта.")
    deliver(clerk, row.case)
    clerk.more("lift").fill(ground="№ 15").submit()
    clerk.more("close").fill(outcome="разъяснено").submit()
    assert f"Ответ нужно дать и этим адресатам: {COURT}." in clerk.strip
    clerk.key(Qt.Key.Key_Escape)
    clerk.more("answer-sent").fill(number="78").submit()
    clerk.next_step().fill(outcome="разъяснено").submit()
    assert clerk.reading.stage == "closed"
    (over,) = clerk.desk.control_list.rows(scope="over")
    assert (over.report, over.lifted_by, over.ground) == ("1/26", BODY, "№ 15")
    assert [(one.to, one.number) for one in clerk.reading.also] == [(DEPUTY, ""), (COURT, "78")]
    assert f"{DEPUTY} · ответ дан № 2/26" in clerk.words
    clerk.close()


def issue(clerk: Card, **fields: str) -> None:
    """The form of the letter, opened from the card: what it still lacks is typed."""
    page = clerk.window.places.act_form.page
    assert page is not None
    for name, words in fields.items():
        editor = page.form.field(f"told.{name}").editor
        for _ in range(40):
            if focused() is editor or editor.isAncestorOf(focused()):
                break
            press(Key.Key_Tab)
        type_words(words)
    clerk.key(Key.Key_Return, CONTROL)
    assert isinstance(clerk.window.shown_screen(), PaperPlace)


def deliver(clerk: Card, case_id: str) -> None:
    clerk.key(Key.Key_Escape).open(case_id)
    assert clerk.primary == "Записать вручение"
    clerk.next_step().fill(proof="реестр 17").submit()


class AtTheBoard:
    """Somebody at the control list; every key is pressed for real."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.card = Card(qtbot, desk)
        self.desk = desk
        self.card.window.show_section("duties")
        self.card.settle()
        self.place.choose(CONTROL_LIST)
        self.place.setFocus()
        self.card.settle()

    @property
    def place(self) -> DutiesPlace:
        shown = self.card.window.shown_screen()
        assert isinstance(shown, DutiesPlace)
        return shown

    @property
    def board(self) -> ControlBoard:
        return self.place.board

    def letters(self) -> list[str]:
        return [row.letter for row in self.board.table.rows()]

    def key(self, key: Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> "AtTheBoard":
        self.card.key(key, modifiers)
        return self

    def press_button(self, words: str) -> "AtTheBoard":
        for _ in range(60):
            widget = focused()
            if isinstance(widget, QPushButton) and widget.text().replace("&", "") == words:
                assert widget.isEnabled()
                return self.key(Key.Key_Space)
            press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words}")

    def fill(self, **fields: str) -> "AtTheBoard":
        panel = self.board.slot.panel
        assert panel is not None
        for name, words in fields.items():
            self.card._go_to(panel.form.field(name).editor)
            press(Key.Key_A, CONTROL)
            type_words(words)
        return self


@pytest.fixture
def clerk(qtbot: QtBot, folder: Path) -> Iterator[AtTheBoard]:
    desk = again(folder, clock=HandClock(milliseconds_of("2026-11-23T10:00:00")), password="")
    for place, day in enumerate(("2026-11-25", "2026-12-07", "2026-12-07")):
        body = "Прокуратура" if place == 2 else BODY
        an_instruction(desk, place, body=body, control_on=day)
    board = AtTheBoard(qtbot, desk)
    yield board
    board.card.close()


def test_chips_and_the_body_narrow_the_list(clerk: AtTheBoard) -> None:
    assert clerk.letters() == ["12-0", "12-1", "12-2"]
    assert focused() is clerk.board.view
    clerk.key(Key.Key_Backtab)
    type_words("прокур")
    clerk.card.settle()
    assert clerk.letters() == ["12-2"]
    press(Key.Key_A, CONTROL)
    press(Key.Key_Delete)
    clerk.card._leave_popup()
    clerk.key(Key.Key_Backtab).key(Key.Key_Right).key(Key.Key_Space)
    assert clerk.board.scope == "week"
    assert clerk.letters() == ["12-0"]


def test_one_letter_moves_all_that_are_marked(clerk: AtTheBoard) -> None:
    clerk.key(Key.Key_A, CONTROL).press_button("Продлить…")
    clerk.fill(letter_number="44", letter_dated_on="23.11.2026", due_on="25.12.2026")
    clerk.key(Key.Key_Return, CONTROL)
    assert clerk.board.slot.panel is None
    assert clerk.card.strip == "Сроки 3 контролей перенесены."
    assert {row.prolonged_by for row in clerk.desk.control_list.rows()} == {"44"}


def test_a_row_is_taken_off_by_whom_and_on_what_ground(clerk: AtTheBoard) -> None:
    clerk.press_button("Снять с контроля…")
    clerk.fill(ground="№ 50").key(Key.Key_Return, CONTROL)
    assert clerk.card.strip == "Снят с контроля 1 вопрос."
    assert clerk.letters() == ["12-1", "12-2"]
    (row,) = clerk.desk.control_list.rows(scope="over")
    assert (row.lifted_by, row.ground) == (BODY, "№ 50")


def test_the_report_opens_its_form_with_the_body_as_addressee(clerk: AtTheBoard) -> None:
    clerk.key(Key.Key_End).press_button("Отчёт органу…")
    page = clerk.card.window.places.act_form.page
    assert page is not None
    assert page.form.addressee().body == "Прокуратура"
    assert "12-2" in str(page.form.told()["instruction"])


def test_the_reminder_is_a_paper(clerk: AtTheBoard) -> None:
    clerk.press_button("Напомнить…")
    paper = clerk.card.window.shown_screen()
    assert isinstance(paper, PaperPlace)
    assert paper.title() == "Напоминание по контрольным вопросам"
