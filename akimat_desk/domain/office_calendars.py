"""The calendar an office works by: the published one, and over it what the office itself said."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, get_args

import msgspec

from akimat_desk.domain.calendar_events import (
    LOCAL,
    OFF,
    PUBLISHED,
    USUAL,
    WORKED,
    DaySaid,
    WeekSaid,
)
from akimat_desk.domain.calendars import Calendar, DayKind, DayOff, NamedDay, WeekFrom, is_a_week
from akimat_desk.domain.offices import Office
from akimat_desk.domain.slots import DisputeSettled, Slot, SlotEntry

DAY, WEEK = "day", "week"
_KINDS: Final = get_args(DayKind)
# Of several sayings the one under which a term ends first: an applicant must not lose by it.
_SAFEST: Final = (WORKED, USUAL, PUBLISHED, OFF)
_canonical = msgspec.json.Encoder(order="sorted")


def office_calendar(published: Calendar, office: Office) -> Calendar:
    """Total: what no calendar can take is passed over."""
    base = _set_week(office)
    calendar = published if base is None else published.with_week(base)
    weeks = tuple(WeekFrom(from_on=one.from_on, week=one.week) for one in weeks_said(office))
    if weeks:
        calendar = calendar.with_weeks(weeks)
    return with_days(calendar, days_said(office))


def calendar_reference(published: bytes, calendar: Calendar, office: Office) -> bytes:
    """What a case names as its calendar: the published one, or the digest of what was made of it.

    Equal wherever the same was said.
    """
    if not any(key.startswith((f"{DAY}:", f"{WEEK}:")) for key in office.slots):
        return published
    return hashlib.sha256(_canonical.encode(calendar)).digest()[:16]


def days_said(office: Office) -> tuple[DaySaid, ...]:
    """What the office says of single days, by date; taken back ones are not among them."""
    said = (_safest(slot) for slot in _slots(office, DAY))
    found = (one for one in said if one is not None and one.what != PUBLISHED)
    return tuple(sorted(found, key=lambda one: one.day))


def weeks_said(office: Office) -> tuple[WeekSaid, ...]:
    """By the day from which they hold; of two for a day the one with more days of work."""
    found: list[WeekSaid] = []
    for slot in _slots(office, WEEK):
        told = [event for event in _sayings(slot) if is_a_week(event.week)]
        if told:
            found.append(max(told, key=lambda one: (len(set(one.week)), one.week)))
    return tuple(sorted(found, key=lambda one: one.from_on))


def is_disputed(office: Office, day: date) -> bool:
    """Two workstations said different things of the day, and nobody said anything since."""
    slot = office.slots.get(f"{DAY}:{day}")
    return slot is not None and slot.is_disputed


def with_days(calendar: Calendar, said: Iterable[DaySaid]) -> Calendar:
    """The calendar with each of these days as it is said to be."""
    off = {row.day: row for row in calendar.days_off}
    worked = {row.day: row for row in calendar.worked_days}
    holding = [one for one in said if not _is_overtaken(calendar, off, one)]
    if not holding:
        return calendar
    for one in holding:
        off.pop(one.day, None)
        worked.pop(one.day, None)
        if one.what == OFF:
            off[one.day] = _day_off(one)
        elif one.what == WORKED or _is_struck(calendar, one):
            worked[one.day] = _named_day(one)
    return msgspec.structs.replace(
        calendar,
        days_off=tuple(sorted(off.values(), key=lambda row: row.day)),
        worked_days=tuple(sorted(worked.values(), key=lambda row: row.day)),
        working_holidays=tuple(row for row in calendar.working_holidays if row.day not in off),
        shorter_days=tuple(row for row in calendar.shorter_days if row.day not in off),
    )


def differing_days(one: Calendar, other: Calendar, first: date, last: date) -> list[date]:
    """The days first <= d <= last that one calendar works and the other does not, in order."""
    before = date.fromordinal(max(1, first.toordinal() - 1))
    days = set(one.days_worked(before, last)) ^ set(other.days_worked(before, last))
    return sorted(days)


def _slots(office: Office, prefix: str) -> Iterator[Slot]:
    return (slot for key, slot in office.slots.items() if key.startswith(f"{prefix}:"))


def _sayings(slot: Slot) -> list[Any]:
    """What each of the latest entries says; one where nothing is in dispute."""
    latest = slot.latest if slot.is_disputed else (slot.shown,)
    return [_chosen(slot, entry).event for entry in latest if entry is not None]


def _chosen(slot: Slot, entry: SlotEntry) -> SlotEntry:
    while isinstance(entry.event, DisputeSettled):
        kept = entry.event.keeps
        entry = next(one for one in slot.entries if one.id == kept)
    return entry


def _safest(slot: Slot) -> DaySaid | None:
    told = [one for one in _sayings(slot) if isinstance(one, DaySaid) and one.what in _SAFEST]
    if not told:
        return None
    first = min(told, key=lambda one: (_SAFEST.index(one.what), _canonical.encode(one)))
    # Nobody settled it, so nobody is sure of it.
    return msgspec.structs.replace(first, status="to_confirm") if len(told) > 1 else first


def _is_struck(calendar: Calendar, said: DaySaid) -> bool:
    """A day off that falls on a working day of the week is none any more.

    Nor is one that a row made a working day before: without the row it would be off again.
    """
    was_named = said.day in calendar.named_days or not calendar.is_working(said.day)
    return said.what == USUAL and was_named and calendar.is_working_weekday(said.day)


def _is_overtaken(calendar: Calendar, off: dict[date, DayOff], said: DaySaid) -> bool:
    """A newer release that confirms a row for the day knows better than the office did before."""
    row = off.get(said.day)
    is_newer = said.kind != LOCAL and said.release < calendar.release
    return is_newer and row is not None and row.status == "confirmed"


def _day_off(said: DaySaid) -> DayOff:
    kind: Any = said.kind if said.kind in _KINDS else "extra"
    return DayOff(day=said.day, kind=kind, name=said.name, status=_status(said), source=said.source)


def _named_day(said: DaySaid) -> NamedDay:
    return NamedDay(day=said.day, name=said.name, status=_status(said), source=said.source)


def _status(said: DaySaid) -> Any:
    return "confirmed" if said.status == "confirmed" else "to_confirm"


def _set_week(office: Office) -> tuple[int, ...] | None:
    """The setting without a date, from before weeks had one."""
    told = office.setting("week")
    if told is None:
        return None
    try:
        week = tuple(msgspec.json.decode(told, type=list[int]))
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return week if is_a_week(week) else None
