"""Control by a higher body or head."""

from datetime import date

from builders import (
    MONDAY,
    a_registered_case,
)
from deciding import CONTROL, apart, do, refused

from akimat_desk.domain.errors import (
    ControlUnknown,
    DateOutOfPlace,
)


def test_a_control_is_set_moved_by_a_letter_reported_and_lifted() -> None:
    event = do(a_registered_case(), "control", number="15", dated_on="2026-05-30")
    assert (event.due_on, event.report_to) == (date(2026, 6, 15), "Өкмөт")
    case = a_registered_case(CONTROL)
    assert do(case, "prolong").due_on == date(2026, 6, 29)
    assert do(case, "report", number="8").number == "8"
    assert do(case, "lift").by == "Өкмөт"
    for action in ("prolong", "report", "lift"):
        assert refused(ControlUnknown, a_registered_case(), action).control == "a"


def test_a_control_date_before_its_letter_makes_no_sense() -> None:
    told = refused(DateOutOfPlace, a_registered_case(), "control", dated_on="2026-06-16")
    assert told.earliest == date(2026, 6, 16)
    told = refused(DateOutOfPlace, a_registered_case(), "control", due_on="2026-05-31")
    assert told.earliest == MONDAY
    told = refused(
        DateOutOfPlace, a_registered_case(CONTROL), "prolong", letter_dated_on="2026-06-30"
    )
    assert told.earliest == date(2026, 6, 30)


def test_two_desks_that_set_two_controls_apart_lose_neither() -> None:
    one = do(a_registered_case(), "control", body="Өкмөт")
    two = do(a_registered_case(), "control", body="Прокуратура")
    case = apart(one, two)
    assert case.disputes == ()
    assert len(case.keys("control:")) == 2
    alike = apart(one, do(a_registered_case(), "control", body="Өкмөт"))
    assert (alike.disputes, len(alike.keys("control:"))) == ((), 1)
