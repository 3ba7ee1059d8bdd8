"""Inspections of business as the office keeps their journal: announced, begun, ended, disputed.

Terms of inspections, the content of their acts and the name of the state's own register are not
established (domain.md 5.2): nothing here counts days against a law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Literal

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Reading
from akimat_desk.domain.records import Record, RecordKind, RecordLine
from akimat_desk.domain.slots import Slot

INSPECTION: Final = "inspection"
LETTER: Final = "\u0418"
"""The journal's own letter: no kind of case has it."""
COURSE, CORRECTED = "course", "corrected"
Stage = Literal["announced", "begun", "ended", "stopped"]
STAGES: Final = ("announced", "begun", "ended", "stopped")


@dataclass(eq=False)
class InspectionWithoutGround(RuleBroken):
    """No inspection is registered without the paper it stands on, and a plan or a reason."""

    field: str


@dataclass(eq=False)
class InspectionOver(RuleBroken):
    """It ended or was stopped already."""

    over_on: date


@dataclass(eq=False)
class InspectionNotBegun(RuleBroken):
    """What was never begun cannot end."""

    number: str


class Inspector(Reading, frozen=True, kw_only=True):
    """Who comes, and by which paper they show it."""

    name: str
    post: str = ""
    document: str = ""


class InspectionRegistered(Event, frozen=True, kw_only=True):
    """An inspection was announced and has its own number.

    `ground` names the order or prescription; `plan` the plan it stands in, or `reason` why it
    comes outside of one. `registry_number` is its number in the state's own register.
    """

    number: str
    mark: str
    sequence: int
    year: int
    registered_on: date
    entrepreneur: str
    ground: str
    body: str
    inspectors: tuple[Inspector, ...]
    starts_on: date
    ends_on: date
    subject: str
    inn: str = ""
    address: str = ""
    phone: str = ""
    plan: str = ""
    reason: str = ""
    registry_number: str = ""
    point: str = ""


class InspectionCorrected(Event, frozen=True, kw_only=True):
    """Fields as they should read; the number and the day of registration never move."""

    adds_up: ClassVar[bool] = True

    reason: str
    entrepreneur: str | None = None
    inn: str | None = None
    address: str | None = None
    phone: str | None = None
    ground: str | None = None
    plan: str | None = None
    unplanned: str | None = None
    registry_number: str | None = None
    body: str | None = None
    inspectors: tuple[Inspector, ...] | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    subject: str | None = None


class InspectionStarted(Event, frozen=True, kw_only=True):
    """The inspectors came; `started_at` is the time of day as told, "10:30"."""

    started_on: date
    started_at: str = ""


class InspectionFinished(Event, frozen=True, kw_only=True):
    """It is over, with its act."""

    finished_on: date
    act_number: str
    act_dated_on: date
    findings: str
    finished_at: str = ""


class InspectionStopped(Event, frozen=True, kw_only=True):
    """It did not go on, or never began: by whom and why."""

    stopped_on: date
    reason: str
    by: str = ""


class InspectionObjected(Event, frozen=True, kw_only=True):
    """The entrepreneur does not agree."""

    objected_on: date
    text: str


class EntrepreneurInformed(Event, frozen=True, kw_only=True):
    """The entrepreneur has the copy; `code` is that of its QR, so that it can be recognized."""

    informed_on: date
    language: str
    code: str
    way: str = "copy"


_CORRECTS: Final = {
    "entrepreneur": "entrepreneur", "inn": "inn", "address": "address", "phone": "phone",
    "ground": "ground", "plan": "plan", "unplanned": "reason", "body": "body",
    "registry_number": "registry_number", "inspectors": "inspectors", "subject": "subject",
    "starts_on": "starts_on", "ends_on": "ends_on",
}  # fmt: skip


class Inspection(Reading, frozen=True, kw_only=True):
    """One inspection as it stands. `facts` are the registration with its corrections."""

    facts: InspectionRegistered
    started: InspectionStarted | None = None
    finished: InspectionFinished | None = None
    stopped: InspectionStopped | None = None
    objections: tuple[InspectionObjected, ...] = ()
    informed: tuple[EntrepreneurInformed, ...] = ()
    is_disputed: bool = False

    @property
    def stage(self) -> Stage:
        if self.finished is not None:
            return "ended"
        if self.stopped is not None:
            return "stopped"
        return "announced" if self.started is None else "begun"

    @property
    def over_on(self) -> date | None:
        if self.finished is not None:
            return self.finished.finished_on
        return None if self.stopped is None else self.stopped.stopped_on

    @property
    def is_planned(self) -> bool:
        return bool(self.facts.plan)

    def is_late(self, today: date) -> bool:
        """It goes on, or went on, beyond the last day that was announced."""
        return (self.over_on or today) > self.facts.ends_on and self.stage != "stopped"


def read(record: Record) -> Inspection:
    """Only of an opened record."""
    if record.opened is None:
        raise LookupError("the inspection has no registration here")
    opening: Any = record.opened.event
    course = record.slot(COURSE)
    shown: Any = None if course.shown is None else course.shown.event
    started = [e.event for e in course.entries if isinstance(e.event, InspectionStarted)]
    return Inspection(
        facts=_corrected(opening, record.slot(CORRECTED)),
        started=started[-1] if started else None,
        finished=shown if isinstance(shown, InspectionFinished) else None,
        stopped=shown if isinstance(shown, InspectionStopped) else None,
        objections=_of(record, InspectionObjected),
        informed=_of(record, EntrepreneurInformed),
        is_disputed=bool(record.disputes),
    )


def demand_ground(ground: str, plan: str, reason: str) -> None:
    """Raises InspectionWithoutGround."""
    if not ground.strip():
        raise InspectionWithoutGround("ground")
    if not plan.strip() and not reason.strip():
        raise InspectionWithoutGround("plan")


def demand_going_on(found: Inspection) -> None:
    """Raises InspectionOver."""
    if found.over_on is not None:
        raise InspectionOver(found.over_on)


def _corrected(opening: InspectionRegistered, slot: Slot) -> InspectionRegistered:
    """Of corrections in dispute those that both sides share count."""
    changed: dict[str, Any] = {}
    for entry in slot.line or slot.common:
        for name, field in _CORRECTS.items():
            value = getattr(entry.event, name, None)
            if value is not None:
                changed[field] = value
    return msgspec.structs.replace(opening, **changed) if changed else opening


def _of(record: Record, kind: type[Any]) -> tuple[Any, ...]:
    return tuple(entry.event for entry in record.added if isinstance(entry.event, kind))


def _line(record: Record) -> RecordLine:
    found = read(record)
    facts = found.facts
    return RecordLine(
        number=facts.number,
        on=facts.registered_on,
        until=facts.ends_on,
        sorted_by=f"{facts.registered_on.isoformat()} {facts.sequence:06d}",
        stage=found.stage,
        group=facts.body,
        who=facts.entrepreneur,
        about=facts.subject,
        words=tuple(_words(facts)),
    )


def _words(facts: InspectionRegistered) -> Iterable[str]:
    yield from (facts.inn, facts.address, facts.body, facts.registry_number, facts.ground)
    yield from (one.name for one in facts.inspectors)


def _number(opening: InspectionRegistered) -> tuple[str, int, int]:
    return LETTER, opening.year, opening.sequence


INSPECTION_KIND: Final = RecordKind(
    name=INSPECTION,
    opening=InspectionRegistered,
    slots={
        InspectionStarted: lambda _: COURSE,
        InspectionFinished: lambda _: COURSE,
        InspectionStopped: lambda _: COURSE,
        InspectionCorrected: lambda _: CORRECTED,
    },
    added=frozenset((InspectionObjected, EntrepreneurInformed)),
    line=_line,
    numbered=_number,
)
