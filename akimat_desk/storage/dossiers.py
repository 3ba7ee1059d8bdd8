"""Cases that came from another office, a reading; and the centre that signed how they came."""

from collections.abc import Iterable

from sqlalchemy import Column, Connection, LargeBinary, String, Table, select

from akimat_desk.domain.cases import Case
from akimat_desk.domain.dossiers import incoming, offer, sender
from akimat_desk.domain.offices import Office
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.forks import Signer
from akimat_desk.journal.envelope import CENTRE_ROLE, Entry
from akimat_desk.storage import exchange_tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered
from akimat_desk.storage.gathered import Gathered
from akimat_desk.storage.metadata import metadata
from akimat_desk.trust.signing import key_id

# `state`: "offered", "accepted", "elsewhere" (returned or taken back before it was accepted).
incoming_line = Table(
    "incoming_line",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("state", String, nullable=False, index=True),
    Column("forwarded_on", String, nullable=False),
)
Line = tuple[bytes, str, str]
_NEW = "INSERT INTO incoming_line (stream, state, forwarded_on) VALUES (?,?,?)"
_GONE = "DELETE FROM incoming_line WHERE stream=?"
_ALL = "SELECT stream, state, forwarded_on FROM incoming_line"
_OFFERED = (
    "SELECT stream FROM incoming_line WHERE state='offered' ORDER BY forwarded_on, stream LIMIT ?"
)
_HOME = "SELECT e.office FROM entry e JOIN origin o ON o.origin=e.origin AND o.is_own=1 LIMIT 1"


def add_to_tables(connection: Connection) -> None:
    """A step of the tables. What the centre wrote into the feed so far passed this desk by: it
    reads the feed once more from the start, and is sent what it lacks."""
    metadata.create_all(connection, [incoming_line])
    connection.exec_driver_sql("UPDATE server SET cursor=0, feed=x''")


def find_centre(connection: Connection, key: bytes, office: str) -> Signer | None:
    """The centre itself: it writes into the office's feed too."""
    public = connection.execute(select(exchange_tables.server.c.public_key)).scalar()
    if not isinstance(public, bytes) or key_id(public) != key:
        return None
    return Signer(station=STATION, office=office, public=public, is_centre=True)


def home(connection: Connection) -> str:
    """The office of this desk, by what it wrote itself."""
    row = driver(connection).execute(_HOME).fetchone()
    return "" if row is None else str(row[0])


def counts_here(entry: Entry, office_id: str) -> bool:
    """Whether its numbers are of this office's series: not what came with another one's case."""
    return entry.envelope.office == office_id and entry.envelope.role != CENTRE_ROLE


def gather(gathered: Gathered, stream: bytes, found: list[Line], *, is_new: bool) -> None:
    """Bring the line of one case up to its fold."""
    if not is_new:
        gathered.drop(_GONE, stream)
    gathered.put_all(_NEW, found)


def lines(stream: bytes, case: Case, office_id: str, office: Office) -> list[Line]:
    state = incoming(case, office_id, office)
    handed = (offer(case, office_id) or sender(case, office_id)) if state else None
    if handed is None:
        return []
    day = getattr(handed.event, "forwarded_on", None)
    return [(stream, state, "" if day is None else day.isoformat())]


def offered(connection: Connection, limit: int) -> list[bytes]:
    """Those that wait for this office's word, the oldest first."""
    return [bytes(row[0]) for row in driver(connection).execute(_OFFERED, (limit,))]


def count_offered(connection: Connection) -> int:
    run = driver(connection).execute
    return int(run("SELECT count(*) FROM incoming_line WHERE state='offered'").fetchone()[0])


def verify(connection: Connection, told: Iterable[Line]) -> None:
    """Raises ReadingAltered where the table is not what all cases together say."""
    if {tuple(row) for row in driver(connection).execute(_ALL)} != set(told):
        raise ReadingAltered("", "incoming_line")
