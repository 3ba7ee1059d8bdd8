"""How the window leads to the cases that other offices forwarded here."""

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar, cast

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.applicant_ways import ApplicantWays
from akimat_desk.ui.background import Background
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.sections import TODAY

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.incoming import IncomingPlace

INCOMING: Final = "incoming"
_Place = TypeVar("_Place", bound=Place)


def may_accept(desk: Desk) -> bool:
    me = desk.office.me
    return me is not None and may(me.roles, "accept-incoming")


def incoming_count(desk: Desk) -> int:
    """How many wait for this office's word; none for whoever may not say it."""
    return desk.dossiers.count() if may_accept(desk) else 0


class IncomingPlaces:
    """Built when somebody first goes there."""

    _given: tuple[Desk, Background, Ways]

    @property
    def may_accept(self) -> bool:
        return may_accept(self._given[0])

    @cached_property
    def incoming(self) -> "IncomingPlace":
        from akimat_desk.ui.screens.incoming import IncomingPlace  # noqa: PLC0415

        return self._entered(INCOMING, IncomingPlace(*self._given))

    def _entered(self, name: str, place: _Place) -> _Place:
        raise NotImplementedError


class IncomingWays(ApplicantWays):
    """The part of Ways that is about cases of other offices."""

    def open_incoming(self) -> None:
        self._show_place(cast("MainWindow", self).places.incoming, TODAY)
