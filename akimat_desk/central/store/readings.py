"""What the centre's pages are found by: an index of cases that follows the feed."""

from typing import NamedTuple

from sqlalchemy import Connection

from akimat_desk.central.store.statements import Statement

LONGEST = 64
_BEHIND = Statement(
    "SELECT office.office FROM office LEFT JOIN reading_cursor ON"
    " reading_cursor.office = office.office WHERE coalesce(reading_cursor.number, -1)"
    " < office.newest"
)
_CURSOR = Statement("SELECT number FROM reading_cursor WHERE office = ?")
_MOVE = Statement(
    "INSERT INTO reading_cursor (office, number) VALUES (?,?) ON CONFLICT (office) DO UPDATE"
    " SET number=excluded.number"
)
_KEEP = Statement(
    "INSERT INTO case_index (office, stream, number_key, receipt_code) VALUES (?,?,?,?)"
    " ON CONFLICT (office, stream) DO UPDATE SET number_key=excluded.number_key,"
    " receipt_code=excluded.receipt_code"
)
_BY_NUMBER = Statement(
    "SELECT office, stream, receipt_code FROM case_index WHERE number_key = ? ORDER BY office,"
    " stream"
)
_CLASHES = Statement(
    "SELECT office, number_key FROM case_index WHERE number_key > '' GROUP BY office, number_key"
    " HAVING count(*) > 1 ORDER BY office, number_key"
)


class Found(NamedTuple):
    """A case of an office by its number, and the code that opens it."""

    office: str
    stream: bytes
    receipt_code: str


class Readings:
    """Disposable: drop the rows and the cursor, and `status.catch_up` makes them anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offices_behind(self) -> list[str]:
        return [office for (office,) in _BEHIND.rows(self._connection)]

    def cursor(self, office: str) -> int:
        return int(_CURSOR.value(self._connection, office) or 0)

    def move(self, office: str, number: int) -> None:
        _MOVE.rows(self._connection, office, number)

    def keep(self, office: str, stream: bytes, number_key: str, receipt_code: str) -> None:
        """Cut to what an index takes and freed of NULs: one mad entry must not stop the rest."""
        code = receipt_code.replace("\0", "")[:LONGEST]
        _KEEP.rows(self._connection, office, stream, number_key[:LONGEST], code)

    def by_number(self, number_key: str) -> list[Found]:
        """Numbers are unique within an office only; of several papers of one office that bear a
        number the first written stands first."""
        found = _BY_NUMBER.rows(self._connection, number_key[:LONGEST])
        return [Found(*row) for row in found]

    def clashes(self) -> list[tuple[str, str]]:
        """(office, key) of each number that several papers of that office bear."""
        return [(office, key) for office, key in _CLASHES.rows(self._connection)]
