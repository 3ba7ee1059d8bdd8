"""What an open desk can do with lists of cases: read, keep, act on many at once, export."""

from akimat_desk.services.access_log import AccessLog
from akimat_desk.services.audit import Audit
from akimat_desk.services.bulk import Bulk
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.journals import Journals
from akimat_desk.services.list_export import ListExport
from akimat_desk.services.lists import Lists
from akimat_desk.services.saved_lists import SavedLists
from akimat_desk.services.statistics import StatisticsDesk


class ListWork:
    """The share of the front door that has to do with lists."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self.access_log = AccessLog(core)
        self.audit = Audit(core)
        self.lists = Lists(core, cases)
        self.bulk = Bulk(core, cases)
        self.saved_lists = SavedLists(core)
        self.list_export = ListExport(core, cases)
        self.journals = Journals(core, cases)
        self.statistics = StatisticsDesk(core, cases)
