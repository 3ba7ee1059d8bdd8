"""How the window leads to files and archive, and from a card to the volume its case lies in."""

from typing import TYPE_CHECKING, cast

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.inspection_ways import InspectionWays
from akimat_desk.ui.place import Ways
from akimat_desk.ui.sections import FILES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.files import FilesPlace


def may_file(desk: Desk) -> bool:
    """Whoever keeps the list of files, or the volumes."""
    me = desk.office.me
    return me is not None and (may(me.roles, "nomenclature") or may(me.roles, "volumes"))


def files_place(desk: Desk, background: Background, ways: Ways) -> "FilesPlace":
    """Loaded when somebody first goes there."""
    from akimat_desk.ui.screens.files import FilesPlace  # noqa: PLC0415

    return FilesPlace(desk, background, ways)


class FileWays(InspectionWays):
    """The part of Ways that is about files."""

    def open_filed(self, case_id: str) -> None:
        window = cast("MainWindow", self)
        window.places.files.show_filed(case_id)
        self._show_place(window.places.files, FILES)
