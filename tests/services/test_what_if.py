"""The clock of a case and what if: read from a real workspace, and nothing is written."""

from datetime import date

import pytest
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong, RuleLengthMissing, StaffUnknown, UnknownKeys
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import DayTold, Proposal

DAY = 86_400_000
WORDS = Bilingual(ky="Күз", ru="Осень")
# Registered on Monday, 23 November 2026.
BY_LAW = date(2026, 12, 11)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        found.office.hold_post("head", "admin")
        yield found


@pytest.fixture
def case(desk) -> str:
    return desk.registration.register(a_complaint(0)).case


def statutory(outlook) -> date | None:
    return outlook.dates.statutory.earliest


def test_a_pause_that_was_supposed_and_then_made_gives_the_same_date(desk, clock, case):
    found = desk.what_if.of(case, {"pause_from": "2026-11-23", "pause_until": "2026-11-26"})
    assert statutory(found.now) == BY_LAW
    entries = desk.integrity.verify().entries
    desk.cases.do(case, "pause", {"category": "court", "ground": "сот"})
    clock.turn(3 * DAY)
    desk.cases.do(case, "resume", {})
    assert desk.integrity.verify().entries == entries + 2
    duty = desk.cases.explain(case).duties[0]
    assert duty.due_on == statutory(found.then) == date(2026, 12, 15)


def test_a_day_off_that_was_supposed_and_then_adopted_gives_the_same_date(desk, case):
    found = desk.what_if.of(case, {"day_off": "2026-11-30"})
    row = DayTold(day=date(2026, 11, 30), kind="extra", name=WORDS)
    desk.calendars.adopt(Proposal(days=(row,)))
    assert desk.cases.explain(case).duties[0].due_on == statutory(found.then)


def test_an_extension_is_foreseen_also_while_nobody_entered_its_length(desk, case):
    found = desk.what_if.of(case, {"extend": 5})
    assert isinstance(found.refused, RuleLengthMissing)
    assert statutory(found.then) == date(2026, 12, 18)
    desk.office.enter_rule_length("appeal-extension", 10, WORDS, "№ 5")
    assert desk.what_if.of(case, {"extend": 5}).refused is None
    desk.cases.do(case, "extend", {"days": 5, "ground": "экспертиза"})
    assert desk.cases.explain(case).duties[0].due_on == date(2026, 12, 18)


def test_another_executor_has_the_days_from_the_day_after(desk, case):
    found = desk.what_if.of(case, {"executor": "mamyt", "executor_on": "2026-11-27"})
    last = found.then.runs[-1]
    assert (last.holder.name, last.first_on, last.last_on) == (
        "Мамытова А.",
        date(2026, 11, 30),
        BY_LAW,
    )
    assert sum(run.days for run in found.then.runs) == sum(run.days for run in found.now.runs) == 14


@pytest.mark.parametrize(
    ("told", "refusal"),
    [({}, FieldWrong), ({"fly": 1}, UnknownKeys), ({"executor": "ghost"}, StaffUnknown)],
)
def test_what_cannot_be_supposed_is_refused_and_nothing_is_written(desk, case, told, refusal):
    entries = desk.integrity.verify().entries
    with pytest.raises(refusal):
        desk.what_if.of(case, told)
    assert desk.integrity.verify().entries == entries


def test_the_ledger_tells_pauses_hand_overs_and_what_the_calendar_moved(desk, clock, case):
    desk.cases.do(case, "pause", {"category": "court", "ground": "сот"})
    clock.turn(2 * DAY)
    desk.cases.do(case, "resume", {})
    desk.cases.do(case, "assign", {"executor": "mamyt"})
    clock.turn(DAY)
    row = DayTold(day=date(2026, 11, 30), kind="extra", name=WORDS)
    adopted = desk.calendars.adopt(Proposal(days=(row,)))
    clock.turn(DAY)
    found = desk.case_clock.of(case)
    assert [(one.kind, one.first_on.day, one.last_on.day) for one in found.ledger.spans] == [
        ("paused", 23, 24),
        ("running", 25, 15),
    ]
    assert found.names[found.ledger.spans[0].by] == desk.office.me.short_name
    assert [mark.kind for mark in found.ledger.marks] == ["registered", "handed", "calendar"]
    moved = found.ledger.marks[-1]
    assert (moved.number, moved.before, moved.after) == (
        adopted.change,
        date(2026, 12, 14),
        date(2026, 12, 15),
    )
    held = [one.days for span in found.ledger.spans for one in span.held]
    assert sum(held) == len(found.explained.bookings) == 4


def test_a_case_that_was_forwarded_and_opened_again_has_both_in_its_ledger(desk, clock, case):
    desk.cases.do(case, "forward", {"body": "Айыл өкмөтү", "ground": "27-ст."})
    clock.turn(2 * DAY)
    desk.cases.do(case, "reopen", {"ground": "кайра келди"})
    found = desk.case_clock.of(case)
    assert [one.kind for one in found.ledger.spans] == ["running", "forwarded", "running"]
    assert [one.kind for one in found.ledger.marks] == ["registered", "forwarded", "reopened"]
    # Opened again the case is due when it was: no entry but a pause or an extension moves it.
    assert found.explained.duties[0].due_on == BY_LAW


def test_a_withdrawn_case_ends_its_ledger_and_has_no_open_duty(desk, clock, case):
    clock.turn(3 * DAY)
    desk.cases.do(case, "withdraw", {"ground": "арыз"})
    clock.turn(9 * DAY)
    found = desk.case_clock.of(case)
    (span,) = found.ledger.spans
    assert (span.kind, span.last_on, span.working) == ("running", date(2026, 11, 26), 3)
    assert not any(duty.is_open for duty in found.explained.duties)
