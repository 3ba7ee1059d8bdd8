"""How a control stands, and which one a letter answers."""

from datetime import date

from builders import MONDAY, a_fact, a_registered_case

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.control_states import controls_of, reported_by


def controlled(*told: events.Event) -> Case:
    """One after the other, each written by somebody who saw those before."""
    case = a_registered_case()
    for number, event in enumerate(told, start=2):
        case = apply(case, a_fact(number, event, tuple(range(1, number))))
    return case


def a_control(name: str, due: date, number: str = "") -> events.ControlSet:
    return events.ControlSet(control=name, body="Облус", due_on=due, number=number)


LIFTED = events.ControlLifted(control="a", lifted_on=date(2026, 6, 20), by="Облус", ground="№ 9")
REPORTED = events.ControlReported(control="a", reported_on=date(2026, 6, 12), number="4")
MOVED = events.ControlProlonged(
    control="a", due_on=date(2026, 6, 29), letter_number="16", letter_dated_on=MONDAY
)


def test_reported_and_later_taken_off_tells_both() -> None:
    (one,) = controls_of(controlled(a_control("a", date(2026, 6, 15)), MOVED, REPORTED, LIFTED))
    assert (one.state, one.report, one.prolonged_by) == ("lifted", "4", "16")
    assert (one.first_due_on, one.due_on) == (date(2026, 6, 15), date(2026, 6, 29))
    assert (one.ended_on, one.lifted_on) == (date(2026, 6, 12), date(2026, 6, 20))
    assert (one.lifted_by, one.ground) == ("Облус", "№ 9")


def test_taken_off_without_a_report_ends_with_that_day() -> None:
    (one,) = controls_of(controlled(a_control("a", date(2026, 6, 15)), LIFTED))
    assert (one.state, one.reported_on, one.ended_on) == ("lifted", None, date(2026, 6, 20))


def test_a_letter_answers_the_control_whose_number_it_tells_else_the_earliest() -> None:
    case = controlled(
        a_control("a", date(2026, 6, 15), "7"), a_control("b", date(2026, 6, 10), "12-4")
    )
    told = reported_by(case, ("облус",), "тапшырма № 7")
    assert told is not None
    assert told.id == "a"
    earliest = reported_by(case, ("ОБЛУС",), "")
    assert earliest is not None
    assert earliest.id == "b"
    assert reported_by(case, ("Прокуратура",), "№ 7") is None
