"""The working hours of an office: when somebody may be called to a duty, and when next."""

import re
from datetime import datetime, time, timedelta

import msgspec

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Reading

SETTING = "office_hours"
_SPAN = re.compile(r"^(\d{1,2}:\d{2})\s*[-\u2013]\s*(\d{1,2}:\d{2})$")


class OfficeHours(Reading, frozen=True, kw_only=True):
    """On every working day alike. `is_told` False: the office has not said them, these are ours."""

    opens: time = time(9)
    closes: time = time(18)
    break_from: time | None = None
    break_until: time | None = None
    is_told: bool = False

    def is_open(self, moment: datetime, calendar: Calendar) -> bool:
        """`moment` is Bishkek's wall clock."""
        now = moment.time()
        is_at_work = self.opens <= now < self.closes and not self._is_break(now)
        return is_at_work and calendar.is_working(moment.date())

    def next_open(self, moment: datetime, calendar: Calendar) -> datetime:
        """The moment itself while the office is open, else the next one at which it is."""
        if self.is_open(moment, calendar):
            return moment
        day, now = moment.date(), moment.time()
        if calendar.is_working(day):
            if now < self.opens:
                return datetime.combine(day, self.opens)
            if self.break_until is not None and self._is_break(now):
                return datetime.combine(day, self.break_until)
        return datetime.combine(calendar.on_or_after(day + timedelta(days=1)), self.opens)

    def _is_break(self, now: time) -> bool:
        if self.break_from is None or self.break_until is None:
            return False
        return self.break_from <= now < self.break_until


def parse_hours(text: str) -> OfficeHours:
    """ "09:00-18:00", with a break "09:00-18:00, 13:00-14:00". Raises FieldWrong."""
    spans = [_span(part) for part in text.split(",")]
    (opens, closes), *breaks = spans
    if not opens < closes or len(breaks) > 1:
        raise FieldWrong(SETTING, "out_of_range")
    told = OfficeHours(opens=opens, closes=closes, is_told=True)
    for begins, ends in breaks:
        if not opens <= begins < ends < closes:
            raise FieldWrong(SETTING, "out_of_range")
        told = msgspec.structs.replace(told, break_from=begins, break_until=ends)
    return told


def hours_of(office: Office) -> OfficeHours:
    """As the office told them; what another desk told and nobody can read counts as not told."""
    told = office.setting(SETTING)
    try:
        text = "" if told is None else msgspec.json.decode(told)
        return parse_hours(text) if isinstance(text, str) and text else OfficeHours()
    except (FieldWrong, msgspec.DecodeError):
        return OfficeHours()


def _span(text: str) -> tuple[time, time]:
    found = _SPAN.match(text.strip())
    if found is None:
        raise FieldWrong(SETTING, "unreadable")
    return _time(found[1]), _time(found[2])


def _time(text: str) -> time:
    hours, minutes = map(int, text.split(":"))
    if hours > 23 or minutes > 59:
        raise FieldWrong(SETTING, "out_of_range")
    return time(hours, minutes)
