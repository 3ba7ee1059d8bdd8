"""What a decision on a case may look at, and the demands that several decisions share."""

from datetime import date

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseEnded, DisputeOpen, StaffUnknown
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.registering import Catalogues


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """All that a decision may look at besides the case itself."""

    actor: Staff
    office_id: str
    office: Office
    references: duties.References
    catalogues: Catalogues
    today: date

    @property
    def calendar(self) -> Calendar:
        return self.references.calendar

    def dates(self, case: Case) -> duties.Dates:
        return duties.dates(case, self.office, self.office_id, self.references)

    def staff(self, login: str) -> Staff:
        """Somebody who works here today; raises StaffUnknown."""
        found = self.office.find_login(login)
        if found is None or not found.works_on(self.today):
            raise StaffUnknown(login)
        return found


def demand_open(case: Case, now: Situation) -> None:
    """Open at this office; raises CaseEnded."""
    ended_on = case.ended_on_at(now.office_id)
    if ended_on is not None:
        raise CaseEnded(case.registered.number, ended_on)


def demand_settled(case: Case, slot: str) -> None:
    """Whoever goes on over a dispute would end it unseen; raises DisputeOpen."""
    if case.slot(slot).is_disputed:
        raise DisputeOpen(slot)
