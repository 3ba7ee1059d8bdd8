"""What can be done on a case: each wish is decided into a fact, or refused with its reason."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.accepting import demand_takes_back
from akimat_desk.domain.also_answers import (
    AlsoAnswer,
    AnswerSent,
    also_answer,
    answer_sent,
    demand_also_answered,
)
from akimat_desk.domain.applications import (
    applicant_of,
    demand_applicant,
    demand_count,
    demand_filled,
    demand_papers,
    papers_of,
)
from akimat_desk.domain.body_actions import BODY_ACTIONS
from akimat_desk.domain.case_rights import demand_may
from akimat_desk.domain.cases import OUTCOME, Case
from akimat_desk.domain.controls import control, lift, prolong, report
from akimat_desk.domain.errors import (
    ActUnknown,
    AnswerMissing,
    CaseOpen,
    ControlNotReported,
    FieldWrong,
    NothingDisputed,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.filing import FILING_ACTIONS
from akimat_desk.domain.handing_over import accept, assign, decline, forward, give_back, release
from akimat_desk.domain.labels import label
from akimat_desk.domain.nomenclature import demand_listed
from akimat_desk.domain.requests import request
from akimat_desk.domain.secret_cases import demand_offered_of_secret, secrecy_of
from akimat_desk.domain.situations import Situation, demand_open, demand_settled
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.domain.term_actions import extend, pause, resume
from akimat_desk.domain.visits import VISIT_ACTIONS
from akimat_desk.domain.wishes import (
    Assign,
    Close,
    Control,
    Correct,
    Decide,
    Deliver,
    Extend,
    Forward,
    Grounded,
    Label,
    Lift,
    Note,
    Notice,
    Pause,
    Plain,
    Prolong,
    Reasoned,
    Receive,
    Release,
    Report,
    Request,
    Resume,
    Settle,
    Wish,
)

__all__ = ["ACTIONS", "Situation"]


def receive(case: Case, wish: Receive, now: Situation) -> Event:
    demand_open(case, now)
    demand_papers(wish.papers)
    return events.DocumentReceived(
        papers=papers_of(wish.papers),
        received_on=now.today,
        request=wish.request,
        from_body=wish.from_body,
        number=wish.number,
        dated_on=wish.dated_on,
    )


def decide(case: Case, wish: Decide, now: Situation) -> Event:
    demand_open(case, now)
    demand_settled(case, OUTCOME)
    now.catalogues.outcomes.row(wish.outcome)
    return events.CaseDecided(
        outcome=wish.outcome, decided_on=now.today, act=wish.act, grounds=wish.grounds
    )


def deliver(case: Case, wish: Deliver, now: Situation) -> Event:
    if f"act:{wish.act}" not in case.slots:
        raise ActUnknown(wish.act)
    demand_filled("way", wish.way)
    return events.ActDelivered(
        act=wish.act,
        way=wish.way,
        delivered_on=wish.delivered_on or now.today,
        proof=wish.proof,
    )


def note(_case: Case, wish: Note, _now: Situation) -> Event:
    demand_filled("text", wish.text)
    return events.NoteAdded(text=wish.text)


def notice(_case: Case, wish: Notice, now: Situation) -> Event:
    demand_filled("notice", wish.notice)
    return events.NoticeGiven(notice=wish.notice, given_on=now.today, text=wish.text)


def close(case: Case, wish: Close, now: Situation) -> Event:
    """Refused while a controlling body awaits its report, or the answer is not recorded."""
    demand_open(case, now)
    demand_settled(case, OUTCOME)
    demand_count("sheets", wish.sheets)
    demand_listed(now.office, now.today.year, wish.file_index.strip())
    outcome: Any = now.catalogues.outcomes.row(wish.outcome)
    due = now.dates(case)
    for duty in due.of_kind("control"):
        if duty.is_open:
            raise ControlNotReported(duty.body, duty.due_on)
    is_answered = wish.answer or case.keys("act:") or secrecy_of(case)
    if outcome.answers and not is_answered:
        raise AnswerMissing(case.registered.number)
    demand_also_answered(case)
    return events.CaseClosed(
        outcome=wish.outcome,
        closed_on=now.today,
        due_on=None if due.statutory is None else due.statutory.earliest,
        answer=wish.answer,
        file_index=wish.file_index.strip(),
        sheets=wish.sheets,
    )


def withdraw(case: Case, wish: Grounded, now: Situation) -> Event:
    demand_open(case, now)
    demand_settled(case, OUTCOME)
    demand_filled("ground", wish.ground)
    return events.CaseWithdrawn(withdrawn_on=now.today, ground=wish.ground)


def annul(case: Case, wish: Reasoned, now: Situation) -> Event:
    demand_open(case, now)
    demand_settled(case, OUTCOME)
    demand_filled("reason", wish.reason)
    return events.CaseAnnulled(annulled_on=now.today, reason=wish.reason)


def reopen(case: Case, wish: Grounded, now: Situation) -> Event:
    if case.ending_at(now.office_id) is None:
        raise CaseOpen(case.registered.number)
    demand_filled("ground", wish.ground)
    demand_takes_back(case, now.office_id)
    return events.CaseReopened(reopened_on=now.today, ground=wish.ground)


def settle(case: Case, wish: Settle, _now: Situation) -> Event:
    slot = case.slot(wish.slot)
    latest = [entry.id for entry in slot.latest]
    kept = next((one for one in latest if one.hex() == wish.keeps), None)
    if wish.slot not in case.disputes or kept is None:
        raise NothingDisputed(wish.slot)
    demand_filled("reason", wish.reason)
    drops = tuple(one for one in latest if one != kept)
    return DisputeSettled(slot=wish.slot, keeps=kept, drops=drops, reason=wish.reason)


def correct(_case: Case, wish: Correct, now: Situation) -> Event:
    """Descriptive fields alone: no date and no number moves by an edit."""
    demand_filled("reason", wish.reason)
    if wish.topic:
        now.catalogues.topics.row(wish.topic)
    if wish.service:
        now.catalogues.services.row(wish.service)
    if wish.subject is not None:
        demand_filled("subject", wish.subject)
    demand_count("signatories", wish.signatories or 0)
    demand_count("sheets", wish.sheets or 0)
    told = msgspec.structs.asdict(wish)
    if wish.applicant is not None:
        demand_applicant(wish.applicant)
        told["applicant"] = applicant_of(wish.applicant)
    if all(value is None for key, value in told.items() if key != "reason"):
        raise FieldWrong("", "nothing_to_correct")
    return events.FieldsCorrected(**told)


_Decision = Callable[[Case, Any, Situation], Event]
_DECIDED: Mapping[str, tuple[type[Wish], _Decision]] = {
    "assign": (Assign, assign),
    "release": (Release, release),
    "accept": (Plain, accept),
    "decline": (Reasoned, decline),
    "pause": (Pause, pause),
    "resume": (Resume, resume),
    "extend": (Extend, extend),
    "forward": (Forward, forward),
    "return": (Reasoned, give_back),
    "request": (Request, request),
    "receive": (Receive, receive),
    "decide": (Decide, decide),
    "deliver": (Deliver, deliver),
    "note": (Note, note),
    "label": (Label, label),
    "notice": (Notice, notice),
    "close": (Close, close),
    "withdraw": (Grounded, withdraw),
    "annul": (Reasoned, annul),
    "reopen": (Grounded, reopen),
    "settle": (Settle, settle),
    "control": (Control, control),
    "prolong": (Prolong, prolong),
    "report": (Report, report),
    "lift": (Lift, lift),
    "also-answer": (AlsoAnswer, also_answer),
    "answer-sent": (AnswerSent, answer_sent),
    "correct": (Correct, correct),
    **VISIT_ACTIONS,
    **BODY_ACTIONS,
    **FILING_ACTIONS,
}


def _by_right(action: str, decision: _Decision) -> _Decision:
    def decided(case: Case, wish: Any, now: Situation) -> Event:
        demand_offered_of_secret(case, action)
        demand_may(case, action, now.actor, now.office, now.today)
        return decision(case, wish, now)

    return decided


ACTIONS: Mapping[str, tuple[type[Wish], _Decision]] = {
    action: (shape, _by_right(action, decision)) for action, (shape, decision) in _DECIDED.items()
}
"""Whoever decides has the right to it on this very case."""
