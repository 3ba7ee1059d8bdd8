"""What can be done on a case: each wish is decided into a fact, or refused with its reason."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain import duties
from akimat_desk.domain.applications import applicant_of, papers_of
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.errors import (
    ActUnknown,
    AlreadyPaused,
    AnswerMissing,
    CaseEnded,
    CaseOpen,
    ControlNotReported,
    ControlUnknown,
    DateOutOfPlace,
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
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.registering import Catalogues
from akimat_desk.domain.slots import DisputeSettled
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
    Lift,
    Note,
    Notice,
    Pause,
    Plain,
    Prolong,
    Reasoned,
    Receive,
    Report,
    Request,
    Resume,
    Settle,
    Wish,
)


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """All that a decision may look at besides the case itself."""

    actor: Staff
    office_id: str
    office: Office
    references: duties.References
    catalogues: Catalogues
    today: date

    @property
    def calendar(self) -> Calendar:
        return self.references.calendar

    def dates(self, case: Case) -> duties.Dates:
        return duties.dates(case, self.office, self.office_id, self.references)

    def staff(self, login: str) -> Staff:
        """Somebody who works here today; raises StaffUnknown."""
        found = self.office.find_login(login)
        if found is None or not found.works_on(self.today):
            raise StaffUnknown(login)
        return found


def assign(case: Case, wish: Assign, now: Situation) -> Event:
    """Raises InternalTooLate: an internal date is never later than the other duties."""
    _demand_open(case)
    executor = now.staff(wish.executor)
    _demand_not_accused(case, executor)
    if not 0 <= wish.question <= max(1, len(case.registered.questions)):
        raise FieldWrong("question", "out_of_range", len(case.registered.questions))
    if wish.internal_on is not None:
        _demand_internal(case, wish.internal_on, now)
    behalf = now.staff(wish.on_behalf_of).id if wish.on_behalf_of else ""
    return events.ExecutorAssigned(
        executor=executor.id,
        co_executors=tuple(now.staff(login).id for login in wish.co_executors),
        question=wish.question,
        internal_on=wish.internal_on,
        resolution=wish.resolution,
        ground=wish.ground,
        accepted=wish.accepted,
        on_behalf_of=behalf,
    )


def accept(case: Case, _wish: Plain, now: Situation) -> Event:
    _demand_assigned_to(case, now.actor)
    return events.HandOverAccepted(executor=now.actor.id, accepted_on=now.today)


def decline(case: Case, wish: Reasoned, now: Situation) -> Event:
    _demand_assigned_to(case, now.actor)
    return events.HandOverDeclined(executor=now.actor.id, declined_on=now.today, reason=wish.reason)


def pause(case: Case, wish: Pause, now: Situation) -> Event:
    _demand_open(case)
    standing = duties.open_pause(case)
    if standing is not None:
        raise AlreadyPaused(case.registered.number, standing.from_on)
    ground: Any = now.catalogues.pause_grounds.row(wish.category)
    start = duties.own_start(case, now.office_id).registered_on
    from_on = wish.from_on or now.today
    if from_on < start:
        raise DateOutOfPlace("from_on", earliest=start)
    return events.ClockPaused(
        from_on=from_on,
        category=wish.category,
        ground=wish.ground,
        waits_for="body" if ground.holder == "body" else "applicant",
        body=wish.body,
        expected_on=wish.expected_on,
    )


def resume(case: Case, wish: Resume, now: Situation) -> Event:
    _demand_open(case)
    standing = duties.open_pause(case)
    if standing is None:
        raise NotPaused(case.registered.number)
    on = wish.on or now.today
    if on < standing.from_on:
        raise DateOutOfPlace("on", earliest=standing.from_on)
    return events.ClockResumed(on=on, reason=wish.reason)


def extend(case: Case, wish: Extend, now: Situation) -> Event:
    """Raises RuleLengthMissing while nobody established how long an extension may be."""
    _demand_open(case)
    if wish.days < 1:
        raise FieldWrong("days", "out_of_range", 1)
    due = now.dates(case)
    rule = due.rule
    if rule is None:
        raise RuleLengthMissing("")
    cap = rule.extension_cap or _entered_cap(case, rule.id, now)
    if cap is None:
        raise RuleLengthMissing(f"{rule.id}-extension")
    start = duties.own_start(case, now.office_id).registered_on
    granted = sum(one.days for one in duties.term_facts(case, start, rule).extensions)
    if granted + wish.days > cap:
        raise ExtensionTooLong(cap, granted)
    if due.statutory is not None and due.statutory.on is not None and now.today > due.statutory.on:
        raise DateOutOfPlace("granted_on", latest=due.statutory.on)
    return events.TermExtended(
        days=wish.days,
        granted_on=now.today,
        ground=wish.ground,
        granted_by=now.actor.id,
        notice_on=wish.notice_on,
    )


def forward(case: Case, wish: Forward, now: Situation) -> Event:
    _demand_open(case)
    _demand_filled("body", wish.body)
    return events.CaseForwarded(
        body=wish.body,
        forwarded_on=now.today,
        ground=wish.ground,
        to_office=wish.to_office,
        number=wish.number,
        keeps_control=wish.keeps_control,
        questions=wish.questions,
    )


def give_back(case: Case, wish: Reasoned, now: Situation) -> Event:
    if case.slot(f"incoming:{now.office_id}").held is None and not _is_forwarded_here(case, now):
        raise NotAllowed("return")
    return events.CaseReturned(office=now.office_id, returned_on=now.today, reason=wish.reason)


def request(case: Case, wish: Request, now: Situation) -> Event:
    _demand_open(case)
    if wish.of not in ("applicant", "body"):
        raise FieldWrong("of", "unknown")
    count = len(case.each(events.DocumentsRequested)) + 1
    return events.DocumentsRequested(
        request=f"{now.office_id}:{count}",
        of=wish.of,
        documents=wish.documents,
        requested_on=now.today,
        body=wish.body,
        ground=wish.ground,
    )


def receive(case: Case, wish: Receive, now: Situation) -> Event:
    _demand_open(case)
    return events.DocumentReceived(
        papers=papers_of(wish.papers),
        received_on=now.today,
        request=wish.request,
        from_body=wish.from_body,
        number=wish.number,
        dated_on=wish.dated_on,
    )


def decide(case: Case, wish: Decide, now: Situation) -> Event:
    _demand_open(case)
    now.catalogues.outcomes.row(wish.outcome)
    return events.CaseDecided(
        outcome=wish.outcome, decided_on=now.today, act=wish.act, grounds=wish.grounds
    )


def deliver(case: Case, wish: Deliver, now: Situation) -> Event:
    if f"act:{wish.act}" not in case.slots:
        raise ActUnknown(wish.act)
    return events.ActDelivered(
        act=wish.act,
        way=wish.way,
        delivered_on=wish.delivered_on or now.today,
        proof=wish.proof,
    )


def note(case: Case, wish: Note, _now: Situation) -> Event:
    _demand_filled("text", wish.text)
    return events.NoteAdded(text=wish.text)


def notice(_case: Case, wish: Notice, now: Situation) -> Event:
    return events.NoticeGiven(notice=wish.notice, given_on=now.today, text=wish.text)


def close(case: Case, wish: Close, now: Situation) -> Event:
    """Refused while a controlling body awaits its report, or the answer is not recorded."""
    _demand_open(case)
    outcome: Any = now.catalogues.outcomes.row(wish.outcome)
    due = now.dates(case)
    for duty in due.of_kind("control"):
        if duty.is_open:
            raise ControlNotReported(duty.body, duty.due_on)
    if outcome.answers and not wish.answer and not case.keys("act:"):
        raise AnswerMissing(case.registered.number)
    return events.CaseClosed(
        outcome=wish.outcome,
        closed_on=now.today,
        due_on=None if due.statutory is None else due.statutory.earliest,
        answer=wish.answer,
        file_index=wish.file_index,
        sheets=wish.sheets,
    )


def withdraw(case: Case, wish: Grounded, now: Situation) -> Event:
    _demand_open(case)
    return events.CaseWithdrawn(withdrawn_on=now.today, ground=wish.ground)


def annul(case: Case, wish: Reasoned, now: Situation) -> Event:
    _demand_open(case)
    _demand_filled("reason", wish.reason)
    return events.CaseAnnulled(annulled_on=now.today, reason=wish.reason)


def reopen(case: Case, wish: Grounded, now: Situation) -> Event:
    if case.ending is None:
        raise CaseOpen(case.registered.number)
    return events.CaseReopened(reopened_on=now.today, ground=wish.ground)


def settle(case: Case, wish: Settle, _now: Situation) -> Event:
    slot = case.slot(wish.slot)
    latest = [entry.id for entry in slot.latest]
    kept = next((one for one in latest if one.hex() == wish.keeps), None)
    if not slot.is_disputed or kept is None:
        raise NothingDisputed(wish.slot)
    drops = tuple(one for one in latest if one != kept)
    return DisputeSettled(slot=wish.slot, keeps=kept, drops=drops, reason=wish.reason)


def control(case: Case, wish: Control, now: Situation) -> Event:
    _demand_open(case)
    _demand_filled("body", wish.body)
    if wish.due_on < (wish.dated_on or case.registered.registered_on):
        raise DateOutOfPlace("due_on", earliest=wish.dated_on or case.registered.registered_on)
    return events.ControlSet(
        control=f"{now.office_id}:{len(case.keys('control:')) + 1}",
        body=wish.body,
        due_on=wish.due_on,
        number=wish.number,
        dated_on=wish.dated_on,
        report_to=wish.report_to or wish.body,
    )


def prolong(case: Case, wish: Prolong, _now: Situation) -> Event:
    """Only a letter of the controlling body moves its date; the statutory one stays."""
    _demand_open(case)
    _demand_control(case, wish.control)
    _demand_filled("letter_number", wish.letter_number)
    return events.ControlProlonged(
        control=wish.control,
        due_on=wish.due_on,
        letter_number=wish.letter_number,
        letter_dated_on=wish.letter_dated_on,
    )


def report(case: Case, wish: Report, now: Situation) -> Event:
    _demand_control(case, wish.control)
    return events.ControlReported(control=wish.control, reported_on=now.today, number=wish.number)


def lift(case: Case, wish: Lift, now: Situation) -> Event:
    _demand_control(case, wish.control)
    return events.ControlLifted(
        control=wish.control, lifted_on=now.today, by=wish.by, ground=wish.ground
    )


def correct(case: Case, wish: Correct, now: Situation) -> Event:
    """Descriptive fields alone: no date and no number moves by an edit."""
    _demand_filled("reason", wish.reason)
    if wish.topic:
        now.catalogues.topics.row(wish.topic)
    if wish.service:
        now.catalogues.services.row(wish.service)
    told = msgspec.structs.asdict(wish)
    told["applicant"] = None if wish.applicant is None else applicant_of(wish.applicant)
    changed = any(value is not None for key, value in told.items() if key != "reason")
    if not changed:
        raise FieldWrong("", "nothing_to_correct")
    return events.FieldsCorrected(**told)


_Decision = Callable[[Case, Any, Situation], Event]
ACTIONS: Mapping[str, tuple[type[Wish], _Decision]] = {
    "assign": (Assign, assign),
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
    "correct": (Correct, correct),
}


def _demand_open(case: Case) -> None:
    if case.ended_on is not None:
        raise CaseEnded(case.registered.number, case.ended_on)


def _demand_filled(field: str, value: str) -> None:
    if not value.strip():
        raise FieldWrong(field, "empty")


def _demand_control(case: Case, control_id: str) -> None:
    if f"control:{control_id}" not in case.slots:
        raise ControlUnknown(control_id)


def _demand_not_accused(case: Case, executor: Staff) -> None:
    """A complaint does not go to the one it is about; `to_confirm`, and house practice anyway."""
    against = case.field("against").strip().casefold()
    names = (executor.login, executor.full_name, executor.short_name, executor.surname)
    if against and against in {name.casefold() for name in names}:
        raise ExecutorIsAccused(executor.login)


def _demand_internal(case: Case, day: date, now: Situation) -> None:
    others = [
        duty.due_on
        for duty in now.dates(case).duties
        if duty.kind != "internal" and duty.is_open and duty.due_on is not None
    ]
    if others and day > min(others):
        raise InternalTooLate(min(others))
    if day < case.registered.registered_on:
        raise DateOutOfPlace("internal_on", earliest=case.registered.registered_on)


def _demand_assigned_to(case: Case, actor: Staff) -> None:
    held = case.slot(RESPONSIBLE).held
    event = None if held is None else held.event
    if not isinstance(event, events.ExecutorAssigned) or event.executor != actor.id:
        raise NothingToAccept(case.registered.number)


def _entered_cap(case: Case, rule_id: str, now: Situation) -> int | None:
    start = duties.own_start(case, now.office_id)
    rule = duties.applied_rule(
        now.office,
        now.references.packs.get(start.pack),
        f"{rule_id}-extension",
        start.registered_on,
    )
    if rule is None:
        return None
    # Entered once it may be used for cases that were registered before.
    entered: Any = now.office.dated(f"length:{rule_id}-extension", now.today)
    return rule.length or (None if entered is None else entered.length)


def _is_forwarded_here(case: Case, now: Situation) -> bool:
    ending = case.ending
    event = None if ending is None else ending.event
    return isinstance(event, events.CaseForwarded) and event.to_office == now.office_id
