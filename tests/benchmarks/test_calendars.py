"""What a holiday does to 10,000 open cases, against merely folding each of them once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from services.working_desks import a_complaint, new_desk

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import DayTold, Proposal
from akimat_desk.storage import bulk

CASES = 10_000
AIT = Bilingual(ky="Айт", ru="Айт")


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = process_time()
    found = work()
    return process_time() - start, found


@pytest.mark.benchmark
def test_a_holiday_among_ten_thousand_open_cases(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    for first in range(0, CASES, 500):
        desk.registration.register_group(a_complaint(place) for place in range(first, first + 500))
    today = desk.cases.today()

    def folded() -> int:
        with desk.core.read() as (connection, _):
            rows = connection.exec_driver_sql(
                "SELECT stream FROM case_line WHERE is_open=1 ORDER BY stream"
            ).all()
            return sum(1 for _ in bulk.folds(connection, [stream for (stream,) in rows]))

    def a_day(days: int) -> Proposal:
        return Proposal(days=(DayTold(day=today + timedelta(days=days), kind="ait", name=AIT),))

    bare, count = seconds(folded)
    assert count == CASES
    seen, moved = seconds(lambda: desk.calendars.preview(a_day(9)))
    assert len(moved) == CASES
    beyond, none = seconds(lambda: desk.calendars.preview(a_day(100)))
    assert none == ()
    taken, adopted = seconds(lambda: desk.calendars.adopt(a_day(9)))
    assert adopted.moved == moved
    print(
        f"{CASES} cases, all moved: preview {seen:.1f} s, {seen / bare:.1f} times folding them;"
        f" adopting {taken:.1f} s, {taken / bare:.1f} times; a day beyond all terms"
        f" {beyond:.2f} s, {beyond / bare:.2f} times"
    )
    desk.close()
