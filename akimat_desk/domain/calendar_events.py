"""What an office itself said of the working calendar: days off and worked, its working week."""

from datetime import date
from typing import Final

from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual

OFF, WORKED, USUAL, PUBLISHED = "off", "worked", "usual", "published"
SAYINGS: Final = (OFF, WORKED, USUAL, PUBLISHED)
LOCAL: Final = "local"


class DaySaid(Event, frozen=True, kw_only=True):
    """One day as the office says it is, whatever the published calendar says.

    `what` is "off", "worked" (a day of the weekend that is worked), "usual" (as the week has it)
    or "published" (the office takes back what it said). `kind` "local" is of this office alone.
    `release` is that of the published calendar the author looked at.
    """

    day: date
    what: str
    kind: str = ""
    name: Bilingual = Bilingual(ky="")
    status: str = "to_confirm"
    source: str = ""
    release: int = 0


class WeekSaid(Event, frozen=True, kw_only=True):
    """From a day on the office works these days of the week, Monday is 1."""

    from_on: date
    week: tuple[int, ...]


class CalendarChanged(Event, frozen=True, kw_only=True):
    """The office adopted these changes together, after it was shown which cases they move.

    Every day is a slot of its own: the same holiday said at two desks is one, and what two desks
    say of different days both holds.
    """

    days: tuple[DaySaid, ...] = ()
    weeks: tuple[WeekSaid, ...] = ()
