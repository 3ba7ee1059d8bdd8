"""Who acts on a case: named, accepted, declined, sent on, given back."""

from datetime import date

import pytest
from builders import (
    ASANOV,
    BEKOVA,
    HEAD,
    MONDAY,
    OFFICE_ID,
    OTHER_OFFICE,
    a_registered_case,
    an_office,
    reference,
    with_more,
)
from deciding import CLOSED, CONTROL, SENT_HERE, apart, by_rule, do, refused

from akimat_desk.domain import case_events as events
from akimat_desk.domain.errors import (
    CaseEnded,
    DateOutOfPlace,
    DisputeOpen,
    ExecutorIsAccused,
    FieldWrong,
    InternalTooLate,
    NotAllowed,
    NothingToAccept,
    NothingToRelease,
    StaffUnknown,
    UndoTooLate,
)
from akimat_desk.domain.handing_over import undo
from akimat_desk.domain.list_events import CaseLabelled, ExecutorReleased, HandOverUndone
from akimat_desk.domain.office_events import StaffEnded


def test_an_official_is_named_with_a_date_of_their_own() -> None:
    event = do(
        a_registered_case(),
        "assign",
        internal_on="2026-06-15",
        co_executors=["bekova"],
        resolution="Карап чыгуу",
        on_behalf_of="akim",
    )
    assert event == events.ExecutorAssigned(
        executor=ASANOV,
        co_executors=(BEKOVA,),
        internal_on=date(2026, 6, 15),
        resolution="Карап чыгуу",
        assigned_on=date(2026, 6, 1),
        on_behalf_of=HEAD,
    )


@pytest.mark.parametrize("key", ["executor", "on_behalf_of"])
def test_nobody_unknown_is_named(key: str) -> None:
    told = refused(StaffUnknown, a_registered_case(), "assign", **{key: "nobody"})
    assert told.login == "nobody"


def test_nobody_who_left_is_named() -> None:
    office = an_office(StaffEnded(staff=ASANOV, ended_on=date(2026, 5, 31)))
    refused(StaffUnknown, a_registered_case(), "assign", by_rule(office=office))


@pytest.mark.parametrize(
    "against", ["асанов", "Асанов Азамат Токтогулович", " ASANOV ", "Асанов А. Т."]
)
def test_a_complaint_does_not_go_to_the_one_it_is_about(against: str) -> None:
    case = a_registered_case(against=against)
    assert refused(ExecutorIsAccused, case, "assign").login == "asanov"
    assert do(case, "assign", executor="bekova").executor == BEKOVA


def test_a_question_is_named_by_its_place() -> None:
    case = a_registered_case(questions=("бир", "эки"))
    assert do(case, "assign", question=2).question == 2
    assert do(a_registered_case(), "assign", question=1).question == 1
    for place in (-1, 3):
        assert refused(FieldWrong, case, "assign", question=place).field == "question"


def test_an_internal_date_is_never_later_than_the_other_duties() -> None:
    assert do(a_registered_case(), "assign", internal_on="2026-06-19") is not None
    told = refused(InternalTooLate, a_registered_case(), "assign", internal_on="2026-06-20")
    assert told.latest == date(2026, 6, 19)
    case = a_registered_case(CONTROL)
    told = refused(InternalTooLate, case, "assign", internal_on="2026-06-16")
    assert told.latest == date(2026, 6, 15)
    no_term = a_registered_case(rule="")
    assert do(no_term, "assign", internal_on="2027-01-01") is not None
    told = refused(DateOutOfPlace, no_term, "assign", internal_on="2026-05-31")
    assert told.earliest == MONDAY


def test_a_case_is_accepted_or_declined_by_whom_it_was_handed_to() -> None:
    case = a_registered_case(events.ExecutorAssigned(executor=ASANOV))
    asanov, bekova = by_rule(login="asanov"), by_rule(login="bekova")
    accepted = do(case, "accept", asanov)
    assert accepted == events.HandOverAccepted(executor=ASANOV, accepted_on=MONDAY)
    declined = do(case, "decline", asanov)
    assert declined.reason == "эмес"
    refused(NothingToAccept, case, "accept", bekova)
    refused(NothingToAccept, a_registered_case(), "decline", asanov)
    refused(NothingToAccept, with_more(case, accepted), "accept", asanov)


ASSIGNED = events.ExecutorAssigned(executor=ASANOV)


def test_an_executor_is_released_for_a_reason() -> None:
    case = a_registered_case(ASSIGNED)
    event = do(case, "release", reason=" ооруп калды ")
    assert event == ExecutorReleased(released_on=MONDAY, reason="ооруп калды")
    assert refused(FieldWrong, case, "release", reason=" ").facts() == {
        "field": "reason",
        "reason": "empty",
        "limit": None,
    }
    refused(NothingToRelease, with_more(case, event), "release")
    refused(CaseEnded, with_more(case, CLOSED), "release")


def test_whoever_answers_by_the_table_is_released_too() -> None:
    assert do(a_registered_case(responsible=ASANOV), "release").question == 0
    refused(NothingToRelease, a_registered_case(), "release")
    declined = events.HandOverDeclined(executor=ASANOV, declined_on=MONDAY, reason="эмес")
    refused(NothingToRelease, a_registered_case(ASSIGNED, declined), "release")


def test_a_question_is_released_by_itself() -> None:
    second = events.ExecutorAssigned(executor=BEKOVA, question=2)
    case = a_registered_case(second, questions=("бир", "эки"))
    assert do(case, "release", question=2).question == 2
    assert do(case, "release").question == 0
    refused(NothingToRelease, case, "release", question=1)
    assert refused(FieldWrong, case, "release", question=3).reason == "out_of_range"


def test_a_release_ends_no_dispute_unseen() -> None:
    case = apart(ASSIGNED, events.ExecutorAssigned(executor=BEKOVA))
    assert refused(DisputeOpen, case, "release").slot == "responsible"


def test_the_last_word_alone_is_undone() -> None:
    labelled = CaseLabelled(label="жайыт")
    case = a_registered_case(ASSIGNED, labelled)
    assert undo(case, reference(2), by_rule()) == HandOverUndone(
        undoes=reference(2), undone_on=MONDAY
    )
    assert undo(case, reference(3), by_rule()) == CaseLabelled(label="жайыт", is_on=False)
    accepted = events.HandOverAccepted(executor=ASANOV, accepted_on=MONDAY)
    undone = HandOverUndone(undoes=reference(2), undone_on=MONDAY)
    for then, entry in ((accepted, 2), (accepted, 3), (undone, 2), (undone, 3), (ASSIGNED, 9)):
        with pytest.raises(UndoTooLate):
            undo(a_registered_case(ASSIGNED, then), reference(entry), by_rule())
    with pytest.raises(CaseEnded):
        undo(a_registered_case(ASSIGNED, CLOSED), reference(2), by_rule())


def test_a_release_of_all_is_undone_only_where_no_question_went_on() -> None:
    released = ExecutorReleased(released_on=MONDAY, reason="-")
    first = events.ExecutorAssigned(executor=BEKOVA, question=1)
    case = a_registered_case(first, released, questions=("бир", "эки"))
    assert undo(case, reference(3), by_rule()) is not None
    with pytest.raises(UndoTooLate):
        undo(with_more(case, first), reference(3), by_rule())


def test_a_case_goes_on_to_another_body() -> None:
    case = a_registered_case(questions=("бир", "эки"))
    event = do(case, "forward", questions=[2], to_office=OTHER_OFFICE, keeps_control=True)
    assert (event.questions, event.to_office, event.keeps_control) == ((2,), OTHER_OFFICE, True)
    assert refused(FieldWrong, case, "forward", questions=[3]).field == "questions"
    assert refused(FieldWrong, case, "forward", questions=[0]).reason == "out_of_range"
    assert refused(FieldWrong, case, "forward", to_office=OFFICE_ID).reason == "own_office"


def test_only_what_was_forwarded_here_is_given_back() -> None:
    event = do(a_registered_case(SENT_HERE), "return")
    assert event == events.CaseReturned(office=OFFICE_ID, returned_on=MONDAY, reason="бизге эмес")
    refused(NotAllowed, a_registered_case(), "return")
    refused(CaseEnded, a_registered_case(SENT_HERE, event), "return")


def test_a_case_that_was_forwarded_here_is_worked_on_here() -> None:
    case = a_registered_case(SENT_HERE)
    assert do(case, "close").closed_on == MONDAY
    assert do(case, "assign").executor == ASANOV
