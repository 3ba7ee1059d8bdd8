"""Releases of the calendar that the centre published: what they would move, adopting them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from akimat_desk.domain.calendars import parse_calendar
from akimat_desk.domain.office_events import ReferenceAdopted
from akimat_desk.services.calendar_moves import Watch
from akimat_desk.services.calendar_readings import Adopted, Moved
from akimat_desk.services.core import Core
from akimat_desk.services.offered import Offer, OfferUnknown, offer, offers
from akimat_desk.services.references import CALENDAR, ReferenceObject
from akimat_desk.storage.projections import Lens

if TYPE_CHECKING:
    from akimat_desk.services.calendars import Calendars


class CalendarReleases:
    """What the office itself said of single days goes on holding under a newer release."""

    def __init__(self, core: Core, calendars: "Calendars") -> None:
        self._core, self._calendars = core, calendars

    def offered(self) -> tuple[Offer, ...]:
        """Releases that are newer than what the office works by."""
        found = offers(self._core, CALENDAR)
        with self._core.read() as (_, lens):
            return tuple(one for one in found if _is_newer(one, lens))

    def preview(self, calendar_id: str, watch: Watch = Watch()) -> tuple[Moved, ...]:
        """The open cases whose statutory date would move, by their present date.

        Raises OfferUnknown, CalendarWrong, WorkCancelled.
        """
        return self._calendars.preview_event(self._adoption(calendar_id), watch)

    def adopt(self, calendar_id: str, watch: Watch = Watch()) -> Adopted:
        """One entry that carries the calendar to every desk; the lists follow at once.

        Raises OfferUnknown, CalendarWrong, NotAllowed, WorkCancelled.
        """
        return self._calendars.adopt_event(self._adoption(calendar_id), watch)

    def _adoption(self, calendar_id: str) -> Callable[[Lens], ReferenceAdopted]:
        found = offer(self._core, CALENDAR, calendar_id)
        parse_calendar(msgspec.json.decode(found.body))
        release = ReferenceObject(
            kind=CALENDAR, id=found.id, release=found.release, body=found.body
        )

        def adoption(lens: Lens) -> ReferenceAdopted:
            if not _is_newer(found, lens):
                raise OfferUnknown(CALENDAR, calendar_id)
            return release.adopted(is_carried=True)

        return adoption


def _is_newer(one: Offer, lens: Lens) -> bool:
    known: tuple[int, bytes] = lens.office.adopted.get(f"{CALENDAR}:{one.id}", (0, b""))
    return one.release > known[0]
