"""Puts what was proven of a damaged journal into the tables of a new one, behind what is there."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from akimat_desk.domain.office_events import SeriesOpened
from akimat_desk.domain.stream_events import StreamErased
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry, stream_salt
from akimat_desk.storage import held, journal, salvage, tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.salvage import Found
from akimat_desk.trust.commitments import chain_start, content_digest

_ORIGIN_COLUMNS = ", ".join(tables.origin.columns.keys())
_MARKS = ", ".join("?" * len(tables.origin.columns))


def fill_identity(connection: Connection, found: Found) -> bool:
    """For a new database without a copy: what the damaged one was. False where that is lost."""
    if held.IDENTITY not in found.workspace:
        return False
    for key, value in found.workspace.items():
        if key != held.STATION_SEED:
            held.set_value(connection, key, value)
    return True


def join(connection: Connection, found: Found) -> dict[bytes, int]:
    """All that follows what is there already; how many entries each origin gained."""
    join_references(connection, found)
    salts = _salts(connection)
    gained: dict[bytes, int] = {}
    for origin in sorted({one for one, _ in found.entries} | set(found.origins)):
        known = _place_of(connection, origin)
        entries = []
        for entry in salvage.proven(found, origin, known, salts):
            _learn_salt(connection, found, entry, salts)
            entries.append(entry)
        journal.insert_entries(connection, entries)
        gained[origin] = len(entries)
        if entries or origin in found.origins:
            _keep_origin(connection, found, origin, (known, entries))
    _open_one(connection, found)
    _erase(connection)
    return gained


def _place_of(connection: Connection, origin: bytes) -> tuple[int, bytes]:
    row = connection.exec_driver_sql(
        "SELECT seq, chain FROM origin WHERE origin=?", (origin,)
    ).one_or_none()
    return (0, chain_start(origin)) if row is None else (row.seq, row.chain)


def _learn_salt(
    connection: Connection, found: Found, entry: Entry, salts: dict[bytes, bytes]
) -> None:
    stream = entry.envelope.stream
    salt = salvage.salt_of(found, entry, salts)
    if salt is not None and stream not in salts and salt != stream_salt(stream):
        salts[stream] = salt
        connection.exec_driver_sql("INSERT INTO salt (stream, salt) VALUES (?,?)", (stream, salt))


def _keep_origin(
    connection: Connection,
    found: Found,
    origin: bytes,
    told: tuple[tuple[int, bytes], list[Entry]],
) -> None:
    """The lineage up to its last proven entry; its mark is what the damaged file said, or what
    was written when it was opened."""
    known, entries = told
    row = connection.exec_driver_sql(
        f"SELECT {_ORIGIN_COLUMNS} FROM origin WHERE origin=?",  # noqa: S608
        (origin,),
    ).one_or_none()
    old: Any = tuple(row) if row is not None else found.origins.get(origin)
    seq, chain = (entries[-1].seq, entries[-1].chain) if entries else known
    at = [one.envelope.at for one in entries] + [old[3] if row is not None else 0]
    hlc = [one.envelope.hlc for one in entries] + [old[4] if row is not None else 0]
    is_own, mark, point = (old[5], old[7], old[8]) if old is not None else (0, "", "")
    is_open = old[6] if row is not None else 0
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO origin ({_ORIGIN_COLUMNS}) VALUES ({_MARKS})",  # noqa: S608
        (origin, seq, chain, max(at), max(hlc), is_own, is_open, mark, point),
    )


def _open_one(connection: Connection, found: Found) -> None:
    """The lineage written last stands open: it is what a new one closes."""
    run = connection.exec_driver_sql
    opened = [origin for origin, row in found.origins.items() if row[5] == 1 and row[6] == 1]
    here = {row.origin for row in run("SELECT origin FROM origin WHERE seq > 0")}
    wanted = next((origin for origin in opened if origin in here), None)
    if wanted is None and run("SELECT count(*) FROM origin WHERE is_open=1").scalar_one() == 1:
        return
    if wanted is None:
        wanted = _opened_last(connection)
    run("UPDATE origin SET is_open=0")
    run("UPDATE origin SET is_open=1, is_own=1 WHERE origin=?", (wanted,))


def _opened_last(connection: Connection) -> bytes | None:
    """Where the table of lineages is lost: the one whose opening was written last tells."""
    rows = connection.exec_driver_sql(
        "SELECT origin, schema, body FROM entry WHERE type='SeriesOpened' ORDER BY hlc"
    ).all()
    found = None
    for row in rows:
        event = codec.decode("SeriesOpened", row.schema, row.body)
        if isinstance(event, SeriesOpened) and event.origin == row.origin:
            found = row.origin
            connection.exec_driver_sql(
                "UPDATE origin SET mark=?, point=? WHERE origin=? AND mark=''",
                (event.mark, event.point, row.origin),
            )
    return found


def join_references(connection: Connection, found: Found) -> None:
    for digest, row in found.references.items():
        _, kind, name, release, body = row[:5]
        if isinstance(body, bytes) and content_digest(body)[: len(digest)] == digest:
            held.keep_reference(
                connection, digest=digest, kind=str(kind), reference_id=str(name),
                release=int(release or 0), body=body,
            )  # fmt: skip


def _erase(connection: Connection) -> None:
    """What was erased after the copy was made is not brought back by it."""
    name = StreamErased.__name__
    streams = connection.exec_driver_sql(
        "SELECT DISTINCT stream FROM entry WHERE type=?", (name,)
    ).scalars()
    for stream in list(streams):
        connection.exec_driver_sql(
            "UPDATE entry SET body=NULL WHERE stream=? AND type<>?", (stream, name)
        )
        connection.exec_driver_sql("DELETE FROM salt WHERE stream=?", (stream,))


def can_go_on(connection: Connection) -> bool:
    """Whether there is a lineage to close and an office to write about."""
    return bool(
        connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM origin WHERE is_open=1) = 1"
            " AND (SELECT count(*) FROM entry WHERE type='OfficeNamed') > 0"
            # The last of what a workspace begins with.
            " AND (SELECT count(*) FROM entry WHERE type='StaffRecorded') > 0"
        ).scalar_one()
    )


def _salts(connection: Connection) -> dict[bytes, bytes]:
    return dict(driver(connection).execute("SELECT stream, salt FROM salt").fetchall())


def saved_numbers(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT number FROM case_line").scalars())


def unproven(connection: Connection, found: Found) -> Iterable[Entry]:
    """Entries that could be read and are whole in themselves, behind the end of their lineage."""
    ends = dict(driver(connection).execute("SELECT origin, seq FROM origin").fetchall())
    salts = _salts(connection)
    for (origin, seq), rows in sorted(found.entries.items()):
        if seq <= ends.get(origin, 0):
            continue
        for row in rows:
            entry = salvage.entry_of(row)
            if entry is not None and salvage.salt_of(found, entry, salts) is not None:
                yield entry
                break


def ends(connection: Connection, found: Found) -> list[tuple[bytes, str, int, int]]:
    """(origin, mark, saved up to, known up to) of each lineage."""
    highest = {origin: int(row[1] or 0) for origin, row in found.origins.items()}
    for origin, seq in found.entries:
        highest[origin] = max(seq, highest.get(origin, 0))
    rows = connection.exec_driver_sql("SELECT origin, mark, seq FROM origin ORDER BY origin").all()
    here = {row.origin for row in rows}
    told = [
        (row.origin, str(row.mark), int(row.seq), max(row.seq, highest.get(row.origin, 0)))
        for row in rows
    ]
    return told + [(one, "", 0, last) for one, last in sorted(highest.items()) if one not in here]
