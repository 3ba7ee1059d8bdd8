"""Labels of cases as a reading: which case bears which, and how many bear each."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, select

from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.domain.labels import labels
from akimat_desk.storage import tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered
from akimat_desk.storage.gathered import Gathered

_TABLE = tables.case_label.c
_NEW = "INSERT INTO case_label (folded, case_id, label) VALUES (?,?,?)"
_GONE = "DELETE FROM case_label WHERE case_id=?"
_MANY = 10_000
_COMMON = "SELECT count(*) FROM (SELECT 1 FROM case_label WHERE folded=? LIMIT ?)"
# Of several spellings the first by the alphabet stands for all of them.
_IN_USE = "SELECT min(label), count(*) FROM case_label GROUP BY folded"
_ALL = (
    "SELECT case_line.stream, case_label.folded, case_label.label FROM case_label"
    " LEFT JOIN case_line ON case_line.id = case_label.case_id"
)
Labelled = tuple[bytes, str, str]
"""Which stream bears which label: folded, and as it is spelt."""


def gather(gathered: Gathered, row: int, case: Case, *, is_new: bool) -> None:
    """Bring the labels of one case up to its fold; `row` is its id in case_line."""
    if not is_new:
        forget(gathered, row)
    gathered.put_all(_NEW, ((folded(label), row, label) for label in labels(case)))


def forget(gathered: Gathered, row: int) -> None:
    gathered.drop(_GONE, row)


def in_use(connection: Connection) -> list[tuple[str, int]]:
    """(label, how many cases), in no order."""
    return [(str(label), int(count)) for label, count in driver(connection).execute(_IN_USE)]


def of_cases(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The labels of a page of cases, by row id, in the order of their folded spelling."""
    found = connection.execute(
        select(_TABLE.case_id, _TABLE.label)
        .where(_TABLE.case_id.in_(rows))
        .order_by(_TABLE.case_id, _TABLE.folded)
    )
    told: dict[int, tuple[str, ...]] = {}
    for row, label in found:
        told[row] = (*told.get(row, ()), label)
    return told


def bears(connection: Connection, label: str) -> ColumnElement[bool]:
    """That a case bears the label, however it is spelt.

    Of a rare label all its cases are fetched and put in order; of a common one the list is walked
    in its order, and each case asked.
    """
    key, rows = folded(label), tables.case_line.c.id
    known = driver(connection).execute(_COMMON, (key, _MANY)).fetchone()
    of_label = select(_TABLE.case_id).where(_TABLE.folded == key)
    if known[0] < _MANY:
        return rows.in_(of_label)
    return of_label.where(_TABLE.case_id == rows).correlate(tables.case_line).exists()


def labelled(stream: bytes, case: Case) -> list[Labelled]:
    return [(stream, folded(label), label) for label in labels(case)]


def verify(connection: Connection, told: Iterable[Labelled]) -> None:
    """Raises ReadingAltered where the table is not what all cases together say."""
    if {tuple(row) for row in driver(connection).execute(_ALL)} != set(told):
        raise ReadingAltered("", "case_label")
