"""When officials receive and who signed up: the schedule of an office and the list of a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import msgspec

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.offices import Office
from akimat_desk.domain.reception_events import (
    ReceptionScheduled,
    SignedUp,
    SignUpCorrected,
    SignUpWithdrawn,
)
from akimat_desk.domain.receptions import FORMS, day_group
from akimat_desk.domain.records import Record, RecordKind, RecordLine

KIND: Final = "sign_up"
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

Standing = Literal["waiting", "came", "did_not_come", "withdrawn"]


@dataclass(eq=False)
class SignUpTaken(RuleBroken):
    """Somebody else has that time."""

    time: str


@dataclass(eq=False)
class ScheduleUnknown(RuleBroken):
    schedule: str


class SignUp(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list as it reads now."""

    official: str
    on: date
    name: str
    time: str
    phone: str
    about: str
    form: str
    withdrawn_for: str = ""

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.withdrawn_for)


def sign_up_of(record: Record) -> SignUp:
    """Of an opened record."""
    if record.opened is None:
        raise LookupError("the sign-up has no beginning here")
    first: Any = record.opened.event
    corrected: Any = record.slot("line").shown
    told = first if corrected is None else corrected.event
    withdrawn: Any = record.slot("withdrawn").shown
    return SignUp(
        official=first.official,
        on=first.on,
        name=told.name,
        time=told.time,
        phone=told.phone,
        about=told.about,
        form=first.form,
        withdrawn_for="" if withdrawn is None else withdrawn.event.reason,
    )


def standing(one: SignUp, today: date, *, has_card: bool) -> Standing:
    """Who has no card when the day is over did not come."""
    if has_card:
        return "came"
    if one.is_withdrawn:
        return "withdrawn"
    return "waiting" if today <= one.on else "did_not_come"


def receives_on(one: ReceptionScheduled, day: date) -> bool:
    """Whether the official receives by this row on that day."""
    if day < one.from_on or (one.until_on is not None and day > one.until_on):
        return False
    return day == one.on if one.on is not None else day.weekday() == one.weekday


def schedules(office: Office, day: date) -> Iterator[ReceptionScheduled]:
    """What holds or is still to come, in the order of the week, single days last."""
    held: list[ReceptionScheduled] = [
        one for one in office.all("reception") if not is_over(one, day)
    ]
    yield from sorted(held, key=_in_order)


def is_over(one: ReceptionScheduled, day: date) -> bool:
    last = one.on if one.on is not None else one.until_on
    taken_back = one.until_on is not None and one.until_on < one.from_on
    return taken_back or (last is not None and last < day)


def _in_order(one: ReceptionScheduled) -> tuple[date, int, str, str]:
    return one.on or date.min, 7 if one.weekday is None else one.weekday, one.opens, one.schedule


def demand_schedule(one: ReceptionScheduled) -> None:
    """Raises FieldWrong."""
    if (one.weekday is None) == (one.on is None):
        raise FieldWrong("weekday", "missing" if one.on is None else "unknown")
    if one.weekday is not None and not 0 <= one.weekday <= 6:
        raise FieldWrong("weekday", "out_of_range", 6)
    if one.form not in FORMS:
        raise FieldWrong("form", "unknown")
    for name in ("opens", "closes"):
        demand_time(name, getattr(one, name))
    if one.closes <= one.opens:
        raise FieldWrong("closes", "out_of_range")
    demand_filled("place", one.place.ky)


def demand_time(path: str, told: str) -> None:
    """Raises FieldWrong."""
    if not _TIME.fullmatch(told):
        raise FieldWrong(path, "unknown")


def _line(record: Record) -> RecordLine:
    one = sign_up_of(record)
    return RecordLine(
        on=one.on,
        sorted_by=f"{one.on.isoformat()} {one.time or '99:99'}",
        stage="withdrawn" if one.is_withdrawn else "waiting",
        group=day_group(one.official, one.on),
        held_by=one.official,
        who=one.name,
        about=one.about,
        words=(one.phone,),
    )


SIGN_UP: Final = RecordKind(
    name=KIND,
    opening=SignedUp,
    slots={SignUpCorrected: lambda _: "line", SignUpWithdrawn: lambda _: "withdrawn"},
    line=_line,
)
