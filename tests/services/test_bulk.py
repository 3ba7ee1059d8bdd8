"""Many cases at once: one commit, each case on its own, and all of it undone."""

from datetime import date

import pytest
from services.working_desks import CHEAP, HandClock, a_complaint, a_desk, again

from akimat_desk.domain.errors import (
    CaseEnded,
    FieldWrong,
    NotAllowed,
    StaffUnknown,
    UndoTooLate,
    WorkCancelled,
)
from akimat_desk.services.bulk import UNDO_WITHIN_MS
from akimat_desk.services.cases import explained

DAY = 24 * 3600 * 1000


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def cases(desk, count: int) -> list[str]:
    told = (desk.registration.register(a_complaint(place)).number for place in range(count))
    return [desk.cases.find(number) for number in told]


def whose(desk, case_id: str) -> str:
    found = desk.cases.open(case_id)
    named = desk.office.now.find_staff(found.responsible)
    return "" if named is None else named.login


def written(desk) -> int:
    return desk.integrity.verify().entries


def test_many_cases_are_assigned_in_one_commit(desk):
    three = cases(desk, 3)
    told = []
    before = written(desk)
    done = desk.bulk.assign(three, {"executor": "mamyt"}, report=lambda *far: told.append(far))
    assert [line.id for line in done.done] == three
    assert not done.refused
    assert [whose(desk, case) for case in three] == ["mamyt"] * 3
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert written(desk) == before + 3
    assert [line.entry for line in done.lines] == [
        desk.cases.open(case).last_entry for case in three
    ]


def test_a_refused_case_stops_no_other_and_says_why(desk):
    one, ended, other = cases(desk, 3)
    desk.cases.do(ended, "withdraw", {"ground": "арыз ээси"})
    done = desk.bulk.assign([one, ended, other, one], {"executor": "mamyt"})
    assert [line.id for line in done.done] == [one, other]
    (refused,) = done.refused
    assert isinstance(refused.error, CaseEnded)
    assert refused.number == desk.cases.open(ended).case.registered.number
    unknown = desk.bulk.assign([one, other], {"executor": "nobody"})
    assert [type(line.error) for line in unknown.lines] == [StaffUnknown] * 2


def test_what_is_wrong_with_the_wish_itself_is_refused_before_anything(desk):
    some = cases(desk, 1)
    with pytest.raises(FieldWrong):
        desk.bulk.assign(some, {"executor": 5})
    for label in (" ", "ө" * 61):
        with pytest.raises(FieldWrong):
            desk.bulk.label(some, label)
    with pytest.raises(FieldWrong):
        desk.bulk.release(some, " ")


def test_only_whoever_may_assign_does(desk, tmp_path):
    some = cases(desk, 1)
    desk.office.enable_account("mamyt", "ачкыч сөз 13", CHEAP)
    desk.close()
    theirs = again(tmp_path, login="mamyt", password="ачкыч сөз 13")
    try:
        with pytest.raises(NotAllowed):
            theirs.bulk.release(some, "-")
        assert theirs.bulk.label(some, "жайыт").done
    finally:
        theirs.close()


def test_what_is_stopped_leaves_nothing_behind(desk):
    three = cases(desk, 3)
    before = written(desk)
    told = []
    with pytest.raises(WorkCancelled):
        desk.bulk.assign(
            three,
            {"executor": "mamyt"},
            report=lambda done, _: told.append(done),
            cancelled=lambda: len(told) == 2,
        )
    assert [whose(desk, case) for case in three] == ["tokton"] * 3
    assert written(desk) == before


def test_pressing_twice_does_it_once(desk):
    some = cases(desk, 2)
    first = desk.bulk.release(some, "ооруп калды", token="t1")
    before = written(desk)
    assert desk.bulk.release(some, "ооруп калды", token="t1") == first
    assert written(desk) == before
    assert desk.bulk.release(some, "ооруп калды", token="t2").refused


def test_an_assignment_is_undone_as_if_it_had_not_been(desk, clock):
    case, other = cases(desk, 2)
    desk.cases.do(case, "assign", {"executor": "mamyt", "accepted": True})
    clock.turn(3 * DAY)
    today = desk.cases.today()
    before = explained(desk.cases.open(case), today)
    done = desk.bulk.assign([case, other], {"executor": "tokton", "internal_on": "2026-12-01"})
    assert [whose(desk, one) for one in (case, other)] == ["tokton"] * 2
    clock.turn(9_000)
    back = desk.bulk.undo(done)
    assert len(back.done) == 2
    assert [whose(desk, one) for one in (case, other)] == ["mamyt", "tokton"]
    assert desk.cases.open(other).stage == "registered"
    assert explained(desk.cases.open(case), today) == before
    clock.turn(4 * DAY)
    booked = explained(desk.cases.open(case), desk.cases.today()).bookings
    assert {one.holder.name for one in booked} == {"Мамытова А."}
    assert desk.integrity.verify()


def test_a_released_case_is_in_no_hand_until_the_release_is_undone(desk):
    some = cases(desk, 2)
    desk.bulk.assign(some, {"executor": "mamyt", "internal_on": "2026-11-27"})
    done = desk.bulk.release(some, "отпуск")
    assert {whose(desk, case) for case in some} == {""}
    assert {desk.cases.open(case).stage for case in some} == {"registered"}
    rows = desk.lists.page(desk.lists.filter_from({"stages": ["registered"]})).rows
    assert [row.due_kind for row in rows] == ["statutory"] * 2
    desk.bulk.undo(done)
    assert {whose(desk, case) for case in some} == {"mamyt"}
    rows = desk.lists.page(desk.lists.filter_from({})).rows
    assert [row.due_on for row in rows] == [date(2026, 11, 27)] * 2


def test_what_somebody_went_on_from_is_not_undone(desk):
    one, other = cases(desk, 2)
    done = desk.bulk.assign([one, other], {"executor": "mamyt"})
    desk.cases.do(one, "assign", {"executor": "tokton"})
    back = desk.bulk.undo(done)
    assert [line.id for line in back.done] == [other]
    (refused,) = back.refused
    assert (refused.id, refused.error.code) == (one, "undo_too_late")
    assert whose(desk, one) == "tokton"
    assert all(isinstance(line.error, UndoTooLate) for line in desk.bulk.undo(done).lines)
    assert all(isinstance(line.error, UndoTooLate) for line in desk.bulk.undo(back).lines)


def test_later_it_is_too_late_to_undo(desk, clock):
    (case,) = cases(desk, 1)
    done = desk.bulk.assign([case], {"executor": "mamyt"})
    clock.turn(UNDO_WITHIN_MS + 1)
    assert isinstance(desk.bulk.undo(done).lines[0].error, UndoTooLate)
    with pytest.raises(UndoTooLate):
        desk.bulk.undo_one(case, done.lines[0].entry)
    assert whose(desk, case) == "mamyt"


def test_one_step_on_a_card_is_undone_alike(desk):
    (case,) = cases(desk, 1)
    for action, wish in (
        ("assign", {"executor": "mamyt"}),
        ("release", {"reason": "отпуск"}),
        ("label", {"label": "жайыт"}),
    ):
        before = desk.cases.open(case)
        found = desk.cases.do(case, action, wish)
        after = desk.bulk.undo_one(case, found.last_entry)
        assert (after.stage, after.responsible) == (before.stage, before.responsible)
        with pytest.raises(UndoTooLate):
            desk.bulk.undo_one(case, found.last_entry)
    assert not desk.lists.labels()
    noted = desk.cases.do(case, "note", {"text": "эскертүү"})
    for entry in (noted.last_entry, "00" * 16, "?"):
        with pytest.raises(UndoTooLate):
            desk.bulk.undo_one(case, entry)


def test_a_label_that_is_there_already_is_no_refusal_and_stays_when_undone(desk):
    one, other = cases(desk, 2)
    desk.cases.do(one, "label", {"label": "Жайыт"})
    done = desk.bulk.label([one, other], "жайыт")
    assert [line.id for line in done.done] == [other]
    assert not done.refused
    desk.bulk.undo(done)
    assert [(row.label, row.cases) for row in desk.lists.labels()] == [("Жайыт", 1)]
    off = desk.bulk.label([one, other], "ЖАЙЫТ", is_on=False)
    assert not desk.lists.labels()
    desk.bulk.undo(off)
    assert [row.cases for row in desk.lists.labels()] == [1]
