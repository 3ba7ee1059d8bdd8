"""What a check of the centre asks its tables: feeds, names of files, the index, stray rows."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, func, select

from akimat_desk.central.store import feed_marks, tables
from akimat_desk.exchange.messages import Branch, Certificate, Head, Publication
from akimat_desk.trust.commitments import chain_link
from akimat_desk.trust.signing import head_message


class FeedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a feed, the chain as the entries have it there, and the kept digest."""

    number: int
    origin: bytes
    first: int
    last: int
    chain: bytes
    found: bytes | None
    head: Head
    mark: bytes | None
    is_readable: bool


class HeldProofs:
    """Of one office."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def count(self, name: str) -> int:
        """The rows of a table that has a column `office`."""
        table = tables.metadata.tables[name]
        counted = select(func.count()).select_from(table).where(table.c.office == self._office)
        return int(self._connection.execute(counted).scalar_one())

    def feed(self) -> Iterator[FeedLine]:
        feed, entry, mark = tables.feed, tables.entry, feed_marks.feed_mark
        stands = and_(
            entry.c.office == feed.c.office,
            entry.c.origin == feed.c.origin,
            entry.c.seq == feed.c.last,
        )
        kept = and_(mark.c.office == feed.c.office, mark.c.number == feed.c.number)
        rows = self._connection.execute(
            select(feed, entry.c.chain.label("found"), mark.c.digest)
            .select_from(feed.outerjoin(entry, stands).outerjoin(mark, kept))
            .where(feed.c.office == self._office)
            .order_by(feed.c.number)
        )
        for row in rows.all():
            branch = _branch(row.branch)
            yield FeedLine(
                number=row.number,
                origin=row.origin,
                first=row.first,
                last=row.last,
                chain=row.chain,
                found=row.found,
                head=Head(row.key_id, row.signature, branch),
                mark=row.digest,
                is_readable=(branch is None) == (row.branch is None),
            )

    def signed(self, line: FeedLine) -> bytes:
        """What the station signed: this place, or where it stood before it was moved."""
        branch = line.head.branch
        if branch is None:
            return head_message(line.origin, line.last, line.chain)
        table, chain = tables.entry.c, branch.before
        ids = select(table.content_id).where(
            table.office == self._office,
            table.origin == line.origin,
            table.seq.between(line.first, line.last),
        )
        for content_id in self._connection.execute(ids.order_by(table.seq)).scalars():
            chain = chain_link(chain, content_id)
        return head_message(branch.origin, branch.first + line.last - line.first, chain)

    def named_files(self) -> dict[bytes, int]:
        table = tables.named_file.c
        rows = self._connection.execute(
            select(table.digest, table.size).where(table.office == self._office)
        )
        return {bytes(row.digest): int(row.size) for row in rows}

    def index(self) -> dict[bytes, tuple[str, str]]:
        table = tables.case_index.c
        rows = self._connection.execute(
            select(table.stream, table.number_key, table.receipt_code).where(
                table.office == self._office
            )
        )
        return {bytes(row.stream): (row.number_key, row.receipt_code) for row in rows}

    def has_erased(self) -> bool:
        """Whether bodies were dropped: what they named is not told any more."""
        table = tables.entry.c
        found = select(table.seq).where(table.office == self._office, table.body.is_(None))
        return self._connection.execute(found.limit(1)).first() is not None

    def stray_salt(self) -> bytes | None:
        """A stream that has a salt and no entry."""
        salt, entry = tables.salt.c, tables.entry.c
        here = and_(entry.office == salt.office, entry.stream == salt.stream)
        found = self._connection.execute(
            select(salt.stream)
            .select_from(tables.salt.outerjoin(tables.entry, here))
            .where(salt.office == self._office, entry.stream.is_(None))
            .limit(1)
        ).scalar()
        return None if found is None else bytes(found)

    def certificates(self) -> Iterator[tuple[bytes, Certificate | None]]:
        """(key id, certificate), None for one that cannot be read."""
        table = tables.station.c
        rows = self._connection.execute(
            select(table.key_id, table.certificate).where(table.office == self._office)
        )
        for row in rows.all():
            yield bytes(row.key_id), _certificate(row.certificate)


def publications(connection: Connection) -> Iterator[Publication]:
    """Everything that was published, in order."""
    table = tables.publication
    names = Publication.__struct_fields__
    for row in connection.execute(select(table).order_by(table.c.number)).mappings():
        yield Publication(**{name: row[name] for name in names})


def entries_of_nobody(connection: Connection) -> str:
    """An office that has entries and is not in the register; empty where there is none."""
    entry, office = tables.entry.c, tables.office.c
    found = connection.execute(
        select(entry.office)
        .select_from(tables.entry.outerjoin(tables.office, office.office == entry.office))
        .where(office.office.is_(None))
        .limit(1)
    ).scalar()
    return str(found or "")


def _branch(told: Any) -> Branch | None:
    if told is None:
        return None
    try:
        return msgspec.msgpack.decode(told, type=Branch)
    except msgspec.MsgspecError:
        return None


def _certificate(told: Any) -> Certificate | None:
    try:
        return msgspec.msgpack.decode(told, type=Certificate)
    except (msgspec.MsgspecError, TypeError):
        return None
