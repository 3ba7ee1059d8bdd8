"""What an open desk can do with time: reports of the personal clock, and the computer's own."""

from akimat_desk.services.cases import Cases
from akimat_desk.services.clock_report import ClockReports
from akimat_desk.services.core import Core
from akimat_desk.services.list_work import ListWork
from akimat_desk.services.trusted_time import TrustedTime


class TermWork(ListWork):
    """The share of the front door that has to do with time."""

    def __init__(self, core: Core, cases: Cases) -> None:
        super().__init__(core, cases)
        self.trusted_time = TrustedTime(core)
        self.clock_report = ClockReports(core, cases)
