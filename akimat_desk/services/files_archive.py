"""Files and archive of an open desk: list of files, volumes, papers, the end of a year."""

from akimat_desk.services.archive_papers import ArchivePapers
from akimat_desk.services.core import Core
from akimat_desk.services.nomenclature import Nomenclature
from akimat_desk.services.volumes import Volumes
from akimat_desk.services.year_end import YearEnd


class FilesArchive:
    """One door to what is done with cases after they are answered."""

    def __init__(self, core: Core) -> None:
        self.nomenclature = Nomenclature(core)
        self.volumes = Volumes(core)
        self.year_end = YearEnd(core)
        self.papers = ArchivePapers(core, self.volumes)
