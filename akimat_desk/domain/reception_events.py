"""The facts of reception and hotline: the schedule, who signed up, and a card for each person."""

from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.readings import Bilingual


class ReceptionScheduled(Event, frozen=True, kw_only=True):
    """An official receives on a weekday (0 is Monday) or on one day; said anew it is changed.

    `schedule` is a UUID. `opens` and `closes` are wall-clock times, HH:MM. It holds from `from_on`
    to `until_on`, both included; a schedule that ends before it begins is taken back.
    """

    schedule: str
    official: str
    form: str
    opens: str
    closes: str
    place: Bilingual
    from_on: date
    weekday: int | None = None
    on: date | None = None
    until_on: date | None = None
    ground: str = ""


class SignedUp(Event, frozen=True, kw_only=True):
    """Somebody wants to be received on a day; `time` is HH:MM or empty. No one need show papers."""

    official: str
    on: date
    name: str
    time: str = ""
    phone: str = ""
    about: str = ""
    form: str = "personal"


class SignUpCorrected(Event, frozen=True, kw_only=True):
    """As the line of the list should read; the day and the official stay."""

    name: str
    time: str = ""
    phone: str = ""
    about: str = ""


class SignUpWithdrawn(Event, frozen=True, kw_only=True):
    """They will not come, or were written down by mistake."""

    withdrawn_on: date
    reason: str


class ReceptionOpened(Event, frozen=True, kw_only=True):
    """Somebody is being received, or called the hotline: a card with its number for life.

    `number` is the printed form; `journal`, `mark`, `sequence`, `year` are its parts. An applicant
    without person and organisation is anonymous. `person` is the office's record of the applicant
    where there is one, `sign_up` the id of the line they had signed up by.
    """

    number: str
    journal: str
    mark: str
    sequence: int
    year: int
    official: str
    on: date
    opened_at: int
    place: Bilingual
    form: str
    language: str
    receipt_code: str
    applicant: Applicant = Applicant()
    person: str = ""
    sign_up: str = ""
    point: str = ""


class ReceptionCorrected(Event, frozen=True, kw_only=True):
    """Who was received and where, as the card should read; number, day and official stay."""

    applicant: Applicant
    place: Bilingual
    person: str = ""
    reason: str = ""


class QuestionAsked(Event, frozen=True, kw_only=True):
    """A question of the card, counted from 1; said anew it is corrected."""

    question: int
    text: str
    topic: str = ""


class QuestionSettled(Event, frozen=True, kw_only=True):
    """What came of a question: settled on the spot, explained, an instruction, a written appeal.

    Of an instruction `executor` is a staff id, `due_on` the day that was promised. `case` is the
    case it became and `case_number` its number, of a written appeal once it is registered. `words`
    are the answer or the instruction itself.
    """

    question: int
    outcome: str
    words: str = ""
    executor: str = ""
    due_on: date | None = None
    case: str = ""
    case_number: str = ""


class ReceptionClosed(Event, frozen=True, kw_only=True):
    """The person has gone; every question has its outcome."""

    closed_at: int


class ReceptionAnnulled(Event, frozen=True, kw_only=True):
    """A card made in error; the number stays taken and says why."""

    annulled_on: date
    reason: str


RECEPTION_OFFICE_EVENTS: tuple[type[Any], ...] = (ReceptionScheduled,)
