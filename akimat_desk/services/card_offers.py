"""What can be done on a case now, by this person, and which of it comes first."""

from collections.abc import Iterator
from datetime import date

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain import duties
from akimat_desk.domain.act_states import ActState, acts_of
from akimat_desk.domain.also_answers import awaited
from akimat_desk.domain.body_asks import open_asks
from akimat_desk.domain.case_rights import Tie, may_on, tie
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.collation import folded
from akimat_desk.domain.control_states import controls_of
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.secret_cases import ACTIONS as SILENT
from akimat_desk.domain.secret_cases import secrecy_of
from akimat_desk.domain.visit_states import open_visits, visits_of
from akimat_desk.domain.volumes import file_index, filing
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.receipt_editions import is_outdated

# A card's own names for what has another right's name.
RIGHT_OF = {
    "reply": "issue-act",
    "act": "issue-act",
    "body-report": "issue-act",
    "covering": "issue-act",
    "visit-act": "issue-act",
    "receipt": "print",
    "corrected-receipt": "print",
    "stamp": "print",
    "label": "print",
    "where-filed": "volumes",
    "new": "register",
}


# Forms of papers that answer the applicant; the others go beside an answer.
_ANSWERS = ("reply", "refusal", "collective-reply", "barrier-answer")
_VOID = ("annulled", "replaced")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a case stands, as far as the offers depend on it."""

    is_open: bool
    is_disputed: bool
    is_paused: bool
    has_term: bool
    is_assigned: bool
    awaits_me: bool
    came_from_elsewhere: bool
    open_controls: bool
    acts: bool
    undelivered: bool
    outdated_receipt: bool = False
    standing_controls: bool = False
    awaits_copies: bool = False
    report_answers: bool = False
    awaits_body: bool = False
    awaits_visit: bool = False
    was_visited: bool = False
    may_be_filed: bool = False
    is_filed: bool = False
    is_secret: bool = False
    tie: Tie = Tie.RESPONSIBLE


def standing(found: OpenCase, actor: Staff | None, on: date) -> Standing:
    case, office_id = found.case, found.lens.office_id
    acts = [one for one in acts_of(case) if one.stage not in _VOID]
    return Standing(
        is_open=case.ended_on_at(office_id) is None,
        is_disputed=bool(case.disputes),
        is_paused=duties.open_pause(case) is not None,
        has_term=found.dates.rule is not None,
        is_assigned=bool(case.slot(RESPONSIBLE).entries) and bool(found.responsible),
        awaits_me=actor is not None and _awaits(found, actor.id),
        came_from_elsewhere=bool(case.slot(f"incoming:{office_id}").entries),
        open_controls=any(duty.is_open for duty in found.dates.of_kind("control")),
        acts=any(one.issued.kind in _ANSWERS for one in acts),
        undelivered=any(_is_to_deliver(one) for one in acts),
        outdated_receipt=is_outdated(case),
        standing_controls=any(one.state != "lifted" for one in controls_of(case)),
        awaits_copies=bool(awaited(case)),
        report_answers=_report_answers(case),
        awaits_body=bool(open_asks(case)),
        awaits_visit=bool(open_visits(case)),
        was_visited=any(one.made for one in visits_of(case)),
        may_be_filed=filing(found.id, case, office_id) is not None,
        is_filed=bool(file_index(case, office_id)),
        is_secret=bool(secrecy_of(case)),
        tie=Tie.COLLEAGUE if actor is None else tie(case, actor, found.lens.office, on),
    )


def offered(now: Standing, roles: tuple[str, ...]) -> tuple[str, ...]:
    """In the order in which the card shows them."""
    return tuple(
        name
        for name in _sensible(now)
        if may_on(roles, RIGHT_OF.get(name, name), now.tie)
        if name in SILENT or not now.is_secret
    )


def next_action(now: Standing, allowed: tuple[str, ...]) -> str:
    """The step that moves the case on; empty where it waits for somebody else."""
    if now.is_disputed:
        return _if_allowed("settle", allowed)
    if now.undelivered and (now.acts and not now.is_open):
        return _if_allowed("deliver", allowed)
    if not now.is_open:
        return ""
    return _if_allowed(_step(now), allowed)


def _step(now: Standing) -> str:
    steps = (
        (now.is_paused, "resume"),
        (not now.is_assigned, "assign"),
        (now.awaits_me, "accept"),
        (not (now.acts or now.report_answers or now.is_secret), "reply"),
        (now.undelivered, "deliver"),
        (now.open_controls, "body-report"),
        (now.awaits_copies, "covering"),
    )
    return next((name for applies, name in steps if applies), "close")


def _if_allowed(name: str, allowed: tuple[str, ...]) -> str:
    return name if name in allowed else ""


def _sensible(now: Standing) -> Iterator[str]:
    if now.is_disputed:
        yield "settle"
    if now.is_open:
        yield from _while_open(now)
    else:
        yield from (("deliver",) if now.undelivered else ())
        yield from (("body-answered",) if now.awaits_body else ())
        yield from (("lift",) if now.standing_controls else ())
        yield from (("label",) if now.is_filed else ())
        yield from (("file", "where-filed") if now.may_be_filed else ())
        yield "reopen"
    yield "receipt"
    if now.outdated_receipt:
        yield "corrected-receipt"
    yield from ("stamp", "note", "correct", "new")
    if now.came_from_elsewhere and now.is_open:
        yield "return"
    if now.is_open:
        yield from ("withdraw", "annul")
    yield "erase"


def _while_open(now: Standing) -> Iterator[str]:
    yield "assign"
    if now.awaits_me:
        yield from ("accept", "decline")
    yield "resume" if now.is_paused else "pause"
    yield from ("reply", "act")
    if now.undelivered:
        yield "deliver"
    yield from ("request", "receive", "attach", "forward", "ask-body")
    if now.awaits_body:
        yield from ("body-answered", "remind-body", "drop-ask")
    if now.has_term:
        yield "extend"
    yield from _visits(now)
    yield from _control_and_copies(now)
    yield "close"


def _visits(now: Standing) -> Iterator[str]:
    yield "visit-order"
    if now.awaits_visit:
        yield from ("visit-made", "visit-cancelled")
    if now.was_visited:
        yield "visit-act"


def _control_and_copies(now: Standing) -> Iterator[str]:
    yield "control"
    if now.open_controls:
        yield from ("body-report", "report", "prolong")
    if now.standing_controls:
        yield "lift"
    yield from ("covering", "also-answer")
    if now.awaits_copies:
        yield "answer-sent"


def _report_answers(case: Case) -> bool:
    """The applicant is the body itself: the report to it is the answer."""
    name = folded(case.applicant.name)
    return any(folded(one.set.body) == name for one in controls_of(case))


def _is_to_deliver(act: ActState) -> bool:
    """A paper by a form that is addressed to nobody stays in the office."""
    is_addressed = bool(act.issued.addressee) or not act.issued.template_digest
    return is_addressed and not act.deliveries


def _awaits(found: OpenCase, actor_id: str) -> bool:
    held = found.case.slot(RESPONSIBLE).held
    event = None if held is None else held.event
    return (
        isinstance(event, events.ExecutorAssigned)
        and event.executor == actor_id
        and not event.accepted
    )
