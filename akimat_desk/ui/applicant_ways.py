"""How the window leads to applicants: from a case, from the palette, and from one to another."""

from typing import TYPE_CHECKING, cast

from akimat_desk.ui.place import Place
from akimat_desk.ui.sections import APPLICANTS
from akimat_desk.ui.shell import Shell

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


class ApplicantWays(Shell):
    """The part of Ways that is about applicants."""

    def _show_place(self, place: Place, section_id: str) -> None:
        raise NotImplementedError

    def open_applicant(self, person_id: str, beside: str = "") -> None:
        window = cast("MainWindow", self)
        window.places.applicant.show_person(person_id, beside)
        self._show_place(window.places.applicant, APPLICANTS)

    def seek_applicant(self, person_id: str, name: str) -> None:
        window = cast("MainWindow", self)
        window.show_section(APPLICANTS)
        window.places.applicants.seek_for(person_id, name)
