"""The copy of every day: made in a quiet moment, said only when there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.working_desks import a_complaint, new_desk

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.backup_runner import BackupRunner

DAY = 24 * 3600 * 1000


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    speak("ru")
    made = Background()
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "desk")
    made.registration.register(a_complaint(1))
    yield made
    made.close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def runner(desk: Desk, background: Background, said: list[str]) -> BackupRunner:
    made = BackupRunner(desk, background)
    made.troubled.connect(said.append)
    return made


def idle(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(lambda: background.is_idle, timeout=60_000)


def test_two_quiet_looks_make_todays_copy_and_a_third_none(
    qtbot: QtBot, desk: Desk, background: Background, runner: BackupRunner
) -> None:
    runner.look()
    assert runner.tally is None, "one quiet look may be a breath between two keys"
    with qtbot.waitSignal(runner.made, timeout=60_000):
        runner.look()
    idle(qtbot, background)
    (first,) = desk.backups.listed(desk.backup_days.place())
    runner.look()
    idle(qtbot, background)
    assert desk.backups.listed(desk.backup_days.place()) == [first]


def test_while_somebody_works_no_copy_is_begun(
    qtbot: QtBot, background: Background, runner: BackupRunner
) -> None:
    runner.look()
    background.run(lambda: None, lambda _: None, owner=runner)
    runner.look()
    assert runner.tally is None
    idle(qtbot, background)
    runner.look()
    assert runner.tally is None


def test_an_old_copy_and_a_stick_that_is_away_are_said_once(
    qtbot: QtBot,
    desk: Desk,
    background: Background,
    runner: BackupRunner,
    said: list[str],
    tmp_path: Path,
) -> None:
    runner.start()
    idle(qtbot, background)
    assert said == [], "a first day has no copy yet"
    desk.backup_days.make_due()
    desk.core.clock.turn(4 * DAY)  # type: ignore[attr-defined]
    for _ in range(2):
        runner.start()
        idle(qtbot, background)
    (old,) = said
    assert "4 дня" in old
    desk.backup_days.name(str(tmp_path / "stick"))
    runner.start()
    idle(qtbot, background)
    assert "недоступна" in said[-1]
    runner.stop()


def test_a_copy_that_cannot_be_made_is_said_and_asked_again(
    qtbot: QtBot, desk: Desk, background: Background, runner: BackupRunner, said: list[str]
) -> None:
    with desk.core.database.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET role='other' WHERE seq=3")
    runner.make()
    idle(qtbot, background)
    (words,) = said
    assert words.endswith("Проверьте его: Настройки, «Целостность данных».")
    assert runner.tally is None
    assert desk.backups.last() is None
    said.clear()
    again = BackupRunner(desk, background)
    again.troubled.connect(said.append)
    again.start()
    idle(qtbot, background)
    again.stop()
    assert "журнал не прошёл проверку" in said[0], "the next start says it once more"


def test_a_stick_that_takes_nothing_is_said_with_what_to_do(
    qtbot: QtBot,
    desk: Desk,
    background: Background,
    runner: BackupRunner,
    said: list[str],
    tmp_path: Path,
) -> None:
    stick = tmp_path / "stick"
    stick.write_bytes(b"no folder")
    desk.backup_days.name(str(stick))
    runner.make()
    idle(qtbot, background)
    (words,) = said
    assert str(stick) in words
    assert "Возьмите другой диск или флешку" in words
