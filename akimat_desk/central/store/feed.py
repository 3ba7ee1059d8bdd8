"""One office's feed: a line for each batch that was kept, numbered in the order of the commits."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from akimat_desk.central.store import feed_marks, tables
from akimat_desk.exchange.central_side import Run
from akimat_desk.exchange.messages import Branch, Head, plain
from akimat_desk.journal.envelope import Entry

_ENVELOPE_WEIGHT = 120
"""Bytes an entry weighs in a page beside its body, roughly and unpacked."""


class Feed:
    """What desks read on from; only whoever locked the office's ledger adds to it."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def add(self, entries: Sequence[Entry], head: Head, at: int) -> None:
        number, last = self.newest() + 1, entries[-1]
        size = sum(len(one.body or b"") + _ENVELOPE_WEIGHT for one in entries)
        self._connection.execute(
            tables.feed.insert().values(
                office=self._office,
                number=number,
                origin=last.origin,
                first=entries[0].seq,
                last=last.seq,
                chain=last.chain,
                size=size,
                key_id=head.key_id,
                signature=head.signature,
                branch=None if head.branch is None else plain(head.branch),
                received_at=at,
            )
        )
        run = Run(
            number=number, origin=last.origin, first=entries[0].seq, last=last.seq,
            chain=last.chain, size=size,
        )  # fmt: skip
        feed_marks.keep(self._connection, self._office, run)
        table = tables.office
        self._connection.execute(
            table.update().where(table.c.office == self._office).values(newest=number)
        )

    def digest_at(self, number: int) -> bytes:
        """Of all lines up to this one; empty where it is not known."""
        return feed_marks.digest_at(self._connection, self._office, number)

    def newest(self) -> int:
        table = tables.office.c
        found = self._connection.execute(
            select(table.newest).where(table.office == self._office)
        ).scalar()
        return int(found or 0)

    def newest_at(self) -> int:
        """When the newest line of the feed was received; 0 before the first."""
        table = tables.feed.c
        found = self._connection.execute(
            select(func.max(table.received_at)).where(table.office == self._office)
        ).scalar()
        return int(found or 0)

    def runs(self, after: int) -> Iterator[Run]:
        table = tables.feed.c
        names = ("number", "origin", "first", "last", "chain", "size")
        rows = self._connection.execute(
            select(*(table[name] for name in names))
            .where(table.office == self._office, table.number > after)
            .order_by(table.number)
        )
        for row in rows.mappings():
            yield Run(**row)

    def head(self, run: Run) -> Head:
        table = tables.feed.c
        row = self._connection.execute(
            select(table.key_id, table.signature, table.branch).where(
                table.office == self._office, table.number == run.number
            )
        ).one()
        branch = None if row.branch is None else msgspec.msgpack.decode(row.branch, type=Branch)
        return Head(row.key_id, row.signature, branch)
