"""A case under three terms at once: the law's, the controlling body's and the head's own."""

from datetime import date

import pytest
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import ControlNotReported, InternalTooLate
from akimat_desk.domain.term_bars import StopKind
from akimat_desk.services.bars import bar_of

# Registered on Monday, 23 November 2026; no day off but weekends until the year's end.
IN_FOUR, IN_SIX, IN_FOURTEEN = date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 11)
LATER = date(2026, 12, 8)


def stops(desk, case: str) -> list[tuple[StopKind, date]]:
    bar = bar_of(desk.cases.open(case), desk.cases.today())
    return sorted((stop.kind, stop.day) for stop in bar.stops)


def sorted_by(desk, case: str) -> tuple[str, date]:
    row = next(
        row
        for row in desk.cases.page(desk.cases.filter_of()).rows
        if row.stream.hex() == case.replace("-", "")
    )
    return row.next_kind, row.next_on


def test_fourteen_days_by_law_six_by_control_and_four_by_the_head(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock) as desk:
        calendar = desk.terms.calendar()
        days = [calendar.nth_working_day(date(2026, 11, 23), n) for n in (4, 6, 14)]
        assert days == [IN_FOUR, IN_SIX, IN_FOURTEEN]
        through = {"body": "Министрлер Кабинети", "control_on": IN_SIX.isoformat()}
        case = desk.registration.register(a_complaint(1, came_through=through)).case
        with pytest.raises(InternalTooLate):
            desk.cases.do(case, "assign", {"executor": "mamyt", "internal_on": "2026-12-02"})
        desk.cases.do(case, "assign", {"executor": "mamyt", "internal_on": IN_FOUR.isoformat()})

        assert stops(desk, case) == [
            (StopKind.CONTROL, IN_SIX),
            (StopKind.INTERNAL, IN_FOUR),
            (StopKind.STATUTORY, IN_FOURTEEN),
        ]
        assert sorted_by(desk, case) == ("internal", IN_FOUR)

        (control,) = [
            key.removeprefix("control:") for key in desk.cases.open(case).case.keys("control:")
        ]
        letter = {"letter_number": "16-2", "letter_dated_on": "2026-11-25"}
        prolonged = {"control": control, "due_on": LATER.isoformat(), **letter}
        desk.cases.do(case, "prolong", prolonged)
        assert (StopKind.CONTROL, LATER) in stops(desk, case)
        assert (StopKind.STATUTORY, IN_FOURTEEN) in stops(desk, case)

        closing = {"outcome": "explained", "answer": "№ 7"}
        with pytest.raises(ControlNotReported) as refused:
            desk.cases.do(case, "close", closing)
        assert refused.value.code == "control_not_reported"
        desk.cases.do(case, "report", {"control": control})
        desk.cases.do(case, "close", closing)
        assert desk.cases.open(case).stage == "closed"
        assert desk.integrity.verify()
