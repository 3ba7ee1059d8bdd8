"""One office's feed: a line for each batch that was kept, numbered in the order of the commits."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from akimat_desk.central.store import feed_marks
from akimat_desk.central.store.statements import Later, Row, Statement
from akimat_desk.exchange.central_side import Run, feed_digest
from akimat_desk.exchange.messages import Branch, Head, plain
from akimat_desk.journal.envelope import Entry

_ENVELOPE_WEIGHT = 120
"""Bytes an entry weighs in a page beside its body, roughly and unpacked."""
_NEWEST = Statement("SELECT newest FROM office WHERE office = ?")
_GROW = Statement("UPDATE office SET newest = ? WHERE office = ?")
_ADD = Statement(
    "INSERT INTO feed (office, number, origin, first, last, chain, size, key_id, signature,"
    " branch, received_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
)
_RUNS = Statement(
    "SELECT number, origin, first, last, chain, size FROM feed"
    " WHERE office = ? AND number > ? ORDER BY number LIMIT ?"
)
_HEAD = Statement("SELECT key_id, signature, branch FROM feed WHERE office = ? AND number = ?")
_AT_ONCE = 500


class Feed:
    """What desks read on from; only whoever locked the office's ledger adds to it."""

    def __init__(self, connection: Connection, office: str, locked_at: int | None = None) -> None:
        """`locked_at` is the newest line where nobody else can add one."""
        self._connection = connection
        self._office = office
        self._locked_at = locked_at
        self._digest: bytes | None = None
        self._lines: list[Row] = []
        self._marks: list[Row] = []

    def add(self, entries: Sequence[Entry], head: Head, at: int) -> None:
        connection, office = self._connection, self._office
        before, last = self.newest(), entries[-1]
        run = Run(
            number=before + 1,
            origin=last.origin,
            first=entries[0].seq,
            last=last.seq,
            chain=last.chain,
            size=sum(len(one.body or b"") + _ENVELOPE_WEIGHT for one in entries),
        )
        branch = None if head.branch is None else plain(head.branch)
        if self._digest is None:
            self._digest = feed_marks.digest_at(connection, office, before)
        self._digest = feed_digest(self._digest, run)
        self._marks.append((office, run.number, self._digest))
        self._lines.append(
            (
                office, run.number, run.origin, run.first, run.last, run.chain, run.size,
                head.key_id, head.signature, branch, at,
            )
        )  # fmt: skip
        self._locked_at = run.number

    def write(self, later: Later) -> None:
        """What was added; until then it cannot be read here."""
        lines, marks = self._lines, self._marks
        self._lines, self._marks = [], []
        later.add(_ADD, lines)
        later.add(feed_marks.KEEP, marks)
        later.add(_GROW, [(self._locked_at, self._office)])

    def digest_at(self, number: int) -> bytes:
        """Of all lines up to this one; empty where it is not known."""
        if self._digest is not None and number == self._locked_at:
            return self._digest
        return feed_marks.digest_at(self._connection, self._office, number)

    def newest(self) -> int:
        if self._locked_at is not None:
            return self._locked_at
        return int(_NEWEST.value(self._connection, self._office) or 0)

    def runs(self, after: int) -> Iterator[Run]:
        """As many as are asked for: an office's feed is long, and a page is short."""
        while rows := _RUNS.rows(self._connection, self._office, after, _AT_ONCE):
            for number, origin, first, last, chain, size in rows:
                yield Run(
                    number=number, origin=origin, first=first, last=last, chain=chain, size=size
                )
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1][0]

    def head(self, run: Run) -> Head:
        found = _HEAD.row(self._connection, self._office, run.number)
        if found is None:
            raise LookupError(run.number)
        key, signature, told = found
        branch = None if told is None else msgspec.msgpack.decode(told, type=Branch)
        return Head(key, signature, branch)
