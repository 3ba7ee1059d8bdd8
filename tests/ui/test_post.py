"""The morning's mail by keys alone: ten envelopes, their scans, and from there to the numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.scan_samples import a_pdf, a_png
from services.working_desks import HandClock, new_desk
from ui.driving_post import Mailroom
from ui.driving_window import CONTROL, Started, milliseconds_of, own_settings, words_on

from akimat_desk.domain.moments import local_time, milliseconds
from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.draft_lines import DraftLines
from akimat_desk.ui.screens.today import TodayPlace

Key = Qt.Key
NOW = "2026-11-23T09:00:00"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AKIMAT_DESK_NOW", NOW)
    own_settings(tmp_path)
    (tmp_path / "scanner").mkdir()
    kept.keep_watch_folder(str(tmp_path / "scanner"))
    kept.keep_language("ru")
    speak("ru")
    clock = HandClock(milliseconds_of("2026-11-20T09:00:00"))
    new_desk(tmp_path / "desk", clock=clock, training=True, password="").close()
    return tmp_path / "desk"


@pytest.fixture
def room(qtbot: QtBot, folder: Path) -> Iterator[Mailroom]:
    running = Started(qtbot, folder)
    running.wait_for_main()
    yield Mailroom(qtbot, running, folder.parent / "scanner")
    running.program.close()


def count_beside(room: Mailroom) -> str:
    return room.window.sidebar._buttons["post"].accessibleName()


def take_in(room: Mailroom, times: int = 1) -> None:
    for _ in range(times):
        room.press(Key.Key_Insert)
    room.settle()


def test_ten_envelopes_are_ten_keys(room: Mailroom) -> None:
    room.go("post")
    room.keys = 0
    take_in(room, 10)
    assert room.keys == 10
    assert len(room.rows()) == 10
    assert "10" in room.post.title()
    assert "10" in count_beside(room)
    envelopes = room.desk.post.waiting()
    assert {one.channel for one in envelopes} == {"post"}
    assert {f"{local_time(one.received_at):%d.%m.%Y}" for one in envelopes} == {"23.11.2026"}
    assert room.desk.lists.page(room.desk.cases.filter_of(), with_bars=False).rows == ()


def test_the_channel_stays_and_what_was_noted_goes_with_its_envelope(room: Mailroom) -> None:
    room.go("post")
    channel = room.post.line.form.field("channel")
    room.walk_to(channel.editor, Key.Key_Backtab).press(Key.Key_A, CONTROL).fill("курьер").press(
        Key.Key_Return
    )
    room.fill("Асанова Гүлнара").type("Нет воды").press(Key.Key_Return)
    take_in(room)
    second, first = sorted(room.desk.post.waiting(), key=lambda one: one.from_whom)
    assert (first.channel, first.from_whom, first.about) == (
        "courier",
        "Асанова Гүлнара",
        "Нет воды",
    )
    assert (second.channel, second.from_whom, second.about) == ("courier", "", "")
    assert "Асанова Гүлнара" in room.rows()


def test_an_envelope_becomes_a_case_with_both_instants_and_the_next_one_follows(
    room: Mailroom,
) -> None:
    room.go("post")
    room.fill("Асанова Гүлнара").type("Нет воды")
    take_in(room)
    take_in(room)
    first, second = room.desk.post.waiting()
    room.walk_to(room.post.list).press(Key.Key_Home).open_chosen()
    form = room.register.form
    assert form.field("name").raw() == "Асанова Гүлнара"
    assert form.field("channel").value() == "post"
    assert form.field("subject").raw() == "Нет воды"
    room.walk_to(form.field("kind").editor).fill("заявление")
    register_it(room)
    (row,) = room.desk.lists.page(room.desk.cases.filter_of(), with_bars=False).rows
    registered = room.desk.cases.open(row.id).case.registered
    assert registered.channel == "post"
    assert registered.received_at == first.received_at
    assert registered.received_at <= registered.registered_at
    assert [one.id for one in room.desk.post.waiting()] == [second.id]
    room.press(Key.Key_F8).settle()
    assert room.register._pages.currentIndex() == 0
    assert room.register._keeper.id == second.id
    room.go("post")
    assert room.rows() == ["без пометок"]


def register_it(room: Mailroom) -> None:
    room.press(Key.Key_Return, CONTROL)
    room.wait(lambda: room.register._pages.currentIndex() == 1).press(Key.Key_F9)
    room.wait(lambda: room.register._pages.currentIndex() == 2).settle()


def test_the_only_new_scan_goes_with_the_envelope_and_outlives_its_file(room: Mailroom) -> None:
    room.go("post")
    path = room.scan("0001.pdf", a_pdf(pages=2))
    room.wait_for_tray("0001.pdf")
    take_in(room)
    room.wait(lambda: room.titles() == ["0001.pdf"]).settle()
    path.unlink()
    (envelope,) = room.desk.post.waiting()
    assert [one.pages for one in envelope.files] == [2]
    room.look_twice()
    assert room.tray() == []
    room.open_chosen()
    assert room.titles() == ["0001.pdf"]
    assert room.desk.attachments.read(envelope.files[0].digest) == a_pdf(pages=2)


def test_of_several_new_scans_none_goes_along_unseen(room: Mailroom) -> None:
    room.go("post")
    room.scan("a.png", a_png(grey=1))
    room.scan("b.png", a_png(grey=2))
    room.wait_for_tray("a.png", "b.png")
    take_in(room)
    assert room.desk.post.waiting()[0].files == ()
    assert "2" in room.said()
    room.press(Key.Key_F7).settle()
    assert room.desk.post.waiting()[0].files == ()
    room.press(Key.Key_F7).settle()
    assert len(room.desk.post.waiting()[0].files) == 1
    room.wait(lambda: len(room.titles()) == 1)


def test_an_envelope_thrown_away_comes_back_by_undo(room: Mailroom) -> None:
    room.go("post").fill("Асанова").press(Key.Key_Insert).settle()
    room.walk_to(room.post.list).press(Key.Key_Delete).settle()
    assert room.rows() == []
    assert room.said()
    room.press(Key.Key_Z, CONTROL).settle()
    assert room.rows() == ["Асанова"]


def test_an_overdue_envelope_stands_first_and_says_so_in_words(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKIMAT_DESK_NOW", "2026-11-12T09:00:00")
    late = Started(qtbot, folder)
    late.wait_for_main()
    Mailroom(qtbot, late, folder).go("post").fill("Поздний").press(Key.Key_Insert).settle()
    late.program.close()
    monkeypatch.setenv("AKIMAT_DESK_NOW", NOW)
    running = Started(qtbot, folder)
    running.wait_for_main()
    room = Mailroom(qtbot, running, folder)
    today = running.main.shown_screen()
    assert isinstance(today, TodayPlace)
    (lines,) = today.findChildren(DraftLines)
    assert "13.11.2026" in words_on(lines)
    room.go("post").fill("Свежий").press(Key.Key_Insert).settle()
    assert room.rows() == ["Поздний", "Свежий"]
    cells = [room.post.list.table.cell(row, 0) for row in range(2)]
    assert [bool(cell.note) for cell in cells] == [True, False]
    assert cells[0].icon != cells[1].icon
    running.program.close()


def test_opening_an_envelope_alone_changes_nothing_of_it(room: Mailroom) -> None:
    room.go("post").fill("Асанова").press(Key.Key_Insert).settle()
    before = room.desk.drafts.all()
    room.open_chosen().go("post")
    assert room.desk.drafts.all() == before


def test_an_envelope_half_filled_in_stays_one_envelope(room: Mailroom) -> None:
    room.go("post").press(Key.Key_Insert).settle().open_chosen()
    room.type("Мамытова Жаңыл").go("post")
    assert room.rows() == ["Мамытова Жаңыл"]
    room.open_chosen()
    assert room.register.form.field("name").raw() == "Мамытова Жаңыл"
    assert len(room.desk.drafts.all()) == 1


def test_a_scan_put_into_an_open_envelope_meanwhile_is_not_lost(room: Mailroom) -> None:
    room.go("post").press(Key.Key_Insert).settle().open_chosen()
    room.type("Мамытова").go("post")
    room.scan("0001.png", a_png())
    room.wait_for_tray("0001.png")
    room.walk_to(room.post.list).press(Key.Key_F7).press(Key.Key_F7).settle()
    room.wait(lambda: room.titles() == ["0001.png"]).settle()
    room.go("register").settle()
    assert room.titles() == ["0001.png"]
    room.type("ова").go("post")
    assert [len(one.files) for one in room.desk.post.waiting()] == [1]


def test_the_time_of_receipt_is_that_of_the_key(room: Mailroom) -> None:
    room.go("post").press(Key.Key_Insert).settle()
    (envelope,) = room.desk.post.waiting()
    told = local_time(envelope.received_at)
    assert told.second == 0
    assert milliseconds(told) == envelope.received_at
