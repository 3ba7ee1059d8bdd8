"""What an open desk can do with time: reports of the personal clock, and the computer's own."""

from akimat_desk.services.absences import Absences
from akimat_desk.services.case_clock import CaseClocks
from akimat_desk.services.cases import Cases
from akimat_desk.services.clock_report import ClockReports
from akimat_desk.services.control_list import ControlList
from akimat_desk.services.core import Core
from akimat_desk.services.course_notices import CourseNotices
from akimat_desk.services.departments import Departments
from akimat_desk.services.leaving import Leaving
from akimat_desk.services.list_work import ListWork
from akimat_desk.services.reminders import Reminders
from akimat_desk.services.requests import Requests
from akimat_desk.services.trusted_time import TrustedTime
from akimat_desk.services.what_if import WhatIfs


class TermWork(ListWork):
    """The share of the front door that has to do with time."""

    def __init__(self, core: Core, cases: Cases) -> None:
        super().__init__(core, cases)
        self.trusted_time = TrustedTime(core)
        self.clock_report = ClockReports(core, cases)
        self.case_clock = CaseClocks(core, cases)
        self.what_if = WhatIfs(core, cases)
        self.course_notices = CourseNotices(core, cases)
        self.reminders = Reminders(core, cases)
        self.control_list = ControlList(core, cases)
        self.departments = Departments(core)
        self.absences = Absences(core)
        self.requests = Requests(core, cases)
        self.leaving = Leaving(core)
