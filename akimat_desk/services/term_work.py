"""What an open desk can do with time: reports of the personal clock, and the computer's own."""

from akimat_desk.services.absences import Absences
from akimat_desk.services.barriers import Barriers
from akimat_desk.services.bodies import Bodies
from akimat_desk.services.case_clock import CaseClocks
from akimat_desk.services.cases import Cases
from akimat_desk.services.clock_report import ClockReports
from akimat_desk.services.control_letters import ControlLetters
from akimat_desk.services.control_list import ControlList
from akimat_desk.services.core import Core
from akimat_desk.services.course_notices import CourseNotices
from akimat_desk.services.departments import Departments
from akimat_desk.services.dossiers import Dossiers
from akimat_desk.services.files_archive import FilesArchive
from akimat_desk.services.head_screen import HeadScreen
from akimat_desk.services.inspections import Inspections
from akimat_desk.services.leaving import Leaving
from akimat_desk.services.list_work import ListWork
from akimat_desk.services.pads import Pads
from akimat_desk.services.pen_sheets import PenSheets
from akimat_desk.services.reception_days import ReceptionDays
from akimat_desk.services.reception_papers import ReceptionPapers
from akimat_desk.services.reception_report import ReceptionReports
from akimat_desk.services.receptions import Receptions
from akimat_desk.services.registration import Registration
from akimat_desk.services.reminders import Reminders
from akimat_desk.services.requests import Requests
from akimat_desk.services.resolutions import Resolutions
from akimat_desk.services.succession import Succession
from akimat_desk.services.trusted_time import TrustedTime
from akimat_desk.services.what_if import WhatIfs


class TermWork(ListWork):
    """The share of the front door that has to do with time."""

    def __init__(self, core: Core, cases: Cases) -> None:
        super().__init__(core, cases)
        self.trusted_time = TrustedTime(core)
        self.dossiers = Dossiers(core, cases)
        self.clock_report = ClockReports(core, cases)
        self.case_clock = CaseClocks(core, cases)
        self.what_if = WhatIfs(core, cases)
        self.course_notices = CourseNotices(core, cases)
        self.reminders = Reminders(core, cases)
        self.control_list = ControlList(core, cases)
        self.pads = Pads(core, self.control_list)
        self.control_letters = ControlLetters(core, cases)
        self.departments = Departments(core)
        self.absences = Absences(core)
        self.requests = Requests(core, cases)
        self.inspections = Inspections(core)
        self.barriers = Barriers(core, cases)
        self.bodies = Bodies(core)
        self.leaving = Leaving(core)
        self.receptions = Receptions(core, Registration(core), cases)
        self.reception_days = ReceptionDays(core, self.receptions)
        self.reception_papers = ReceptionPapers(core, self.receptions, self.reception_days)
        self.reception_reports = ReceptionReports(core, self.receptions)
        self.files_archive = FilesArchive(core)
        self.year_end = self.files_archive.year_end
        waiting = Resolutions(core, cases)
        self.pen_sheets = PenSheets(core, cases, waiting)
        self.head_screen = HeadScreen(core, cases, waiting, self.control_list, self.receptions)
        self.succession = Succession(core)
