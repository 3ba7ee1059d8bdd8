"""Applies what came from other desks, readings included, in the caller's transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from akimat_desk.domain.facts import Event
from akimat_desk.domain.series_taken import TAKES
from akimat_desk.exchange import pages
from akimat_desk.exchange.forks import Fork, Moved, Settled, Signer, rehomed
from akimat_desk.exchange.messages import Batch, Branch, Head, Place
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fold
from akimat_desk.storage import (
    dossiers,
    exchange,
    exchange_tables,
    journal,
    projections,
    tables,
)
from akimat_desk.storage.database import driver

_ALL = 2**31
_SOME = 1000
_STANDS_IN = "SELECT content_id, origin FROM entry WHERE content_id IN ({})"
_PLACE_OF = "SELECT seq, chain FROM origin WHERE origin=? AND seq>0"
_IS_OWN = "SELECT 1 FROM origin WHERE origin=? AND is_own<>0"
_CAME_FROM = "SELECT station FROM received_run WHERE origin=? LIMIT 1"
_INSERT_SALT = "INSERT INTO salt (stream, salt) VALUES (?,?)"
_CUT_BACK = (
    "UPDATE origin SET seq=?1, chain=?2,"
    " newest_at=(SELECT coalesce(max(at), 0) FROM entry WHERE origin=?3),"
    " hlc=(SELECT coalesce(max(hlc), 0) FROM entry WHERE origin=?3) WHERE origin=?3"
)
_PLACE = (
    "INSERT INTO origin (origin, seq, chain, newest_at, hlc, is_own, is_open, mark, point)"
    " VALUES (?,?,?,?,?,?,0,?,?) ON CONFLICT (origin) DO UPDATE SET seq=excluded.seq,"
    " chain=excluded.chain, newest_at=max(newest_at, excluded.newest_at),"
    " hlc=max(hlc, excluded.hlc), is_own=max(is_own, excluded.is_own)"
)


class HeldHere:
    """What this desk holds, as `settle` asks for it."""

    def __init__(self, connection: Connection, station: str) -> None:
        self._connection = connection
        self._station = station

    def place(self, origin: bytes) -> Place | None:
        row = self._first(_PLACE_OF, origin)
        return None if row is None else Place(*row)

    def chains(self, origin: bytes, first: int, last: int) -> Sequence[bytes]:
        table = tables.entry.c
        return list(
            self._connection.execute(
                select(table.chain)
                .where(table.origin == origin, table.seq.between(first, last))
                .order_by(table.seq)
            ).scalars()
        )

    def salts(self, streams: Sequence[bytes]) -> dict[bytes, bytes]:
        return exchange.salts(self._connection, streams)

    def station_of(self, origin: bytes) -> str | None:
        if self._first(_IS_OWN, origin) is not None:
            return self._station
        row = self._first(_CAME_FROM, origin)
        return None if row is None else str(row[0])

    def _first(self, question: str, origin: bytes) -> Any:
        """Asked of every batch of a page (benchmarks)."""
        return driver(self._connection).execute(question, (origin,)).fetchone()


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a page; `problem` is empty where all of it is here now."""

    entries: int
    touched: dict[bytes, list[Entry]]
    forks: tuple[Fork, ...] = ()
    problem: str = ""


def receive(
    connection: Connection,
    page: Iterable[Batch],
    *,
    station: str,
    find_signer: Callable[[bytes], Signer | None],
    at: int,
    is_late: bool = False,
) -> Received:
    """All batches up to the first that does not fit; what is known already changes nothing.

    Places are taken as the server has them: a local branch gives way and moves. A late page only
    brings entries. `refresh` must follow in the same transaction.
    """
    books = _Books(connection, station, at, is_late=is_late)
    taken = pages.take(page, books, find_signer, is_late=is_late)
    return Received(
        entries=taken.entries, touched=books.touched, forks=taken.forks, problem=taken.problem
    )


class _Books(HeldHere):
    """The same while a page is taken in."""

    def __init__(self, connection: Connection, station: str, at: int, *, is_late: bool) -> None:
        super().__init__(connection, station)
        self.touched: dict[bytes, list[Entry]] = {}
        self._at = at
        self._is_late = is_late

    def keep(self, settled: Settled) -> None:
        is_own = settled.station == self._station
        _store(self._connection, settled, is_own=is_own, is_word=not self._is_late)
        for entry in settled.entries:
            self.touched.setdefault(entry.envelope.stream, []).append(entry)

    def give_way(self, fork: Fork) -> None:
        _give_way(self._connection, fork, self)

    def set_aside(self, batch: Batch, reason: str) -> None:
        exchange.keep_quarantined(self._connection, batch, reason, self._at)


def refresh(
    connection: Connection,
    touched: dict[bytes, list[Entry]],
    office_stream: bytes,
    lens: Callable[[], projections.Lens],
) -> None:
    """Bring the readings of the touched streams up to date.

    The office's own comes first: the others are seen through it.
    """
    known = _known_streams(connection, list(touched))
    if office_stream in touched:
        _bring(connection, [office_stream], touched, known, lens())
    others = [stream for stream in touched if stream != office_stream]
    seen_through = lens()
    for start in range(0, len(others), _SOME):
        _bring(connection, others[start : start + _SOME], touched, known, seen_through)
    entries = (entry for entries in touched.values() for entry in entries)
    _note_numbers(connection, entries, seen_through.office_id)


def _bring(
    connection: Connection,
    streams: Sequence[bytes],
    touched: Mapping[bytes, Sequence[Entry]],
    known: set[bytes],
    lens: projections.Lens,
) -> None:
    """What came of a new stream is all there is of it; the others are folded from the journal."""
    folds = journal.load_each(connection, [stream for stream in streams if stream in known])
    folds.update((stream, fold(touched[stream])) for stream in streams if stream not in known)
    brought = ((stream, folds[stream], stream not in known) for stream in streams)
    projections.project_each(connection, brought, lens)


def _known_streams(connection: Connection, streams: Sequence[bytes]) -> set[bytes]:
    """Those that have readings already."""
    found: set[bytes] = set()
    for start in range(0, len(streams), _SOME):
        some = streams[start : start + _SOME]
        asked = f"SELECT stream FROM stream WHERE stream IN ({','.join('?' * len(some))})"  # noqa: S608
        found.update(row[0] for row in driver(connection).execute(asked, some))
    return found


def _store(connection: Connection, settled: Settled, *, is_own: bool, is_word: bool) -> None:
    entries, head = settled.entries, settled.head
    if not entries or head is None:
        return
    journal.insert_entries(connection, entries)
    if settled.salts:
        driver(connection).executemany(_INSERT_SALT, list(settled.salts.items()))
    exchange.keep_run(connection, entries, settled.station, head)
    _move_place(connection, entries, is_own=is_own)
    if is_word:
        # The server gave it, so the server holds it.
        place = Place(entries[-1].seq, entries[-1].chain)
        exchange.keep_place(connection, entries[-1].origin, place)


def _move_place(
    connection: Connection,
    entries: Sequence[Entry],
    *,
    is_own: bool,
    mark: str = "",
    point: str = "",
) -> None:
    last = entries[-1]
    newest = max(entry.envelope.at for entry in entries)
    hlc = max(entry.envelope.hlc for entry in entries)
    connection.exec_driver_sql(
        _PLACE, (last.origin, last.seq, last.chain, newest, hlc, int(is_own), mark, point)
    )


def _give_way(connection: Connection, fork: Fork, here: HeldHere) -> None:
    """Move our branch of an origin to where every node moves it; ids and folds do not change."""
    own = connection.execute(
        select(tables.origin).where(tables.origin.c.origin == fork.origin)
    ).one()
    branch = journal.entries_between(connection, fork.origin, fork.seq - 1, _ALL)
    before = exchange.chain_before(connection, fork.origin, fork.seq)
    moved = rehomed(branch, fork.origin, here)
    runs = _moved_runs(connection, fork, moved)
    _drop_from(connection, fork)
    connection.exec_driver_sql(_CUT_BACK, (fork.seq - 1, before, fork.origin))
    if moved.entries:
        journal.insert_entries(connection, moved.entries)
        _move_place(
            connection, moved.entries, is_own=bool(own.is_own), mark=own.mark, point=own.point
        )
    for entries, station, head in runs:
        exchange.keep_run(connection, entries, station, head)
    connection.execute(tables.series.delete().where(tables.series.c.origin == fork.origin))
    for origin in (fork.origin, moved.origin):
        placed = journal.entries_between(connection, origin, 0, _ALL)
        _note_numbers(connection, placed, dossiers.home(connection))


def _moved_runs(
    connection: Connection, fork: Fork, moved: Moved
) -> list[tuple[Sequence[Entry], str, Head]]:
    """The heads of other stations stay good in the new place: each says where it was signed."""
    runs, heads = exchange_tables.received_run, tables.head_signature
    rows = connection.execute(
        select(runs, heads.c.station_key, heads.c.signature)
        .join(heads, (runs.c.origin == heads.c.origin) & (runs.c.last == heads.c.seq))
        .where(runs.c.origin == fork.origin, runs.c.last >= fork.seq)
    )
    return pages.moved_runs(
        map(_run, rows),
        fork,
        moved,
        before=lambda first: exchange.chain_before(connection, fork.origin, first),
        ids=lambda first, last: [
            entry.content_id
            for entry in journal.entries_between(
                connection, fork.origin, first - 1, last - first + 1
            )
        ],
    )


def _run(row: Row[Any]) -> pages.Run:
    branch = None if row.branch is None else msgspec.msgpack.decode(row.branch, type=Branch)
    head = Head(row.station_key, row.signature, branch)
    return pages.Run(first=row.first, last=row.last, station=row.station, head=head)


def _drop_from(connection: Connection, fork: Fork) -> None:
    for table, column in (
        (tables.entry, tables.entry.c.seq),
        (tables.head_signature, tables.head_signature.c.seq),
        (exchange_tables.received_run, exchange_tables.received_run.c.last),
    ):
        connection.execute(table.delete().where(table.c.origin == fork.origin, column >= fork.seq))


def _note_numbers(connection: Connection, entries: Iterable[Entry], office_id: str) -> None:
    """Where the entries stand now: a branch may have moved since they came."""
    taken: dict[bytes, Event] = {}
    for entry in entries:
        name, body = entry.envelope.type, entry.body
        if name not in TAKES or not body or not dossiers.counts_here(entry, office_id):
            continue
        event = codec.find(name, entry.envelope.schema, body)
        if event is not None:
            taken[entry.content_id] = event
    projections.note_taken(connection, _where(connection, taken))


def _where(connection: Connection, taken: Mapping[bytes, Event]) -> Iterator[tuple[bytes, Event]]:
    """(origin, event) for every place in which one of the entries stands."""
    ids = list(taken)
    for start in range(0, len(ids), _SOME):
        some = ids[start : start + _SOME]
        marks = ",".join("?" * len(some))
        for content_id, origin in driver(connection).execute(_STANDS_IN.format(marks), some):
            yield origin, taken[content_id]
