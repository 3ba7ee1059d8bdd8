"""The frame: places, keys under every layout, palette, messages."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from akimat_desk.domain.errors import UnknownRow
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.message_strip import UNDO_SECONDS, MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.palette import PaletteItem
from akimat_desk.ui.shell import Shell
from akimat_desk.ui.shortcuts import latin_key
from akimat_desk.ui.sidebar import Section
from akimat_desk.ui.theme import Tone

CONTROL = Qt.KeyboardModifier.ControlModifier
# The key of Latin K, C and V under a Russian or a Kyrgyz layout.
EL, ES, EM = ord("Л"), ord("С"), ord("М")


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[Shell]:
    speak("ru")
    background = Background()
    made = Shell("Ноокатская районная", "администрация", background)
    for name in ("today", "register", "cases"):
        made.add_section(Section(name, lambda name=name: name.title(), "cog-outline"), QLineEdit())
    made.show_section("today")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    yield made
    background.close()


def press(widget: QWidget, key: int, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, ""))


def focus(shell: Shell) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.window() is shell
    return widget


def test_a_place_is_shown_marked_and_told(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.section_shown) as told:
        shell.sidebar.chosen.emit("cases")
    assert told.args == ["cases"]
    marked = [b.text() for b in shell.sidebar.findChildren(QAbstractButton) if b.isChecked()]
    assert marked == ["Cases"]


def test_a_narrow_window_keeps_icons_only_and_says_their_names(shell: Shell) -> None:
    shell.show_count("cases", 4)
    wide = shell.sidebar.width()
    shell.resize(1000, 700)
    button = shell.sidebar.findChildren(QAbstractButton)[2]
    assert shell.sidebar.width() < wide / 2
    assert button.toolTip() == button.accessibleName() == "Cases: ждут 4"


@pytest.mark.parametrize("key", [int(Qt.Key.Key_K), EL])
def test_the_palette_opens_under_latin_and_cyrillic_layouts(shell: Shell, key: int) -> None:
    if key == EL:
        press(focus(shell), key)
    else:
        QTest.keyClick(focus(shell), Qt.Key.Key_K, CONTROL)
    assert shell.palette_.isVisible()


def test_copy_and_paste_work_under_a_cyrillic_layout(shell: Shell) -> None:
    line = focus(shell)
    assert isinstance(line, QLineEdit)
    line.setText("Өмүрбеков")
    line.selectAll()
    press(line, ES)
    assert QGuiApplication.clipboard().text() == "Өмүрбеков"
    line.clear()
    press(line, EM)
    assert line.text() == "Өмүрбеков"


def test_altgr_letters_are_left_alone() -> None:
    both = CONTROL | Qt.KeyboardModifier.AltModifier
    assert latin_key(QKeyEvent(QEvent.Type.KeyPress, EL, both, "ү")) is None
    assert latin_key(QKeyEvent(QEvent.Type.KeyPress, EL, CONTROL, "")) == Qt.Key.Key_K


def test_the_main_button_and_its_key_do_the_same(qtbot: QtBot, shell: Shell) -> None:
    done: list[int] = []
    shell.set_primary("Регистрация", "F4", lambda: done.append(1))
    QTest.mouseClick(shell.primary_button(), Qt.MouseButton.LeftButton)
    QTest.keyClick(focus(shell), Qt.Key.Key_F4)
    shell.show_section("cases")
    QTest.keyClick(focus(shell), Qt.Key.Key_F4)
    assert done == [1, 1]
    assert not shell.primary_button().isVisible()


def test_f3_goes_to_the_search_and_enter_asks(qtbot: QtBot, shell: Shell) -> None:
    QTest.keyClick(focus(shell), Qt.Key.Key_F3)
    with qtbot.waitSignal(shell.searched):
        QTest.keyClicks(focus(shell), "42")
    with qtbot.waitSignal(shell.search_entered):
        QTest.keyClick(focus(shell), Qt.Key.Key_Return)


def test_the_palette_finds_actions_by_the_beginnings_of_words(shell: Shell) -> None:
    ran: list[str] = []
    shell.palette_.provide_actions(
        lambda: [PaletteItem("Приём граждан", lambda: ran.append("reception"))]
    )
    shell.palette_.open()
    shell.palette_.line.setText("гра пр")
    QTest.keyClick(shell.palette_.line, Qt.Key.Key_Return)
    assert ran == ["reception"]
    assert not shell.palette_.isVisible()


def test_the_palette_shows_what_a_search_found_before_actions(qtbot: QtBot, shell: Shell) -> None:
    opened: list[str] = []
    shell.palette_.provide_search(
        lambda text: [f"K1-{text}"],
        lambda found: [PaletteItem(one, lambda one=one: opened.append(one)) for one in found],
    )
    shell.palette_.open()
    shell.palette_.line.setText("42")
    qtbot.waitUntil(lambda: shell.palette_.list.model().rowCount() == 1)
    QTest.keyClick(shell.palette_.line, Qt.Key.Key_Return)
    assert opened == ["K1-42"]


def test_escape_leaves_the_palette_where_one_was(shell: Shell) -> None:
    before = focus(shell)
    shell.palette_.open()
    QTest.keyClick(shell.palette_.line, Qt.Key.Key_Escape)
    assert focus(shell) is before


def test_every_button_and_field_of_the_frame_has_a_name(shell: Shell) -> None:
    shell.set_primary("Регистрация", "F4", lambda: None)
    shell.status.show_sync(Tone.GOOD, "Принято сервером: 14:32")
    shell.strip.say(Weight.WARN, "Осторожно", "Показать")
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in shell.findChildren(kind)
        if widget.isVisible()
        and widget.parent() is not shell.centralWidget()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and widget.metaObject().className() not in ("QLineEditIconButton",)
        and widget not in shell._screens.values()
    ]
    assert nameless == []


def test_no_key_is_given_twice(shell: Shell) -> None:
    keys = [line.keys for line in shell.shortcuts.lines()]
    assert len(keys) == len(set(keys))


def test_a_row_breaks_into_lines_where_it_is_narrow(qtbot: QtBot) -> None:
    labels = [QLabel("x") for _ in range(6)]
    for label in labels:
        label.setFixedSize(100, 20)
    row = flow(*labels)
    qtbot.addWidget(row)
    row.resize(330, 200)
    row.show()
    assert len({label.y() for label in labels}) == 2
    assert row.heightForWidth(1000) == 20
    assert all(label.geometry().right() <= 330 for label in labels)


# Messages


def test_undo_can_be_pressed_once(qtbot: QtBot) -> None:
    strip, undone = MessageStrip(), []
    qtbot.addWidget(strip)
    strip.offer_undo("Передано.", lambda: undone.append(1))
    button = next(b for b in strip.findChildren(QAbstractButton) if b.text())
    button.click()
    button.click()
    assert undone == [1]
    assert strip.isHidden()


def test_undo_goes_away_when_its_time_is_over(qtbot: QtBot) -> None:
    strip = MessageStrip()
    qtbot.addWidget(strip)
    strip.offer_undo("Передано.", lambda: None)
    for _ in range(UNDO_SECONDS - 1):
        strip._tick()
    assert not strip.isHidden()
    strip._tick()
    assert strip.isHidden()


def test_news_waits_until_nothing_can_be_taken_back_any_more(qtbot: QtBot) -> None:
    strip, times = MessageStrip(), []
    qtbot.addWidget(strip)
    strip.undoable.connect(times.append)
    strip.offer_undo("Передано.", lambda: None)
    strip.say(Weight.INFO, "Пришли записи.")
    assert strip.words() == "Передано."
    for _ in range(UNDO_SECONDS):
        strip._tick()
    assert (strip.words(), times) == ("Пришли записи.", [True, False])
    strip.offer_undo("Передано.", lambda: None)
    strip.say(Weight.BAD, "Отказано.")
    assert (strip.words(), times) == ("Отказано.", [True, False, True, False])
    strip.undo()
    assert strip.words() == "Отказано."


def test_a_refusal_becomes_a_sentence_and_an_unknown_one_names_its_code(shell: Shell) -> None:
    known = UnknownRow(catalogue="topics", id="x")
    assert sentence(known) == "В каталоге topics нет строки x."

    class NeverSeen(UnknownRow):
        pass

    assert "never_seen" in sentence(NeverSeen(catalogue="a", id="b"))
    shell.refuse(known)
    assert shell.strip.words() == sentence(known)
