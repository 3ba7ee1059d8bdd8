"""What is due on a case and where it stands: derived from its facts, a rule pack and a calendar."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.body_asks import open_asks
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import OUTCOME, RESPONSIBLE, TERM, Case
from akimat_desk.domain.deadlines import (
    Due,
    Duty,
    Extension,
    Holder,
    Pause,
    TermFacts,
    earliest_open,
    safest,
)
from akimat_desk.domain.dossiers import as_here
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.rules_applied import applied_rule, pack_of
from akimat_desk.domain.slots import Slot, SlotEntry

STAGES = (
    "registered",
    "under_consideration",
    "waiting_for_applicant",
    "waiting_for_body",
    "decided",
    "forwarded",
    "closed",
    "withdrawn",
    "annulled",
)
_STAGE_OF: dict[type[Any], str] = {
    events.CaseDecided: "decided",
    events.CaseForwarded: "forwarded",
    events.CaseReturned: "forwarded",
    events.CaseClosed: "closed",
    events.CaseWithdrawn: "withdrawn",
    events.CaseAnnulled: "annulled",
}

_WAITING = {"applicant": "waiting_for_applicant", "body": "waiting_for_body"}


class References(msgspec.Struct, frozen=True, kw_only=True):
    """The reference objects a desk holds, by their references; `calendar` is the adopted one."""

    packs: Mapping[bytes, RulePack]
    calendar: Calendar
    calendar_id: bytes


class Dates(msgspec.Struct, frozen=True, kw_only=True):
    """All that is due on a case.

    `statutory`, its `course` and `rule` are None for kinds without an established term; of a
    disputed course the one that ends first is taken.
    """

    duties: tuple[Duty, ...]
    statutory: Due | None
    rule: Rule | None
    course: TermFacts | None

    @property
    def next(self) -> Duty | None:
        """By which the case is sorted."""
        return earliest_open(self.duties)

    def of_kind(self, kind: str) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.kind == kind)


def dates(
    case: Case,
    office: Office,
    office_id: str,
    references: References,
    today: date | None = None,
) -> Dates:
    """The statutory, control and internal duties of a case at this office; the case is opened.

    `today` matters to the earliest date of a standing pause alone.
    """
    case = as_here(case, office_id)
    start = own_start(case, office_id)
    rule = case_rule(office, references, start.pack, start.rule, start.registered_on)
    statutory = course = None
    duties: list[Duty] = []
    is_open = case.ending_at(office_id) is None
    if rule is not None:
        candidates = _candidates(case, start.registered_on, rule)
        course, statutory = safest(candidates, references.calendar, today)
        duties.append(_statutory(rule, statutory, is_open=is_open))
    duties.extend(_controls(case, is_open=is_open))
    duties.extend(_internals(case, is_open=is_open))
    return Dates(duties=tuple(duties), statutory=statutory, rule=rule, course=course)


def statutory_under(
    case: Case, office: Office, office_id: str, references: References, *calendars: Calendar
) -> tuple[date | None, ...]:
    """The date of the open statutory duty that `dates` gives under each of these calendars."""
    case = as_here(case, office_id)
    start = own_start(case, office_id)
    rule = case_rule(office, references, start.pack, start.rule, start.registered_on)
    if rule is None or case.ending_at(office_id) is not None:
        return (None,) * len(calendars)
    candidates = _candidates(case, start.registered_on, rule)
    ends = (safest(candidates, calendar)[1] for calendar in calendars)
    return tuple(_statutory(rule, end, is_open=True).due_on for end in ends)


class Start(msgspec.Struct, frozen=True):
    """From when and by which rule an office's own term of a case runs."""

    registered_on: date
    rule: str
    pack: bytes
    printed_on: date | None
    number: str


def own_start(case: Case, office_id: str) -> Start:
    """Registration, or for a case that was forwarded here the day this office accepted it."""
    accepted: Any = case.slot(f"incoming:{office_id}").held
    event = case.registered if accepted is None else accepted.event
    return Start(event.registered_on, event.rule, event.pack, event.due_on, event.number)


def case_rule(
    office: Office, references: References, pack: bytes, rule_id: str, on: date
) -> Rule | None:
    """The rule of a term that began on a day under the pack of that reference."""
    return applied_rule(office, pack_of(office, references.packs, pack, rule_id, on), rule_id, on)


def term_facts(case: Case, registered_on: date, rule: Rule) -> TermFacts:
    """The undisputed course of the term; what is in dispute is left out."""
    return _with_course(registered_on, rule, case.slot(TERM).common)


def stage(case: Case, office_id: str = "") -> str:
    """Where the case stands, one of STAGES; a disputed end leaves it under consideration.

    With an office: where that office's own part of a case that travelled stands.
    """
    held = case.slot(OUTCOME).held
    ending = case.ending_at(office_id) if office_id else case.ending
    if ending is None and held is not None and isinstance(held.event, events.CaseDecided):
        ending = held
    if ending is not None:
        return _STAGE_OF[type(ending.event)]
    pause = open_pause(case)
    if pause is not None and pause.waits_for in _WAITING:
        return _WAITING[pause.waits_for]
    if open_asks(case):
        return "waiting_for_body"
    return "under_consideration" if _is_assigned(case) else "registered"


def _is_assigned(case: Case) -> bool:
    """As a whole, or every one of its questions."""
    asked = range(1, len(case.registered.questions) + 1)
    of_questions = [_is_given_out(case.slot(f"{RESPONSIBLE}:{question}")) for question in asked]
    return _is_given_out(case.slot(RESPONSIBLE)) or (bool(of_questions) and all(of_questions))


def _is_given_out(slot: Slot) -> bool:
    held = slot.held
    return bool(slot.entries) and not (
        held is not None and isinstance(held.event, ExecutorReleased)
    )


def open_pause(case: Case) -> events.ClockPaused | None:
    """The pause that stands now, None where there is none or it is in dispute."""
    last = next(
        (
            entry.event
            for entry in reversed(case.slot(TERM).line)
            if isinstance(entry.event, events.ClockPaused | events.ClockResumed)
        ),
        None,
    )
    return last if isinstance(last, events.ClockPaused) else None


def responsible(case: Case) -> str:
    """The staff id of the one who answers now; empty where nobody does and days are the head's."""
    slot = case.slot(RESPONSIBLE)
    if not slot.entries:
        return case.registered.responsible
    held = slot.held
    if held is None or isinstance(held.event, events.HandOverDeclined | ExecutorReleased):
        return ""
    event: Any = held.event
    executor: str = event.executor
    return executor


def _statutory(rule: Rule, end: Due, *, is_open: bool) -> Duty:
    return Duty(
        kind="statutory",
        due_on=None if end.is_open_pause else end.on,
        ground=rule.legal,
        is_open=is_open,
        to_confirm=not rule.is_confirmed,
    )


def _candidates(case: Case, registered_on: date, rule: Rule) -> tuple[TermFacts, ...]:
    return tuple(_with_course(registered_on, rule, course) for course in _courses(case.slot(TERM)))


def _courses(term: Slot) -> tuple[tuple[SlotEntry, ...], ...]:
    """In a fixed order, so that of two that end alike every desk explains the same one."""
    return (term.common, *term.lines()) if term.is_disputed else (term.line,)


def _with_course(registered_on: date, rule: Rule, course: Iterable[SlotEntry]) -> TermFacts:
    pauses: list[Pause] = []
    extensions: list[Extension] = []
    for entry in course:
        match entry.event:
            case events.ClockPaused() as paused if pauses and pauses[-1].until_on is None:
                # Two desks paused it and somebody went on having seen both: one pause, the shorter.
                pauses[-1] = max(pauses[-1], _pause(paused), key=_begun)
            case events.ClockPaused() as paused:
                pauses.append(_pause(paused))
            case events.ClockResumed(on=day) if pauses and pauses[-1].until_on is None:
                pauses[-1] = msgspec.structs.replace(pauses[-1], until_on=day)
            case events.TermExtended() as extended:
                extensions.append(
                    Extension(
                        days=extended.days,
                        granted_on=extended.granted_on,
                        ground=extended.ground,
                        by=extended.granted_by,
                    )
                )
            case _:
                pass
    return TermFacts(
        started_on=registered_on, rule=rule, pauses=tuple(pauses), extensions=tuple(extensions)
    )


def _pause(event: events.ClockPaused) -> Pause:
    holder = None  # The office's own pause: the days stay with whoever has the case.
    if event.waits_for in ("applicant", "body"):
        holder = Holder(kind=event.waits_for, name=event.body)  # type: ignore[arg-type]
    return Pause(
        from_on=event.from_on, category=event.category, ground=event.ground, waits_for=holder
    )


def _begun(pause: Pause) -> tuple[date, str, str]:
    return pause.from_on, pause.category, pause.ground


def _controls(case: Case, *, is_open: bool) -> Iterable[Duty]:
    for key in case.keys("control:"):
        slot = case.slot(key)
        readings = [_control(line) for line in slot.lines()]
        # In dispute the earlier date holds, and a disputed end of control is no end.
        earliest = min(readings, key=lambda duty: duty.due_on or date.max)
        still_open = is_open and any(duty.is_open for duty in readings)
        yield msgspec.structs.replace(earliest, is_open=still_open)


def _control(line: Iterable[SlotEntry]) -> Duty:
    """A line begins with its ControlSet: the fold takes nothing that follows nothing."""
    duty = Duty(kind="control", due_on=None)
    for entry in line:
        match entry.event:
            case events.ControlSet() as control:
                duty = Duty(
                    kind="control",
                    due_on=control.due_on,
                    body=control.body,
                    number=control.number,
                    dated_on=control.dated_on,
                    report_to=control.report_to or control.body,
                )
            case events.ControlProlonged(due_on=moved):
                duty = msgspec.structs.replace(duty, due_on=moved)
            case _:
                duty = msgspec.structs.replace(duty, is_open=False)
    return duty


def _internals(case: Case, *, is_open: bool) -> Iterable[Duty]:
    for key in (RESPONSIBLE, *case.keys(f"{RESPONSIBLE}:")):
        days = [
            entry.event.internal_on
            for line in case.slot(key).lines()
            for entry in _last_assignment(line)
            if isinstance(entry.event, events.ExecutorAssigned)
            and entry.event.internal_on is not None
        ]
        if days:
            yield Duty(kind="internal", due_on=min(days), is_open=is_open)


def _last_assignment(line: tuple[SlotEntry, ...]) -> tuple[SlotEntry, ...]:
    """With a release its internal date falls."""
    told = [
        entry
        for entry in line
        if isinstance(entry.event, events.ExecutorAssigned | ExecutorReleased)
    ]
    return tuple(told[-1:])
