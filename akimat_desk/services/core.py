"""What every service of one open desk shares: database, files, clock, and who is signed in."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from akimat_desk.domain.case_rights import demand_may
from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office, Staff, office_stream
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.secret_cases import demand_silent
from akimat_desk.journal.fold import Folded
from akimat_desk.services.clock import Clock
from akimat_desk.services.references import Shelf
from akimat_desk.services.seen import Seen
from akimat_desk.storage import held, journal
from akimat_desk.storage.database import Connection, Database
from akimat_desk.storage.files import Files
from akimat_desk.storage.journal import Pen, Stamp
from akimat_desk.storage.projections import Lens, project
from akimat_desk.storage.workspace import Witness
from akimat_desk.trust.signing import StationKey


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What this workspace is, for as long as it exists.

    `copies` is the name of its copies since its key was changed: their files lie apart from
    those of former copies, which another key opens.
    """

    workspace_id: str
    office: str
    station: str
    is_training: bool
    copies: str = ""

    @property
    def copies_id(self) -> str:
        return self.copies or self.workspace_id


class Writing:
    """One transaction: a pen, the office as it is now, and the readings that follow.

    `action` is what it was begun for; empty where entries of others are written down.
    """

    def __init__(self, core: "Core", connection: Connection, pen: Pen, action: str = "") -> None:
        self._connection = connection
        self.pen = pen
        self._core = core
        self._action = action
        self._judged: set[bytes] = set()
        self.office_fold = core.office_fold(connection)

    @property
    def connection(self) -> Connection:
        """Whoever reads through it finds all that was appended before."""
        self.pen.flush()
        return self._connection

    @property
    def office(self) -> Office:
        state: Office = self.office_fold.state
        return state

    @property
    def lens(self) -> Lens:
        return self._core.lens(self.office)

    def append(self, stream: bytes, folded: Folded | None, *events: object) -> Folded:
        """Seal the events one after the other and bring the stream's readings up to them.

        Raises ContentNotTaken for what would tell of a matter that nothing may be told of, and
        ExecutorIsAccused and HeldByAnother for whom the case does not concern.
        """
        state = None if folded is None else folded.state
        demand_silent(state, events)
        if stream not in self._judged:
            # Once: what the first entry says is not held against the next one.
            self._judged.add(stream)
            self.demand_may(state)
        after = folded
        for event in events:
            after = self.pen.append(stream, after, event)  # type: ignore[arg-type]
        if after is None:
            raise ValueError("nothing to append")
        if stream == self._core.office_stream:
            self.office_fold = after
        project(self._connection, stream, after, self.lens, is_new=folded is None)
        return after

    def demand_may(self, case: object) -> None:
        """Of a case: whether whoever is signed in may do there what this was begun for. Raises
        ExecutorIsAccused, HeldByAnother."""
        actor = self._core.actor
        if self._action and actor is not None and isinstance(case, Case) and case.opened:
            today = legal_day(self.pen.stamp.at)
            demand_may(case, self._action, actor, self.office, today)

    def append_office(self, *events: object) -> Folded:
        """The same for the office's own stream."""
        before = self.office_fold if self.office_fold.count else None
        return self.append(self._core.office_stream, before, *events)


class Core:
    """The shared parts of an open desk."""

    def __init__(
        self,
        *,
        identity: Identity,
        database: Database,
        files: Files,
        clock: Clock,
        witness: Witness,
    ) -> None:
        self.identity = identity
        self.database = database
        self.files = files
        self.clock = clock
        self.random: Callable[[int], bytes] = os.urandom
        self.shelf, self.seen = Shelf(), Seen()
        self.office_stream = office_stream(identity.office).bytes
        self.actor: Staff | None = None
        # Set by whoever opens a desk to work at it: a copy before what risks something. It is told
        # the step, and `report` and `cancelled` where somebody watches.
        self.before_risk: Callable[..., None] = _unguarded
        self._witness = witness
        self._office: Folded | None = None

    @contextmanager
    def write(self, action: str, at: int | None = None) -> Iterator[Writing]:
        """A transaction in the name of whoever is signed in; raises NotAllowed by role."""
        role = role_for(self.actor, action)
        stamp = self.stamp(role, self.clock.now() if at is None else at)
        with self.database.write() as connection:
            writing = Writing(self, connection, Pen(connection, stamp, self.random), action)
            yield writing
            writing.pen.flush()
        own = writing.pen.own
        self._witness.saw([(own.origin, own.seq)])

    @contextmanager
    def read(self) -> Iterator[tuple[Connection, Lens]]:
        """A snapshot, and what derived values are seen through."""
        with self.database.read() as connection:
            office: Office = self.office_fold(connection).state
            yield connection, self.lens(office)

    def stamp(self, role: str, at: int) -> Stamp:
        actor = "00000000-0000-0000-0000-000000000000" if self.actor is None else self.actor.id
        return Stamp(office=self.identity.office, actor=actor, role=role, at=at)

    def lens(self, office: Office) -> Lens:
        return Lens(
            office_id=self.identity.office,
            office=office,
            references=self.shelf.references(office),
        )

    def office_fold(self, connection: Connection) -> Folded:
        """The office's stream, folded anew only when another entry of it has come."""
        heads = held.stream_heads(connection, self.office_stream)
        if self._office is None or b"".join(self._office.heads) != heads:
            office = journal.load(connection, self.office_stream)
            for kind, digest, body in held.reference_objects(connection):
                self.shelf.hold(kind, digest, body)
            # Last: who is interrupted on the way leaves no office whose references are missing.
            self._office = office
        return self._office

    def stop_reading(self, thread: int) -> None:
        """What that thread reads just now is not wanted any more."""
        self.database.interrupt(thread)

    def station_key(self, connection: Connection) -> StationKey:
        return StationKey.from_seed(held.value(connection, held.STATION_SEED))

    def is_behind_witness(self, connection: Connection) -> bool:
        own = journal.own_origin(connection)
        return self._witness.is_ahead_of(own.origin, own.seq)


def _unguarded(_step: str, **_watched: object) -> None:
    """Nobody asked for a copy first."""
