"""What a check of the workspace asks beside chain and readings, and which case a damage is in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from akimat_desk.services import former_keys
from akimat_desk.services.core import Core
from akimat_desk.storage import access, held, named_in, proofs, verification
from akimat_desk.storage.database import Connection
from akimat_desk.storage.errors import EntryAltered, FileAltered, FileGone, ReadingAltered


def prove(core: Core, connection: Connection, tick: Callable[[int], None]) -> None:
    """Receipts, signed heads, the access log, and that no file of ours is gone.

    A copy holds no key of the station, and may lack files: it is not asked for them.
    """
    known = former_keys.every(connection)
    is_living = held.find_value(connection, held.STATION_SEED) is not None
    if is_living:
        known = [*known, core.station_key(connection).public]
    proofs.verify(connection, core.identity.station, known)
    proofs.verify_marks(connection, _opened(core, connection))
    tick(0)
    access.verify(connection, tick)
    if is_living:
        verification.demand_own_files(connection, core.files)
        tick(0)


def _opened(core: Core, connection: Connection) -> dict[bytes, tuple[str, str]]:
    """(mark, point) of each series of the office, as its entries say."""
    office = core.office_fold(connection).state
    found = {}
    for opened in office.all("series"):
        if opened is not None:
            found[opened.origin] = (opened.mark, opened.point)
    return found


@contextmanager
def located(connection: Connection) -> Iterator[None]:
    """Whatever is found wrong inside says the number of its case, where it is known."""
    try:
        yield
    except EntryAltered as wrong:
        wrong.number = wrong.number or named_in.at(connection, wrong.origin, wrong.seq)
        raise
    except ReadingAltered as wrong:
        wrong.number = wrong.number or named_in.stream(connection, wrong.stream)
        raise
    except (FileAltered, FileGone) as wrong:
        wrong.number = wrong.number or named_in.file(connection, wrong.digest)
        raise
