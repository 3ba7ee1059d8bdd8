"""Everything the desk can refuse: facts and a stable code, never a sentence."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


class DeskError(Exception):
    """Expected; anything else that is raised is a bug.

    The code is the class name in snake case and is part of the command-line contract;
    tests/domain/test_errors.py keeps the list. Facts hold no personal data.
    """

    exit_code: ClassVar[int] = 1

    @property
    def code(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def facts(self) -> dict[str, object]:
        # Python keeps its own notes on an exception in the same place.
        told = vars(self).items()
        return {name: _plain(value) for name, value in told if not name.startswith("_")}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts().items())
        return f"{self.code}({told})"


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


class RuleBroken(DeskError):
    """The regulation, or the shape of what was asked, says no."""


class Conflict(DeskError):
    """Someone else was first: look at theirs and decide again."""


class Unavailable(DeskError):
    """Disk, line or another program: the same call may work later, nothing is lost."""

    exit_code: ClassVar[int] = 3


class IntegrityBroken(DeskError):
    """What is stored is not what was written."""

    exit_code: ClassVar[int] = 4


@dataclass(eq=False)
class FieldWrong(RuleBroken):
    """One value of what was typed is wrong; `field` is its key, `reason` a stable word."""

    field: str
    reason: str
    limit: int | None = None


@dataclass(eq=False)
class UnknownKeys(RuleBroken):
    keys: tuple[str, ...]


@dataclass(eq=False)
class UnknownRow(RuleBroken):
    """No such row in a catalogue."""

    catalogue: str
    id: str


@dataclass(eq=False)
class LineUnreadable(RuleBroken):
    """A line of input that is no JSON object.

    `reason`: empty, not_utf8, not_json, not_an_object, too_long.
    """

    reason: str


@dataclass(eq=False)
class NotAllowed(RuleBroken):
    """The role, or the relation to this case, does not allow the action."""

    action: str


@dataclass(eq=False)
class StaffUnknown(RuleBroken):
    """Nobody of the office has this login, or they left before that day."""

    login: str


@dataclass(eq=False)
class LoginTaken(RuleBroken):
    login: str


@dataclass(eq=False)
class ClockBehind(RuleBroken):
    """The computer's clock stands before the newest entry of this desk; numbering stops."""

    now: datetime
    newest_at: datetime


@dataclass(eq=False)
class CaseEnded(RuleBroken):
    """The case has an end already; only reopening goes on from there."""

    number: str
    ended_on: date


@dataclass(eq=False)
class CaseOpen(RuleBroken):
    """There is no end to take back."""

    number: str


@dataclass(eq=False)
class CaseReadOnly(RuleBroken):
    """The case holds entries of a newer program: update before acting on it."""

    number: str


@dataclass(eq=False)
class AlreadyPaused(RuleBroken):
    number: str
    from_on: date


@dataclass(eq=False)
class NotPaused(RuleBroken):
    number: str


@dataclass(eq=False)
class DateOutOfPlace(RuleBroken):
    """A date before the earliest or after the latest one that makes sense here."""

    field: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(eq=False)
class InternalTooLate(RuleBroken):
    """An internal date may not be later than the other duties of the case."""

    latest: date


@dataclass(eq=False)
class RuleLengthMissing(RuleBroken):
    """The law's number is not established: the office enters it once, with its article."""

    rule: str


@dataclass(eq=False)
class ExtensionTooLong(RuleBroken):
    """More days than the rule allows in all."""

    cap: int
    granted: int


@dataclass(eq=False)
class NothingToAccept(RuleBroken):
    """Nothing was handed over to this official, or it is accepted already."""

    number: str


@dataclass(eq=False)
class NothingToRelease(RuleBroken):
    """Nobody acts on the case, so there is nobody to release."""

    number: str


@dataclass(eq=False)
class UndoTooLate(RuleBroken):
    """What is to be undone was long ago, or somebody went on from it."""

    number: str


@dataclass(eq=False)
class AbsenceOverlaps(RuleBroken):
    """On some of these days the person is entered as absent already."""

    from_on: date
    until_on: date


@dataclass(eq=False)
class SubstitutesInCircle(RuleBroken):
    """From that day on those who stand in for one another lead back to who is absent."""

    on: date


@dataclass(eq=False)
class StaffHoldsCases(RuleBroken):
    """Whoever leaves hands their open cases over first."""

    login: str
    count: int


@dataclass(eq=False)
class HandOverNotPrinted(RuleBroken):
    """Nobody signs an act of hand-over before it is on paper."""

    act: str


@dataclass(eq=False)
class ExecutorIsAccused(RuleBroken):
    """The complaint is against this official."""

    login: str


@dataclass(eq=False)
class ControlUnknown(RuleBroken):
    control: str


@dataclass(eq=False)
class ControlNotReported(RuleBroken):
    """The controlling body awaits a report before the case may close."""

    body: str
    due_on: date | None


@dataclass(eq=False)
class AnswerMissing(RuleBroken):
    """The answer to the applicant is not recorded."""

    number: str


@dataclass(eq=False)
class NothingDisputed(RuleBroken):
    slot: str


@dataclass(eq=False)
class DisputeOpen(RuleBroken):
    """Desks said different things about this; the head settles it before work goes on."""

    slot: str


@dataclass(eq=False)
class ActUnknown(RuleBroken):
    act: str


@dataclass(eq=False)
class ResponsibilityMissing(RuleBroken):
    """No official is named for this matter on that day: the table of responsibility comes first."""

    topic: str
    service: str


@dataclass(eq=False)
class LetterheadMissing(RuleBroken):
    """The office has no name or address for that day yet."""

    part: str


@dataclass(eq=False)
class ServiceNotTaken(RuleBroken):
    """Applications for this service are no longer taken in."""

    service: str
    closed_on: date


@dataclass(eq=False)
class ReferenceMissing(RuleBroken):
    """The rule pack, calendar or catalogue that is named is not at this desk."""

    kind: str
    id: str


@dataclass(eq=False)
class ActionUnknown(RuleBroken):
    action: str


@dataclass(eq=False)
class WorkCancelled(Unavailable):
    """Somebody stopped long work; nothing of it was kept."""
