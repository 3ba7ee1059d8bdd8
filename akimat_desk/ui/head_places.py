"""The places of the head's folder: built when somebody first goes there."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.incoming_ways import IncomingPlaces
from akimat_desk.ui.place import Place, Ways

if TYPE_CHECKING:
    from akimat_desk.ui.screens.head import HeadPlace
    from akimat_desk.ui.screens.pen import PenPlace

_Place = TypeVar("_Place", bound=Place)


class HeadPlaces(IncomingPlaces):
    """The share of the window's places that belongs to the head's pen."""

    _given: tuple[Desk, Background, Ways]

    @cached_property
    def head(self) -> "HeadPlace":
        from akimat_desk.ui.screens.head import HeadPlace  # noqa: PLC0415

        return self._entered("head", HeadPlace(*self._given))

    @cached_property
    def pen(self) -> "PenPlace":
        from akimat_desk.ui.screens.pen import PenPlace  # noqa: PLC0415

        return self._entered("pen", PenPlace(*self._given))

    def _entered(self, name: str, place: _Place) -> _Place:
        raise NotImplementedError
