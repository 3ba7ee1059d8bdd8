"""The facts a case is made of. Fields are for ever: new ones are added, none changes meaning."""

from datetime import date
from typing import Any, ClassVar

from akimat_desk.domain.copy_events import COPY_EVENTS
from akimat_desk.domain.facts import Event
from akimat_desk.domain.people import Applicant, Representative
from akimat_desk.domain.readings import CameThrough, TakenPaper
from akimat_desk.domain.receipt_events import ReceiptIssued as ReceiptIssued  # noqa: PLC0414
from akimat_desk.domain.request_events import REQUEST_EVENTS
from akimat_desk.domain.request_events import (
    DocumentsRequested as DocumentsRequested,  # noqa: PLC0414
)


class CaseRegistered(Event, frozen=True, kw_only=True):
    """A matter came in and has its number for life.

    `number` is the printed form; `journal`, `mark`, `sequence`, `year` are its parts.
    `received_at` and `registered_at` are UTC milliseconds; on paper-first registration
    (`medium` "paper") `registered_at` is the hand-written time and `pad` the pad of the blank,
    which took the number before. `due_on` is what the receipt printed, None where the rule's
    length is not established. `rule`, `pack` and `calendar` say by what it was reckoned (rule id,
    references of the reference objects). `person` is the office's record of the applicant.
    `named_by` tells what named the official who answers: "table", "order", "registrar",
    "passed_up" where the table names whom the complaint is about.
    `signatories` counts all who signed, the applicant among them; `also_signed` names the
    others as far as they were written down.
    """

    number: str
    journal: str
    mark: str
    sequence: int
    year: int
    kind: str
    channel: str
    language: str
    received_at: int
    registered_at: int
    registered_on: date
    receipt_code: str
    subject: str
    applicant: Applicant = Applicant()
    person: str = ""
    representative: Representative | None = None
    signatories: int = 0
    categories: tuple[str, ...] = ()
    came_through: CameThrough | None = None
    topic: str = ""
    against: str = ""
    text: str = ""
    questions: tuple[str, ...] = ()
    service: str = ""
    previous: str = ""
    responsible: str = ""
    named_by: str = ""
    ordered_by: str = ""
    sheets: int = 0
    papers: tuple[TakenPaper, ...] = ()
    rule: str = ""
    pack: bytes = b""
    calendar: bytes = b""
    due_on: date | None = None
    point: str = ""
    medium: str = ""
    secrecy: str = ""
    reentered: bool = False
    also_signed: tuple[str, ...] = ()
    pad: str = ""


class FieldsCorrected(Event, frozen=True, kw_only=True):
    """Descriptive fields as they should read; each field merges by itself. No date, no number."""

    applicant: Applicant | None = None
    representative: Representative | None = None
    subject: str | None = None
    topic: str | None = None
    against: str | None = None
    text: str | None = None
    service: str | None = None
    categories: tuple[str, ...] | None = None
    signatories: int | None = None
    sheets: int | None = None
    reason: str = ""


class ExecutorAssigned(Event, frozen=True, kw_only=True):
    """A named official is to act; an internal date is never later than the other duties.

    Days count for them from the day after `assigned_on` (the entry's own day where it is None).

    `question` counts from 1, 0 is the whole case. `accepted` True: no acceptance is awaited.
    `resolved_on` and `scan` are day and picture (SHA-256) of the pen it was entered for.
    """

    executor: str
    co_executors: tuple[str, ...] = ()
    question: int = 0
    internal_on: date | None = None
    resolution: str = ""
    ground: str = ""
    accepted: bool = False
    assigned_on: date | None = None
    resolved_on: date | None = None
    scan: bytes = b""


class HandOverAccepted(Event, frozen=True, kw_only=True):
    """The official took the case over; days count as theirs from the next day on."""

    executor: str
    accepted_on: date
    question: int = 0


class HandOverDeclined(Event, frozen=True, kw_only=True):
    """The official gave it back, with a reason."""

    executor: str
    declined_on: date
    reason: str
    question: int = 0


class ClockPaused(Event, frozen=True, kw_only=True):
    """The term stands from `from_on` on; `waits_for` is "applicant", "body" or "office"."""

    adds_up: ClassVar[bool] = True

    from_on: date
    category: str
    ground: str
    waits_for: str = "applicant"
    body: str = ""
    expected_on: date | None = None
    request: str = ""


class ClockResumed(Event, frozen=True, kw_only=True):
    """The term runs again from `on` on."""

    adds_up: ClassVar[bool] = True

    on: date
    reason: str = ""


class TermExtended(Event, frozen=True, kw_only=True):
    """The statutory term is longer by `days` of its own unit."""

    adds_up: ClassVar[bool] = True

    days: int
    granted_on: date
    ground: str
    granted_by: str = ""
    notice_on: date | None = None


class ControlSet(Event, frozen=True, kw_only=True):
    """A higher body or head awaits an answer by a date of their own."""

    control: str
    body: str
    due_on: date
    number: str = ""
    dated_on: date | None = None
    report_to: str = ""


class ControlProlonged(Event, frozen=True, kw_only=True):
    """The controlling body moved its date, by a letter named here."""

    control: str
    due_on: date
    letter_number: str
    letter_dated_on: date


class ControlReported(Event, frozen=True, kw_only=True):
    """The report to the controlling body went out; `act` is the letter where we made it here."""

    control: str
    reported_on: date
    number: str = ""
    act: str = ""


class ControlLifted(Event, frozen=True, kw_only=True):
    """Taken off control: by whom, on what ground."""

    control: str
    lifted_on: date
    by: str
    ground: str


class DocumentReceived(Event, frozen=True, kw_only=True):
    """Papers came in after registration."""

    papers: tuple[TakenPaper, ...]
    received_on: date
    request: str = ""
    from_body: str = ""
    number: str = ""
    dated_on: date | None = None


class FileAttached(Event, frozen=True, kw_only=True):
    """A scan or file, kept by its SHA-256."""

    digest: bytes
    title: str
    media: str
    size: int
    sheets: int = 0


class NoteAdded(Event, frozen=True, kw_only=True):
    """A remark for colleagues."""

    text: str


class NoticeGiven(Event, frozen=True, kw_only=True):
    """The applicant was told something the law wants told."""

    notice: str
    given_on: date
    text: str = ""


class ActIssued(Event, frozen=True, kw_only=True):
    """A standardized act, signed and numbered; never edited, only replaced by another act.

    `number` is the office-wide one, `journal`, `sequence` and `year` are its place in the series;
    empty while the journal's keeper has not numbered it. `reading` is the frozen one, as canonical
    JSON of the template's own shape. `subject` and `addressee` are what the journals of acts show.
    """

    act: str
    kind: str
    language: str
    template: str
    issued_on: date
    digest: bytes
    signatory: str
    number: str = ""
    journal: str = ""
    sequence: int = 0
    year: int = 0
    reading: str = ""
    replaces: str = ""
    template_digest: bytes = b""
    subject: str = ""
    addressee: str = ""


class ActNumbered(Event, frozen=True, kw_only=True):
    """The journal's keeper gave the office-wide number.

    `digest` names the paper with its number, `qr` is the payload that stands on it.
    """

    act: str
    number: str
    journal: str
    sequence: int
    year: int
    numbered_on: date
    digest: bytes = b""
    qr: str = ""


class ActDelivered(Event, frozen=True, kw_only=True):
    """How and when the act reached the addressee, with proof."""

    act: str
    way: str
    delivered_on: date
    proof: str = ""


class CaseDecided(Event, frozen=True, kw_only=True):
    """What was decided; the case stays open until it is closed."""

    outcome: str
    decided_on: date
    act: str = ""
    grounds: str = ""


class CaseForwarded(Event, frozen=True, kw_only=True):
    """Sent to the competent body; `to_office` is set where that is an office of the programme."""

    body: str
    forwarded_on: date
    ground: str
    to_office: str = ""
    number: str = ""
    keeps_control: bool = False
    questions: tuple[int, ...] = ()


class CaseAccepted(Event, frozen=True, kw_only=True):
    """Taken by the receiving office: its number, its duty; `hand_over` names the forwarding."""

    office: str
    number: str
    journal: str
    mark: str
    sequence: int
    year: int
    accepted_at: int
    registered_on: date
    rule: str = ""
    pack: bytes = b""
    calendar: bytes = b""
    due_on: date | None = None
    responsible: str = ""
    receipt_code: str = ""
    hand_over: bytes = b""
    person: str = ""


class CaseReturned(Event, frozen=True, kw_only=True):
    """The receiving office gave a forwarded case back, with a reason."""

    office: str
    returned_on: date
    reason: str


class CaseClosed(Event, frozen=True, kw_only=True):
    """Executed; keeps the statutory due date as it stood on that day."""

    outcome: str
    closed_on: date
    due_on: date | None = None
    answer: str = ""
    file_index: str = ""
    sheets: int = 0


class CaseWithdrawn(Event, frozen=True, kw_only=True):
    """The applicant took the matter back."""

    withdrawn_on: date
    ground: str


class CaseAnnulled(Event, frozen=True, kw_only=True):
    """A registration made in error; the number stays taken and says why."""

    annulled_on: date
    reason: str


class CaseReopened(Event, frozen=True, kw_only=True):
    """Work goes on after an end."""

    reopened_on: date
    ground: str


CASE_EVENTS: tuple[type[Any], ...] = (
    CaseRegistered,
    FieldsCorrected,
    ExecutorAssigned,
    HandOverAccepted,
    HandOverDeclined,
    ClockPaused,
    ClockResumed,
    TermExtended,
    ControlSet,
    ControlProlonged,
    ControlReported,
    ControlLifted,
    *REQUEST_EVENTS,
    *COPY_EVENTS,
    DocumentReceived,
    FileAttached,
    NoteAdded,
    NoticeGiven,
    ReceiptIssued,
    ActIssued,
    ActNumbered,
    ActDelivered,
    CaseDecided,
    CaseForwarded,
    CaseAccepted,
    CaseReturned,
    CaseClosed,
    CaseWithdrawn,
    CaseAnnulled,
    CaseReopened,
)
