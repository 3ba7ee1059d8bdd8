"""What the centre as a whole knows: itself, its lives, its offices."""

from sqlalchemy import Connection, func, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert


class Register:
    """Values, epochs and offices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_value(self, key: str) -> bytes | None:
        table = tables.about.c
        found = self._connection.execute(select(table.value).where(table.key == key)).scalar()
        return found if isinstance(found, bytes) else None

    def set_value(self, key: str, value: bytes) -> None:
        upsert(self._connection, tables.about, ("key",), key=key, value=value)

    def epoch(self) -> bytes | None:
        table = tables.epoch.c
        found = self._connection.execute(
            select(table.id).order_by(table.number.desc()).limit(1)
        ).scalar()
        return found if isinstance(found, bytes) else None

    def begin_epoch(self, fresh: bytes, at: int, reason: str) -> None:
        number = self._connection.execute(select(func.max(tables.epoch.c.number))).scalar() or 0
        self._connection.execute(
            tables.epoch.insert().values(number=number + 1, id=fresh, started_at=at, reason=reason)
        )

    def offices(self) -> list[str]:
        table = tables.office.c
        return list(self._connection.execute(select(table.office).order_by(table.office)).scalars())

    def add_office(self, office: str, at: int) -> None:
        self._connection.execute(
            tables.office.insert().values(office=office, newest=0, directory=1, added_at=at)
        )
