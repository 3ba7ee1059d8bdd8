"""What an office says of its calendar, over the published one, from one desk or several."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import a_fact, an_office
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from terms import WORDS, a_calendar, a_day_off, any_calendar, any_day, any_facts, kyrgyz_calendar

from akimat_desk.domain.calendar_events import SAYINGS, CalendarChanged, DaySaid, WeekSaid
from akimat_desk.domain.calendars import Calendar, NamedDay, YearlyDay
from akimat_desk.domain.deadlines import TermFacts, due, due_on, first_counted_on
from akimat_desk.domain.facts import EverythingBefore
from akimat_desk.domain.office_calendars import (
    calendar_reference,
    days_said,
    differing_days,
    is_disputed,
    office_calendar,
    with_days,
)
from akimat_desk.domain.office_events import SettingSet
from akimat_desk.domain.offices import Office, apply
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.slots import DisputeSettled

ONE_DAY = timedelta(days=1)
WEDNESDAY, SATURDAY = date(2026, 6, 10), date(2026, 6, 13)
VICTORY = date(2026, 5, 9)
ALL = EverythingBefore()
PUBLISHED = b"published"


def said(day: date = WEDNESDAY, what: str = "off", **changes: Any) -> DaySaid:
    told = DaySaid(day=day, what=what, kind="ait", name=WORDS, status="confirmed", release=1)
    return replace(told, **changes)


def an_office_that_said(*told: DaySaid | WeekSaid) -> Office:
    office = an_office()
    for number, one in enumerate(told, start=100):
        office = apply(office, a_fact(number, changed(one), ALL))
    return office


def changed(*told: DaySaid | WeekSaid) -> CalendarChanged:
    return CalendarChanged(
        days=tuple(one for one in told if isinstance(one, DaySaid)),
        weeks=tuple(one for one in told if isinstance(one, WeekSaid)),
    )


def meeting(*told: CalendarChanged) -> Office:
    """Each said at a desk that had seen none of the others."""
    office = an_office()
    for number, event in enumerate(told, start=100):
        office = apply(office, a_fact(number, event))
    return office


any_said = st.builds(
    DaySaid,
    day=any_day,
    what=st.sampled_from([*SAYINGS, "nonsense"]),
    kind=st.sampled_from(["ait", "local", "extra", "", "nonsense"]),
    name=st.just(WORDS),
    status=st.sampled_from(["confirmed", "to_confirm", ""]),
    release=st.integers(0, 2),
)


def test_an_office_that_says_nothing_works_by_the_published_calendar() -> None:
    calendar = kyrgyz_calendar()
    assert office_calendar(calendar, an_office()) == calendar
    assert calendar_reference(PUBLISHED, calendar, an_office()) == PUBLISHED


@pytest.mark.parametrize(
    ("told", "day", "works", "code"),
    [
        (said(), WEDNESDAY, False, "ait"),
        (said(kind="local"), WEDNESDAY, False, "local"),
        (said(kind="rain"), WEDNESDAY, False, "extra"),
        (said(SATURDAY, "worked"), SATURDAY, True, None),
        (said(date(2027, 1, 1), "usual"), date(2027, 1, 1), True, None),
        (said(date(2027, 5, 1), "usual"), date(2027, 5, 1), False, "weekend"),
        (said(date(2028, 3, 8), "usual"), date(2028, 3, 8), True, None),
        (said(date(2024, 1, 27), "usual"), date(2024, 1, 27), False, "weekend"),
        (said(what="usual"), WEDNESDAY, True, None),
        (said(what="published"), WEDNESDAY, True, None),
        (said(what="nonsense"), WEDNESDAY, True, None),
        (said(date(2026, 2, 23)), date(2026, 2, 23), False, "ait"),
    ],
)
def test_a_day_is_as_the_office_says(
    told: DaySaid, day: date, works: bool, code: str | None
) -> None:
    calendar = office_calendar(kyrgyz_calendar(), an_office_that_said(told))
    reason = calendar.why_off(day)
    assert calendar.is_working(day) is works
    assert (None if reason is None else reason.code) == code
    named = [*calendar.days_off, *calendar.worked_days, *calendar.working_holidays]
    assert len({row.day for row in named}) == len(named)


def test_the_last_word_of_a_desk_holds_and_a_day_taken_back_leaves_no_trace() -> None:
    office = an_office_that_said(said(), said(what="worked"), said(what="published"))
    calendar = kyrgyz_calendar()
    assert days_said(office) == ()
    assert office_calendar(calendar, office) == calendar


def test_of_two_sayings_in_one_entry_the_later_holds() -> None:
    office = apply(an_office(), a_fact(100, changed(said(), said(what="published")), ALL))
    assert days_said(office) == ()
    assert len(office.slots[f"day:{WEDNESDAY}"].entries) == 1


def test_a_newer_release_that_confirms_the_day_knows_better_and_local_days_stay() -> None:
    day = date(2026, 1, 8)
    newer = replace(kyrgyz_calendar(), release=2)
    for kind, works in (("extra", False), ("local", True)):
        office = an_office_that_said(said(day, "usual", kind=kind))
        assert office_calendar(kyrgyz_calendar(), office).is_working(day)
        assert office_calendar(newer, office).is_working(day) is works
    unsure = an_office_that_said(said(date(2026, 5, 27), "usual"))
    assert office_calendar(newer, unsure).is_working(date(2026, 5, 27))


def test_the_same_holiday_said_at_two_desks_is_one_and_no_dispute() -> None:
    office = meeting(changed(said()), changed(said()))
    assert not is_disputed(office, WEDNESDAY)
    assert days_said(office) == (said(),)
    assert not is_disputed(office, SATURDAY)


def test_what_two_desks_say_of_different_days_both_holds() -> None:
    office = meeting(changed(said(), said(SATURDAY, "worked")), changed(said(WEDNESDAY + ONE_DAY)))
    assert [one.day.day for one in days_said(office)] == [10, 11, 13]


def test_where_two_desks_differ_the_term_ends_first_until_somebody_says_more() -> None:
    office = meeting(changed(said()), changed(said(what="usual")))
    assert is_disputed(office, WEDNESDAY)
    calendar = office_calendar(kyrgyz_calendar(), office)
    assert calendar.is_working(WEDNESDAY)
    later = apply(office, a_fact(200, changed(said()), ALL))
    assert not is_disputed(later, WEDNESDAY)
    assert not office_calendar(kyrgyz_calendar(), later).is_working(WEDNESDAY)


def test_two_names_for_a_day_off_are_a_day_off_nobody_is_sure_of() -> None:
    other = Bilingual(ky="Айт", ru="Айт")
    one, two = changed(said()), changed(said(name=other))
    there, back = meeting(one, two), meeting(two, one)
    assert days_said(there) == days_said(back)
    assert days_said(there)[0].status == "to_confirm"
    calendar = office_calendar(kyrgyz_calendar(), there)
    assert not calendar.is_working(WEDNESDAY)
    assert not calendar.is_sure(WEDNESDAY)


def test_a_dispute_may_also_be_settled() -> None:
    office = meeting(changed(said()), changed(said(what="usual")))
    kept, dropped = (entry.id for entry in office.slots[f"day:{WEDNESDAY}"].entries)
    settled = DisputeSettled(slot=f"day:{WEDNESDAY}", keeps=kept, drops=(dropped,))
    after = apply(office, a_fact(200, settled, ALL))
    assert days_said(after) == (said(),)
    apart = apply(after, a_fact(201, changed(said(what="worked"))))
    assert is_disputed(apart, WEDNESDAY)
    assert days_said(apart) == (said(what="worked", status="to_confirm"),)


@pytest.mark.parametrize(("first", "second"), [((1, 2, 3), (1, 2, 3, 4)), ((6,), (1,))])
def test_a_week_holds_from_its_day_on_and_of_two_the_one_with_more_work(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    told = [WeekSaid(from_on=WEDNESDAY, week=week) for week in (first, second)]
    office = meeting(*(changed(one) for one in told))
    calendar = office_calendar(kyrgyz_calendar(), office)
    assert calendar.week_on(WEDNESDAY) == max(first, second, key=lambda week: (len(week), week))
    assert calendar.week_on(WEDNESDAY - ONE_DAY) == (1, 2, 3, 4, 5)


def test_weeks_follow_one_another_and_nonsense_is_passed_over() -> None:
    office = an_office_that_said(
        WeekSaid(from_on=date(2026, 7, 1), week=(1, 2, 3, 4, 5)),
        WeekSaid(from_on=date(2026, 6, 1), week=(1, 2, 3, 4, 5, 6)),
        WeekSaid(from_on=date(2026, 8, 1), week=()),
        WeekSaid(from_on=date(2026, 9, 1), week=(0, 9)),
    )
    calendar = office_calendar(kyrgyz_calendar(), office)
    assert calendar.is_working(SATURDAY)
    assert not calendar.is_working(SATURDAY - 14 * ONE_DAY)
    assert not calendar.is_working(date(2026, 7, 4))
    assert calendar.week_on(date(2026, 12, 1)) == (1, 2, 3, 4, 5)
    assert calendar_reference(PUBLISHED, calendar, office) != PUBLISHED


@pytest.mark.parametrize(
    ("told", "week"),
    [
        ("[1,2,3,4,5,6]", (1, 2, 3, 4, 5, 6)),
        ("[]", (1, 2, 3, 4, 5)),
        ("{", (1, 2, 3, 4, 5)),
        ('"\\ud800"', (1, 2, 3, 4, 5)),
    ],
)
def test_the_week_set_without_a_date_holds_where_it_is_one(
    told: str, week: tuple[int, ...]
) -> None:
    office = apply(an_office(), a_fact(100, SettingSet(key="week", value=told), ALL))
    assert office_calendar(kyrgyz_calendar(), office).week_on(WEDNESDAY) == week


@given(any_calendar(), st.lists(any_said, max_size=8), st.randoms())
def test_merging_asks_for_no_order_and_says_nothing_twice(
    calendar: Calendar, told: list[DaySaid], chance: Any
) -> None:
    told = list({one.day: one for one in told}.values())
    mixed = list(told)
    chance.shuffle(mixed)
    merged = with_days(calendar, told)
    assert with_days(calendar, mixed) == merged
    assert with_days(merged, told) == merged
    rows = [*merged.days_off, *merged.worked_days]
    assert len({row.day for row in rows}) == len(rows)


@pytest.mark.parametrize("rows", ["days_off", "worked_days", "neither"])
@pytest.mark.parametrize("day", [VICTORY, VICTORY.replace(day=11)])
def test_a_holiday_struck_out_twice_is_struck_out_once(rows: str, day: date) -> None:
    """The yearly holiday comes back where a row that makes the day a working one is dropped."""
    calendar = replace(
        a_calendar(week=(1, 2, 3, 4, 5, 6)),
        covers_to=date(2025, 12, 31),
        days_off=(a_day_off(day),) if rows == "days_off" else (),
        worked_days=(NamedDay(day=day, name=WORDS),) if rows == "worked_days" else (),
        yearly=(YearlyDay(month=5, day=9, kind="holiday", name=WORDS),),
    )
    once = with_days(calendar, [said(day, "usual")])
    assert once.is_working(day)
    assert with_days(once, [said(day, "usual")]) == once


@given(any_calendar(), st.lists(any_said, max_size=6))
def test_only_the_days_that_are_spoken_of_change(calendar: Calendar, told: list[DaySaid]) -> None:
    first, last = date(2025, 1, 1), date(2027, 12, 31)
    differing = differing_days(calendar, with_days(calendar, told), first, last)
    assert set(differing) <= {one.day for one in told}
    assert differing == sorted(differing)


@given(any_calendar(), st.lists(any_said, min_size=1, max_size=6), any_facts())
def test_days_outside_a_term_move_nothing(
    calendar: Calendar, told: list[DaySaid], facts: TermFacts
) -> None:
    """By this law the lists are asked which cases may move."""
    end = due(facts, calendar)
    if end.is_open_pause or end.on is None:
        return
    first = first_counted_on(facts)
    outside = [one for one in told if not first <= one.day <= end.on]
    assert due(facts, with_days(calendar, outside)).on == end.on


@given(any_calendar(), st.sets(any_day, min_size=1, max_size=5), any_facts(may_be_open=False))
def test_days_off_added_together_never_end_a_term_earlier(
    calendar: Calendar, days: set[date], facts: TermFacts
) -> None:
    before = due_on(facts, calendar)
    after = due_on(facts, with_days(calendar, [said(day, kind="local") for day in days]))
    assert before is not None
    assert after is not None
    assert after >= before


def test_equal_sayings_name_an_equal_calendar_on_every_desk() -> None:
    one, two = changed(said()), changed(said(SATURDAY, "worked"))
    names = set()
    for office in (meeting(one, two), meeting(two, one)):
        names.add(calendar_reference(PUBLISHED, office_calendar(a_calendar(), office), office))
    assert len(names) == 1
    assert PUBLISHED not in names
