"""What was uploaded and looked at, until it is published or a day has passed."""

from typing import Any

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables


class Uploads:
    """Kept for the one who brought it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, named: str, login: str, office: str, at: int, found: bytes) -> None:
        """One a user: the one before is dropped."""
        table = tables.upload
        self._connection.execute(table.delete().where(table.c.login == login))
        self._connection.execute(
            table.insert().values(id=named, login=login, office=office, at=at, found=found)
        )

    def find(self, named: str, login: str, oldest: int) -> tuple[str, bytes] | None:
        """To which office, and what."""
        table = tables.upload
        row: Any = self._connection.execute(
            select(table).where(table.c.id == named, table.c.login == login, table.c.at >= oldest)
        ).one_or_none()
        return None if row is None else (row.office, bytes(row.found))

    def drop(self, named: str) -> None:
        table = tables.upload
        self._connection.execute(table.delete().where(table.c.id == named))
