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
    with_more,
)
from deciding import CONTROL, SENT_HERE, by_rule, do, refused

from akimat_desk.domain import case_events as events
from akimat_desk.domain.errors import (
    CaseEnded,
    DateOutOfPlace,
    ExecutorIsAccused,
    FieldWrong,
    InternalTooLate,
    NotAllowed,
    NothingToAccept,
    StaffUnknown,
)
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
