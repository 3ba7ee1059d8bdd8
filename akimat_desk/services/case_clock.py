"""The clock of one case in full: its ledger, every duty, whose each day was, what moved it."""

from collections.abc import Iterable

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.term_ledger import Course, Mark, TermLedger, ledger
from akimat_desk.services.calendar_readings import CaseMove
from akimat_desk.services.calendars import Calendars
from akimat_desk.services.cases import Cases, ExplainedCase, OpenCase
from akimat_desk.services.core import Core


class CaseClock(msgspec.Struct, frozen=True, kw_only=True):
    """`moves` are marks of the ledger too, where `number` is the id of the change.

    `names` are the short names of the staff by id.
    """

    number: str
    explained: ExplainedCase
    ledger: TermLedger
    moves: tuple[CaseMove, ...]
    names: dict[str, str]


class CaseClocks:
    """Readings; nothing is written here."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases
        self._calendars = Calendars(core)

    def of(self, case_id: str) -> CaseClock:
        """Raises NumberUnknown for an id that is not here."""
        found, told = self._cases.open(case_id), self._cases.explain(case_id)
        moves = self._calendars.moves_of(case_id)
        office = found.lens.office
        return CaseClock(
            number=duties.own_start(found.case, found.lens.office_id).number,
            explained=told,
            ledger=with_moves(self._ledger(found, told), moves),
            moves=moves,
            names={one.id: one.short_name for one in office.staff()},
        )

    def _ledger(self, found: OpenCase, told: ExplainedCase) -> TermLedger:
        course = Course(
            office_id=found.lens.office_id,
            calendar=found.lens.references.calendar,
            today=self._cases.today(),
            facts=found.dates.course,
            explanation=told.explanation,
            bookings=told.bookings,
        )
        return ledger(found.case, course)


def with_moves(told: TermLedger, moves: Iterable[CaseMove]) -> TermLedger:
    """No entry of the case says that the calendar moved it; its ledger does."""
    marks = [
        Mark(
            kind="calendar",
            on=legal_day(move.change.at),
            before=move.before,
            after=move.after,
            number=move.change.id,
        )
        for move in moves
    ]
    in_order = sorted((*told.marks, *marks), key=lambda mark: mark.on)
    return msgspec.structs.replace(told, marks=tuple(in_order))
