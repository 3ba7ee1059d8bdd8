"""Who may do what on a case, by what they have to do with it; `to_confirm`, and house practice.

The table of roles (`rights`) is asked first. It is asked when something is written, never by the
fold: what is in the journal was allowed where it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.absences import instead_of
from akimat_desk.domain.accused import HEAD, head_on, is_accused
from akimat_desk.domain.case_events import ExecutorAssigned, HandOverAccepted
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.errors import ExecutorIsAccused, RuleBroken
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.rights import may
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.domain.visit_states import visits_of

EXECUTOR: Final = "executor"
OF_ITS_EXECUTORS: Final = frozenset(
    (
        *("decide", "close", "issue-act", "sign-act", "withdraw", "report", "forward", "return"),
        *("pause", "resume", "request", "ask-body", "remind-body", "drop-ask"),
        *("visit-order", "visit-made"),
    )
)
"""What an executor does on their own cases alone. Entering what came, notes, labels, scans and
what reached the applicant is anybody's whose role allows it."""
NOT_OF_THE_ACCUSED: Final = OF_ITS_EXECUTORS | frozenset(
    (
        *("accept", "extend", "deliver", "lift", "correct", "annul", "annul-act", "reopen"),
        *("settle", "erase"),
    )
)
"""What nobody does on a complaint about themselves; to hand it on they may decline it."""


class Tie(StrEnum):
    """What somebody has to do with a case; the first that fits."""

    ACCUSED = "accused"
    IN_CHARGE = "in_charge"
    RESPONSIBLE = "responsible"
    CO_EXECUTOR = "co_executor"
    SUBSTITUTE = "substitute"
    COLLEAGUE = "colleague"


@dataclass(eq=False)
class HeldByAnother(RuleBroken):
    """`holder` has the case in hand, as on papers; empty where nobody was named."""

    number: str
    holder: str


def tie(case: Case, actor: Staff, office: Office, on: date) -> Tie:
    """`in_charge` is whoever holds the head's post that day, or stands in for them."""
    if _is_kept_off(case, actor, office, on):
        return Tie.ACCUSED
    if _is_in_charge(actor, office, on):
        return Tie.IN_CHARGE
    first, others = frozenset(_responsible(case)), frozenset(_beside(case))
    fitting = (
        (Tie.RESPONSIBLE, actor.id in first),
        (Tie.CO_EXECUTOR, actor.id in others),
        (Tie.SUBSTITUTE, _stands_in(actor, first | others, office, on)),
    )
    return next((tied for tied, fits in fitting if fits), Tie.COLLEAGUE)


def may_on(roles: tuple[str, ...], action: str, tied: Tie) -> bool:
    """Whether role and tie together allow it."""
    return may(roles, action) and action not in _kept_from(roles, tied)


def demand_may(case: Case, action: str, actor: Staff, office: Office, on: date) -> None:
    """Whether the role allows it at all was asked before. Raises ExecutorIsAccused,
    HeldByAnother."""
    if action not in NOT_OF_THE_ACCUSED:
        return
    tied = tie(case, actor, office, on)
    if action not in _kept_from(actor.roles, tied):
        return
    if tied is Tie.ACCUSED:
        raise ExecutorIsAccused(actor.login)
    named = (office.find_staff(one) for one in dict.fromkeys(_responsible(case)))
    holder = ", ".join(one.short_name for one in named if one is not None)
    raise HeldByAnother(case.registered.number, holder)


def _kept_from(roles: tuple[str, ...], tied: Tie) -> frozenset[str]:
    if tied is Tie.ACCUSED:
        return NOT_OF_THE_ACCUSED
    if tied is not Tie.COLLEAGUE or EXECUTOR not in roles:
        return frozenset()
    others = tuple(role for role in roles if role != EXECUTOR)
    return frozenset(one for one in OF_ITS_EXECUTORS if not may(others, one))


def _is_kept_off(case: Case, actor: Staff, office: Office, on: date) -> bool:
    """A head whom it is about is kept off where another head works here; where there is none, the
    program warns and leaves it to them."""
    against = case.field("against")
    if not is_accused(actor, against):
        return False
    return HEAD not in actor.roles or any(
        HEAD in one.roles and one.works_on(on) and not is_accused(one, against)
        for one in office.staff()
        if one.id != actor.id
    )


def _is_in_charge(actor: Staff, office: Office, on: date) -> bool:
    head = head_on(office, on)
    return head is not None and actor.id in (head.id, instead_of(office, head.id, on).holder)


def _stands_in(actor: Staff, named: frozenset[str], office: Office, on: date) -> bool:
    return any(instead_of(office, one, on).holder == actor.id for one in named)


def _responsible(case: Case) -> Iterator[str]:
    """Who has the case or a question of it, and whose it is; of two versions both."""
    if not case.slot(RESPONSIBLE).entries and case.registered.responsible:
        yield case.registered.responsible
    for line in _lines(case):
        last = line[-1].event
        if isinstance(last, ExecutorAssigned | HandOverAccepted):
            yield last.executor
        if isinstance(last, ExecutorPassed):
            yield last.owner


def _beside(case: Case) -> Iterator[str]:
    """Co-executors, and the commission that goes to the place."""
    for line in _lines(case):
        told = [one.event for one in line if isinstance(one.event, ExecutorAssigned)]
        if told and not isinstance(line[-1].event, ExecutorReleased):
            yield from told[-1].co_executors
    for visit in visits_of(case):
        if visit.cancelled is None:
            people = (visit.ordered.chair, *visit.ordered.members)
            yield from (one.staff for one in people if one.staff)


def _lines(case: Case) -> Iterator[tuple[SlotEntry, ...]]:
    """How each version of who acts came about."""
    for key in case.keys(RESPONSIBLE):
        yield from (line for line in case.slot(key).lines() if line)
