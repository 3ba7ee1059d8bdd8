"""Notices to the applicants whose date a change of the calendar moved: printed, then recorded."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from akimat_desk.domain import duties
from akimat_desk.domain.calendar_events import LOCAL
from akimat_desk.domain.case_events import NoticeGiven
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_calendars import differing_days
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import NO_WORDS
from akimat_desk.services.calendar_moves import Watch, statutory_on
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.letter_parts import addressee, signatory
from akimat_desk.services.papers import letterhead
from akimat_desk.storage import bulk
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

if TYPE_CHECKING:
    from akimat_desk.documents.term_notice import ChangedDay, TermNoticeReading


class Around(Protocol):
    """Knows how terms were reckoned before a change and after it."""

    def around(self, connection: Connection, lens: Lens, change: str) -> tuple[Lens, Lens]: ...


def notice_of(change: str) -> str:
    """What NoticeGiven calls the notices of one change."""
    return f"calendar:{change}"


class CalendarNotices:
    """Printing writes nothing; that a notice was given is recorded when somebody says so."""

    def __init__(self, core: Core, calendars: Around) -> None:
        self._core = core
        self._calendars = calendars

    @draws("notices")
    def paper(self, change: str, cases: Sequence[str], watch: Watch = Watch()) -> bytes:
        """One file with a page for each case, in the language of the case.

        Raises FieldWrong, LetterheadMissing, WorkCancelled, and what documents refuse.
        """
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.term_notice import term_notices  # noqa: PLC0415

        with self._core.read() as (connection, lens):
            around = self._calendars.around(connection, lens, change)
            readings = []
            for done, case in enumerate(_cases(connection, cases), 1):
                watch.at(done, len(cases))
                reading = self._reading(case, lens, around)
                if reading is not None:
                    readings.append(reading)
        if not readings:
            raise FieldWrong("cases", "empty")
        return term_notices(readings)

    def given(self, change: str, cases: Sequence[str]) -> int:
        """The applicants of these cases were told today; counts what was recorded.

        Whoever was told of this change before is not told twice. Raises NotAllowed, FieldWrong.
        """
        notice, today = notice_of(change), legal_day(self._core.clock.now())
        count = 0
        with self._core.write("notice") as writing:
            before, after = self._calendars.around(writing.connection, writing.lens, change)
            streams = [uuid.UUID(case).bytes for case in dict.fromkeys(cases)]
            for stream, folded in list(bulk.folds(writing.connection, streams)):
                case: Case = folded.state
                was, will = statutory_on(case, before, after)
                is_told = any(one.notice == notice for _, one in case.each(NoticeGiven))
                if is_told or was == will or was is None or will is None:
                    continue
                text = f"{was:%d.%m.%Y} \N{RIGHTWARDS ARROW} {will:%d.%m.%Y}"
                event = NoticeGiven(notice=notice, given_on=today, text=text)
                writing.append(stream, folded, event)
                count += 1
        return count

    def _reading(
        self, case: Case, lens: Lens, around: tuple[Lens, Lens]
    ) -> "TermNoticeReading | None":
        """None where the change did not move the case from one date to another."""
        from akimat_desk.documents.term_notice import (  # noqa: PLC0415
            TEMPLATE,
            TermNoticeReading,
        )

        was, will = statutory_on(case, *around)
        if was is None or will is None or was == will or case.applicant.is_anonymous:
            return None
        today, office = legal_day(self._core.clock.now()), lens.office
        start = duties.own_start(case, lens.office_id)
        rule = duties.dates(case, office, lens.office_id, lens.references).rule
        executor = office.find_staff(duties.responsible(case)) or self._core.actor
        days, week_from = _reasons(around, start.registered_on, max(was, will))
        return TermNoticeReading(
            office=letterhead(office, today),
            issued_on=today,
            case_number=start.number,
            registered_on=start.registered_on,
            addressee=addressee(case.applicant),
            subject=case.field("subject"),
            before=was,
            after=will,
            days=days,
            new_week_from=week_from,
            legal=NO_WORDS if rule is None else rule.legal,
            is_in_working_days=rule is not None and rule.unit == "working",
            signatory=signatory(office, today),
            executor_name="" if executor is None else executor.short_name,
            executor_phone="" if executor is None else executor.phone,
            point=case.registered.point,
            template=TEMPLATE,
            language="ru" if case.registered.language == "ru" else "ky",
            training=self._core.identity.is_training,
        )


def _cases(connection: Connection, cases: Iterable[str]) -> list[Case]:
    """In the order in which they were named."""
    streams = [uuid.UUID(case).bytes for case in dict.fromkeys(cases)]
    return [folded.state for _, folded in bulk.folds(connection, streams)]


def _reasons(
    around: tuple[Lens, Lens], first: date, last: date
) -> "tuple[tuple[ChangedDay, ...], date | None]":
    """The days of the term that count otherwise now; a new week is told once, not day by day."""
    from akimat_desk.documents.term_notice import ChangedDay  # noqa: PLC0415

    before, after = (lens.references.calendar for lens in around)
    days: list[ChangedDay] = []
    is_new_week = False
    for day in differing_days(before, after, first, last):
        if before.week_on(day) != after.week_on(day) and day not in after.named_days:
            is_new_week = True
            continue
        reason = after.why_off(day)
        if reason is None:
            days.append(ChangedDay(day=day, became="worked"))
        else:
            became: Any = "local" if reason.code == LOCAL else "off"
            days.append(ChangedDay(day=day, became=became, name=reason.name or Bilingual(ky="")))
    starts = [one.from_on for one in after.weeks if one not in before.weeks]
    return tuple(days), min(starts) if is_new_week and starts else None
