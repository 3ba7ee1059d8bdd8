"""Opens a workspace's encrypted SQLite file and hands out transactions; nobody else drives it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Connection  # noqa: PLC0414
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from akimat_desk.domain.errors import DeskError
from akimat_desk.storage import errors

_PRAGMAS = (
    # The engine prints its own trouble to stderr; ours is sorted below.
    "PRAGMA cipher_log_level=NONE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    # Of each connection. Twice as much makes nothing quicker that is not asked twice, and four
    # connections (reading, writing, long reading, the line) would take the window's memory.
    "PRAGMA cache_size=-32768",
    "PRAGMA wal_autocheckpoint=2000",
)
# SQLite's primary result codes (https://www.sqlite.org/rescode.html).
_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_A_DATABASE = (
    5, 6, 8, 10, 11, 13, 14, 26,
)  # fmt: skip


def _none(_nothing: None) -> None:
    """NULL as it is."""


# The driver looks for an adapter of every value that is no number or text, and to find none takes
# longer than the rest of an insertion: these go through as they are (benchmarks).
for _kind, _as_it_is in ((bytes, bytes), (memoryview, memoryview), (type(None), _none)):
    dbapi2.register_adapter(_kind, _as_it_is)


class Database:
    """One file, one key. `write()` is BEGIN IMMEDIATE, `read()` a plain snapshot."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._engine = _engine(path, key)
        self._lock = threading.Lock()
        self._readers: dict[int, Any] = {}

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def key(self) -> bytes:
        """For wrapping it once more; never written anywhere in the clear."""
        return self._key

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Load, decide, append; all or nothing. Raises what storage.errors names."""
        with _sorted_errors(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot; a writer does not disturb it."""
        with _sorted_errors(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                with self._listed(driver(connection)):
                    yield connection
            finally:
                connection.rollback()

    def interrupt(self, thread: int) -> None:
        """Whatever that thread reads just now ends with an error. A write is never stopped."""
        with self._lock:
            reader = self._readers.get(thread)
            if reader is not None:
                reader.interrupt()

    @contextmanager
    def _listed(self, reader: Any) -> Iterator[None]:
        """One read may stand within another of its thread; the inner one is under way then."""
        thread = threading.get_ident()
        with self._lock:
            outer = self._readers.get(thread)
            self._readers[thread] = reader
        try:
            yield
        finally:
            with self._lock:
                if outer is None:
                    del self._readers[thread]
                else:
                    self._readers[thread] = outer

    def copy_to(self, target: Path) -> None:
        """A whole and consistent copy under the same key, readings and all."""
        with _sorted_errors(), self._engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
            connection.rollback()

    def compact(self) -> bool:
        """Written anew without its free pages, which still hold what was deleted, and the log
        emptied. False where somebody still reads in the log: it has to be done once more."""
        with _sorted_errors(), self._engine.connect() as connection:
            raw = driver(connection)
            raw.execute("VACUUM")
            (is_busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not is_busy

    def close(self) -> None:
        self._engine.dispose()


def _engine(path: Path, key: bytes) -> Engine:
    def connect() -> Any:
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        # An error's text may be written down; what somebody typed is no part of it.
        hide_parameters=True,
        # The connection that was used last has its pages still at hand.
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "begin")
    def _leave_it_to_us(_connection: Connection) -> None:
        """The dialect emits nothing by itself with isolation_level None; write() and read() do."""

    return engine


def driver(connection: Connection) -> Any:
    """The driver's own connection of this transaction, for what every registration does.

    SQLAlchemy's results cost more than these statements themselves (benchmarks).
    """
    return connection.connection.driver_connection


@contextmanager
def _sorted_errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as wrong:
        raise sorted_error(wrong.orig) from wrong
    except dbapi2.Error as wrong:
        raise sorted_error(wrong) from wrong


def sorted_error(wrong: BaseException | None) -> DeskError | BaseException:
    """The refusal that stands for a driver's error; anything unknown is a bug and stays itself."""
    code = getattr(wrong, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    detail = str(wrong)
    if primary is None:
        primary = _code_of_text(detail)
    refusals: dict[int | None, Callable[[], DeskError]] = {
        _BUSY: errors.DiskBusy,
        _LOCKED: errors.DiskBusy,
        _FULL: errors.DiskFull,
        _READ_ONLY: errors.DiskReadOnly,
        _IO: lambda: errors.DiskFailed(detail),
        _CANNOT_OPEN: lambda: errors.DiskFailed(detail),
        _CORRUPT: lambda: errors.DatabaseDamaged(detail),
        _NOT_A_DATABASE: lambda: errors.DatabaseDamaged(detail),
    }
    if primary in refusals:
        return refusals[primary]()
    return wrong if wrong is not None else RuntimeError("an error without a cause")


def _code_of_text(detail: str) -> int | None:
    """sqlcipher3 carries no result code; the wording is SQLite's own and stable."""
    known = {
        "database is locked": _BUSY,
        "database table is locked": _LOCKED,
        "attempt to write a readonly database": _READ_ONLY,
        "disk I/O error": _IO,
        "database disk image is malformed": _CORRUPT,
        "database or disk is full": _FULL,
        "unable to open database file": _CANNOT_OPEN,
        "file is not a database": _NOT_A_DATABASE,
    }
    return next((code for wording, code in known.items() if wording in detail), None)
