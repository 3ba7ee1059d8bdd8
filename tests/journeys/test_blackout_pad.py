"""A pad is printed, the power goes, and the next day its blanks are entered with the scanner."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from documents.reading_paper import codes
from journeys.at_the_counter import Counter
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.scan_samples import a_png
from services.test_pads import journal_text
from services.working_desks import CHEAP, PASSWORD, HandClock, new_desk
from ui.driving_window import CONTROL, milliseconds_of, own_settings

from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import Case
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.ui.screens.pad import PadPlace
from akimat_desk.ui.screens.paper import PaperPlace
from akimat_desk.ui.screens.register import RegisterPlace

pytestmark = pytest.mark.journey

OTHERS_PASSWORD = "башка ачкыч 7"
MONDAY, TUESDAY = "2026-11-23T09:00:00", "2026-11-24T09:30:00"
USED = (1, 2, 3, 4, 6, 7, 8)
SPOILED = 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own_settings(tmp_path)
    place = tmp_path / "desk"
    desk = new_desk(place, clock=HandClock(milliseconds_of("2026-11-20T09:00:00")), training=True)
    desk.office.enable_account("asanova", OTHERS_PASSWORD, CHEAP)
    desk.close()
    return place


@pytest.fixture
def counter(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setenv("AKIMAT_DESK_NOW", MONDAY)
    running = Counter(qtbot, folder)
    yield running
    running.program.close()


def test_a_pad_of_twenty_is_entered_the_next_day_by_keyboard_and_scanner(
    counter: Counter, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.choose_language("Кыргызча").sign_in("asanova", OTHERS_PASSWORD)
    pad = print_a_pad(counter)
    read = [codes(pad, dpi=203, page=page)[0] for page in range(1, 21)]

    # Somebody is registered in the usual way before the power goes, and after it comes back.
    first = register(counter.press(Qt.Key.Key_F4).settle(), 100)
    monkeypatch.setenv("AKIMAT_DESK_NOW", TUESDAY)
    counter.sign_out("Чыгуу").sign_in("asanova", OTHERS_PASSWORD)

    open_the_pads(counter)
    entered = []
    for place in USED:
        scan(counter, read[place - 1])
        entered.append(enter_the_blank(counter, place, tmp_path))
        counter.press(Qt.Key.Key_F8).settle()
        assert isinstance(counter.main.shown_screen(), PadPlace)
    spoil(counter, read[SPOILED - 1])
    scan(counter, read[USED[0] - 1], is_refused=True)
    assert entered[0] in counter.strip()
    close_the_pad(counter)
    last = register(counter.press(Qt.Key.Key_F4).settle(), 101)

    counter.program.close()
    desk = open_desk(folder, login="admin", password=PASSWORD)
    assert [place_of(one) for one in entered] == list(USED)
    assert [place_of(first), place_of(last)] == [21, 22]
    assert_nothing_twice_or_lost(desk, entered, {first, last})
    desk.integrity.verify()
    desk.integrity.rebuild()
    desk.integrity.verify()
    desk.close()


# Hands


def open_the_pads(counter: Counter) -> None:
    counter.press(Qt.Key.Key_B, CONTROL).settle()
    assert isinstance(counter.main.shown_screen(), PadPlace)


def print_a_pad(counter: Counter) -> bytes:
    open_the_pads(counter)
    counter.press(Qt.Key.Key_F2).settle().press(Qt.Key.Key_F9).settle()
    counter.wait(lambda: isinstance(counter.main.shown_screen(), PaperPlace))
    return counter.paper()


def scan(counter: Counter, text: str, *, is_refused: bool = False) -> None:
    """The scanner is a keyboard that types very fast and ends with Enter."""
    counter.fill(text).settle()
    assert isinstance(counter.main.shown_screen(), RegisterPlace) is not is_refused


def enter_the_blank(counter: Counter, place: int, folder: Path) -> str:
    """What was written by hand: the hour, who, about what; the blank's scan lies beside."""
    form = counter.register.form
    counter.wait(form.field("paper_on").editor.hasFocus)
    counter.fill("23").fill(f"10{place:02d}")
    # What the watched folder or a paste would do.
    scan_of = folder / f"blank-{place}.png"
    scan_of.write_bytes(a_png(grey=place))
    counter.register.paper.add([str(scan_of)])
    counter.settle()
    return register(counter, place)


def register(counter: Counter, place: int) -> str:
    counter.walk_to(counter.register.form.field("name").editor)
    counter.fill(f"Өмүрбеков{place} Чыңгыз Төлөгөнович")
    counter.write_in(kind="даттануу", topic="суу", subject=f"Суу жок {place}")
    return counter.check_and_register()


def spoil(counter: Counter, text: str) -> None:
    counter.type(text).press(Qt.Key.Key_F6).settle()
    counter.type("кофе төгүлдү").press(Qt.Key.Key_F9).settle()
    assert isinstance(counter.main.shown_screen(), PadPlace)


def close_the_pad(counter: Counter) -> None:
    counter.press_button("Бланктарды жабуу").press(Qt.Key.Key_F9).settle()


# What stands in the journal


def place_of(number: str) -> int:
    return int(number.partition("-")[2].partition("/")[0])


def assert_nothing_twice_or_lost(desk: Desk, entered: list[str], others: set[str]) -> None:
    (pad,) = desk.pads.all()
    stages = [blank.stage for blank in pad.blanks]
    assert [stages.count(one) for one in ("entered", "spoiled", "not_used", "left")] == [
        7,
        1,
        12,
        0,
    ]
    journal = journal_text(desk, date(2026, 11, 1), date(2026, 11, 30))
    for blank in pad.blanks:
        assert journal.count(blank.number) == 1
    for number in others:
        assert journal.count(number) == 1
    for place, number in zip(USED, entered, strict=True):
        case: Case = desk.cases.open(desk.cases.find(number)).case
        written = milliseconds_of(f"2026-11-23T10:{place:02d}:00")
        assert (case.registered.registered_at, case.registered.medium) == (written, "paper")
        assert case.registered.registered_on == date(2026, 11, 23)
        assert len(list(case.each(FileAttached))) == 1
