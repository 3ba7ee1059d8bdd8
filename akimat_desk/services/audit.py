"""The auditor's view: the journal by person, day and kind, and whether all of it is whole."""

import uuid
from datetime import date, datetime, time, timedelta

import msgspec

from akimat_desk.domain.errors import FieldWrong, IntegrityBroken
from akimat_desk.domain.moments import legal_day, milliseconds
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.rights import role_for
from akimat_desk.services.access_log import AUDIT
from akimat_desk.services.core import Core
from akimat_desk.services.integrity import Cancelled, Integrity, Report
from akimat_desk.storage import audit_lines, held
from akimat_desk.storage.audit_lines import AuditLine, AuditWanted, Cursor
from akimat_desk.storage.database import Connection

_PAGE = 200
_LAST = "last_check"


class AuditFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Of which days, by whom (a login; "-" is the program itself), in which kind of stream."""

    from_on: date | None = None
    until_on: date | None = None
    login: str = ""
    kind: str = ""


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `mark` is that of the workstation it was written at, `case` empty for what is
    no case; `at` is UTC milliseconds."""

    at: int
    day: date
    who: str
    login: str
    role: str
    type: str
    kind: str
    number: str
    case: str
    mark: str
    origin: str
    seq: int
    is_erased: bool


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    rows: tuple[AuditRow, ...]
    next_cursor: Cursor | None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of everything found: `code` is empty where all is whole, else that of the
    refusal with its `facts`, which say where."""

    at: int
    who: str
    entries: int = 0
    streams: int = 0
    files: int = 0
    digest: str = ""
    code: str = ""
    facts: dict[str, str] = {}

    @property
    def is_whole(self) -> bool:
        return not self.code


class Audit:
    """Nothing here writes an entry; the result of a check is kept beside the journal."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def page(
        self, wanted: AuditFilter, after: Cursor | None = None, limit: int = _PAGE
    ) -> AuditPage:
        """The newest entries first. Raises NotAllowed, FieldWrong."""
        role_for(self._core.actor, AUDIT)
        with self._core.read() as (connection, lens):
            actor = _actor(wanted.login, lens.office.find_login(wanted.login))
            narrowed = AuditWanted(
                from_at=0 if wanted.from_on is None else _midnight(wanted.from_on),
                until_at=0 if wanted.until_on is None else _midnight(wanted.until_on, after=1),
                actor=actor,
                kind=wanted.kind,
            )
            lines = audit_lines.page(connection, narrowed, after, limit)
            staff = {one.id: (one.short_name, one.login) for one in lens.office.staff()}
        rows = tuple(_row(line, *staff.get(line.actor, ("", ""))) for line in lines)
        is_full = len(lines) == limit
        last = lines[-1] if is_full else None
        return AuditPage(
            rows=rows, next_cursor=None if last is None else (last.at, last.origin, last.seq)
        )

    def people(self) -> tuple[Staff, ...]:
        """Everybody who was ever of the office."""
        with self._core.read() as (_, lens):
            return tuple(lens.office.staff())

    def last(self) -> Check | None:
        """The last check at this workstation, whoever made it. Raises NotAllowed."""
        role_for(self._core.actor, AUDIT)
        with self._core.database.read() as connection:
            return _kept(connection)

    def check(
        self,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Check:
        """Everything is looked at; what is wrong is the result, no refusal. Raises NotAllowed,
        WorkCancelled."""
        role_for(self._core.actor, AUDIT)
        at, actor = self._core.clock.now(), self._core.actor
        found = Check(at=at, who="" if actor is None else actor.short_name)
        try:
            whole = Integrity(self._core).verify(report, cancelled)
        except IntegrityBroken as wrong:
            told = {name: str(value) for name, value in wrong.facts().items()}
            found = msgspec.structs.replace(found, code=wrong.code, facts=told)
        else:
            found = msgspec.structs.replace(
                found,
                entries=whole.entries,
                streams=whole.streams,
                files=whole.files,
                digest=whole.digest,
            )
        with self._core.database.write() as connection:
            held.set_value(connection, _LAST, msgspec.msgpack.encode(found))
        return found


def _kept(connection: Connection) -> Check | None:
    told = held.find_value(connection, _LAST)
    try:
        return None if told is None else msgspec.msgpack.decode(told, type=Check)
    except msgspec.MsgspecError:
        return None


def _actor(login: str, found: object) -> str:
    """The staff id; the program itself writes under one of zeros."""
    if login == "-":
        return str(uuid.UUID(int=0))
    if login and found is None:
        raise FieldWrong("login", "unknown")
    return getattr(found, "id", "")


def _midnight(day: date, *, after: int = 0) -> int:
    """The instant a day begins in Bishkek, or the day that comes `after` so many days."""
    return milliseconds(datetime.combine(day, time()) + timedelta(days=after))


def _row(line: AuditLine, who: str, login: str) -> AuditRow:
    return AuditRow(
        at=line.at,
        day=legal_day(line.at),
        who=who,
        login=login,
        role=line.role,
        type=line.type,
        kind=line.kind,
        number=line.number,
        case=str(uuid.UUID(bytes=line.stream)) if line.kind == "case" else "",
        mark=line.mark,
        origin=line.origin.hex(),
        seq=line.seq,
        is_erased=line.is_erased,
    )
