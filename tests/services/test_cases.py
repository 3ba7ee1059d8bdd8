"""Cards, lists and actions of an open desk."""

from datetime import date

import pytest
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import (
    ActionUnknown,
    CaseEnded,
    ControlNotReported,
    FieldWrong,
    InternalTooLate,
    NotAllowed,
)
from akimat_desk.domain.numbering import NumberUnknown, NumberUnreadable

DAY = 24 * 3600 * 1000


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        yield found


def a_case(desk, place: int = 0, **changes) -> str:
    return desk.cases.find(desk.registration.register(a_complaint(place, **changes)).number)


def controlled(on: str) -> dict:
    return {"came_through": {"body": "Өкмөт", "control_on": on}}


def test_the_list_stands_by_the_earliest_of_all_duties(desk):
    far, plain = a_case(desk, 1, **controlled("2027-03-01")), a_case(desk, 2)
    near, internal = a_case(desk, 3, **controlled("2026-11-27")), a_case(desk, 4)
    desk.cases.do(internal, "assign", {"executor": "mamyt", "internal_on": "2026-11-25"})
    ended = a_case(desk, 5)
    desk.cases.do(ended, "withdraw", {"ground": "арыз ээси кайтарып алды"})
    page = desk.cases.page(desk.cases.filter_of())
    shown = [(row.stream.hex(), row.next_kind) for row in page.rows]
    wanted = [(internal, "internal"), (near, "control"), (far, "statutory"), (plain, "statutory"),
              (ended, "")]  # fmt: skip
    assert shown == [(case.replace("-", ""), kind) for case, kind in wanted]


def test_what_was_done_is_in_the_list_the_card_and_the_history_at_once(desk):
    case = a_case(desk)
    desk.cases.do(case, "assign", {"executor": "mamyt"})
    mamyt = desk.office.now.find_login("mamyt").id
    (row,) = desk.cases.page(desk.cases.filter_of(responsible=mamyt)).rows
    assert (row.stage, desk.cases.open(case).stage) == ("under_consideration",) * 2
    assert [line.type for line in desk.cases.history(case)] == [
        "CaseRegistered",
        "ExecutorAssigned",
    ]


def test_due_filters_know_today(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock) as desk:
        for place, on in enumerate(("2026-11-23", "2026-11-25", "2026-12-05")):
            a_case(desk, place, **controlled(on))
        names = ("overdue", "today", "soon")

        def found() -> list[int]:
            return [len(desk.cases.page(desk.cases.filter_of(due)).rows) for due in names]

        assert found() == [0, 1, 1]
        assert [desk.cases.counts()[name] for name in names] == [0, 1, 1]
        clock.turn(DAY)
        assert found() == [1, 0, 1]
        clock.turn(DAY)
        assert found() == [1, 1, 0]
        assert [desk.cases.counts()[name] for name in names] == [1, 1, 0]


def test_a_refused_action_writes_nothing(desk):
    case = a_case(desk, 1, **controlled("2026-11-27"))
    entries = desk.integrity.verify().entries
    for action, wish, refusal in (
        ("fly", {}, ActionUnknown),
        ("assign", {"executor": "mamyt", "internal_on": "2026-11-28"}, InternalTooLate),
        ("assign", {"executor": "mamyt", "internal_on": "2026-02-30"}, FieldWrong),
        ("assign", {}, FieldWrong),
        ("close", {"outcome": "confirmed", "answer": "№ 1"}, (ControlNotReported, Exception)),
        ("note", {"text": "  "}, FieldWrong),
    ):
        with pytest.raises(refusal):
            desk.cases.do(case, action, wish)
    assert desk.integrity.verify().entries == entries


def test_what_the_role_does_not_allow_is_refused_and_not_written(desk):
    case = a_case(desk)
    entries = desk.integrity.verify().entries
    desk.core.actor = desk.office.now.find_login("asanova")
    with pytest.raises(NotAllowed):
        desk.cases.do(case, "reopen", {"ground": "жаңы жагдай"})
    with pytest.raises(NotAllowed):
        desk.integrity.rebuild()
    assert desk.integrity.verify().entries == entries


def test_an_ended_case_takes_no_further_action(desk):
    case = a_case(desk)
    desk.cases.do(case, "withdraw", {"ground": "кайтарып алды"})
    with pytest.raises(CaseEnded):
        desk.cases.do(case, "assign", {"executor": "mamyt"})
    assert desk.cases.open(case).case.ended_on == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["", " ", "-", "К", "K1", "№", "🐎", "'", "\0"])
def test_what_is_no_number_is_told_so(desk, typed):
    with pytest.raises(NumberUnreadable):
        desk.cases.find(typed)


def test_a_number_mistyped_in_one_digit_is_noticed_by_its_check_digit(desk):
    number = desk.registration.register(a_complaint()).number
    for place in (7, 9, 10):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        with pytest.raises(NumberUnreadable) as refused:
            desk.cases.find(wrong)
        assert refused.value.reason == "check_digit"


def test_an_id_that_is_no_case_is_unknown(desk):
    with pytest.raises(NumberUnknown):
        desk.cases.open("00000000-0000-0000-0000-000000000000")
