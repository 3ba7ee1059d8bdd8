"""What the card of a case shows: frozen, read in one snapshot, words left to the window."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from akimat_desk.domain.also_answers import Answeree
from akimat_desk.domain.body_asks import Ask
from akimat_desk.domain.bookings import Run
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.deadlines import Duty, WarningState
from akimat_desk.domain.facts import Event
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.readings import Answered, Bilingual, CameThrough, Reading, TakenPaper
from akimat_desk.domain.term_bars import TermBar
from akimat_desk.domain.visit_states import VisitState
from akimat_desk.services.cases import ExplainedCase
from akimat_desk.services.legs import Leg
from akimat_desk.services.lists import Repeat
from akimat_desk.services.number_clashes import Bearer


class Whereabouts(StrEnum):
    """What is known of an entry's way to the server; NONE where this desk has no server."""

    NONE = ""
    ONLY_HERE = "only_here"
    RECEIVED = "received"
    BROUGHT = "brought"


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote an entry, at which workstation, and when (local time of Asia/Bishkek)."""

    who: str
    role: str
    station: str
    at: datetime
    behalf: str = ""


class Official(Reading, frozen=True, kw_only=True):
    """A member of staff as the card names one; `login` is what actions are told."""

    id: str
    login: str
    name: str
    post: Bilingual
    room: str = ""
    phone: str = ""
    roles: tuple[str, ...] = ()


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts on the case or on one question of it, and by what resolution."""

    executor: Official | None
    co_executors: tuple[str, ...]
    resolution: str
    internal_on: date | None
    assigned_on: date
    signed: Signed
    is_accepted: bool
    is_declined: bool = False
    reason: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """`number` counts from 1; a case without listed questions has one, made of its subject."""

    number: int
    text: str
    assignment: Assignment | None = None
    answer: str = ""


class PauseLine(msgspec.Struct, frozen=True, kw_only=True):
    """The pause that stands; `category` is the catalogue's name of it."""

    from_on: date
    category: Bilingual
    ground: str
    waits_for: str
    body: str
    expected_on: date | None


class ControlLine(msgspec.Struct, frozen=True, kw_only=True):
    """A control and what became of it; `ended_on` when it was reported or lifted.

    `report` is the number of our report, `prolonged_by` of the letter that moved the date last;
    `lifted_by` and `ground` say who took it off, after a report too.
    """

    id: str
    body: str
    due_on: date
    number: str
    dated_on: date | None
    report_to: str
    ended_on: date | None = None
    is_lifted: bool = False
    reported_on: date | None = None
    report: str = ""
    prolonged_by: str = ""
    lifted_on: date | None = None
    lifted_by: str = ""
    ground: str = ""


class PaperLine(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that was taken in, at registration or later."""

    paper: TakenPaper
    received_on: date
    signed: Signed


class FileLine(msgspec.Struct, frozen=True, kw_only=True):
    """A scan or file; its bytes are asked for by digest."""

    digest: bytes
    title: str
    media: str
    size: int
    sheets: int
    signed: Signed


class ReceiptLine(msgspec.Struct, frozen=True, kw_only=True):
    """`copy` 0 is the first one. One that `is_replaced` holds no more."""

    form: str
    language: str
    copy: int
    signed: Signed
    digest: bytes = b""
    is_replaced: bool = False


class ActLine(msgspec.Struct, frozen=True, kw_only=True):
    """An act on record; `number` is empty until the journal's keeper gave one.

    `kind` of one that `is_by_form` is the id of its form; the card's rows "forms" name it.
    """

    act: str
    kind: str
    number: str
    issued_on: date
    language: str
    signatory: str
    answers: tuple[Answered, ...]
    is_refusal: bool
    signed: Signed
    deliveries: tuple[tuple[str, date, str], ...] = ()
    stage: str = ""
    is_by_form: bool = False

    @property
    def is_delivered(self) -> bool:
        return bool(self.deliveries)


class RequestLine(msgspec.Struct, frozen=True, kw_only=True):
    """Papers that were asked for; `answered_on` is the day something came in reply."""

    id: str
    of: str
    body: str
    documents: tuple[str, ...]
    ground: str
    requested_on: date
    signed: Signed
    answered_on: date | None = None


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; `event` is None for one of a newer program. `set_aside` says why it counts not.

    `received_at` is when the server, at the latest, had it: a receipt of the server says so.
    """

    id: str
    type: str
    event: Event | None
    signed: Signed
    set_aside: str = ""
    whereabouts: Whereabouts = Whereabouts.NONE
    received_at: datetime | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute; `id` is what settling is told."""

    id: str
    event: Event
    signed: Signed


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more things said about one slot by people who had not seen each other's word."""

    slot: str
    versions: tuple[Version, ...]


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the forms of the card choose from."""

    staff: tuple[Official, ...]
    outcomes: tuple[Row, ...]
    pause_grounds: tuple[Row, ...]
    documents: tuple[Row, ...]
    bodies: tuple[Row, ...]
    topics: tuple[Row, ...]
    services: tuple[Row, ...]
    head: Official | None = None


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the case is. `number` is this office's own, `first_number` that of the registration.

    `person` is the id of the applicant's own record; empty for one who is anonymous.
    """

    number: str
    first_number: str
    kind: Bilingual
    channel: Bilingual
    language: str
    applicant: Applicant
    representative: str
    subject: str
    text: str
    topic: str
    service: str
    against: str
    signatories: int
    sheets: int
    person: str
    through: CameThrough | None
    received_at: datetime
    registered_at: datetime
    secrecy: str = ""


class DutyLeft(msgspec.Struct, frozen=True, kw_only=True):
    """A duty that still stands; `days_left` counts working days, None where it has no date now."""

    duty: Duty
    days_left: int | None


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """By when, and whose each day was.

    `days_left` counts working days to `next`, negative when it is over. `internal_until` is the
    latest internal date there may be.
    """

    today: date
    next: Duty | None
    days_left: int | None
    warning: WarningState | None
    internal_until: date | None
    open_duties: tuple[DutyLeft, ...]
    pause: PauseLine | None
    bar: TermBar
    explained: ExplainedCase
    runs: tuple[Run, ...]


class End(msgspec.Struct, frozen=True, kw_only=True):
    """How this office's part ended; `outcome` is None where the ending has none."""

    on: date
    event: Event
    outcome: Bilingual | None
    file_index: str = ""
    due_on: date | None = None


class CardReading(msgspec.Struct, frozen=True, kw_only=True):
    """A whole case, as of one moment.

    `names` holds the short names of the staff by id, `rows` catalogue names by `catalogue:id`.
    `offered` are the actions that this person may do and that make sense now, `next_action` the
    one to do first. `by_table` answers by the table of responsibility, as the receipt says;
    `holder` is who answers now. `same_number`, usually empty: all cases that bear the number of
    this one, itself among them.
    """

    id: str
    header: Header
    term: Term
    stage: str
    end: End | None
    is_read_only: bool
    is_training: bool
    holder: Official | None
    by_table: Official | None
    assignment: Assignment | None
    questions: tuple[Question, ...]
    controls: tuple[ControlLine, ...]
    papers: tuple[PaperLine, ...]
    files: tuple[FileLine, ...]
    receipts: tuple[ReceiptLine, ...]
    requests: tuple[RequestLine, ...]
    acts: tuple[ActLine, ...]
    history: tuple[HistoryEntry, ...]
    others: tuple[Repeat, ...]
    disputes: tuple[Dispute, ...]
    names: dict[str, str]
    rows: dict[str, Bilingual]
    offered: tuple[str, ...]
    next_action: str
    may_enter_lengths: bool
    labels: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    also: tuple[Answeree, ...] = ()
    visits: tuple[VisitState, ...] = ()
    is_about_holder: bool = False
    legs: tuple[Leg, ...] = ()
    same_number: tuple[Bearer, ...] = ()

    @property
    def set_aside(self) -> tuple[HistoryEntry, ...]:
        return tuple(entry for entry in self.history if entry.set_aside)

    @property
    def open_controls(self) -> tuple[ControlLine, ...]:
        return tuple(control for control in self.controls if control.ended_on is None)

    @property
    def standing_controls(self) -> tuple[ControlLine, ...]:
        """Those nobody took off yet, reported ones too."""
        return tuple(control for control in self.controls if not control.is_lifted)

    @property
    def undelivered(self) -> tuple[ActLine, ...]:
        void = ("annulled", "replaced")
        return tuple(one for one in self.acts if not one.is_delivered and one.stage not in void)

    def row(self, catalogue: str, row_id: str) -> Bilingual:
        """The name of a catalogue's row, or the id itself where the row is not known here."""
        return self.rows.get(f"{catalogue}:{row_id}", Bilingual(ky=row_id))
