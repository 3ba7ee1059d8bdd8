"""From a case to the letter for a body: its form opens with what the case already tells."""

from functools import partial

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.services.desk import Desk
from akimat_desk.ui.place import Place

REPORT, COVERING = "body-report", "covering"


def open_letter(place: Place, case_id: str, name: str, control: str = "") -> None:
    """`name` is one of the two above; `control` is the id of the one that is reported on."""
    place.background.run(
        partial(_told, place.desk, case_id, name, control),
        lambda told: place.ways.open_act_filled(case_id, told),
        failed=place.ways.refuse,
        owner=place,
        key="letter",
    )


def _told(desk: Desk, case_id: str, name: str, control: str) -> ActTold:
    if name == REPORT:
        return desk.control_letters.report(case_id, control)
    return desk.control_letters.covering(case_id)
