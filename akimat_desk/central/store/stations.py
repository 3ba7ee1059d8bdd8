"""Who may exchange with an office's books: stations, codes, marks and leases."""

from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert
from akimat_desk.central.store.statements import Statement
from akimat_desk.exchange.central_side import Lease
from akimat_desk.exchange.messages import Card, Certificate, plain
from akimat_desk.trust.signing import key_id

_HOUR = 3600 * 1000
_CARD = Statement("SELECT certificate, revoked_at FROM station WHERE office = ? AND key_id = ?")
_RELEASE = Statement("SELECT directory FROM office WHERE office = ?")
_MARK = Statement("SELECT origin FROM mark WHERE office = ? AND mark = ?")
_LEASE = Statement('SELECT now, "before", nonce, epoch FROM lease WHERE office = ? AND origin = ?')
_KEEP_LEASE = Statement(
    'INSERT INTO lease (office, origin, now, "before", nonce, epoch) VALUES (?,?,?,?,?,?)'
    " ON CONFLICT (office, origin) DO UPDATE SET now=excluded.now,"
    ' "before"=excluded."before", nonce=excluded.nonce, epoch=excluded.epoch'
)


class Stations:
    """The stations of one office."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self.office = office

    def find(self, key: bytes) -> Card | None:
        row = _CARD.row(self._connection, self.office, key)
        return None if row is None else Card(_certificate(row[0]), row[1])

    def cards(self) -> list[Card]:
        table = tables.station
        rows = self._connection.execute(
            select(table)
            .where(table.c.office == self.office)
            .order_by(table.c.certified_at, table.c.key_id)
        )
        return [_card(row) for row in rows]

    def release(self) -> int:
        """Grows with each change of the directory."""
        return int(_RELEASE.value(self._connection, self.office) or 0)

    def certify(self, certificate: Certificate) -> None:
        upsert(
            self._connection,
            tables.station,
            ("office", "key_id"),
            office=self.office,
            key_id=key_id(certificate.public),
            station=certificate.station,
            certificate=plain(certificate),
            certified_at=certificate.at,
            revoked_at=None,
        )
        self._turn_page()

    def revoke(self, station: str, at: int) -> None:
        table = tables.station
        self._connection.execute(
            table.update()
            .where(
                table.c.office == self.office,
                table.c.station == station,
                table.c.revoked_at.is_(None),
            )
            .values(revoked_at=at)
        )
        self._turn_page()

    def is_revoked(self, station: str) -> bool:
        """Also where it was never certified; one that came again with another key is not."""
        table = tables.station.c
        found = self._connection.execute(
            select(table.key_id).where(
                table.office == self.office,
                table.station == station,
                table.revoked_at.is_(None),
            )
        )
        return found.first() is None

    def is_barred(self, station: str) -> bool:
        """It was certified, and none of its certificates is good any more."""
        table = tables.station.c
        found = self._connection.execute(
            select(table.revoked_at).where(table.office == self.office, table.station == station)
        )
        revoked = list(found.scalars())
        return bool(revoked) and None not in revoked

    def _turn_page(self) -> None:
        table = tables.office
        self._connection.execute(
            table.update()
            .where(table.c.office == self.office)
            .values(directory=table.c.directory + 1)
        )

    # One-time codes.

    def keep_code(self, digest: bytes, at: int) -> None:
        self._connection.execute(
            tables.code.insert().values(office=self.office, digest=digest, made_at=at)
        )

    def is_code_good(self, digest: bytes, key: bytes, oldest: int) -> bool:
        """Unused, or used by this very key: an answer that was lost may be asked for again."""
        table = tables.code
        row = self._connection.execute(
            select(table).where(table.c.office == self.office, table.c.digest == digest)
        ).one_or_none()
        return row is not None and row.made_at >= oldest and row.used_by in (None, key)

    def use_code(self, digest: bytes, key: bytes, at: int) -> None:
        table = tables.code
        self._connection.execute(
            table.update()
            .where(table.c.office == self.office, table.c.digest == digest)
            .values(used_at=at, used_by=key)
        )

    def wrong_tries(self, at: int) -> int:
        table = tables.wrong_try.c
        found = self._connection.execute(
            select(table.count).where(table.office == self.office, table.hour == at // _HOUR)
        ).scalar()
        return int(found or 0)

    def note_wrong_try(self, at: int) -> None:
        upsert(
            self._connection,
            tables.wrong_try,
            ("office", "hour"),
            office=self.office,
            hour=at // _HOUR,
            count=self.wrong_tries(at) + 1,
        )

    # Marks and leases.

    def mark_holder(self, mark: str) -> bytes | None:
        """The origin that prints this mark."""
        found = _MARK.value(self._connection, self.office, mark)
        return found if isinstance(found, bytes) else None

    def certify_mark(self, mark: str, origin: bytes, station: str) -> None:
        upsert(
            self._connection,
            tables.mark,
            ("office", "mark"),
            office=self.office,
            mark=mark,
            origin=origin,
            station=station,
        )

    def lease(self, origin: bytes) -> Lease | None:
        row = _LEASE.row(self._connection, self.office, origin)
        if row is None:
            return None
        now, before, nonce, epoch = row
        return Lease(now=now, before=before, nonce=nonce, epoch=epoch)

    def keep_lease(self, origin: bytes, lease: Lease) -> None:
        _KEEP_LEASE.rows(
            self._connection,
            self.office,
            origin,
            lease.now,
            lease.before,
            lease.nonce,
            lease.epoch,
        )


def offices_of(connection: Connection, station: str) -> list[str]:
    """The offices a station was ever certified in."""
    table = tables.station.c
    rows = connection.execute(select(table.office).where(table.station == station).distinct())
    return list(rows.scalars())


def quarantined(connection: Connection, office: str) -> int:
    table = tables.quarantine
    return connection.execute(
        select(func.count()).select_from(table).where(table.c.office == office)
    ).scalar_one()


def _card(row: Any) -> Card:
    return Card(_certificate(row.certificate), row.revoked_at)


def _certificate(told: bytes) -> Certificate:
    return msgspec.msgpack.decode(told, type=Certificate)
