"""From what somebody proposes to the entry that says it, and back to what is shown of it."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeGuard

from akimat_desk.domain.calendar_events import (
    LOCAL,
    OFF,
    PUBLISHED,
    SAYINGS,
    USUAL,
    WORKED,
    CalendarChanged,
    DaySaid,
    WeekSaid,
)
from akimat_desk.domain.calendars import Calendar, DayOff, NamedDay, is_a_week
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.domain.office_calendars import days_said
from akimat_desk.domain.office_events import ReferenceAdopted
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fact_of
from akimat_desk.services.calendar_readings import Change, DayTold, Proposal, WeekTold
from akimat_desk.services.references import CALENDAR

KINDS: Final = ("holiday", "break", "ait", "extra", LOCAL)
YEARS: Final = range(2000, 2101)
_NAME_LIMIT: Final = 120
_CHANGING: Final = (stored_name(CalendarChanged), stored_name(ReferenceAdopted))
Changing = CalendarChanged | ReferenceAdopted
_MOST_DAYS: Final = 400


def changed(proposal: Proposal, published: Calendar, office: Office) -> CalendarChanged:
    """The event of a proposal. Raises FieldWrong."""
    if len(proposal.days) > _MOST_DAYS:
        raise FieldWrong("days", "too_many", _MOST_DAYS)
    return CalendarChanged(
        days=tuple(_said(one, published, office) for one in proposal.days),
        weeks=tuple(_week(one) for one in proposal.weeks),
    )


def _said(told: DayTold, published: Calendar, office: Office) -> DaySaid:
    if told.what not in SAYINGS:
        raise FieldWrong("what", "unknown")
    if told.day.year not in YEARS:
        raise FieldWrong("day", "out_of_range")
    if told.what in (USUAL, PUBLISHED):
        return _unsaid(told, published, office)
    if told.kind not in KINDS:
        raise FieldWrong("kind", "unknown")
    return DaySaid(
        day=told.day,
        what=told.what,
        kind=told.kind,
        name=_name(told.name),
        status="confirmed" if told.is_confirmed else "to_confirm",
        source=told.source.strip() or "office",
        release=published.release,
    )


def _unsaid(told: DayTold, published: Calendar, office: Office) -> DaySaid:
    """A day struck out or given back keeps the name it had, so that the list can tell it."""
    was = {one.day: one for one in days_said(office)}.get(told.day)
    names = {row.day: row.name for row in published.days_off}
    names |= {row.day: row.name for row in published.worked_days}
    named = names.get(told.day, Bilingual(ky=""))
    return DaySaid(
        day=told.day,
        what=told.what,
        kind="" if was is None else was.kind,
        name=named if was is None or named.ky else was.name,
        release=published.release,
    )


def _name(name: Bilingual) -> Bilingual:
    """A day off that nobody can name cannot be explained to an applicant."""
    ky, ru = name.ky.strip(), name.ru.strip()
    if not (ky or ru):
        raise FieldWrong("name", "empty")
    if max(len(ky), len(ru)) > _NAME_LIMIT:
        raise FieldWrong("name", "too_long", _NAME_LIMIT)
    return Bilingual(ky=ky or ru, ru=ru or ky)


def _week(told: WeekTold) -> WeekSaid:
    if not is_a_week(told.week):
        raise FieldWrong("week", "unknown")
    if told.from_on.year not in YEARS:
        raise FieldWrong("from_on", "out_of_range")
    return WeekSaid(from_on=told.from_on, week=tuple(sorted(set(told.week))))


def changes_in(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Changing]]:
    """The adopted changes among the entries of an office, as they come: what the office said of
    days itself, and the published releases it took over."""
    for entry in entries:
        if entry.envelope.type in _CHANGING:
            fact = fact_of(entry)
            if fact is not None and _changes_the_calendar(fact.event):
                yield entry, fact.event


def _changes_the_calendar(event: Event) -> TypeGuard[Changing]:
    """The release an office began with came without its bytes, and changed nothing."""
    if isinstance(event, ReferenceAdopted):
        return event.kind == CALENDAR and bool(event.body)
    return isinstance(event, CalendarChanged)


def released_days(before: Calendar, after: Calendar) -> tuple[DayTold, ...]:
    """The days that a newer release has otherwise, in order."""
    was, will = _named(before), _named(after)
    worked = {row.day for row in after.worked_days}
    found = []
    for day in sorted(was.keys() | will.keys()):
        if was.get(day) == will.get(day):
            continue
        row = will.get(day) or was[day]
        what = USUAL if day not in will else WORKED if day in worked else OFF
        found.append(DayTold(day=day, what=what, name=row.name))
    return tuple(found)


def _named(calendar: Calendar) -> dict[date, DayOff | NamedDay]:
    found: dict[date, DayOff | NamedDay] = {row.day: row for row in calendar.days_off}
    return found | {row.day: row for row in calendar.worked_days}


def seen_by(entry: Entry, entries: Iterable[Entry]) -> set[bytes]:
    """The references of all that came before it in its author's eyes."""
    known = {one.reference: one for one in entries}
    seen: set[bytes] = set()
    ahead = list(entry.envelope.parents)
    while ahead:
        reference = ahead.pop()
        if reference not in seen and reference in known:
            seen.add(reference)
            ahead += known[reference].envelope.parents
    return seen


def told_as_change(
    entry: Entry, event: Changing, office: Office, released: tuple[DayTold, ...] = ()
) -> Change:
    """`released` are the days that a published release has otherwise than the one before."""
    author = office.find_staff(str(uuid.UUID(bytes=entry.envelope.actor)))
    days = released
    weeks: tuple[WeekTold, ...] = ()
    if isinstance(event, CalendarChanged):
        days = tuple(_day_told(one) for one in event.days)
        weeks = tuple(WeekTold(from_on=one.from_on, week=one.week) for one in event.weeks)
    return Change(
        id=entry.reference.hex(),
        at=entry.envelope.at,
        by="" if author is None else author.short_name,
        days=days,
        weeks=weeks,
    )


def _day_told(said: DaySaid) -> DayTold:
    return DayTold(
        day=said.day,
        what=said.what,
        kind=said.kind,
        name=said.name,
        is_confirmed=said.status == "confirmed",
        source=said.source,
    )
