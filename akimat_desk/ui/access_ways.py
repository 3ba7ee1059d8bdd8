"""How screens tell the access log what was looked at: counted at once, written when it is quiet."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer

from akimat_desk.domain.errors import DeskError
from akimat_desk.ui.background import Lane
from akimat_desk.ui.place import Place

LATER_MS: Final = 3000
"""Long enough for the card to be read, drawn and scrolled before anything is written."""


def note_opening(place: Place, kind: str, subject: str) -> None:
    """A card is about to be shown, or none. What the program ends with is written then."""
    if not subject:
        return
    place.desk.access_log.opened(kind, subject)
    write_later(place)


def write_later(place: Place) -> None:
    """What was counted goes out soon, however many were counted meanwhile."""
    QTimer.singleShot(LATER_MS, place, partial(write_openings, place))


def write_openings(place: Place) -> None:
    """All that was counted, in one group; when the program ended meanwhile, it has written it."""
    if place.background.is_closed:
        return
    log = place.desk.access_log
    if not log.is_waiting:
        return
    place.background.run(log.flush, _nothing, failed=_later, owner=place, lane=Lane.WRITE)


def note_unmasked(place: Place, person_id: str) -> None:
    """A personal number is shown whole."""
    log = place.desk.access_log
    place.background.run(partial(log.unmasked, person_id), _nothing, owner=place, lane=Lane.WRITE)


def _nothing(_: object) -> None:
    """The window shows nothing of it."""


def _later(_: DeskError) -> None:
    """It is counted still, and goes out with the next group or when the program ends."""
