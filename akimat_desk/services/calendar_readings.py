"""What is shown of the calendar: its days of a year, its changes, the cases a change moves."""

from datetime import date
from typing import Literal

import msgspec

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.readings import Bilingual

RowKind = Literal[
    "holiday", "break", "ait", "extra", "local", "worked", "working_holiday", "shorter", "usual"
]


class DayTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day as the office wants it: `what` and `kind` as `calendar_events` has them."""

    day: date
    what: str = "off"
    kind: str = "extra"
    name: Bilingual = Bilingual(ky="")
    is_confirmed: bool = False
    source: str = ""


class WeekTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Monday is 1."""

    from_on: date
    week: tuple[int, ...]


class Proposal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Changes that are looked at and adopted together."""

    days: tuple[DayTold, ...] = ()
    weeks: tuple[WeekTold, ...] = ()


class CalendarRow(msgspec.Struct, frozen=True, kw_only=True):
    """A day with a name. `kind` "usual" is a published day off that the office struck out.

    `is_own`: the office said it, by `said_by` at `said_at` (UTC milliseconds). `published` is
    the name the published calendar has for the day, where it has one. On a `is_weekend` day a day
    off changes nothing.
    """

    day: date
    kind: RowKind
    name: Bilingual
    is_confirmed: bool
    source: str
    is_weekend: bool = False
    is_own: bool = False
    is_disputed: bool = False
    said_by: str = ""
    said_at: int = 0
    published: Bilingual | None = None

    @property
    def is_local(self) -> bool:
        """Of this office alone."""
        return self.kind == "local"

    @property
    def is_off(self) -> bool:
        return self.kind in ("holiday", "break", "ait", "extra", "local")


class CalendarYear(msgspec.Struct, frozen=True, kw_only=True):
    """A year of the calendar the office works by; `calendar` answers for any day of it.

    `may_change`: whoever is signed in may adopt a change.
    """

    year: int
    calendar: Calendar
    rows: tuple[CalendarRow, ...]
    may_change: bool


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """One open case whose statutory date another calendar moves.

    A date is None where the term then stands in a pause. `told_on`: a notice of it was given.
    Nobody can be told who is not named.
    """

    case: str
    number: str
    applicant: str
    language: str
    before: date | None
    after: date | None
    told_on: date | None = None

    @property
    def can_be_told(self) -> bool:
        return bool(self.applicant) and self.told_on is None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that were adopted together; `at` is UTC milliseconds, `id` the entry's reference."""

    id: str
    at: int
    by: str
    days: tuple[DayTold, ...]
    weeks: tuple[WeekTold, ...]


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """What adopting did: the entry, and the cases it moved."""

    change: str
    moved: tuple[Moved, ...]


class CaseMove(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the calendar that moved a case when it was adopted, told from both journals."""

    change: Change
    before: date | None
    after: date | None
