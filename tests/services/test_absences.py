"""Cases pass to who stands in and come back, on one desk and on two; a preview writes nothing."""

from datetime import date, timedelta

import pytest
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    HandClock,
    a_complaint,
    a_desk,
    again,
)

from akimat_desk.domain.errors import (
    AbsenceOverlaps,
    FieldWrong,
    NotAllowed,
    StaffUnknown,
    SubstitutesInCircle,
)
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.absences import AbsenceTold
from akimat_desk.services.staff import StaffTold

DAY_MS = 24 * 3600 * 1000
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def told(absent="tokton", substitute="mamyt", first=MONDAY + DAY, days=14, **more):
    return AbsenceTold(
        absent=absent,
        substitute=substitute,
        from_on=first,
        until_on=first + (days - 1) * DAY,
        ground="№ 14-к, 20.11.2026",
        **more,
    )


def some_cases(desk, count=3, first=0):
    return [desk.registration.register(a_complaint(first + n)).case for n in range(count)]


def owner(desk, case):
    found = desk.cases.open(case)
    return found.lens.office.find_staff(found.responsible).login


def owners(desk, cases):
    return [owner(desk, case) for case in cases]


def test_cases_pass_on_the_first_day_and_come_back_after_the_last(desk, clock):
    cases = some_cases(desk)
    desk.absences.record(told())
    assert owners(desk, cases) == ["tokton"] * 3
    assert desk.absences.run() == ()
    clock.turn(DAY_MS)
    (move,) = desk.absences.run()
    assert (move.giver, move.taker) == ("Токтоналиев Б.", "Мамытова А.")
    assert (set(move.cases), move.until_on) == (set(cases), MONDAY + 14 * DAY)
    assert owners(desk, cases) == ["mamyt"] * 3
    (now,) = desk.absences.now()
    assert (now.absent, now.substitute) == ("Токтоналиев Б.", "Мамытова А.")
    assert desk.absences.run() == ()
    # What is new in these days is the substitute's by the table; it stays theirs.
    fresh = some_cases(desk, 1, 50)
    assert owners(desk, fresh) == ["mamyt"]
    clock.turn(14 * DAY_MS)
    (move,) = desk.absences.run()
    assert (move.giver, move.taker, move.until_on) == ("Мамытова А.", "Токтоналиев Б.", None)
    assert owners(desk, cases) == ["tokton"] * 3
    assert owners(desk, fresh) == ["mamyt"]
    assert desk.absences.now() == ()


def test_an_absence_that_begins_today_passes_at_once_and_is_called_off(desk):
    cases = some_cases(desk, 2)
    absence = desk.absences.record(told(first=MONDAY))
    assert owners(desk, cases) == ["mamyt"] * 2
    desk.absences.change(absence, MONDAY - DAY)
    assert owners(desk, cases) == ["tokton"] * 2
    with pytest.raises(FieldWrong):
        desk.absences.change("nothing", MONDAY)


def test_a_preview_says_who_what_and_where_to_and_writes_nothing(desk):
    cases = some_cases(desk, 2)
    against = desk.registration.register(a_complaint(9, against="Мамытова Айнура")).case
    before = desk.office.book.station().entries
    seen = desk.absences.preview(told())
    assert {one.id for one in seen.cases} == set(cases)
    assert [one.id for one in seen.kept] == [against]
    assert (seen.absent, seen.to, seen.posts) == ("Токтоналиев Б.", "Мамытова А.", ())
    assert all(one.number and one.due_on for one in seen.cases)
    desk.absences.record(told("mamyt", "asanova", MONDAY + DAY, 3))
    assert desk.absences.preview(told()).to == "Асанова Г."
    assert desk.office.book.station().entries == before + 1


def test_a_complaint_about_the_substitute_goes_to_the_head_as_the_preview_says(desk):
    ours = some_cases(desk, 1)
    desk.office.hold_post("head", "asanova", order="№ 1")
    against = desk.registration.register(a_complaint(9, against="Мамытова Айнура")).case
    seen = desk.absences.preview(told(first=MONDAY))
    assert ([one.id for one in seen.up], seen.up_to, seen.kept) == ([against], "Асанова Г.", ())
    assert [one.id for one in seen.cases] == ours
    absence = desk.absences.record(told(first=MONDAY))
    assert owners(desk, [*ours, against]) == ["mamyt", "asanova"]
    desk.absences.change(absence, MONDAY - DAY)
    assert owners(desk, [*ours, against]) == ["tokton"] * 2


def test_what_cannot_be_is_refused_in_preview_and_record_alike(desk):
    desk.absences.record(told())
    for wrong, error in (
        (told("mamyt", "tokton"), SubstitutesInCircle),
        (told("tokton", "asanova"), AbsenceOverlaps),
        (told("mamyt", "mamyt"), FieldWrong),
        (told("mamyt", "nobody"), StaffUnknown),
        (told("mamyt", "asanova", days=0), FieldWrong),
    ):
        for ask in (desk.absences.preview, desk.absences.record):
            with pytest.raises(error):
                ask(wrong)
    desk.office.book.end_staff("asanova", MONDAY + DAY)
    with pytest.raises(FieldWrong):
        desk.absences.record(told("mamyt", "asanova"))


def test_who_stands_in_for_the_head_holds_the_post_as_an_acting_one(desk, clock):
    desk.office.add_staff(StaffTold(login="akim", surname="Сапаров", given="Эрмек"))
    desk.office.hold_post("head", "akim", from_on=MONDAY - DAY)
    absence = told("akim", "mamyt", acts=True)
    assert desk.absences.preview(absence).posts == ("head",)
    made = desk.absences.record(absence)
    desk.absences.change(made, MONDAY + 3 * DAY)
    office = desk.office.now
    held = [office.post_holder("head", MONDAY + n * DAY) for n in range(6)]
    names = [office.find_staff(one.staff).login for one in held]
    assert names == ["akim", "mamyt", "mamyt", "mamyt", "akim", "akim"]
    assert [one.acting for one in held] == [name == "mamyt" for name in names]


def test_a_fortnight_across_a_holiday_leaves_no_day_to_nobody(desk, clock):
    """From 28 December to 10 January: new year's days off lie within."""
    start = (date(2026, 12, 21) - MONDAY).days
    clock.turn(start * DAY_MS)
    desk.trusted_time.confirm(date(2026, 12, 21))
    (case,) = some_cases(desk, 1)
    first = date(2026, 12, 28)
    desk.absences.record(told(first=first))
    # The desk is not opened before the second week of the absence, nor on the day of return.
    clock.turn(16 * DAY_MS)
    desk.absences.run()
    clock.turn(12 * DAY_MS)
    desk.absences.run()
    booked = desk.cases.explain(case).bookings
    calendar = desk.terms.calendar()
    assert len(booked) == calendar.working_days(date(2026, 12, 21), desk.cases.today())
    names = {one.day: one.holder.name for one in booked}
    for day, name in names.items():
        away = first <= day < first + 14 * DAY
        assert name == ("Мамытова А." if away else "Токтоналиев Б.")
    assert any(first <= day < first + 14 * DAY for day in names)


def test_whoever_may_not_write_passes_nothing_and_is_not_refused(desk, clock, tmp_path):
    desk.office.add_staff(
        StaffTold(login="kadyr", surname="Кадыров", given="Нурлан", roles=("auditor",))
    )
    desk.office.enable_account("kadyr", PASSWORD, CHEAP)
    (case,) = some_cases(desk, 1)
    desk.absences.record(told())
    desk.close()
    later = HandClock(MONDAY_MORNING + DAY_MS)
    auditor = again(tmp_path, clock=later, login="kadyr")
    try:
        assert auditor.absences.run() == ()
        assert owner(auditor, case) == "tokton"
        with pytest.raises(NotAllowed):
            auditor.absences.record(told("mamyt", "asanova"))
    finally:
        auditor.close()


def test_readings_made_anew_are_the_same(desk, clock):
    cases = some_cases(desk, 2)
    desk.absences.record(told())
    clock.turn(DAY_MS)
    desk.absences.run()
    before = desk.lists.page(desk.cases.filter_of(is_open=True)).rows
    desk.integrity.rebuild()
    assert desk.lists.page(desk.cases.filter_of(is_open=True)).rows == before
    assert owners(desk, cases) == ["mamyt"] * 2


def test_the_card_tells_of_the_passing(desk, clock):
    (case,) = some_cases(desk, 1)
    desk.absences.record(told())
    clock.turn(DAY_MS)
    desk.absences.run()
    line = desk.cases.history(case)[-1]
    assert line.type == "ExecutorPassed"
    assert line.event["ground"] == "№ 14-к, 20.11.2026"
    assert desk.office.now.dated("name", MONDAY).name != Bilingual(ky="")
