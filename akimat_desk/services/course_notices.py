"""Notices of what was done to a term: of the last extension, pause, forwarding or asking."""

import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain import duties
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.bodies import find_body
from akimat_desk.domain.body_events import BodyAsked
from akimat_desk.domain.cases import OUTCOME, TERM, Case
from akimat_desk.domain.deadlines import due_on
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import NO_WORDS
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.services.bodies import directory_of
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.letter_parts import addressee, signatory
from akimat_desk.services.papers import letterhead

if TYPE_CHECKING:
    from akimat_desk.documents.course_notice import CourseNoticeReading

EXTENSION, PAUSE, FORWARDING, ASKING = "extension", "pause", "forwarding", "asking"
_OF: dict[str, tuple[str, type[Event]]] = {
    EXTENSION: (TERM, events.TermExtended),
    PAUSE: (TERM, events.ClockPaused),
    FORWARDING: (OUTCOME, events.CaseForwarded),
}
_KINDS = (*_OF, ASKING)


class _Told(NamedTuple):
    """What is the notice's own, by kind."""

    on: Any
    ground: str
    more: dict[str, Any]


class CourseNotices:
    """Printing writes nothing; that a notice was given is recorded when somebody says so."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases

    def kinds(self, case_id: str) -> tuple[str, ...]:
        """Which notices there is a reason for, and somebody to tell."""
        case = self._cases.open(case_id).case
        if case.applicant.is_anonymous:
            return ()
        return tuple(what for what in _KINDS if _last(case, what) is not None)

    @draws("notice", CASE, "case_id")
    def paper(self, case_id: str, what: str) -> bytes:
        """In the language of the case.

        Raises FieldWrong, LetterheadMissing, and what documents refuse.
        """
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.course_notice import course_notice  # noqa: PLC0415

        found = self._cases.open(case_id)
        return course_notice(self._reading(found, what, _told(found, what, self._rows(found))))

    def given(self, case_id: str, what: str) -> bool:
        """The applicant was told today; False where that is on record already.

        Raises NotAllowed, FieldWrong.
        """
        with self._core.write("notice") as writing:
            found = self._cases.opened_in(writing.connection, writing.lens, case_id)
            entry = _named(found.case, what)
            notice = f"{what}:{entry.id.hex()}"
            if any(one.notice == notice for _, one in found.case.each(events.NoticeGiven)):
                return False
            event = events.NoticeGiven(notice=notice, given_on=self._cases.today())
            writing.append(uuid.UUID(case_id).bytes, found.folded, event)
        return True

    def _rows(self, found: OpenCase) -> dict[str, Bilingual]:
        grounds: Any = self._core.shelf.catalogues(found.lens.office).pause_grounds
        return {row.id: row.name for row in grounds.rows}

    def _reading(self, found: OpenCase, what: str, told: _Told) -> "CourseNoticeReading":
        from akimat_desk.documents.course_notice import (  # noqa: PLC0415
            TEMPLATE,
            CourseNoticeReading,
        )

        case, office, today = found.case, found.lens.office, self._cases.today()
        start = duties.own_start(case, found.lens.office_id)
        executor = office.find_staff(found.responsible) or self._core.actor
        kind: Any = what
        return CourseNoticeReading(
            what=kind,
            office=letterhead(office, today),
            issued_on=today,
            case_number=start.number,
            registered_on=start.registered_on,
            addressee=addressee(case.applicant),
            # Which article lets an office send an appeal on is not established.
            legal=NO_WORDS if found.dates.rule is None or what in (FORWARDING, ASKING)
            else found.dates.rule.legal,
            signatory=signatory(office, today),
            executor_name="" if executor is None else executor.short_name,
            executor_phone="" if executor is None else executor.phone,
            point=case.registered.point,
            template=TEMPLATE,
            language="ru" if case.registered.language == "ru" else "ky",
            training=self._core.identity.is_training,
            on=told.on,
            ground=told.ground,
            **told.more,
            **self._reached(found, told.more),
        )  # fmt: skip

    def _reached(self, found: OpenCase, more: dict[str, Any]) -> dict[str, Any]:
        """Where the directory has the body, how an applicant reaches it."""
        known = directory_of(self._core, found.lens, with_ended=True)
        body = find_body(known, more.get("body", ""))
        language = "ru" if found.case.registered.language == "ru" else "ky"
        return {} if body is None else {"contacts": body.contacts(language)}


def _last(case: Case, what: str) -> SlotEntry | None:
    if what == ASKING:
        asked = [entry for entry, _ in case.each(BodyAsked)]
        return asked[-1] if asked else None
    slot, kind = _OF[what]
    entries = [entry for entry in case.slot(slot).line if isinstance(entry.event, kind)]
    return entries[-1] if entries else None


def _named(case: Case, what: str) -> SlotEntry:
    """Raises FieldWrong where there is nothing to tell of, or nobody to be told."""
    if what not in _KINDS:
        raise FieldWrong("notice", "unknown")
    entry = _last(case, what)
    if entry is None:
        raise FieldWrong("notice", "missing")
    if case.applicant.is_anonymous:
        raise FieldWrong("applicant", "missing")
    return entry


def _told(found: OpenCase, what: str, rows: dict[str, Bilingual]) -> _Told:
    event: Any = _named(found.case, what).event
    match event:
        case events.TermExtended():
            before, after = _dates(found, event)
            return _Told(event.granted_on, event.ground, {"before": before, "after": after})
        case events.ClockPaused():
            category = rows.get(event.category, Bilingual(ky=event.category))
            return _Told(event.from_on, event.ground, {"category": category})
        case BodyAsked():
            runs = duties.open_pause(found.case) is None
            asked = {"body": event.body, "is_ours": True, "about": event.about, "runs": runs}
            return _Told(event.asked_on, event.ground, asked | {"until": event.expected_on})
        case _:
            questions = _questions(found.case, event.questions)
            is_ours = event.keeps_control or bool(event.questions)
            sent = {"body": event.body, "is_ours": is_ours, "questions": questions}
            return _Told(event.forwarded_on, event.ground, sent)


def _questions(case: Case, numbers: tuple[int, ...]) -> tuple[str, ...]:
    asked = case.registered.questions
    return tuple(asked[one - 1] for one in numbers if 1 <= one <= len(asked))


def _dates(found: OpenCase, event: events.TermExtended) -> tuple[Any, Any]:
    """Without the last extension and with it."""
    course, calendar = found.dates.course, found.lens.references.calendar
    if course is None:
        return None, None
    told = (event.days, event.granted_on, event.ground)
    without = [one for one in course.extensions if (one.days, one.granted_on, one.ground) != told]
    before = msgspec.structs.replace(course, extensions=tuple(without))
    return due_on(before, calendar), due_on(course, calendar)
