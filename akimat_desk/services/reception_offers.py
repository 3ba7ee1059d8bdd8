"""What the window of reception offers to choose from on a day, and whose day it probably is."""

from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from akimat_desk.domain.behalf import HEAD
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.core import Core

if TYPE_CHECKING:
    from akimat_desk.services.reception_days import ScheduleRow

DAYS_AHEAD: Final = 60


class ReceptionOffers(msgspec.Struct, frozen=True, kw_only=True):
    """`receiving` is who receives that day, by the schedule; `official` the likeliest login.

    `workdays` follow `today` one by one.
    """

    today: date
    topics: tuple[Row, ...]
    staff: tuple[Staff, ...]
    receiving: tuple["ScheduleRow", ...]
    official: str
    workdays: tuple[date, ...]

    def place(self, official: str) -> Bilingual:
        """Where they receive that day; empty where the schedule knows nothing of it."""
        places = (one.place for one in self.receiving if one.official == official)
        return next(places, Bilingual(ky=""))

    def form(self, official: str) -> str:
        forms = (one.form for one in self.receiving if one.official == official)
        return next(forms, "personal")


def reception_offers(
    core: Core, on: date, today: date, receiving: tuple["ScheduleRow", ...]
) -> ReceptionOffers:
    with core.read() as (_, lens):
        office, calendar = lens.office, lens.references.calendar
        return ReceptionOffers(
            today=today,
            topics=core.shelf.catalogues(office).topics.rows,
            staff=tuple(one for one in office.staff() if one.works_on(on)),
            receiving=receiving,
            official=receiving[0].official if receiving else _head(office, on),
            workdays=tuple(calendar.nth_working_day(today, n) for n in range(1, DAYS_AHEAD + 1)),
        )


def _head(office: Office, on: date) -> str:
    held = office.post_holder(HEAD, on)
    found = None if held is None else office.find_staff(held.staff)
    return "" if found is None or not found.works_on(on) else found.login
