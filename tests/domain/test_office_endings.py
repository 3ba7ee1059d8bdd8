"""What ends in an office can be taken back by another fact, and nothing before it is touched."""

from datetime import date, timedelta

from builders import ASANOV, BEKOVA, a_fact, a_member

from akimat_desk.domain import office_events as events
from akimat_desk.domain.facts import Event
from akimat_desk.domain.offices import Office, apply

JUNE = date(2026, 6, 1)
DAY = timedelta(days=1)


def after(*told: Event) -> Office:
    """Each author has seen everything before."""
    office: Office | None = None
    for number, event in enumerate(told):
        office = apply(office, a_fact(number, event, list(range(number))))
    assert office is not None
    return office


def answers(staff: str, from_on: date, topic: str = "") -> Event:
    return events.ResponsibilitySet(staff=staff, from_on=from_on, topic=topic)


def who(office: Office, topic: str, day: date) -> str:
    row = office.answers_for(topic, "", day)
    return "" if row is None else row.staff


def test_whoever_left_and_came_back_works_here() -> None:
    left = events.StaffEnded(staff=ASANOV, ended_on=JUNE)
    back = events.StaffReturned(staff=ASANOV, from_on=JUNE + 5 * DAY)
    office = after(a_member(ASANOV, "asanov", "Асанов", "executor"), left)
    found = office.find_staff(ASANOV)
    assert found is not None
    assert not found.works_on(JUNE + DAY)
    office = after(a_member(ASANOV, "asanov", "Асанов", "executor"), left, back)
    found = office.find_staff(ASANOV)
    assert found is not None
    assert found.ended_on is None
    assert found.works_on(JUNE + DAY)


def test_who_comes_back_can_leave_again() -> None:
    office = after(
        a_member(ASANOV, "asanov", "Асанов", "executor"),
        events.StaffEnded(staff=ASANOV, ended_on=JUNE),
        events.StaffReturned(staff=ASANOV, from_on=JUNE),
        events.StaffEnded(staff=ASANOV, ended_on=JUNE + 9 * DAY),
    )
    found = office.find_staff(ASANOV)
    assert found is not None
    assert found.ended_on == JUNE + 9 * DAY


def test_a_line_that_ended_leaves_its_matter_to_the_line_for_the_rest() -> None:
    ended = events.ResponsibilityEnded(from_on=JUNE + 9 * DAY, topic="land")
    office = after(answers(BEKOVA, JUNE), answers(ASANOV, JUNE, "land"), ended)
    assert who(office, "land", JUNE + 8 * DAY) == ASANOV
    assert who(office, "land", JUNE + 9 * DAY) == BEKOVA


def test_without_a_line_for_the_rest_nobody_answers_for_what_ended() -> None:
    ended = events.ResponsibilityEnded(from_on=JUNE + DAY, topic="land")
    office = after(answers(ASANOV, JUNE, "land"), ended)
    assert who(office, "land", JUNE + DAY) == ""


def test_an_official_named_later_answers_again() -> None:
    ended = events.ResponsibilityEnded(from_on=JUNE, topic="land")
    office = after(answers(ASANOV, JUNE, "land"), ended, answers(BEKOVA, JUNE, "land"))
    assert who(office, "land", JUNE) == BEKOVA
