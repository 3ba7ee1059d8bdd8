"""What the window says about the exchange, and that it asks only where there is a centre."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from central.direct_line import Direct, centre_in, desk_in, register
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, new_desk
from ui.driving_settings import Administrator
from ui.driving_window import own_settings

from akimat_desk.domain.moments import legal_day
from akimat_desk.services.exchange import SyncState
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.exchange_runner import EVERY_MS, ExchangeRunner
from akimat_desk.ui.screens.settings import EXCHANGE
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.sync_words import SyncWords, sync_words
from akimat_desk.ui.theme import Tone

TODAY = legal_day(MONDAY_MORNING)
RECEIVED = "Принято сервером"


def state(**changes: object) -> SyncState:
    told = {
        "is_enrolled": True, "server": "https://centre.example", "last_receipt_at": MONDAY_MORNING,
        "unsent": 0, "last_error": "", "quarantined": 0, "mark": "К1",
    }  # fmt: skip
    return SyncState(**{**told, **changes})  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _russian() -> None:
    speak("ru")


@pytest.mark.parametrize(
    ("changes", "tone", "words"),
    [
        ({}, Tone.GOOD, "Принято сервером: 08:30"),
        ({"unsent": 3}, Tone.WARN, "Принято сервером: 08:30 · в очереди 3"),
        ({"last_receipt_at": None, "unsent": 2}, Tone.WARN, "Сервер пока ничего не принял"),
        ({"last_error": "line_down", "unsent": 2}, Tone.WARN, "Нет связи с сервером"),
        ({"last_error": "station_revoked"}, Tone.BAD, "Сервер отказал: обратитесь"),
        ({"last_error": "disk_full"}, Tone.BAD, "Обмен остановился: обратитесь"),
        ({"quarantined": 1}, Tone.BAD, "1 запись отложена"),
        ({"is_enrolled": False}, Tone.SOFT, "Работает без центра"),
    ],
)
def test_the_standing_is_said_honestly(changes: dict[str, object], tone: Tone, words: str) -> None:
    told = sync_words(state(**changes), TODAY)
    assert told.tone is tone
    assert told.words.startswith(words)


def test_an_older_receipt_is_told_with_its_day() -> None:
    told = sync_words(state(), date(2026, 11, 26))
    assert told.words == "Принято сервером: 23.11.2026 08:30"


@given(
    st.none() | st.just(MONDAY_MORNING),
    st.integers(0, 9),
    st.sampled_from(["", "line_down", "epoch_changed"]),
    st.integers(0, 2),
    st.booleans(),
)
def test_received_is_never_said_without_a_receipt_nor_green_while_something_waits(
    receipt: int | None, unsent: int, error: str, aside: int, is_running: bool
) -> None:
    now = state(last_receipt_at=receipt, unsent=unsent, last_error=error, quarantined=aside)
    told = sync_words(now, TODAY, is_running=is_running)
    assert receipt is not None or RECEIVED not in told.words
    assert told.tone is not Tone.GOOD or (receipt is not None and not unsent and not error)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_without_a_centre_nothing_is_asked_and_nobody_is_troubled(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    desk = new_desk(tmp_path / "desk", training=True, password="")
    runner = ExchangeRunner(desk, background)
    with qtbot.waitSignal(runner.told, timeout=20_000) as told:
        runner.look()
    assert told.args[0].tone is Tone.SOFT
    with qtbot.assertNotEmitted(runner.refused), qtbot.waitSignal(runner.told, timeout=20_000):
        runner.ask(by_hand=True)
    assert not runner.is_running
    desk.close()


def told_last(qtbot: QtBot, runner: ExchangeRunner, background: Background) -> SyncWords:
    """The last words after everything that was asked is answered."""
    heard: list[SyncWords] = []
    runner.told.connect(heard.append)
    qtbot.waitUntil(lambda: bool(heard) and background.is_idle and not runner.is_running)
    return heard[-1]


def test_an_exchange_by_hand_ends_with_the_servers_receipt(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    line = Direct(centre_in(tmp_path / "centre"))
    desk = desk_in(tmp_path / "desk", line)
    register(desk, 3)
    runner = ExchangeRunner(desk, background)
    runner.look()
    before = told_last(qtbot, runner, background)
    assert (before.tone, RECEIVED in before.words) == (Tone.WARN, False)
    runner.ask(by_hand=True)
    after = told_last(qtbot, runner, background)
    assert after.tone is Tone.GOOD
    assert after.words.startswith(RECEIVED)
    desk.close()


def test_a_lost_line_is_told_quietly_unless_somebody_asked(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    line = Direct(centre_in(tmp_path / "centre"))
    desk = desk_in(tmp_path / "desk", line)
    register(desk)
    line.loses_answers = 999
    runner = ExchangeRunner(desk, background)
    runner.look()
    told_last(qtbot, runner, background)
    with qtbot.assertNotEmitted(runner.refused):
        runner.ask()
        quiet = told_last(qtbot, runner, background)
    assert (quiet.tone, "Нет связи" in quiet.words) == (Tone.WARN, True)
    with qtbot.waitSignal(runner.refused, timeout=20_000) as refused:
        runner.ask(by_hand=True)
    assert refused.args[0].code == "line_down"
    qtbot.waitUntil(lambda: background.is_idle)
    desk.close()


def test_what_came_from_another_desk_is_told(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    line = Direct(centre_in(tmp_path / "centre"))
    with closing(desk_in(tmp_path / "one", line)) as one:
        register(one, 2)
        one.exchange.sync()
    desk = desk_in(tmp_path / "two", line)
    runner = ExchangeRunner(desk, background)
    runner.look()
    told_last(qtbot, runner, background)
    with qtbot.waitSignal(runner.pulled, timeout=20_000) as pulled:
        runner.ask()
    assert pulled.args[0] > 0
    qtbot.waitUntil(lambda: background.is_idle)
    desk.close()


def test_the_next_try_is_known_while_the_window_stands(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    desk = desk_in(tmp_path / "desk", Direct(centre_in(tmp_path / "centre")))
    runner = ExchangeRunner(desk, background)
    assert runner.next_at is None
    before = desk.core.clock.now()
    runner.start()
    assert runner.next_at is not None
    assert before <= runner.next_at <= desk.core.clock.now() + EVERY_MS
    runner.stop()
    assert runner.next_at is None
    qtbot.waitUntil(lambda: background.is_idle)
    desk.close()


def test_the_settings_tell_who_holds_it_and_when_the_next_try_comes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    own_settings(tmp_path)
    desk = desk_in(tmp_path / "desk", Direct(centre_in(tmp_path / "centre")))
    (number,) = register(desk)
    admin = Administrator(qtbot, desk)
    try:
        admin.to_page(EXCHANGE)
        (table,) = (one for one in admin.page.findChildren(ShortList) if one.isVisible())
        model = table.table
        shown = {
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        }
        assert {number, "только это"} <= shown
        admin.window.runner.start()
        qtbot.waitUntil(lambda: "Следующая попытка" in admin.words, timeout=20_000)
        admin.key(Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: model.rowCount() == 0, timeout=20_000)
    finally:
        admin.close()
