"""What can be done on a case, and what is refused with its reason."""

from datetime import date
from typing import Any

import pytest
from builders import (
    HEAD,
    MONDAY,
    a_registered_case,
    catalogues,
    reference,
    with_more,
)
from deciding import CLOSED, CONTROL, ISSUED, LEAST, PAUSED, SENT_HERE, apart, by_rule, do, refused
from hypothesis import given
from hypothesis import strategies as st
from terms import a_calendar

from akimat_desk.domain import case_events as events
from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.errors import (
    ActUnknown,
    AnswerMissing,
    CaseEnded,
    CaseOpen,
    ControlNotReported,
    DeskError,
    FieldWrong,
    NothingDisputed,
    UnknownRow,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.slots import DisputeSettled


def test_every_action_has_a_shape_and_is_tried_here() -> None:
    assert set(LEAST) == set(ACTIONS)


def test_the_calendar_of_a_situation_is_the_adopted_one() -> None:
    assert by_rule().calendar == a_calendar()


@pytest.mark.parametrize(
    "action",
    sorted(
        set(ACTIONS)
        - {"accept", "decline", "deliver", "note", "notice", "reopen", "settle"}
        - {"report", "lift", "correct", "label", "body-answered", "answer-sent", "file"}
    ),
)
def test_an_ended_case_takes_only_what_an_end_allows(action: str) -> None:
    told = refused(CaseEnded, a_registered_case(CONTROL, CLOSED), action)
    assert told.facts() == {"number": "К1-00042/26-8", "ended_on": "2026-06-01"}


@pytest.mark.parametrize(
    "action", ["note", "notice", "deliver", "report", "lift", "correct", "label", "file"]
)
def test_what_belongs_after_an_end_is_taken(action: str) -> None:
    assert do(a_registered_case(CONTROL, ISSUED, CLOSED), action) is not None


@pytest.mark.parametrize(
    ("action", "wish"),
    [
        ("decline", {"reason": " "}),
        ("pause", {"ground": ""}),
        ("extend", {"ground": ""}),
        ("forward", {"body": ""}),
        ("forward", {"ground": ""}),
        ("request", {"documents": []}),
        ("request", {"documents": [" "]}),
        ("receive", {"papers": [{"title": ""}]}),
        ("deliver", {"way": ""}),
        ("note", {"text": "\n"}),
        ("notice", {"notice": ""}),
        ("withdraw", {"ground": ""}),
        ("annul", {"reason": ""}),
        ("control", {"body": ""}),
        ("prolong", {"letter_number": ""}),
        ("lift", {"by": ""}),
        ("lift", {"ground": ""}),
        ("correct", {"reason": ""}),
        ("correct", {"subject": " "}),
    ],
)
def test_an_empty_word_is_refused_by_its_field(action: str, wish: dict[str, Any]) -> None:
    assigned = events.ExecutorAssigned(executor=HEAD)
    told = refused(FieldWrong, a_registered_case(CONTROL, ISSUED, assigned), action, **wish)
    assert told.reason == "empty"
    assert told.field.split(".")[0] == next(iter(wish))


def test_papers_are_asked_for_and_received() -> None:
    event = do(a_registered_case(), "request", of="body", body="Каттоо", ground="7-ст.")
    assert (event.of, event.requested_on, event.documents) == ("body", MONDAY, ("акт осмотра",))
    received = do(a_registered_case(), "receive", request=event.request)
    assert (received.papers[0].title, received.request) == ("паспорт", event.request)
    assert refused(FieldWrong, a_registered_case(), "request", of="moon").field == "of"


def test_two_desks_that_ask_apart_make_two_requests_and_ask_alike_one() -> None:
    one, two = (do(a_registered_case(), "request", documents=[name]) for name in ("акт", "кат"))
    assert one.request != two.request
    assert one == do(a_registered_case(), "request", documents=["акт"])


def test_an_act_is_delivered_with_its_proof() -> None:
    event = do(a_registered_case(ISSUED), "deliver", delivered_on="2026-06-05", proof="№ 1")
    assert (event.way, event.delivered_on, event.proof) == ("post", date(2026, 6, 5), "№ 1")
    assert do(a_registered_case(ISSUED), "deliver").delivered_on == MONDAY
    assert refused(ActUnknown, a_registered_case(), "deliver").act == "a1"


def test_remarks_and_notices_are_kept_as_they_are_told() -> None:
    assert do(a_registered_case(), "note").text == "эскертүү"
    event = do(a_registered_case(), "notice", text="узартылды")
    assert (event.notice, event.given_on, event.text) == ("extension", MONDAY, "узартылды")


def test_what_was_decided_is_a_row_of_the_catalogue() -> None:
    event = do(a_registered_case(), "decide", grounds="67-мыйзам")
    assert (event.outcome, event.decided_on, event.grounds) == ("granted", MONDAY, "67-мыйзам")
    refused(UnknownRow, a_registered_case(), "decide", outcome="maybe")


def test_a_case_is_closed_with_its_answer_and_the_date_it_was_due() -> None:
    event = do(a_registered_case(), "close", file_index="01-12", sheets=7)
    assert (event.due_on, event.answer, event.sheets) == (date(2026, 6, 19), "№ 5", 7)
    assert do(a_registered_case(rule=""), "close").due_on is None
    refused(UnknownRow, a_registered_case(), "close", outcome="maybe")
    assert refused(FieldWrong, a_registered_case(), "close", sheets=-1).field == "sheets"


def test_a_case_without_an_answer_is_not_closed() -> None:
    refused(AnswerMissing, a_registered_case(), "close", answer="")
    assert do(a_registered_case(ISSUED), "close", answer="") is not None
    assert do(a_registered_case(), "close", outcome="noted", answer="") is not None


def test_a_case_is_not_closed_while_a_control_awaits_its_report() -> None:
    case = a_registered_case(CONTROL)
    told = refused(ControlNotReported, case, "close")
    assert told.facts() == {"body": "Өкмөт", "due_on": "2026-06-15"}
    assert do(with_more(case, do(case, "report")), "close") is not None
    assert do(with_more(case, do(case, "lift")), "close") is not None


def test_a_case_is_withdrawn_annulled_and_reopened() -> None:
    assert do(a_registered_case(), "withdraw").ground == "арыз"
    assert do(a_registered_case(), "annul").reason == "ката"
    assert do(a_registered_case(CLOSED), "reopen").ground == "сот"
    assert refused(CaseOpen, a_registered_case(), "reopen").number == "К1-00042/26-8"
    assert refused(FieldWrong, a_registered_case(CLOSED), "reopen", ground="").field == "ground"


def test_a_dispute_is_settled_by_naming_what_holds() -> None:
    other = events.ClockPaused(from_on=MONDAY, category="court", ground="суд")
    case = apart(PAUSED, other)
    event = do(case, "settle", keeps=reference(3).hex())
    assert event == DisputeSettled(
        slot="term", keeps=reference(3), drops=(reference(2),), reason="акт"
    )
    settled = with_more(case, event)
    assert settled.disputes == ()
    assert do(settled, "resume") is not None
    for slot, keeps in (("term", reference(9)), ("outcome", reference(3))):
        refused(NothingDisputed, case, "settle", slot=slot, keeps=keeps.hex())
    refused(NothingDisputed, settled, "settle", keeps=reference(3).hex())
    told = refused(FieldWrong, case, "settle", keeps=reference(3).hex(), reason="")
    assert told.field == "reason"


def test_descriptive_fields_are_corrected_with_a_reason() -> None:
    case = a_registered_case()
    event = do(
        case,
        "correct",
        topic="land",
        service=catalogues().services.rows[0].id,
        applicant={"organisation": {"name": "Дыйкан"}},
    )
    assert (event.subject, event.topic, event.reason) == ("Суу", "land", "ката")
    assert with_more(case, event).applicant.name == "Дыйкан"
    refused(UnknownRow, case, "correct", topic="moon")
    refused(UnknownRow, case, "correct", service="moon")
    assert refused(FieldWrong, case, "correct", subject=None).reason == "nothing_to_correct"
    assert refused(FieldWrong, case, "correct", sheets=-1).field == "sheets"
    assert refused(FieldWrong, case, "correct", signatories=-1).field == "signatories"


@pytest.mark.parametrize("applicant", [{}, {"person": {"surname": "", "given": "А"}}])
def test_no_correction_empties_the_applicant(applicant: dict[str, Any]) -> None:
    told = refused(FieldWrong, a_registered_case(), "correct", applicant=applicant)
    assert told.field.startswith("applicant")


any_wish = st.dictionaries(
    st.sampled_from(sorted({key for wish in LEAST.values() for key in wish})),
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(["x"]),
    max_size=3,
)
some_pasts = st.lists(
    st.sampled_from([CLOSED, PAUSED, CONTROL, ISSUED, SENT_HERE]), max_size=4, unique=True
)


@given(st.sampled_from(sorted(ACTIONS)), any_wish, some_pasts, st.booleans())
def test_a_wish_becomes_a_fact_that_fits_the_case_or_a_refusal(
    action: str, wish: dict[str, Any], past: list[Event], is_apart: bool
) -> None:
    case = apart(*past) if is_apart else a_registered_case(*past)
    try:
        event = do(case, action, **wish)
    except DeskError:
        return
    after = with_more(case, event)
    assert after.set_aside == case.set_aside
