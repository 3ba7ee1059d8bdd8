"""The days of the demonstration: working days counted back from today, and a clock to turn."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.moments import BISHKEK, legal_day, local_time, milliseconds

_OPENS, _SHUTS = time(8, 30), time(18)
# Before this hour the last day of the story is the working day before: nobody registers at night.
_LAST_DAY_FROM = time(9, 20)
_WHEN: Final = re.compile(r"(?P<offset>-?\d+) (?P<hour>\d\d):(?P<minute>\d\d)")


class StoryClock:
    """Stands where the story has come to, a millisecond further at each look; only goes forward."""

    def __init__(self, at: int) -> None:
        self._at = at

    def now(self) -> int:
        self._at += 1
        return self._at

    def turn_to(self, at: int) -> None:
        self._at = max(self._at, at)


class Days:
    """Offsets of working days as dates and instants. Day 0 is today, or the last day worked."""

    def __init__(self, now: int, calendar: Calendar) -> None:
        self._now = local_time(now) - timedelta(minutes=1)
        self._calendar = calendar
        today = legal_day(now)
        has_begun = local_time(now).time() >= _LAST_DAY_FROM
        is_day_of_story = calendar.is_working(today) and has_begun
        self.last = today if is_day_of_story else self._worked_before(today)

    @property
    def today(self) -> date:
        """Also where nobody works."""
        return self._now.date()

    def day(self, offset: int) -> date:
        if offset > 0:
            return self._calendar.nth_working_day(self.last, offset)
        found = self.last
        for _ in range(-offset):
            found = self._worked_before(found)
        return found

    def instant(self, when: str) -> int:
        """Of "-14 09:20"; the hours of a day that is not over are drawn together to fit."""
        told = _WHEN.fullmatch(when)
        if told is None:
            raise ValueError(when)
        on = self.day(int(told["offset"]))
        moment = datetime.combine(on, time(int(told["hour"]), int(told["minute"])), BISHKEK)
        opens = datetime.combine(on, _OPENS, BISHKEK)
        shuts = datetime.combine(on, _SHUTS, BISHKEK)
        ends = min(shuts, self._now.replace(tzinfo=BISHKEK))
        if ends < shuts and on == self.last:
            moment = opens + (moment - opens) * ((ends - opens) / (shuts - opens))
        return milliseconds(moment)

    def _worked_before(self, day: date) -> date:
        before = day - timedelta(days=1)
        while not self._calendar.is_working(before):
            before -= timedelta(days=1)
        return before
