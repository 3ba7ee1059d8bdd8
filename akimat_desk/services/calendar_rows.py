"""The named days of a year as they are listed: what is published and what the office said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from akimat_desk.domain.calendar_events import USUAL, WORKED, DaySaid
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.office_calendars import days_said, is_disputed
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import CalendarRow
from akimat_desk.storage.projections import Lens


def rows_of(lens: Lens, published: Calendar, year: int) -> Iterator[CalendarRow]:
    """Every named day of a year, and the published days off that the office struck out."""
    calendar, office = lens.references.calendar, lens.office
    said = {one.day: one for one in days_said(office)}
    named: dict[date, Any] = {row.day: row.name for row in (*published.days_off,)}
    kinds: list[tuple[str, Any]] = [(row.kind, row) for row in calendar.days_off]
    kinds += [(WORKED, row) for row in calendar.worked_days]
    kinds += [("working_holiday", row) for row in calendar.working_holidays]
    kinds += [("shorter", row) for row in calendar.shorter_days]
    for kind, row in sorted(kinds, key=lambda one: one[1].day):
        if row.day.year != year:
            continue
        own = said.get(row.day)
        is_struck = own is not None and own.what == USUAL
        yield _row(lens, own, row, "usual" if is_struck else kind, named.get(row.day))
    worked = {row.day for row in calendar.worked_days}
    for own in said.values():
        if own.day.year == year and own.what == USUAL and own.day not in worked:
            yield _row(lens, own, own, "usual", named.get(own.day))


def _row(
    lens: Lens, own: DaySaid | None, row: Any, kind: Any, published: Bilingual | None
) -> CalendarRow:
    office, calendar = lens.office, lens.references.calendar
    entry = None if own is None else office.slots[f"day:{row.day}"].shown
    author = None if entry is None else office.find_staff(entry.actor)
    return CalendarRow(
        day=row.day,
        kind=kind,
        name=row.name,
        is_confirmed=row.status == "confirmed",
        source=row.source,
        is_weekend=not calendar.is_working_weekday(row.day),
        is_own=own is not None,
        is_disputed=is_disputed(office, row.day),
        said_by="" if author is None else author.short_name,
        said_at=0 if entry is None else entry.at,
        published=published,
    )
