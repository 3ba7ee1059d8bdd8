"""The term bar as data: one cell a day, and where the duties end."""

from datetime import date, timedelta
from functools import partial

from builders import ASANOV, MONDAY, OFFICE_ID, a_registered_case, an_office, references
from hypothesis import given
from hypothesis import strategies as st
from terms import WORDS, a_calendar, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.bookings import bookings
from akimat_desk.domain.duties import dates, term_facts
from akimat_desk.domain.facts import Event
from akimat_desk.domain.holdings import head_on, holdings
from akimat_desk.domain.rules import RulePack
from akimat_desk.domain.term_bars import LONGEST, HeldBy, StopKind, TermBar, term_bar

PACK = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=(a_rule(),))
ASSIGNED = events.ExecutorAssigned(executor=ASANOV)


def on(day: int) -> date:
    return date(2026, 6, day)


def paused(day: int) -> Event:
    return events.ClockPaused(from_on=on(day), category="court", ground="")


def a_bar(*then: Event, today: date, **changes: object) -> TermBar:
    case, office = a_registered_case(*then, responsible=ASANOV, **changes), an_office()
    known = references(PACK, calendar=a_calendar())
    found = dates(case, office, OFFICE_ID, known, today)
    booked = bookings(
        MONDAY,
        today,
        holdings(case, office, known.calendar),
        term_facts(case, MONDAY, a_rule()).pauses,
        known.calendar,
        partial(head_on, office),
    )
    return term_bar(MONDAY, found, booked, known.calendar, today)


def test_a_bar_reaches_from_registration_to_the_last_duty() -> None:
    control = events.ControlSet(control="a", body="", due_on=on(15))
    bar = a_bar(control, today=on(5))
    assert [cell.day for cell in bar.cells] == [on(day) for day in range(1, 20)]
    assert [(stop.kind, stop.day) for stop in bar.stops] == [
        (StopKind.STATUTORY, on(19)),
        (StopKind.CONTROL, on(15)),
    ]
    assert [cell.ordinal for cell in bar.cells if cell.ordinal] == list(range(1, 15))
    held = {cell.day.day: cell.holder for cell in bar.cells}
    assert (held[1], held[2], held[6], held[8]) == (
        HeldBy.REGISTRY,
        HeldBy.PERSON,
        HeldBy.DAY_OFF,
        HeldBy.NOBODY,
    )


def test_a_late_case_reaches_to_today_and_no_farther_than_can_be_drawn() -> None:
    assert a_bar(today=on(25)).cells[-1].day == on(25)
    assert len(a_bar(today=MONDAY + timedelta(days=900)).cells) == LONGEST + 1
    assert len(a_bar(today=MONDAY, rule="").cells) == 1


def test_paused_days_are_marked_and_the_applicants() -> None:
    bar = a_bar(paused(3), events.ClockResumed(on=on(5)), today=on(10))
    marked = [cell for cell in bar.cells if cell.is_paused]
    assert [cell.day for cell in marked] == [on(3), on(4)]
    assert {cell.holder for cell in marked} == {HeldBy.APPLICANT}
    assert {cell.ordinal for cell in marked} == {None}


def test_extended_days_are_marked_and_late_ones_are_not() -> None:
    longer = events.TermExtended(days=2, granted_on=on(2), ground="")
    bar = a_bar(longer, today=on(30))
    assert [cell.day for cell in bar.cells if cell.is_extension] == [on(22), on(23)]
    assert not any(cell.is_extension for cell in a_bar(today=on(30)).cells)


@given(st.integers(0, 200), st.integers(1, 30), st.integers(1, 30), st.booleans())
def test_every_day_has_one_cell_and_counted_days_count_up(
    days: int, begun: int, ended: int, has_rule: bool
) -> None:
    then = (paused(begun), events.ClockResumed(on=on(ended)))
    rule = "appeal" if has_rule else ""
    bar = a_bar(*then, today=MONDAY + timedelta(days=days), rule=rule)
    passed = [(cell.day - MONDAY).days for cell in bar.cells]
    assert passed == list(range(len(passed)))
    counted = [cell.ordinal for cell in bar.cells if cell.ordinal is not None]
    assert counted == list(range(1, len(counted) + 1))
