"""What moves a term and by how much, and what never does."""

from datetime import date, timedelta
from typing import Any

import msgspec
from builders import MONDAY, a_registered_case, an_office, references, with_more
from happenings import few_texts, some_days, structs
from hypothesis import assume, given
from hypothesis import strategies as st
from terms import WORDS, a_calendar, a_rule, any_calendar, any_day, some_facts

from akimat_desk.domain import case_events as events
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.case_events import CASE_EVENTS
from akimat_desk.domain.cases import Case
from akimat_desk.domain.deadlines import Pause, TermFacts
from akimat_desk.domain.duties import Dates, dates
from akimat_desk.domain.explanations import explain
from akimat_desk.domain.list_events import LIST_EVENTS
from akimat_desk.domain.rules import RulePack

DAY = timedelta(days=1)
# What the term hangs on: its start, its course, and where it runs.
_OF_THE_TERM = (
    events.CaseRegistered,
    events.CaseAccepted,
    events.ClockPaused,
    events.ClockResumed,
    events.TermExtended,
)
EDITS = [kind for kind in (*CASE_EVENTS, *LIST_EVENTS) if kind not in _OF_THE_TERM]
any_edits = st.lists(
    st.one_of(*(structs(kind, few_texts, some_days) for kind in EDITS)), min_size=1, max_size=6
)
any_course = st.lists(
    st.one_of(
        structs(events.ClockPaused, few_texts, some_days),
        structs(events.ClockResumed, few_texts, some_days),
        st.builds(
            events.TermExtended,
            days=st.integers(1, 20),
            granted_on=some_days,
            ground=few_texts,
        ),
    ),
    max_size=4,
)


def last_counted(facts: TermFacts, calendar: Calendar) -> date:
    """The date before landing."""
    counted = [line.day for line in explain(facts, calendar).lines if line.is_counted]
    return counted[-1]


@given(any_calendar(), any_day, st.integers(1, 40), st.sampled_from(["working", "calendar"]),
       st.sampled_from(["day_of", "day_after"]), st.data())  # fmt: skip
def test_a_pause_of_n_counted_days_moves_the_date_before_landing_by_exactly_n(
    calendar: Calendar, started_on: date, length: int, unit: Any, start: Any, data: st.DataObject
) -> None:
    facts = some_facts(started_on, rule=a_rule(length, unit=unit, start=start))
    before = last_counted(facts, calendar)
    begun = data.draw(st.dates(min(started_on + DAY, before), before))
    until = begun + data.draw(st.integers(0, 60)) * DAY
    paused = msgspec.structs.replace(facts, pauses=(Pause(from_on=begun, until_on=until),))
    after = last_counted(paused, calendar)

    def counted(since: date, upto: date) -> int:
        """Days d with since < d <= upto that the rule counts."""
        return (upto - since).days if unit == "calendar" else calendar.working_days(since, upto)

    assert counted(before, after) == counted(begun - DAY, until - DAY)


def due_of(case: Case) -> Dates:
    pack = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=(a_rule(),))
    known = references(pack, calendar=a_calendar())
    return dates(case, an_office(), "41706242000000-district-1", known, MONDAY)


@given(any_course, any_edits, st.randoms(use_true_random=False))
def test_no_edit_moves_a_term(course: list[Any], edits: list[Any], chance: Any) -> None:
    plain = due_of(a_registered_case(*course))
    told = list(course)
    for edit in edits:
        told.insert(chance.randrange(len(told) + 1), edit)
    edited = due_of(a_registered_case(*told))
    assert edited.course == plain.course
    assert edited.statutory == plain.statutory


@given(any_course, st.lists(some_days, min_size=1, max_size=3))
def test_controls_and_internal_dates_leave_the_statutory_date(
    course: list[Any], days: list[date]
) -> None:
    case = a_registered_case(*course)
    before = due_of(case).statutory
    assume(before is not None)
    told: list[Any] = [events.ControlSet(control="a", body="Өкмөт", due_on=days[0])]
    told += [
        events.ControlProlonged(control="a", due_on=day, letter_number="1", letter_dated_on=day)
        for day in days
    ]
    told += [events.ExecutorAssigned(executor="", internal_on=day) for day in days]
    assert due_of(with_more(case, *told)).statutory == before
