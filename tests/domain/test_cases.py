"""A case as the fold of its facts."""

from datetime import date

import pytest
from builders import ALL, MONDAY, a_case, a_fact, a_registered_case, a_registration, reference
from happenings import any_event
from hypothesis import given
from hypothesis import strategies as st
from vectors import a_sample

from akimat_desk.domain import case_events as events
from akimat_desk.domain import cases
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.facts import Event
from akimat_desk.domain.people import Applicant, Organisation
from akimat_desk.domain.slots import DisputeSettled

NEXT_DAY = date(2026, 6, 2)
CLOSED = events.CaseClosed(outcome="explained", closed_on=NEXT_DAY)
WITHDRAWN = events.CaseWithdrawn(withdrawn_on=MONDAY, ground="арыз")
REOPENED = events.CaseReopened(reopened_on=NEXT_DAY, ground="сот")
HERE, THERE, THIRD = "here-1", "there-1", "third-1"


def sent(to_office: str = THERE, day: date = MONDAY, **changes: object) -> events.CaseForwarded:
    told = {"body": "Айыл өкмөтү", "forwarded_on": day, "ground": "27-ст.", **changes}
    return events.CaseForwarded(to_office=to_office, **told)  # type: ignore[arg-type]


def apart(*told: Event) -> Case:
    """Registered, then each said without knowledge of the others."""
    state: Case = apply(None, a_fact(1, a_registration()))
    for number, event in enumerate(told, start=2):
        state = apply(state, a_fact(number, event, (1,)))
    return state


def reasons(case: Case) -> list[str]:
    return [one.reason for one in case.set_aside]


@given(st.lists(st.tuples(any_event(), st.sets(st.integers(0, 8))), max_size=8))
def test_no_sequence_of_facts_makes_the_fold_or_its_reading_raise(
    told: list[tuple[Event, set[int]]],
) -> None:
    state: Case | None = None
    for number, (event, seen) in enumerate(told):
        state = apply(state, a_fact(number, event, [one for one in seen if one < number]))
    if state is not None and state.opened is not None:
        assert state.applicant == state.field("applicant")
        assert state.ended_on is None or state.ending is not None
        assert state.ended_on_at(HERE) is None or state.ending_at(HERE) is not None
        assert set(state.disputes) <= set(state.slots)


def test_what_comes_before_the_registration_is_set_aside() -> None:
    case = a_case(events.NoteAdded(text="эрте"), a_registration())
    assert reasons(case) == ["not_registered"]
    assert case.registered.subject == a_registration().subject


def test_a_case_that_is_not_registered_here_has_no_registration() -> None:
    with pytest.raises(LookupError):
        _ = Case().registered


def test_a_case_is_registered_once() -> None:
    case = a_registered_case(a_registration(subject="башка"))
    assert reasons(case) == ["registered_twice"]
    assert case.registered.subject == a_registration().subject


def test_of_two_registrations_apart_the_smaller_reference_holds_in_either_order() -> None:
    one, two = a_fact(1, a_registration(subject="1")), a_fact(2, a_registration(subject="2"))
    for order in ((one, two), (two, one)):
        case = apply(apply(None, order[0]), order[1])
        assert case.registered.subject == "1"
        assert [(aside.id, aside.reason) for aside in case.set_aside] == [
            (reference(2), "registered_twice")
        ]


def test_what_is_not_of_a_case_is_set_aside() -> None:
    assert reasons(a_registered_case(events.Event())) == ["not_of_a_case"]


def test_additive_facts_of_several_desks_all_stand() -> None:
    case = apart(events.NoteAdded(text="бир"), events.NoteAdded(text="эки"))
    assert [event.text for _, event in case.each(events.NoteAdded)] == ["бир", "эки"]
    assert case.each(events.DocumentReceived) == ()


@pytest.mark.parametrize(
    "follower",
    [
        events.ControlReported(control="a", reported_on=MONDAY),
        events.ControlLifted(control="a", lifted_on=MONDAY, by="Өкмөт", ground="кат"),
        events.ControlProlonged(
            control="a", due_on=MONDAY, letter_number="1", letter_dated_on=MONDAY
        ),
        events.ActNumbered(
            act="a", number="1", journal="j", sequence=1, year=2026, numbered_on=MONDAY
        ),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_follows_nothing_is_set_aside(follower: Event) -> None:
    assert reasons(a_registered_case(follower)) == ["nothing_to_follow"]
    control = events.ControlSet(control="a", body="Өкмөт", due_on=MONDAY)
    assert reasons(apart(control, follower)) == ["nothing_to_follow"]


def test_a_control_and_its_report_stand_in_one_slot() -> None:
    case = a_registered_case(
        events.ControlSet(control="a", body="Өкмөт", due_on=MONDAY),
        events.ControlReported(control="a", reported_on=MONDAY),
    )
    assert reasons(case) == []
    assert case.keys("control:") == ("control:a",)
    assert len(case.slot("control:a").entries) == 2


def test_corrections_of_different_fields_merge() -> None:
    case = apart(
        events.FieldsCorrected(subject="Суу", reason="ката"),
        events.FieldsCorrected(text="Толук", subject="Суу", reason="башка"),
    )
    assert case.disputes == ()
    assert (case.field("subject"), case.field("text")) == ("Суу", "Толук")
    assert case.field("topic") == case.registered.topic


def test_two_values_for_one_field_are_a_dispute_that_leaves_the_others_alone() -> None:
    case = apart(
        events.FieldsCorrected(subject="Суу", topic="water"),
        events.FieldsCorrected(subject="Жер", topic="water"),
    )
    assert case.disputes == ("field:subject",)
    assert case.field("topic") == "water"
    assert case.field("subject") == "Суу"


def test_a_field_in_dispute_over_two_settlements_can_still_be_read() -> None:
    case = apart(events.FieldsCorrected(subject="Суу"), events.FieldsCorrected(subject="Жер"))
    for number, (keeps, drops) in enumerate(((2, 3), (3, 2)), start=4):
        settled = DisputeSettled(
            slot="field:subject", keeps=reference(keeps), drops=(reference(drops),)
        )
        case = apply(case, a_fact(number, settled, (1, 2, 3)))
    assert case.disputes == ("field:subject",)
    assert case.field("subject") == "Суу"


def test_a_corrected_applicant_reads_as_corrected_and_the_paper_stays() -> None:
    body = Applicant(organisation=Organisation(name="Дыйкан"))
    case = a_registered_case(events.FieldsCorrected(applicant=body))
    assert case.applicant == body
    assert case.registered.applicant != body


def test_a_settlement_of_nothing_is_set_aside() -> None:
    settled = DisputeSettled(slot="term", keeps=reference(1), drops=())
    assert reasons(a_registered_case(settled)) == ["nothing_to_settle"]


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (CLOSED, NEXT_DAY),
        (WITHDRAWN, MONDAY),
        (events.CaseAnnulled(annulled_on=MONDAY, reason="ката"), MONDAY),
        (sent(), MONDAY),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_end_ends_the_case_on_its_day(end: Event, day: date) -> None:
    case = a_registered_case(end)
    assert case.ended_on == day
    assert case.ended_on_at(HERE) == day
    assert a_registered_case(end, REOPENED).ended_on is None
    assert a_registered_case(end, REOPENED).ending_at(HERE) is None


@pytest.mark.parametrize(
    "word",
    [
        events.CaseDecided(outcome="granted", decided_on=MONDAY),
        sent(keeps_control=True),
        sent(questions=(1,)),
    ],
    ids=["decided", "under_control", "in_part"],
)
def test_a_decision_or_a_part_sent_on_leaves_the_case_open(word: Event) -> None:
    case = a_registered_case(word)
    assert case.ended_on is None
    assert case.ending_at(HERE) is None
    assert case.ending_at(THERE) is None


def test_an_end_in_dispute_leaves_the_case_open() -> None:
    case = apart(CLOSED, WITHDRAWN)
    assert case.disputes == (cases.OUTCOME,)
    assert case.ended_on is None
    assert case.ending_at(HERE) is None


def test_a_forwarded_case_is_over_for_the_sender_and_open_where_it_went() -> None:
    case = a_registered_case(sent())
    assert case.ended_on_at(HERE) == MONDAY
    assert case.ended_on_at(THERE) is None


def test_the_receiving_office_closes_its_own_part_alone() -> None:
    case = a_registered_case(sent(), CLOSED)
    assert case.ended_on_at(HERE) == MONDAY
    assert case.ended_on_at(THERE) == NEXT_DAY
    reopened = a_registered_case(sent(), CLOSED, REOPENED)
    assert reopened.ended_on_at(HERE) == MONDAY
    assert reopened.ended_on_at(THERE) is None


def test_a_dispute_at_the_receiving_office_does_not_reopen_the_senders_part() -> None:
    case = apply(apply(None, a_fact(1, a_registration())), a_fact(2, sent(), (1,)))
    for number, event in ((3, CLOSED), (4, WITHDRAWN)):
        case = apply(case, a_fact(number, event, (1, 2)))
    assert case.ended_on_at(HERE) == MONDAY
    assert case.ended_on_at(THERE) is None


def test_a_case_given_back_is_open_again_where_it_came_from() -> None:
    back = events.CaseReturned(office=THERE, returned_on=NEXT_DAY, reason="бизге эмес")
    case = a_registered_case(sent(), back)
    assert case.ended_on is None
    assert case.ended_on_at(HERE) is None
    assert case.ended_on_at(THERE) == NEXT_DAY
    outside = a_registered_case(sent(""), back)
    assert outside.ended_on_at(HERE) is None


def test_a_sender_that_reopens_takes_the_case_back() -> None:
    case = a_registered_case(sent(), REOPENED)
    assert case.ending_at(HERE) is None


def test_a_case_may_travel_on_and_come_home() -> None:
    case = a_registered_case(sent(THERE), sent(THIRD, NEXT_DAY), sent(THERE, NEXT_DAY))
    assert case.ended_on_at(HERE) == MONDAY
    assert case.ended_on_at(THERE) is None
    assert case.ended_on_at(THIRD) == NEXT_DAY


@pytest.mark.parametrize("shape", events.CASE_EVENTS[1:], ids=lambda shape: shape.__name__)
def test_every_type_of_a_cases_events_finds_its_place(shape: type[Event]) -> None:
    state = apply(a_registered_case(), a_fact(9, a_sample(shape), ALL))
    assert reasons(state) in ([], ["nothing_to_follow"])
