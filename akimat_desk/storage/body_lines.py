"""Bodies as cases name them, a reading: what may be offered, and where an answer is awaited."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from akimat_desk.domain.bodies import named_in
from akimat_desk.domain.cases import Case
from akimat_desk.storage import tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered
from akimat_desk.storage.gathered import Gathered
from akimat_desk.storage.metadata import metadata

_COLUMNS = "folded, stream, name, awaited_on"
_NEW = f"INSERT INTO body_line ({_COLUMNS}) VALUES (?,?,?,?)"  # noqa: S608
_GONE = "DELETE FROM body_line WHERE stream=?"
_OLD = (
    "INSERT OR IGNORE INTO body_line (folded, stream, name, awaited_on)"
    " SELECT through_folded, stream, came_through, '' FROM case_line WHERE through_folded <> ''"
)
# Of several spellings the first by the alphabet stands for all of them.
_LEARNED = (
    "SELECT min(name), count(*) FROM body_line GROUP BY folded ORDER BY count(*) DESC, folded"
    " LIMIT ?"
)
_AWAITED = "SELECT DISTINCT stream FROM body_line WHERE awaited_on <> '' ORDER BY stream"
_ALL = f"SELECT {_COLUMNS} FROM body_line"  # noqa: S608
Named = tuple[str, bytes, str, str]
"""A body folded, the stream that names it, as it is spelt, and by when its answer is awaited."""


def add_to_tables(connection: Connection) -> None:
    """A step of the tables; through whom cases came is known at once, the rest with `rebuild`."""
    metadata.create_all(connection, [tables.body_line])
    connection.exec_driver_sql(_OLD)


def gather(gathered: Gathered, stream: bytes, case: Case, *, is_new: bool) -> None:
    """Bring the bodies of one case up to its fold."""
    if not is_new:
        forget(gathered, stream)
    gathered.put_all(_NEW, lines(stream, case))


def forget(gathered: Gathered, stream: bytes) -> None:
    gathered.drop(_GONE, stream)


def lines(stream: bytes, case: Case) -> Iterator[Named]:
    for key, (name, awaited_on) in named_in(case).items():
        yield key, stream, name, "" if awaited_on is None else awaited_on.isoformat()


def learned(connection: Connection, limit: int) -> list[tuple[str, int]]:
    """(name, how many cases), the most used first."""
    found = driver(connection).execute(_LEARNED, (limit,))
    return [(str(name), int(count)) for name, count in found]


def awaited(connection: Connection) -> list[bytes]:
    """The cases in which an answer of a body is awaited."""
    return [bytes(stream) for (stream,) in driver(connection).execute(_AWAITED)]


def verify(connection: Connection, told: Iterable[Named]) -> None:
    """Raises ReadingAltered where the table is not what all cases together say."""
    found = {tuple(row) for row in driver(connection).execute(_ALL)}
    if found != set(told):
        raise ReadingAltered("", "body_line")
