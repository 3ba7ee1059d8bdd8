"""What can be done on a case, and what is refused with its reason."""

from datetime import date
from typing import Any

import msgspec
import pytest
from builders import (
    ASANOV,
    BEKOVA,
    HEAD,
    MONDAY,
    OFFICE_ID,
    OTHER_OFFICE,
    a_fact,
    a_registered_case,
    a_situation,
    an_office,
    catalogues,
    reference,
    references,
    with_more,
)
from hypothesis import given
from hypothesis import strategies as st
from terms import WORDS, a_calendar, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.actions import ACTIONS, Situation
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.catalogues import PauseGround
from akimat_desk.domain.errors import (
    ActUnknown,
    AlreadyPaused,
    AnswerMissing,
    CaseEnded,
    CaseOpen,
    ControlNotReported,
    ControlUnknown,
    DateOutOfPlace,
    DeskError,
    DisputeOpen,
    ExecutorIsAccused,
    ExtensionTooLong,
    FieldWrong,
    InternalTooLate,
    NotAllowed,
    NothingDisputed,
    NothingToAccept,
    NotPaused,
    RuleLengthMissing,
    StaffUnknown,
    UnknownRow,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.office_events import RuleLengthEntered
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.slots import DisputeSettled

CLOSED = events.CaseClosed(outcome="explained", closed_on=MONDAY)
PAUSED = events.ClockPaused(from_on=MONDAY, category="court", ground="сот")
SENT_HERE = events.CaseForwarded(
    body="Каракол", forwarded_on=MONDAY, ground="27-ст.", to_office=OFFICE_ID
)
ISSUED = events.ActIssued(
    act="a1",
    kind="reply",
    language="ky",
    template="reply-1",
    issued_on=MONDAY,
    digest=b"",
    signatory="Токтогулов",
)
# What each action needs at least.
LEAST: dict[str, dict[str, Any]] = {
    "assign": {"executor": "asanov"},
    "accept": {},
    "decline": {"reason": "эмес"},
    "pause": {"category": "court", "ground": "сот"},
    "resume": {},
    "extend": {"days": 3, "ground": "экспертиза"},
    "forward": {"body": "Айыл өкмөтү", "ground": "27-ст."},
    "return": {"reason": "бизге эмес"},
    "request": {"documents": ["паспорт"]},
    "receive": {"papers": [{"title": "паспорт"}]},
    "decide": {"outcome": "granted"},
    "deliver": {"act": "a1", "way": "post"},
    "note": {"text": "эскертүү"},
    "notice": {"notice": "extension"},
    "close": {"outcome": "explained", "answer": "№ 5"},
    "withdraw": {"ground": "арыз"},
    "annul": {"reason": "ката"},
    "reopen": {"ground": "сот"},
    "settle": {"slot": "term", "keeps": "", "reason": "акт"},
    "control": {"body": "Өкмөт", "due_on": "2026-06-15"},
    "prolong": {
        "control": "a",
        "due_on": "2026-06-29",
        "letter_number": "16",
        "letter_dated_on": "2026-06-10",
    },
    "report": {"control": "a"},
    "lift": {"control": "a", "by": "Өкмөт", "ground": "кат"},
    "correct": {"reason": "ката", "subject": "Суу"},
}
CONTROL = events.ControlSet(control="a", body="Өкмөт", due_on=date(2026, 6, 15))


def do(case: Case, action: str, now: Situation | None = None, **wish: Any) -> Any:
    """The fact that the action makes of the least it needs and of what is said besides."""
    shape, decide = ACTIONS[action]
    return decide(case, told_as({**LEAST[action], **wish}, shape), now or by_rule())


def refused(kind: type[DeskError], *asked: Any, **wish: Any) -> Any:
    with pytest.raises(kind) as caught:
        do(*asked, **wish)
    return caught.value


def by_rule(rule: Rule | None = None, login: str = "akim", **changes: Any) -> Situation:
    """At a desk whose one rule is the one given, on a calendar without holidays."""
    pack = RulePack(
        id="kg", release=1, title=WORDS, in_force=True, rules=(rule or a_rule(extension_cap=30),)
    )
    known = references(pack, calendar=a_calendar())
    return a_situation(login, references=known, **changes)


def apart(*told: Event) -> Case:
    case = a_registered_case()
    for number, event in enumerate(told, start=2):
        case = apply(case, a_fact(number, event, (1,)))
    return case


def test_every_action_has_a_shape_and_is_tried_here() -> None:
    assert set(LEAST) == set(ACTIONS)


def test_the_calendar_of_a_situation_is_the_adopted_one() -> None:
    assert by_rule().calendar == a_calendar()


# An ended case.


@pytest.mark.parametrize(
    "action",
    sorted(
        set(ACTIONS)
        - {"accept", "decline", "deliver", "note", "notice", "reopen", "settle"}
        - {"report", "lift", "correct"}
    ),
)
def test_an_ended_case_takes_only_what_an_end_allows(action: str) -> None:
    told = refused(CaseEnded, a_registered_case(CONTROL, CLOSED), action)
    assert told.facts() == {"number": "К1-00042/26-8", "ended_on": "2026-06-01"}


@pytest.mark.parametrize("action", ["note", "notice", "deliver", "report", "lift", "correct"])
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


# Who acts.


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
        on_behalf_of=HEAD,
    )


@pytest.mark.parametrize("key", ["executor", "on_behalf_of"])
def test_nobody_unknown_is_named(key: str) -> None:
    told = refused(StaffUnknown, a_registered_case(), "assign", **{key: "nobody"})
    assert told.login == "nobody"


def test_nobody_who_left_is_named() -> None:
    office = an_office(
        *[event for event in [_ended(ASANOV, date(2026, 5, 31))]],
    )
    refused(StaffUnknown, a_registered_case(), "assign", by_rule(office=office))


def _ended(staff: str, day: date) -> Event:
    from akimat_desk.domain.office_events import StaffEnded  # noqa: PLC0415

    return StaffEnded(staff=staff, ended_on=day)


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


# Where it goes.


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


# The term.


def test_a_pause_needs_a_ground_of_the_catalogue_and_stands_alone() -> None:
    event = do(
        a_registered_case(), "pause", category="body_reply", body="Сот", from_on="2026-06-03"
    )
    assert (event.waits_for, event.from_on, event.body) == ("body", date(2026, 6, 3), "Сот")
    assert do(a_registered_case(), "pause", category="applicant_documents").from_on == MONDAY
    assert refused(UnknownRow, a_registered_case(), "pause", category="nap").id == "nap"
    told = refused(AlreadyPaused, a_registered_case(PAUSED), "pause")
    assert told.from_on == MONDAY
    told = refused(DateOutOfPlace, a_registered_case(), "pause", from_on="2026-05-31")
    assert told.earliest == MONDAY


def test_a_pause_of_the_offices_own_waits_for_nobody_outside() -> None:
    own = PauseGround(id="own", name=WORDS, status="to_confirm", source="", holder="office")
    known = catalogues()
    rows = msgspec.structs.replace(known.pause_grounds, rows=(own,))
    now = by_rule(catalogues=msgspec.structs.replace(known, pause_grounds=rows))
    assert do(a_registered_case(), "pause", now, category="own").waits_for == "office"


def test_a_pause_ends_not_before_it_began() -> None:
    case = a_registered_case(PAUSED)
    assert do(case, "resume", on="2026-06-10", reason="келди").on == date(2026, 6, 10)
    assert do(case, "resume").on == MONDAY
    assert refused(DateOutOfPlace, case, "resume", on="2026-05-31").earliest == MONDAY
    refused(NotPaused, a_registered_case(), "resume")


def test_a_term_is_extended_within_its_cap_and_before_it_ends() -> None:
    event = do(a_registered_case(), "extend", days=30, notice_on="2026-06-02")
    assert (event.days, event.granted_by, event.notice_on) == (30, HEAD, date(2026, 6, 2))
    assert refused(FieldWrong, a_registered_case(), "extend", days=0).field == "days"
    told = refused(ExtensionTooLong, a_registered_case(event), "extend", days=1)
    assert told.facts() == {"cap": 30, "granted": 30}
    late = by_rule(today=date(2026, 6, 20))
    assert refused(DateOutOfPlace, a_registered_case(), "extend", late).latest == date(2026, 6, 19)
    assert do(a_registered_case(PAUSED), "extend", late).days == 3


def test_an_extension_needs_a_length_that_somebody_established() -> None:
    assert refused(RuleLengthMissing, a_registered_case(rule=""), "extend").rule == ""
    plain = a_rule()
    told = refused(RuleLengthMissing, a_registered_case(), "extend", by_rule(plain))
    assert told.rule == "appeal-extension"


@pytest.mark.parametrize(
    ("length", "from_on", "cap"), [(10, None, 10), (None, MONDAY, 7), (None, date(2026, 6, 2), 7)]
)
def test_the_length_of_an_extension_may_stand_in_the_pack_or_be_entered(
    length: int | None, from_on: date | None, cap: int
) -> None:
    rules = (a_rule(), a_rule(length, id="appeal-extension"))
    pack = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=rules)
    entered = RuleLengthEntered(
        rule="appeal-extension",
        length=7,
        from_on=from_on or MONDAY,
        legal=WORDS,
        confirmed_by="№ 5",
    )
    office = an_office(*([entered] if from_on else []))
    now = a_situation(
        office=office,
        references=references(pack, calendar=a_calendar()),
        today=date(2026, 6, 3),
    )
    assert do(a_registered_case(), "extend", now, days=cap).days == cap
    assert refused(ExtensionTooLong, a_registered_case(), "extend", now, days=cap + 1).cap == cap


def test_a_prepared_length_that_nobody_entered_is_none() -> None:
    rules = (a_rule(), a_rule(None, id="appeal-extension"))
    pack = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=rules)
    now = a_situation(references=references(pack, calendar=a_calendar()))
    refused(RuleLengthMissing, a_registered_case(), "extend", now)


@pytest.mark.parametrize("action", ["pause", "resume", "extend"])
def test_nobody_goes_on_over_a_term_in_dispute(action: str) -> None:
    other = events.ClockPaused(from_on=MONDAY, category="court", ground="суд")
    assert refused(DisputeOpen, apart(PAUSED, other), action).slot == "term"


@pytest.mark.parametrize("action", ["decide", "close", "withdraw", "annul", "forward"])
def test_nobody_goes_on_over_an_end_in_dispute(action: str) -> None:
    case = apart(CLOSED, events.CaseWithdrawn(withdrawn_on=MONDAY, ground="арыз"))
    assert refused(DisputeOpen, case, action).slot == "outcome"


# Papers and words.


def test_papers_are_asked_for_and_received() -> None:
    event = do(a_registered_case(), "request", of="body", body="Каттоо", ground="7-ст.")
    assert (event.of, event.requested_on, event.documents) == ("body", MONDAY, ("паспорт",))
    received = do(a_registered_case(), "receive", request=event.request)
    assert (received.papers[0].title, received.request) == ("паспорт", event.request)
    assert refused(FieldWrong, a_registered_case(), "request", of="moon").field == "of"


def test_two_desks_that_ask_apart_make_two_requests_and_ask_alike_one() -> None:
    one, two = (do(a_registered_case(), "request", documents=[name]) for name in ("а", "б"))
    assert one.request != two.request
    assert one == do(a_registered_case(), "request", documents=["а"])


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


# The end.


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


# Control.


def test_a_control_is_set_moved_by_a_letter_reported_and_lifted() -> None:
    event = do(a_registered_case(), "control", number="15", dated_on="2026-05-30")
    assert (event.due_on, event.report_to) == (date(2026, 6, 15), "Өкмөт")
    case = a_registered_case(CONTROL)
    assert do(case, "prolong").due_on == date(2026, 6, 29)
    assert do(case, "report", number="8").number == "8"
    assert do(case, "lift").by == "Өкмөт"
    for action in ("prolong", "report", "lift"):
        assert refused(ControlUnknown, a_registered_case(), action).control == "a"


def test_a_control_date_before_its_letter_makes_no_sense() -> None:
    told = refused(DateOutOfPlace, a_registered_case(), "control", dated_on="2026-06-16")
    assert told.earliest == date(2026, 6, 16)
    told = refused(DateOutOfPlace, a_registered_case(), "control", due_on="2026-05-31")
    assert told.earliest == MONDAY
    told = refused(
        DateOutOfPlace, a_registered_case(CONTROL), "prolong", letter_dated_on="2026-06-30"
    )
    assert told.earliest == date(2026, 6, 30)


def test_two_desks_that_set_two_controls_apart_lose_neither() -> None:
    one = do(a_registered_case(), "control", body="Өкмөт")
    two = do(a_registered_case(), "control", body="Прокуратура")
    case = apart(one, two)
    assert case.disputes == ()
    assert len(case.keys("control:")) == 2
    alike = apart(one, do(a_registered_case(), "control", body="Өкмөт"))
    assert (alike.disputes, len(alike.keys("control:"))) == ((), 1)


# Settling and correcting.


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
