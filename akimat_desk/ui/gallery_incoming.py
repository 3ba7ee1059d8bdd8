"""Pictures of the cases that other offices forwarded here, and of the forms over their list."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from akimat_desk.services.desk import Desk
from akimat_desk.services.dossiers import Offered
from akimat_desk.ui.incoming_ways import may_accept

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]


def screens_of_incoming(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is written. The forms are of a made-up case where none waits."""
    if not may_accept(desk):
        return
    yield "incoming", lambda window: window.open_incoming()
    yield "incoming-return", lambda window: _give_back(window, _one(desk))


def _give_back(window: "MainWindow", row: Offered) -> None:
    window.open_incoming()
    window.places.incoming.give_back(row)


def _one(desk: Desk) -> Offered:
    today, office = desk.cases.today(), desk.office.id
    waiting = desk.dossiers.offered(limit=1)
    made_up = Offered(
        id="",
        number="T-1-00001/2026",
        office=office,
        sender=office,
        forwarded_on=today,
        ground=office,
        letter="T-1-00001/2026",
        subject=office,
        applicant=office,
        kind="",
        registered_on=today,
        questions=(),
    )
    return waiting[0] if waiting else made_up
