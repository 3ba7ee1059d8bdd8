"""Asking for papers: what may be asked, the request with its pause and letter, and the figures."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.case_events import ClockPaused
from akimat_desk.domain.cases import TERM, Case, apply
from akimat_desk.domain.errors import CaseReadOnly, FieldWrong, WorkCancelled
from akimat_desk.domain.facts import Event, EverythingBefore, Fact
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.request_events import DocumentsRequested
from akimat_desk.domain.request_figures import Counting, Figure, RequestFigures
from akimat_desk.domain.requests import (
    Judged,
    RequestUnknown,
    judged_for,
    prevented,
    request,
)
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.situations import Situation
from akimat_desk.domain.term_actions import pause
from akimat_desk.domain.wishes import Pause, Request
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.request_letters import drawn
from akimat_desk.storage import bulk, clocked

PAUSE_OF = {"applicant": "applicant_documents", "body": "body_reply"}
_TOLD_EVERY = 100


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request on record, or what it would be."""

    request: str
    of: str
    body: str
    documents: tuple[str, ...]
    overrides: tuple[str, ...]


class NamedFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with the name of its paper or person; of a person both languages are alike."""

    name: Bilingual
    figure: Figure


class RequestReport(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of a period; `total` counts every paper once."""

    from_on: date
    until_on: date
    total: Figure
    documents: tuple[NamedFigure, ...]
    people: tuple[NamedFigure, ...]


class Requests:
    """What is asked of applicants and of bodies, and what is not."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def judge(self, case_id: str, documents: Iterable[str]) -> tuple[Judged, ...]:
        """What would be said to asking the applicant; nothing is written."""
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            return judged_for(found.case, documents, self._cases.situation(lens.office, lens))

    def ask(self, case_id: str, wish: Mapping[str, Any], *, pauses: bool = False) -> Asked:
        """The request, and the pause that waits for its answer, in one commit.

        Raises what the actions `request` and `pause` raise; then neither is on record.
        """
        told = told_as(dict(wish), Request)
        with self._core.write("request") as writing:
            found, now = self._opened(writing, case_id)
            decided = self._decided(found.case, told, now, pauses=pauses)
            writing.append(uuid.UUID(case_id).bytes, found.folded, *decided)
        return _asked(decided[0])

    def instead(
        self, case_id: str, documents: Iterable[str], language: str = "ky"
    ) -> tuple[Asked, ...]:
        """Asks the registers that hold these papers and records that the applicant was not asked.

        One request for each register. Raises FieldWrong for a paper that no register holds.
        """
        with self._core.write("request") as writing:
            found, now = self._opened(writing, case_id)
            facts: list[Event] = []
            made: list[Asked] = []
            for register, papers in self._by_register(found.case, documents, now).items():
                wish = Request(of="body", documents=papers, body=register[language])
                asked = request(found.case, wish, now)
                facts += [
                    asked,
                    *prevented(found.case, papers, now, instead="body", request=asked.request),
                ]
                made.append(_asked(asked))
            writing.append(uuid.UUID(case_id).bytes, found.folded, *facts)
        return tuple(made)

    def withdraw(self, case_id: str, documents: Iterable[str]) -> None:
        """Records that the applicant is not asked for these after all; raises FieldWrong."""
        with self._core.write("request") as writing:
            found, now = self._opened(writing, case_id)
            facts = prevented(found.case, documents, now, instead="withdrawn")
            writing.append(uuid.UUID(case_id).bytes, found.folded, *facts)

    def what_if(
        self, case_id: str, wish: Mapping[str, Any], *, pauses: bool
    ) -> tuple[duties.Dates, duties.Dates]:
        """What is due now and after the request; raises what `ask` raises."""
        told = told_as(dict(wish), Request)
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            now = self._cases.situation(lens.office, lens)
            decided = self._decided(found.case, told, now, pauses=pauses)
        after = found.case
        for place, event in enumerate(decided):
            after = _with(after, event, self._core.clock.now(), place)
        moved = duties.dates(after, lens.office, lens.office_id, lens.references, now.today)
        return found.dates, moved

    @draws("draft", CASE, "case_id")
    def preview(self, case_id: str, wish: Mapping[str, Any], *, pauses: bool) -> bytes:
        """The letter to the applicant as it would be; raises what `ask` and `letter` raise."""
        told = told_as(dict(wish), Request)
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            now = self._cases.situation(lens.office, lens)
            decided = self._decided(found.case, told, now, pauses=pauses)
        asked: Any = decided[0]
        return drawn(self._core, found, now, asked, now.today if pauses else None)

    @draws("request-letter", CASE, "case_id")
    def letter(self, case_id: str, request_id: str) -> bytes:
        """The letter of a request of the applicant that is on record.

        Raises RequestUnknown, LetterheadMissing, and what documents refuse.
        """
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            now = self._cases.situation(lens.office, lens)
        asked = _of_applicant(found.case, request_id)
        return drawn(self._core, found, now, asked, _paused_from(found.case, request_id))

    def figures(
        self,
        from_on: date,
        until_on: date,
        *,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> RequestReport:
        """Folds the cases of the period, so it is asked for off the window's thread.

        Raises FieldWrong, NotAllowed, WorkCancelled.
        """
        role_for(self._core.actor, "export")
        if from_on > until_on:
            raise FieldWrong("until", "out_of_range")
        counting = Counting(from_on, until_on)
        with self._core.read() as (connection, lens):
            streams = clocked.within(connection, from_on, until_on)
            for done, (_, folded) in enumerate(bulk.folds(connection, streams)):
                if done % _TOLD_EVERY == 0:
                    _look_up(done, len(streams), report, cancelled)
                counting.add(folded.state)
            catalogue = self._core.shelf.catalogues(lens.office).documents
            staff = {one.id: one.short_name for one in lens.office.staff()}
        _look_up(len(streams), len(streams), report, cancelled)
        papers = {row.id: row.name for row in catalogue.rows}
        people = {one: Bilingual(ky=name) for one, name in staff.items()}
        return _named(counting.figures(), papers, people)

    def _opened(self, writing: Writing, case_id: str) -> tuple[OpenCase, Situation]:
        found = self._cases.opened_in(writing.connection, writing.lens, case_id)
        writing.demand_may(found.case)
        if found.folded.unknown:
            raise CaseReadOnly(found.case.registered.number)
        return found, self._cases.situation(writing.office, writing.lens)

    def _decided(
        self, case: Case, told: Request, now: Situation, *, pauses: bool
    ) -> tuple[Event, ...]:
        asked = request(case, told, now)
        if not pauses:
            return (asked,)
        role_for(self._core.actor, "pause")
        wish = Pause(
            category=PAUSE_OF[asked.of],
            ground=asked.ground,
            body=asked.body,
            expected_on=asked.wanted_on,
            request=asked.request,
        )
        return asked, pause(_with(case, asked, self._core.clock.now()), wish, now)

    def _by_register(
        self, case: Case, documents: Iterable[str], now: Situation
    ) -> dict[Bilingual, tuple[str, ...]]:
        found: dict[Bilingual, tuple[str, ...]] = {}
        for one in judged_for(case, documents, now):
            if one.held_in is None:
                raise FieldWrong("documents", "unknown")
            found[one.held_in] = (*found.get(one.held_in, ()), one.document)
        if not found:
            raise FieldWrong("documents", "empty")
        return found


def _with(case: Case, event: Event, at: int, place: int = 0) -> Case:
    """The case as it would be with one fact more, later than every other."""
    reference = b"\xff" * 15 + bytes([0xFE + place])
    return apply(case, Fact(reference, EverythingBefore(), event, at=at))


def _asked(event: Any) -> Asked:
    return Asked(
        request=event.request,
        of=event.of,
        body=event.body,
        documents=event.documents,
        overrides=event.overrides,
    )


def _of_applicant(case: Case, request_id: str) -> DocumentsRequested:
    for _, asked in case.each(DocumentsRequested):
        if asked.request == request_id and asked.of == "applicant":
            return asked
    raise RequestUnknown(request_id)


def _paused_from(case: Case, request_id: str) -> date | None:
    """From when the term stands for this request; None where it never did."""
    pauses = (one.event for one in case.slot(TERM) if isinstance(one.event, ClockPaused))
    return next((one.from_on for one in pauses if one.request == request_id), None)


def _named(
    found: RequestFigures, papers: Mapping[str, Bilingual], people: Mapping[str, Bilingual]
) -> RequestReport:
    def each(figures: tuple[Figure, ...], names: Mapping[str, Bilingual]) -> Any:
        return tuple(
            NamedFigure(name=names.get(one.id, Bilingual(ky=one.id)), figure=one) for one in figures
        )

    return RequestReport(
        from_on=found.from_on,
        until_on=found.until_on,
        total=found.total,
        documents=each(found.documents, papers),
        people=each(found.people, people),
    )


def _look_up(
    done: int, total: int, report: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> None:
    if cancelled():
        raise WorkCancelled
    report(done, total)
