"""What is due on a case, whose it is, and where it stands."""

from datetime import date
from typing import Any

import msgspec
import pytest
from builders import (
    ASANOV,
    BEKOVA,
    CLERK,
    MONDAY,
    OFFICE_ID,
    OTHER_OFFICE,
    PACK,
    a_fact,
    a_registered_case,
    a_registration,
    an_office,
    reference,
    references,
    with_more,
)
from hypothesis import given
from hypothesis import strategies as st
from terms import WORDS, a_calendar, a_rule, any_calendar

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.deadlines import Holder
from akimat_desk.domain.duties import (
    Dates,
    References,
    dates,
    open_pause,
    own_start,
    responsible,
    stage,
    term_facts,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.office_events import RuleLengthEntered
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.rules_applied import applied_rule
from akimat_desk.domain.slots import DisputeSettled


def on(day: int) -> date:
    return date(2026, 6, day)


def a_pack(*rules: Rule) -> RulePack:
    return RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=rules or (a_rule(),))


def plain_references(*rules: Rule) -> References:
    return references(a_pack(*rules), calendar=a_calendar())


def paused(day: int, ground: str = "", waits_for: str = "applicant", **changes: Any) -> Event:
    return events.ClockPaused(
        from_on=on(day), category="court", ground=ground, waits_for=waits_for, **changes
    )


def resumed(day: int) -> Event:
    return events.ClockResumed(on=on(day))


def longer(days: int, day: int = 2) -> Event:
    return events.TermExtended(days=days, granted_on=on(day), ground="")


def control(day: int, name: str = "a", body: str = "Өкмөт") -> Event:
    return events.ControlSet(control=name, body=body, due_on=on(day), number="15")


def prolonged(day: int, name: str = "a") -> Event:
    return events.ControlProlonged(
        control=name, due_on=on(day), letter_number="16", letter_dated_on=on(2)
    )


def reported(name: str = "a") -> Event:
    return events.ControlReported(control=name, reported_on=on(10))


def lifted(name: str = "a") -> Event:
    return events.ControlLifted(control=name, lifted_on=on(10), by="Өкмөт", ground="кат")


def assigned(staff: str = ASANOV, internal: int | None = None, question: int = 0) -> Event:
    return events.ExecutorAssigned(
        executor=staff, internal_on=internal and on(internal), question=question
    )


def apart(*told: Event, before: tuple[Event, ...] = ()) -> Case:
    """Each said without knowledge of the others, after `before`."""
    case = a_registered_case(*before)
    seen = range(1, len(before) + 2)
    for number, event in enumerate(told, start=len(before) + 2):
        case = apply(case, a_fact(number, event, seen))
    return case


def settle(case: Case, slot: str, keeps: int, *drops: int) -> Case:
    return with_more(
        case,
        DisputeSettled(
            slot=slot,
            keeps=reference(keeps),
            drops=tuple(reference(drop) for drop in drops),
        ),
    )


def due(case: Case, office: Office | None = None, **changes: Any) -> Dates:
    office_id = changes.pop("office_id", OFFICE_ID)
    known = changes.pop("references", None) or plain_references()
    return dates(case, office or an_office(), office_id, known, **changes)


def told(found: Dates) -> list[tuple[str, date | None, bool]]:
    return [(duty.kind, duty.due_on, duty.is_open) for duty in found.duties]


def test_the_statutory_term_is_fourteen_working_days() -> None:
    found = due(a_registered_case())
    assert told(found) == [("statutory", on(19), True)]
    assert found.next is not None
    assert found.next.due_on == on(19)


def test_of_three_duties_the_earliest_is_next_and_none_replaces_another() -> None:
    case = a_registered_case(control(15), assigned(internal=10))
    found = due(case)
    assert told(found) == [
        ("statutory", on(19), True),
        ("control", on(15), True),
        ("internal", on(10), True),
    ]
    assert found.next is not None
    assert found.next.kind == "internal"
    assert [duty.number for duty in found.of_kind("control")] == ["15"]


def test_prolonging_a_control_leaves_the_statutory_date() -> None:
    found = due(a_registered_case(control(15), prolonged(29)))
    assert told(found) == [("statutory", on(19), True), ("control", on(29), True)]


@pytest.mark.parametrize("end", [reported(), lifted()], ids=["reported", "lifted"])
def test_a_reported_or_lifted_control_is_no_open_duty(end: Event) -> None:
    found = due(a_registered_case(control(15), end))
    assert told(found)[1] == ("control", on(15), False)
    assert found.next is not None
    assert found.next.kind == "statutory"


def test_of_a_control_in_dispute_the_earlier_date_holds_and_no_end_ends_it() -> None:
    before = (control(15),)
    assert told(due(apart(prolonged(25), prolonged(22), before=before)))[1][1] == on(22)
    assert told(due(apart(prolonged(25), reported(), before=before)))[1] == (
        "control",
        on(15),
        True,
    )


def test_of_two_controls_under_one_id_the_settled_one_is_the_duty() -> None:
    case = apart(control(15), control(16))
    settled = settle(case, "control:a", 2, 3)
    assert told(due(settled))[1] == ("control", on(15), True)


def test_the_last_internal_date_of_each_question_counts() -> None:
    case = a_registered_case(
        assigned(internal=12), assigned(internal=11), assigned(internal=9, question=1)
    )
    assert told(due(case))[1:] == [("internal", on(11), True), ("internal", on(9), True)]
    assert told(due(a_registered_case(assigned(internal=12), assigned())))[1:] == []


def test_of_internal_dates_in_dispute_the_earliest_holds() -> None:
    case = apart(assigned(ASANOV, 12), assigned(BEKOVA, 10))
    assert told(due(case))[1:] == [("internal", on(10), True)]


def test_an_ended_case_has_no_open_duty() -> None:
    case = a_registered_case(
        control(15), assigned(internal=9), events.CaseClosed(outcome="x", closed_on=on(8))
    )
    found = due(case)
    assert [duty.is_open for duty in found.duties] == [False, False, False]
    assert found.next is None


def test_a_kind_without_a_rule_has_no_statutory_duty() -> None:
    for changes in ({"rule": ""}, {"rule": "unknown"}, {"pack": b"other"}):
        found = due(a_registered_case(control(15), **changes))
        assert found.statutory is found.rule is found.course is None
        assert told(found) == [("control", on(15), True)]


def entered(length: int, rule: str = "appeal") -> Event:
    return RuleLengthEntered(
        rule=rule, length=length, from_on=MONDAY, legal=WORDS, confirmed_by="№ 5"
    )


def test_a_length_the_office_entered_holds_where_the_pack_has_none() -> None:
    rule = a_rule(None)
    none = due(a_registered_case(), references=plain_references(rule))
    assert told(none) == [("statutory", None, True)]
    own = an_office(entered(5))
    assert told(due(a_registered_case(), own, references=plain_references(rule)))[0][1] == on(8)
    assert told(due(a_registered_case(), own))[0][1] == on(19)
    assert applied_rule(own, None, "appeal", MONDAY) is None


def test_a_pause_moves_the_term_and_an_open_one_leaves_it_undated() -> None:
    case = a_registered_case(paused(3))
    found = due(case, today=on(4))
    assert told(found) == [("statutory", None, True)]
    assert found.statutory is not None
    assert found.statutory.is_open_pause
    assert told(due(with_more(case, resumed(10))))[0][1] == on(26)
    assert told(due(with_more(case, resumed(10), longer(2))))[0][1] == on(30)
    assert told(due(a_registered_case(resumed(10))))[0][1] == on(19)


def test_a_pause_that_two_desks_set_alike_is_one_pause() -> None:
    case = apart(paused(3), paused(3))
    assert case.disputes == ()
    assert told(due(case))[0][1] is None
    assert open_pause(case) is not None
    back = with_more(case, resumed(10))
    assert told(due(back))[0][1] == on(26)
    assert term_facts(back, MONDAY, a_rule()).pauses[0].until_on == on(10)


def test_whoever_goes_on_over_two_pauses_ends_both_and_the_shorter_counted() -> None:
    for grounds in (("x", "y"), ("y", "x")):
        case = apart(paused(3, grounds[0]), paused(5, grounds[1]))
        back = with_more(case, resumed(10))
        assert [
            (pause.from_on, pause.until_on) for pause in term_facts(back, MONDAY, a_rule()).pauses
        ] == [(on(5), on(10))]


def test_a_pause_in_dispute_does_not_stop_the_clock() -> None:
    case = apart(paused(3, "x"), paused(3, "y"))
    found = due(case)
    assert told(found) == [("statutory", on(19), True)]
    assert open_pause(case) is None
    assert stage(case) == "registered"
    assert term_facts(case, MONDAY, a_rule()).pauses == ()
    assert told(due(settle(case, "term", 2, 3)))[0][1] is None


def test_of_a_term_in_dispute_the_earliest_date_applies() -> None:
    assert told(due(apart(longer(5), longer(3))))[0][1] == on(19)
    assert told(due(apart(resumed(10), resumed(12), before=(paused(3),))))[0][1] == on(26)
    merged = apart(longer(5), longer(5))
    assert told(due(merged))[0][1] == on(26)


def test_equal_last_words_after_different_ways_are_still_a_dispute() -> None:
    case = a_registered_case()
    case = apply(case, a_fact(2, paused(3), (1,)))
    case = apply(case, a_fact(3, resumed(10), (1, 2)))
    case = apply(case, a_fact(4, longer(5), (1, 2, 3)))
    case = apply(case, a_fact(5, longer(5), (1,)))
    assert case.disputes == ("term",)
    assert told(due(case))[0][1] == on(19)


term_words = st.lists(
    st.one_of(
        st.builds(paused, st.integers(1, 30), st.sampled_from("xy")),
        st.builds(resumed, st.integers(1, 30)),
        st.builds(longer, st.integers(-1, 5), st.integers(1, 30)),
    ),
    max_size=5,
)


@given(term_words, st.data())
def test_no_deadline_lands_on_a_day_off_in_dispute_or_not(
    words: list[Event], data: st.DataObject
) -> None:
    case = a_registered_case()
    for number, word in enumerate(words, start=2):
        seen = data.draw(st.sets(st.integers(2, number - 1))) if number > 2 else set()
        case = apply(case, a_fact(number, word, {1, *seen}))
    calendar = data.draw(any_calendar())
    found = due(case, references=references(a_pack(), calendar=calendar), today=on(12))
    assert found.statutory is not None
    for day in (found.statutory.on, found.statutory.earliest):
        assert day is None or calendar.is_working(day)


def test_which_course_is_explained_does_not_hang_on_the_process() -> None:
    case = apart(longer(3), longer(5), paused(25, "x"))
    courses = [due(case).course for _ in range(3)]
    assert courses[0] == courses[1] == courses[2]
    assert courses[0] is not None
    assert courses[0].extensions == ()


def accepted_by(office: str, day: int = 8) -> Event:
    return events.CaseAccepted(
        office=office,
        number="К7-00001/26-1",
        journal="К",
        mark="7",
        sequence=1,
        year=2026,
        accepted_at=0,
        registered_on=on(day),
        rule="appeal",
        pack=PACK,
        due_on=on(26),
    )


def sent(**changes: Any) -> Event:
    return events.CaseForwarded(
        body="Айыл өкмөтү", forwarded_on=on(5), ground="27-ст.", to_office=OTHER_OFFICE, **changes
    )


def test_a_forwarded_case_has_a_term_of_its_own_where_it_was_accepted() -> None:
    case = a_registered_case(sent(), accepted_by(OTHER_OFFICE))
    there, here = due(case, office_id=OTHER_OFFICE), due(case)
    assert told(there) == [("statutory", on(26), True)]
    assert told(here) == [("statutory", on(19), False)]
    assert own_start(case, OTHER_OFFICE).number == "К7-00001/26-1"
    assert own_start(case, OFFICE_ID).printed_on == a_registration().due_on


def test_a_forwarded_case_stands_differently_at_either_office() -> None:
    closed = events.CaseClosed(outcome="explained", closed_on=on(22))
    case = a_registered_case(sent(), accepted_by(OTHER_OFFICE))
    assert (stage(case, OFFICE_ID), stage(case, OTHER_OFFICE)) == ("forwarded", "registered")
    ended = with_more(case, closed)
    assert (stage(ended, OFFICE_ID), stage(ended, OTHER_OFFICE)) == ("forwarded", "closed")
    back = with_more(case, events.CaseReturned(office=OTHER_OFFICE, returned_on=on(9), reason=""))
    assert (stage(back, OFFICE_ID), stage(back, OTHER_OFFICE)) == ("registered", "forwarded")
    assert stage(with_more(case, events.CaseDecided(outcome="x", decided_on=on(9)))) == "decided"


@pytest.mark.parametrize(
    ("then", "where"),
    [
        ((), "registered"),
        ((assigned(),), "under_consideration"),
        ((paused(3),), "waiting_for_applicant"),
        ((paused(3, waits_for="body"),), "waiting_for_body"),
        ((assigned(), paused(3, waits_for="office")), "under_consideration"),
        ((assigned(), paused(3), longer(2)), "waiting_for_applicant"),
        ((assigned(), paused(3), resumed(5)), "under_consideration"),
        ((events.CaseDecided(outcome="granted", decided_on=MONDAY),), "decided"),
        ((sent(),), "forwarded"),
        ((sent(keeps_control=True),), "registered"),
        ((events.CaseClosed(outcome="granted", closed_on=MONDAY),), "closed"),
        ((events.CaseWithdrawn(withdrawn_on=MONDAY, ground=""),), "withdrawn"),
        ((events.CaseAnnulled(annulled_on=MONDAY, reason=""),), "annulled"),
        (
            (
                events.CaseAnnulled(annulled_on=MONDAY, reason=""),
                events.CaseReopened(reopened_on=MONDAY, ground=""),
            ),
            "registered",
        ),
    ],
)
def test_a_case_stands_where_its_facts_put_it(then: tuple[Event, ...], where: str) -> None:
    assert stage(a_registered_case(*then)) == where


def test_an_end_in_dispute_leaves_the_case_under_consideration() -> None:
    case = apart(
        events.CaseClosed(outcome="x", closed_on=on(3)),
        events.CaseWithdrawn(withdrawn_on=on(3), ground=""),
        before=(assigned(),),
    )
    assert stage(case) == "under_consideration"
    assert told(due(case))[0][2]


def test_who_answers_is_the_named_one_until_somebody_declines_or_desks_disagree() -> None:
    declined = events.HandOverDeclined(executor=BEKOVA, declined_on=MONDAY, reason="эмес")
    accepted = events.HandOverAccepted(executor=BEKOVA, accepted_on=MONDAY)
    assert responsible(a_registered_case(responsible=CLERK)) == CLERK
    assert responsible(a_registered_case(assigned(BEKOVA), responsible=CLERK)) == BEKOVA
    assert responsible(a_registered_case(assigned(BEKOVA), accepted)) == BEKOVA
    assert responsible(a_registered_case(assigned(BEKOVA), declined)) == ""
    assert responsible(apart(assigned(ASANOV), assigned(BEKOVA))) == ""


@pytest.mark.parametrize(
    ("waits_for", "holder"),
    [
        ("applicant", Holder(kind="applicant", name="Сот")),
        ("body", Holder(kind="body", name="Сот")),
        ("office", None),
    ],
)
def test_the_days_of_a_pause_are_whose_it_waits_for(waits_for: str, holder: Holder | None) -> None:
    case = a_registered_case(paused(3, waits_for=waits_for, body="Сот"))
    assert term_facts(case, MONDAY, a_rule()).pauses[0].waits_for == holder


def test_a_duty_says_whether_its_rule_is_confirmed() -> None:
    sure = msgspec.structs.replace(a_rule(), status="confirmed")
    assert not due(a_registered_case(), references=plain_references(sure)).duties[0].to_confirm
    assert due(a_registered_case()).duties[0].to_confirm
