"""Released and undone: what stands then, on every desk and in every order."""

from datetime import date
from functools import partial
from typing import Any

from builders import (
    ALL,
    ASANOV,
    BEKOVA,
    CLERK,
    MONDAY,
    Stream,
    a_fact,
    a_registered_case,
    a_registration,
    an_office,
    reference,
    references,
)
from builders import OFFICE_ID as HERE
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain import case_events as events
from akimat_desk.domain.bookings import bookings
from akimat_desk.domain.cases import RESPONSIBLE, Case, apply
from akimat_desk.domain.duties import dates, responsible, stage
from akimat_desk.domain.facts import Event
from akimat_desk.domain.holdings import head_on, holdings
from akimat_desk.domain.list_events import ExecutorReleased, HandOverUndone
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.journal.fold import fold

TUESDAY, FRIDAY = date(2026, 6, 2), date(2026, 6, 5)
TO_ASANOV = events.ExecutorAssigned(
    executor=ASANOV, internal_on=date(2026, 6, 10), co_executors=(CLERK,), assigned_on=MONDAY
)
TO_BEKOVA = events.ExecutorAssigned(executor=BEKOVA, assigned_on=TUESDAY)
RELEASED = ExecutorReleased(released_on=TUESDAY, reason="ооруп калды")
days = st.dates(MONDAY, FRIDAY)
staff = st.sampled_from([ASANOV, BEKOVA])
assignments = st.builds(
    events.ExecutorAssigned,
    executor=staff,
    assigned_on=days,
    internal_on=st.none() | days,
    question=st.integers(0, 2),
)
releases = st.builds(
    ExecutorReleased, released_on=days, reason=st.just("-"), question=st.integers(0, 2)
)
pasts = st.lists(
    assignments
    | releases
    | st.builds(events.HandOverAccepted, executor=staff, accepted_on=days)
    | st.builds(events.HandOverDeclined, executor=staff, declined_on=days, reason=st.just("-")),
    max_size=6,
)


def undone(number: int) -> HandOverUndone:
    return HandOverUndone(undoes=reference(number), undone_on=TUESDAY)


def reads(case: Case) -> tuple[Any, ...]:
    """All that anybody derives from who has the case."""
    office = an_office()
    days_of = bookings(
        MONDAY,
        FRIDAY,
        holdings(case, office, references().calendar),
        (),
        references().calendar,
        partial(head_on, office),
    )
    due = dates(case, office, HERE, references())
    entries = [
        [(one.id, one.event) for one in case.slot(key).latest]
        for key in (RESPONSIBLE, f"{RESPONSIBLE}:1", f"{RESPONSIBLE}:2")
    ]
    return responsible(case), stage(case), case.disputes, due.duties, days_of, entries


@given(pasts, assignments | releases)
def test_what_was_undone_has_never_been(past: list[Event], slip: Event) -> None:
    questions = ("бир", "эки")
    before = a_registered_case(*past, questions=questions)
    place = len(past) + 2
    after = a_registered_case(*past, slip, undone(place), questions=questions)
    assert reads(after) == reads(before)
    assert not after.set_aside


@given(pasts, assignments | releases, assignments)
def test_work_goes_on_after_an_undoing_as_if_nothing_had_been(
    past: list[Event], slip: Event, then: Event
) -> None:
    questions = ("бир", "эки")
    without = a_registered_case(*past, then, questions=questions)
    place = len(past) + 2
    after = a_registered_case(*past, slip, undone(place), then, questions=questions)
    assert reads(after)[:5] == reads(without)[:5]


def test_a_released_case_is_nobodys_and_its_days_are_the_heads() -> None:
    case = a_registered_case(TO_ASANOV, RELEASED, responsible=ASANOV)
    assert (responsible(case), stage(case)) == ("", "registered")
    assert not [duty for duty in dates(case, an_office(), HERE, references()).duties
                if duty.kind == "internal"]  # fmt: skip
    booked = reads(case)[4]
    assert [one.holder.kind for one in booked] == ["person", "head", "head", "head"]
    again = a_registered_case(TO_ASANOV, RELEASED, TO_BEKOVA)
    assert (responsible(again), stage(again)) == (BEKOVA, "under_consideration")


def test_a_release_of_the_case_releases_its_questions_and_one_of_a_question_only_that() -> None:
    both = [events.ExecutorAssigned(executor=ASANOV, question=one) for one in (1, 2)]
    whole = a_registered_case(*both, RELEASED, questions=("бир", "эки"))
    assert stage(whole) == "registered"
    assert all(isinstance(whole.slot(f"{RESPONSIBLE}:{n}").held.event, ExecutorReleased)
               for n in (1, 2))  # fmt: skip
    of_one = ExecutorReleased(released_on=TUESDAY, reason="-", question=2)
    part = a_registered_case(*both, of_one, questions=("бир", "эки"))
    assert part.slot(f"{RESPONSIBLE}:1").held.event == both[0]
    assert part.slot(f"{RESPONSIBLE}:2").held.event == of_one


def desks(*told: tuple[Event, tuple[int, ...]]) -> list[Case]:
    """The case as each order of arrival gives it; each event with what its author had seen.

    Entry 0 is the registration.
    """
    stream = Stream()
    stream.write(a_registration(questions=("бир", "эки")))
    for event, seen in told:
        known = [stream.entries[place] for place in seen]
        stream.write(_named_here(event, stream), after=known)
    entries = stream.entries
    return [fold(entries).state, fold(reversed(entries)).state,
            fold([*entries[1::2], *entries[::2]]).state]  # fmt: skip


def _named_here(event: Event, stream: Stream) -> Event:
    if not isinstance(event, HandOverUndone):
        return event
    meant = stream.entries[int.from_bytes(event.undoes, "big")]
    return HandOverUndone(undoes=meant.reference, undone_on=event.undone_on)


def test_who_went_on_from_an_assignment_unaware_of_its_undoing_keeps_it() -> None:
    accepted = events.HandOverAccepted(executor=ASANOV, accepted_on=TUESDAY)
    for case in desks((TO_ASANOV, (0,)), (undone(1), (1,)), (accepted, (1,))):
        assert responsible(case) == ASANOV
        assert not case.disputes
        assert case.slot(RESPONSIBLE).entries[0].event == TO_ASANOV


def test_an_assignment_elsewhere_meets_no_assignment_that_was_undone() -> None:
    for case in desks((TO_ASANOV, (0,)), (TO_BEKOVA, (0,)), (undone(1), (1,))):
        assert responsible(case) == BEKOVA
        assert not case.disputes


def test_two_undoings_of_one_assignment_are_one() -> None:
    for case in desks((TO_ASANOV, (0,)), (undone(1), (1,)), (undone(1), (1,))):
        assert responsible(case) == ""
        assert not case.disputes
        assert not case.slot(RESPONSIBLE).entries


def test_a_release_and_an_assignment_that_did_not_know_of_each_other_are_disputed() -> None:
    for case in desks((TO_ASANOV, (0,)), (RELEASED, (1,)), (TO_BEKOVA, (1,))):
        assert case.disputes == (RESPONSIBLE,)
        assert responsible(case) == ""


def test_an_executor_named_for_a_question_elsewhere_outlives_a_release_that_did_not_know() -> None:
    question = events.ExecutorAssigned(executor=BEKOVA, question=2)
    for case in desks((TO_ASANOV, (0,)), (question, (1,)), (RELEASED, (1,))):
        assert case.slot(f"{RESPONSIBLE}:2").held.event == question
        assert responsible(case) == ""
        assert not case.disputes


@given(st.data())
def test_two_desks_that_hand_over_release_and_undo_agree_in_every_order(
    data: st.DataObject,
) -> None:
    stream = Stream()
    stream.write(a_registration(questions=("бир", "эки")))
    for _ in range(data.draw(st.integers(1, 8))):
        seen = data.draw(st.lists(st.sampled_from(stream.entries), max_size=2))
        meant = st.sampled_from([one.reference for one in stream.entries])
        undoings = st.builds(HandOverUndone, undoes=meant, undone_on=st.just(TUESDAY))
        settled = st.builds(
            DisputeSettled,
            slot=st.just(RESPONSIBLE),
            keeps=meant,
            drops=st.lists(meant, max_size=1).map(tuple),
        )
        event = data.draw(assignments | releases | undoings | settled)
        stream.write(event, after=seen or None)
    arrived = data.draw(st.permutations(stream.entries))
    assert reads(fold(arrived).state) == reads(stream.fold().state)


def test_an_undoing_of_nothing_that_is_here_is_set_aside() -> None:
    case = a_registered_case(undone(9), undone(1))
    assert [one.reason for one in case.set_aside] == ["nothing_to_follow"] * 2


def test_nobody_settles_for_an_undoing() -> None:
    """It is no side of a dispute, and a settlement that names it changes nothing."""
    case = a_registered_case(TO_ASANOV, TO_BEKOVA, undone(3))
    kept = DisputeSettled(slot=RESPONSIBLE, keeps=reference(4), drops=(reference(2),))
    after = apply(case, a_fact(9, kept, ALL))
    assert [one.reason for one in after.set_aside] == ["nothing_to_settle"]
    assert responsible(after) == ASANOV


def test_each_of_many_slips_can_be_undone_one_after_the_other() -> None:
    slips = (TO_ASANOV, RELEASED, TO_BEKOVA)
    case = a_registered_case(*slips, undone(4), undone(3), undone(2))
    assert reads(case) == reads(a_registered_case())
