"""Codes that only one station may use: those it comes back with."""

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables


class StationCodes:
    """Beside the codes of the office, by the same digests."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def keep(self, digest: bytes, station: str) -> None:
        self._connection.execute(
            tables.code_station.insert().values(office=self._office, digest=digest, station=station)
        )

    def station(self, digest: bytes) -> str:
        """Empty for a code that any new desk may use."""
        table = tables.code_station.c
        found = self._connection.execute(
            select(table.station).where(table.office == self._office, table.digest == digest)
        ).scalar()
        return str(found or "")
