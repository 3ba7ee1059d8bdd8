"""The help: found by words in two languages, opened at the screen one is in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot
from services.working_desks import a_complaint, new_desk
from ui.driving_settings import Administrator
from ui.driving_window import focused, own_settings, type_words, words_on

from akimat_desk.text import glossary
from akimat_desk.text.catalogue import speak, spoken
from akimat_desk.ui.screens.help import WORDS, HelpPlace
from akimat_desk.ui.screens.help_signs import a_bar
from akimat_desk.ui.term_bar import runs
from akimat_desk.ui.term_bar_widget import TermBarWidget


@pytest.fixture(params=["ky", "ru"])
def reader(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Administrator]:
    own_settings(tmp_path)
    speak(request.param)
    found = Administrator(qtbot, new_desk(tmp_path / "desk"))
    yield found
    found.close()


def place(reader: Administrator) -> HelpPlace:
    return reader.window.places.help


def searched(reader: Administrator, typed: str) -> list[str]:
    """From anywhere: F1, then what is typed goes into the search of the help."""
    reader.key(Qt.Key.Key_F1)
    type_words(typed)
    reader.settle()
    shown = place(reader)._list
    return [str(shown.item(n).data(Qt.ItemDataRole.UserRole)) for n in range(shown.count())]


@pytest.mark.parametrize("section", ["today", "register", "cases", "settings"])
def test_f1_opens_the_topic_of_the_screen_one_is_in(reader: Administrator, section: str) -> None:
    reader.window.show_section(section)
    reader.settle()
    reader.key(Qt.Key.Key_F1)
    assert reader.window.shown_screen() is place(reader)
    assert place(reader).shown_topic() == section


def test_f1_on_a_card_opens_the_topic_of_the_card(reader: Administrator) -> None:
    case_id = reader.desk.registration.register(a_complaint()).case
    reader.window.open_case(case_id)
    reader.settle()
    reader.key(Qt.Key.Key_F1)
    assert place(reader).shown_topic() == "card"


def test_f1_inside_the_help_stays_where_one_reads(reader: Administrator) -> None:
    reader.key(Qt.Key.Key_F1)
    place(reader).show_topic("bar")
    reader.key(Qt.Key.Key_F1)
    assert place(reader).shown_topic() == "bar"


@pytest.mark.parametrize(
    ("ky", "ru", "topic"),
    [("байланыш жок", "нет связи", "trouble"), ("ctrl k", "ctrl k", "keys"),
     ("кашаа", "скобке", "bar"), ("жаңылыш катталган", "ошибке", "states")],
)  # fmt: skip
def test_a_topic_is_found_by_words_in_it(
    reader: Administrator, ky: str, ru: str, topic: str
) -> None:
    assert topic in searched(reader, ky if spoken().language == "ky" else ru)


def test_the_glossary_is_searched_in_all_three_languages(reader: Administrator) -> None:
    for typed in ("даттануу", "жалоба", "complaint"):
        place(reader)._search.clear()
        assert WORDS in searched(reader, typed)
        place(reader).show_topic(WORDS)
        place(reader)._search.setText(typed)
        reader.settle()
        rows = place(reader)._glossary._list.table.rows()
        assert "complaint" in [term.en for term in rows]
        assert len(rows) < len(glossary.terms())


def test_what_is_nowhere_is_said_and_escape_brings_everything_back(
    reader: Administrator,
) -> None:
    assert searched(reader, "ъъъъъъ") == []
    assert place(reader).shown_topic() == ""
    reader.key(Qt.Key.Key_Escape)
    assert place(reader)._list.count() == len(place(reader)._topics)


def test_arrows_turn_the_topics_and_each_says_something(reader: Administrator) -> None:
    reader.key(Qt.Key.Key_F1).key(Qt.Key.Key_Down)
    assert isinstance(focused(), QListWidget)
    reader.key(Qt.Key.Key_Home)
    seen = set()
    for _ in range(place(reader)._list.count()):
        seen.add(place(reader).shown_topic())
        if place(reader).shown_topic() != WORDS:
            assert len(words_on(place(reader)._page)) > 80
        reader.key(Qt.Key.Key_Down)
    assert seen == set(place(reader)._topics)


def test_the_legend_is_drawn_by_the_real_widget_and_shows_every_holder(
    reader: Administrator,
) -> None:
    reader.key(Qt.Key.Key_F1)
    place(reader).show_topic("bar")
    reader.settle()
    drawn = place(reader)._page.findChildren(TermBarWidget)
    assert [one for one in drawn if one.isVisible()]
    held = {run[0].holder.value for run in runs(a_bar())}
    assert held == {"registry", "nobody", "person", "applicant", "body"}
    assert any(cell.is_paused for cell in a_bar().cells)
    assert any(cell.is_extension for cell in a_bar().cells)


def test_the_keys_of_the_help_are_those_that_work_in_the_window(reader: Administrator) -> None:
    reader.key(Qt.Key.Key_F1)
    place(reader).show_topic("keys")
    reader.settle()
    told = words_on(place(reader)._page)
    for line in reader.window.shortcuts.lines():
        assert line.keys in told
