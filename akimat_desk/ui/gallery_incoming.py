"""Pictures of the cases that other offices forwarded here, and of the forms over their list."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.dossiers import Foretold, Offered
from akimat_desk.ui.incoming_ways import may_accept

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]


def screens_of_incoming(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is written. Where none waits, a case of this office is shown as another one's."""
    if not may_accept(desk):
        return
    yield "incoming", lambda window: window.open_incoming()
    yield "incoming-waiting", lambda window: _waiting(desk, window)
    yield "incoming-accept", lambda window: _accept(window, _rows(desk)[0])
    yield "incoming-return", lambda window: _give_back(window, _rows(desk)[0])


def _waiting(desk: Desk, window: "MainWindow") -> None:
    window.places.incoming.read = lambda: _rows(desk)
    window.open_incoming()


def _accept(window: "MainWindow", row: Offered) -> None:
    window.open_incoming()
    place = window.places.incoming
    staff = tuple(place.desk.office.now.staff())
    legal = Bilingual(ky=row.ground)
    foretold = Foretold(due_on=row.forwarded_on, legal=legal, responsible="", staff=staff)
    place.show_acceptance(row, foretold)


def _give_back(window: "MainWindow", row: Offered) -> None:
    window.open_incoming()
    window.places.incoming.give_back(row)


def _rows(desk: Desk) -> Sequence[Offered]:
    return desk.dossiers.offered(limit=2) or [_made_up(desk)]


def _made_up(desk: Desk) -> Offered:
    """In the longest words that are here: of the newest case."""
    rows = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows
    today, office = desk.cases.today(), desk.office.now
    name = getattr(office.dated("name", today), "name", Bilingual(ky=desk.office.id))
    return Offered(
        id="",
        number=rows[0].number if rows else "K1-00001/26-5",
        office=desk.office.id,
        sender=name,
        forwarded_on=today,
        ground=name.ky,
        letter="12/26",
        subject=rows[0].subject if rows else name.ky,
        applicant=rows[0].applicant if rows else name.ky,
        kind="",
        registered_on=today,
        questions=(),
    )
