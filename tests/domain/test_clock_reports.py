"""The figures of a personal clock."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.clock_reports import CaseClock, Clocks, at_share, summed
from akimat_desk.domain.deadlines import Holder

START = date(2026, 6, 1)
holders = st.builds(
    Holder,
    kind=st.sampled_from(["person", "head", "office", "applicant", "body"]),
    id=st.sampled_from(["a", "b"]),
    name=st.sampled_from(["А", "Б"]),
)
some_days = st.integers(0, 60).map(lambda days: START + timedelta(days=days))


@st.composite
def any_case(draw: st.DrawFn) -> CaseClock:
    days = sorted(draw(st.sets(some_days, max_size=20)))
    ended = draw(st.none() | st.just(days[-1] if days else START))
    return CaseClock(
        booked=tuple(Booking(day=day, holder=draw(holders)) for day in days),
        due_on=draw(st.none() | some_days),
        held_by=None if ended else draw(holders),
        ended_on=ended,
    )


@given(st.lists(any_case(), max_size=8), some_days, st.integers(0, 60))
def test_every_day_of_the_period_is_somebodys_once(
    cases: list[CaseClock], from_on: date, days: int
) -> None:
    until_on = from_on + timedelta(days=days)
    clocks = Clocks(from_on, until_on)
    for case in cases:
        clocks.add(case)
    report = clocks.report()
    within = [b for case in cases for b in case.booked if from_on <= b.day <= until_on]
    assert summed(report.rows) == len(within)
    assert sum(row.held_now for row in report.rows) == sum(c.held_by is not None for c in cases)
    late = sum(
        booking.day > case.due_on
        for case in cases
        if case.due_on is not None
        for booking in case.booked
        if from_on <= booking.day <= until_on
    )
    assert sum(row.overdue for row in report.rows) == late
    for row in report.rows:
        assert 0 <= row.on_time <= row.ended
        assert row.median <= row.nine_tenths <= row.days
        assert (row.on_time_share == 100) == (row.ended > 0 and row.on_time == row.ended)
    assert sum(row.holder.kind == "applicant" for row in report.rows) <= 1


@given(st.lists(st.integers(1, 90), min_size=1, max_size=40), st.integers(1, 100))
def test_so_many_per_cent_lie_at_or_under_the_figure(spans: list[int], percent: int) -> None:
    found = at_share(sorted(spans), percent)
    assert sum(span <= found for span in spans) * 100 >= percent * len(spans)
    assert sum(span < found for span in spans) * 100 < percent * len(spans)


def test_of_no_cases_the_figure_is_nought() -> None:
    assert at_share((), 50) == 0
