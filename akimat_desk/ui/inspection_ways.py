"""How the window leads to the journal of inspections."""

from typing import TYPE_CHECKING, cast

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.pad_ways import PadWays
from akimat_desk.ui.place import Ways
from akimat_desk.ui.sections import ACTS

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.inspections import InspectionsPlace

INSPECTION_KEYS = "Ctrl+J"


def may_see_inspections(desk: Desk) -> bool:
    """Whoever keeps the journal, and whoever reads the office's journals."""
    me = desk.office.me
    return me is not None and (may(me.roles, "inspection") or may(me.roles, "journal"))


def lead_to_inspections(window: "MainWindow", group: str) -> None:
    """Their key, for whoever may see them."""
    if window.places.may_see_inspections:
        run = window.open_inspections
        window.shortcuts.add(INSPECTION_KEYS, tr("Inspections"), run, group)


def inspections_place(desk: Desk, background: Background, ways: Ways) -> "InspectionsPlace":
    """Loaded when somebody first goes there."""
    from akimat_desk.ui.screens.inspections import InspectionsPlace  # noqa: PLC0415

    return InspectionsPlace(desk, background, ways)


class InspectionWays(PadWays):
    """The part of Ways that is about inspections of business."""

    def open_inspections(self) -> None:
        window = cast("MainWindow", self)
        self._show_place(window.places.inspections, ACTS)
