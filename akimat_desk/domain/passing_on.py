"""An open case that passes to the office which took this one's place."""

from datetime import date

from akimat_desk.domain.case_events import CaseForwarded
from akimat_desk.domain.cases import OUTCOME, Case
from akimat_desk.domain.situations import demand_settled
from akimat_desk.domain.succession_events import OfficeSucceeded


def passed_on(case: Case, to: OfficeSucceeded, act: str, today: date) -> CaseForwarded:
    """The case goes on at the successor, by that act; raises DisputeOpen."""
    demand_settled(case, OUTCOME)
    return CaseForwarded(
        body=to.name.ky,
        forwarded_on=today,
        ground=to.ground,
        to_office=to.office,
        number=act,
    )
