"""How long cases were with whom, over a period."""

from datetime import date

import pytest
from documents.reading_paper import text
from services.working_desks import MONDAY_MORNING, HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.services.clock_report import lines

DAY = 24 * 3600 * 1000
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 12, 4)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def figures(report, *columns):
    """By whom it is, as short as a test can read it."""
    names = [row.holder.name.split(" ")[0] or row.holder.kind for row in report.rows]
    told = [tuple(getattr(row, one) for one in columns) for row in report.rows]
    return dict(zip(names, told, strict=True))


def test_days_of_all_cases_are_booked_to_those_who_had_them(desk, clock):
    cases = [desk.registration.register(a_complaint(place)).case for place in range(3)]
    desk.cases.do(cases[0], "assign", {"executor": "mamyt", "accepted": True})
    clock.turn(2 * DAY)
    desk.cases.do(
        cases[1], "pause",
        {"category": "applicant_documents", "ground": "паспорт", "from_on": "2026-11-26"},
    )  # fmt: skip
    clock.turn(3 * DAY)
    report = desk.clock_report.by_person(MONDAY, FRIDAY)
    assert figures(report, "days", "cases", "held_now") == {
        "Мамытова": (4, 1, 1),
        "Токтоналиев": (2 + 4, 2, 1),
        "applicant": (2, 1, 1),
    }
    booked = sum(len(desk.cases.explain(case).bookings) for case in cases)
    assert sum(row.days for row in report.rows) == booked == 12
    assert report.cases == 3


def test_only_days_of_the_period_count_and_each_day_once(desk, clock):
    desk.registration.register(a_complaint(1))
    clock.turn(6 * DAY)
    days = [date(2026, 11, day) for day in range(23, 31)]
    parts = [desk.clock_report.by_person(day, day) for day in days]
    whole = desk.clock_report.by_person(days[0], days[-1])
    assert sum(row.days for part in parts for row in part.rows) == 4
    assert figures(whole, "days") == {"Токтоналиев": (4,)}


def test_late_days_and_cases_that_ended_in_time(desk, clock):
    early, late = (desk.registration.register(a_complaint(place)).case for place in range(2))
    clock.turn(2 * DAY)
    desk.cases.do(early, "withdraw", {"ground": "кайтарып алды"})
    clock.at = MONDAY_MORNING + 21 * DAY
    report = desk.clock_report.by_person(MONDAY, date(2026, 12, 31))
    # Due on Friday, 11 December; on Monday, 14 December one working day more has gone.
    assert figures(report, "overdue", "ended", "on_time", "on_time_share") == {
        "Токтоналиев": (1, 1, 1, 100)
    }
    clock.turn(60_000)
    desk.cases.do(late, "withdraw", {"ground": "кайтарып алды"})
    report = desk.clock_report.by_person(MONDAY, date(2026, 12, 31))
    assert figures(report, "held_now", "ended", "on_time", "on_time_share") == {
        "Токтоналиев": (0, 2, 1, 50)
    }


def test_a_report_that_nobody_waits_for_stops(desk):
    desk.registration.register(a_complaint(1))
    with pytest.raises(WorkCancelled):
        desk.clock_report.by_person(MONDAY, FRIDAY, cancelled=lambda: True)
    told = []
    desk.clock_report.by_person(MONDAY, FRIDAY, report=lambda *one: told.append(one))
    assert told[-1] == (1, 1)


def test_an_impossible_period_and_who_may_not_look_are_refused(desk):
    with pytest.raises(FieldWrong):
        desk.clock_report.by_person(FRIDAY, MONDAY)
    desk.core.actor = desk.office.now.find_login("tokton")
    with pytest.raises(NotAllowed):
        desk.clock_report.by_person(MONDAY, FRIDAY)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_report_is_printed_and_read_by_spreadsheets(desk, clock, tmp_path, language):
    desk.registration.register(a_complaint(1))
    clock.turn(2 * DAY)
    report = desk.clock_report.by_person(MONDAY, FRIDAY)
    for ending in ("pdf", "csv", "xlsx"):
        file = tmp_path / f"clock.{ending}"
        how = {"reason": "check", "ending": ending, "language": language}
        desk.clock_report.write(file, report, **how)
        assert file.stat().st_size
    assert "Токтоналиев" in text((tmp_path / "clock.pdf").read_bytes())
    row = (tmp_path / "clock.csv").read_text("utf-8-sig").splitlines()[1]
    assert row == "Токтоналиев Б.;2;1;1;2;2;0;0;"
    assert next(lines(report))["days"] == 2
    for wrong in ({"ending": "doc"}, {"language": "en"}, {"reason": ""}):
        with pytest.raises(FieldWrong):
            desk.clock_report.write(tmp_path / "x", report, **{"reason": "check"} | wrong)
