"""Fields take anything, say what is wrong, and Enter leads through them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from akimat_desk.text.catalogue import speak
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.date_entry import read_date, stepped
from akimat_desk.ui.fields import (
    CheckField,
    DateField,
    LongTextField,
    NumberField,
    PhoneField,
    PinField,
    TextField,
)
from akimat_desk.ui.forms import Entry, Form

TODAY = date(2026, 11, 23)
VILLAGES = (Choice("kb", "Көк-Бел", "Кок-Бель"), Choice("nk", "Ноокат"), Choice("tt", "Төө-Моюн"))


@pytest.fixture(autouse=True)
def _russian() -> None:
    speak("ru")


def type_words(widget: QWidget, words: str) -> None:
    """QTest.keyClicks aborts on Cyrillic letters."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            modifiers = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, modifiers, letter))


# Dates


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", date(2026, 11, 5)),
        ("5.12", date(2026, 12, 5)),
        ("0512", date(2026, 12, 5)),
        ("051226", date(2026, 12, 5)),
        ("05122026", date(2026, 12, 5)),
        ("5/12-2025", date(2025, 12, 5)),
        ("5ю12ю26", date(2026, 12, 5)),
        (" 5, 12 ", date(2026, 12, 5)),
        ("31.11", None),
        ("29.02.2026", None),
        ("завтра", None),
        ("1.2.3.4", None),
        ("", None),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_a_written_date_is_read_as_itself(day: date) -> None:
    for shape in ("%d.%m.%Y", "%d%m%y", "%d%m%Y", "%d %m %y"):
        assert read_date(day.strftime(shape), TODAY) == day


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert read_date(text, TODAY) is None or isinstance(read_date(text, TODAY), date)


def test_a_month_later_ends_with_the_shorter_month() -> None:
    assert stepped(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert stepped(date(2026, 1, 1), days=-1, months=0) == date(2025, 12, 31)
    assert stepped(date(2026, 1, 15), months=-1) == date(2025, 12, 15)


def test_keys_step_through_days(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    steps = ("=", "23.11.2026"), ("+", "24.11.2026"), ("-", "23.11.2026")
    for key, shown in steps:
        QTest.keyClick(field.line, key)
        assert field.raw() == shown
    QTest.keyClick(field.line, Qt.Key.Key_PageDown)
    assert field.value() == date(2026, 12, 23)


def test_a_hyphen_parts_a_date_that_is_being_typed(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "5-12")
    assert (field.raw(), field.value()) == ("5-12", date(2026, 12, 5))


# Other fields


def test_a_pin_may_be_typed_in_groups(qtbot: QtBot) -> None:
    field = PinField()
    qtbot.addWidget(field)
    field.restore("2 15031990-12345")
    assert field.value() == "21503199012345"
    assert field.problem() == ""
    field.restore("2150")
    assert field.problem() == "ПИН состоит из 14 цифр."


def test_a_phone_is_shown_as_it_is_dictated(qtbot: QtBot) -> None:
    field = PhoneField()
    assert field.tidied("+996 555-123-456") == "0555 12 34 56"
    assert field.tidied("5-12-40") == "5-12-40"
    field.restore("0555123456")
    assert (field.value(), field.advice()) == ("+996555123456", "")
    field.restore("5-12-40")
    assert field.problem() == ""
    assert field.advice() != ""


def test_a_number_keeps_to_its_limits(qtbot: QtBot) -> None:
    field = NumberField(1, 30)
    field.restore("31")
    assert field.problem() != ""
    QTest.keyClick(field.line, "-")
    assert (field.value(), field.problem()) == (30, "")
    field.restore("двадцать")
    assert field.value() is None
    assert field.problem() != ""


@pytest.mark.parametrize("typed", ["кок", "КӨК-БЕЛ", "көк бел"])
def test_a_choice_is_found_by_folded_letters(qtbot: QtBot, typed: str) -> None:
    field = ChoiceField(VILLAGES)
    field.restore(field.tidied(typed))
    assert (field.raw(), field.value()) == ("Көк-Бел", "kb")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_typing_filters_the_list_by_any_part(qtbot: QtBot) -> None:
    field = ChoiceField(VILLAGES)
    qtbot.addWidget(field)
    field.show()
    type_words(field.line, "бель")
    completer = field.line.completer()
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Көк-Бел"


def test_other_words_are_refused_or_flagged(qtbot: QtBot) -> None:
    strict, free = ChoiceField(VILLAGES), ChoiceField(VILLAGES, is_free=True)
    for field in (strict, free):
        field.restore("Жийде")
        assert field.value() == ""
    assert (strict.problem() != "", strict.advice()) == (True, "")
    assert (free.problem(), free.advice() != "") == ("", True)


# The form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    made.row(Entry("name", "&Имя", TextField(), is_required=True))
    made.row(Entry("pin", "&ПИН", PinField()), Entry("phone", "&Телефон", PhoneField()))
    made.row(Entry("village", "&Село", ChoiceField(VILLAGES)))
    made.row(Entry("day", "&Дата", DateField(lambda: TODAY)))
    made.row(Entry("about", "&Кратко", LongTextField()))
    made.row(Entry("oral", "&Устно", CheckField("устное обращение")))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def focused(form: Form) -> str:
    now = form.focusWidget()
    return next(key for key in form.values() if form.field(key).editor is now)


def test_enter_leads_through_all_fields_and_then_finishes(qtbot: QtBot, form: Form) -> None:
    form.start()
    passed = []
    for _ in range(6):
        passed.append(focused(form))
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert [*passed, focused(form)] == list(form.values())
    with qtbot.waitSignal(form.finished):
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)


def test_control_enter_finishes_from_anywhere(qtbot: QtBot, form: Form) -> None:
    form.field("about").setFocus()
    with qtbot.waitSignal(form.finished):
        key = Qt.Key.Key_Return
        QTest.keyClick(form.field("about").editor, key, Qt.KeyboardModifier.ControlModifier)


def test_shift_enter_starts_a_new_line(form: Form) -> None:
    editor = form.field("about").editor
    type_words(editor, "суу")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_words(editor, "жок")
    assert form.field("about").raw() == "суу\nжок"


@given(
    st.dictionaries(
        st.sampled_from(["name", "pin", "phone", "village", "day"]),
        st.text("абв 0-9.", max_size=20),
    )
)
def test_a_draft_comes_back_letter_for_letter(values: dict[str, str]) -> None:
    form = Form()
    for key, field in (
        ("name", TextField()),
        ("pin", PinField()),
        ("phone", PhoneField()),
        ("village", ChoiceField(VILLAGES)),
        ("day", DateField(lambda: TODAY)),
    ):
        form.row(Entry(key, key, field))
    form.restore(values | {"a field of an older version": "x"})
    assert form.values() == dict.fromkeys(form.values(), "") | values


def test_a_wrong_field_is_told_beside_it_and_focused(form: Form) -> None:
    form.restore({"name": "Асан", "pin": "12"})
    assert not form.check()
    assert focused(form) == "pin"
    editor = form.field("pin").editor
    assert editor.property("wrong") is True
    assert editor.accessibleDescription() == "ПИН состоит из 14 цифр."
    assert form.values()["pin"] == "12"


def test_typing_on_takes_the_reproach_away(form: Form) -> None:
    assert not form.check()
    type_words(form.field("name").editor, "А")
    assert form.field("name").editor.property("wrong") is False
    assert form.check()


def test_nothing_is_wrong_before_anyone_asked(form: Form) -> None:
    assert all(form.field(key).editor.property("wrong") is not True for key in form.values())


def test_every_field_has_a_name_for_the_reader(form: Form) -> None:
    names = [form.field(key).editor.accessibleName() for key in form.values()]
    assert names == ["Имя", "ПИН", "Телефон", "Село", "Дата", "Кратко", "Устно"]


def test_entered_values_have_their_meaning(form: Form) -> None:
    form.restore({"day": "5.12", "village": "Ноокат", "oral": "1", "phone": "0555 12 34 56"})
    entered = form.entered()
    assert entered["day"] == date(2026, 12, 5)
    assert (entered["village"], entered["oral"]) == ("nk", True)
    assert entered["phone"] == "+996555123456"
