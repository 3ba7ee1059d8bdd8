"""A day off said at several workstations of one office, and a workstation killed meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from central.direct_line import Direct, centre_in, desk_in, register
from services.working_desks import HandClock, again, new_desk

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.office_calendars import is_disputed
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import DayTold, Proposal, WeekTold
from akimat_desk.services.desk import Desk

HERE = Path(__file__).parent
AIT = Bilingual(ky="Курман айт", ru="Курман айт")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    one, other = (desk_in(tmp_path / name, line) for name in ("one", "other"))
    yield one, other
    one.close()
    other.close()
    centre.close()


def day_after(desk: Desk, working_days: int) -> date:
    with desk.core.read() as (_, lens):
        return lens.references.calendar.nth_working_day(desk.cases.today(), working_days)


def one_day(day: date, **changes: Any) -> Proposal:
    return Proposal(days=(DayTold(**{"day": day, "kind": "ait", "name": AIT} | changes),))


def all_meet(*desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.exchange.sync()


def calendar_of(desk: Desk) -> Calendar:
    return desk.calendars.year(desk.cases.today().year).calendar


def dates(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.core.read() as (connection, _):
        asked = "SELECT number, statutory_on, next_on FROM case_line ORDER BY number"
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


def agree(*desks: Desk) -> None:
    all_meet(*desks)
    one, *others = desks
    for other in others:
        assert dates(other) == dates(one)
        assert calendar_of(other) == calendar_of(one)
        assert other.integrity.digest() == one.integrity.digest()
    for desk in desks:
        desk.integrity.verify()


def test_the_same_holiday_adopted_on_two_desks_is_one_change_and_no_dispute(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    register(one, 3)
    register(other, 2, "B")
    all_meet(one, other)
    before, holiday = dates(one), day_after(one, 5)
    for desk in desks:
        assert len(desk.calendars.adopt(one_day(holiday)).moved) == 5
    agree(one, other)
    assert not is_disputed(one.office.now, holiday)
    assert not any(row.is_disputed for row in one.calendars.year(holiday.year).rows)
    assert [row[0] for row in dates(one)] == [row[0] for row in before]
    assert all(now[1] > was[1] for now, was in zip(dates(one), before, strict=True))


def test_a_day_said_at_one_desk_moves_the_cases_of_the_other(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    register(other, 2, "B")
    all_meet(one, other)
    before = dates(other)
    one.calendars.adopt(one_day(day_after(one, 3), kind="local"))
    one.calendars.adopt(Proposal(weeks=(WeekTold(from_on=day_after(one, 8), week=(1, 2, 3, 4)),)))
    agree(one, other)
    assert dates(other) != before
    (case,) = [row for row in other.cases.newest() if row.number == before[0][0]]
    told = other.calendars.changes()
    assert len(told) == 2
    assert {move.before for one_change in told for move in other.calendars.moved_by(one_change.id)}
    assert case.is_open


def test_what_two_desks_say_differently_is_shown_and_the_next_word_ends_it(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    register(one, 2)
    all_meet(one, other)
    before, holiday = dates(one), day_after(one, 5)
    one.calendars.adopt(one_day(holiday))
    other.calendars.adopt(one_day(holiday, what="worked", name=Bilingual(ky="Иш күнү")))
    agree(one, other)
    (row,) = [row for row in one.calendars.year(holiday.year).rows if row.day == holiday]
    assert row.is_disputed
    assert dates(one) == before
    other.calendars.adopt(one_day(holiday, kind="holiday"))
    agree(one, other)
    (row,) = [row for row in one.calendars.year(holiday.year).rows if row.day == holiday]
    assert (row.kind, row.is_disputed) == ("holiday", False)
    assert dates(one) > before


def adopting(folder: Path, day: date) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, HERE / "adopting_desk.py", folder, day.isoformat()],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(HERE.parent), str(HERE.parents[1])))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_killed_while_it_adopts_the_desk_works_by_the_old_calendar(tmp_path: Path) -> None:
    folder, clock = tmp_path / "desk", HandClock()
    desk = new_desk(folder, clock=clock)
    register(desk, 5)
    holiday = day_after(desk, 4)
    was, calendar = dates(desk), calendar_of(desk)
    desk.close()
    process = adopting(folder, holiday)
    said = process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    _, told = process.communicate()
    assert said == b"half\n", told.decode()
    desk = again(folder, clock=clock)
    assert (dates(desk), calendar_of(desk)) == (was, calendar)
    desk.integrity.verify()
    clock.turn(int(timedelta(hours=1).total_seconds()) * 1000)
    assert len(desk.calendars.adopt(one_day(holiday)).moved) == 5
    desk.close()
