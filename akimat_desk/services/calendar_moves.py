"""Which cases another calendar moves: reckoned from their facts, written nowhere."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.case_events import NoticeGiven
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import WorkCancelled
from akimat_desk.domain.office_calendars import differing_days
from akimat_desk.journal.fold import Folded
from akimat_desk.services.calendar_readings import Moved
from akimat_desk.storage import bulk
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Watch(msgspec.Struct, frozen=True):
    """Who is told how far the work is, and who may stop it."""

    report: Report = lambda _done, _total: None
    cancelled: Cancelled = lambda: False

    def at(self, done: int, total: int) -> None:
        """Raises WorkCancelled."""
        if self.cancelled():
            raise WorkCancelled
        self.report(done, total)


class Move(msgspec.Struct, frozen=True):
    """A case that moves, with what is needed to say so in the lists."""

    stream: bytes
    case: Case
    before: date | None
    after: date | None

    def told(self, notice: str = "") -> Moved:
        """`notice` names the notices that tell of this very change."""
        case, event = self.case, self.case.registered
        given = [one.given_on for _, one in case.each(NoticeGiven) if one.notice == notice]
        return Moved(
            case=str(uuid.UUID(bytes=self.stream)),
            number=event.number,
            applicant=case.applicant.name,
            language=event.language,
            before=self.before,
            after=self.after,
            told_on=max(given) if notice and given else None,
        )


def moves(
    connection: Connection,
    before: Lens,
    after: Lens,
    watch: Watch,
    *,
    is_before_listed: bool = True,
) -> Iterator[Move]:
    """The open cases whose statutory date differs, in the order of their streams.

    `is_before_listed`: the lists show the dates under `before`. Raises WorkCancelled.
    """
    span = bulk.open_since(connection)
    if span is None:
        return
    one, other = before.references.calendar, after.references.calendar
    last = max(span[1], one.last_said, other.last_said)
    days = differing_days(one, other, span[0], last)
    streams = bulk.spanning(connection, days, is_end_known=is_before_listed)
    watch.at(0, len(streams))
    for done, (stream, folded) in enumerate(bulk.folds(connection, streams), 1):
        watch.at(done, len(streams))
        found = _move(stream, folded, before, after)
        if found is not None:
            yield found


def statutory_on(case: Case, before: Lens, after: Lens) -> tuple[date | None, date | None]:
    """As the lists show it: None without a term and while it stands in a pause."""
    calendars = (before.references.calendar, after.references.calendar)
    was, will = duties.statutory_under(
        case, before.office, before.office_id, before.references, *calendars
    )
    return was, will


def in_order(found: list[Move], notice: str = "") -> tuple[Moved, ...]:
    """By the date before, then by number."""
    told = (one.told(notice) for one in found)
    return tuple(sorted(told, key=lambda one: (one.before or date.max, one.number)))


def _move(stream: bytes, folded: Folded, before: Lens, after: Lens) -> Move | None:
    case: Case | None = folded.state
    if case is None or case.opened is None:
        return None
    was, will = statutory_on(case, before, after)
    return None if was == will else Move(stream, case, was, will)
