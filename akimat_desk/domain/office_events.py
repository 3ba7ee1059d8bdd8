"""The facts of an office: its dated names, people, table of responsibility, series and settings."""

from datetime import date
from typing import Any

from akimat_desk.domain.calendar_events import CalendarChanged
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import RECEPTION_OFFICE_EVENTS
from akimat_desk.domain.rule_events import RuleConfirmed


class OfficeNamed(Event, frozen=True, kw_only=True):
    """The office bears these names from a day on; `cases` bends them where grammar is not sure."""

    from_on: date
    name: Bilingual
    short: Bilingual
    kind: str = ""
    cases_ky: dict[str, str] = {}
    cases_ru: dict[str, str] = {}
    ground: str = ""


class LetterheadSet(Event, frozen=True, kw_only=True):
    """Address, phones and hours as papers show them from a day on."""

    from_on: date
    address: Bilingual
    phone: str = ""
    hours: Bilingual = Bilingual(ky="")
    email: str = ""


class SettingSet(Event, frozen=True, kw_only=True):
    """One setting of the whole office, as JSON text."""

    key: str
    value: str


class DepartmentNamed(Event, frozen=True, kw_only=True):
    department: str
    name: Bilingual
    parent: str = ""
    head: str = ""


class StaffRecorded(Event, frozen=True, kw_only=True):
    """A member of staff as the record reads from now on; `staff` is a UUID, never reused."""

    staff: str
    login: str
    surname: str
    given: str
    patronymic: str = ""
    post: Bilingual = Bilingual(ky="")
    department: str = ""
    roles: tuple[str, ...] = ()
    phone: str = ""
    room: str = ""
    from_on: date | None = None
    sex: str = ""


class StaffEnded(Event, frozen=True, kw_only=True):
    """The member of staff left; what they did stays theirs."""

    staff: str
    ended_on: date
    order: str = ""


class StaffReturned(Event, frozen=True, kw_only=True):
    """Whoever had left works here again, or never left: the ending before it was a mistake."""

    staff: str
    from_on: date
    order: str = ""


class PostHeld(Event, frozen=True, kw_only=True):
    """Who holds a signing post from a day on; `acting` prints the mark of an acting holder."""

    post: str
    staff: str
    from_on: date
    until_on: date | None = None
    acting: bool = False
    order: str = ""
    title: Bilingual = Bilingual(ky="")


class ResponsibilitySet(Event, frozen=True, kw_only=True):
    """From a day on an official answers for a topic or service ("" = all others), by an order."""

    staff: str
    from_on: date
    topic: str = ""
    service: str = ""
    order: str = ""
    order_on: date | None = None


class ResponsibilityEnded(Event, frozen=True, kw_only=True):
    """From a day on that topic or service has no official of its own any more."""

    from_on: date
    topic: str = ""
    service: str = ""
    order: str = ""


class SubstitutionSet(Event, frozen=True, kw_only=True):
    """While one is absent another stands in: new work and escalation go there."""

    substitution: str
    absent: str
    substitute: str
    from_on: date
    until_on: date
    ground: str = ""


class SeriesOpened(Event, frozen=True, kw_only=True):
    """A database file began to write numbers under its own mark."""

    origin: bytes
    point: str
    mark: str
    station: str = ""
    reason: str = ""


class SeriesClosed(Event, frozen=True, kw_only=True):
    """An older lineage writes no more; the highest number known of each journal and year."""

    origin: bytes
    mark: str
    last: dict[str, int] = {}
    reason: str = ""


class ReferenceAdopted(Event, frozen=True, kw_only=True):
    """The office works by this rule pack, calendar, catalogue or template from now on.

    `digest` is the first 16 bytes of the SHA-256 of the object; the highest release wins. `body`
    is the object itself where it did not come with the program: every desk of the office gets it.
    """

    kind: str
    id: str
    release: int
    digest: bytes
    body: bytes = b""


class RuleLengthEntered(Event, frozen=True, kw_only=True):
    """Where the law's number is not established, the office entered it, and says who and why."""

    rule: str
    length: int
    from_on: date
    legal: Bilingual
    confirmed_by: str


class KeeperNamed(Event, frozen=True, kw_only=True):
    """The station that alone gives the numbers of an office-wide journal.

    `last_number` is the last one known of the series of `year`.
    """

    journal: str
    station: str
    last_number: int = 0
    reason: str = ""
    year: int = 0


class ClockCorrected(Event, frozen=True, kw_only=True):
    """The computer's clock was wrong; the administrator says why, a new origin follows."""

    reason: str
    believed_at: int


class ClockConfirmed(Event, frozen=True, kw_only=True):
    """The clock stood long after the newest entry, of `newest_at`; its author says: so it is."""

    confirmed_on: date
    newest_at: int


OFFICE_EVENTS: tuple[type[Any], ...] = (
    OfficeNamed,
    LetterheadSet,
    SettingSet,
    DepartmentNamed,
    StaffRecorded,
    StaffEnded,
    StaffReturned,
    PostHeld,
    ResponsibilitySet,
    ResponsibilityEnded,
    SubstitutionSet,
    SeriesOpened,
    SeriesClosed,
    ReferenceAdopted,
    RuleLengthEntered,
    RuleConfirmed,
    KeeperNamed,
    ClockCorrected,
    ClockConfirmed,
    CalendarChanged,
    *RECEPTION_OFFICE_EVENTS,
)
