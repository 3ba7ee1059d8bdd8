"""The centre's database file or server: opens it and hands out transactions."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from akimat_desk.central.errors import DatabaseFailed, DatabaseUnsupported
from akimat_desk.central.store import byte_arrays, tables

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-65536",
)
_WRITES = "writes"
CONNECTIONS = 8
"""As many as there are threads that work for requests: none of them waits for a connection."""
_HOST_PATIENCE = 10
_MOMENT = 1.0
"""Seconds for which a connection that worked is believed to work."""
# Of what the driver says of a connection that failed: a word for each cause, never an address.
_CAUSES = (
    ("password", "password"),
    ("authentication", "password"),
    ("does not exist", "database_or_user_missing"),
    ("onnection refused", "not_listening"),
    ("o such file", "not_listening"),
    ("resolve", "host_unknown"),
    ("translate host", "host_unknown"),
    ("timeout", "host_silent"),
    ("permission denied", "rights"),
    ("unable to open", "file"),
    ("not a database", "file"),
    ("readonly", "rights"),
    ("locked", "busy"),
    ("full", "disk_full"),
    ("o space left", "disk_full"),
)
_KEPT = "kept"
__all__ = ["Connection", "Store", "embedded", "upsert", "when_kept"]


def when_kept(connection: Connection, call: Callable[[], None]) -> None:
    """Called once the transaction is in the database; not at all where it is given up."""
    kept: list[Callable[[], None]] = connection.get_execution_options()[_KEPT]
    kept.append(call)


class Store:
    """Transactions. What is asked inside them stands in the modules beside."""

    def __init__(self, address: str) -> None:
        """Raises DatabaseUnsupported."""
        self._engine = _engine(address)
        self.kind = self._engine.dialect.name
        self._writing: dict[str, Any] = {_WRITES: True}
        # A writer that SQLite itself lets wait sleeps on, and late, while others go before it.
        self._turn: AbstractContextManager[Any] = (
            threading.Lock() if self.kind == "sqlite" else nullcontext()
        )
        if self.kind == "postgresql":
            # Whoever waited for an office's row must see what was committed while it waited.
            self._writing["isolation_level"] = "READ COMMITTED"
        with self.write() as connection:
            tables.metadata.create_all(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing; on SQLite one writer at a time. Raises DatabaseFailed."""
        kept: list[Callable[[], None]] = []
        with self._turn, self._sorted_errors(), self._engine.connect() as plain_connection:
            connection = plain_connection.execution_options(**self._writing, **{_KEPT: kept})
            with connection.begin():
                yield connection
        for call in kept:
            call()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot."""
        with self._sorted_errors(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _sorted_errors(self) -> Iterator[None]:
        """Of SQLAlchemy's statements, and of those the driver is given directly."""
        try:
            yield
        except DBAPIError as wrong:
            raise DatabaseFailed(_cause(wrong.orig)) from wrong
        except self._engine.dialect.loaded_dbapi.Error as wrong:
            raise DatabaseFailed(_cause(wrong)) from wrong

    def close(self) -> None:
        self._engine.dispose()


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError:
        raise DatabaseUnsupported("") from None
    scheme = url.get_backend_name()
    if scheme == "postgresql":
        driver = url.set(drivername="postgresql+psycopg")
        engine = create_engine(
            driver,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            pool_size=CONNECTIONS,
            connect_args={"connect_timeout": url.query.get("connect_timeout", _HOST_PATIENCE)},
        )
        event.listen(engine, "connect", lambda raw, _record: byte_arrays.register(raw))
        _Pings(engine)
        return engine
    if scheme != "sqlite":
        raise DatabaseUnsupported(scheme)
    engine = create_engine(address, pool_size=CONNECTIONS)

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        for pragma in _PRAGMAS:
            raw.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class _Pings:
    """Whether a pooled connection still answers; one that did a moment ago is not asked."""

    def __init__(self, engine: Engine) -> None:
        dialect: Any = engine.dialect
        self._ping = dialect.do_ping
        self._used: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        dialect.do_ping = self.ping
        event.listen(engine, "checkin", self.note)

    def note(self, raw: Any, _record: Any) -> None:
        if raw is not None:
            self._used[raw] = time.monotonic()

    def ping(self, raw: Any) -> bool:
        is_fresh = time.monotonic() - self._used.get(raw, -_MOMENT) < _MOMENT
        return True if is_fresh and not raw.closed else bool(self._ping(raw))


def _cause(wrong: BaseException | None) -> str:
    """The driver's own words stay here: they name hosts and users, and values of a statement."""
    told, name = str(wrong), type(wrong).__name__
    found = next((cause for sign, cause in _CAUSES if sign in told), "")
    return f"{name} {found}" if found else name


def has_password(address: str) -> bool:
    """False also for what is no address: that is said by whoever opens it."""
    try:
        return bool(make_url(address).password) or "password=" in address
    except ArgumentError:
        return False


def embedded(path: Path) -> str:
    """The address of the SQLite file that a centre keeps when nothing else is named."""
    return f"sqlite:///{path}"


def upsert(connection: Connection, table: Any, keys: Sequence[str], **values: Any) -> None:
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values)
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
        if changed
        else statement.on_conflict_do_nothing(index_elements=list(keys))
    )
